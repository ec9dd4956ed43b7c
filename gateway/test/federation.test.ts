/**
 * One answer from several services: the fields, the places of errors, and what a caller gets while a service is away.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { openLog } from '@seteli/kit/log';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../src/context.ts';
import { openSubgraph } from '../src/subgraph.ts';
import { coded } from './subgraphs.ts';
import { useWorld } from './world.ts';

const TIMEOUT_MS = 4_000;
const visit = (id: string) => ({ id, __typename: 'Visit' });
const voucherOf = (id: string) => ({ id: `v${Number(id) % 2}` });

const world = useWorld({
  env: { SUBGRAPH_TIMEOUT_MS: String(TIMEOUT_MS) },
  resolvers: {
    bookings: {
      Query: {
        bookings: (_: unknown, { first }: { first: number }) => ({
          edges: Array.from({ length: Math.min(first, 6) }, (_each, index) => ({ cursor: `${index}`, node: { id: `${index}` } })),
          pageInfo: { hasNextPage: false },
        }),
        visit: (_: unknown, { id }: { id: string }) => {
          if (id === 'forbidden') throw coded('You may not see this visit.', 'FORBIDDEN');
          throw Object.assign(new Error('select * from visit failed: password authentication failed'), { detail: 'secret' });
        },
        // Breaks the promise of its own schema: `visits` of the connection may not be null.
        visitsUnderReview: () => ({ edges: [{ cursor: '1', node: visit('1') }], pageInfo: { hasNextPage: false } }),
      },
      Booking: {
        voucher: ({ id }: { id: string }) => voucherOf(id),
        provider: ({ id }: { id: string }) => ({ id: `p${id}` }),
        unit: () => ({ id: 'u' }),
      },
    },
    vouchers: {
      Voucher: { __resolveReference: ({ id }: { id: string }) => ({ id, voucherNumber: `H-${id}` }) },
    },
    registry: {
      Query: { organiser: () => ({ id: 'o', names: { fi: 'Lohja', sv: 'Lojo', en: 'Lohja' } }) },
      // The service gives it to nobody, or has not heard of it.
      ProviderUnit: { __resolveReference: () => null },
      Provider: {
        __resolveReference: async ({ id }: { id: string }) => {
          if (id === 'p1') throw coded('You may not see this provider.', 'FORBIDDEN');
          return { id, name: `Hoiva ${id}` };
        },
      },
    },
  },
});

beforeEach(() => {
  for (const subgraph of Object.values(world.subgraphs)) {
    subgraph.requests.length = 0;
    subgraph.mood = 'well';
  }
});

const LIST = 'query ($first: Int!) { bookings(first: $first) { edges { node { id voucher { voucherNumber } provider { name } } } } }';
const nodes = (data: unknown) =>
  (data as { bookings: { edges: { node: Record<string, unknown> }[] } }).bookings.edges.map(({ node }) => node);

test('a list of bookings comes with vouchers and providers from their own services', async () => {
  const { data } = await world.ask(LIST, { first: 3 });
  expect(nodes(data).map(({ voucher }) => voucher)).toEqual([
    { voucherNumber: 'H-v0' },
    { voucherNumber: 'H-v1' },
    { voucherNumber: 'H-v0' },
  ]);
});

test('the gateway asks once for a voucher that stands many times in a list, and fills each place', async () => {
  const { data } = await world.ask(LIST, { first: 6 });
  expect(nodes(data).map(({ voucher }) => (voucher as { voucherNumber: string }).voucherNumber)).toEqual(
    ['0', '1', '2', '3', '4', '5'].map((id) => `H-${voucherOf(id).id}`),
  );
  const asked = world.subgraphs.vouchers.requests.map(({ variables }) => variables.representations ?? variables.representations0);
  expect(asked).toEqual([
    [
      { __typename: 'Voucher', id: 'v0' },
      { __typename: 'Voucher', id: 'v1' },
    ],
  ]);
});

test("an entity's error stands at its place in the list, by number, and the others are untouched", async () => {
  const { data, errors } = await world.ask(LIST, { first: 3 });
  expect(errors).toEqual([
    { message: 'You may not see this provider.', path: ['bookings', 'edges', 1, 'node', 'provider'], extensions: { code: 'FORBIDDEN' } },
  ]);
  expect(nodes(data).map(({ provider }) => provider)).toEqual([{ name: 'Hoiva p0' }, null, { name: 'Hoiva p2' }]);
});

/** The log has the same id. */
const AN_ID = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;
test('a reference that leads to nothing is null, and no fault, however often the query comes', async () => {
  for (const _ of [1, 2, 3]) {
    const answer = await world.ask('{ bookings(first: 1) { edges { node { id unit { id name } } } } }');
    expect(answer.data).toEqual({ bookings: { edges: [{ node: { id: '0', unit: null } }] } });
    expect(answer).not.toHaveProperty('errors');
  }
});

describe('a caller learns only the place of a fault', () => {
  test("a service's own exception", async () => {
    const answer = await world.ask('{ visit(id: "1") { id } }');
    expect(answer.errors).toEqual([
      { message: 'Something went wrong.', path: ['visit'], extensions: { code: 'INTERNAL', errorId: AN_ID } },
    ]);
  });

  test('a service that answers 500', async () => {
    world.subgraphs.bookings.mood = 'broken';
    const answer = await world.ask('{ visit(id: "1") { id } }');
    expect(answer.errors).toEqual([{ message: 'Something went wrong.', extensions: { code: 'INTERNAL', errorId: AN_ID } }]);
    expect(JSON.stringify(answer)).not.toMatch(/secret|bookings|127\.0\.0\.1|stack|service/i);
  });

  test('a service that refuses our token', async () => {
    await world.subgraphs.bookings.die();
    const stranger = Fastify();
    stranger.post('/graphql', async (_, reply) =>
      reply.code(401).send({ errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] }),
    );
    await stranger.listen({ host: '127.0.0.1', port: Number(new URL(world.subgraphs.bookings.url).port) });
    const answer = await world.ask('{ visit(id: "1") { id } }');
    expect(answer.errors).toEqual([{ message: 'Something went wrong.', extensions: { code: 'INTERNAL', errorId: AN_ID } }]);
    await stranger.close();
    await world.subgraphs.bookings.revive();
  });

  test('a value that the schema promises and the service leaves out', async () => {
    const answer = await world.ask('{ visitsUnderReview { edges { node { id start } } } }');
    expect(answer).toMatchObject({
      data: null,
      errors: [{ message: 'Something went wrong.', extensions: { code: 'INTERNAL', errorId: AN_ID } }],
    });
    expect(answer).not.toHaveProperty('extensions');
  });

  test('but a refusal of rights comes in its own words', async () => {
    const { errors } = await world.ask('{ visit(id: "forbidden") { id } }');
    expect(errors).toEqual([{ message: 'You may not see this visit.', path: ['visit'], extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('while a service is away', () => {
  test('the fields of a dead one are null with an error at once, and it is used again without a restart', async () => {
    await world.subgraphs.vouchers.die();
    const started = performance.now();
    const { status, data, errors } = await world.ask(LIST, { first: 1 });
    expect(performance.now() - started).toBeLessThan(TIMEOUT_MS);
    expect(status).toBe(200);
    expect(nodes(data)).toEqual([{ id: '0', voucher: null, provider: { name: 'Hoiva p0' } }]);
    expect(errors).toMatchObject([{ message: 'Something went wrong.', extensions: { code: 'INTERNAL', errorId: AN_ID } }]);
    await world.subgraphs.vouchers.revive();
    expect(await world.ask(LIST, { first: 1 })).not.toHaveProperty('errors');
  });

  test('the gateway repeats, a few times, what it turns away unread because it stops, and nothing that may have run', async () => {
    const { vouchers } = world.subgraphs;
    const sentFor = async (change: Partial<Pick<typeof vouchers, 'mood' | 'turnsAway'>>) => {
      Object.assign(vouchers, change);
      const before = vouchers.requests.length;
      const { errors } = await world.ask(LIST, { first: 1 });
      Object.assign(vouchers, { mood: 'well', turnsAway: 0 });
      return { ran: vouchers.requests.length - before, failed: errors !== undefined };
    };
    expect(await sentFor({ turnsAway: 2 })).toEqual({ ran: 1, failed: false });
    expect(await sentFor({ turnsAway: 20 })).toEqual({ ran: 0, failed: true });
    expect(await sentFor({ mood: 'broken' })).toEqual({ ran: 1, failed: true });
    expect(await sentFor({ mood: 'cut' })).toEqual({ ran: 1, failed: true });
  });

  test('the fields of a frozen one are null with an error within the time limit, and others are served meanwhile', async () => {
    world.subgraphs.vouchers.mood = 'frozen';
    const started = performance.now();
    const waiting = world.ask(LIST, { first: 1 });
    expect(await world.ask('{ organiser(id: "o") { names { fi } } }')).toMatchObject({ data: { organiser: { names: { fi: 'Lohja' } } } });
    const { data, errors } = await waiting;
    expect(performance.now() - started).toBeLessThan(3 * TIMEOUT_MS);
    expect(nodes(data)[0]).toMatchObject({ voucher: null, provider: { name: 'Hoiva p0' } });
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL', errorId: AN_ID } }]);
    world.subgraphs.vouchers.mood = 'well';
    expect(await world.ask(LIST, { first: 1 })).not.toHaveProperty('errors');
  });

  test('a request that waits for one of the connections to a frozen one ends in time, too', async () => {
    const frozen = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(frozen, 'listening');
    const url = `http://127.0.0.1:${(frozen.address() as AddressInfo).port}`;
    const subgraph = openSubgraph({ name: 'vouchers', url, keepAliveMs: 1_000, timeoutMs: 500, log: openLog('gateway', 'silent') });
    const context = { caller: { actorToken: async () => 'token' }, traceparent: '' } as unknown as Context;
    const request = { query: '{ __typename }', variables: {} };
    const started = performance.now();
    // Forty times as many as there are connections: one after another they would take twenty seconds.
    const answers = await Promise.allSettled(
      Array.from({ length: 1_280 }, () =>
        subgraph.process({ request, context, kind: 'incoming operation' } as Parameters<typeof subgraph.process>[0]),
      ),
    );
    expect(performance.now() - started).toBeLessThan(12_000);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['rejected']));
    await subgraph.close();
    frozen.closeAllConnections();
    frozen.close();
  });
});
