/**
 * The gateway refuses what is too large, malformed or nosy before it costs anything: before planning, and before it
 * asks any service.
 */
import { connect } from 'node:net';
import { getIntrospectionQuery } from 'graphql';
import { afterEach, describe, expect, test } from 'vitest';
import { processorMs, startWorld, useWorld } from './world.ts';

const world = useWorld({
  resolvers: {
    bookings: { Query: { bookings: () => ({ edges: [], pageInfo: { hasNextPage: false } }), visit: ({ id }: { id: string }) => ({ id }) } },
  },
});

afterEach(() => {
  for (const { requests } of Object.values(world.subgraphs)) requests.length = 0;
});

const headers = async () => ({ 'content-type': 'application/json', authorization: `Bearer ${await world.token()}` });
const post = async (body: string, more: Record<string, string> = {}) =>
  world.send('/graphql', { method: 'POST', headers: { ...(await headers()), ...more }, body });

const MB = 1024 * 1024;

const times = (count: number, text: (index: number) => string) => Array.from({ length: count }, (_, index) => text(index)).join(' ');
const expectUntouched = () => expect(Object.values(world.subgraphs).flatMap(({ requests }) => requests)).toEqual([]);

/** Nested through booking → visits → booking → … */
const deep = (levels: number): string => (levels <= 0 ? 'id' : `visits { edges { node { booking { ${deep(levels - 4)} } } } }`);

describe('an operation is refused with GRAPHQL_VALIDATION_FAILED when it', () => {
  test.each([
    ['is deeper than 12 levels', `{ booking(id: "1") { ${deep(12)} } }`, /12 levels/],
    ['is deeper than 12 levels by a fragment', `{ booking(id: "1") { ...f } } fragment f on Booking { ${deep(12)} }`, /12 levels/],
    [
      'hides its depth in fragments with the names of introspection',
      `{ booking(id: "1") { ...__schema } } fragment __schema on Booking { ...__type } fragment __type on Booking { ${deep(12)} }`,
      /12 levels/,
    ],
    ['has more than 30 aliases', `{ booking(id: "1") { ${times(31, (i) => `a${i}: id`)} } }`, /30 aliases/],
    [
      'has more than 30 aliases by spreading a fragment again',
      `{ one: booking(id: "1") { ...f } two: booking(id: "2") { ...f } } fragment f on Booking { ${times(16, (i) => `a${i}: id`)} }`,
      /30 aliases/,
    ],
    ['has more than 10 root fields', `{ ${times(11, (i) => `a${i}: booking(id: "1") { id }`)} }`, /10 fields at its root/],
    [
      'has more than 10 root fields in a fragment',
      `{ ...f } fragment f on Query { ${times(11, (i) => `a${i}: me { user { id } }`)} }`,
      /10 fields at its root/,
    ],
    ['has more than 20 directives', `{ booking(id: "1") { ${times(21, () => 'id @include(if: true)')} } }`, /20 directives/],
    [
      'stands for billions of fields',
      `{ booking(id: "1") { ...f0 } } ${times(30, (i) => `fragment f${i} on Booking { ...f${i + 1} visits { edges { node { booking { ...f${i + 1} } } } } }`)} fragment f30 on Booking { id }`,
      /(1000 fields|12 levels)/,
    ],
    [
      'has a fragment within itself',
      '{ booking(id: "1") { ...f } } fragment f on Booking { visits { edges { node { booking { ...f } } } } }',
      /within itself/,
    ],
    [
      'asks introspection in circles',
      `{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }`,
      /introspection depth/,
    ],
    ['has an unknown field, without a hint', '{ bookingz { edges { cursor } } }', /^Cannot query field "bookingz" on type "Query"\.$/],
    ['has an unknown argument, without a hint', '{ booking(idd: "1") { id } }', /^Unknown argument "idd" on field "Query\.booking"\.$/m],
    ...['representations', 'representations0'].flatMap((name): [string, string, RegExp][] => [
      [
        `calls a variable as the gateway calls one of its own: ${name}`,
        `query ($${name}: String = "1") { voucherByNumber(voucherNumber: $${name}) { id } }`,
        new RegExp(`^A variable may not be called "${name}"`),
      ],
      [
        `calls one so for a part that another service answers: ${name}`,
        `query ($${name}: Int = 5) { bookings { edges { node { provider { name units(first: $${name}) { id } } } } } }`,
        new RegExp(`^A variable may not be called "${name}"`),
      ],
    ]),
    ['asks for what only the gateway may ask', '{ _entities(representations: []) { __typename } }', /^Cannot query field "_entities"/],
    ['asks for the SDL of a service', '{ _service { sdl } }', /^Cannot query field "_service"/],
  ])('%s', async (_, query, message) => {
    const started = processorMs();
    const { status, errors } = await world.ask(query);
    expect(processorMs() - started).toBeLessThan(2_000);
    expect(status).toBe(400);
    expect(errors!.map((error) => error.extensions!.code)).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(errors!.map((error) => error.message).join('\n')).toMatch(message);
    expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
    expectUntouched();
  });

  test('has 12 levels, 30 aliases, 10 root fields or 20 directives, it is not', async () => {
    const asked = await world.ask(
      `query @skip(if: false) { bookings { ...f } } fragment f on BookingConnection { pageInfo { endCursor } }`,
    );
    expect(asked.errors![0]!.message).toMatch(/may not be used on QUERY/);
    const query = `{ ${times(10, (i) => `r${i}: booking(id: "1") { id }`)} }`;
    expect((await world.ask(query)).status).toBe(200);
    expect(
      (await world.ask(`{ booking(id: "1") { ${times(30, (i) => `a${i}: id`)} ${times(20, () => 'id @include(if: true)')} } }`)).status,
    ).toBe(200);
    expect(
      (
        await world.ask(
          `{ booking(id: "1") { visits { edges { node { booking { visits { edges { node { booking { contents { id } } } } } } } } } } }`,
        )
      ).status,
    ).toBe(200);
  });
});

describe('pages within pages are refused with BAD_USER_INPUT', () => {
  const nested =
    'query ($n: Int! = 20) { bookings(first: $n) { edges { node { visits(first: $n) { edges { node { lines { content { id } } } } } } } } }';
  test('when a variable makes them too large', async () => {
    expect(await world.ask(nested)).toMatchObject({ status: 200 });
    const { status, errors } = await world.ask(nested, { n: 100 });
    expect([status, errors![0]!.extensions!.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(errors![0]!.message).toMatch(/could fetch \d+ objects, more than 250000/);
  });
  test('when the text does, with fragments or without, and with negative numbers', async () => {
    const pages =
      '{ bookings(first: -1000) { edges { node { id } } } b: bookings(first: 200) { edges { node { ...f } } } } fragment f on Booking { visits(first: 200) { edges { node { lines { content { code } } } } } }';
    expect(await world.ask(pages)).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});

describe('a request is refused with BAD_REQUEST in the shape of GraphQL', () => {
  const expectBad = ({ status, errors }: Awaited<ReturnType<typeof post>>, expected: number) => {
    expect(status).toBe(expected);
    expect(errors).toEqual([{ message: expect.any(String), extensions: { code: 'BAD_REQUEST' } }]);
    expectUntouched();
  };

  test.each([
    ['JSON that is none', '{"query": "{ me', 400],
    ['an empty body', '', 400],
    ['a prototype in the JSON', '{"__proto__": {"query": "{ me { user { id } } }"}}', 400],
    ['no query', '{}', 400],
    ['a query that is no text', '{"query": {"a": 1}}', 400],
    ['variables that are no object', '{"query": "{ __typename }", "variables": "x"}', 400],
    ['a batch', '[{"query": "{ __typename }"}, {"query": "{ __typename }"}]', 400],
    ['two operations and no name', '{"query": "query a { __typename } query b { __typename }"}', 400],
    ['a name that no operation has', '{"query": "query a { __typename }", "operationName": "c"}', 400],
    ['a persisted query', '{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "00"}}}', 200],
    ['a body over 3 MB', JSON.stringify({ query: `{ __typename } # ${'x'.repeat(3 * MB)}` }), 413],
  ])('%s', async (_, body, status) => expectBad(await post(body), status));

  test('a body over 3 MB that comes slowly, whose client reads the refusal after it and goes on with the connection', async () => {
    const { hostname, port } = new URL(world.url);
    const socket = connect(Number(port), hostname);
    const answers: string[] = [];
    socket.setEncoding('utf8').on('data', (text: string) => answers.push(text));
    const head = `POST /graphql HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${await world.token()}\r\ncontent-type: application/json\r\n`;
    socket.write(`${head}content-length: ${8 * MB}\r\n\r\n`);
    for (let sent = 0; sent < 8; sent++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await new Promise((resolve) => socket.write('x'.repeat(MB), resolve));
    }
    socket.write(`${head}content-length: 2\r\n\r\n{}`);
    await expect.poll(() => answers.join('').match(/HTTP.1.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 400']);
    socket.destroy();
  });

  test('another media type', async () =>
    expectBad(await post('query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' }), 415));
  test('a form that a foreign page could send', async () =>
    expectBad(await post('{"query":"{ __typename }"}', { 'content-type': 'text/plain' }), 415));
  test('a GET that a foreign page could send', async () =>
    expectBad(await world.send('/graphql?query={__typename}', { headers: { authorization: `Bearer ${await world.token()}` } }), 400));
  test('a mutation by GET', async () => {
    const query = encodeURIComponent('mutation { lockRun(input: {idempotencyKey: "k", month: "2026-06"}) { refusal { code } } }');
    expectBad(await world.send(`/graphql?query=${query}`, { headers: { ...(await headers()), 'apollo-require-preflight': '1' } }), 405);
  });
  test('an unknown address', async () => expectBad(await world.send('/graphiql', {}), 404));

  test('a subscription, with the address that serves them', async () => {
    const query = 'subscription { settlementFeed(organiserId: "o") { id } }';
    expectBad(await world.send(`/graphql?query=${encodeURIComponent(query)}`, { headers: await headers() }), 405);
    const posted = await post(JSON.stringify({ query }));
    expectBad(posted, 400);
    expect(posted.errors![0]!.message).toContain('/graphql/stream');
  });
});

test('errors of a malformed input are brief, with their place, however large it was, and at most five', async () => {
  const query = 'mutation ($input: SaveServiceTeamInput!) { saveServiceTeam(input: $input) { refusal { code } } }';
  const unknown = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`field${index}`, index]));
  const { status, errors } = await world.ask(query, { input: { name: 'x'.repeat(400_000), ...unknown } });
  expect(status).toBe(400);
  expect(errors).toHaveLength(5);
  expect(JSON.stringify(errors).length).toBeLessThan(10_000);
  for (const { message, extensions } of errors!) {
    expect(extensions!.code).toBe('BAD_USER_INPUT');
    expect(message).toMatch(/^Variable "\$input" got invalid value .* (is not defined by type|was not provided)/s);
    expect(message).not.toMatch(/did you mean/i);
  }
});

describe('thousands of unknown fields cost the process no more than a few', () => {
  const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, 1]));
  const inQuery = [
    'query ($v: VisitToQuoteInput!) { quoteVisits(input: { visits: [$v] }) { results { refusal { code } } } }',
    (v: unknown) => ({ v }),
  ] as const;
  const inInput = [
    'mutation ($v: EditVisitInput!) { editVisit(input: $v) { refusal { code } } }',
    (v: object) => ({ v: { idempotencyKey: 'k', visitId: 'v', ...v } }),
  ] as const;
  const inRow = [
    'mutation ($v: [VisitInput!]!) { recordVisits(input: { idempotencyKey: "k", visits: $v }) { results { refusal { code } } } }',
    (v: unknown) => ({ v: [v] }),
  ] as const;

  test.each<[string, string, (v: object) => object]>([
    ['in a query', ...inQuery],
    ['in a mutation', ...inInput],
    ['in a row', ...inRow],
  ])('%s', async (_, query, variables) => {
    const took = async (count: number) => {
      const started = processorMs();
      const { status, errors } = await world.ask(query, variables(fields(count)) as Record<string, unknown>);
      return { status, ms: processorMs() - started, size: JSON.stringify(errors ?? null).length };
    };
    const few = await took(3);
    const many = await took(14_000);
    expect(many.status).toBe(few.status);
    expect(many.size).toBeLessThan(10_000);
    expect(many.ms).toBeLessThan(few.ms + 1_000);
  });

  test('nor do a query that has run before, and thousands of rows', async () => {
    const query = 'query ($id: ID!) { visit(id: $id) { id } }';
    expect((await world.ask(query, { id: 'v' })).status).toBe(200);
    const nothing = await world.ask(query, { id: fields(3_500) });
    expect([nothing.status, nothing.errors!.length]).toEqual([400, 1]);
    const visits = Array.from({ length: 500 }, () => fields(60));
    const started = processorMs();
    await world.ask(inRow[0], { v: visits });
    expect(processorMs() - started).toBeLessThan(1_500);
  });
});

test('a document of more than 2000 tokens is not even parsed', async () => {
  const started = processorMs();
  const { status, errors } = await world.ask(`{ ${times(10_000, (i) => `a${i}: __typename`)} }`);
  expect(processorMs() - started).toBeLessThan(1_500);
  expect([status, errors![0]!.extensions!.code]).toEqual([400, 'GRAPHQL_PARSE_FAILED']);
});

test('tools can read the schema outside production', async () => {
  expect((await world.ask(getIntrospectionQuery())).data).toHaveProperty('__schema');
});

test.each(['production', 'Production', ''])('NODE_ENV=%j: nobody learns the schema, nor how a query runs', async (NODE_ENV) => {
  const production = await startWorld({
    env: { NODE_ENV, LOG_LEVEL: 'error' },
    resolvers: { bookings: { Query: { visit: () => null } } },
  });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${await production.token()}` };
  const plan = { ...headers, 'apollo-query-plan-experimental': '1' };
  const answer = await production.send('/graphql', {
    method: 'POST',
    headers: plan,
    body: JSON.stringify({ query: '{ visit(id: "1") { id } }' }),
  });
  expect(answer).toMatchObject({ status: 200, data: { visit: null } });
  expect(answer).not.toHaveProperty('extensions');
  for (const query of [
    getIntrospectionQuery(),
    '{ __type(name: "Query") { name } }',
    '{ ...q } fragment q on Query { __schema { queryType { name } } }',
  ]) {
    const { status, errors } = await production.ask(query);
    expect([status, errors![0]!.extensions]).toEqual([400, { code: 'GRAPHQL_VALIDATION_FAILED' }]);
  }
  await production.stop();
});

test('nobody on the way may keep an answer', async () => {
  expect((await world.ask('{ __typename }')).headers.get('cache-control')).toBe('no-store');
});

test('the default of a variable holds however often the query comes', async () => {
  const query =
    'query ($seen: Boolean! = true, $n: Int! = 3) { bookings(first: $n) @include(if: $seen) { pageInfo { hasNextPage @include(if: $seen) } } }';
  for (let time = 0; time < 4; time++)
    expect(await world.ask(query)).toMatchObject({ status: 200, data: { bookings: { pageInfo: { hasNextPage: false } } } });
});
