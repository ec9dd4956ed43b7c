/**
 * Promises of the migration runner, on the real migrations of every service: it applies each once, and sets the right
 * rights.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrate, requireMigrated } from '@seteli/kit/migrate';
import type { Rights } from '@seteli/kit/tables';
import type { Walls } from '@seteli/kit/walls';
import { newDatabase } from '@seteli/testing/database';
import { TEST_PASSWORDS } from '@seteli/testing/servers';
import { REPOSITORY } from '@seteli/local/places';
import { createServiceDatabase, withClient, type DatabaseUrls } from '@seteli/local/service-database';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { until } from './exchange.ts';

const folderOf = (service: ServiceName) => path.join(REPOSITORY, 'services', service, 'migrations');
const migrated = SERVICES.filter((service) => existsSync(folderOf(service)));

type Journal = { entries: { when: number; tag: string }[] };
const journalOf = (service: ServiceName): Journal => JSON.parse(readFileSync(path.join(folderOf(service), 'meta/_journal.json'), 'utf8'));
const hashOf = (service: ServiceName, tag: string) =>
  createHash('sha256')
    .update(readFileSync(path.join(folderOf(service), `${tag}.sql`)))
    .digest('hex');

test.each(migrated)('%s: the runner applies what the journal lists, in its order', async (service) => {
  const { entries } = journalOf(service);
  // A migration that is merged late would run after those that were made without it.
  expect(entries.map(({ when }) => when)).toEqual(entries.map(({ when }) => when).toSorted((a, b) => a - b));
  const { ownerUrl } = await newDatabase(service);
  const applied = await withClient(
    ownerUrl,
    async (client) => (await client.query('select hash from drizzle.__drizzle_migrations order by created_at')).rows,
  );
  expect(applied.map(({ hash }) => hash)).toEqual(entries.map(({ tag }) => hashOf(service, tag)));
});

/** The migrations of vouchers, and after them further ones that only a test has. */
function longerFolder(further: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'seteli-migrations-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(folderOf('vouchers'), folder, { recursive: true });
  const journal = journalOf('vouchers');
  for (const [tag, sql] of Object.entries(further)) {
    const last = journal.entries.at(-1)!;
    journal.entries.push({ ...last, when: last.when + 1, tag });
    writeFileSync(path.join(folder, `${tag}.sql`), sql);
  }
  writeFileSync(path.join(folder, 'meta/_journal.json'), JSON.stringify(journal));
  return folder;
}

async function emptyDatabase(service: ServiceName) {
  return await createServiceDatabase(
    inject('seteliServers').adminUrl,
    service,
    `${service}_empty_${process.pid}_${performance.now().toFixed(0)}`,
    TEST_PASSWORDS,
  );
}
const rightsOf = async (service: ServiceName): Promise<Rights> =>
  (await import(path.join(REPOSITORY, 'services', service, 'src/tables.ts'))).RIGHTS;
const wallsOf = async (service: ServiceName): Promise<Walls> =>
  (await import(path.join(REPOSITORY, 'services', service, 'src/tables/walls.ts'))).WALLS;
const run = async (ownerUrl: string, folder = folderOf('vouchers')) =>
  await migrate({ ownerUrl, folder, role: 'vouchers', rights: await rightsOf('vouchers'), walls: await wallsOf('vouchers') });

test('several runners at once migrate once, and set the first epoch once', async () => {
  const { ownerUrl } = await emptyDatabase('vouchers');
  await Promise.all([run(ownerUrl), run(ownerUrl), run(ownerUrl)]);
  await run(ownerUrl);
  await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query(
      'select count(*)::int as migrations, (select array_agg(number) from epoch) as epochs from drizzle.__drizzle_migrations',
    );
    expect(rows).toEqual([{ migrations: journalOf('vouchers').entries.length, epochs: [1] }]);
  });
});

describe.each(migrated)('the running %s', (service) => {
  /** What its role may do with each table of the live schema. */
  const liveRights = async ({ ownerUrl }: DatabaseUrls) => {
    const { rows } = await withClient(ownerUrl, (client) =>
      client.query<{ name: string; rights: string }>(
        `select c.relname as name, array_to_string(array(
                  select lower(verb) from unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) with ordinality as v (verb, place)
                   where has_table_privilege($1, c.oid, verb) or (verb in ('INSERT', 'UPDATE', 'REFERENCES') and has_any_column_privilege($1, c.oid, verb))
                   order by place), ', ') as rights
           from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')`,
        [service],
      ),
    );
    return Object.fromEntries(rows.map(({ name, rights }) => [name, rights]));
  };

  test('does with each table what its rights say and no more, and every table has rights', async () => {
    expect(await liveRights(await newDatabase(service))).toEqual(await rightsOf(service));
  });

  test('may not even write to a table without rights', async () => {
    const { undecided, rights } = await withoutOne(service);
    const database = await newDatabase(service);
    await migrate({ ownerUrl: database.ownerUrl, folder: folderOf(service), role: service, rights, walls: await wallsOf(service) });
    expect((await liveRights(database))[undecided]).toBe('');
  });

  test('changes and removes no row that it only adds', async () => {
    const { url } = await newDatabase(service);
    const grown = Object.entries(await rightsOf(service)).flatMap(([table, right]) => (right === 'insert' ? [table] : []));
    expect(grown.length).toBeGreaterThan(0);
    await withClient(url, async (client) => {
      for (const table of grown) {
        const { rows } = await client.query('select column_name as name from information_schema.columns where table_name = $1 limit 1', [
          table,
        ]);
        for (const statement of [
          `update "${table}" set "${rows[0].name}" = "${rows[0].name}"`,
          `delete from "${table}"`,
          `truncate "${table}"`,
        ])
          await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' });
        await client.query(`select * from "${table}"`);
      }
    });
  });
});

async function withoutOne(service: ServiceName) {
  const { outbox_head: _, ...rights } = await rightsOf(service);
  return { undecided: 'outbox_head', rights };
}

test('nobody changes or removes what settlement only adds, its owner neither', async () => {
  const { outbox: _1, idempotency: _2, idempotency_answer: _3, ...own } = await rightsOf('settlement');
  const grown = Object.keys(own).filter((table) => own[table] === 'insert');
  const { ownerUrl } = await newDatabase('settlement');
  await withClient(ownerUrl, async (client) => {
    for (const table of grown)
      for (const statement of [`delete from ${table}`, `truncate ${table} cascade`])
        await expect(client.query(statement), statement).rejects.toMatchObject({ code: '23001' });
  });
});

test('only the owner raises the epoch', async () => {
  const { url, ownerUrl } = await newDatabase('vouchers');
  for (const statement of ['update epoch set number = 2', 'delete from epoch', 'insert into epoch values (2)'])
    await withClient(url, (client) => expect(client.query(statement)).rejects.toMatchObject({ code: '42501' }));
  await withClient(ownerUrl, (client) => client.query('update epoch set number = 2'));
});

const stateOf = (ownerUrl: string) =>
  withClient(ownerUrl, async (client) => {
    const { rows } = await client.query(`
      select (select count(*)::int from pg_tables where schemaname in ('public', 'drizzle')) as tables,
        (select count(*)::int from pg_namespace where nspname = 'drizzle') as notes`);
    return rows[0];
  });
const NOTHING = { tables: 0, notes: 0 };

test('a run that is killed between two migrations leaves nothing, and the next one does it all', async () => {
  const { ownerUrl } = await emptyDatabase('vouchers');
  const broken = run(ownerUrl, longerFolder({ slow: 'select pg_sleep(60) /* the slow migration */' })).then(
    () => 'done',
    () => 'broken',
  );
  await withClient(ownerUrl, async (client) => {
    const kill = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%the slow migration%' and pid <> pg_backend_pid()`;
    await until(async () => (await client.query(kill)).rowCount === 1, 'the slow migration runs');
  });
  expect(await broken).toBe('broken');
  expect(await stateOf(ownerUrl)).toEqual(NOTHING);
  await run(ownerUrl);
  expect((await stateOf(ownerUrl)).tables).toBeGreaterThan(20);
});

test('tables are never there without the rights of the running role', async () => {
  const { ownerUrl } = await emptyDatabase('vouchers');
  // Fails after the migrations, where the runner sets rights.
  const rights: Rights = { ...(await rightsOf('vouchers')), no_such_table: 'insert' };
  const failing = migrate({ ownerUrl, folder: folderOf('vouchers'), role: 'vouchers', rights, walls: await wallsOf('vouchers') });
  await expect(failing).rejects.toMatchObject({ code: '42P01' });
  expect(await stateOf(ownerUrl)).toEqual(NOTHING);
});

describe('a service that starts', () => {
  const start = async (url: string, folder = folderOf('vouchers')) => {
    const pool = new pg.Pool({ connectionString: url, max: 1 });
    await requireMigrated(pool, 'vouchers', folder, await wallsOf('vouchers')).finally(() => pool.end());
  };
  const forget = (ownerUrl: string, which: string) =>
    withClient(ownerUrl, (client) => client.query(`delete from drizzle.__drizzle_migrations where ${which}`));
  const newest = 'created_at = (select max(created_at) from drizzle.__drizzle_migrations)';
  const [first] = journalOf('vouchers').entries.map(({ tag }) => tag);
  const severalMigrations = async () => {
    const folder = longerFolder({ middle: 'create table middle ()', newest: 'create table newest ()' });
    const database = await emptyDatabase('vouchers');
    await run(database.ownerUrl, folder);
    return { ...database, folder };
  };

  test('finds all that it needs, also when there is more than it knows', async () => {
    const { url, ownerUrl } = await newDatabase('vouchers');
    await expect(start(url)).resolves.toBeUndefined();
    await withClient(ownerUrl, (client) =>
      client.query(`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of a later version', 9999999999999)`),
    );
    await expect(start(url)).resolves.toBeUndefined();
  });

  test('says in one line what it needs and what it found', async () => {
    const { url, ownerUrl, folder } = await severalMigrations();
    await forget(ownerUrl, newest);
    await expect(start(url, folder)).rejects.toThrow(
      'The database of vouchers is not migrated: this program needs newest and found middle (missing: 1, the first newest). Run scripts/migrate.ts vouchers, then start it again.',
    );
    await forget(ownerUrl, 'true');
    await expect(start(url, folder)).rejects.toThrow(
      `found no migration (missing: ${journalOf('vouchers').entries.length + 2}, the first ${first})`,
    );
  });

  test('notices a missing migration in the middle', async () => {
    const { url, ownerUrl, folder } = await severalMigrations();
    await forget(ownerUrl, `id = ${journalOf('vouchers').entries.length + 1}`);
    await expect(start(url, folder)).rejects.toThrow('needs newest and found newest (missing: 1, the first middle)');
  });

  test('finds nothing in an unmigrated database', async () => {
    const { url, ownerUrl } = await emptyDatabase('vouchers');
    await expect(start(url)).rejects.toThrow('found no migration');
    await run(ownerUrl);
    await start(url);
  });

  test('does not run as a role that owns the tables', async () => {
    const { ownerUrl } = await newDatabase('vouchers');
    await expect(start(ownerUrl)).rejects.toThrow('names a role that owns the tables');
  });

  test('cannot write migrations into the table itself', async () => {
    const { url } = await newDatabase('vouchers');
    const statements = [
      'delete from drizzle.__drizzle_migrations',
      `insert into drizzle.__drizzle_migrations (hash) values ('x')`,
      'create table drizzle.x ()',
    ];
    for (const statement of statements)
      await withClient(url, (client) => expect(client.query(statement)).rejects.toMatchObject({ code: '42501' }));
  });
});
