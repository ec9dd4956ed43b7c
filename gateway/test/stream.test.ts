/**
 * A municipality follows its feed over server-sent events: in order, without gap or repeat, through failures, restarts
 * and slow readers.
 */
import { createClient } from 'graphql-sse';
import { connect } from 'node:net';
import { FINISH_MS } from '@seteli/kit/stopping';
import { beforeEach, describe, expect, test } from 'vitest';
import { createTestFeed, FEED, FEED_WITH_VISITS, openStream, type SseEvent } from './feed.ts';
import { inSeconds, ORGANISER, startWorld, useWorld, type TokenWish, type World } from './world.ts';

const feed = createTestFeed();
const world = useWorld({ resolvers: feed.resolvers, env: { FEED_POLL_MS: '150', FEED_PATIENCE_MS: '5000' } });

beforeEach(() => {
  feed.empty();
  for (const subgraph of Object.values(world.subgraphs)) {
    subgraph.mood = 'well';
    subgraph.requests.length = 0;
  }
});

type Wish = { query?: string; after?: string; lastEventId?: string; token?: TokenWish; at?: World };

async function follow({ query = FEED, after, lastEventId, token, at = world }: Wish = {}) {
  const headers = { authorization: `Bearer ${await at.token(token)}`, ...(lastEventId && { 'last-event-id': lastEventId }) };
  const body = JSON.stringify({ query, variables: { after } });
  return openStream(`${at.url}/graphql/stream`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body });
}

const item = (event: SseEvent) =>
  (event.data as { data: { settlementFeed: { seq: number; visit?: { externalId: string } } } }).data.settlementFeed;
const seqs = (events: SseEvent[]) => events.map((event) => item(event).seq);
const from = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);
const end = { event: 'complete' };
const failure = (code: string) => ({
  event: 'next',
  data: { errors: [expect.objectContaining({ extensions: expect.objectContaining({ code }) })] },
});

test('every item comes once and in order, with its cursor as the id of its event', async () => {
  feed.grow(450);
  const stream = await follow();
  const events = await stream.take(450);
  expect(seqs(events)).toEqual(from(1, 450));
  expect(events.map(({ id }) => id)).toEqual(from(1, 450).map((seq) => `1.${seq}`));
  feed.grow(2);
  expect(seqs(await stream.take(2))).toEqual([451, 452]);
  stream.leave();
});

test('a disconnected client goes on after its last event, whatever `after` says', async () => {
  feed.grow(300);
  const first = await follow();
  const lastEventId = (await first.take(210)).at(-1)!.id!;
  first.leave();
  const second = await follow({ lastEventId, after: '1.5' });
  expect(seqs(await second.take(90))).toEqual(from(211, 90));
  second.leave();
});

test('a stream starts after a cursor given as a variable, as text, or as the default of a variable', async () => {
  feed.grow(5);
  const inline = (after: string) => `subscription { settlementFeed(organiserId: "${ORGANISER}", after: ${after}) { seq } }`;
  const byDefault = `subscription ($after: String = "1.3", $o: ID! = "${ORGANISER}") { settlementFeed(organiserId: $o, after: $after) { seq } }`;
  for (const wish of [{ after: '1.3' }, { query: inline('"1.3"') }, { query: byDefault }]) {
    const stream = await follow(wish);
    expect(seqs(await stream.take(2))).toEqual([4, 5]);
    stream.leave();
  }
});

describe('a stream of one kind', () => {
  const ofRuns = `subscription ($after: String, $kinds: [SettlementFeedKind!] = [RUN]) {
    settlementFeed(organiserId: "${ORGANISER}", after: $after, kinds: $kinds) { seq } }`;

  test('brings only its items, from any cursor of the feed on, and a disconnected client goes on without a gap or a repeat', async () => {
    for (let run = 0; run < 230; run++) {
      feed.grow(2);
      feed.grow(1, '{}', 'RUN');
    }
    const runs = Array.from({ length: 230 }, (_, run) => 3 * run + 3);
    const first = await follow({ query: ofRuns });
    const events = await first.take(215);
    expect(seqs(events)).toEqual(runs.slice(0, 215));
    first.leave();
    const second = await follow({ query: ofRuns, lastEventId: events.at(-1)!.id!, after: '1.1' });
    expect(seqs(await second.take(15))).toEqual(runs.slice(215));
    feed.grow(3);
    feed.grow(1, '{}', 'RUN');
    expect(seqs(await second.take(1))).toEqual([694]);
    second.leave();
    // The cursor is a place in the whole feed: another kind goes on from the same one.
    const third = await follow({ query: ofRuns.replace('[RUN]', '[LEDGER_ENTRY]'), lastEventId: '1.690' });
    expect(seqs(await third.take(3))).toEqual([691, 692, 693]);
    third.leave();
  });

  test('shows nobody another organiser’s feed, and needs at least one kind', async () => {
    feed.grow(1, '{}', 'RUN');
    const stranger = await follow({ query: ofRuns.replace(ORGANISER, 'another') });
    expect(await stranger.take(2)).toEqual([failure('FORBIDDEN'), end]);
    const none = await follow({ query: ofRuns.replace('[RUN]', '[]') });
    expect(await none.take(2)).toEqual([failure('BAD_USER_INPUT'), end]);
    const unknown = await follow({ query: ofRuns.replace('[RUN]', '[VISIT]') });
    expect(await unknown.take(2)).toEqual([failure('GRAPHQL_VALIDATION_FAILED'), end]);
  });
});

test('a stream also answers GET, for an EventSource', async () => {
  feed.grow(1);
  const query = new URLSearchParams({ query: FEED, variables: '{"after":null}' });
  const stream = await openStream(`${world.url}/graphql/stream?${query}`, { headers: { authorization: `Bearer ${await world.token()}` } });
  expect(seqs(await stream.take(1))).toEqual([1]);
  stream.leave();
});

test('aliases, variables, fragments and directives are the client’s own, and other services fill their fields', async () => {
  feed.grow(1);
  const query = `query Other { me { user { id } } }
    subscription Mine($with: Boolean = true) { mine: settlementFeed(organiserId: "${ORGANISER}") { ...item place: cursor } }
    fragment item on SettlementFeedItem { number: seq visit @include(if: $with) { externalId } }`;
  const headers = { authorization: `Bearer ${await world.token()}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ query, operationName: 'Mine' });
  const stream = await openStream(`${world.url}/graphql/stream`, { method: 'POST', headers, body });
  const [event] = await stream.take(1);
  expect(event!.data).toEqual({ data: { mine: { number: 1, visit: { externalId: 'visit-1' }, place: '1.1' } } });
  stream.leave();
});

test('the clients of graphql-sse understand it', async () => {
  feed.grow(3);
  const token = await world.token();
  const client = createClient({ url: `${world.url}/graphql/stream`, headers: { authorization: `Bearer ${token}` } });
  const results: unknown[] = [];
  for await (const { data } of client.iterate({ query: FEED })) if (results.push(data) === 3) break;
  expect(results).toEqual([1, 2, 3].map((seq) => ({ settlementFeed: { seq } })));
  client.dispose();
});

describe('while a service is away', () => {
  test('the stream sends no item half and skips none: the batch comes whole when the service is back', async () => {
    feed.grow(3);
    world.subgraphs.bookings.mood = 'broken';
    const stream = await follow({ query: FEED_WITH_VISITS });
    const events = stream.take(3);
    await expect.poll(() => world.subgraphs.bookings.requests.length).toBeGreaterThan(1);
    world.subgraphs.bookings.mood = 'well';
    expect((await events).map((event) => item(event).visit)).toEqual([1, 2, 3].map((seq) => ({ externalId: `visit-${seq}` })));
    stream.leave();
  });

  test('for longer than patience lasts, the stream ends with the error and without an id, so that nothing is lost', async () => {
    feed.grow(3);
    world.subgraphs.bookings.mood = 'broken';
    const stream = await follow({ query: FEED_WITH_VISITS, after: '1.1' });
    expect(await stream.take(9)).toEqual([failure('INTERNAL'), end]);
  });
});

test("an error of one item comes with this item, in the client's own path", async () => {
  feed.grow(14);
  const stream = await follow({ query: FEED_WITH_VISITS.replace('settlementFeed(', 'mine: settlementFeed('), after: '1.12' });
  const [thirteenth, fourteenth] = await stream.take(2);
  expect(thirteenth).toEqual({
    id: '1.13',
    event: 'next',
    data: {
      data: { mine: { seq: 13, visit: { externalId: null } } },
      errors: [{ message: 'You may not see this visit.', path: ['mine', 'visit'], extensions: { code: 'FORBIDDEN' } }],
    },
  });
  expect(fourteenth!.data).toEqual({ data: { mine: { seq: 14, visit: { externalId: 'visit-14' } } } });
  stream.leave();
});

describe('a stream ends at once, with the reason,', () => {
  test.each([
    ['for a cursor of another feed', { after: '2.7' }, 'CURSOR_EXPIRED'],
    ['for a Last-Event-ID of another feed', { lastEventId: '2.7' }, 'CURSOR_EXPIRED'],
    ["for another organiser's feed", { query: FEED.replace(ORGANISER, '01980000-0000-7000-8000-0000000000ff') }, 'FORBIDDEN'],
    [
      'for a variable of the wrong type',
      { query: FEED.replace('String', 'Int').replace(', after: $after', ''), after: 'x' },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['for an unknown field', { query: FEED.replace('{ seq }', '{ sequ }') }, 'GRAPHQL_VALIDATION_FAILED'],
    ['for text that is no GraphQL', { query: 'subscription {' }, 'GRAPHQL_PARSE_FAILED'],
    ['for a query', { query: '{ __typename }' }, 'BAD_REQUEST'],
    ['for another root field', { query: 'subscription { __typename }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'for a fragment at the root',
      { query: `subscription { ...f } fragment f on Subscription { settlementFeed(organiserId: "${ORGANISER}") { seq } }` },
      'BAD_USER_INPUT',
    ],
    [
      'for more aliases than a query may have',
      {
        query: FEED.replace(
          'seq',
          from(1, 31)
            .map((each) => `a${each}: seq`)
            .join(' '),
        ),
      },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['for more than 2000 tokens', { query: FEED.replace('seq', 'seq '.repeat(2_000)) }, 'GRAPHQL_PARSE_FAILED'],
  ])('%s', async (_, wish, code) => {
    const stream = await follow(wish);
    expect(stream.status).toBe(200);
    const events = await stream.take(9);
    expect(events).toEqual([failure(code), end]);
    expect(JSON.stringify(events)).not.toMatch(/did you mean|seteli/i);
  });

  test('when the access token expires', async () => {
    feed.grow(1);
    const stream = await follow({ token: { claims: { exp: inSeconds(4) } } });
    expect(await stream.take(9)).toEqual([expect.objectContaining({ id: '1.1' }), failure('UNAUTHENTICATED'), end]);
  });
});

test('nobody follows without a token, nor more than 50 times at once', async () => {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: FEED }) };
  expect(await world.send('/graphql/stream', init)).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  feed.grow(1);
  const token = { claims: { sub: 'eager' } };
  const streams = await Promise.all(from(1, 50).map(() => follow({ token })));
  for (const stream of streams) expect(await stream.take(1)).toHaveLength(1);
  expect((await follow({ token })).status).toBe(429);
  const other = await follow();
  expect(other.status).toBe(200);
  for (const stream of [other, ...streams]) stream.leave();
  await expect
    .poll(async () => {
      const again = await follow({ token });
      again.leave();
      return again.status;
    })
    .toBe(200);
});

test('a user who asks for 80 streams at once gets 50', async () => {
  const streams = await Promise.all(from(1, 80).map(() => follow({ token: { claims: { sub: 'hasty' } } })));
  expect(
    Object.fromEntries(
      Map.groupBy(streams, ({ status }) => status)
        .entries()
        .map(([status, all]) => [status, all.length]),
    ),
  ).toEqual({
    200: 50,
    429: 30,
  });
  for (const stream of streams) stream.leave();
});

test('the gateway stops reading the feed of a client that is gone', async () => {
  feed.grow(1);
  const stream = await follow();
  await stream.take(1);
  stream.leave();
  const reads = () => world.subgraphs.settlement.requests.length;
  await expect
    .poll(
      async () => {
        const before = reads();
        await new Promise((resolve) => setTimeout(resolve, 400));
        return reads() - before;
      },
      { timeout: 30_000 },
    )
    .toBe(0);
});

test('the gateway reads slowly for a slow reader, who delays nobody', async () => {
  feed.grow(10_000, JSON.stringify({ text: 'x'.repeat(5_000) }));
  const query = FEED.replace('seq', 'seq payload');
  const { port } = new URL(world.url);
  const authorization = `Bearer ${await world.token({ claims: { sub: 'slow' } })}`;
  // A client that asks and never reads.
  const slow = connect({ host: '127.0.0.1', port: Number(port) });
  slow.pause();
  slow.write(`GET /graphql/stream?query=${encodeURIComponent(query)} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\n\r\n`);
  const good = await follow({ query, token: { claims: { sub: 'good' } } });
  expect(await good.take(10_000)).toHaveLength(10_000);
  const readFor = (user: string) => world.subgraphs.settlement.requests.filter(({ actor }) => actor.userId === user).length;
  expect(readFor('good')).toBeGreaterThanOrEqual(50);
  expect(readFor('slow')).toBeLessThan(15);
  slow.destroy();
  good.leave();
});

test('a stopping gateway ends its streams sooner than it would wait for answers, without a word that would keep clients from coming back', async () => {
  const other = await startWorld({ resolvers: feed.resolvers });
  feed.grow(1);
  const streams = await Promise.all(from(1, 20).map(() => follow({ at: other })));
  const seen = streams.map((stream) => stream.take(9));
  // One more that asks and never reads.
  const authorization = `Bearer ${await other.token()}`;
  const slow = connect({ host: '127.0.0.1', port: Number(new URL(other.url).port) });
  slow.write(`GET /graphql/stream?query=${encodeURIComponent(FEED)} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\n\r\n`);
  await new Promise((resolve) => setTimeout(resolve, 200));
  const started = performance.now();
  await other.stop();
  expect(performance.now() - started).toBeLessThan(FINISH_MS);
  for (const events of await Promise.all(seen)) expect(events).toEqual([expect.objectContaining({ event: 'next' })]);
});
