/**
 * Rules of recurrence (RFC 5545) that bookings serves: by days, weeks or months, at most one visit a day. A rule is
 * laid over the visit's own start. `recurrence.ts` says which visits it makes due.
 */
import { HELSINKI, isBefore, UNTIL_FURTHER_NOTICE, type Day, type Instant } from '@seteli/kit/day';
import { fillIn, type Sentences } from '@seteli/kit/language';
import { RRuleTemporal } from 'rrule-temporal';
import { RULE_FAULTS, WANTED } from './rule-faults.ts';

/** A rule with what it is laid over. `start`: the wall clock of each visit. Null for days, which begin at midnight. */
export type LaidRule = { readonly rule: string; readonly firstDay: Day; readonly start: string | null };

const part = (form: string): RegExp => new RegExp(`^(?:${form})$`);
const listOf = (form: string): RegExp => part(`(?:${form})(?:,(?:${form}))*`);
const WEEKDAY = 'MO|TU|WE|TH|FR|SA|SU';

// INTERVAL and COUNT have bounds, since the library makes every occurrence of a COUNT.
const PARTS = {
  FREQ: part('DAILY|WEEKLY|MONTHLY'),
  INTERVAL: part(String.raw`0*[1-9]\d?`),
  COUNT: part(String.raw`0*[1-9]\d{0,2}`),
  UNTIL: part(String.raw`\d{8}(?:T\d{6}Z?)?`),
  WKST: part(WEEKDAY),
  BYDAY: listOf(`(?:[+-]?0?[1-5])?(?:${WEEKDAY})`),
  BYMONTHDAY: listOf(String.raw`[+-]?(?:0?[1-9]|[12]\d|3[01])`),
  BYMONTH: listOf('0?[1-9]|1[0-2]'),
  BYSETPOS: listOf(String.raw`[+-]?0*(?:[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6])`),
};

type Name = keyof typeof PARTS;
const isName = (name: string): name is Name => Object.hasOwn(PARTS, name);

type Parts = ReadonlyMap<string, string>;

const pairsOf = (rule: string): [name: string, value: string][] =>
  rule
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')
    .map((text) => {
      const [name = '', ...value] = text.split('=');
      return [name, value.join('=')];
    });

/** The kept form of the rule: in capitals, FREQ first. */
export const tidyRule = (rule: string): string =>
  pairsOf(rule)
    .toSorted(([a], [b]) => Number(b === 'FREQ') - Number(a === 'FREQ'))
    .map((pair) => pair.join('='))
    .join(';');

/**
 * How many steps of a rule bookings searches for its first day: days of two years, weeks of four, or the same month of
 * fifty years.
 */
const STEPS: Readonly<Record<string, number>> = { DAILY: 800, WEEKLY: 200, MONTHLY: 50 };

/**
 * Why bookings does not serve the rule, in the caller's terms. Undefined for a rule that it serves and that names a
 * day.
 */
export function faultOfRule(laid: LaidRule): Sentences | undefined {
  const pairs = pairsOf(laid.rule);
  const names = pairs.map(([name]) => name);
  const unknown = names.find((name) => !isName(name));
  if (unknown !== undefined) return fillIn(RULE_FAULTS.NO_PART, { part: unknown, parts: Object.keys(PARTS).join(', ') });
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice) return fillIn(RULE_FAULTS.TWICE, { part: twice });
  const parts: Parts = new Map(pairs);
  if (!parts.has('FREQ')) return RULE_FAULTS.NO_FREQ;
  for (const [part, value] of pairs)
    if (isName(part) && !PARTS[part].test(value)) return fillIn(RULE_FAULTS.NOT_SO, { part, value, wanted: WANTED[part] });
  return faultTogether(parts) ?? (namesADay(laid, parts) ? undefined : RULE_FAULTS.NO_DAY);
}

/** Parts that are well-formed each, but not together. */
function faultTogether(parts: Parts): Sentences | undefined {
  const frequency = parts.get('FREQ');
  const has = (name: string) => parts.has(name);
  if (has('COUNT') && has('UNTIL')) return RULE_FAULTS.TWO_ENDS;
  if (frequency === 'WEEKLY' && has('BYMONTHDAY')) return RULE_FAULTS.MONTHDAY_OF_WEEK;
  if (frequency !== 'MONTHLY' && /\d/.test(parts.get('BYDAY') ?? '')) return RULE_FAULTS.NUMBERED_WEEKDAY;
  if (has('BYSETPOS') && !has('BYDAY') && !has('BYMONTHDAY') && !has('BYMONTH')) return RULE_FAULTS.PLACE_OF_NOTHING;
  const until = parts.get('UNTIL');
  return until !== undefined && !readUntil(until) ? fillIn(RULE_FAULTS.NO_SUCH_UNTIL, { until }) : undefined;
}

function namesADay({ firstDay, start }: LaidRule, parts: Parts): boolean {
  try {
    const [first] = daysOf(layOut(parts, firstDay, STEPS[parts.get('FREQ')!]).all((_, index) => index < 1));
    return first !== undefined && isReached(first, start, parts);
  } catch {
    // The library throws when a part of the rule has no meaning, and when it finds no day in so many steps.
    return false;
  }
}

/** The days that the rule names, from one to another. */
export function namedDays({ rule, firstDay, start }: LaidRule, from: Day, through: Day): readonly Day[] {
  const parts: Parts = new Map(pairsOf(rule));
  const days = daysOf(layOut(parts, firstDay).between(at(from), at(through), true));
  return days.filter((day) => isReached(day, start, parts));
}

/** A rule with long steps names at least one day in this time. */
const AHEAD_DAYS = 800;

/** At most `most` first days that the rule names, and none very far away. */
export const firstDays = (laid: LaidRule, lastDay: Day | null, most: number): readonly Day[] => {
  const ends = [laid.firstDay.add({ days: AHEAD_DAYS }), UNTIL_FURTHER_NOTICE, ...(lastDay ? [lastDay] : [])];
  return namedDays(laid, laid.firstDay, ends.toSorted(Temporal.PlainDate.compare)[0]!).slice(0, most);
};

/** Whether the rule names a later day. A rule that neither counts nor names its last day goes on for ever. */
export function namesDayAfter({ rule, firstDay, start }: LaidRule, day: Day): boolean {
  const parts: Parts = new Map(pairsOf(rule));
  if (!parts.has('COUNT') && !parts.has('UNTIL')) return true;
  const next = layOut(parts, firstDay).next(at(day));
  return next !== null && isReached(next.toPlainDate(), start, parts);
}

// Only days are laid out, where no clock is moved. The clocks of Helsinki say what each of them has.
const at = (day: Day): Temporal.ZonedDateTime => day.toZonedDateTime('UTC');
const daysOf = (occurrences: readonly Temporal.ZonedDateTime[]): Day[] => occurrences.map((occurrence) => occurrence.toPlainDate());

function layOut(parts: Parts, firstDay: Day, maxIterations?: number): RRuleTemporal<Temporal.ZonedDateTime> {
  const given = <T>(option: string, name: string, read: (value: string) => T): Record<string, T> => {
    const value = parts.get(name);
    return value === undefined ? {} : { [option]: read(value) };
  };
  const list = (value: string) => value.split(',');
  const numbers = (value: string) => list(value).map(Number);
  return new RRuleTemporal({
    temporal: Temporal,
    dtstart: at(firstDay),
    freq: parts.get('FREQ') as 'DAILY' | 'WEEKLY' | 'MONTHLY',
    ...given('interval', 'INTERVAL', Number),
    ...given('count', 'COUNT', Number),
    ...given('wkst', 'WKST', String),
    ...given('byDay', 'BYDAY', list),
    ...given('byMonthDay', 'BYMONTHDAY', numbers),
    ...given('byMonth', 'BYMONTH', numbers),
    ...given('bySetPos', 'BYSETPOS', numbers),
    ...(maxIterations !== undefined && { maxIterations }),
  });
}

/** Whether UNTIL includes the visit that starts on that day. A day compares by the day, an instant by the start. */
function isReached(day: Day, start: string | null, parts: Parts): boolean {
  const text = parts.get('UNTIL');
  const until = text === undefined ? undefined : readUntil(text);
  if (!until) return true;
  if (until instanceof Temporal.PlainDate) return !isBefore(until, day);
  return Temporal.Instant.compare(instantAt(day.toPlainDateTime(start ?? '00:00')), until) <= 0;
}

/**
 * As in RFC 5545: a time that spring leaves out goes by the offset before it, a time that autumn shows twice by the
 * first.
 */
const instantAt = (shown: Temporal.PlainDateTime): Instant => shown.toZonedDateTime(HELSINKI, { disambiguation: 'compatible' }).toInstant();

/**
 * A day, or an instant: in UTC, or as the wall clock of Helsinki shows it. A leap second counts as the second before
 * it.
 */
function readUntil(text: string): Day | Instant | undefined {
  const [, day, time, zone] = /^(\d{8})(?:T(\d{6})(Z?))?$/.exec(text) ?? [];
  if (day === undefined) return undefined;
  try {
    if (time === undefined) return Temporal.PlainDate.from(day, { overflow: 'reject' });
    const shown = Temporal.PlainDateTime.from(`${day}T${time}`, { overflow: 'reject' });
    return zone ? shown.toZonedDateTime('UTC').toInstant() : instantAt(shown);
  } catch (fault) {
    if (fault instanceof RangeError) return undefined;
    throw fault;
  }
}
