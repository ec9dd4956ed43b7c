/** Promises of the migration runner, on the real migrations of every service: each is applied once, and rights are what they should be. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { migrate } from '@seteli/kit/migrate';
import { APPEND_ONLY } from '@seteli/kit/tables';
import { newDatabase } from '@seteli/kit/testing/database';
import { TEST_PASSWORDS } from '@seteli/kit/testing/servers';
import { REPOSITORY } from '@seteli/local/places';
import { createServiceDatabase, withClient } from '@seteli/local/service-database';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { expect, inject, test } from 'vitest';

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
const run = (ownerUrl: string) => migrate({ ownerUrl, folder: folderOf('vouchers'), role: 'vouchers', appendOnly: APPEND_ONLY });

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

test.each(
  APPEND_ONLY.flatMap((table) =>
    [`update ${table} set`, `delete from ${table}`, `truncate ${table}`].map((verb) => [verb, table] as const),
  ),
)('the running service cannot %s', async (verb, table) => {
  const { url } = await newDatabase('vouchers');
  await withClient(url, async (client) => {
    const { rows } = await client.query('select column_name as name from information_schema.columns where table_name = $1 limit 1', [
      table,
    ]);
    const statement = verb.startsWith('update') ? `${verb} ${rows[0].name} = ${rows[0].name}` : verb;
    await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    await client.query(`select * from ${table}`);
  });
});

test('only the owner raises the epoch', async () => {
  const { url, ownerUrl } = await newDatabase('vouchers');
  for (const statement of ['update epoch set number = 2', 'delete from epoch', 'insert into epoch values (2)'])
    await withClient(url, (client) => expect(client.query(statement)).rejects.toMatchObject({ code: '42501' }));
  await withClient(ownerUrl, (client) => client.query('update epoch set number = 2'));
});
