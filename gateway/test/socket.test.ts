/** The same feed over WebSocket, for clients of graphql-ws. */
import { createClient, type Client } from 'graphql-ws';
import { FINISH_MS } from '@seteli/kit/stopping';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createTestFeed, FEED, FEED_WITH_VISITS } from './feed.ts';
import { inSeconds, startWorld, useWorld, type World } from './world.ts';

const feed = createTestFeed();
const world = useWorld({ resolvers: feed.resolvers, env: { FEED_POLL_MS: '100', FEED_PATIENCE_MS: '800' } });
const clients: Client[] = [];

beforeEach(() => feed.empty());
afterEach(() => Promise.all(clients.splice(0).map((client) => client.dispose())));

const socketUrl = (at: World) => `${at.url.replace('http', 'ws')}/graphql`;

function clientWith(connectionParams: Record<string, unknown>, at = world, retryAttempts = 0): Client {
  const client = createClient({ url: socketUrl(at), webSocketImpl: WebSocket, connectionParams, retryAttempts });
  clients.push(client);
  return client;
}

const signedIn = async (claims = {}) => clientWith({ authorization: `Bearer ${await world.token({ claims })}` });
const seq = (result: unknown) => (result as { data: { settlementFeed: { seq: number } } }).data.settlementFeed.seq;

test('items come in order, from a cursor on, and new ones follow', async () => {
  feed.grow(250);
  const results = (await signedIn()).iterate({ query: FEED, variables: { after: '1.10' } });
  for (let expected = 11; expected <= 250; expected++) expect(seq((await results.next()).value)).toBe(expected);
  feed.grow(1);
  expect(seq((await results.next()).value)).toBe(251);
});

test('a client that completes one subscription keeps its others', async () => {
  feed.grow(1);
  const client = await signedIn();
  const [one, two] = [client.iterate({ query: FEED }), client.iterate({ query: FEED_WITH_VISITS })];
  await Promise.all([one.next(), two.next()]);
  await one.return!();
  feed.grow(1);
  expect((await two.next()).value).toEqual({ data: { settlementFeed: { seq: 2, visit: { externalId: 'visit-2' } } } });
});

test.each([
  ['no token', {}],
  ['a token that is none', { authorization: 'Bearer a.b.c' }],
  ['a token that is no text', { authorization: { a: 1 } }],
])('the gateway closes the connection for %s', async (_, parameters) => {
  await expect(clientWith(parameters).iterate({ query: FEED }).next()).rejects.toMatchObject({ code: 4403 });
});

describe('the gateway refuses a subscription, and the connection stays,', () => {
  test.each([
    ['for a query', '{ __typename }', 'BAD_REQUEST'],
    ['for a mutation', 'mutation { lockRun(input: {idempotencyKey: "k", month: "2026-06"}) { refusal { code } } }', 'BAD_REQUEST'],
    ['for an unknown field', FEED.replace('{ seq }', '{ sequ }'), 'GRAPHQL_VALIDATION_FAILED'],
    ['for more than 2000 tokens', FEED.replace('seq', 'seq '.repeat(2_000)), 'GRAPHQL_PARSE_FAILED'],
  ])('%s', async (_, query, code) => {
    const client = await signedIn();
    const refused = await client
      .iterate({ query })
      .next()
      .catch((fault: unknown) => fault);
    expect(refused).toEqual([expect.objectContaining({ extensions: { code } })]);
    expect(JSON.stringify(refused)).not.toMatch(/did you mean/i);
    feed.grow(1);
    expect(seq((await client.iterate({ query: FEED }).next()).value)).toBe(1);
  });
});

test('a subscription ends with the reason when the access token expires, and for a cursor of another feed', async () => {
  const ending = async (client: Client, after?: string) => {
    const results: unknown[] = [];
    for await (const result of client.iterate({ query: FEED, variables: { after } })) results.push(result);
    return results;
  };
  expect(await ending(await signedIn(), '2.1')).toEqual([
    { errors: [expect.objectContaining({ extensions: { code: 'CURSOR_EXPIRED' } })] },
  ]);
  expect(await ending(await signedIn({ exp: inSeconds(4) }))).toEqual([
    { errors: [expect.objectContaining({ extensions: { code: 'UNAUTHENTICATED' } })] },
  ]);
});

test('a message that is too long, or foreign to the protocol, costs only its own connection', async () => {
  const long = FEED + ' '.repeat(70_000);
  await expect((await signedIn()).iterate({ query: long }).next()).rejects.toMatchObject({ code: 1009 });
  const socket = new WebSocket(socketUrl(world), 'graphql-transport-ws');
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send('nonsense');
  expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(4400);
  feed.grow(1);
  expect(seq((await (await signedIn()).iterate({ query: FEED }).next()).value)).toBe(1);
});

test('there is no socket at any other address', async () => {
  const socket = new WebSocket(socketUrl(world).replace('/graphql', '/graphql/stream'), 'graphql-transport-ws');
  expect(await new Promise((resolve) => socket.once('error', resolve))).toMatchObject({ message: expect.stringContaining('404') });
});

test('a stopping gateway says that it goes away, sooner than it would wait for answers, so that clients come back', async () => {
  const other = await startWorld({ resolvers: feed.resolvers });
  feed.grow(1);
  const results = clientWith({ authorization: `Bearer ${await other.token()}` }, other).iterate({ query: FEED });
  await results.next();
  const next = results.next().catch((fault: unknown) => fault);
  const started = performance.now();
  await other.stop();
  expect(performance.now() - started).toBeLessThan(FINISH_MS);
  expect(await next).toMatchObject({ code: 1001 });
});
