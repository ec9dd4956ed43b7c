/**
 * Makes a service's database and its two roles: one owns and migrates, one runs. Says who may connect, never what the
 * tables are.
 */
import pg from 'pg';
import type { ServiceName } from '@seteli/schema/events/listeners';

export type RolePasswords = { owner: string; run: string };
export type DatabaseUrls = { url: string; ownerUrl: string };

export const ownerRole = (service: ServiceName): string => `${service}_owner`;

/** Makes both roles or gives them these passwords, and closes the server's own databases to them. */
export async function createServiceRoles(client: pg.Client, service: ServiceName, passwords: RolePasswords): Promise<void> {
  for (const [role, password] of [
    [ownerRole(service), passwords.owner],
    [service, passwords.run],
  ] as const) {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
    const verb = rowCount ? 'alter' : 'create';
    await client.query(`${verb} role ${pg.escapeIdentifier(role)} login password ${pg.escapeLiteral(password)}`);
  }
  await client.query('revoke connect on database postgres, template1 from public');
}

/** Makes a database for the service. Repeating it changes nothing. */
export async function createServiceDatabase(
  adminUrl: string,
  service: ServiceName,
  databaseName: string,
  passwords: RolePasswords,
): Promise<DatabaseUrls> {
  await withClient(adminUrl, async (client) => {
    await createServiceRoles(client, service, passwords);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName]);
    const owner = pg.escapeIdentifier(ownerRole(service));
    if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(databaseName)} owner ${owner}`);
    await closeDatabase(client, service, databaseName);
  });
  await withClient(urlOf(adminUrl, databaseName), (client) => openTables(client, service));
  return serviceUrls(adminUrl, service, databaseName, passwords);
}

/** Says who may connect. A copy of a database does not inherit this, so each copy needs the call. */
export async function closeDatabase(client: pg.Client, service: ServiceName, databaseName: string): Promise<void> {
  const database = pg.escapeIdentifier(databaseName);
  await client.query(`revoke all on database ${database} from public`);
  await client.query(`grant connect on database ${database} to ${pg.escapeIdentifier(service)}`);
}

/**
 * The running service may read the tables that its owner will make. The migration grants whatever else it may do with
 * each.
 */
async function openTables(client: pg.Client, service: ServiceName): Promise<void> {
  const runs = pg.escapeIdentifier(service);
  const future = `alter default privileges for role ${pg.escapeIdentifier(ownerRole(service))} in schema public`;
  await client.query('revoke all on schema public from public');
  await client.query(`grant usage on schema public to ${runs}`);
  // In older databases the running service could write to every new table.
  await client.query(`${future} revoke insert, update, delete on tables from ${runs}`);
  await client.query(`${future} grant select on tables to ${runs}`);
  await client.query(`${future} grant usage on sequences to ${runs}`);
}

export function serviceUrls(adminUrl: string, service: ServiceName, databaseName: string, passwords: RolePasswords): DatabaseUrls {
  return {
    url: urlOf(adminUrl, databaseName, service, passwords.run),
    ownerUrl: urlOf(adminUrl, databaseName, ownerRole(service), passwords.owner),
  };
}

export function urlOf(adminUrl: string, databaseName: string, user?: string, password?: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${databaseName}`;
  if (user !== undefined) url.username = user;
  if (password !== undefined) url.password = password;
  return url.href;
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 30_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
