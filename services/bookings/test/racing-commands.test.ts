/**
 * Commands that meet others, or lose their connection, in the middle. A lock of the test holds them on the last thing
 * that they need.
 */
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { keepActors } from '@seteli/kit/kept-actors';
import { newId } from '@seteli/kit/ids';
import { visitRecorded } from '@seteli/schema/events/bookings';
import { hearOfPersons } from '../src/reactions/death.ts';
import * as op from './operations.ts';
import * as sent from './sent.ts';
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

/** While the work runs, no command can announce: each stands still after all its other work. */
const whileNobodyAnnounces = (work: () => Promise<void>): Promise<void> =>
  world.bookings.database.transaction(async (tx) => {
    await tx.execute(sql`select from outbox_head where partition = ${w.organiserId} for update`);
    await work();
  });

/** Waits until so many commands stand still, and returns their backends. */
async function untilWaiting(count: number): Promise<number[]> {
  for (;;) {
    const { rows } = await administrator.query(
      `select pid from pg_stat_activity where datname = $1 and application_name = 'bookings' and wait_event_type = 'Lock'`,
      [database],
    );
    if (rows.length >= count) return rows.map(({ pid }) => pid);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

type Result = { visit: { state: string } | null; refusal: { code: string } | null };

it('one external id that two callers use at the same moment for different vouchers goes to one of them', async () => {
  const bookings = [await w.book(world), await w.book(world)];
  const externalId = newId();
  let results: Promise<Result[]>[] = [];
  await whileNobodyAnnounces(async () => {
    results = bookings.map(({ bookingId }) =>
      w.record(world, [sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00', { externalId })]),
    );
    await untilWaiting(2);
  });
  const written = (await Promise.all(results)).map(([result]) => result!.refusal?.code ?? result!.visit!.state);
  expect(written.toSorted()).toEqual(['APPROVED', 'EXTERNAL_ID_CONFLICT']);
});

it('two recorders who send the same times at the same moment without an external id record one visit', async () => {
  const { bookingId } = await w.book(world);
  let results: Promise<Result[]>[] = [];
  await whileNobodyAnnounces(async () => {
    results = [1, 2].map(() => w.record(world, [sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00')]));
    await untilWaiting(2);
  });
  const written = (await Promise.all(results)).map(([result]) => result!.refusal?.code ?? result!.visit!.state);
  expect(written.toSorted()).toEqual(['APPROVED', 'DUPLICATE']);
});

it('R26: when a worker’s visits at two clients come at the same moment, the second is flagged', async () => {
  const bookings = [await w.book(world), await w.book(world, { personId: newId() })];
  let results: Promise<{ visit: { flags: string[] } }[]>[] = [];
  await whileNobodyAnnounces(async () => {
    results = bookings.map(({ bookingId }) =>
      w.record(world, [sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00', { workerReference: 'T-17' })]),
    );
    await untilWaiting(2);
  });
  expect((await Promise.all(results)).map(([result]) => result!.visit.flags).toSorted()).toEqual([[], ['WORKER_ELSEWHERE']]);
});

it('40: a month that two vouchers of a client begin at the same moment is paid once', async () => {
  const month = newId();
  const contents = [w.unbanded(month, { unit: 'MONTH' })];
  await w.publishService(world, w.finalServiceId, { [month]: 6390n }, { prorationPolicy: 'FULL_WHEN_STARTED', contents });
  const bookings = [0, 1].map(() => w.book(world, { serviceId: w.finalServiceId, contentIds: [month] }));
  const days = [['2026-05-01', '2026-05-10'] as const, ['2026-05-20', '2026-05-31'] as const];
  let results: Promise<Result[]>[] = [];
  const ids = (await Promise.all(bookings)).map(({ bookingId }) => bookingId);
  await whileNobodyAnnounces(async () => {
    results = ids.map((id, n) => w.record(world, [sent.dayRow(id, month, days[n]![0], { lastDay: days[n]![1] })]));
    await untilWaiting(2);
  });
  const written = (await Promise.all(results)).map(([result]) => result!.refusal?.code ?? result!.visit!.state);
  expect(written.toSorted()).toEqual(['APPROVED', 'DAY_ALREADY_RECORDED']);
});

it('an edit that waits for its voucher does not lock the visit, so the holder of the voucher gets it', async () => {
  const { bookingId, voucherId } = await w.book(world);
  const visit = await w.recordOne(world, bookingId, '2026-06-15T10:00', '2026-06-15T11:00');
  const input = { idempotencyKey: newId(), visitId: visit.id, start: visit.start, end: sent.helsinki('2026-06-15T12:00') };
  let edited: Promise<{ data: { editVisit: Result } }> | undefined;
  await world.bookings.database.transaction(async (tx) => {
    await tx.execute(sql`select from voucher where id = ${voucherId} for no key update`);
    edited = world.bookings.ask(w.recorder, op.EDIT, { input }) as typeof edited;
    await untilWaiting(1);
    await tx.execute(sql`select from visit where id = ${visit.id} for update nowait`);
  });
  expect((await edited!).data.editVisit).toMatchObject({ visit: { state: 'APPROVED', version: 2 } });
});

it('after a lost connection bookings has recorded and announced each visit exactly once', async () => {
  const { bookingId } = await w.book(world);
  const rows = [10, 12, 14].map((hour) => sent.row(bookingId, `2026-06-15T${hour}:00`, `2026-06-15T${hour + 1}:00`));
  let results: Promise<Result[]> | undefined;
  await whileNobodyAnnounces(async () => {
    results = w.record(world, rows);
    const [first] = await untilWaiting(1);
    const { rows: ended } = await administrator.query('select pg_terminate_backend($1) as ended', [first]);
    expect(ended).toEqual([{ ended: true }]);
    // Bookings runs the same command again, on another connection.
    for (let next = first; next === first; [next] = await untilWaiting(1));
    expect(await w.count(world, 'select count(*) from visit where booking_id = $1', bookingId)).toBe(0);
  });
  expect((await results!).map(({ visit }) => visit?.state)).toEqual(['APPROVED', 'APPROVED', 'APPROVED']);
  expect(await w.count(world, 'select count(*) from visit where booking_id = $1', bookingId)).toBe(3);
  const announcements = `select count(*) from outbox where type = $1 and data::jsonb ->> 'bookingId' = $2`;
  expect(await w.count(world, announcements, visitRecorded.type, bookingId)).toBe(3);
  expect(await w.count(world, 'select max(seq) - count(*) as count from outbox where partition = $1', w.organiserId)).toBe(0);
});

it('a recorder who waits for a locked voucher keeps nobody else waiting', async () => {
  const [held, first, other] = [await w.book(world), await w.book(world), await w.book(world)];
  const at = (bookingId: string) => w.record(world, [sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00')]);
  let answers: Promise<Result[]>[] = [];
  await world.bookings.database.transaction(async (tx) => {
    await tx.execute(sql`select from voucher where id = ${held.voucherId} for update`);
    answers = [first, held, other].map(({ bookingId }) => at(bookingId));
    const others = await Promise.all([answers[0]!, answers[2]!]);
    expect(others.flat().map(({ visit }) => visit?.state)).toEqual(['APPROVED', 'APPROVED']);
  });
  expect((await answers[1]!).map(({ visit }) => visit?.state)).toEqual(['APPROVED']);
});

it('a visit that vouchers allocates while bookings hears of its client’s death waits for a checker', async () => {
  const personId = newId();
  const { bookingId } = await w.book(world, { personId });
  let recording: Promise<Result[]> | undefined;
  await world.bookings.database.transaction(async (tx) => {
    await hearOfPersons(tx, [{ id: personId, diedOn: w.day('2026-06-10'), version: 1 }], { now: world.bookings.clock.now() });
    recording = w.record(world, [sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00')]);
    await untilWaiting(1);
  });
  await recording;
  const seen = async () =>
    (await world.bookings.database.pool.query('select state, flags from visit where booking_id = $1', [bookingId])).rows;
  await expect.poll(seen).toEqual([{ state: 'UNDER_REVIEW', flags: ['AFTER_DEATH'] }]);
});

it('a booking that goes on at once waits for the following voucher, and keeps nobody of the same system waiting', async () => {
  const voucherId = await w.grantVoucher(world);
  const next = await w.grantVoucher(world, { predecessorId: voucherId, firstDay: w.day('2026-07-01') });
  const system = { ...w.recorder, userId: newId() };
  let booking: ReturnType<typeof world.bookings.ask> | undefined;
  await world.bookings.database.transaction(async (tx) => {
    await tx.execute(sql`select from voucher where id = ${next} for update`);
    booking = world.bookings.ask(system, op.BOOK, { input: w.bookingInput(voucherId) });
    await untilWaiting(1);
    await tx.execute(sql`set local lock_timeout = '500ms'`);
    await keepActors(tx, [system]);
  });
  expect((await booking!).data.makeBooking).toMatchObject({ refusal: null });
});
