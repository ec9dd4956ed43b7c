/**
 * Readers check every argument by its bound, wherever it stands and whatever executes the operation. The sentence for
 * integrators comes from the same bound.
 */
import { buildSchema, graphqlSync, parse, print } from 'graphql';
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boundArguments, describeBounds } from './bounds.ts';

const SDL = `
  directive @constraint(
    minLength: Int maxLength: Int lines: Boolean minItems: Int maxItems: Int min: Int max: Int
  ) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
  enum Day { MON TUE }
  input Visit { id: ID note: String @constraint(maxLength: 5, lines: true) name: String @constraint(maxLength: 5) workers: Int @constraint(min: 1, max: 9) within: [Part!] @constraint(maxItems: 1) }
  input Part { name: String @constraint(maxLength: 5) }
  input Input { visits: [Visit!]! @constraint(minItems: 1, maxItems: 2) tags: [String!] @constraint(maxItems: 2, maxLength: 3) days: [Day!] idempotencyKey: String }
  type Query { save(input: Input!): String nested: Nested }
  type Nested { list(first: Int! = 50, after: String, "Of whom." name: String @constraint(maxLength: 5)): String }
`;

let seen: unknown;
const keep = (_: unknown, args: unknown) => {
  seen = args;
  return 'kept';
};

function open() {
  const schema = buildSchema(SDL);
  const save = schema.getQueryType()!.getFields().save!;
  save.resolve = keep;
  schema.getQueryType()!.getFields().nested!.resolve = () => ({});
  (schema.getType('Nested') as ReturnType<typeof schema.getQueryType>)!.getFields().list!.resolve = keep;
  return boundArguments(schema);
}
const schema = open();

const SAVE = 'query ($input: Input!) { save(input: $input) }';

// Mercurius interprets an operation the first time, and runs it compiled from the second on.
const app = Fastify();
beforeAll(async () => {
  await app.register(mercurius, { schema, jit: 1 });
  await app.ready();
  await app.graphql(SAVE, {}, { input: { visits: [{}] } });
});
afterAll(() => app.close());

type Answer = { errors?: readonly { message: string; extensions?: { code?: unknown } }[] | undefined };
const executors: Record<string, (input: object) => Answer | Promise<Answer>> = {
  interpreted: (input) => graphqlSync({ schema, source: SAVE, variableValues: { input } }),
  compiled: (input) => app.graphql(SAVE, {}, { input }),
  'written as literals': (input) =>
    graphqlSync({ schema, source: `{ save(input: ${JSON.stringify(input).replace(/"(\w+)":/g, '$1:')}) }` }),
};

describe.each(Object.entries(executors))('an operation that is %s', (_, execute) => {
  test.each<[string, object, string]>([
    ['a text that is too long', { visits: [{}, { note: 'abcdef' }] }, '"input.visits[1].note" is out of bounds: at most 5 characters.'],
    [
      'one deep inside',
      { visits: [{ within: [{ name: 'abcdef' }] }] },
      '"input.visits[0].within[0].name" is out of bounds: at most 5 characters.',
    ],
    ['one in a list', { visits: [{}], tags: ['a', 'abcd'] }, '"input.tags[1]" is out of bounds: at most 3 characters.'],
    ['too many', { visits: [{}, {}, {}] }, '"input.visits" is out of bounds: 1 to 2 of them.'],
    ['too few', { visits: [] }, '"input.visits" is out of bounds: 1 to 2 of them.'],
    ['too much', { visits: [{ workers: 10 }] }, '"input.visits[0].workers" is out of bounds: 1 to 9.'],
    ['too little', { visits: [{ workers: 0 }] }, '"input.visits[0].workers" is out of bounds: 1 to 9.'],
    ['an id that is none', { visits: [{ id: 'x'.repeat(37) }] }, '"input.visits[0].id" is out of bounds: at most 36 characters.'],
    ['nothing to see', { visits: [{ name: ' \u00a0 ' }] }, '"input.visits[0].name" is empty.'],
    ['lines where none are', { visits: [{ name: 'a\nb' }] }, '"input.visits[0].name" holds the character U+000A, which no text may hold.'],
    ['what nobody sees', { visits: [{ note: 'a\u202eb' }] }, '"input.visits[0].note" holds the character U+202E, which no text may hold.'],
    [
      'a key without end',
      { visits: [{}], idempotencyKey: 'x'.repeat(256) },
      '"input.idempotencyKey" is out of bounds: at most 255 characters.',
    ],
  ])('tells the caller of %s, and where', async (__, input, message) => {
    seen = undefined;
    const [error] = (await execute(input)).errors ?? [];
    expect([error?.message, error?.extensions?.code, seen]).toEqual([message, 'BAD_USER_INPUT', undefined]);
  });

  test('gets tidied what fits exactly', async () => {
    const visit = { id: 'x'.repeat(36), note: 'a\nb\tc', name: '𝕏𝕏𝕏𝕏𝕏', workers: 9 };
    const answer = await execute({ visits: [visit, { name: ' a\u0308 ' }], tags: ['abc', 'x '], idempotencyKey: 'x'.repeat(255) });
    expect(answer.errors).toBeUndefined();
    expect(seen).toMatchObject({ input: { visits: [visit, { name: 'ä' }], tags: ['abc', 'x'], idempotencyKey: 'x'.repeat(255) } });
  });
});

test('fields below the root and pages have bounds too', () => {
  const messageOf = (args: string) => graphqlSync({ schema, source: `{ nested { list${args} } }` }).errors?.[0]?.message;
  expect(messageOf('')).toBeUndefined();
  expect(messageOf('(first: 201)')).toBe('"first" is out of bounds: 1 to 200.');
  expect(messageOf('(after: "")')).toBeUndefined();
  expect(messageOf(`(after: "${'x'.repeat(2_001)}")`)).toBe('"after" is out of bounds: at most 2000 characters.');
  expect(messageOf('(name: "abcdef")')).toBe('"name" is out of bounds: at most 5 characters.');
});

test("readers leave the caller's own values as they were", () => {
  const given = { visits: [{ name: ' a ' }] };
  graphqlSync({ schema, source: SAVE, variableValues: { input: given } });
  expect(given).toEqual({ visits: [{ name: ' a ' }] });
});

test('descriptions state the bounds after their own words', () => {
  const described = buildSchema(print(describeBounds(parse(SDL))));
  const fieldsOf = (name: string) => (described.getType(name) as NonNullable<ReturnType<typeof schema.getQueryType>>).getFields();
  const input = Object.fromEntries(Object.entries(fieldsOf('Input')).map(([name, { description }]) => [name, description]));
  expect(input).toEqual({
    visits: '1 to 2 of them.',
    tags: 'At most 2 of them; each at most 3 characters.',
    days: undefined,
    idempotencyKey: 'At most 255 characters.',
  });
  expect(fieldsOf('Visit').note!.description).toBe('At most 5 characters, also on several lines.');
  expect(fieldsOf('Nested').list!.args.map(({ description }) => description)).toEqual([
    '1 to 200.',
    'At most 2000 characters.',
    'Of whom. At most 5 characters.',
  ]);
});
