/** What each scalar takes and gives, and that anything else is the caller's mistake, never a fault of ours. */
import { GraphQLError, Kind, type GraphQLScalarType } from 'graphql';
import { expect, test } from 'vitest';
import { DateScalar, DateTime, Euro, Month } from './scalars.ts';

const literal = (scalar: GraphQLScalarType, value: string) => scalar.parseLiteral({ kind: Kind.STRING, value }, {});

test.each([
  [Euro, '0.00', '0.00'],
  [Euro, '38.50', '38.50'],
  [Euro, '-0.05', '-0.05'],
  [Euro, '1000000.00', '1000000.00'],
  [Euro, '-1000000.00', '-1000000.00'],
  [DateScalar, '2026-06-30', '2026-06-30'],
  [DateScalar, '2024-02-29', '2024-02-29'],
  [Month, '2026-06', '2026-06'],
  [DateTime, '2026-06-30T16:30:00+03:00', '2026-06-30T13:30:00.000Z'],
  [DateTime, '2026-06-30T13:30:00.120Z', '2026-06-30T13:30:00.120Z'],
  [DateTime, '2026-06-30T13:30:00.1Z', '2026-06-30T13:30:00.100Z'],
  [DateTime, '2026-06-30T16:30+03:00', '2026-06-30T13:30:00.000Z'],
] as [GraphQLScalarType, string, string][])('%s takes %s and gives %s', (scalar, given, shown) => {
  expect(scalar.serialize(scalar.parseValue(given))).toBe(shown);
  expect(scalar.serialize(literal(scalar, given))).toBe(shown);
});

const NOT_TEXT = [undefined, null, 38.5, 38, true, {}, [], 10n];

const REFUSED: [GraphQLScalarType, unknown[]][] = [
  [Euro, ['', '38', '38.5', '38.500', '38,50', '+38.50', ' 38.50', '038.50', '1e3', '.50', '-', '10000000000000.00', 'NaN', '٣.٥٠']],
  [Euro, ['1000000.01', '-1000000.01', '9999999999999.99']],
  [DateScalar, ['', '2026-6-30', '30.6.2026', '2026-02-29', '2026-13-01', '2026-00-10', '2026-06-31', '0000-01-01', '20260630']],
  [DateScalar, ['2026-06-30T00:00:00Z', '+002026-06-30']],
  [Month, ['', '2026', '2026-6', '2026-00', '2026-13', '2026-06-01', '0000-01']],
  [DateTime, ['', '2026-06-30', '2026-06-30T16:30:00', '2026-06-30 16:30:00Z', '2026-06-30T25:00:00Z', '2026-06-30T16:61:00Z']],
  [DateTime, ['2026-02-30T16:00:00Z', '2026-06-30T16:30:60Z', '2026-06-30T16:30:00.1234Z', '2026-06-30T16:30:00+03', '20260630T163000Z']],
  [DateTime, ['2026-06-30T16:30:00+03:00[Europe/Helsinki]', '0000-06-30T16:30:00Z', '2026-06-30T16:30:00+25:00']],
  ...[Euro, DateScalar, Month, DateTime].map((scalar): [GraphQLScalarType, unknown[]] => [scalar as GraphQLScalarType, NOT_TEXT]),
];

test.each(REFUSED)('%s takes nothing else', (scalar, refused) => {
  const taken = refused.filter((value) => codeOf(() => scalar.parseValue(value)) !== 'BAD_USER_INPUT');
  expect(taken).toEqual([]);
});

function codeOf(read: () => unknown): unknown {
  try {
    read();
    return 'taken';
  } catch (fault) {
    return fault instanceof GraphQLError ? fault.extensions.code : fault;
  }
}

test.each([
  [Euro, { kind: Kind.FLOAT, value: '38.50' }],
  [Euro, { kind: Kind.INT, value: '38' }],
  [DateScalar, { kind: Kind.NULL }],
  [Month, { kind: Kind.ENUM, value: 'JUNE' }],
  [DateTime, { kind: Kind.INT, value: '1782826200' }],
] as const)('%s as a literal is text only', (scalar, node) => {
  expect(() => (scalar as GraphQLScalarType).parseLiteral(node, {})).toThrow('for example');
});

test('a sum that goes out has no bound', () => {
  expect(Euro.serialize(99_999_999_999_999_999_999n)).toBe('999999999999999999.99');
});

test('the message says what would be right', () => {
  expect(() => Euro.parseValue('38,50')).toThrow('Give euros as text with two decimals, for example "38.50", and at most 1000000.00.');
});
