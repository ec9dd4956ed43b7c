/** Real identity behind two real gateways: a user who signs out, or is robbed, is out everywhere within seconds. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { readConfig } from '@seteli/kit/config';
import type { Running } from '@seteli/kit/process';
import { mintActorToken } from '@seteli/kit/actor';
import { openBrowser, type Browser } from '@seteli/local/browser';
import { COMPANY, PERSONAS } from '@seteli/local/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerSystemAccount } from '../../services/identity/src/commands/system-account.ts';
import { saveUser } from '../../services/identity/src/commands/user.ts';
import { actorOf, openWorld, saveTeam, SERVICE_ID, spend, SYSTEM_SECRET, type World } from '../../services/identity/test/world.ts';
import { newSecret } from '@seteli/kit/secrets';
import { settings } from '../src/config.ts';
import { start } from '../src/main.ts';

const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
let world: World;
let gateways: Running[];
beforeAll(async () => {
  world = await openWorld({ ACTOR_PUBLIC_KEY: await exportJWK(publicKey) });
  const env = {
    NODE_ENV: 'test',
    DRAIN_MS: '0',
    PORT: '0',
    PUBLIC_URL: world.settings.PUBLIC_URL,
    IDENTITY_URL: world.identity.url,
    NATS_URL: 'nats://gateway:none@127.0.0.1:1',
    ACTOR_KEY: JSON.stringify(await exportJWK(privateKey)),
    LOG_LEVEL: 'silent',
  };
  gateways = await Promise.all([start(readConfig(settings, env)), start(readConfig(settings, env))]);
});
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  await world.stop();
});

const SOON = { timeout: 20_000 };
const cookieOf = (browser: Browser) => [...browser.cookiesOf(world.identity.url)].map((pair) => pair.join('=')).join('; ');
const post = (path: string, cookie: string, body = {}) =>
  fetch(gateways[0]!.url + path, { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: JSON.stringify(body) });
/** A token with which the person acts for their organisation: the last of their choices. */
async function tokenOf(cookie: string): Promise<string> {
  const { choices } = (await (await post('/sign-in/token', cookie)).json()) as { choices: { id: string }[] };
  const given = await post('/sign-in/token', cookie, { organisation: choices.at(-1)!.id });
  return ((await given.json()) as { access_token: string }).access_token;
}
const statusesOf = (token: string) =>
  Promise.all(
    gateways.map(async ({ url }) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      return (await fetch(`${url}/graphql`, { method: 'POST', headers, body: '{"query":"{ me { user { id } } }"}' })).status;
    }),
  );

test('after the sign-out every gateway refuses the access token', async () => {
  const [leaving, staying] = [cookieOf(await world.signedIn('granter')), cookieOf(await world.signedIn('granter'))];
  const [token, other] = [await tokenOf(leaving), await tokenOf(staying)];
  expect([await statusesOf(token), await statusesOf(other)]).toEqual([
    [200, 200],
    [200, 200],
  ]);
  expect((await post('/sign-in/end', leaving)).status).toBe(204);
  await expect.poll(() => statusesOf(token), SOON).toEqual([401, 401]);
  expect(await statusesOf(other)).toEqual([200, 200]);
});

test('when a stolen token comes back, every token of the thief is refused', async () => {
  const browser = await world.signedIn('granter');
  const stolen = await tokenOf(cookieOf(browser));
  expect(await statusesOf(stolen)).toEqual([200, 200]);
  browser.cookiesOf(world.identity.url).set('seteli_browser', newSecret());
  expect((await post('/sign-in/token', cookieOf(browser))).status).toBe(401);
  await expect.poll(() => statusesOf(stolen), SOON).toEqual([401, 401]);
});

test('a passivated user is out, and so is a system that gets another secret', async () => {
  const { userId: id, organisation, person } = PERSONAS.approver;
  const user = await tokenOf(cookieOf(await world.signedIn('approver')));
  const { userId, organisation: owner, clientId, roles: scopes } = PERSONAS.system;
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: SYSTEM_SECRET });
  const answer = await fetch(`${gateways[0]!.url}/token`, { method: 'POST', body: form });
  const { access_token: system } = (await answer.json()) as { access_token: string };
  const account = { id: userId, organisation: owner, clientId, scopes, active: true };
  // Saving again without a change changes nothing.
  await registerSystemAccount(world.desk, { ...account, secret: SYSTEM_SECRET });
  expect([await statusesOf(user), await statusesOf(system)]).toEqual([
    [200, 200],
    [200, 200],
  ]);
  await saveUser(world.desk, { id, organisation, roles: ['SETTLEMENT_APPROVER'], active: false, personId: person.id });
  await registerSystemAccount(world.desk, { ...account, secret: newSecret() });
  await expect.poll(async () => [...(await statusesOf(user)), ...(await statusesOf(system))], SOON).toEqual([401, 401, 401, 401]);
});

test('a user who leaves a team is out with every token that names it; the next one holds at once', async () => {
  const organisation = { kind: 'PROVIDER', id: COMPANY.id } as const;
  const team = { name: 'A', serviceIds: [SERVICE_ID] };
  const teamId = await saveTeam(world, organisation, { ...team, memberIds: [PERSONAS.recorder.userId] });
  const cookie = cookieOf(await world.signedIn('recorder'));
  const named = await tokenOf(cookie);
  expect(await statusesOf(named)).toEqual([200, 200]);
  await saveTeam(world, organisation, { ...team, id: teamId, memberIds: [] });
  const next = await tokenOf(cookie);
  await expect.poll(() => statusesOf(named), SOON).toEqual([401, 401]);
  expect(await statusesOf(next)).toEqual([200, 200]);
});

const guess = (headers: Record<string, string> = {}) =>
  fetch(`${gateways[0]!.url}/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'unknown', client_secret: newSecret() }),
  });

test('guesses count under the address that the gateway sees, whatever the sender claims', async () => {
  expect((await guess()).status).toBe(401);
  await spend(world, 'guessesOfAddress', '127.0.0.1', 0);
  for (const claimed of ['192.0.2.1', '192.0.2.2, 192.0.2.3', ''])
    expect((await guess({ 'x-forwarded-for': claimed, forwarded: 'for=192.0.2.9' })).status).toBe(429);
});

test('the gateway refuses a long body, whether or not the sender tells its length', async () => {
  const long = 'client_secret='.padEnd(5_000_000, 'x');
  const told = await fetch(`${gateways[0]!.url}/token`, { method: 'POST', body: long });
  expect([told.status, await told.json()]).toEqual([413, { error: 'invalid_request' }]);
  const body = new Blob([long]).stream();
  const untold = await fetch(`${gateways[0]!.url}/sign-in/token`, { method: 'POST', body, duplex: 'half' } as RequestInit).catch(
    () => undefined,
  );
  // The gateway may hang up before all is sent, and the client then sees only that.
  expect([413, undefined]).toContain(untold?.status);
});

test('slow senders keep nobody else from signing in', async () => {
  const { hostname, port } = new URL(gateways[0]!.url);
  const slow = Array.from({ length: 40 }, () => connect(Number(port), hostname));
  for (const socket of slow) {
    socket.on('error', () => undefined);
    socket.write(`POST /sign-in/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`);
  }
  await Promise.all(slow.map((socket) => once(socket, 'connect')));
  const cookie = cookieOf(await world.signedIn('aku'));
  const answer = await fetch(`${gateways[0]!.url}/sign-in/token`, {
    method: 'POST',
    headers: { cookie },
    signal: AbortSignal.timeout(8_000),
  });
  expect(answer.status).toBe(200);
  for (const socket of slow) socket.destroy();
});

test('the gateway does not send a failed request to identity again', async () => {
  await world.identity.database.pool.query('alter table sign_in rename to sign_in_away');
  const before = await startsCounted();
  const answer = await fetch(`${gateways[0]!.url}/sign-in/start`, { redirect: 'manual' });
  await world.identity.database.pool.query('alter table sign_in_away rename to sign_in');
  expect([answer.status, (await startsCounted()) - before]).toEqual([503, 1]);
});

/** Identity counts each start that reaches it. */
const startsCounted = async (): Promise<number> =>
  (
    await world.identity.database.pool.query(
      `select coalesce(sum(points), 0)::int as starts from rate_limit where key like 'startsOfAll:%'`,
    )
  ).rows[0].starts;

test('identity tells only the gateway which sessions have ended', async () => {
  const actor = await mintActorToken(actorOf('granter'), 'identity', privateKey);
  for (const authorization of [
    '',
    'Bearer nonsense',
    `Bearer ${actor}`,
    `Bearer ${await tokenOf(cookieOf(await world.signedIn('granter')))}`,
  ]) {
    const answer = await fetch(world.url('/ended-sessions'), { headers: { authorization } });
    expect([answer.status, await answer.json()]).toEqual([401, { error: 'invalid_token' }]);
  }
  expect((await openBrowser().send(`${gateways[0]!.url}/ended-sessions`)).status).toBe(404);
});
