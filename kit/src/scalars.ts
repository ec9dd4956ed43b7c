/** The scalars that all subgraphs and the gateway share: what they accept, and the message for a malformed value. */
import { GraphQLScalarType, Kind } from 'graphql';
import { badInput } from './errors.ts';
import { faultOfInstant, parseDay, parseInstant, parseMonth } from './day.ts';
import { say, type Sentences } from './language.ts';
import { formatEuro, MOST_CENTS, readEuro } from './money.ts';

type Meaning<T> = {
  name: string;
  description: string;
  advice: (text: string) => Sentences;
  parse(text: string): T | undefined;
  print(value: T): string;
};

function textScalar<T>({ name, description, advice, parse, print }: Meaning<T>): GraphQLScalarType<T, string> {
  const read = (value: unknown): T => {
    const parsed = typeof value === 'string' ? parse(value) : undefined;
    if (parsed === undefined) throw badInput(advice(typeof value === 'string' ? value : ''));
    return parsed;
  };
  return new GraphQLScalarType<T, string>({
    name,
    description,
    serialize: (value) => print(value as T),
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
  });
}

const MOST_EUROS = formatEuro(MOST_CENTS);

export const Euro = textScalar({
  name: 'Euro',
  description: `An exact amount of euros with two decimals, as text: "38.50". What comes in lies between -${MOST_EUROS} and ${MOST_EUROS}.`,
  advice: () =>
    say(
      `Anna eurot tekstinä kahdella desimaalilla, esimerkiksi "38.50", ja enintään ${MOST_EUROS}.`,
      `Ge euro som text med två decimaler, till exempel "38.50", och högst ${MOST_EUROS}.`,
      `Give euros as text with two decimals, for example "38.50", and at most ${MOST_EUROS}.`,
    ),
  parse: readEuro,
  print: formatEuro,
});

export const DateScalar = textScalar({
  name: 'Date',
  description: 'A Finnish calendar day of the years 1900 to 2199, YYYY-MM-DD.',
  advice: () =>
    say(
      'Anna vuosien 1900–2199 päivä muodossa YYYY-MM-DD, esimerkiksi "2026-06-30".',
      'Ge en dag av åren 1900–2199 i formen YYYY-MM-DD, till exempel "2026-06-30".',
      'Give a day of the years 1900 to 2199 as YYYY-MM-DD, for example "2026-06-30".',
    ),
  parse: parseDay,
  print: String,
});

export const DateTime = textScalar({
  name: 'DateTime',
  description:
    'An instant of the years 1900 to 2199, RFC 3339, to milliseconds at most: with Z, or with the offset of Helsinki at that time. Answers are in UTC with milliseconds.',
  advice: faultOfInstant,
  parse: parseInstant,
  print: (value: Temporal.Instant) => value.toString({ smallestUnit: 'millisecond' }),
});

export const Month = textScalar({
  name: 'Month',
  description: 'A calendar month of the years 1900 to 2199, YYYY-MM.',
  advice: () =>
    say(
      'Anna vuosien 1900–2199 kuukausi muodossa YYYY-MM, esimerkiksi "2026-06".',
      'Ge en månad av åren 1900–2199 i formen YYYY-MM, till exempel "2026-06".',
      'Give a month of the years 1900 to 2199 as YYYY-MM, for example "2026-06".',
    ),
  parse: parseMonth,
  print: String,
});

export const scalars = { Euro, Date: DateScalar, DateTime, Month };

const isRead: Readonly<Record<keyof typeof scalars, (value: unknown) => boolean>> = {
  Euro: (value) => typeof value === 'bigint',
  Date: (value) => value instanceof Temporal.PlainDate,
  DateTime: (value) => value instanceof Temporal.Instant,
  Month: (value) => value instanceof Temporal.PlainYearMonth,
};

/** The same scalars within rows (`rows.ts`): GraphQL has already read a variable in a row. */
export const scalarsOfRows = Object.fromEntries(
  Object.entries(scalars).map(([name, scalar]) => [
    name,
    new GraphQLScalarType<unknown, string>({
      ...scalar.toConfig(),
      parseValue: (value) => (isRead[name as keyof typeof scalars](value) ? value : scalar.parseValue(value)),
    }),
  ]),
);
