/** What a caller reads of a fault in the form of an input: where it is, what is wrong, and never the value itself. */
import { buildSchema, graphqlSync, validate, parse } from 'graphql';
import { expect, test } from 'vitest';
import { messageIn } from './errors.ts';

const schema = buildSchema('enum E { A } input I { code: String! number: Int kind: E } type Query { a(i: I!): Int }');
const CODE = '010190-999W';
const messagesOf = (i: unknown) =>
  (graphqlSync({ schema, source: 'query ($input: I!) { a(i: $input) }', variableValues: { input: i } }).errors ?? []).map((error) =>
    messageIn(undefined, error),
  );

test.each([
  ['a list', { code: [CODE] }, 'Variable "$input" got invalid value … at "input.code"; String cannot represent a non string value'],
  ['an object', { code: { x: CODE } }, 'Variable "$input" got invalid value … at "input.code"; String cannot represent a non string value'],
  [
    'a text for a number',
    { code: 'x', number: CODE },
    'Variable "$input" got invalid value … at "input.number"; Int cannot represent non-integer value',
  ],
  [
    'a text for a kind',
    { code: 'x', kind: CODE },
    'Variable "$input" got invalid value … at "input.kind"; Value "…" does not exist in "E" enum.',
  ],
  ['a text for the whole', CODE, 'Variable "$input" got invalid value …; Expected type "I" to be an object.'],
  ['a text with a semicolon', `a; ${CODE}`, 'Variable "$input" got invalid value …; Expected type "I" to be an object.'],
])('the fault of %s repeats no value', (_, input, message) => {
  expect(messagesOf(input)).toEqual([message]);
});

test('a field that is missing beside the value repeats none', () => {
  expect(messagesOf({ number: 1, kind: 'A', [CODE.slice(0, 0)]: undefined })[0]).toBe(
    'Variable "$input" got invalid value …; Field "code" of required type "String!" was not provided.',
  );
});

test('a value in the document itself is not repeated either', () => {
  const [error] = validate(schema, parse('{ a(i: { code: 10190999 }) }'));
  expect(messageIn(undefined, error!)).toBe('String cannot represent a non string value');
});

test('a message without a value stays as it is', () => {
  expect(messageIn(undefined, { message: 'Unknown argument "x" on field "Query.a".' })).toBe('Unknown argument "x" on field "Query.a".');
});
