/**
 * The gateway answers a known text past Apollo Server, and nobody can tell: not by the status, not by a header, not by
 * a byte.
 */
import { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { coded } from './subgraphs.ts';
import { useWorld } from './world.ts';

let isBroken = false;
const world = useWorld({
  env: { LOG_LEVEL: 'silent' },
  resolvers: {
    bookings: {
      Query: {
        bookings: (_: unknown, { first }: { first: number }) => ({
          edges: Array.from({ length: Math.min(first, 6) }, (_each, index) => ({ cursor: `${index}`, node: { id: `${index}` } })),
          pageInfo: { hasNextPage: false },
        }),
        visit: (_: unknown, { id }: { id: string }) => {
          if (id === 'forbidden') throw coded('You may not see this visit.', 'FORBIDDEN');
          if (id === 'fault') throw new Error('secret of the database');
          return { id };
        },
      },
      Booking: { unit: ({ id }: { id: string }) => ({ id: `u${id}` }) },
    },
    registry: {
      ProviderUnit: {
        __resolveReference: async ({ id }: { id: string }) => {
          if (id === 'u1') throw coded('You may not see this unit.', 'FORBIDDEN');
          return isBroken ? null : { id, name: `Hoiva ${id}` };
        },
      },
    },
    settlement: {
      Query: {
        settlementFeed: (_: unknown, { first }: { first: number }) => ({
          items: Array.from({ length: first }, (_each, seq) => ({ id: seq, seq, cursor: `1.${seq}`, payload: 'x'.repeat(50_000) })),
        }),
      },
    },
  },
});

const LIST = 'query List($first: Int! = 2) { bookings(first: $first) { edges { node { id unit { name } } } } }';
const VISIT = 'query ($id: ID!) { visit(id: $id) { id } }';
const FEED = 'query ($first: Int!) { settlementFeed(organiserId: "o", first: $first) { items { payload } } }';
const TWO = 'query a { bookings(first: 1) { edges { cursor } } } query b { bookings(first: 2) { edges { cursor } } }';
/** For each text a request that goes well. */
const FIRST: [string, object][] = [
  [LIST, {}],
  [VISIT, { id: '1' }],
  [FEED, { first: 1 }],
];

let packageOnly: Awaited<ReturnType<typeof world.another>>;
const throughApollo = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
beforeAll(async () => {
  packageOnly = await world.another({ READY_QUERIES: 'off' });
  for (const [query, variables] of FIRST) await world.ask(query, variables);
  await post(world.url, { query: LIST, operationName: 'List' }, {});
  for (const operationName of ['a', 'b']) await post(world.url, { query: TWO, operationName }, {});
});
afterAll(async () => {
  throughApollo.mockRestore();
  await packageOnly.stop();
});
beforeEach(() => void throughApollo.mockClear());

const withoutIds = (text: string) => text.replaceAll(/"errorId":"[^"]+"/g, '"errorId":""');
async function post(url: string, body: unknown, headers: Record<string, string>) {
  const authorization = `Bearer ${await world.token()}`;
  const init = { method: 'POST', headers: { 'content-type': 'application/json', authorization, ...headers }, body: JSON.stringify(body) };
  const response = await fetch(`${url}/graphql`, init);
  const text = await response.text();
  const told = [...response.headers].filter(([name]) => !['date', 'content-length'].includes(name));
  return { status: response.status, headers: told, text: withoutIds(text), length: Number(response.headers.get('content-length')) };
}

/** Whether the request went past Apollo Server. */
async function expectSame(body: unknown, headers: Record<string, string> = {}): Promise<boolean> {
  const ours = await post(world.url, body, headers);
  const wentPast = throughApollo.mock.calls.length === 0;
  expect(ours).toEqual(await post(packageOnly.url, body, headers));
  return wentPast;
}

describe('these go past Apollo Server', () => {
  test.each<[string, unknown, Record<string, string>?]>([
    ['a query', { query: LIST }],
    ['one with variables', { query: LIST, variables: { first: 1 } }],
    ['one without', { query: LIST, variables: null, operationName: null, extensions: null }],
    ['one with its name', { query: LIST, operationName: 'List' }],
    ['one of two', { query: TWO, operationName: 'b' }],
    ['a variable that is not asked for', { query: LIST, variables: { other: [1] } }],
    ['a client that takes anything', { query: LIST }, { accept: '*/*' }],
    ['a client that takes JSON', { query: LIST }, { accept: 'application/json' }],
    ['a refusal at its place', { query: LIST, variables: { first: 4 } }],
    ['a refusal in Finnish', { query: VISIT, variables: { id: 'forbidden' } }, { 'accept-language': 'fi' }],
    ['a fault', { query: VISIT, variables: { id: 'fault' } }],
    ['a fault in Swedish', { query: VISIT, variables: { id: 'fault' } }, { 'accept-language': 'sv' }],
    ['an answer that is too large', { query: FEED, variables: { first: 200 } }],
  ])('%s', async (_, body, headers) => expect(await expectSame(body, headers)).toBe(true));
});

describe('these go to Apollo Server', () => {
  test.each<[string, unknown, Record<string, string>?]>([
    ['a text that nobody has asked', { query: `${LIST} # new` }],
    ['a name that no operation has', { query: LIST, operationName: 'Lists' }],
    ['the empty name', { query: LIST, operationName: '' }],
    ['a name that is none', { query: LIST, operationName: 1 }],
    ['no name where there are two', { query: TWO }],
    ['an extension', { query: LIST, extensions: {} }],
    ['a persisted query', { query: LIST, extensions: { persistedQuery: { version: 1, sha256Hash: '00' } } }],
    ['an extension that is none', { query: LIST, extensions: '1' }],
    ['variables that are a list', { query: LIST, variables: [] }],
    ['variables that are a text', { query: LIST, variables: '{}' }],
    ['a variable of another type', { query: LIST, variables: { first: 'x' } }],
    ['a variable that is null', { query: LIST, variables: { first: null } }],
    ['no variable', { query: VISIT }],
    ['what is too dear', { query: LIST, variables: { first: 1_000_000 } }],
    ['a batch', [{ query: LIST }]],
    ['a client that takes the type of GraphQL', { query: LIST }, { accept: 'application/graphql-response+json, application/json;q=0.9' }],
    ['a client that takes pictures', { query: LIST }, { accept: 'image/png' }],
    ['a client that takes what every object has', { query: LIST }, { accept: 'constructor' }],
  ])('%s', async (_, body, headers) => expect(await expectSame(body, headers)).toBe(false));

  test('a GET', async () => {
    const headers = { authorization: `Bearer ${await world.token()}`, 'apollo-require-preflight': '1' };
    const { data } = await world.send(`/graphql?query=${encodeURIComponent(LIST)}`, { headers });
    expect(data).toHaveProperty('bookings');
    expect(throughApollo).toHaveBeenCalledOnce();
  });
});

test('after an answer that breaks its schema the package runs the query: both run it once, and then only the package', async () => {
  const query = '{ bookings(first: 1) { edges { node { unit { id name } } } } }';
  const { registry } = world.subgraphs;
  const sent = async () => {
    const before = registry.requests.length;
    await expectSame({ query });
    // One of them is the other gateway's.
    return registry.requests.length - before - 1;
  };
  expect([await sent(), await sent()]).toEqual([1, 1]);
  isBroken = true;
  expect([await sent(), await sent(), await sent()]).toEqual([2, 1, 1]);
  isBroken = false;
  expect(await sent()).toBe(1);
});

test('names that every object has are names like others', async () => {
  const query = '{ bookings(first: 2) { constructor: edges { toString: cursor node { hasOwnProperty: unit { valueOf: name } } } } }';
  for (const _ of [1, 2, 3]) await expectSame({ query });
});
