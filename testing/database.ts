/**
 * A database for one test file: a copy of the service's migrated template, with the same two roles as in production.
 */
import { randomBytes } from 'node:crypto';
import type { ServiceName } from '@seteli/schema/events/listeners';
import { closeDatabase, type DatabaseUrls, ownerRole, serviceUrls, withClient } from '@seteli/local/service-database';
import { inject } from 'vitest';
import { templateName, TEST_PASSWORDS } from './servers.ts';

export const newDatabase = (service: ServiceName): Promise<DatabaseUrls> => copy(service, templateName(service));

/** A copy of a database as it is now: its backup. Nobody may be connected to it. */
export const copyDatabase = (service: ServiceName, { url }: DatabaseUrls): Promise<DatabaseUrls> =>
  copy(service, new URL(url).pathname.slice(1));

async function copy(service: ServiceName, original: string): Promise<DatabaseUrls> {
  const { adminUrl } = inject('seteliServers');
  const name = `${service}_${randomBytes(6).toString('hex')}`;
  await withClient(adminUrl, async (client) => {
    // With two copies at once, PostgreSQL copies files three times as fast as it writes their pages to the log.
    await client.query(`create database ${name} template ${original} owner ${ownerRole(service)} strategy file_copy`);
    await closeDatabase(client, service, name);
  });
  return serviceUrls(adminUrl, service, name, TEST_PASSWORDS);
}
