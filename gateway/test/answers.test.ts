/**
 * The gateway counts answers as they come: a too large one ends its operation in words for the caller, and memory has a
 * bound.
 */
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { OPERATION_BYTES_MAX, openMeter } from '../src/meter.ts';
import { createRoom } from '../src/room.ts';
import { readingMs } from '../src/slow-readers.ts';
import { useWorld } from './world.ts';

const items = (count: number, payload: string) =>
  Array.from({ length: count }, (_, index) => ({
    id: String(index),
    seq: index + 1,
    cursor: `1.${index + 1}`,
    payload,
    visit: { id: `v${index}` },
  }));
const kilobytes = (count: number) => 'x'.repeat(count * 1024);

let contentOf = (statement: number, line: number) => `${statement}.${line}`;
let sent = 0;
let held = Promise.withResolvers<void>();
const world = useWorld({
  env: { SLOW_READER_MS: '4000', SUBGRAPH_TIMEOUT_MS: '20000' },
  resolvers: {
    settlement: {
      Query: {
        settlementStatements: (_: unknown, { first }: { first: number }) => ({
          edges: Array.from({ length: first }, (_each, statement) => ({ node: { statement } })),
        }),
        settlementFeed: (_: unknown, { organiserId, first }: { organiserId: string; first: number }) => {
          sent++;
          if (organiserId === 'held') return held.promise.then(() => ({ items: [] }));
          // The gateway keeps the words of a fault to itself: it reads much, and answers little.
          if (organiserId === 'fault') throw new Error(kilobytes(300));
          if (organiserId === 'same') return { items: items(first, '').map((item) => ({ ...item, visit: { id: 'one' } })) };
          return { items: items(first, kilobytes(Number(organiserId))) };
        },
      },
      SettlementStatement: {
        lines: ({ statement }: { statement: number }, { first }: { first: number }) =>
          Array.from({ length: first }, (_each, line) => ({ content: { id: contentOf(statement, line) } })),
      },
    },
    bookings: {
      Visit: {
        __resolveReference: ({ id }: { id: string }) => ({ id, workerReference: kilobytes(60) }),
        booking: ({ id }: { id: string }) => ({ id, voucher: { id } }),
      },
    },
    registry: { ServiceContent: { __resolveReference: ({ id }: { id: string }) => ({ id, code: id }) } },
    vouchers: { Voucher: { __resolveReference: ({ id }: { id: string }) => ({ id, voucherNumber: kilobytes(50) }) } },
  },
});

const FEED = 'query ($id: ID!, $first: Int!) { settlementFeed(organiserId: $id, first: $first) { items { payload } } }';
const WITH_VISITS =
  'query ($id: ID!, $first: Int!) { settlementFeed(organiserId: $id, first: $first) { items { payload visit { workerReference } } } }';

const expectTooLarge = ({ status, data, errors }: Awaited<ReturnType<typeof world.ask>>) => {
  expect([status, data ?? null]).toEqual([400, null]);
  expect(errors).toEqual([{ message: expect.stringMatching(/Ask for smaller pages/), extensions: { code: 'BAD_USER_INPUT' } }]);
};

describe('the gateway ends an operation, and does not ask again,', () => {
  test('when one service answers more than 8 MB, however often', async () => {
    for (let time = 0; time < 3; time++) {
      sent = 0;
      expectTooLarge(await world.ask(FEED, { id: '50', first: 200 }));
      expect(sent).toBe(1);
      // In smaller pages the answer comes, before and after.
      expect(await world.ask(FEED, { id: '50', first: 20 })).toMatchObject({
        status: 200,
        data: { settlementFeed: { items: { length: 20 } } },
      });
    }
  });

  test('when all services together answer more than 16 MB', async () => {
    const query = `query ($id: ID!, $first: Int!) { settlementFeed(organiserId: $id, first: $first) {
      items { payload visit { workerReference booking { voucher { voucherNumber } } } } } }`;
    // 60 kB of each visit, 50 kB of each voucher, and the payload.
    expect(await world.ask(query, { id: '30', first: 100 })).toMatchObject({ status: 200 });
    expectTooLarge(await world.ask(query, { id: '75', first: 100 }));
  });

  test('when a small answer stands at so many places that all of them are more than 16 MB', async () => {
    for (let time = 0; time < 3; time++) {
      expect(await world.ask(WITH_VISITS, { id: 'same', first: 100 })).toMatchObject({ status: 200 });
      expectTooLarge(await world.ask(WITH_VISITS, { id: 'same', first: 300 }));
    }
  });
});

describe('an operation whose cost is within the limits', () => {
  const query = `query ($first: Int!) { settlementStatements(first: $first) { edges { node { lines(first: 500) { content { code } } } } } }`;

  test('tells the caller to ask for less when it needs more things of one service than that answers at once', async () => {
    for (let time = 0; time < 3; time++) {
      world.subgraphs.registry.requests.length = 0;
      const { status, errors } = await world.ask(query, { first: 41 });
      const message = 'The operation needs more than 20000 things of one service at once. Ask for smaller pages.';
      expect([status, errors]).toEqual([400, [{ message, extensions: { code: 'BAD_USER_INPUT' } }]]);
      expect(world.subgraphs.registry.requests).toEqual([]);
      // In smaller pages the answer comes, before and after.
      expect((await world.ask(query, { first: 2 })).errors).toBeUndefined();
    }
  });

  test('gets its answer when it needs the same things at as many places', async () => {
    contentOf = (_, line) => `of-all-${line}`;
    for (let time = 0; time < 3; time++) expect((await world.ask(query, { first: 41 })).errors).toBeUndefined();
  });
});

test('large answers to many callers at once come one after another, and all of them', async () => {
  const asked = Array.from({ length: 8 }, async () => (await world.ask(FEED, { id: '20', first: 100 })).status);
  expect(await Promise.all(asked)).toEqual(Array.from({ length: 8 }, () => 200));
});

test('the gateway hangs up on a caller who asks for large answers and does not read them, and others get theirs', async () => {
  const body = JSON.stringify({ query: FEED, variables: { id: '39', first: 200 } });
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${await world.token()}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  const idlers = Array.from({ length: 2 }, () => {
    const socket = connect(Number(new URL(world.url).port), '127.0.0.1', () => socket.write(head + body));
    return socket.on('error', () => undefined).pause();
  });
  sent = 0;
  await expect.poll(() => sent).toBe(2);
  expect(await world.ask(FEED, { id: '20', first: 100 })).toMatchObject({ status: 200 });
  for (const socket of idlers) socket.destroy();
});

describe('an answer that waits for an earlier one of its connection', () => {
  /** Two connections of one caller. Their second operations are done, and their first are not. */
  async function behindHeldOnes(id: string, tokens: readonly string[]) {
    held = Promise.withResolvers<void>();
    const requestOf = (token: string, variables: object) => {
      const body = JSON.stringify({ query: FEED, variables });
      return `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
    };
    sent = 0;
    const sockets = tokens.map((token) => {
      const text = requestOf(token, { id: 'held', first: 1 }) + requestOf(token, { id, first: 40 });
      const socket = connect(Number(new URL(world.url).port), '127.0.0.1', () => socket.write(text));
      return socket.on('error', () => undefined);
    });
    await expect.poll(() => sent).toBe(4);
    await sleep(100);
    return sockets;
  }
  const askedNow = async () => {
    const inTime = sleep(15_000).then(() => 'not in time');
    return await Promise.race([world.ask(FEED, { id: '20', first: 100 }).then(({ status }) => status), inTime]);
  };
  const tokens = async () => await Promise.all([world.token(), world.token()]);

  test('holds no place when it is small, however much was fetched for it', async () => {
    const sockets = await behindHeldOnes('fault', await tokens());
    expect(await askedNow()).toBe(200);
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([false, false]);
    held.resolve();
    for (const socket of sockets) socket.destroy();
  });

  test('holds its place no longer than the client may take to read it', async () => {
    const sockets = await behindHeldOnes('20', await tokens());
    expect(await askedNow()).toBe(200);
    held.resolve();
    for (const socket of sockets) socket.destroy();
  });

  test('leaves its place when the connection is gone', async () => {
    const sockets = await behindHeldOnes('20', await tokens());
    for (const socket of sockets) socket.destroy();
    expect(await askedNow()).toBe(200);
    held.resolve();
  });
});

test.each([
  ['little more than is small', 300 * 1024, 5_586],
  ['a megabyte', 1024 * 1024, 7_000],
  ['the largest of one service', 8 * 1024 * 1024, 21_000],
  ['more than an operator lets be read', 64 * 1024 * 1024, 30_000],
])('a client has time to read %s', (_, bytes, expected) => expect(Math.round(readingMs(bytes, 30_000))).toBe(expected));

describe('room for large answers', () => {
  const never = new AbortController();
  const large = new Uint8Array(300 * 1024);

  test('four operations are inside at a time, two of one caller, and each that leaves lets the next one in', async () => {
    const room = createRoom({ places: 4, placesOfOne: 2 });
    const inside: string[] = [];
    const enter = async (name: string) => {
      const meter = openMeter(room, name[0]!);
      await meter.answer().add(large, never);
      inside.push(name);
      return meter;
    };
    const [a1, , a3] = ['a1', 'a2', 'a3', 'b1', 'b2', 'c1'].map(enter);
    await sleep(5);
    expect(inside).toEqual(['a1', 'a2', 'b1', 'b2']);
    (await a1!).close();
    (await a1!).close();
    await sleep(5);
    expect(inside).toEqual(['a1', 'a2', 'b1', 'b2', 'a3']);
    (await a3!).close();
    await sleep(5);
    expect(inside.at(-1)).toBe('c1');
  });

  test('an operation whose caller is gone reads nothing large any more, and keeps no place', async () => {
    const room = createRoom({ places: 1, placesOfOne: 1 });
    const [gone, other] = [openMeter(room, 'a'), openMeter(room, 'b')];
    await gone.answer().add(large, never);
    gone.close();
    await expect(gone.answer().add(large, never)).rejects.toThrow('Too many large answers');
    await other.answer().add(large, never);
    const late = openMeter(room, 'c');
    late.close();
    other.close();
    await expect(late.answer().add(large, never)).rejects.toThrow('Too many large answers');
    await openMeter(room, 'd').answer().add(large, never);
  });

  test('an operation that waits longer than its subgraph may take gets an error, and one with little to read does not wait', async () => {
    const room = createRoom({ places: 1, placesOfOne: 1 });
    await openMeter(room, 'a').answer().add(large, never);
    await openMeter(room, 'b').answer().add(new Uint8Array(1024), never);
    const tired = openMeter(room, 'b');
    await expect(tired.answer().add(large, { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({
      extensions: { code: 'RATE_LIMITED' },
    });
    expect(() => tired.answer()).toThrow(/Too many large answers/);
  });
});

test('the meter counts objects as they are, whatever texts contain', () => {
  const meter = openMeter(createRoom({ places: 1, placesOfOne: 1 }), 'a');
  meter.answer().end(JSON.stringify({ data: { list: [{ a: '{"x"' }, { a: '{' }, { b: { c: 'ä{\\"' } }] } }));
  // A text that ends with a brace counts as one more.
  expect(meter.objects).toBe(4 + 1);
  expect(() => meter.repeat([{ text: kilobytes(1024) }], [OPERATION_BYTES_MAX])).toThrow(/smaller pages/);
});
