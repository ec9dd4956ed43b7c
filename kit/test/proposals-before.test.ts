/**
 * The migration carries over proposals from before they had one table, and the earlier version goes on with its own
 * statements while both run.
 */
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '@seteli/kit/database';
import type { Database } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import { migrate } from '@seteli/kit/migrate';
import { findProposals } from '@seteli/kit/proposals';
import { TEST_PASSWORDS } from '@seteli/testing/servers';
import { REPOSITORY } from '@seteli/local/places';
import { createServiceDatabase, withClient } from '@seteli/local/service-database';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { silent } from './exchange.ts';

type Service = 'registry' | 'vouchers';
const TAG = 'one_table_of_proposals';

/** A database as the earlier version left it with these rows, then migrated to this version. */
async function carriedOver(service: Service, table: string, rows: readonly string[]): Promise<Database> {
  const name = `${service}_before_${randomBytes(6).toString('hex')}`;
  const { url, ownerUrl } = await createServiceDatabase(inject('seteliServers').adminUrl, service, name, TEST_PASSWORDS);
  const all = path.join(REPOSITORY, 'services', service, 'migrations');
  const before = mkdtempSync(path.join(tmpdir(), 'seteli-migrations-'));
  cpSync(all, before, { recursive: true });
  const journalPath = path.join(before, 'meta/_journal.json');
  const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(journalPath, 'utf8'));
  const end = journal.entries.findIndex(({ tag }) => tag.endsWith(TAG));
  writeFileSync(journalPath, JSON.stringify({ ...journal, entries: journal.entries.slice(0, end) }));
  await migrate({ ownerUrl, folder: before, role: service, rights: { [table]: 'insert, update' } });
  rmSync(before, { recursive: true });
  await withClient(ownerUrl, async (client) => {
    for (const row of rows) await client.query(row);
  });
  const { RIGHTS: rights } = await import(path.join(REPOSITORY, 'services', service, 'src/tables.ts'));
  await migrate({ ownerUrl, folder: all, role: service, rights });
  return openDatabase({ url, log: silent, name: 'test', max: 2 });
}

const [organiser, service, voucher, anna, bertta] = [newId(), newId(), newId(), newId(), newId()];
const AT = '2026-06-01T09:00:00Z';

describe('corrections', () => {
  const COLUMNS =
    'id, organiser_id, service_id, state, first_day, last_day, wish, change, proposed_by, proposed_at, decided_by, decided_at';
  const said = (id: Id, of: Id | null, state: string, decidedBy: Id | null = null) =>
    `insert into correction (${COLUMNS}) values ('${id}', '${organiser}', ${of ? `'${of}'` : 'null'}, '${state}', '2026-03-01', ${of ? 'null' : `'2026-03-02'`},
       '{"${of ? 'service' : 'days'}": "wanted"}', '{"version": 2}', '${anna}', '${AT}', ${decidedBy ? `'${decidedBy}', '${AT}'` : 'null, null'})`;
  const [overtaken, waiting, days, confirmed, withdrawn] = [newId(), newId(), newId(), newId(), newId()];
  let database: Database;
  beforeAll(async () => {
    database = await carriedOver('registry', 'correction', [
      `insert into organiser (id, business_id, names, settlement_day, recording_cut_off_day, version) values ('${organiser}', '9000001-1', '{}', 5, 3, 1)`,
      `insert into service (id, organiser_id, code, version) values ('${service}', '${organiser}', 'S', 1)`,
      said(overtaken, service, 'PROPOSED'),
      said(waiting, service, 'PROPOSED'),
      said(days, null, 'PROPOSED'),
      said(confirmed, service, 'CONFIRMED', bertta),
      said(withdrawn, null, 'WITHDRAWN', anna),
    ]);
  });
  afterAll(() => database.close());
  const read = async (...ids: Id[]) => {
    const found = await findProposals(database.reader, { organisationId: organiser }, ids);
    return ids.map((id) => found.find((proposal) => proposal.id === id)!);
  };

  test('keep their contents; of several that waited for the same, the last waits', async () => {
    const found = await read(overtaken, waiting, days, confirmed, withdrawn);
    expect(found.map(({ kind, subjectId, state, decidedBy }) => [kind, subjectId, state, decidedBy])).toEqual([
      ['SERVICE', service, 'REPLACED', null],
      ['SERVICE', service, 'PROPOSED', null],
      ['DAYS', organiser, 'PROPOSED', null],
      ['SERVICE', service, 'CONFIRMED', bertta],
      ['DAYS', organiser, 'WITHDRAWN', anna],
    ]);
    expect([found[1]!.wish, found[2]!.wish]).toEqual([
      { service: 'wanted', firstDay: '2026-03-01', lastDay: null, change: { version: 2 } },
      { days: 'wanted', firstDay: '2026-03-01', lastDay: '2026-03-02', change: { version: 2 } },
    ]);
  });

  test('are read, proposed, confirmed and withdrawn by the earlier version', async () => {
    const { pool } = database;
    const old = await pool.query(`select ${COLUMNS}, first_day::text, last_day::text from correction where id = $1 for update`, [days]);
    expect(old.rows[0]).toMatchObject({
      organiser_id: organiser,
      service_id: null,
      first_day: '2026-03-01',
      last_day: '2026-03-02',
      wish: { days: 'wanted' },
      change: { version: 2 },
    });
    const decide = 'update correction set state = $2, decided_by = $3, decided_at = now() where id = $1';
    await pool.query(decide, [days, 'WITHDRAWN', anna]);
    const [again, last] = [newId(), newId()];
    await pool.query(said(again, service, 'PROPOSED'));
    await pool.query(said(last, service, 'PROPOSED'));
    await pool.query(decide, [last, 'CONFIRMED', bertta]);
    expect((await read(days, waiting, again, last)).map(({ state }) => state)).toEqual(['WITHDRAWN', 'REPLACED', 'REPLACED', 'CONFIRMED']);
    expect((await pool.query('select from correction where id = $1', [again])).rowCount).toBe(0);
  });
});

describe('proposed values', () => {
  const COLUMNS = 'id, organiser_id, service_id, voucher_id, wish, preview_id, state, proposed_by, proposed_at, confirmed_by, confirmed_at';
  const said = (id: Id, of: Id | null, state: string, confirmedBy: Id | null = null) =>
    `insert into value_proposal (${COLUMNS}) values ('${id}', '${organiser}', '${service}', ${of ? `'${of}'` : 'null'}, '{"table": null}', 'seen', '${state}',
       '${anna}', '${AT}', ${confirmedBy ? `'${confirmedBy}', '${AT}'` : 'null, null'})`;
  const [table, decision, confirmed, replaced] = [newId(), newId(), newId(), newId()];
  let database: Database;
  beforeAll(async () => {
    database = await carriedOver('vouchers', 'value_proposal', [
      `insert into voucher (id, voucher_number, organiser_id, service_id, person_id, state, first_day, last_day, client_card, granted_by, granted_at, version)
       values ('${voucher}', 'H1', '${organiser}', '${service}', '${newId()}', 'ACTIVE', '2026-01-01', '2026-12-31', '{}', '${anna}', '${AT}', 1)`,
      said(table, null, 'PROPOSED'),
      said(decision, voucher, 'PROPOSED'),
      said(confirmed, null, 'CONFIRMED', bertta),
      said(replaced, voucher, 'REPLACED'),
    ]);
  });
  afterAll(() => database.close());
  const read = async (...ids: Id[]) => {
    const found = await findProposals(database.reader, { organisationId: organiser }, ids);
    return ids.map((id) => found.find((proposal) => proposal.id === id)!);
  };

  test('keep their contents', async () => {
    const found = await read(table, decision, confirmed, replaced);
    expect(found.map(({ kind, subjectId, state, decidedBy }) => [kind, subjectId, state, decidedBy])).toEqual([
      ['TABLE', service, 'PROPOSED', null],
      ['DECISION', voucher, 'PROPOSED', null],
      ['TABLE', service, 'CONFIRMED', bertta],
      ['DECISION', voucher, 'REPLACED', null],
    ]);
    expect(found[1]).toMatchObject({ serviceId: service, wish: { table: null }, previewId: 'seen', proposedBy: anna });
  });

  test('are read, proposed, replaced and confirmed by the earlier version', async () => {
    const { pool } = database;
    const old = await pool.query(`select ${COLUMNS} from value_proposal where id = any($1) order by id for update`, [[table, decision]]);
    expect(old.rows).toMatchObject([
      { voucher_id: null, confirmed_by: null },
      { voucher_id: voucher, service_id: service, preview_id: 'seen' },
    ]);
    await pool.query(`update value_proposal set state = 'REPLACED' where voucher_id = $1 and state = 'PROPOSED'`, [voucher]);
    const again = newId();
    await pool.query(said(again, voucher, 'PROPOSED'));
    const confirm = `update value_proposal set state = 'CONFIRMED', confirmed_by = $2, confirmed_at = now() where id = $1`;
    await pool.query(confirm, [again, bertta]);
    expect((await read(table, decision, again)).map(({ state, decidedBy }) => [state, decidedBy])).toEqual([
      ['PROPOSED', null],
      ['REPLACED', null],
      ['CONFIRMED', bertta],
    ]);
    await pool.query(`update proposal set state = 'WITHDRAWN', decided_by = proposed_by, decided_at = now() where id = $1`, [table]);
    expect((await pool.query('select from value_proposal where id = $1', [table])).rowCount).toBe(0);
  });
});
