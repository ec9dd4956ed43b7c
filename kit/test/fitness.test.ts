/** An unfit database or broker ends a start at once, with one line for an operator. The servers are real. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { connectToBroker } from '@seteli/kit/broker';
import { ConfigError } from '@seteli/kit/config';
import { requireFitDatabase } from '@seteli/kit/database-fitness';
import { migrate } from '@seteli/kit/migrate';
import { openSteward } from '@seteli/kit/steward';
import { natsUrl } from '@seteli/testing/broker';
import { newDatabase } from '@seteli/testing/database';
import { openOwnBroker } from '@seteli/testing/own-broker';
import { TEST_PASSWORDS } from '@seteli/testing/servers';
import { REPOSITORY } from '@seteli/local/places';
import { builtMain } from '@seteli/local/programs';
import { createServiceDatabase, urlOf, withClient } from '@seteli/local/service-database';
import { LISTENS_TO, type ServiceName } from '@seteli/schema/events/listeners';
import { expect, inject, test } from 'vitest';
import { silent } from './exchange.ts';

const asAdmin = (statement: string) => withClient(inject('seteliServers').adminUrl, (client) => client.query(statement));
const isFit = (url: string) => withClient(url, (client) => requireFitDatabase(client as never, 'DATABASE_URL'));
const folderOf = (service: ServiceName) => path.join(REPOSITORY, 'services', service, 'migrations');
const nameIn = (url: string) => new URL(url).pathname.slice(1);

test('the database of a service is fit', async () => {
  await expect(isFit((await newDatabase('registry')).url)).resolves.toBeUndefined();
});

test.each([
  ['LATIN1', `encoding 'LATIN1' locale 'C' template template0`, 'its encoding is LATIN1; UTF8 is needed'],
  ['bare', `encoding 'UTF8' locale_provider libc locale 'C' template template0`, 'its locale does not know Å, Ä and Ö'],
])('the check turns a %s database away', async (_, options, fault) => {
  const name = `unfit_${randomBytes(6).toString('hex')}`;
  await asAdmin(`create database ${name} ${options}`);
  try {
    await expect(isFit(urlOf(inject('seteliServers').adminUrl, name))).rejects.toThrow(fault);
  } finally {
    await asAdmin(`drop database ${name}`);
  }
});

test.each([
  ['read-only', (name: string) => `alter database ${name} set default_transaction_read_only = on`, 'it is read-only'],
  [
    'with few connections',
    (name: string) => `alter database ${name} connection limit 5`,
    'it allows 5 connections; at least 14 are needed',
  ],
])('the check turns a database away that is %s', async (_, statement, fault) => {
  const { url } = await newDatabase('registry');
  await asAdmin(statement(nameIn(url)));
  await expect(isFit(url)).rejects.toThrow(new ConfigError(`DATABASE_URL: this database will not do: ${fault}`).message);
});

const migrateRegistry = (ownerUrl: string, role = 'registry') =>
  migrate({ ownerUrl, folder: folderOf('registry'), role, rights: {}, walls: {} });

test.each([
  ['a wrong password', (url: URL) => (url.password = 'wrong'), 'the database refuses this role with this password.'],
  ['a database that is not there', (url: URL) => (url.pathname = '/nowhere'), 'there is no such database.'],
])('the fault names the wrong setting: %s', async (_, spoil, fault) => {
  const url = new URL((await newDatabase('registry')).ownerUrl);
  spoil(url);
  await expect(migrateRegistry(url.href)).rejects.toThrow(new ConfigError(`DATABASE_OWNER_URL: ${fault}`));
});

test('the runner does not migrate the database of another service', async () => {
  const { ownerUrl } = await newDatabase('bookings');
  await expect(migrateRegistry(ownerUrl)).rejects.toThrow(
    'it does not belong to registry: it holds the tables of another service, or of a version before 1.0',
  );
});

test('the runner reports at once what the owner lacks', async () => {
  const name = `registry_empty_${randomBytes(6).toString('hex')}`;
  const { url } = await createServiceDatabase(inject('seteliServers').adminUrl, 'registry', name, TEST_PASSWORDS);
  await expect(migrateRegistry(url, 'nobody')).rejects.toThrow(
    'this role may not make schemas and tables in it; there is no role nobody for the service to run as.',
  );
});

test('an account without JetStream ends the steward, and a wrong password ends every program', async () => {
  const broker = await openOwnBroker({ withoutJetStream: true, withoutSteward: true, password: 'p/a:s@s%,ä' });
  try {
    const steward = openSteward({ broker: { url: broker.urlOf('steward') }, listensTo: LISTENS_TO, log: silent });
    await expect(steward).rejects.toThrow('The broker has JetStream, but not for this account');
    const wrong = connectToBroker({ url: broker.urlOf('steward').replace('%', '%25') }, 'steward');
    await expect(wrong).rejects.toThrow(new ConfigError('NATS_URL: the broker refuses this user with this password.'));
  } finally {
    await broker.close();
  }
});

test('a service over an unfit database ends with exit code 1 and one line, and no stack trace', async () => {
  const { url } = await newDatabase('registry');
  await asAdmin(`alter database ${nameIn(url)} set default_transaction_read_only = on`);
  const jwk = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: randomBytes(32).toString('base64url') });
  const env = { PORT: '0', DATABASE_URL: url, NATS_URL: natsUrl('registry'), ACTOR_PUBLIC_KEY: jwk };
  const child = spawn(process.execPath, [await builtMain('registry')], {
    env: { ...env, PATH: process.env.PATH, NODE_ENV: 'test' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, said, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  expect({ code, out, lines: said.trimEnd().split('\n') }).toEqual({
    code: 1,
    out: '',
    lines: [expect.stringMatching(/^DATABASE_URL: this database will not do: it is read-only/)],
  });
});
