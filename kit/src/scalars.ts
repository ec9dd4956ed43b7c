/** The scalars that all subgraphs and the gateway share: what they accept, and the message when a caller's value is none. */
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { faultOfInstant, parseDay, parseInstant, parseMonth } from './day.ts';
import { formatEuro, MOST_CENTS, readEuro } from './money.ts';

const badInput = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

type Meaning<T> = {
  name: string;
  description: string;
  advice: (text: string) => string;
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
  advice: () => `Give euros as text with two decimals, for example "38.50", and at most ${MOST_EUROS}.`,
  parse: readEuro,
  print: formatEuro,
});

export const DateScalar = textScalar({
  name: 'Date',
  description: 'A Finnish calendar day of the years 1900 to 2199, YYYY-MM-DD.',
  advice: () => 'Give a day of the years 1900 to 2199 as YYYY-MM-DD, for example "2026-06-30".',
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
  advice: () => 'Give a month of the years 1900 to 2199 as YYYY-MM, for example "2026-06".',
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

/** The same within rows (`rows.ts`): a variable that stands in one has been read before its row is. */
export const scalarsOfRows = Object.fromEntries(
  Object.entries(scalars).map(([name, scalar]) => [
    name,
    new GraphQLScalarType<unknown, string>({
      ...scalar.toConfig(),
      parseValue: (value) => (isRead[name as keyof typeof scalars](value) ? value : scalar.parseValue(value)),
    }),
  ]),
);
