/** What a database holds when a migration comes, and what the previous version still does beside the new one. */
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { newId } from '@seteli/kit/ids';
import { expect, inject, it } from 'vitest';

const folder = path.join(import.meta.dirname, '../migrations');

const INSERT = `insert into booking (id, voucher_id, organiser_id, service_id, person_id, provider_id, unit_id, content_ids, first_day, last_day, made_at)
  values ($1, $2, $3, $3, $3, $3, $4, $5, $6, $7, now())`;

/** A database from before a migration, and a way to run the rest of the migrations. */
async function openBefore(migration: string): Promise<{ client: pg.Client; migrate: () => Promise<void> }> {
  const { adminUrl } = inject('seteliServers');
  const name = `bookings_before_${randomBytes(6).toString('hex')}`;
  const connect = async (url: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return client;
  };
  const admin = await connect(adminUrl);
  await admin.query(`create database ${name}`);
  await admin.end();
  const client = await connect(Object.assign(new URL(adminUrl), { pathname: name }).href);
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted();
  const made = files.findIndex((file) => file.endsWith(`_${migration}.sql`));
  const run = async (some: readonly string[]) => {
    for (const file of some) await client.query(readFileSync(path.join(folder, file), 'utf8'));
  };
  await run(files.slice(0, made));
  return { client, migrate: () => run(files.slice(made)) };
}

it('overlapping bookings stand as they were made, and the previous version still ends and makes them', async () => {
  const { client, migrate } = await openBefore('one_booking_a_day');
  const [voucher, unit, party, content, other] = [newId(), newId(), newId(), newId(), newId()];
  const [first, twin, later, beside] = [newId(), newId(), newId(), newId()];
  const insert = (id: string, contents: string[], firstDay: string, lastDay: string | null) =>
    client.query(INSERT, [id, voucher, party, unit, contents, firstDay, lastDay]);
  await insert(first, [content, content], '2026-01-01', '2026-03-31');
  await insert(twin, [content], '2026-03-31', null);
  await insert(later, [content], '2026-05-01', null);
  await insert(beside, [other], '2026-01-01', null);

  await migrate();
  const held = async () => (await client.query('select booking_id, last_day::text from booked_content order by booking_id')).rows;
  expect((await client.query('select count(*)::int as n from booking')).rows).toEqual([{ n: 4 }]);
  const of = (id: string, lastDay: string | null) => ({ booking_id: id, last_day: lastDay });
  expect(await held()).toEqual([of(first, '2026-03-31'), of(later, null), of(beside, null)]);
  // The previous version does it so.
  await client.query(`update booking set last_day = '2026-06-30' where id = $1`, [later]);
  await insert(newId(), [content], '2026-06-01', null);
  expect(await held()).toEqual([of(first, '2026-03-31'), of(later, '2026-06-30'), of(beside, null)]);
  await client.end();
});

it('visits get the service and the unit of their bookings, also visits that the previous version records', async () => {
  const { client, migrate } = await openBefore('lists');
  const [party, unit, booking] = [newId(), newId(), newId()];
  await client.query(INSERT, [booking, newId(), party, unit, [], '2026-01-01', null]);
  const record = (id: string, hour: number) =>
    client.query(
      `insert into visit (id, booking_id, organiser_id, provider_id, voucher_id, starts_at, ends_at, state, allocation, lines, flags, recorded_at, recorded_by, version)
       values ($1, $2, $3, $3, $3, $4, $5, 'RECORDED', 'PENDING', '[]', '{}', now(), $3, 1)`,
      [id, booking, party, `2026-06-01T0${hour}:00Z`, `2026-06-01T0${hour + 1}:00Z`],
    );
  const [before, beside] = [newId(), newId()];
  await record(before, 1);
  await migrate();
  await record(beside, 3);
  const { rows } = await client.query('select id, service_id, unit_id from visit order by id');
  expect(rows).toEqual([before, beside].map((id) => ({ id, service_id: party, unit_id: unit })));
  await client.end();
});
