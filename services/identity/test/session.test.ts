/** Staying signed in: one living refresh token per session, short access tokens, and no more than the person may. */
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { json, openBrowser, type Browser } from '@seteli/local/browser';
import { COMPANY, PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveServiceTeam } from '../src/commands/team.ts';
import { saveUser } from '../src/commands/user.ts';
import { openWorld, SERVICE_ID, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const SESSION = 'seteli_session';
const askToken = (browser: Browser, wish?: unknown) => browser.send(world.url('/sign-in/token'), wish ? json(wish) : { method: 'POST' });
const refreshTokenOf = (browser: Browser) => browser.cookiesOf(world.identity.url).get(SESSION);
const withToken = (token: string | undefined): Browser => {
  const browser = openBrowser();
  if (token) browser.cookiesOf(world.identity.url).set(SESSION, token);
  return browser;
};

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
  const teamIds = [PERSONAS.recorder.userId.replace('-0005-', '-0007-')];
  await saveServiceTeam(world.desk, COMPANY, {
    newTeamId: teamIds[0],
    name: 'A',
    serviceIds: [SERVICE_ID],
    memberIds: [PERSONAS.recorder.userId],
  });
  const response = await askToken(await world.signedIn('recorder'));
  const { payload, protectedHeader } = await claimsOf(response);
  expect(protectedHeader).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt', kid: expect.any(String) });
  const { iat, exp, jti, ...claims } = payload;
  expect(exp! - iat!).toBe(600);
  expect(jti).toBeTypeOf('string');
  expect(claims).toEqual({
    iss: world.settings.PUBLIC_URL,
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

test('each use gives the session another token, and each of them works once', async () => {
  const browser = await world.signedIn('granter');
  const tokens = [refreshTokenOf(browser)];
  for (let use = 0; use < 3; use++) {
    expect((await askToken(browser)).status).toBe(200);
    tokens.push(refreshTokenOf(browser));
  }
  expect(new Set(tokens).size).toBe(4);
});

test('an old token ends the session for whoever has the new one as well', async () => {
  const browser = await world.signedIn('granter');
  const stolen = withToken(refreshTokenOf(browser));
  expect((await askToken(browser)).status).toBe(200);
  const refused = await askToken(stolen);
  expect(refused.status).toBe(401);
  expect(await refused.json()).toEqual({ error: 'session_ended' });
  expect((await askToken(browser)).status).toBe(401);
  expect(refreshTokenOf(browser)).toBeUndefined();
});

test('of two that use the same token at the same moment one gets in at most, and the session ends', async () => {
  const browser = await world.signedIn('granter');
  const twins = [withToken(refreshTokenOf(browser)), withToken(refreshTokenOf(browser))];
  const answers = await Promise.all(twins.map((twin) => askToken(twin)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
  for (const twin of twins) expect((await askToken(twin)).status).toBe(401);
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

test('who signs out is out', async () => {
  const browser = await world.signedIn('granter');
  const token = refreshTokenOf(browser);
  expect((await browser.send(world.url('/sign-in/end'), { method: 'POST' })).status).toBe(204);
  expect(refreshTokenOf(browser)).toBeUndefined();
  expect((await askToken(withToken(token))).status).toBe(401);
  expect((await openBrowser().send(world.url('/sign-in/end'), { method: 'POST' })).status).toBe(204);
});

test('who has users in several organisations says for which he acts, and gets one role at a time', async () => {
  const { person } = PERSONAS.checker;
  const second = {
    id: PERSONAS.checker.userId.replace('-0005-', '-0006-'),
    organisation: { kind: 'PROVIDER', id: COMPANY.id },
    personId: person.id,
  } as const;
  await saveUser(world.desk, { ...second, roles: ['SIGNATORY'], active: true });
  const browser = await world.signedIn('checker');
  const unclear = await askToken(browser);
  expect(unclear.status).toBe(400);
  expect(await unclear.json()).toEqual({ error: 'organisation_required' });
  for (const [organisation, roles] of [
    [COMPANY.id, ['SIGNATORY']],
    [PIRKANMAA.id, ['EVENT_CHECKER']],
  ] as const) {
    const { payload } = await claimsOf(await askToken(browser, { organisation }));
    expect(payload).toMatchObject({ org: { id: organisation }, roles });
  }
});

test('nobody acts for an organisation that is not his', async () => {
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
