/** What each scalar takes and gives. Anything else is the caller's mistake, never a fault of ours. */
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
  [DateTime, '2026-11-02T08:00:00.0000000+02:00', '2026-11-02T06:00:00.000Z'],
  [DateTime, '2026-06-30T13:30:00.120000000000Z', '2026-06-30T13:30:00.120Z'],
  [DateTime, '2026-06-30t16:30:00+03:00', '2026-06-30T13:30:00.000Z'],
  [DateTime, '2026-06-30t13:30:00z', '2026-06-30T13:30:00.000Z'],
  [DateTime, '2026-03-29T02:59+02:00', '2026-03-29T00:59:00.000Z'],
  [DateTime, '2026-03-29T04:00+03:00', '2026-03-29T01:00:00.000Z'],
  [DateTime, '2026-10-25T03:30+03:00', '2026-10-25T00:30:00.000Z'],
  [DateTime, '2026-10-25T03:30+02:00', '2026-10-25T01:30:00.000Z'],
  [DateTime, '2026-10-25T04:00+02:00', '2026-10-25T02:00:00.000Z'],
  [DateTime, '1900-01-01T00:00:00Z', '1900-01-01T00:00:00.000Z'],
  [DateTime, '2199-12-31T23:59:59.999Z', '2199-12-31T23:59:59.999Z'],
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
  [DateTime, ['2026-03-29T03:00+02:00', '2026-03-29T03:30+02:00', '2026-03-29T03:30+03:00', '2026-03-29T03:59+03:00']],
  [DateTime, ['2026-06-30T16:30:00+02:00', '2026-11-02T08:00:00+03:00', '2026-06-30T13:30:00+00:00', '2026-06-30T13:30:00-00:00']],
  [
    DateTime,
    ['2026-10-25T02:59+02:00', '2026-10-25T04:00+03:00', '2026-10-25T03:30+01:00', '2026-06-29T24:00:00Z', '2026-06-29T23:59:60Z'],
  ],
  [
    DateTime,
    [
      '1899-12-31T23:59:59Z',
      '2200-01-01T00:00:00Z',
      '1910-06-30T16:30:00+02:00',
      '2026-06-30T16:30:00,000+03:00',
      '2026-06-30T16:30:00.+03:00',
    ],
  ],
  [DateTime, ['2026-06-30T16:30:00+03:00[Europe/Helsinki]', '0000-06-30T16:30:00Z', '2026-06-30T16:30:00+25:00']],
  ...[Euro, DateScalar, Month, DateTime].map((scalar): [GraphQLScalarType, unknown[]] => [scalar as GraphQLScalarType, NOT_TEXT]),
];

test.each(REFUSED)('%s takes nothing else', (scalar, refused) => {
  const taken = refused.filter((value) => codeOf(() => scalar.parseValue(value)) !== 'BAD_USER_INPUT');
  expect(taken).toEqual([]);
});

function faultOf(read: () => unknown): unknown {
  try {
    read();
    return 'taken';
  } catch (fault) {
    return fault;
  }
}

function codeOf(read: () => unknown): unknown {
  const fault = faultOf(read);
  return fault instanceof GraphQLError ? fault.extensions.code : fault;
}

test.each([
  [Euro, { kind: Kind.FLOAT, value: '38.50' }],
  [Euro, { kind: Kind.INT, value: '38' }],
  [DateScalar, { kind: Kind.NULL }],
  [Month, { kind: Kind.ENUM, value: 'JUNE' }],
  [DateTime, { kind: Kind.INT, value: '1782826200' }],
] as const)('%s takes only text as a literal', (scalar, node) => {
  expect(() => (scalar as GraphQLScalarType).parseLiteral(node, {})).toThrow('for example');
});

test('a sum that goes out has no bound', () => {
  expect(Euro.serialize(99_999_999_999_999_999_999n)).toBe('999999999999999999.99');
});

test.each([
  ['2026-11-02T08:00+03:00', 'The offset of Finland at 08:00 on 2026-11-02 is +02:00: give the time with that, or in UTC with Z.'],
  [
    '2026-10-25T03:30+01:00',
    'The offset of Finland at 03:30 on 2026-10-25 is +03:00 and then +02:00: give the time with that, or in UTC with Z.',
  ],
  ['2026-03-29t03:30+02:00', 'No clock in Finland shows 03:30 on 2026-03-29: summer time begins there.'],
  ['2026-06-29T24:00:00+03:00', 'Give the end of a day as 00:00 of the next day.'],
  ['2026-06-29T23:59:60Z', 'Give a leap second as the second before it, 59.'],
  ...['2026-06-30T16:30:00', '2026-02-30T16:30:00+02:00', '2026-06-30T16:30:00.0001Z', ''].map((text) => [
    text,
    'Give a time of the years 1900 to 2199 with Z or with the offset of Finland at that time, for example "2026-06-30T16:30:00+03:00".',
  ]),
])('58: the message says what is wrong with the time "%s"', (text, message) => {
  expect(faultOf(() => DateTime.parseValue(text))).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
});

test('the message says which form is right', () => {
  expect(() => Euro.parseValue('38,50')).toThrow('Give euros as text with two decimals, for example "38.50", and at most 1000000.00.');
});
