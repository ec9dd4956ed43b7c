/** Staying signed in: one living refresh token per session, short access tokens, and no more than the person may. */
import { isDeepStrictEqual } from 'node:util';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { newSecret, unsealUnder } from '@seteli/kit/secrets';
import { isId } from '@seteli/kit/ids';
import { json, openBrowser, type Browser } from '@seteli/local/browser';
import { COMPANY, PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgettingChore } from '../src/jobs/session.ts';
import { saveUser } from '../src/commands/user.ts';
import { start } from '../src/main.ts';
import { openWorld, saveTeam, SERVICE_ID, spend, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const OURS = { organisation: PIRKANMAA.id };
const askToken = (browser: Browser, wish: unknown = OURS) => browser.send(world.url('/sign-in/token'), json(wish));
const COOKIES = ['seteli_session', 'seteli_browser'] as const;
const refreshTokenOf = (browser: Browser) => browser.cookiesOf(world.identity.url).get(COOKIES[0]);
/** A browser with the present cookies of another, or with others in their place. */
function copyOf(browser: Browser, { session, secret }: { session?: string | undefined; secret?: string } = {}): Browser {
  const [copy, cookies] = [openBrowser(), browser.cookiesOf(world.identity.url)];
  for (const [name, value] of [
    [COOKIES[0], session ?? cookies.get(COOKIES[0])],
    [COOKIES[1], secret ?? cookies.get(COOKIES[1])],
  ] as const)
    if (value) copy.cookiesOf(world.identity.url).set(name, value);
  return copy;
}
const withToken = (token: string | undefined): Browser => copyOf(openBrowser(), { session: token });
const actionsOf = async (browser: Browser, token = refreshTokenOf(browser)) =>
  (
    await world.identity.database.pool.query<{ action: string }>('select action from access_log where subject_id = $1 order by id', [
      token!.split('.')[0],
    ])
  ).rows.map(({ action }) => action);

async function claimsOf(response: Response) {
  const { access_token: token } = (await response.json()) as { access_token: string };
  const keys = (await (await fetch(world.url('/.well-known/jwks.json'))).json()) as JSONWebKeySet;
  return await jwtVerify(token, createLocalJWKSet(keys), {
    issuer: world.settings.PUBLIC_URL,
    audience: 'seteli',
    typ: 'at+jwt',
  });
}

test('the published key verifies a token that says who acts for whom, for ten minutes, without a name or an identity code', async () => {
  const teamIds = [await saveTeam(world, COMPANY, { name: 'A', serviceIds: [SERVICE_ID], memberIds: [PERSONAS.recorder.userId] })];
  const response = await askToken(await world.signedIn('recorder'), { organisation: COMPANY.id });
  const { payload, protectedHeader } = await claimsOf(response);
  expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt', kid: expect.any(String) });
  const { iat, exp, jti, sid, ...claims } = payload;
  // It ends in a whole second.
  expect(Math.ceil(exp! - iat!)).toBe(600);
  expect(jti).toBeTypeOf('string');
  expect(isId(String(sid))).toBe(true);
  expect(claims).toEqual({
    iss: world.settings.PUBLIC_URL,
    acr: 'STRONG',
    aud: 'seteli',
    sub: PERSONAS.recorder.userId,
    org: { kind: 'PROVIDER', id: COMPANY.id },
    roles: ['RECORDER'],
    teams: teamIds,
    person: PERSONAS.recorder.person.id,
  });
});

test('the published key has no private part', async () => {
  const { keys } = (await (await fetch(world.url('/.well-known/jwks.json'))).json()) as { keys: object[] };
  expect(keys).toEqual([{ kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid: expect.any(String), alg: 'EdDSA', use: 'sig' }]);
});

test('each use gives the session another token, at most one in ten seconds', async () => {
  const browser = await world.signedIn('granter');
  const tokens = [refreshTokenOf(browser)];
  for (let use = 0; use < 3; use++) {
    expect((await askToken(browser)).status).toBe(200);
    tokens.push(refreshTokenOf(browser));
    expect((await askToken(browser)).status).toBe(200);
    expect(refreshTokenOf(browser)).toBe(tokens.at(-1));
    world.sessionClock.advance({ seconds: 10 });
  }
  expect(new Set(tokens).size).toBe(4);
});

test.each([2, 5, 20])('%i tabs that refresh at once all get in, with the same next token', async (count) => {
  const browser = await world.signedIn('granter');
  const before = refreshTokenOf(browser);
  const tabs = Array.from({ length: count }, () => copyOf(browser));
  const answers = await Promise.all(tabs.map((tab) => askToken(tab)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const next = new Set(tabs.map(refreshTokenOf));
  expect(next.size).toBe(1);
  expect(next).not.toContain(before);
  world.sessionClock.advance({ minutes: 5 });
  expect((await askToken(tabs.at(-1)!)).status).toBe(200);
});

test('a browser that did not get our answer asks again with the old token, and gets the lost one', async () => {
  const browser = await world.signedIn('granter');
  const lost = copyOf(browser);
  expect((await askToken(lost)).status).toBe(200);
  world.sessionClock.advance({ seconds: 9, milliseconds: 999 });
  expect((await askToken(browser)).status).toBe(200);
  expect(refreshTokenOf(browser)).toBe(refreshTokenOf(lost));
});

test('another replica gives the lost answer again, also after a restart', async () => {
  const browser = await world.signedIn('granter');
  const lost = copyOf(browser);
  expect((await askToken(lost)).status).toBe(200);
  const replica = await start({ ...world.settings, PORT: 0 }, world.identity.clock, world.sessionClock);
  const cookie = COOKIES.map((name) => `${name}=${browser.cookiesOf(world.identity.url).get(name)}`).join('; ');
  const answer = await fetch(`${replica.url}/sign-in/token`, { ...json(OURS), headers: { cookie, 'content-type': 'application/json' } });
  await replica.stop();
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie().join()).toContain(`${COOKIES[0]}=${refreshTokenOf(lost)};`);
});

test('an old token that comes later ends the session, also for the holder of the new one', async () => {
  const browser = await world.signedIn('granter');
  const stolen = copyOf(browser);
  expect((await askToken(browser)).status).toBe(200);
  world.sessionClock.advance({ seconds: 10 });
  const refused = await askToken(stolen);
  expect(refused.status).toBe(401);
  expect(await refused.json()).toEqual({ error: 'session_ended' });
  expect(await actionsOf(browser)).toEqual(['TOKEN_REUSED']);
  expect((await askToken(browser)).status).toBe(401);
  expect(refreshTokenOf(browser)).toBeUndefined();
});

test('a token older than the previous one ends the session, however soon it comes', async () => {
  const browser = await world.signedIn('granter');
  const stolen = copyOf(browser);
  expect((await askToken(browser)).status).toBe(200);
  world.sessionClock.advance({ seconds: 10 });
  expect((await askToken(browser)).status).toBe(200);
  expect((await askToken(stolen)).status).toBe(401);
  expect((await askToken(browser)).status).toBe(401);
});

test.each([
  ['the newest token', false],
  ['the token before', true],
])('%s in another browser ends the session at once', async (_, isPrevious) => {
  const browser = await world.signedIn('granter');
  const thief = copyOf(browser, { secret: newSecret() });
  if (isPrevious) await askToken(browser);
  expect((await askToken(thief)).status).toBe(401);
  expect(await actionsOf(browser)).toEqual(['TOKEN_REUSED']);
  expect((await askToken(browser)).status).toBe(401);
});

test('neither the holder of one token nor a reader of the database can calculate the next', async () => {
  const browser = await world.signedIn('granter');
  const [id, , first] = refreshTokenOf(browser)!.split('.');
  await askToken(browser);
  const [, , next] = refreshTokenOf(browser)!.split('.');
  const kept = async () => (await world.identity.database.pool.query('select * from session where id = $1', [id])).rows[0];
  const { sealed_token: sealed, ...row } = await kept();
  for (const secret of [first!, next!]) expect(JSON.stringify({ ...row, sealed })).not.toContain(secret);
  expect(unsealUnder(first!, sealed, id!)).toBe(next);
  world.sessionClock.advance({ seconds: 60 });
  await forgettingChore({ ...world.desk, clock: world.sessionClock }).run();
  expect((await kept()).sealed_token).toBeNull();
});

test('the id of a session, which is in every access token, neither ends it nor counts as an old token', async () => {
  const browser = await world.signedIn('granter');
  const [id, family, token] = refreshTokenOf(browser)!.split('.') as [string, string, string];
  const guesses = [
    id,
    `${id}.`,
    `${id}..`,
    `${id}.${newSecret()}`,
    `${id}.${newSecret()}.${newSecret()}`,
    `${id}.${token}`,
    `${id}.${token}.${family}`,
  ];
  for (const guess of guesses) {
    const guessing = copyOf(browser, { session: guess });
    expect((await guessing.send(world.url('/sign-in/end'), { method: 'POST' })).status).toBe(204);
    expect((await askToken(copyOf(browser, { session: guess }))).status).toBe(401);
  }
  expect((await askToken(browser)).status).toBe(200);
  expect(await actionsOf(browser)).toEqual([]);
});

test.each(['', 'nonsense', `${PERSONAS.aku.userId}.nonsense`, "'; drop table session; --"])('the token %j gets nothing', async (token) => {
  expect((await askToken(withToken(token))).status).toBe(401);
});

test('an idle session is over after thirty minutes', async () => {
  const browser = await world.signedIn('granter');
  world.sessionClock.advance({ minutes: 29, seconds: 59 });
  expect((await askToken(browser)).status).toBe(200);
  world.sessionClock.advance({ minutes: 30 });
  expect((await askToken(browser)).status).toBe(401);
});

test('a busy session is over after eight hours', async () => {
  const browser = await world.signedIn('granter');
  for (let turn = 0; turn < 19; turn++) {
    world.sessionClock.advance({ minutes: 25 });
    expect((await askToken(browser)).status).toBe(200);
  }
  world.sessionClock.advance({ minutes: 5 });
  expect((await askToken(browser)).status).toBe(401);
});

test.each([
  ['the newest token', false],
  ['the token before, whose answer was lost', true],
])('a person who signs out with %s is out', async (_, isPrevious) => {
  const browser = await world.signedIn('granter');
  const token = refreshTokenOf(browser);
  if (isPrevious) await askToken(copyOf(browser));
  const other = copyOf(browser);
  expect((await browser.send(world.url('/sign-in/end'), { method: 'POST' })).status).toBe(204);
  expect(refreshTokenOf(browser)).toBeUndefined();
  expect((await askToken(other)).status).toBe(401);
  expect(await actionsOf(browser, token)).toEqual(['SIGNED_OUT']);
  expect((await openBrowser().send(world.url('/sign-in/end'), { method: 'POST' })).status).toBe(204);
});

test.each([
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' }],
  ['a neighbour under the same domain', { 'sec-fetch-site': 'same-site' }],
  ['another site, in a browser of long ago', { origin: 'https://elsewhere.example' }],
  ['a page without an origin', { origin: 'null' }],
])('%s neither gets a token through a browser nor signs it out', async (_, headers) => {
  const browser = await world.signedIn('granter');
  for (const path of ['/sign-in/token', '/sign-in/end'])
    expect((await browser.send(world.url(path), { method: 'POST', headers })).status).toBe(403);
  const own = { 'sec-fetch-site': 'same-origin', origin: world.settings.PUBLIC_URL, 'content-type': 'application/json' };
  expect((await browser.send(world.url('/sign-in/token'), { ...json(OURS), headers: own })).status).toBe(200);
});

test('an address gets only so many tokens, and a request without a cookie costs nothing', async () => {
  const browser = await world.signedIn('granter');
  const headers = { 'x-forwarded-for': '192.0.2.1' };
  await spend(world, 'tokensOfAddress', '192.0.2.1', 1);
  const ask = (asking: Browser, path = '/sign-in/token') =>
    asking.send(world.url(path), { ...json(OURS), headers: { ...headers, 'content-type': 'application/json' } });
  for (let turn = 0; turn < 3; turn++) expect((await ask(openBrowser())).status).toBe(401);
  expect((await ask(browser)).status).toBe(200);
  const refused = await ask(browser);
  expect([refused.status, refused.headers.get('retry-after'), await refused.json()]).toEqual([429, '60', { error: 'slow_down' }]);
  expect((await ask(browser, '/sign-in/end')).status).toBe(429);
  expect((await askToken(browser)).status).toBe(200);
});

test('a person with users in several organisations says for which they act, and gets the roles of one at a time', async () => {
  const { person } = PERSONAS.checker;
  const second = {
    id: PERSONAS.checker.userId.replace('-0005-', '-0006-'),
    organisation: { kind: 'PROVIDER', id: COMPANY.id },
    personId: person.id,
  } as const;
  await saveUser(world.desk, { ...second, roles: ['SIGNATORY'], active: true });
  const browser = await world.signedIn('checker');
  const unclear = await askToken(browser, {});
  expect(unclear.status).toBe(400);
  const named = { kind: 'PERSON', id: person.id, name: `${person.givenNames} ${person.familyName}`, roles: ['CLIENT'] };
  expect(await unclear.json()).toEqual({
    error: 'organisation_required',
    choices: expect.toSatisfy((choices: object[]) => choices.length === 3 && choices.some((each) => isDeepStrictEqual(each, named))),
  });
  for (const [organisation, roles] of [
    [person.id, ['CLIENT']],
    [COMPANY.id, ['SIGNATORY']],
    [PIRKANMAA.id, ['EVENT_CHECKER']],
  ] as const) {
    const { payload } = await claimsOf(await askToken(browser, { organisation }));
    expect(payload).toMatchObject({ org: { id: organisation }, roles });
  }
});

test('nobody acts for an organisation that is not theirs', async () => {
  const browser = await world.signedIn('granter');
  expect((await askToken(browser, { organisation: COMPANY.id })).status).toBe(403);
  expect((await askToken(browser, { organisation: 'nonsense' })).status).toBe(400);
});

test('a user who is passivated, or dies, gets no further token', async () => {
  const { userId: id, organisation, person } = PERSONAS.approver;
  const browser = await world.signedIn('approver');
  await saveUser(world.desk, { id, organisation, roles: ['SETTLEMENT_APPROVER'], active: false, personId: person.id });
  expect((await askToken(browser)).status).toBe(403);
  await saveUser(world.desk, { id, organisation, roles: ['SETTLEMENT_APPROVER'], active: true, personId: person.id });
  expect((await askToken(browser)).status).toBe(200);
  await world.identity.database.pool.query(`update person set died_on = '2026-05-01' where id = $1`, [person.id]);
  expect((await askToken(browser)).status).toBe(403);
});
