/**
 * The gateway refuses the tokens of an ended session within seconds, wherever it has seen them before, and no others.
 */
import { connect } from 'node:net';
import { once } from 'node:events';
import Fastify from 'fastify';
import { generateKeyPair } from 'jose';
import { beforeEach, expect, test } from 'vitest';
import { NOT_RUN } from '@seteli/kit/door';
import { openLog } from '@seteli/kit/log';
import { openEndedSessions } from '../src/ended-sessions.ts';
import { createTestFeed, FEED, openStream } from './feed.ts';
import { inSeconds, ORGANISER, startWorld, useWorld } from './world.ts';

const feed = createTestFeed();
const resolvers = {
  ...feed.resolvers,
  identity: { Query: { me: () => ({ user: { id: 'u' }, organisation: { kind: 'ORGANISER', id: ORGANISER } }) } },
};
const world = useWorld({ resolvers, env: { FEED_POLL_MS: '60000' } });
const ME = '{ me { user { id } } }';
/** The promise is a few seconds; a busy machine gets as many more. */
const SOON = { timeout: 20_000 };

const idOf = (number: number) => `01980000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const now = () => String(Temporal.Now.instant().round('millisecond'));
const statusOf = async (token: string, at = world) => (await at.ask(ME, {}, token)).status;

beforeEach(() => feed.empty());

test('when a session ends, the gateway refuses its tokens although it remembers them; those of the same user in another session hold', async () => {
  const [ending, staying] = [idOf(1), idOf(2)];
  const tokens = await Promise.all([ending, ending, staying, undefined].map((sid) => world.token({ claims: { sid } })));
  const statuses = () => Promise.all(tokens.map((token) => statusOf(token)));
  expect(await statuses()).toEqual([200, 200, 200, 200]);
  world.subgraphs.identity.ended.sessions.push({ id: ending, at: now() });
  await expect.poll(statuses, SOON).toEqual([401, 401, 200, 200]);
  expect(await world.ask(ME, {}, tokens[0])).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  expect(await statusOf(await world.token({ claims: { sid: ending } }))).toBe(401);
});

test('when the rights of a user or a system change, their earlier tokens are refused and later ones hold', async () => {
  const sub = idOf(3);
  const [earlier, later] = [
    await world.token({ claims: { sub, iat: inSeconds(-10) } }),
    await world.token({ claims: { sub, iat: inSeconds(2) } }),
  ];
  expect(await statusOf(earlier)).toBe(200);
  world.subgraphs.identity.ended.users.push({ id: sub, at: now() });
  await expect.poll(() => statusOf(earlier), SOON).toBe(401);
  expect(await statusOf(later)).toBe(200);
});

test('a token from a millisecond before the change is refused, and one from the same millisecond holds', async () => {
  const [sub, at] = [idOf(7), Temporal.Now.instant().round('millisecond')];
  const issued = (ms: number) => world.token({ claims: { sub, iat: (at.epochMilliseconds + ms) / 1_000 } });
  const tokens = await Promise.all([-1, 0, 1].map(issued));
  world.subgraphs.identity.ended.users.push({ id: sub, at: String(at) });
  await expect.poll(() => Promise.all(tokens.map((token) => statusOf(token))), SOON).toEqual([401, 200, 200]);
});

test('a subscription that is open ends with the session', async () => {
  const sid = idOf(4);
  const headers = { authorization: `Bearer ${await world.token({ claims: { sid } })}`, 'content-type': 'application/json' };
  const stream = await openStream(`${world.url}/graphql/stream`, { method: 'POST', headers, body: JSON.stringify({ query: FEED }) });
  feed.grow(1);
  world.subgraphs.identity.ended.sessions.push({ id: sid, at: now() });
  // It reads each minute here: it ends because it hears of the end, not because of a chance look.
  const events = await stream.take(3);
  expect(events.at(-2)).toMatchObject({ data: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } });
  expect(events.at(-1)).toMatchObject({ event: 'complete' });
});

test('a gateway that has just started refuses from its first request on', async () => {
  world.subgraphs.identity.ended.sessions.push({ id: idOf(5), at: now() });
  const token = await world.token({ claims: { sid: idOf(5) } });
  const again = await world.another();
  const answer = await fetch(`${again.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: ME }),
  });
  expect(answer.status).toBe(401);
  await again.stop();
});

test('while identity is away tokens hold until they expire; the gateway hears what ended meanwhile when identity is back', async () => {
  const alone = await startWorld({ resolvers });
  const token = await alone.token({ claims: { sid: idOf(6) } });
  expect(await statusOf(token, alone)).toBe(200);
  await alone.subgraphs.identity.die();
  alone.subgraphs.identity.ended.sessions.push({ id: idOf(6), at: now() });
  expect((await alone.ask('{ __typename }', {}, token)).status).toBe(200);
  await alone.subgraphs.identity.revive();
  await expect.poll(() => statusOf(token, alone), SOON).toBe(401);
  await alone.stop();
});

/** Identity alone, as a peer that a test can stop, and what the gateway's part logs of it. */
async function openPeer(sayAfterMs: number) {
  const [lines, stopping] = [[] as { level: number; msg: string }[], new AbortController()];
  const peer = { turnsAway: 0, isBroken: false };
  const build = () =>
    Fastify({ forceCloseConnections: true }).get('/ended-sessions', async (_, reply) => {
      if (peer.isBroken) return reply.code(500).send();
      if (peer.turnsAway-- > 0) return reply.code(503).header(NOT_RUN, 'stopping').send();
      return { readTo: now(), complete: true, sessions: [{ id: idOf(8), at: now() }], users: [] };
    });
  let app = build();
  const identityUrl = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    peer,
    lines,
    open: async () => {
      const { privateKey } = await generateKeyPair('EdDSA');
      const log = openLog('gateway', 'info', { write: (line: string) => void lines.push(JSON.parse(line)) });
      return openEndedSessions({ identityUrl, actorKey: privateKey, log, signal: stopping.signal, everyMs: 50, sayAfterMs });
    },
    die: () => app.close(),
    async revive() {
      app = build();
      await app.listen({ host: '127.0.0.1', port: Number(new URL(identityUrl).port) });
    },
    async stop() {
      stopping.abort();
      await app.close();
    },
  };
}

test('when a replica of identity stops, the gateway asks another at once and logs nothing', async () => {
  const { peer, lines, open, stop } = await openPeer(60_000);
  peer.turnsAway = 2;
  const ended = await open();
  await ended.asked;
  expect(ended.has({ sessionId: idOf(8), userId: idOf(9), issuedAtMs: 0 })).toBe(true);
  expect(lines).toEqual([]);
  await stop();
  await ended.done;
});

test('the gateway logs the absence of identity only when it lasts, once, and logs its return', async () => {
  const { peer, lines, open, die, revive, stop } = await openPeer(1_000);
  const ended = await open();
  await ended.asked;
  peer.isBroken = true;
  await new Promise((resolve) => setTimeout(resolve, 200));
  peer.isBroken = false;
  await new Promise((resolve) => setTimeout(resolve, 200));
  await die();
  expect(lines).toEqual([]);
  await expect.poll(() => lines.length, SOON).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  await revive();
  await expect.poll(() => lines.map(({ level }) => level), SOON).toEqual([50, 30]);
  expect(lines[0]!.msg).toContain('identity does not say which sessions have ended');
  await stop();
  await ended.done;
});

test('the gateway asks for news from a minute back, so that it misses nothing that was committed late', async () => {
  const { asked } = world.subgraphs.identity.ended;
  await expect.poll(() => asked.length, SOON).toBeGreaterThan(1);
  expect(asked[0]).toBeUndefined();
  const back = Temporal.Now.instant()
    .since(Temporal.Instant.from(asked.at(-1)!))
    .total('seconds');
  expect(back).toBeGreaterThanOrEqual(60);
  expect(back).toBeLessThan(75);
});

test.each([
  '/ended-sessions',
  '/sign-in/../ended-sessions',
  '/sign-in/%2e%2e/ended-sessions',
  '/sign-in/..%2fended-sessions',
  '/token/../health/backbone',
  '/token/..\\health\\backbone',
  '/.well-known/../graphql',
  '//ended-sessions',
  '/sign-in/%',
])('nobody reaches identity beside sign-in at %s', async (path) => {
  const { hostname, port } = new URL(world.url);
  const socket = connect(Number(port), hostname);
  socket.end(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`);
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  expect(chunk.toString()).toMatch(/^HTTP\/1.1 (400|404|500) /);
  expect(chunk.toString()).not.toContain('readTo');
});
