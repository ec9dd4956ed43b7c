/**
 * Runs once before all tests on real servers. It starts one throw-away PostgreSQL with a migrated template database per
 * service, and one broker with an account per worker. It ends both afterwards.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { migrateService } from '@seteli/local/migrating';
import { startNats } from '@seteli/local/nats';
import { openFolder } from '@seteli/local/places';
import { buildPrograms } from '@seteli/local/programs';
import { freePort } from '@seteli/local/ports';
import { startPostgres } from '@seteli/local/postgres';
import { createServiceDatabase, withClient } from '@seteli/local/service-database';
import type { TestProject } from 'vitest/node';
import { ACCOUNTS, accountPrefix, templateName, TEST_PASSWORD, TEST_PASSWORDS } from './servers.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = openFolder(mkdtempSync(path.join(tmpdir(), 'seteli-test-')));
  const started: { stop(): Promise<void> }[] = [];
  const teardown = async () => {
    await Promise.all(started.map((server) => server.stop()));
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await buildPrograms();
    const [natsPort, postgresPort] = [await freePort(), await freePort()];
    const accounts = Array.from({ length: ACCOUNTS }, (_, index) => ({ prefix: accountPrefix(index), administrator: true }));
    started.push(await startNats({ home, port: natsPort, accounts, passwordOf: () => TEST_PASSWORD }));
    const postgres = await startPostgres({ home, port: postgresPort, password: TEST_PASSWORD, throwAway: true });
    started.push(postgres);
    for (const service of SERVICES) await makeTemplate(postgres.url, service);
    project.provide('seteliServers', { adminUrl: postgres.url, natsPort });
  } catch (fault) {
    await teardown();
    throw fault;
  }
  return teardown;
}

async function makeTemplate(adminUrl: string, service: ServiceName): Promise<void> {
  const template = templateName(service);
  const { ownerUrl } = await createServiceDatabase(adminUrl, service, template, TEST_PASSWORDS);
  await migrateService(service, ownerUrl);
  // PostgreSQL copies no database that has connections.
  await withClient(adminUrl, (client) => client.query(`alter database ${template} is_template true allow_connections false`));
}
