/** Nobody reaches a subgraph without an access token from identity, and the gateway tells a subgraph who asks. */
import { SignJWT, UnsecuredJWT, generateKeyPair, exportSPKI } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { inSeconds, ISSUER, ORGANISER, startWorld, useWorld, type TokenWish } from './world.ts';

const world = useWorld({
  resolvers: {
    identity: { Query: { me: () => ({ user: { id: 'user-1' }, organisation: { kind: 'ORGANISER', id: ORGANISER } }) } },
    registry: { Query: { provider: (_: unknown, { id }: { id: string }) => ({ id, name: 'Hoiva Oy' }) } },
  },
});
const ME = '{ me { user { id } } }';

beforeEach(() => {
  for (const subgraph of Object.values(world.subgraphs)) subgraph.requests.length = 0;
});

const expectTurnedAway = async (authorization: string | undefined) => {
  const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) };
  const answer = await world.send('/graphql', { method: 'POST', headers, body: JSON.stringify({ query: ME }) });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  expect(answer.errors).toEqual([{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }]);
  expect(world.subgraphs.identity.requests).toEqual([]);
};

test('a valid access token gets an answer', async () => {
  expect(await world.ask(ME)).toMatchObject({ status: 200, data: { me: { user: { id: 'user-1' } } } });
});

describe('the gateway turns away with UNAUTHENTICATED', () => {
  test.each([undefined, '', 'Bearer', 'Bearer ', 'Bearer a.b', 'Basic dXNlcjpwYXNz', 'Bearer null', 'Bearer a.b.c extra'])(
    'the header %j',
    (authorization) => expectTurnedAway(authorization),
  );

  const bad: [string, TokenWish][] = [
    ['an expired one', { claims: { exp: inSeconds(-1) } }],
    ['one without an end', { claims: { exp: undefined } }],
    ['one that is not valid yet', { claims: { nbf: inSeconds(60) } }],
    ['one of another issuer', { claims: { iss: 'http://elsewhere.test' } }],
    ['one without an issuer', { claims: { iss: undefined } }],
    ['one for another audience', { claims: { aud: 'bookings' } }],
    ['one without an audience', { claims: { aud: undefined } }],
    ['one without a user', { claims: { sub: undefined } }],
    ['one without an organisation', { claims: { org: undefined } }],
    ['one with an organisation of an unknown kind', { claims: { org: { kind: 'ROOT', id: '1' } } }],
    ['one whose roles are no list', { claims: { roles: 'ADMIN' } }],
    ['an ID token', { header: { alg: 'EdDSA', typ: 'JWT' } }],
    ['an actor token', { header: { alg: 'EdDSA', typ: 'actor+jwt' } }],
    ['one without a type', { header: { alg: 'EdDSA' } }],
  ];
  test.each(bad)('a token that is otherwise good: %s', async (_, wish) => expectTurnedAway(`Bearer ${await world.token(wish)}`));

  test('a token that another key signed', async () => {
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    await expectTurnedAway(`Bearer ${await world.token({ key: privateKey })}`);
  });

  test('a token without a signature (alg none)', async () => {
    const token = new UnsecuredJWT({ org: { kind: 'ORGANISER', id: ORGANISER }, roles: [], teams: [] })
      .setIssuer(ISSUER)
      .setAudience('seteli')
      .setSubject('user-1')
      .setIssuedAt()
      .setExpirationTime('5m')
      .encode();
    await expectTurnedAway(`Bearer ${token}`);
  });

  test('a token signed with the public key as a shared secret (algorithm confusion)', async () => {
    const { keys } = (await (await fetch(`${world.url}/.well-known/jwks.json`)).json()) as { keys: { x: string }[] };
    const { publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    for (const secret of [JSON.stringify(keys[0]), keys[0]!.x, await exportSPKI(publicKey)])
      await expectTurnedAway(
        `Bearer ${await world.token({ header: { alg: 'HS256', typ: 'at+jwt' }, key: new TextEncoder().encode(secret.padEnd(32)) })}`,
      );
  });

  test('a token that was changed after signing', async () => {
    const [header, payload, signature] = (await world.token()).split('.') as [string, string, string];
    const changed = { ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), roles: ['ADMIN'] };
    await expectTurnedAway(`Bearer ${header}.${Buffer.from(JSON.stringify(changed)).toString('base64url')}.${signature}`);
  });

  test('a token that brings its own key (jwk and jku in the header)', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const jwk = await crypto.subtle.exportKey('jwk', publicKey as never);
    const token = await new SignJWT({ org: { kind: 'ORGANISER', id: ORGANISER }, roles: [], teams: [] })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', jwk: jwk as never, jku: 'http://127.0.0.1:1/keys' })
      .setIssuer(ISSUER)
      .setAudience('seteli')
      .setSubject('user-1')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
    await expectTurnedAway(`Bearer ${token}`);
  });

  test('a token in the address or in a cookie', async () => {
    const token = await world.token();
    const init = { headers: { cookie: `access_token=${token}`, 'apollo-require-preflight': '1' } };
    expect(await world.send(`/graphql?query=${encodeURIComponent(ME)}&access_token=${token}`, init)).toMatchObject({ status: 401 });
  });
});

test('the gateway refuses a token the moment it expires, although it has seen it valid', async () => {
  const token = await world.token({ claims: { exp: inSeconds(5) } });
  expect(await world.ask(ME, {}, token)).toMatchObject({ status: 200 });
  await expect.poll(async () => (await world.ask(ME, {}, token)).status, { timeout: 20_000 }).toBe(401);
});

test('a subgraph learns who asks, from a token for it alone', async () => {
  const claims = { sub: 'user-7', person: 'person-7', roles: ['RECORDER'], teams: ['t'], org: { kind: 'PROVIDER', id: 'provider-7' } };
  await world.ask('{ me { user { id } } provider(id: "p") { name } }', {}, await world.token({ claims }));
  const [asked] = world.subgraphs.identity.requests;
  expect(asked!.actor).toEqual({
    userId: 'user-7',
    organisation: { kind: 'PROVIDER', id: 'provider-7' },
    roles: ['RECORDER'],
    teamIds: ['t'],
    personId: 'person-7',
  });
  // The test subgraph verified the token for its own name; the other subgraph's is another.
  expect(world.subgraphs.registry.requests[0]!.token).not.toBe(asked!.token);
});

test('two callers never share an actor token, and one caller uses theirs again', async () => {
  const [one, two] = [await world.token({ claims: { sub: 'one' } }), await world.token({ claims: { sub: 'two' } })];
  for (const token of [one, two, one]) await world.ask(ME, {}, token);
  const [first, second, third] = world.subgraphs.identity.requests;
  expect([first!.actor.userId, second!.actor.userId]).toEqual(['one', 'two']);
  expect(third!.token).toBe(first!.token);
});

test("the caller's trace goes on to the subgraphs; the gateway replaces a malformed one", async () => {
  const given = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const authorization = `Bearer ${await world.token()}`;
  const ask = (traceparent: string) =>
    world.send('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization, traceparent },
      body: JSON.stringify({ query: ME }),
    });
  await ask(given);
  await ask('00-00000000000000000000000000000000-00f067aa0ba902b7-01');
  await ask('nonsense');
  const [kept, ...made] = world.subgraphs.identity.requests.map(({ traceparent }) => traceparent);
  expect(kept).toBe(given);
  for (const traceparent of made) expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  expect(new Set(made).size).toBe(2);
});

test("clients reach identity's addresses through the gateway, with cookies, forms and redirects unchanged", async () => {
  const start = await fetch(`${world.url}/sign-in/start`, { redirect: 'manual', headers: { cookie: 'a=b' } });
  expect([start.status, start.headers.get('location'), start.headers.get('set-cookie')]).toEqual([302, 'http://elsewhere/', 'seen=a=b']);
  const token = await fetch(`${world.url}/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials' }) });
  expect(await token.json()).toEqual({ echo: 'grant_type=client_credentials' });
  expect((await fetch(`${world.url}/graphql/../token/../health/backbone`)).status).toBe(404);
});

test.each([
  ['de, sv-FI;q=0.5', 'sv'],
  ['fi, '.padEnd(10_000, 'x'), 'none'],
])('identity hears in which of our languages to answer', async (given, told) => {
  const start = await fetch(`${world.url}/sign-in/start`, { redirect: 'manual', headers: { 'accept-language': given } });
  expect(start.headers.get('content-language')).toBe(told);
});

test('the gateway repeats, with its body, a request that identity turns away unread because it stops', async () => {
  world.subgraphs.identity.turnsAway = 2;
  const body = new URLSearchParams({ grant_type: 'client_credentials' });
  const response = await fetch(`${world.url}/token`, { method: 'POST', body });
  expect([response.status, await response.json()]).toEqual([200, { echo: String(body) }]);
  expect(world.subgraphs.identity.turnsAway).toBe(0);
});

test('while identity is away, a caller learns to try again, and a person reads a page that leads to a new beginning', async () => {
  const dark = await startWorld();
  await dark.subgraphs.identity.die();
  const asPerson = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };
  for (const path of ['/sign-in/callback?state=x', '/sign-in/company/callback?code=x', '/sign-in/invitation', '/authorize?client_id=x']) {
    const shown = await fetch(`${dark.url}${path}`, asPerson);
    expect([shown.status, shown.headers.get('content-type'), shown.headers.get('cache-control')]).toEqual([
      503,
      'text/html; charset=utf-8',
      'no-store',
    ]);
    expect(await shown.text()).toContain('<p lang="sv">Seteli svarar inte just nu. Ingenting gick förlorat. <a href="/sign-in/start">');
  }
  const toScript = await fetch(`${dark.url}/sign-in/invitation/look`, { method: 'POST' });
  expect([toScript.status, await toScript.json()]).toEqual([503, { error: 'temporarily_unavailable' }]);
  expect(await dark.ask(ME)).toMatchObject({ status: 503, errors: [{ extensions: { code: 'INTERNAL' } }] });
  const token = await fetch(`${dark.url}/token`, { method: 'POST', body: new URLSearchParams({}) });
  expect([token.status, await token.json()]).toEqual([503, { error: 'temporarily_unavailable' }]);
  await dark.subgraphs.identity.revive();
  await expect.poll(async () => (await dark.ask('{ __typename }')).status, { timeout: 20_000 }).toBe(200);
  await dark.stop();
});
