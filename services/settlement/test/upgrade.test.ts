/**
 * Tests migrations over settled data. The migration to payments loses none, invents none and hears approvals again. The
 * migration of numbers changes no given number. The migration of services changes nothing else of client shares.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { newId } from '@seteli/kit/ids';
import { expect, inject, it } from 'vitest';

const folder = path.join(import.meta.dirname, '../migrations');
const MADE_BY = '0003_waiting_payments.sql';

const INSERT_RUN = `insert into settlement_run (id, organiser_id, month, state, entries, total_cents, organiser_cents, client_cents, hash)
  values ($1, $2, '2026-06', 'LOCKED', 0, 0, 0, 0, 'x')`;
const INSERT_STATEMENT = `insert into statement (id, run_id, organiser_id, provider_id, month, statement_number, reference, state, total_cents,
  organiser_cents, client_cents, brought_forward_cents, payable_cents, carried_forward_cents, receivable_cents, carried_runs, creditor_name, creditor_iban)
  values ($1, $2, $3, gen_random_uuid(), '2026-06', $4, 'RF', $5, $6, $6, 0, 0, greatest($6::bigint, 0), least($6::bigint, 0), 0, 0, 'Hoiva Oy', $7)`;

/** A database before a migration, and the migrations from there to today. */
async function openBefore(made: string) {
  const { adminUrl } = inject('seteliServers');
  const name = `settlement_before_${randomBytes(6).toString('hex')}`;
  const connect = async (url: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return client;
  };
  const admin = await connect(adminUrl);
  await admin.query(`create database ${name}`);
  await admin.end();
  const client = await connect(Object.assign(new URL(adminUrl), { pathname: name }).href);
  const migrate = (file: string) => client.query(readFileSync(path.join(folder, file), 'utf8'));
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted();
  for (const file of files.slice(0, files.indexOf(made))) await migrate(file);
  const migrateTo = async () => {
    for (const file of files.slice(files.indexOf(made))) await migrate(file);
  };
  return { client, migrateTo };
}

it('paid statements are paid by their own run, held ones stay held, and settlement hears registry again', async () => {
  const { client, migrateTo } = await openBefore(MADE_BY);
  const [run, organiser, paid, held, negative] = [newId(), newId(), newId(), newId(), newId()];
  await client.query(INSERT_RUN, [run, organiser]);
  const iban = 'FI2112345600000785';
  for (const row of [
    [paid, '1', 'ISSUED', 8000, iban],
    [held, '2', 'HELD', 6300, null],
    [negative, '3', 'ISSUED', -5000, iban],
  ])
    await client.query(INSERT_STATEMENT, [row[0], run, organiser, ...row.slice(1)]);
  await client.query(
    `insert into inbox (source, partition, last_seq, epoch) values ('registry', 'national', 7, 1), ('bookings', $1, 7, 1)`,
    [organiser],
  );

  await migrateTo();
  const { rows } = await client.query('select statement_id, run_id, creditor_name, creditor_iban from payment');
  expect(rows).toEqual([{ statement_id: paid, run_id: run, creditor_name: 'Hoiva Oy', creditor_iban: iban }]);
  expect((await client.query('select statement_id, state from late_payment')).rows).toEqual([{ statement_id: held, state: 'HELD' }]);
  expect((await client.query('select distinct mode from statement')).rows).toEqual([{ mode: 'SELF_BILLED' }]);
  expect((await client.query('select source from inbox')).rows).toEqual([{ source: 'bookings' }]);
  await expect(client.query('update statement set payable_cents = 1')).rejects.toThrow('it only grows');
  await client.end();
});

it('statements with the same number keep number, tax and place in the feed; only new numbers must differ', async () => {
  const { client, migrateTo } = await openBefore('0008_papers_references_and_kinds.sql');
  const provider = newId();
  const insert = async (number: string, reference: string) => {
    const [run, organiser] = [newId(), newId()];
    await client.query(INSERT_RUN, [run, organiser]);
    await client.query(
      `insert into statement (id, run_id, organiser_id, provider_id, month, statement_number, reference, total_cents, organiser_cents, client_cents,
         brought_forward_cents, payable_cents, carried_forward_cents, receivable_cents, carried_runs) values (uuidv7(), $1, $2, $3, '2026-12', $4, $5, 0, 0, 0, 0, 0, 0, 0, 0)`,
      [run, organiser, provider, number, reference],
    );
  };
  await insert('2026120001', 'RF1');
  await insert('2026120001', 'RF1');
  await client.query(
    `insert into feed_item (organiser_id, seq, id, kind, run_id, payload, hash, previous_hash) values (uuidv7(), 1, uuidv7(), 'RUN', uuidv7(), '{}', 'h', 'p')`,
  );
  await migrateTo();
  const { rows } = await client.query('select statement_number, reference, tax_of_sums from statement');
  expect(rows).toEqual(Array.from({ length: 2 }, () => ({ statement_number: '2026120001', reference: 'RF1', tax_of_sums: null })));
  expect((await client.query('select previous_of_kind_seq from feed_item')).rows).toEqual([{ previous_of_kind_seq: null }]);
  // A version that runs beside this one still numbers in the old way.
  await insert('2026120001', 'RF1');
  await insert('202612000100001', 'RF2');
  await expect(insert('202612000100001', 'RF3')).rejects.toThrow('payee_gets_a_number_once');
  await expect(insert('202612000100002', 'RF2')).rejects.toThrow('payee_gets_a_reference_once');
  await client.end();
});

it('client shares get the service of their voucher, also those that an older version states without it', async () => {
  const { client, migrateTo } = await openBefore('0009_lists_of_the_books.sql');
  const [run, organiser, voucher, service] = [newId(), newId(), newId(), newId()];
  await client.query(INSERT_RUN, [run, organiser]);
  await client.query('insert into voucher_service (voucher_id, service_id) values ($1, $2)', [voucher, service]);
  const state = (voucherId: string) =>
    client.query(
      `insert into client_share_statement (id, run_id, organiser_id, provider_id, person_id, voucher_id, month, visits, total_cents, organiser_cents,
         client_cents) values (uuidv7(), $1, $2, uuidv7(), uuidv7(), $3, '2026-06', 1, 3, 2, 1)`,
      [run, organiser, voucherId],
    );
  await state(voucher);
  await state(newId());
  await migrateTo();
  await state(voucher);
  const { rows } = await client.query('select service_id, client_cents from client_share_statement order by id');
  expect(rows.map((row) => row.service_id)).toEqual([service, null, service]);
  await expect(client.query('update client_share_statement set client_cents = 2')).rejects.toThrow('it only grows');
  await client.end();
});
