/** Tokens of other people's apps: a code counts once, a refresh token is one app's, and theft ends both. */
import { decodeJwt } from 'jose';
import { newSecret } from '@seteli/kit/secrets';
import type { Browser } from '@seteli/local/browser';
import { COMPANY, PERSONAS } from '@seteli/local/personas';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { saveUser } from '../src/commands/user.ts';
import { forgettingChore } from '../src/jobs/session.ts';
import { closeApp, codeFor, exchange, post, questionOf, REDIRECTS, refresh, registerApp, tokensOf, type Question } from './app-world.ts';
import { actorOf, openWorld, SYSTEM_SECRET, type World } from './world.ts';

let world: World;
let appId: string;
let otherApp: string;
let browser: Browser;
beforeAll(async () => {
  world = await openWorld();
  [appId, otherApp] = [await registerApp(world, 'BROWSER'), await registerApp(world, 'BROWSER')];
});
afterAll(() => world.stop());
beforeEach(async () => {
  browser = await world.signedIn('recorder');
});

const ask = () => questionOf(appId);
const tokens = (question: Question = ask()) => tokensOf(world, browser, question, COMPANY.id);
const claimsOf = (token: string) => decodeJwt<Record<string, unknown>>(token);
const wrong = (error: string, status = 400) => ({ status, body: { error } });
const sidOf = ({ access_token: token }: { access_token: string }): string => String(claimsOf(token).sid);
const actionsOf = async (id: string) =>
  (
    await world.identity.database.pool.query<{ action: string }>('select action from access_log where subject_id = $1 order by id', [id])
  ).rows.map(({ action }) => action);

test('an app gets a token that says for whom it acts, and which app it is', async () => {
  const { expires_in: lasts, access_token: token, ...others } = await tokens();
  expect([lasts, Object.keys(others).toSorted()]).toEqual([600, ['refresh_token', 'token_type']]);
  expect(claimsOf(token)).toMatchObject({
    client_id: appId,
    sub: PERSONAS.recorder.userId,
    org: { kind: 'PROVIDER', id: COMPANY.id },
    roles: ['RECORDER'],
    person: PERSONAS.recorder.person.id,
    acr: 'STRONG',
    aud: 'seteli',
  });
});

test('the session of an app is another than that of the browser, has its name, and the person ends it', async () => {
  const given = await tokens();
  const actor = { ...actorOf('recorder'), sessionId: sidOf(given) };
  const list = async () => (await world.identity.ask(actor, '{ me { sessions { id current app { fi } } } }')).data.me.sessions;
  const sessions = (await list()) as { id: string; current: boolean; app: object | null }[];
  expect(sessions.find(({ current }) => current)).toEqual({ id: sidOf(given), current: true, app: { fi: 'Kalenteri' } });
  expect(sessions.some(({ app }) => app === null)).toBe(true);
  const end = `mutation ($input: EndSessionInput!) { endSession(input: $input) { refusal { code } } }`;
  await world.identity.ask(actor, end, { input: { idempotencyKey: newSecret(), sessionId: sidOf(given) } });
  expect((await list()).some(({ id }: { id: string }) => id === sidOf(given))).toBe(false);
  expect(await refresh(world, appId, given.refresh_token)).toEqual(wrong('invalid_grant'));
});

test('the access log says who let which app act for whom', async () => {
  await tokens();
  const { rows } = await world.identity.database.pool.query(
    `select user_id, organisation_id, person_id from access_log where action = 'APP_ALLOWED' and subject_id = $1 order by id desc limit 1`,
    [appId],
  );
  expect(rows).toEqual([{ user_id: PERSONAS.recorder.userId, organisation_id: COMPANY.id, person_id: PERSONAS.recorder.person.id }]);
});

describe('a code', () => {
  test.each([
    ['of another app', () => ({ client_id: otherApp }), 'invalid_grant'],
    ['for another address', () => ({ redirect_uri: 'https://app.example/other' }), 'invalid_grant'],
    ['with another verifier', () => ({ code_verifier: newSecret() }), 'invalid_grant'],
    ['with its challenge in place of the verifier', ({ fields }: Question) => ({ code_verifier: fields.code_challenge! }), 'invalid_grant'],
  ] as const)('%s gives nothing, and is used up', async (_, changed, error) => {
    const question = ask();
    const code = await codeFor(world, browser, question, COMPANY.id);
    expect(await exchange(world, question, code, changed(question))).toEqual(wrong(error));
    expect(await exchange(world, question, code)).toEqual(wrong('invalid_grant'));
  });

  test.each([
    ['without a verifier', { code_verifier: '' }],
    ['with a short verifier', { code_verifier: 'x'.repeat(42) }],
    ['without an address', { redirect_uri: '', code_verifier: '' }],
    ['without a code', { code: '' }],
    ['of an app that is no id', { client_id: 'seteli' }],
  ])('%s is no request', async (_, own) => {
    const question = ask();
    const code = await codeFor(world, browser, question, COMPANY.id);
    expect(await exchange(world, question, code, own)).toEqual(wrong('invalid_request'));
    expect((await exchange(world, question, code)).status).toBe(200);
  });

  test('that comes twice ends what it gave', async () => {
    const question = ask();
    const code = await codeFor(world, browser, question, COMPANY.id);
    const { body } = await exchange(world, question, code);
    expect((await refresh(world, appId, body.refresh_token)).status).toBe(200);
    expect(await exchange(world, question, code, { code_verifier: newSecret() })).toEqual(wrong('invalid_grant'));
    expect(await refresh(world, appId, body.refresh_token)).toEqual(wrong('invalid_grant'));
    expect(await actionsOf(sidOf(body))).toEqual(['SIGNED_IN', 'CODE_REUSED']);
  });

  test('that comes ten times at once gives one session at most, which has ended', async () => {
    const question = ask();
    const code = await codeFor(world, browser, question, COMPANY.id);
    const answers = await Promise.all(Array.from({ length: 10 }, () => exchange(world, question, code)));
    const good = answers.filter(({ status }) => status === 200);
    expect(good).toHaveLength(1);
    expect(await refresh(world, appId, good[0]!.body.refresh_token)).toEqual(wrong('invalid_grant'));
  });

  test('lasts a minute', async () => {
    const question = ask();
    const code = await codeFor(world, browser, question, COMPANY.id);
    world.sessionClock.advance({ seconds: 60 });
    expect(await exchange(world, question, code)).toEqual(wrong('invalid_grant'));
  });

  test('is worth nothing when the person has signed out meanwhile', async () => {
    const question = ask();
    const code = await codeFor(world, browser, question, COMPANY.id);
    await browser.send(world.url('/sign-in/end'), { method: 'POST' });
    expect(await exchange(world, question, code)).toEqual(wrong('invalid_grant'));
  });

  test('that nobody gave is worth nothing', async () => {
    expect(await exchange(world, ask(), newSecret())).toEqual(wrong('invalid_grant'));
  });

  test('is forgotten with all its past, and not while it can still be misused', async () => {
    const question = ask();
    const code = await codeFor(world, browser, question, COMPANY.id);
    await exchange(world, question, code);
    const forget = () => forgettingChore({ database: world.desk.database, clock: world.sessionClock }).run();
    const count = async () => (await world.identity.database.pool.query('select from app_code where app_id = $1', [appId])).rowCount;
    await forget();
    expect(await count()).toBeGreaterThan(0);
    world.sessionClock.advance({ hours: 8, minutes: 1 });
    await forget();
    expect(await count()).toBe(0);
  });
});

describe('a refresh token', () => {
  test('changes with each use, and its predecessor ends the session', async () => {
    const first = await tokens();
    world.sessionClock.advance({ seconds: 10 });
    const second = (await refresh(world, appId, first.refresh_token)).body;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(claimsOf(second.access_token)).toMatchObject({ sid: sidOf(first), client_id: appId, org: { id: COMPANY.id } });
    world.sessionClock.advance({ seconds: 10 });
    expect(await refresh(world, appId, first.refresh_token)).toEqual(wrong('invalid_grant'));
    expect(await refresh(world, appId, second.refresh_token)).toEqual(wrong('invalid_grant'));
    expect(await actionsOf(sidOf(first))).toEqual(['SIGNED_IN', 'TOKEN_REUSED']);
  });

  test('whose answer was lost gives the same next one, for ten seconds', async () => {
    const first = await tokens();
    world.sessionClock.advance({ seconds: 10 });
    const [one, other] = [await refresh(world, appId, first.refresh_token), await refresh(world, appId, first.refresh_token)];
    expect(one.body.refresh_token).toBe(other.body.refresh_token);
  });

  test('of one app ends the session when another app shows it', async () => {
    const { refresh_token: token } = await tokens();
    expect(await refresh(world, otherApp, token)).toEqual(wrong('invalid_grant'));
    expect(await refresh(world, appId, token)).toEqual(wrong('invalid_grant'));
  });

  test('is no session of a browser, with whatever secret', async () => {
    for (const secret of [appId, newSecret()]) {
      const { refresh_token: token } = await tokens();
      const cookie = `seteli_session=${token}; seteli_browser=${secret}`;
      const headers = { cookie, 'content-type': 'application/json' };
      expect((await fetch(world.url('/sign-in/token'), { method: 'POST', headers, body: '{}' })).status).toBe(401);
      expect(await refresh(world, appId, token)).toEqual(wrong('invalid_grant'));
    }
  });

  test('of a browser is none of an app', async () => {
    const token = browser.cookiesOf(world.identity.url).get('seteli_session')!;
    expect(await refresh(world, appId, token)).toEqual(wrong('invalid_grant'));
  });

  test('gives nothing for a scope', async () => {
    const { refresh_token: token } = await tokens();
    const fields = { grant_type: 'refresh_token', client_id: appId, refresh_token: token, scope: 'all' };
    expect(await post(world, '/token', fields)).toEqual(wrong('invalid_scope'));
  });

  test('of a browser app is over after thirty idle minutes; of a native app eight hours after the identification', async () => {
    const nativeApp = await registerApp(world, 'NATIVE');
    world.sessionClock.advance({ minutes: 20 });
    const [inBrowser, onDevice] = [await tokens(), await tokens(questionOf(nativeApp, REDIRECTS.NATIVE))];
    world.sessionClock.advance({ minutes: 30 });
    expect(await refresh(world, appId, inBrowser.refresh_token)).toEqual(wrong('invalid_grant'));
    world.sessionClock.advance({ hours: 7, minutes: 9 });
    const { status, body } = await refresh(world, nativeApp, onDevice.refresh_token);
    expect([status, body.expires_in]).toEqual([200, 60]);
    world.sessionClock.advance({ minutes: 1 });
    expect(await refresh(world, nativeApp, body.refresh_token)).toEqual(wrong('invalid_grant'));
  });

  test('gives nothing when the user may act no longer, and again when they may', async () => {
    const { refresh_token: token } = await tokens();
    const { userId: id, organisation, person } = PERSONAS.recorder;
    const change = (active: boolean) => saveUser(world.desk, { id, organisation, roles: ['RECORDER'], active, personId: person.id });
    await change(false);
    expect(await refresh(world, appId, token)).toEqual(wrong('invalid_grant'));
    await change(true);
    expect((await refresh(world, appId, token)).status).toBe(200);
  });
});

describe('a closed app', () => {
  test('gets nothing for a code or a token, is in no list, and the gateway hears of it', async () => {
    const closing = await registerApp(world, 'BROWSER');
    const question = questionOf(closing);
    const given = await tokens(question);
    const code = await codeFor(world, browser, question, COMPANY.id);
    await closeApp(world, closing);
    expect(await exchange(world, question, code)).toEqual(wrong('invalid_client', 401));
    expect(await refresh(world, closing, given.refresh_token)).toEqual(wrong('invalid_client', 401));
    const { data } = await world.identity.ask(actorOf('recorder'), '{ me { sessions { id } } }');
    expect(data.me.sessions).not.toContainEqual({ id: sidOf(given) });
    const headers = { authorization: `Bearer ${await world.identity.gatewayToken()}` };
    const { sessions } = (await (await fetch(world.url('/ended-sessions'), { headers })).json()) as { sessions: { id: string }[] };
    expect(sessions.map(({ id }) => id)).toContain(closing);
  });
});

describe('an app gives its session back', () => {
  const revoke = (client: string, token: string) => post(world, '/revoke', { client_id: client, token });

  test('and it has ended', async () => {
    const { refresh_token: token } = await tokens();
    expect(await revoke(appId, token)).toEqual({ status: 200, body: {} });
    expect(await refresh(world, appId, token)).toEqual(wrong('invalid_grant'));
  });

  test('and a guess or nonsense ends nothing, and learns nothing', async () => {
    const { refresh_token: token } = await tokens();
    const guess = [token.split('.')[0], newSecret(), newSecret()].join('.');
    for (const given of [guess, 'nonsense']) expect(await revoke(appId, given)).toEqual({ status: 200, body: {} });
    expect((await refresh(world, appId, token)).status).toBe(200);
  });

  test('but not by its access token, which ends by itself', async () => {
    expect(await revoke(appId, (await tokens()).access_token)).toEqual(wrong('unsupported_token_type'));
  });

  test.each([
    ['without a token', { client_id: '' }, 'invalid_request', 400],
    ['as an app that nobody registered', { client_id: '019b0000-0009-7000-8000-999999999999', token: 'x' }, 'invalid_client', 401],
  ])('not %s', async (_, fields, error, status) => {
    expect(await post(world, '/revoke', fields)).toEqual(wrong(error, status));
  });
});

test('apps have no secret, and systems have no codes', async () => {
  const question = ask();
  const code = await codeFor(world, browser, question, COMPANY.id);
  expect(await exchange(world, question, code, { client_secret: 'x' })).toEqual(wrong('invalid_client', 401));
  const fields = { grant_type: 'authorization_code', code, redirect_uri: REDIRECTS.BROWSER, code_verifier: question.verifier };
  const basic = Buffer.from(`pirkanmaa-system:${SYSTEM_SECRET}`).toString('base64');
  expect(await post(world, '/token', fields, { authorization: `Basic ${basic}` })).toEqual(wrong('invalid_client', 401));
  expect(await post(world, '/token', { grant_type: 'client_credentials', client_id: appId, client_secret: appId })).toEqual(
    wrong('invalid_client', 401),
  );
  expect(await post(world, '/token', { grant_type: 'password', client_id: appId, client_secret: 'x' })).toEqual(
    wrong('unsupported_grant_type'),
  );
});

test('the document about us needs no sign-in, and what it promises is there', async () => {
  const [one, other] = await Promise.all(
    ['oauth-authorization-server', 'openid-configuration'].map(async (name) => (await fetch(world.url(`/.well-known/${name}`))).json()),
  );
  expect(one).toEqual(other);
  const { issuer, code_challenge_methods_supported: methods, jwks_uri: keys } = one as Record<string, string>;
  expect([issuer, methods]).toEqual([world.settings.PUBLIC_URL, ['S256']]);
  expect((await fetch(keys!)).status).toBe(200);
  expect(Object.keys(one as object).filter((name) => /id_token|subject_types|userinfo/.test(name))).toEqual([]);
});
