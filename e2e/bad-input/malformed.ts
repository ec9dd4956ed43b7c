/** Malformed and odd values by type, and every place in some arguments where a value can stand. */
import { randomBytes } from 'node:crypto';
import { getNullableType, isEnumType, isInputObjectType, isListType, isNonNullType, isScalarType, type GraphQLInputType } from 'graphql';

const THING = { a: 1 };

/** A service must take none of these for a value of the type. */
const MALFORMED: Readonly<Record<string, readonly unknown[]>> = {
  Euro: ['1,50', '1.505', '1e3', '', ' 1.00', '€1.00', 'NaN', '0x1.00', 1.5, null, THING],
  Date: [
    '2026-02-30',
    '2026-13-01',
    '30.6.2026',
    '2026-6-1',
    '0000-01-01',
    '0001-01-01',
    '1899-12-31',
    '2200-01-01',
    '9999-12-31',
    '+012026-01-01',
    '2026-01-01T00:00:00Z',
    '',
    20260101,
    THING,
  ],
  DateTime: [
    '2026-06-30',
    '2026-06-30T25:00:00Z',
    '2026-06-31T10:00:00Z',
    '2026-06-30T10:00:00',
    '2026-06-30T10:00:60Z',
    '1899-12-31T23:59:00Z',
    '2200-01-01T00:00:00Z',
    '2026-06-30T10:00:00+99:00',
    '2026-06-30T10:00:00+02:00',
    '2026-06-30T10:00:00+00:00',
    '2026-03-29T03:30:00+02:00',
    '',
    1_782_000_000,
    THING,
  ],
  Month: ['2026-13', '2026-00', '1899-12', '2200-01', '2026', '2026-6', '2026-06-01', '', 202_606, THING],
  ID: [1.5, true, THING, []],
  String: [5, true, THING, ['x', 'y']],
  Int: [2 ** 31, -(2 ** 31) - 1, 1.5, '5', true, THING],
  Boolean: ['true', 1, 0, THING],
};

export type Place = {
  /** The place in the form of messages: `input.visits[0].start`. */
  readonly path: string;
  readonly value: unknown;
  /** Puts the value in that place of the arguments. */
  into(args: Arguments): Arguments;
};

export type Arguments = Record<string, unknown>;

export type Step = string | number;
type Leaf = { readonly steps: readonly Step[]; readonly type: GraphQLInputType };

/** Every given value with its type; of a list only the first element. */
function leavesOf(type: GraphQLInputType, value: unknown, steps: readonly Step[]): Leaf[] {
  const bare = getNullableType(type);
  if (isListType(bare)) return [{ steps, type }, ...leavesOf(bare.ofType, (value as unknown[])[0], [...steps, 0])];
  if (!isInputObjectType(bare)) return [{ steps, type }];
  const fields = bare.getFields();
  return [
    { steps, type },
    ...Object.entries(value as object).flatMap(([name, each]) => leavesOf(fields[name]!.type, each, [...steps, name])),
  ];
}

function malformedFor(type: GraphQLInputType): readonly unknown[] {
  const bare = getNullableType(type);
  const missing = isNonNullType(type) ? [null] : [];
  // A single value counts as a list of one, so the value itself must be wrong.
  if (isListType(bare)) return [...missing, THING, [null]];
  if (isInputObjectType(bare)) return [...missing, 'x', 5, { nonsense: true }];
  if (isEnumType(bare)) return [...missing, 'NONSENSE', '', 5, THING];
  return [...missing, ...(isScalarType(bare) ? MALFORMED[bare.name]! : [])].filter(
    (each, index, all) => (each !== null || isNonNullType(type)) && all.indexOf(each) === index,
  );
}

export function withValue(root: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(root)) return root.map((each, index) => (index === step ? withValue(each, rest, value) : each));
  return { ...(root as object), [step]: withValue((root as Record<string, unknown>)[step], rest, value) };
}

export const pathOf = (steps: readonly Step[]): string =>
  steps.map((step, index) => (typeof step === 'number' ? `[${step}]` : index ? `.${step}` : step)).join('');

export type Types = ReadonlyMap<string, GraphQLInputType>;

const everyPlace = (types: Types, args: Arguments, valuesFor: (type: GraphQLInputType) => readonly unknown[]): Place[] =>
  Object.entries(args)
    .flatMap(([name, value]) => leavesOf(types.get(name)!, value, [name]))
    .flatMap(({ steps, type }) =>
      valuesFor(type).map((value) => ({
        path: pathOf(steps),
        value,
        into: (into: Arguments) => withValue(into, steps, value) as Arguments,
      })),
    );

/** All the ways in which one value of the arguments can be malformed. */
export const everyMalformation = (types: Types, args: Arguments): Place[] => everyPlace(types, args, malformedFor);

/** Too long for an index, and random, so that nothing can compress it. */
const LONG = randomBytes(15_000).toString('base64');

/** Well-formed values that nobody means. */
const ODD: Readonly<Record<string, readonly unknown[]>> = {
  Euro: ['0.00', '-1.00', '1000000.00', '-1000000.00', '99999999999999.99', `${'9'.repeat(40)}.00`],
  Date: ['1900-01-01', '2199-12-31'],
  DateTime: ['1900-01-01T00:00:00Z', '2199-12-31T23:59:00Z', '2026-06-30T10:00:30Z', '2026-06-30T10:00:00.5Z'],
  Month: ['1900-01', '2199-12'],
  ID: [
    '',
    'x',
    'NULL',
    `' or 1=1; drop table visit; --`,
    '00000000-0000-0000-0000-000000000000',
    '019b0000-0001-7000-8000-00000000000G',
    'a\u0000b',
    'x'.repeat(5_000),
    12_345,
  ],
  String: ['', ' ', `'; drop table visit; --`, 'a\u0000b', '\ud800', '𝕏\u202e', LONG],
  Int: [0, -1, 2 ** 31 - 1, -(2 ** 31)],
  Boolean: [false],
};

function oddFor(type: GraphQLInputType): readonly unknown[] {
  const bare = getNullableType(type);
  if (isListType(bare)) return [[]];
  return isScalarType(bare) ? ODD[bare.name]! : [];
}

/** All the ways in which one value of the arguments can be odd. */
export const everyOddity = (types: Types, args: Arguments): Place[] => everyPlace(types, args, oddFor);

/** Whether a message names the place. The graphql library names the variable, our code the place itself. */
export const names = (message: string, path: string): boolean =>
  path.includes('.') || path.includes('[') ? message.includes(`"${path}`) : message.includes(`"$${path}"`) || message.includes(`"${path}"`);
