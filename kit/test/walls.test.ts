/**
 * Promises of the second wall, on the real tables of every service. The test makes the rows of each table from the
 * words about it, and reads, changes and adds with no condition but the wall.
 */
import path from 'node:path';
import { openDatabase } from '@seteli/kit/database';
import type { Database, Reader } from '@seteli/kit/db';
import { newId } from '@seteli/kit/ids';
import { SERVICE, type Scope } from '@seteli/kit/scope';
import type { Rights } from '@seteli/kit/tables';
import { sqlStateOf } from '@seteli/kit/transaction';
import type { NoWall, Wall, Walls } from '@seteli/kit/walls';
import { REPOSITORY } from '@seteli/local/places';
import { withClient } from '@seteli/local/service-database';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { newDatabase } from '@seteli/testing/database';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silent } from './exchange.ts';

const tablesOf = async (service: ServiceName): Promise<{ rights: Rights; walls: Walls }> => {
  const src = path.join(REPOSITORY, 'services', service, 'src');
  const [{ RIGHTS }, { WALLS }] = await Promise.all([import(path.join(src, 'tables.ts')), import(path.join(src, 'tables/walls.ts'))]);
  return { rights: RIGHTS, walls: WALLS };
};
const known = new Map(await Promise.all(SERVICES.map(async (service) => [service, await tablesOf(service)] as const)));

type Row = Readonly<Record<string, unknown>>;
type Column = { readonly table: string; readonly name: string; readonly type: string };

/** A value that no check and no other table knows: the copy of the database has none of these. */
const valueOf = (type: string): unknown => {
  if (type.endsWith('[]')) return [];
  if (type === 'uuid') return newId();
  if (type === 'jsonb') return {};
  if (type === 'boolean') return true;
  if (type === 'date') return '2031-01-01';
  if (type.startsWith('timestamp')) return '2031-01-01T00:00:00Z';
  if (type === 'smallint') return 1;
  return type === 'text' ? `text ${newId()}` : Math.ceil(Math.random() * 1_000_000_000);
};

const DROP_WHAT_TIES_ROWS = `
  do $$ declare each record; begin
    for each in select conrelid::regclass as name, conname from pg_constraint
                 where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'x') order by contype = 'f' desc loop
      execute format('alter table %s drop constraint %I', each.name, each.conname);
    end loop;
    for each in select tgrelid::regclass as name, tgname from pg_trigger where not tgisinternal loop
      execute format('drop trigger %I on %s', each.tgname, each.name);
    end loop;
  end $$`;

describe.each(SERVICES)('%s', (service) => {
  const { rights, walls } = known.get(service)!;
  let database: Database;
  let owner: pg.Client;
  let columns: Map<string, Column[]>;
  beforeAll(async () => {
    const { url, ownerUrl } = await newDatabase(service);
    owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    await owner.query(DROP_WHAT_TIES_ROWS);
    const { rows } = await owner.query<Column>(`
      select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type
        from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attidentity = ''`);
    columns = Map.groupBy(rows, ({ table }) => table);
    database = openDatabase({ url, log: silent, name: 'test', max: 2 });
  });
  afterAll(async () => {
    await owner.end();
    await database.close();
  });

  const wallOf = (table: string): Wall => walls[table] as Wall;
  const hasWall = (word: Wall | NoWall) => !('none' in word);

  /** The ways in which somebody reaches rows of the table, each as what makes a row of theirs. */
  const waysInto = (table: string): Readonly<Record<string, (whose: string) => Promise<Row>>> => {
    const { of = [], ofText = [], through = [] } = wallOf(table);
    const direct = [...of, ...ofText].map((column) => [column, async (whose: string) => newRow(table, { [column]: whose })] as const);
    const along = through.map(({ table: other, by, its = 'id', of: its2 }) => {
      const make = async (whose: string) => {
        const found = its2 ? await insert(other, newRow(other, { [its2]: whose })) : await insertFor(other, whose);
        return newRow(table, { [by]: found[its] });
      };
      return [`${by} in ${other}`, make] as const;
    });
    return Object.fromEntries([...direct, ...along]);
  };
  const newRow = (table: string, given: Row): Row => ({
    ...Object.fromEntries(columns.get(table)!.map(({ name, type }) => [name, valueOf(type)])),
    ...given,
  });
  const insertion = (table: string) =>
    `insert into "${table}" (${columns
      .get(table)!
      .map(({ name }) => `"${name}"`)
      .join(', ')}) select ${columns
      .get(table)!
      .map(({ name }) => `"${name}"`)
      .join(', ')} from json_populate_record(null::"${table}", `;
  const insert = async (table: string, row: Row): Promise<Row> => {
    await owner.query(`${insertion(table)}$1)`, [JSON.stringify(row)]);
    return row;
  };
  const insertFor = async (table: string, whose: string): Promise<Row> =>
    await insert(table, await Object.values(waysInto(table))[0]!(whose));

  /** The row, as far as a reader finds it by its own words alone. */
  const isSeen = async (reader: Reader, table: string, row: Row): Promise<boolean> => {
    const [key] = Object.entries(row).filter(([, value]) => typeof value === 'string' && /[0-9a-f]{8}-/.test(value)) as [string, string][];
    const found = await reader.execute(
      sql`select to_jsonb(t) as row from ${sql.identifier(table)} t where to_jsonb(t) @> ${JSON.stringify({ [key![0]]: key![1] })}::jsonb`,
    );
    return found.rows.length > 0;
  };
  const readerIn = (scope: Scope) => database.within(scope).reader;

  const cases = Object.entries(walls).flatMap(([table, word]) =>
    hasWall(word) ? Object.keys(waysInto(table)).map((way) => [table, way] as const) : [],
  );

  test.each(cases)('a row of %s is seen by its owner (%s), and by no stranger', async (table, way) => {
    const [whose, stranger] = [newId(), newId()];
    const row = await insert(table, await waysInto(table)[way]!(whose));
    await insert(table, await waysInto(table)[way]!(stranger));
    expect({
      owner: await isSeen(readerIn([whose]), table, row),
      ownerBesideOthers: await isSeen(readerIn([newId(), whose]), table, row),
      service: await isSeen(readerIn(SERVICE), table, row),
      stranger: await isSeen(readerIn([stranger]), table, row),
      nobody: await isSeen(readerIn([]), table, row),
      withoutScope: await isSeen(database.reader, table, row),
    }).toEqual({ owner: true, ownerBesideOthers: true, service: true, stranger: false, nobody: false, withoutScope: false });
  });

  const refused = async (work: Promise<unknown>) =>
    await work.then(
      () => 'done',
      (fault: unknown) => sqlStateOf(fault),
    );
  const written = cases.filter(([table]) => rights[table]?.includes('insert') && !wallOf(table).addedByAll);
  test.each(written)('nobody adds or changes a row of %s for others (%s)', async (table, way) => {
    const [whose, stranger] = [newId(), newId()];
    const row = await waysInto(table)[way]!(whose);
    const add = (scope: Scope) =>
      database
        .within(scope)
        .transaction((tx) => tx.execute(sql`${sql.raw(insertion(table))}${JSON.stringify(row)}::json)`))
        .then(({ rowCount }) => rowCount);
    expect(await refused(add([stranger]))).toBe('42501');
    expect(await add([whose])).toBe(1);
    if (!rights[table]!.includes('update')) return;
    const [column] = columns.get(table)!;
    const change = (scope: Scope) =>
      database.within(scope).transaction(async (tx) => {
        const name = sql.identifier(column!.name);
        return (await tx.execute(sql`update ${sql.identifier(table)} set ${name} = ${name}`)).rowCount;
      });
    expect({ owner: await change([whose]), stranger: await change([stranger]) }).toEqual({ owner: 1, stranger: 0 });
  });

  const closed = Object.keys(walls).filter((table) => hasWall(walls[table]!) && Object.keys(waysInto(table)).length === 0);
  test.each(closed)('only the service’s own work sees %s', async (table) => {
    const row = await insert(table, newRow(table, {}));
    expect(await isSeen(readerIn(SERVICE), table, row)).toBe(true);
    expect(await isSeen(readerIn([newId()]), table, row)).toBe(false);
    expect(await isSeen(database.reader, table, row)).toBe(false);
  });

  const addedByAll = Object.keys(walls).filter((table) => hasWall(walls[table]!) && wallOf(table).addedByAll);
  test.each(addedByAll)('whoever acts adds to %s, and sees nothing of others there', async (table) => {
    const row = newRow(table, {});
    await database.within([newId()]).transaction((tx) => tx.execute(sql`${sql.raw(insertion(table))}${JSON.stringify(row)}::json)`));
    expect(await isSeen(readerIn([newId()]), table, row)).toBe(false);
    expect(await isSeen(readerIn(SERVICE), table, row)).toBe(true);
  });
});

test('every table has a word, and a table without a wall says why', () => {
  for (const { rights, walls } of known.values()) {
    expect(Object.keys(walls).toSorted()).toEqual(Object.keys(rights).toSorted());
    expect(Object.values(walls).filter((word) => 'none' in word && !/\w+ \w+/.test(word.none))).toEqual([]);
  }
});

test('everybody sees the price lists in force, and nobody another’s draft', async () => {
  const { url, ownerUrl } = await newDatabase('registry');
  await withClient(ownerUrl, async (client) => {
    await client.query(DROP_WHAT_TIES_ROWS);
    for (const state of ['DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED', 'SUPERSEDED'])
      await client.query(
        `insert into price_list (id, organiser_id, service_id, provider_id, unit_id, state, first_day, submitted_by, submitted_at, version)
         values (uuidv7(), uuidv7(), uuidv7(), uuidv7(), uuidv7(), $1, '2026-01-01', uuidv7(), now(), 1)`,
        [state],
      );
  });
  const database = openDatabase({ url, log: silent, name: 'test', max: 1 });
  const seen = async (scope: Scope) =>
    (await database.within(scope).reader.execute<{ state: string }>(sql`select state from price_list order by state`)).rows.map(
      ({ state }) => state,
    );
  expect(await seen([newId()])).toEqual(['ACCEPTED', 'SUPERSEDED']);
  expect(await seen(SERVICE)).toHaveLength(5);
  await database.close();
});
