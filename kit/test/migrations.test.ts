/** Promises of the migration runner, on the real migrations of every service: each is applied once, and rights are what they should be. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { migrate } from '@seteli/kit/migrate';
import type { Rights } from '@seteli/kit/tables';
import { newDatabase } from '@seteli/kit/testing/database';
import { TEST_PASSWORDS } from '@seteli/kit/testing/servers';
import { REPOSITORY } from '@seteli/local/places';
import { createServiceDatabase, withClient, type DatabaseUrls } from '@seteli/local/service-database';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { describe, expect, inject, test } from 'vitest';

const folderOf = (service: ServiceName) => path.join(REPOSITORY, 'services', service, 'migrations');
const migrated = SERVICES.filter((service) => existsSync(folderOf(service)));

type Journal = { entries: { when: number; tag: string }[] };
const journalOf = (service: ServiceName): Journal => JSON.parse(readFileSync(path.join(folderOf(service), 'meta/_journal.json'), 'utf8'));
const hashOf = (service: ServiceName, tag: string) =>
  createHash('sha256')
    .update(readFileSync(path.join(folderOf(service), `${tag}.sql`)))
    .digest('hex');

test.each(migrated)('%s: what the journal lists is what was applied, in its order', async (service) => {
  const { entries } = journalOf(service);
  // The runner skips what is older than the last one applied: a migration merged late would silently never run.
  expect(entries.map(({ when }) => when)).toEqual(entries.map(({ when }) => when).toSorted((a, b) => a - b));
  const { ownerUrl } = await newDatabase(service);
  const applied = await withClient(
    ownerUrl,
    async (client) => (await client.query('select hash from drizzle.__drizzle_migrations order by created_at')).rows,
  );
  expect(applied.map(({ hash }) => hash)).toEqual(entries.map(({ tag }) => hashOf(service, tag)));
});

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
const run = async (ownerUrl: string) =>
  await migrate({ ownerUrl, folder: folderOf('vouchers'), role: 'vouchers', rights: await rightsOf('vouchers') });

test('two that migrate at once do it once, and the first epoch is set once', async () => {
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

  test('does with each table what was decided about it and no more, and no table is without a decision', async () => {
    expect(await liveRights(await newDatabase(service))).toEqual(await rightsOf(service));
  });

  test('may not even write to a table that nobody has decided about', async () => {
    const { undecided, rights } = await withoutOne(service);
    const database = await newDatabase(service);
    await migrate({ ownerUrl: database.ownerUrl, folder: folderOf(service), role: service, rights });
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

test('what settlement only adds, nobody changes or removes, its owner neither', async () => {
  const { outbox: _1, idempotency: _2, idempotency_answer: _3, access_log: _4, ...own } = await rightsOf('settlement');
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
