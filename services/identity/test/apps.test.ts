/** The platform's operator registers other people's apps and closes them; nobody else does. */
import { newId } from '@seteli/kit/ids';
import { isId } from '@seteli/kit/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeApp, OPERATOR, ORIGIN, REDIRECTS, registerApp, SAVE_APP, CLOSE_APP, wishOf } from './app-world.ts';
import { actorOf, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const APPS = '{ apps { id names { fi } closedAt } }';
const save = async (input: object) => (await world.identity.ask(OPERATOR, SAVE_APP, { input })).data.saveApp;
const origins = async () => {
  const response = await fetch(world.url('/app-origins'), { headers: { authorization: `Bearer ${await world.identity.gatewayToken()}` } });
  return ((await response.json()) as { origins: string[] }).origins;
};

test('an app is registered, changed by who saw it last, listed, and closed for good', async () => {
  const { app } = await save(wishOf('BROWSER', { names: { fi: 'Äänikirja', sv: 'Ljudbok', en: 'Audiobook' } }));
  expect(app).toEqual({
    id: expect.toSatisfy(isId),
    version: 1,
    kind: 'BROWSER',
    names: { fi: 'Äänikirja', sv: 'Ljudbok', en: 'Audiobook' },
    redirectUris: [REDIRECTS.BROWSER],
    origins: [ORIGIN],
    closedAt: null,
  });
  await registerApp(world, 'NATIVE');
  const other = 'https://other.example';
  const change = { id: app.id, names: app.names, origins: [ORIGIN, other], redirectUris: [`${other}/back`] };
  expect(await save(wishOf('BROWSER', { ...change, expectedVersion: 2 }))).toMatchObject({ app: null, refusal: { code: 'STALE' } });
  expect(await save(wishOf('BROWSER', { ...change, expectedVersion: 1 }))).toMatchObject({
    app: { version: 2, redirectUris: [`${other}/back`], origins: [ORIGIN, other] },
    refusal: null,
  });
  expect((await world.identity.ask(OPERATOR, APPS)).data.apps.map(({ names }: { names: { fi: string } }) => names.fi)).toEqual([
    'Kalenteri',
    'Äänikirja',
  ]);
  expect(await origins()).toEqual([ORIGIN, other]);
  await closeApp(world, app.id);
  expect((await world.identity.ask(OPERATOR, APPS)).data.apps).toHaveLength(1);
  expect(await origins()).toEqual([]);
  expect(await save(wishOf('BROWSER', change))).toMatchObject({ app: null, refusal: { code: 'WRONG_STATE' } });
});

test('the same key registers one app', async () => {
  const input = wishOf('NATIVE');
  expect((await save(input)).app.id).toBe((await save(input)).app.id);
});

test.each([
  ['an address in another spelling', { redirectUris: ['https://APP.example/back'] }, 'INVALID_REDIRECT', ['redirectUris', '0']],
  ['an origin that is a page', { origins: [ORIGIN, `${ORIGIN}/page`] }, 'INVALID_ORIGIN', ['origins', '1']],
  ['an app that nobody registered', { id: newId() }, 'NOT_FOUND', ['id']],
])('%s is refused in words', async (_, own, code, path) => {
  expect(await save(wishOf('BROWSER', own))).toEqual({
    app: null,
    refusal: { code, path, message: expect.stringMatching(/^[A-ZÅÄÖ].*\.$/) },
  });
});

test.each(['organiser-admin', 'provider-admin', 'aku', 'system'] as const)('%s neither registers, lists nor closes apps', async (key) => {
  const actor = { ...actorOf(key), assurance: 'STRONG' as const };
  const appId = await registerApp(world, 'NATIVE');
  for (const [query, variables] of [
    [SAVE_APP, { input: wishOf('NATIVE') }],
    [APPS, {}],
    [CLOSE_APP, { input: { idempotencyKey: newId(), appId } }],
  ] as const)
    expect((await world.identity.ask(actor, query, variables)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  await closeApp(world, appId);
});

test('an operator who has not identified themselves strongly closes apps, and registers none', async () => {
  const weak = { ...OPERATOR, assurance: 'OWN' as const };
  const { errors } = await world.identity.ask(weak, SAVE_APP, { input: wishOf('NATIVE') });
  expect(errors?.[0]?.extensions.code).toBe('INSUFFICIENT_USER_AUTHENTICATION');
  const appId = await registerApp(world, 'NATIVE');
  const { data } = await world.identity.ask(weak, CLOSE_APP, { input: { idempotencyKey: newId(), appId } });
  expect(data.closeApp.refusal).toBeNull();
});

test('only the gateway learns from where apps ask', async () => {
  for (const token of ['', await world.identity.gatewayToken('bookings'), await world.identity.tokenFor(OPERATOR)])
    expect((await fetch(world.url('/app-origins'), { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
});
