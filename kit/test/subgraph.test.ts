/** Promises of a subgraph's server: nobody gets in without the gateway's token, and nobody hears of our faults. */
import { ORGANISATION_KINDS } from '@seteli/schema/actors';
import { generateKeyPair } from 'jose';
import { mintActorToken } from '@seteli/kit/actor';
import { openDatabase } from '@seteli/kit/database';
import { buildSubgraph } from '@seteli/kit/subgraph';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silent } from './exchange.ts';
import { actor, resolvers, SDL, startThings, type Things } from './things.ts';

let things: Things;
let { app, token, logged, post, ask, fails } = {} as Things;

beforeAll(async () => {
  things = await startThings();
  ({ app, token, logged, post, ask, fails } = things);
});
afterAll(() => things.stop());

describe('the door', () => {
  test.each([
    ['a query', '{ who }'],
    ['the schema of the subgraph', '{ _service { sdl } }'],
    ['entities', '{ _entities(representations: [{ __typename: "Thing", id: "1" }]) { __typename } }'],
    ['introspection', '{ __schema { types { name } } }'],
    ['nonsense', '{'],
  ])('answers %s to nobody without a token', async (_, query) => {
    for (const headers of [
      {},
      { authorization: '' },
      { authorization: 'Bearer ' },
      { authorization: `bearer${token}` },
      { authorization: `Bearer ${token}x` },
      { cookie: `token=${token}` },
    ]) {
      const response = await post({ query }, headers as Record<string, string>);
      expect({ status: response.statusCode, body: response.json() }).toEqual({
        status: 401,
        body: { errors: [{ message: 'Unauthenticated.', extensions: { code: 'UNAUTHENTICATED' } }] },
      });
    }
  });

  test.each([
    '/graphql?query={who}',
    '/',
    '/nothing',
    '/health',
    '/health/../graphql?query={who}',
    '//graphql?query={who}',
    '/keys/../graphql',
    '/health/live/',
    '/GRAPHQL',
  ])('answers GET %s to nobody without a token', async (url) => {
    expect((await app.inject({ method: 'GET', url })).statusCode).toBe(401);
  });

  test('does not open to a token for another subgraph', async () => {
    const { privateKey } = await generateKeyPair('EdDSA');
    expect(
      (await post({ query: '{ who }' }, { authorization: `Bearer ${await mintActorToken(actor, 'things', privateKey)}` })).statusCode,
    ).toBe(401);
  });

  test('writes no token and no header of a caller to the log', () => {
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join('')).not.toContain(token.slice(-20));
  });

  test('lets everybody use an open route, and nothing beside it', async () => {
    expect((await app.inject('/keys')).json()).toEqual({ keys: [] });
    expect((await app.inject('/keys2')).statusCode).toBe(401);
  });

  test('tells every resolver who acts, entities included', async () => {
    const response = await post(
      { query: '{ who _entities(representations: [{ __typename: "Thing", id: "1" }]) { ... on Thing { owner } } }' },
      {
        authorization: `Bearer ${token}`,
        traceparent: '00-1',
      },
    );
    expect(response.json()).toEqual({ data: { who: 'user 1 00-1', _entities: [{ owner: 'user 1' }] } });
  });

  test('refuses several queries in one request', async () => {
    expect((await post([{ query: '{ who }' }, { query: '{ who }' }])).json()).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });
});

// Mercurius interprets a query the first time, and runs it compiled from the second on.
describe.each(['interpreted', 'compiled'])('faults of a query that is %s', () => {
  test.each([
    ['forbidden', 'FORBIDDEN', 'You may not do this.'],
    ['badInput', 'BAD_USER_INPUT', 'Not like this.'],
    ['rateLimited', 'RATE_LIMITED', 'Too many at a time; wait a minute.'],
    ['expired', 'CURSOR_EXPIRED', 'Too old.'],
    // An event that is too large is the mistake of the caller who wanted so much at once, not our fault.
    ['tooLarge', 'BAD_USER_INPUT', 'This is more than can be announced at once. Give less of it, or in parts.'],
  ])('%s keeps its code and its words', async (how, code, message) => {
    expect(await fails(how)).toEqual({ data: { fails: null }, errors: [{ message, path: ['fails'], extensions: { code } }] });
  });

  test.each(['database', 'own', 'text'])('the server masks and logs a fault of ours (%s)', async (how) => {
    logged.length = 0;
    const answer = await fails(how);
    expect(answer).toEqual({
      data: { fails: null },
      errors: [{ message: 'Something went wrong.', path: ['fails'], extensions: { code: 'INTERNAL', errorId: expect.any(String) } }],
    });
    const { errorId } = answer.errors[0].extensions;
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([{ msg: 'a resolver failed', errorId }]);
  });

  test('a null where none may be is a fault of ours, at its place', async () => {
    const { data, errors } = await ask('{ list { fine broken } }');
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ message: 'Something went wrong.', extensions: { code: 'INTERNAL' } }]);
    expect(errors[0].path.map(String)).toEqual(['list', '1', 'broken']);
  });

  const EUROS = 'query($amount: Euro!, $amounts: Amounts) { euros(amount: $amount, amounts: $amounts) }';
  test('amounts go in and out exactly', async () => {
    expect(await ask(EUROS, { amount: '0.10', amounts: { euros: '999999.20' } })).toEqual({ data: { euros: '999999.30' } });
    // An amount from outside has a bound, and a sum that goes out has none.
    expect(await ask(EUROS, { amount: '1000000.00', amounts: { euros: '1000000.00' } })).toEqual({ data: { euros: '2000000.00' } });
  });

  test.each([
    ['an amount that is none', EUROS, { amount: '1,5' }],
    ['a number', EUROS, { amount: 1.5 }],
    ['more than a million', EUROS, { amount: '1000000.01' }],
    ['more than a million deeper in', EUROS, { amount: '0.10', amounts: { euros: '-1000000.01' } }],
    ['nothing', EUROS, {}],
    ['a null', EUROS, { amount: null }],
    ['an amount deep inside', EUROS, { amount: '1.00', amounts: { euros: 'x' } }],
    ['a day that is none', EUROS, { amount: '1.00', amounts: { euros: '1.00', day: '2026-02-30' } }],
    ['a month that is none', EUROS, { amount: '1.00', amounts: { euros: '1.00', month: '6/2026' } }],
    ['a time without an offset', EUROS, { amount: '1.00', amounts: { euros: '1.00', at: '2026-06-01T12:00:00' } }],
    ['a field that nobody knows', EUROS, { amount: '1.00', amounts: { euros: '1.00', other: 1 } }],
    ['a list for one', EUROS, { amount: ['1.00'] }],
    ['a literal', '{ euros(amount: "1,5") }', {}],
    ['a literal deep inside', '{ euros(amount: "1.50", amounts: { euros: "x" }) }', {}],
    ['a literal number', '{ euros(amount: 1.50) }', {}],
    ['an id that cannot be one', 'query($id: ID!) { thing(id: $id) { id } }', { id: "1' or '1'='1" }],
    ['a field that is not there', '{ nothing }', {}],
  ])('%s is BAD_USER_INPUT, with words for the caller', async (_, query, variables) => {
    logged.length = 0;
    const { data, errors } = await ask(query, variables);
    expect(data?.euros ?? data?.thing ?? null).toBeNull();
    expect(errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code)).toEqual(errors.map(() => 'BAD_USER_INPUT'));
    expect(errors[0].message.length).toBeGreaterThan(10);
    expect(errors[0].message).not.toBe('Something went wrong.');
    expect(logged).toEqual([]);
  });
});

describe('too much at once', () => {
  const TEXT = 'query($megabytes: Int!) { text(megabytes: $megabytes) }';
  // Mercurius interprets the query the first time, and runs it compiled from the second on.
  test.each(['interpreted', 'compiled'])('the server does not send an answer over 8 MB, and logs it: %s', async () => {
    logged.length = 0;
    expect((await ask(TEXT, { megabytes: 7 })).data.text.length).toBe(7 * 512 * 1024);
    expect(logged).toEqual([]);
    const response = await post({ query: TEXT, variables: { megabytes: 8 } });
    expect(response.json()).toEqual({
      data: null,
      errors: [{ message: 'The answer is too large; ask for smaller pages.', extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(Number(response.headers['content-length'])).toBe(response.rawPayload.length);
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([{ level: 50, msg: 'an answer was too large to be sent' }]);
  });

  test('the server refuses more things at a time than a subgraph answers', async () => {
    const entities = 'query($of: [_Any!]!) { _entities(representations: $of) { ... on Thing { id } } }';
    const of = (count: number, id: string) => ({ of: Array.from({ length: count }, () => ({ __typename: 'Thing', id })) });
    expect((await ask(entities, of(20_000, 't'))).data['_entities'].length).toBe(20_000);
    for (const [variables, place] of [
      [of(20_001, 't'), 'representations'],
      [of(1, 'x'.repeat(37)), 'representations[0].id'],
      [of(1, 'a\u0000b'), 'representations[0].id'],
    ] as const)
      expect((await ask(entities, variables)).errors).toMatchObject([
        { message: expect.stringContaining(`"${place}" `), extensions: { code: 'BAD_USER_INPUT' } },
      ]);
  });

  test('the server refuses characters that no text may hold, in a variable and in the operation', async () => {
    const told = [{ message: '"text" holds the character U+202E, which no text may hold.', extensions: { code: 'BAD_USER_INPUT' } }];
    expect((await ask('query($text: String!) { note(text: $text) }', { text: 'a\u202eb' })).errors).toMatchObject(told);
    expect((await ask('{ note(text: "a\\u202eb") }')).errors).toMatchObject(told);
    expect(await ask('{ note(text: " A\u0308iti ") }')).toEqual({ data: { note: 'Äiti' } });
  });
});

describe('health', () => {
  test('the service lives whatever happens, and is ready while its database answers', async () => {
    expect((await app.inject('/health/live')).json()).toEqual({ service: 'things' });
    const ready = await app.inject('/health/ready');
    expect({ status: ready.statusCode, body: ready.json() }).toEqual({ status: 200, body: { service: 'things', database: 'ready' } });
  });

  test('the service is not ready, and still lives, when its database is away', async () => {
    const away = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/nothing', log: silent, name: 'test' });
    const { publicKey } = await generateKeyPair('EdDSA');
    const lonely = await buildSubgraph({
      service: 'things',
      sdl: SDL,
      resolvers,
      actorKey: publicKey,
      organisationKinds: ORGANISATION_KINDS,
      context: () => ({}),
      log: silent,
      database: away,
    });
    const ready = await lonely.inject('/health/ready');
    expect({ status: ready.statusCode, body: ready.json() }).toEqual({ status: 503, body: { service: 'things', database: 'away' } });
    expect((await lonely.inject('/health/live')).statusCode).toBe(200);
    expect((await lonely.inject('/health/backbone')).statusCode).toBe(503);
    await lonely.close();
    await away.close();
  });
});

describe('values in the text of an operation', () => {
  // A marker of the compiler, which makes the rest of the text a part of its code.
  const marker = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d0,globalThis.brokenOut=1';

  test('are never executed, however often the caller sends the operation', async () => {
    for (let time = 0; time < 4; time++) {
      const { errors } = await ask(`{ thing(id: "${marker}") { id } }`);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    expect('brokenOut' in globalThis).toBe(false);
  });

  test('mean the same as in variables, the first time and every other time', async () => {
    for (let time = 0; time < 4; time++) {
      expect(await ask('{ euros(amount: "1.50", amounts: { euros: "2.25" }) }')).toEqual({ data: { euros: '3.75' } });
      expect(await ask('query ($amount: Euro! = "1.50") { euros(amount: $amount) }')).toEqual({ data: { euros: '1.50' } });
      expect(await ask('query ($none: Int! = 0) { text(megabytes: $none) }')).toEqual({ data: { text: '' } });
    }
  });
});
