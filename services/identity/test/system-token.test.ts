/** Tokens of systems: by client id and secret, for an hour, for their own organisation. */
import { decodeJwt } from 'jose';
import { newSecret } from '@seteli/kit/secrets';
import { form } from '@seteli/local/browser';
import { PERSONAS } from '@seteli/local/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSystemDoor } from '../src/commands/system.ts';
import { registerSystemAccount } from '../src/commands/system-account.ts';
import { openWorld, spend, SYSTEM_SECRET, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const { userId: id, clientId, organisation, roles: scopes } = PERSONAS.system;
const account = { id, organisation, clientId, scopes, active: true };
const ask = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(world.url('/token'), { ...form(fields), headers });
const grant = { grant_type: 'client_credentials', client_id: clientId };

test('a system that knows its secret acts for its organisation for an hour', async () => {
  const response = await ask({ ...grant, client_secret: SYSTEM_SECRET });
  expect(response.status).toBe(200);
  const answer = (await response.json()) as { access_token: string };
  expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: scopes.join(' ') });
  const { iat, exp, ...claims } = decodeJwt(answer.access_token);
  // It ends in a whole second.
  expect(Math.ceil(exp! - iat!)).toBe(3600);
  expect(claims).toMatchObject({ sub: id, org: organisation, roles: [...scopes], teams: [] });
  expect(claims).not.toHaveProperty('person');
});

test.each([
  ['one scope', 'SYSTEM_FEED', ['SYSTEM_FEED']],
  ['two scopes in any order, one of them twice', 'SYSTEM_FEED SYSTEM_READ SYSTEM_FEED', ['SYSTEM_READ', 'SYSTEM_FEED']],
  ['no scope by a parameter without a value', '', [...scopes]],
])('a system that asks for %s gets a token with no other', async (_, scope, roles) => {
  const response = await ask({ ...grant, client_secret: SYSTEM_SECRET, scope });
  const { access_token: token, scope: said } = (await response.json()) as { access_token: string; scope: string };
  expect([response.status, said, decodeJwt(token).roles]).toEqual([200, roles.join(' '), roles]);
});

test.each(['SYSTEM_RECORD', 'SYSTEM_FEED SYSTEM_RECORD', 'ADMIN', 'system_feed', 'openid', ' ', 'SYSTEM_FEED  SYSTEM_READ'])(
  'a system that asks for %j, which it has not, gets no token',
  async (scope) => {
    const response = await ask({ ...grant, client_secret: SYSTEM_SECRET, scope });
    expect([response.status, await response.json()]).toEqual([400, { error: 'invalid_scope' }]);
    // A guesser learns nothing of scopes.
    const guessed = await ask({ ...grant, client_secret: 'another', scope });
    expect([guessed.status, await guessed.json()]).toEqual([401, { error: 'invalid_client' }]);
  },
);

test('the secret may also come in the header', async () => {
  const basic = Buffer.from(`${clientId}:${encodeURIComponent(SYSTEM_SECRET)}`).toString('base64');
  expect((await ask({ grant_type: 'client_credentials' }, { authorization: `Basic ${basic}` })).status).toBe(200);
});

test.each([
  ['another secret', { ...grant, client_secret: 'another' }, 401],
  ['a client that nobody knows', { ...grant, client_id: 'unknown', client_secret: SYSTEM_SECRET }, 401],
  ['no secret', grant, 400],
  ['an empty secret', { ...grant, client_secret: '' }, 401],
  ['no grant', { client_id: clientId, client_secret: SYSTEM_SECRET }, 400],
])('%s gets no token', async (_, fields, status) => {
  const response = await ask(fields);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error: status === 401 ? 'invalid_client' : 'invalid_request' });
});

test('another grant gets the error for it', async () => {
  const response = await ask({ ...grant, grant_type: 'password', client_secret: SYSTEM_SECRET });
  expect([response.status, await response.json()]).toEqual([400, { error: 'unsupported_grant_type' }]);
});

const from = (address: string, fields: Record<string, string>) => ask({ ...grant, ...fields }, { 'x-forwarded-for': address });
const right = { client_secret: SYSTEM_SECRET };
const wrong = { client_secret: newSecret() };

test('guesses never keep out a system that knows the secret: not from elsewhere, and not from the same address', async () => {
  const guesses = await Promise.all(Array.from({ length: 200 }, (_, index) => from(`192.0.2.${index % 2}`, wrong)));
  expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([401, 429]));
  expect((await from('192.0.2.0', right)).status).toBe(200);
  expect((await from('192.0.2.100', right)).status).toBe(200);
  const [atOnce] = await Promise.all([
    Promise.all(Array.from({ length: 20 }, () => from('192.0.2.0', right))),
    ...Array.from({ length: 100 }, () => from('192.0.2.0', wrong)),
  ]);
  expect(new Set(atOnce!.map(({ status }) => status))).toEqual(new Set([200]));
});

test('an address guesses thirty times a minute, whether the system exists or not', async () => {
  for (const [address, fields] of [
    ['192.0.2.30', wrong],
    ['192.0.2.31', { ...wrong, client_id: 'unknown' }],
  ] as const) {
    await spend(world, 'guessesOfAddress', address, 1);
    expect((await from(address, fields)).status).toBe(401);
    const refused = await from(address, fields);
    expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toEqual([429, '60', { error: 'slow_down' }]);
  }
});

test('three hundred guesses at unknown systems get their answers at once', async () => {
  const started = performance.now();
  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, index) =>
      from(`198.51.100.${index % 60}`, { client_id: `unknown ${index}`, client_secret: newSecret() }),
    ),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  // A slow hash for each took 36 seconds on a quiet machine, which needs two for this. A very busy one needs 17.
  expect(performance.now() - started).toBeLessThan(25_000);
});

test('systems that find no place in the queue learn to come again, not that they are wrong', async () => {
  const identify = openSystemDoor(world.desk);
  const outcomes = await Promise.all(Array.from({ length: 500 }, () => identify({ clientId, secret: SYSTEM_SECRET })));
  const codes = outcomes.map((outcome) => (outcome.accepted ? 'known' : outcome.refusal.code));
  expect(codes.filter((code) => code === 'known')).toHaveLength(404);
  expect(new Set(codes)).toEqual(new Set(['known', 'BUSY']));
});

test('a system that proves itself in the header is asked for its secret there', async () => {
  const basic = Buffer.from(`${clientId}:${newSecret()}`).toString('base64');
  const response = await ask({ grant_type: 'client_credentials' }, { authorization: `Basic ${basic}` });
  expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="seteli"']);
});

test('a mark of an earlier version costs no more than another, and opens nothing', async () => {
  const { pool } = world.identity.database;
  const mark = async () => (await pool.query('select mark from system_key where account_id = $1', [id])).rows[0].mark;
  const [before, old] = [await mark(), `scrypt.${'A'.repeat(22)}.${'A'.repeat(43)}`];
  await pool.query('update system_key set mark = $1 where account_id = $2', [old, id]);
  const asked = await Promise.all(Array.from({ length: 20 }, () => from('192.0.2.40', right)));
  expect([new Set(asked.map(({ status }) => status)), await mark()]).toEqual([new Set([401]), old]);
  await pool.query('update system_key set mark = $1 where account_id = $2', [before, id]);
});

test('a secret that a person chose is refused for a system', async () => {
  for (const secret of ['', 'salasana', 'a secret of a test system'])
    expect(await registerSystemAccount(world.desk, { ...account, secret })).toMatchObject({
      refusal: { code: 'SECRET_TOO_WEAK' },
    });
});

test('a passive system gets no token', async () => {
  await registerSystemAccount(world.desk, { ...account, secret: SYSTEM_SECRET, active: false });
  expect((await ask({ ...grant, client_secret: SYSTEM_SECRET })).status).toBe(401);
});

test('a new secret ends the use of the old one', async () => {
  const next = newSecret();
  await registerSystemAccount(world.desk, { ...account, secret: next });
  expect((await ask({ ...grant, client_secret: SYSTEM_SECRET })).status).toBe(401);
  expect((await ask({ ...grant, client_secret: next })).status).toBe(200);
});

test('no two systems have the same client id', async () => {
  const other = { ...account, id: PERSONAS['other-system'].userId, secret: newSecret() };
  expect(await registerSystemAccount(world.desk, other)).toMatchObject({ refusal: { code: 'CLIENT_ID_TAKEN' } });
});
