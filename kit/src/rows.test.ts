/** A row that cannot be read is refused alone, however the caller sent it and whatever executes the operation. */
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boundArguments } from './bounds.ts';
import { mayBeCompiled } from './compiling.ts';
import type { Language } from './language.ts';
import { UnreadRow } from './rows.ts';
import { executableSchema } from './subgraph.ts';

const SDL = `
  directive @constraint(maxLength: Int maxItems: Int min: Int max: Int) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
  directive @tag(name: String!) repeatable on INPUT_FIELD_DEFINITION
  scalar DateTime
  scalar Date
  enum Kind { NORMAL NO_SHOW }
  enum Language { FI SV EN }
  input Row { id: ID! start: DateTime workers: Int @constraint(min: 1, max: 9) kind: Kind note: String @constraint(maxLength: 5) parts: [Part!] @constraint(maxItems: 1) }
  input Part { amount: String! @constraint(maxLength: 3) }
  input Input { key: String rows: [Row!]! @constraint(maxItems: 4) @tag(name: "rows") }
  type Query { save(input: Input! in: Language! = EN): [String!]! quote(row: Row!): String! _: Kind }
`;

const told = (row: unknown, language: Language) => (row instanceof UnreadRow ? `${row.path.join('.')} ${row.sentences[language]}` : 'read');
const resolvers = {
  Query: {
    save: (_: unknown, { input, in: language }: { input: { rows: unknown[] }; in: Language }) =>
      input.rows.map((row) => told(row, language)),
    quote: (_: unknown, { row }: { row: { start: unknown } }) => String(row.start instanceof Temporal.Instant),
  },
};
const { schema, rows } = executableSchema(SDL, resolvers);
boundArguments(schema, rows);

// Mercurius interprets an operation the first time, and runs it compiled from the second on.
const app = Fastify();
beforeAll(async () => {
  await app.register(mercurius, { schema, jit: 1 });
  app.graphql.addHook('preExecution', async (_, document) => (mayBeCompiled(document, schema, rows) ? undefined : { document }));
});
afterAll(() => app.close());

async function ask(query: string, variables: Record<string, unknown> = {}) {
  const answers = [];
  for (const _ of ['interpreted', 'compiled']) {
    const { body } = await app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
    answers.push(JSON.parse(body));
  }
  expect(answers[1]).toEqual(answers[0]);
  const [{ data, errors }] = answers;
  return errors ? errors[0].message : (data.save ?? data.quote);
}

const GOOD = { id: 'a', start: '2026-06-15T10:00+03:00', workers: 2, kind: 'NO_SHOW', parts: [{ amount: '1' }] };
const BAD: [string, unknown, string][] = [
  [
    'a time that no clock shows',
    { ...GOOD, start: '2026-03-29T03:30+02:00' },
    'start "start": No clock in Finland shows 03:30 on 2026-03-29',
  ],
  ['a number out of its bounds', { ...GOOD, workers: 0 }, 'workers "workers" is out of bounds: 1 to 9.'],
  ['a number that is none', { ...GOOD, workers: 'two' }, 'workers "workers": Int cannot represent non-integer value: "two"'],
  ['a word that is none of the words', { ...GOOD, kind: 'HOLIDAY' }, 'kind "kind": Value "HOLIDAY" does not exist in "Kind" enum.'],
  ['a text too long', { ...GOOD, note: 'abcdef' }, 'note "note" is out of bounds: at most 5 characters.'],
  ['a text with what nobody sees', { ...GOOD, note: 'a\u200b' }, 'note "note" holds the character U+200B'],
  ['an id too long', { ...GOOD, id: 'a'.repeat(37) }, 'id "id" is out of bounds: at most 36 characters.'],
  ['a fault within', { ...GOOD, parts: [{ amount: '1234' }] }, 'parts.0.amount "parts[0].amount" is out of bounds: at most 3 characters.'],
  ['a part without its field', { ...GOOD, parts: [{}] }, 'parts.0 "parts[0]": Field "amount" of required type "String!" was not provided.'],
  ['nothing', {}, ' Field "id" of required type "ID!" was not provided.'],
  ['a field too many', { ...GOOD, hours: 2 }, ' Field "hours" is not defined by type "Row".'],
  ['a text instead of a row', 'row', ' Expected type "Row" to be an object.'],
];

describe('a row with', () => {
  test.each(BAD)('%s is refused alone, in words', async (_, bad, words) => {
    const [first, second, third] = await ask('query ($input: Input!) { save(input: $input) }', { input: { rows: [GOOD, bad, GOOD] } });
    expect([first, third]).toEqual(['read', 'read']);
    expect(second).toContain(words);
    const alike = await ask('query ($rows: [Row!]!) { save(input: { rows: $rows }) }', { rows: [bad] });
    expect(alike).toEqual([second]);
  });
});

test.each([
  ['{ save(input: { rows: [{ id: "a", start: "2026-06-15T10:00+03:00" }, { id: "b", start: "10:00" }, { id: "c", workers: 0 }] }) }', {}],
  ['query ($s: String) { save(input: { rows: [{ id: 1, start: $s }, { id: 2, start: 10 }, { id: 3, workers: 0 }] }) }', { s: GOOD.start }],
  [
    'query ($s: String, $w: Int) { save(input: { rows: [{ id: 1, start: $s }, { id: 2, start: 1 }, { id: 3, workers: $w }] }) }',
    { s: GOOD.start, w: 0 },
  ],
  ['query ($s: DateTime) { save(input: { rows: [{ id: 1, start: $s }, { id: 2, start: 1 }, { id: 3, workers: 0 }] }) }', { s: GOOD.start }],
])('rows in the operation itself get the same judgement: %s', async (query, variables) => {
  const [first, second, third] = await ask(query, variables);
  expect([first, third]).toEqual(['read', 'workers "workers" is out of bounds: 1 to 9.']);
  expect(second).toMatch(/^start "start": Give a time/);
});

test('a row reports its fault in each language, however the caller sent it', async () => {
  const words = 'start "start": Klockan är aldrig 03:30 i Finland den 2026-03-29: då börjar sommartiden.';
  const start = '2026-03-29T03:30+02:00';
  const sent: [string, object][] = [
    ['query ($input: Input!) { save(input: $input, in: SV) }', { input: { rows: [{ id: 1, start }] } }],
    [`{ save(input: { rows: [{ id: 1, start: "${start}" }] }, in: SV) }`, {}],
    ['query ($s: String) { save(input: { rows: [{ id: 1, start: $s }] }, in: SV) }', { s: start }],
  ];
  for (const [query, variables] of sent) expect(await ask(query, { ...variables })).toEqual([words]);
});

test('a variable of another type does not pass for the type of its place in the row', async () => {
  const query = 'query ($d: Date) { save(input: { rows: [{ id: 1, start: $d }] }) }';
  expect(await ask(query, { d: '2026-06-15' })).toEqual([expect.stringMatching(/^start "start": Give a time/)]);
});

test('a faulty row that is no list item is bad input for the whole call', async () => {
  const query = 'query ($row: Row!) { quote(row: $row) }';
  expect(await ask(query, { row: GOOD })).toBe('true');
  expect(await ask('query ($s: String) { quote(row: { id: 1, start: $s }) }', { s: GOOD.start })).toBe('true');
  expect(await ask(query, { row: { ...GOOD, workers: 0 } })).toBe('"row.workers" is out of bounds: 1 to 9.');
  expect(await ask(query, { row: { ...GOOD, start: '10:00' } })).toMatch(/^"row.start": Give a time/);
});

test('too many rows fail the whole call', async () => {
  const query = 'query ($input: Input!) { save(input: $input) }';
  expect(await ask(query, { input: { rows: [{}, {}, {}, {}, {}] } })).toBe('"input.rows" is out of bounds: at most 4 of them.');
});

test('the subgraph describes its rows as its SDL has them', async () => {
  const { body } = await app.inject({ method: 'POST', url: '/graphql', payload: { query: '{ own: _service { sdl } }' } });
  const { definitions } = parse(JSON.parse(body).data.own.sdl);
  expect(definitions.find((node) => 'name' in node && node.name?.value === 'Row')?.kind).toBe('InputObjectTypeDefinition');
});
