/**
 * Random small histories of visits: what people say of each, stage by stage, until they say the truth; and prices and
 * values that turn out otherwise. Knows neither clients nor the running system.
 */
import { formatEuro } from '@seteli/kit/money';
import fc from 'fast-check';

/** The stages at which people say something of a visit, in order. */
export const STAGES = ['recorded', 'edited', 'first month locked', 'both months locked', 'repriced'] as const;
/** From this stage on the second month is over. */
const BOTH_MONTHS = 2;
const CLIENTS = 12;
/** Each visit of a client has six days of each month to itself, so that no two ever overlap. */
const VISITS = 5;
const DAYS = 6;

/** Times counted from the end of the month, so that some visits last into the next one. */
export type Version = {
  readonly month: number;
  readonly day: number;
  readonly from: number;
  readonly minutes: number;
  readonly workers: number;
};
export type History = {
  readonly truth: Version;
  /** The stage at which the truth is said. */
  readonly toldAt: number;
  /** What was said at the stages before; null where nobody said anything. */
  readonly mistakes: readonly (Version | null)[];
  /** A visit that did not take place is taken back in the end. */
  readonly happened: boolean;
};
type Cents = Readonly<Record<'a' | 'b' | 'n', number>>;
type Change = { readonly month: number; readonly day: number; readonly by: number };
export type Scenario = {
  readonly histories: readonly (readonly History[])[];
  readonly wrong: Cents;
  /** The prices that hold from the beginning once the error is corrected. */
  readonly corrected: Cents;
  readonly lowered: Change;
  readonly values: Cents;
  readonly raised: Change;
};

const atStage = (version: Version, stage: number): Version => (stage < BOTH_MONTHS ? { ...version, month: 0 } : version);

/** What people say at each stage. */
export const versionsOf = ({ truth, toldAt, mistakes }: History): (Version | null)[] =>
  STAGES.map((_, stage) => {
    const said = stage < toldAt ? mistakes[stage] : stage === toldAt ? truth : null;
    return said ? atStage(said, stage) : null;
  });

export function timesOf(months: readonly Temporal.PlainYearMonth[], place: number, { month, day, from, minutes, workers }: Version) {
  const of = months[month]!;
  const date = of.toPlainDate({ day: of.daysInMonth - place * DAYS - day });
  const plainTime = new Temporal.PlainTime(Math.floor(from / 60), from % 60);
  const start = date.toZonedDateTime({ timeZone: 'Europe/Helsinki', plainTime });
  return { start: start.toInstant().toString(), end: start.add({ minutes }).toInstant().toString(), workers };
}

export const pricesOf = (cents: Cents, more = 0): Record<string, string> =>
  Object.fromEntries(Object.entries(cents).map(([code, each]) => [code, formatEuro(BigInt(each + more))]));

export const dated = (months: readonly Temporal.PlainYearMonth[], { month, day }: Change): string =>
  months[month]!.toPlainDate({ day }).toString();

const version = fc.record({
  month: fc.nat(1),
  // A visit of the last day of its six would end among those of the next visit.
  day: fc.nat(DAYS - 2),
  from: fc.nat(1_439),
  minutes: fc.integer({ min: 1, max: 600 }),
  workers: fc.integer({ min: 1, max: 2 }),
});

const history: fc.Arbitrary<History> = fc
  .record({
    truth: version,
    toldAt: fc.nat(STAGES.length - 1),
    mistakes: fc.array(fc.option(version, { freq: 2 }), { minLength: STAGES.length - 1, maxLength: STAGES.length - 1 }),
    happened: fc.integer({ min: 1, max: 8 }).map((die) => die > 1),
  })
  .map((each) => ({ ...each, truth: atStage(each.truth, each.toldAt) }));

const cents = (min: number, max: number) => fc.record({ a: price(min, max), b: price(min, max), n: price(min, max) });
const price = (min: number, max: number) => fc.integer({ min, max });
const change = fc.record({ month: fc.nat(1), day: fc.integer({ min: 1, max: 20 }), by: fc.integer({ min: 1, max: 900 }) });

/** Prices lie around the values: now the organiser pays all of them, now the client a share. */
export const scenario: fc.Arbitrary<Scenario> = fc.record({
  histories: fc.array(fc.array(history, { minLength: VISITS, maxLength: VISITS }), { minLength: CLIENTS, maxLength: CLIENTS }),
  wrong: cents(2_500, 5_500),
  corrected: cents(2_500, 5_500),
  lowered: change,
  values: cents(2_000, 4_000),
  raised: change,
});
