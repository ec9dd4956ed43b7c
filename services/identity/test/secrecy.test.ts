/**
 * The identity code stands nowhere in plain text: not in a table, a log line, a cookie or a token. Tables hold no
 * secrets either.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openDatabase } from '@seteli/kit/database';
import { openLog } from '@seteli/kit/log';
import { openVault } from '@seteli/kit/secrets';
import { form, openBrowser } from '@seteli/local/browser';
import { PERSONAS } from '@seteli/local/personas';
import { builtMain } from '@seteli/local/programs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Settings } from '../src/config.ts';
import { enrol, newSettings, startProvider, SYSTEM_SECRET } from './world.ts';

/** The service as it runs: a process of its own, its settings from the environment, with the fullest log. */
async function startProcess(settings: Settings) {
  const { PERSON_KEY, PERSON_INDEX_KEY, TOKEN_KEY, ACTOR_PUBLIC_KEY, CLOCK_FILE: _, DATABASE_OWNER_URL: __, ...plain } = settings;
  const texts = Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, String(value)]));
  const keys = { PERSON_KEY: PERSON_KEY.toString('base64'), PERSON_INDEX_KEY: PERSON_INDEX_KEY.toString('base64') };
  const jwks = { TOKEN_KEY: JSON.stringify(TOKEN_KEY), ACTOR_PUBLIC_KEY: JSON.stringify(ACTOR_PUBLIC_KEY) };
  const env = { PATH: process.env.PATH, ...texts, ...keys, ...jwks, LOG_LEVEL: 'debug' };
  const child = spawn(process.execPath, [await builtMain('identity')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text) => output.push(String(text)));
  const outcome = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (typeof outcome[0] !== 'object') throw new Error(`identity did not start:\n${output.join('')}`);
  return {
    output: () => output.join(''),
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

let settings: Settings;
let identity: Awaited<ReturnType<typeof startProcess>>;
let provider: Awaited<ReturnType<typeof startProvider>>;
let database: ReturnType<typeof openDatabase>;
const codes = Object.values(PERSONAS).flatMap((persona) => ('person' in persona ? [persona.person.identityCode] : []));
const handedOut: string[] = [];
const tokens: string[] = [];
const passed: string[] = [];

beforeAll(async () => {
  settings = await newSettings();
  [identity, provider] = await Promise.all([startProcess(settings), startProvider(settings)]);
  database = openDatabase({ url: settings.DATABASE_OWNER_URL!, log: openLog('test', 'silent'), name: 'test', max: 2 });
  const vault = openVault({ key: settings.PERSON_KEY, indexKey: settings.PERSON_INDEX_KEY });
  await enrol({ database, vault, identityCodes: 'ARTIFICIAL', clock: { now: () => Temporal.Instant.from('2026-06-01T09:00:00Z') } });
  for (const persona of ['aku', 'granter', 'system', 'other-approver']) await signIn(persona);
  await fetch(
    `${settings.PUBLIC_URL}/token`,
    form({ grant_type: 'client_credentials', client_id: 'pirkanmaa-system', client_secret: SYSTEM_SECRET }),
  );
});
afterAll(async () => {
  await database.close();
  await Promise.all([identity.stop(), provider.stop()]);
});

/** Signs in and out, and keeps everything that came over the wire. */
async function signIn(persona: string): Promise<void> {
  const browser = openBrowser();
  const list = await browser.follow(`${settings.PUBLIC_URL}/sign-in/start`);
  const back = await browser.follow(list.url, form({ person: persona }));
  passed.push(...browser.cookiesOf(settings.PUBLIC_URL).values(), back.url.searchParams.get('code') ?? '');
  const answer = await (await browser.send(`${settings.PUBLIC_URL}/sign-in/token`, { method: 'POST' })).text();
  handedOut.push(await back.response.text(), answer);
  tokens.push(atob(answer.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? ''));
  passed.push(...browser.cookiesOf(settings.PUBLIC_URL).values());
}

const expectNone = (text: string, secrets: readonly string[]) => {
  expect(secrets.filter((secret) => secret !== '' && text.includes(secret))).toEqual([]);
};

async function wholeDatabase(): Promise<string> {
  const { rows: tables } = await database.pool.query(`select table_name from information_schema.tables where table_schema = 'public'`);
  const texts = [];
  for (const { table_name: table } of tables)
    texts.push(...(await database.pool.query(`select t::text as row from "${table}" t`)).rows.map(({ row }) => row));
  expect(texts.length).toBeGreaterThan(50);
  return texts.join('\n');
}

test('no table holds an identity code, a refresh token or a client secret', async () => {
  const text = await wholeDatabase();
  expect(text).toContain(PERSONAS.aku.person.id);
  expectNone(text, [...codes, ...passed, ...passed.map((token) => token.split('.').at(-1)!), SYSTEM_SECRET]);
});

test('nothing that identity hands out holds an identity code, and only the choices of the person themselves hold a name', () => {
  expect(handedOut.join()).toContain('access_token');
  expect(handedOut.join()).toContain('Aku Asiakas');
  expectNone([...handedOut, ...tokens].join('\n'), codes);
  expect(tokens.join()).toContain('"person"');
  expectNone(tokens.join('\n'), ['Asiakas', 'Aku']);
});

test('no log line holds an identity code, a name, a token or a secret, even in the fullest log', () => {
  const log = identity.output();
  expect(log).toContain('a sign-in was turned away');
  expectNone(log, [...codes, ...passed, 'Asiakas', SYSTEM_SECRET, settings.SIGN_IN_CLIENT_SECRET]);
});

test('a thief of the database without the key cannot move a sealed code to another person', async () => {
  const vault = openVault({ key: settings.PERSON_KEY, indexKey: settings.PERSON_INDEX_KEY });
  const { rows } = await database.pool.query('select id, sealed_identity_code as sealed from person order by id limit 2');
  expect(codes).toContain(vault.unseal(rows[0].sealed, rows[0].id));
  expect(() => vault.unseal(rows[0].sealed, rows[1].id)).toThrow('unable to authenticate');
});
