/** How many may come in and stay, for how long, and what every answer tells a browser. */
import { once } from 'node:events';
import { createClient } from 'graphql-ws';
import { drip } from '@seteli/testing/drip';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createTestFeed, FEED, openStream } from './feed.ts';
import { OPERATOR_TOKEN, useWorld } from './world.ts';

const PER_USER = 6;
const PER_ADDRESS = 12;
const IDLE_MS = 300;

const feed = createTestFeed();
const world = useWorld({
  resolvers: feed.resolvers,
  env: { SOCKETS_PER_USER: `${PER_USER}`, LINES_PER_ADDRESS: `${PER_ADDRESS}`, SOCKET_IDLE_MS: `${IDLE_MS}`, FEED_POLL_MS: '100' },
});
const other = useWorld({ env: { PUBLIC_URL: 'http://seteli.test', HEADERS_TIMEOUT_MS: '300', REQUEST_TIMEOUT_MS: '700' } });
const sockets: WebSocket[] = [];

beforeEach(() => feed.empty());
afterEach(async () => {
  const left = sockets.splice(0).filter(({ readyState }) => readyState !== WebSocket.CLOSED);
  const closed = left.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
  for (const socket of left) socket.terminate();
  await Promise.all(closed);
  // The gateway hears of it a moment later.
  await new Promise((resolve) => setTimeout(resolve, 200));
});

/** An open socket, or the status of its refusal. */
async function open(): Promise<WebSocket | number> {
  const socket = new WebSocket(`${world.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  sockets.push(socket);
  return await new Promise((resolve) => {
    socket.once('open', () => resolve(socket)).once('unexpected-response', (_, { statusCode }) => resolve(statusCode ?? 0));
    socket.on('error', () => undefined);
  });
}

/** Sends the token of this user; answers the code of the close, or that the gateway let it in. */
async function greet(socket: WebSocket, user: string): Promise<number | 'let in'> {
  const closed = once(socket, 'close').then(([code]) => code as number);
  const payload = { authorization: `Bearer ${await world.token({ claims: { sub: user } })}` };
  socket.send(JSON.stringify({ type: 'connection_init', payload }));
  return await Promise.race([closed, once(socket, 'message').then(() => 'let in' as const)]);
}

const times = (count: number) => Array.from({ length: count });

describe('sockets', () => {
  test('the gateway closes one that follows nothing after a while, and keeps one that follows', async () => {
    feed.grow(1);
    const client = createClient({
      url: `${world.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${await world.token()}` },
      retryAttempts: 0,
    });
    const results = client.iterate({ query: FEED });
    await results.next();
    const idle = (await open()) as WebSocket;
    const closed = once(idle, 'close');
    expect(await greet(idle, 'idle')).toBe('let in');
    expect((await closed)[0]).toBe(1000);
    feed.grow(1);
    expect((await results.next()).value).toMatchObject({ data: { settlementFeed: { seq: 2 } } });
    await client.dispose();
  });

  test('a user has only so many, until one of them leaves', async () => {
    const mine: WebSocket[] = [];
    for (const _ of times(PER_USER)) {
      mine.push((await open()) as WebSocket);
      expect(await greet(mine.at(-1)!, 'eager')).toBe('let in');
    }
    // Try again later: a client of graphql-ws does.
    expect(await greet((await open()) as WebSocket, 'eager')).toBe(1013);
    expect(await greet((await open()) as WebSocket, 'another')).toBe('let in');
    mine[0]!.close();
    await once(mine[0]!, 'close');
    await expect.poll(async () => greet((await open()) as WebSocket, 'eager')).toBe('let in');
  });

  test('an address has only so many in all, whatever users they name, streams included', async () => {
    const query = `${world.url}/graphql/stream?query=${encodeURIComponent(FEED)}`;
    const follow = async (user: string) =>
      await openStream(query, { headers: { authorization: `Bearer ${await world.token({ claims: { sub: user } })}` } });
    const stream = await follow('one');
    expect(stream.status).toBe(200);
    const opened = await Promise.all(times(150).map(open));
    expect(opened.filter((socket) => socket instanceof WebSocket)).toHaveLength(PER_ADDRESS - 1);
    expect(new Set(opened.filter((socket) => typeof socket === 'number'))).toEqual(new Set([429]));
    expect((await follow('another')).status).toBe(429);
    stream.leave();
    await expect.poll(open).toBeInstanceOf(WebSocket);
  });
});

describe.concurrent('a slow sender gets 408 and is let go when it sends', () => {
  const LIMIT_MS = 20_000;
  const post = (path: string, type: string) => `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\ncontent-length: 400\r\n`;
  const token = async () => `authorization: Bearer ${await other.token({ claims: { iss: 'http://seteli.test' } })}\r\n\r\n`;
  const forms = 'application/x-www-form-urlencoded';
  test.each<[string, () => Promise<string[]>]>([
    ['the headers', async () => [...post('/graphql', 'application/json')]],
    ['a query', async () => [post('/graphql', 'application/json') + (await token()), ...'{"query":"{ __typename }'.repeat(9)]],
    [
      'a subscription',
      async () => [post('/graphql/stream', 'application/json') + (await token()), ...'{"query":"{ __typename }'.repeat(9)],
    ],
    ['a form for tokens', async () => [`${post('/token', forms)}\r\n`, ...'grant_type=client_credentials'.repeat(9)]],
  ])('%s', async (_, pieces) => {
    const { wasClosed, text } = await drip(Number(new URL(other.url).port), await pieces(), LIMIT_MS);
    expect([wasClosed, text.slice(0, 12)]).toEqual([true, 'HTTP/1.1 408']);
  });

  test('nothing on a socket: it has to send its token', async () => {
    const socket = new WebSocket(`${other.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const started = performance.now();
    expect((await once(socket, 'close'))[0]).toBe(4408);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('every answer tells browsers what they may do with it: nothing', () => {
  const POLICY = "default-src 'none';form-action 'self';base-uri 'none';frame-ancestors 'none'";
  const headersOf = async (path: string, init: RequestInit = {}, url = world.url) => {
    const response = await fetch(url + path, { redirect: 'manual', ...init });
    await response.body?.cancel();
    return response.headers;
  };

  test.each<[string, string, RequestInit?]>([
    ['a refusal', '/graphql', { method: 'POST' }],
    ['nothing at an address', '/nothing'],
    ['health', '/health/live'],
    ['health for operators', '/health/system', { headers: { authorization: `Bearer ${OPERATOR_TOKEN}` } }],
    ['a way to sign in', '/sign-in/start'],
    ['tokens', '/token', { method: 'POST', body: new URLSearchParams({ a: 'b' }) }],
    ['what cannot be read', '/token', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }],
    ['keys', '/.well-known/jwks.json'],
    ['a stream that is refused', '/graphql/stream'],
  ])('%s', async (_, path, init) => {
    const headers = await headersOf(path, init);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect([headers.get('x-powered-by'), headers.get('server'), headers.get('strict-transport-security')]).toEqual([
      null,
      null,
      'max-age=31536000',
    ]);
  });

  test('data and events', async () => {
    const authorization = `Bearer ${await world.token()}`;
    const stream = `/graphql/stream?query=${encodeURIComponent(FEED)}`;
    for (const path of [stream, '/graphql?query={__typename}'])
      expect((await headersOf(path, { headers: { authorization, 'apollo-require-preflight': '1' } })).get('content-security-policy')).toBe(
        POLICY,
      );
  });

  test('an address without https does not tell browsers to keep to https', async () => {
    expect((await headersOf('/health/live', {}, other.url)).get('strict-transport-security')).toBeNull();
  });
});
