/** The database server ends a connection in the middle of a command: nothing half of it stays, and it is run again. */
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { visitRecorded } from '@seteli/schema/events/bookings';
import * as w from './world.ts';

let world: w.World;
let administrator: pg.Client;
let database: string;
beforeAll(async () => {
  world = await w.openWorld();
  administrator = new pg.Client({ connectionString: inject('seteliServers').adminUrl });
  await administrator.connect();
  database = (await world.bookings.database.pool.query('select current_database() as name')).rows[0].name;
});
afterAll(async () => {
  await administrator.end();
  await world.stop();
});

/** The backend of a command that waits for the announcement of another: its visits are inserted already. */
async function waitingBackend(): Promise<number> {
  for (;;) {
    const { rows } = await administrator.query(
      `select pid from pg_stat_activity where datname = $1 and application_name = 'bookings' and wait_event_type = 'Lock' and query ilike '%outbox_head%'`,
      [database],
    );
    if (rows[0]) return rows[0].pid;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

it('each visit is recorded and announced exactly once', async () => {
  const { bookingId } = await w.book(world);
  const rows = [10, 12, 14].map((hour) => w.row(bookingId, `2026-06-15T${hour}:00`, `2026-06-15T${hour + 1}:00`));
  let results: Promise<{ visit: { state: string } | null }[]>;
  await world.bookings.database.transaction(async (tx) => {
    await tx.execute(`select from outbox_head where partition = '${w.organiserId}' for update`);
    results = w.record(world, rows);
    const first = await waitingBackend();
    const { rows: ended } = await administrator.query('select pg_terminate_backend($1) as ended', [first]);
    expect(ended).toEqual([{ ended: true }]);
    // The same command again, on another connection.
    for (let next = first; next === first;) next = await waitingBackend();
    expect(await w.count(world, 'select count(*) from visit where booking_id = $1', bookingId)).toBe(0);
  });
  expect((await results!).map(({ visit }) => visit?.state)).toEqual(['APPROVED', 'APPROVED', 'APPROVED']);
  expect(await w.count(world, 'select count(*) from visit where booking_id = $1', bookingId)).toBe(3);
  const announcements = `select count(*) from outbox where type = $1 and data::jsonb ->> 'bookingId' = $2`;
  expect(await w.count(world, announcements, visitRecorded.type, bookingId)).toBe(3);
  expect(await w.count(world, 'select max(seq) - count(*) as count from outbox where partition = $1', w.organiserId)).toBe(0);
});
