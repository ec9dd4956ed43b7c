/** Pages of registered apps read the API from their origins, others read what is public, and none has cookies. */
import { beforeEach, describe, expect, test } from 'vitest';
import { inSeconds, ORGANISER, useWorld } from './world.ts';

const world = useWorld({
  resolvers: { identity: { Query: { me: () => ({ user: { id: 'u' }, organisation: { kind: 'ORGANISER', id: ORGANISER } }) } } },
});
const OURS = 'https://app.example';
const SOON = { timeout: 20_000 };
const FOR_APPS = ['/graphql', '/graphql/stream', '/token', '/revoke'];
const PUBLIC = ['/.well-known/jwks.json', '/.well-known/oauth-authorization-server', '/.well-known/openid-configuration'];
const COOKIES = ['/sign-in/token', '/sign-in/end', '/sign-in/start', '/authorize'];

const preflight = (path: string, origin: string, method = 'POST') =>
  fetch(world.url + path, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'authorization,content-type' },
  });
const allowed = async (path: string, origin: string) => (await preflight(path, origin)).headers.get('access-control-allow-origin');

/** The gateway asks identity every second. */
async function register(...origins: string[]): Promise<void> {
  world.subgraphs.identity.ended.origins.splice(0, Infinity, ...origins);
  await expect.poll(() => allowed('/graphql', origins[0] ?? OURS), SOON).toBe(origins[0] ?? null);
}
beforeEach(() => register(OURS));

test.each(FOR_APPS)('the page of a registered app may ask at %s, with a token and no cookie', async (path) => {
  const { status, headers } = await preflight(path, OURS);
  expect(status).toBe(204);
  expect(Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control') || name === 'vary'))).toEqual({
    'access-control-allow-origin': OURS,
    'access-control-allow-methods': path.startsWith('/graphql') ? 'GET, POST' : 'POST',
    'access-control-allow-headers': expect.stringContaining('authorization, content-type'),
    'access-control-expose-headers': 'retry-after, www-authenticate',
    'access-control-max-age': '60',
    vary: 'origin',
  });
});

describe('a page of another origin may not ask', () => {
  test.each([
    'https://evil.example',
    'https://app.example.evil.example',
    'https://sub.app.example',
    'http://app.example',
    'https://app.example:8443',
    'https://APP.example',
    'null',
    '*',
    '',
  ])('as %j', async (origin) => {
    for (const path of FOR_APPS) {
      const { status, headers } = await preflight(path, origin);
      expect(status).toBe(403);
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(headers.get('vary')).toBe('origin');
    }
  });

  test.each(COOKIES)('at %s, where cookies count, registered or not', async (path) => {
    for (const method of ['OPTIONS', 'POST', 'GET']) {
      const { headers } = await fetch(world.url + path, {
        method,
        redirect: 'manual',
        headers: { origin: OURS, 'access-control-request-method': 'POST' },
      });
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  test('any more, when its app has been closed', async () => {
    await register();
    expect((await preflight('/graphql', OURS)).status).toBe(403);
    await register(OURS);
  });
});

test('an answer says for which origin it is, a refusal too, and a cache keeps origins apart', async () => {
  const ask = (origin: string | undefined, authorization: string) =>
    fetch(`${world.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization, ...(origin !== undefined && { origin }) },
      body: JSON.stringify({ query: '{ me { user { id } } }' }),
    });
  const token = `Bearer ${await world.token()}`;
  for (const [origin, authorization, status, expected] of [
    [OURS, token, 200, OURS],
    [OURS, 'Bearer no.ne', 401, OURS],
    ['https://evil.example', token, 200, null],
    [undefined, token, 200, null],
  ] as const) {
    const response = await ask(origin, authorization);
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([status, expected]);
    expect(response.headers.get('vary')).toMatch(/\borigin\b/i);
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  }
});

test('the page of a registered app follows the stream and gets tokens', async () => {
  const stream = await fetch(`${world.url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: OURS, authorization: `Bearer ${await world.token()}` },
    body: JSON.stringify({ query: 'subscription { nothing }' }),
  });
  await stream.body?.cancel();
  expect(stream.headers.get('access-control-allow-origin')).toBe(OURS);
  const token = await fetch(`${world.url}/token`, { method: 'POST', headers: { origin: OURS }, body: new URLSearchParams({ a: 'b' }) });
  expect([token.status, token.headers.get('access-control-allow-origin')]).toEqual([200, OURS]);
});

test.each(PUBLIC)('everybody may read %s', async (path) => {
  for (const method of ['GET', 'OPTIONS']) {
    const { headers } = await fetch(world.url + path, {
      method,
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'GET' },
    });
    expect([headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')]).toEqual(['*', null]);
  }
});

test('while identity is away, known origins stay known', async () => {
  await world.subgraphs.identity.die();
  expect(await allowed('/graphql', OURS)).toBe(OURS);
  await world.subgraphs.identity.revive();
});

test('the tokens of a closed app are refused, and those of other apps of the same user hold', async () => {
  const [closed, open] = ['01980000-0000-7000-8000-0000000000c1', '01980000-0000-7000-8000-0000000000c2'];
  const tokens = await Promise.all([closed, open].map((id) => world.token({ claims: { client_id: id, exp: inSeconds(500) } })));
  const statuses = () => Promise.all(tokens.map(async (token) => (await world.ask('{ me { user { id } } }', {}, token)).status));
  expect(await statuses()).toEqual([200, 200]);
  world.subgraphs.identity.ended.sessions.push({ id: closed, at: String(Temporal.Now.instant().round('millisecond')) });
  await expect.poll(statuses, SOON).toEqual([401, 200]);
});
