/**
 * A new service finds its place by its name: a port that nobody else has, and secrets in a state folder that is older.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rulesOf } from '@seteli/kit/config';
import { portsFrom } from '@seteli/local/ports';
import { settingsOf } from '@seteli/local/programs';
import { openSecrets } from '@seteli/local/secrets';
import { SERVICES } from '@seteli/schema/events/listeners';
import { afterEach, beforeEach, expect, test } from 'vitest';

test('no two processes of a system share a port, and each service listens on its own by default', async () => {
  const ports = portsFrom(4000);
  expect(new Set(Object.values(ports)).size).toBe(Object.keys(ports).length);
  for (const service of SERVICES) expect(rulesOf(await settingsOf(service)).get('PORT')!.development, service).toBe(String(ports[service]));
});

let home: string;
beforeEach(() => (home = mkdtempSync(path.join(tmpdir(), 'seteli-secrets-'))));
afterEach(() => rmSync(home, { recursive: true }));

test('a state folder from before a service gets the secrets of the new service, and keeps those of the others', async () => {
  const [newest, ...others] = SERVICES.toReversed();
  const made = await openSecrets(home);
  const file = path.join(home, 'secrets.json');
  const { [newest!]: _, ...known } = made.services;
  writeFileSync(file, JSON.stringify({ ...made, services: known }));

  const opened = await openSecrets(home);
  expect(Object.keys(opened.services).toSorted()).toEqual(SERVICES.toSorted());
  for (const service of others) expect(opened.services[service]).toEqual(made.services[service]);
  expect(opened.services[newest!]).not.toEqual(made.services[newest!]);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(opened);
  expect(await openSecrets(home)).toEqual(opened);
});
