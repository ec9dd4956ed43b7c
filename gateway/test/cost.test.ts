/**
 * The gateway calculates what an operation may fetch from what its lists can hold. The estimate is never less than what
 * comes.
 */
import { buildSubgraphSchema } from '@apollo/subgraph';
import fc from 'fast-check';
import { getNamedType, getOperationAST, isObjectType, parse, type GraphQLField } from 'graphql';
import { SERVICES } from '@seteli/schema/events/listeners';
import { subgraphSdl, supergraphSdl } from '@seteli/schema/sdl';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { createCost, MAX_COST, type CostOf } from '../src/cost.ts';
import { factsOf, readSupergraph, RESULTS } from '../src/field-facts.ts';
import { anyQuestion, objectsIn, ofSubgraph, resolversOfEverything, type Question } from './everything.ts';
import { startWorld, type World } from './world.ts';

const sdl = supergraphSdl();
const supergraph = readSupergraph(sdl);
const real = createCost(sdl);

function estimate({ query, variables }: Question, costOf: CostOf = real): number {
  const document = parse(query);
  return costOf({ document, operation: getOperationAST(document)!, variables });
}
const cost = (query: string, variables = {}) => estimate({ query, variables });

describe('the estimate', () => {
  it('multiplies lists within lists, also those that lead back', () => {
    expect(cost('{ service(id: "1") { contents { id } } }')).toBe(51);
    expect(cost('{ service(id: "1") { contents { bands { from } } } }')).toBe(1 + 50 * 51);
    const attack = '{ service(id: "1") { contents { service { contents { service { contents { service { contents { id } } } } } } } } }';
    expect(cost(attack)).toBeGreaterThan(50 ** 4);
  });

  it.each([
    ['a page of the text', '{ bookings(first: 7) { edges { node { id } } } }', {}, 1 + 7 * 2],
    ['a page of a variable', 'query ($n: Int!) { bookings(first: $n) { edges { node { id } } } }', { n: 7 }, 15],
    ['a page of the default of a variable', 'query ($n: Int! = 7) { bookings(first: $n) { edges { node { id } } } }', {}, 15],
    ['the default of the schema', '{ bookings { edges { node { id } } } }', {}, 101],
    ['a page that is less than none', '{ bookings(first: -7) { edges { node { id } } } }', {}, 1],
    ['edges that are asked for twice once', '{ bookings(first: 7) { edges { node { id } } edges { cursor } } }', {}, 15],
    ['another name for the same again', '{ bookings(first: 7) { edges { node { id } } more: edges { cursor } } }', {}, 22],
    ['what is skipped', '{ bookings(first: 7) { edges @skip(if: true) { node { id } } } }', {}, 15],
    [
      'fragments',
      '{ bookings(first: 7) { ...f } } fragment f on BookingConnection { edges { ... on BookingEdge { node { id } } } }',
      {},
      15,
    ],
    ['a part from another service', '{ booking(id: "1") { unit { name } } }', {}, 3],
    [
      'what another service must be told first',
      'mutation { acceptPriceList(input: { idempotencyKey: "k", priceListId: "1" }) { priceList { effect { visits } } } }',
      {},
      1 + 2 + 1 + 1 + 1 + 100 * 2,
    ],
    [
      'entities that a service tells something of at each of their places',
      '{ visit(id: "1") { lines { content { code } } } }',
      {},
      1 + 40 * 3,
    ],
  ])('counts %s', (_, query, variables, expected) => expect(cost(query, variables)).toBe(expected));

  it('takes the dearest of the types that an interface or union may be, and no bound for an undeclared list', () => {
    const odd = `
      directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
      type Query { any: Any node: Node many: [A!]! }
      interface Node { id: ID! as: [A!]! @listSize(assumedSize: 2) }
      type A implements Node { id: ID! as: [A!]! @listSize(assumedSize: 3) bs: [B!]! @listSize(assumedSize: 10) }
      type B implements Node { id: ID! as: [A!]! @listSize(assumedSize: 7) bs: [B!]! @listSize(assumedSize: 5) }
      union Any = A | B`;
    const costOf = createCost(odd);
    const of = (query: string) => estimate({ query, variables: {} }, costOf);
    expect(of('{ any { ... on A { bs { id } } ... on B { bs { id } } } }')).toBe(1 + 10);
    expect(of('{ any { ... on Node { as { id } } ... on A { bs { id } } } }')).toBe(1 + 13);
    expect(of('{ node { as { id } } }')).toBe(1 + 7);
    expect(of('{ many { id } }')).toBe(Infinity);
  });

  it('follows the variables of an operation that comes again, also within fragments', () => {
    const document = parse(
      'query ($n: Int! = 2, $m: Int!) { bookings(first: $n) { ...f } } fragment f on BookingConnection { edges { node { visits(first: $m) { edges { cursor } } } } }',
    );
    const operation = getOperationAST(document)!;
    const of = (variables: Record<string, unknown>) => real({ document, operation, variables });
    expect([of({ n: 3, m: 4 }), of({ n: 3, m: 4 }), of({ n: 3, m: 5 }), of({ m: 5 }), of({ n: 3, m: 4 })]).toEqual([22, 22, 25, 17, 22]);
  });

  describe('of a mutation over many things', () => {
    const rest = '{ results { visit { booking { id } lines { content { code } } flags } } }';
    const each = 1 + 1 + 1 + 40 * 3;
    const record = `mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) ${rest} }`;
    const visits = (count: number) => ({ input: { visits: Array.from({ length: count }, () => ({ bookingId: '1' })) } });
    it.each<[string, string, object, number]>([
      ['one visit', record, visits(1), 1 + each],
      ['three', record, visits(3), 1 + 3 * each],
      ['none', record, visits(0), 1],
      ['more than may be', record, visits(600), 1 + 500 * each],
      [
        'a list of its own',
        `mutation ($v: [VisitInput!]!) { recordVisits(input: { idempotencyKey: "k", visits: $v }) ${rest} }`,
        { v: [{}, {}] },
        1 + 2 * each,
      ],
      [
        'the text',
        `mutation { recordVisits(input: { idempotencyKey: "k", visits: [{ bookingId: "1" }, { bookingId: "2" }] }) ${rest} }`,
        {},
        1 + 2 * each,
      ],
      ['what is no list', record, { input: { visits: { bookingId: '1' } } }, 1 + 500 * each],
      ['nothing', record, { input: null }, 1 + 500 * each],
      [
        'the lines of a table',
        `mutation ($i: ImportVisitsInput!) { importVisits(input: $i) ${rest} }`,
        { i: { csv: 'a;b\r\n1;2\n3;4' } },
        1 + 3 * each,
      ],
      [
        'what is only asked about',
        `query ($i: QuoteVisitsInput!) { quoteVisits(input: $i) { results { explanation { shares { total clientShare } } } } }`,
        { i: { visits: Array.from({ length: 500 }, () => ({ bookingId: '1' })) } },
        1 + 500 * 4,
      ],
      ['lines in the text', `mutation { importVisits(input: { idempotencyKey: "k", csv: "a\\n1" }) ${rest} }`, {}, 1 + 2 * each],
    ])('depends on the input: %s', (_, query, variables, expected) => expect(cost(query, variables)).toBe(expected));

    it('follows the input when the operation comes again', () => {
      const document = parse(record);
      const operation = getOperationAST(document)!;
      const of = (count: number) => real({ document, operation, variables: visits(count) });
      expect([of(1), of(1), of(4), of(2), of(1)]).toEqual([1, 1, 4, 2, 1].map((count) => 1 + count * each));
    });

    it('knows for each such mutation which field gives its results', () => {
      const facts = factsOf(supergraph);
      const roots = [supergraph.getQueryType()!, supergraph.getMutationType()!];
      const hasResults = ({ type }: GraphQLField<unknown, unknown>) => {
        const payload = getNamedType(type);
        return isObjectType(payload) && RESULTS in payload.getFields();
      };
      const many = roots.flatMap((root) =>
        Object.values(root.getFields())
          .filter(hasResults)
          .map((field) => [root, field] as const),
      );
      expect(many.map(([root, field]) => [field.name, facts(root, field).batch])).toEqual([
        ['quoteVisits', 'visits'],
        ['recordVisits', 'visits'],
        ['importVisits', 'csv'],
        ['approveVisits', 'visits'],
        ['returnVisits', 'visits'],
      ]);
    });
  });

  it('lets a page of 60 bookings through, with 20 visits and their lines each', () => {
    const list = (lines: string) => `{ bookings(first: 60) { totalCount edges { node { id wish firstDay lastDay version
      voucher { voucherNumber clientCard { name municipality phone email } } contents { code names { fi sv en } } unit { name }
      visits(first: 20) { totalCount edges { node { id start end state allocation total organiserShare clientShare flags version refusal { code message } ${lines} } } }
    } } pageInfo { hasNextPage endCursor } } }`;
    // As many lines as a visit may show by itself, and fewer with all their fields.
    expect(cost(list('lines { content { code } quantity { amount unit } unitPrice total organiserShare clientShare }'))).toBeLessThan(
      MAX_COST,
    );
    expect(
      cost(
        list(
          'lines(first: 20) { content { code names { fi sv en } } quantity { amount unit minutes } unitPrice total organiserShare clientShare }',
        ),
      ),
    ).toBeLessThan(MAX_COST);
  });

  it('exceeds the limit when a caller asks for too much', async () => {
    expect(cost('{ services(organiserId: "1") { contents { bands { from } } } }')).toBeGreaterThan(MAX_COST);
  });
});

describe('with services whose lists are all as long as they can be', () => {
  let world: World;
  let fetched = 0;
  beforeAll(async () => {
    const everything = resolversOfEverything(supergraph);
    const of = (service: (typeof SERVICES)[number]) =>
      ofSubgraph(everything, buildSubgraphSchema([{ typeDefs: parse(subgraphSdl(service)) }]));
    world = await startWorld({ resolvers: Object.fromEntries(SERVICES.map((service) => [service, of(service)])) });
    for (const service of SERVICES) world.subgraphs[service].onAnswer = (data) => (fetched += objectsIn(data) - 1);
  });
  afterAll(() => world.stop());

  async function fetchedBy({ query, variables }: Question): Promise<number> {
    fetched = 0;
    const { errors } = await world.ask(query, variables);
    expect(errors).toBeUndefined();
    return fetched;
  }

  test('never more comes than the estimate', async () => {
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(anyQuestion(supergraph), async (question) => {
        const most = estimate(question);
        // Dearer questions take too long to try often; they consist of the same parts.
        if (most > 2_000) return;
        tried++;
        expect(await fetchedBy(question)).toBeLessThanOrEqual(most);
      }),
      { numRuns: 100 },
    );
    expect(tried).toBeGreaterThan(50);
  });

  test.each([0, 1, 7])('a mutation over %i things brings exactly the estimate', async (count) => {
    const question = {
      query: `mutation ($visits: [VisitInput!]!) { recordVisits(input: { idempotencyKey: "k", visits: $visits }) { results { visit { id flags booking { unit { name } } lines(first: 2) { content { code } } } } } }`,
      variables: { visits: Array.from({ length: count }, () => ({ bookingId: '1' })) },
    };
    expect(await fetchedBy(question)).toBe(estimate(question));
  });

  test('a mutation that could fetch too much is refused before it runs, in words for a mutation', async () => {
    const record = `mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) {
      results { visit { booking { visits(first: 10) { edges { node { lines { content { code } } } } } } } } } }`;
    const input = (count: number) => ({ idempotencyKey: 'k', visits: Array.from({ length: count }, () => ({ bookingId: '1' })) });
    world.subgraphs.bookings.requests.length = 0;
    expect(await world.ask(record, { input: input(500) })).toMatchObject({
      status: 400,
      errors: [{ message: expect.stringMatching(/Send fewer things at once/), extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(world.subgraphs.bookings.requests).toEqual([]);
    for (let time = 0; time < 3; time++) expect((await world.ask(record, { input: input(1) })).errors).toBeUndefined();
  });

  test('the comparison would notice a list that is longer than its schema says', async () => {
    const question = { query: '{ service(id: "1") { contents { names { fi } } } }', variables: {} };
    const lowered = sdl.replace(/(?<=contents: \[ServiceContent!\]! [^\n]*assumedSize: )50/, '49');
    expect(await fetchedBy(question)).toBe(estimate(question));
    expect(estimate(question, createCost(lowered))).toBeLessThan(estimate(question));
  });
});
