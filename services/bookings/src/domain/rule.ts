/**
 * Rules of recurrence (RFC 5545), as far as they are served here: by days, weeks or months, one visit a day at most. A rule is laid over
 * the visit's own start. Which visits it makes due, `recurrence.ts` says.
 */
import { HELSINKI, isBefore, type Day, type Instant } from '@seteli/kit/day';
import { RRuleTemporal } from 'rrule-temporal';

/** A rule over what it is laid: `start` is the wall clock of each visit, null where days are recorded, which begin at midnight. */
export type LaidRule = { readonly rule: string; readonly firstDay: Day; readonly start: string | null };

type Part = { readonly form: RegExp; readonly wanted: string };

const part = (form: string, wanted: string): Part => ({ form: new RegExp(`^(?:${form})$`), wanted });
const listOf = (form: string, wanted: string): Part => part(`(?:${form})(?:,(?:${form}))*`, wanted);
const WEEKDAY = 'MO|TU|WE|TH|FR|SA|SU';

// INTERVAL and COUNT have bounds, since the library makes every occurrence of a COUNT.
const PARTS: Readonly<Record<string, Part>> = {
  FREQ: part('DAILY|WEEKLY|MONTHLY', 'DAILY, WEEKLY or MONTHLY'),
  INTERVAL: part(String.raw`0*[1-9]\d?`, '1 to 99'),
  COUNT: part(String.raw`0*[1-9]\d{0,2}`, '1 to 999'),
  UNTIL: part(String.raw`\d{8}(?:T\d{6}Z?)?`, 'a day or a time such as 20261222, 20261222T080000 or 20261222T060000Z'),
  WKST: part(WEEKDAY, 'a weekday such as MO'),
  BYDAY: listOf(`(?:[+-]?0?[1-5])?(?:${WEEKDAY})`, 'weekdays such as MO,WE, or of months the first to fifth, such as 1MO or -1FR'),
  BYMONTHDAY: listOf(String.raw`[+-]?(?:0?[1-9]|[12]\d|3[01])`, 'days of the month, 1 to 31 or from its end -1 to -31'),
  BYMONTH: listOf('0?[1-9]|1[0-2]', 'months, 1 to 12'),
  BYSETPOS: listOf(String.raw`[+-]?0*(?:[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-6])`, 'places, 1 to 366 or from the end -1 to -366'),
};

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

/** The rule as it is kept: in capitals, FREQ first. */
export const tidyRule = (rule: string): string =>
  pairsOf(rule)
    .toSorted(([a], [b]) => Number(b === 'FREQ') - Number(a === 'FREQ'))
    .map((pair) => pair.join('='))
    .join(';');

/** So many steps of a rule are looked at for its first day: days of two years, weeks of four, or the same month of fifty years. */
const STEPS: Readonly<Record<string, number>> = { DAILY: 800, WEEKLY: 200, MONTHLY: 50 };

/** Why it is none of the rules that are served, in the caller's terms; undefined for one that is and that names a day. */
export function faultOfRule(laid: LaidRule): string | undefined {
  const pairs = pairsOf(laid.rule);
  const names = pairs.map(([name]) => name);
  const unknown = names.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined) return `"${unknown}" is no part of a rule here; these are: ${Object.keys(PARTS).join(', ')}.`;
  const twice = names.find((name, place) => names.indexOf(name) < place);
  if (twice) return `The rule has ${twice} twice.`;
  const parts: Parts = new Map(pairs);
  if (!parts.has('FREQ')) return 'The rule has no FREQ: "FREQ=WEEKLY;BYDAY=MO,WE".';
  const bad = pairs.find(([name, value]) => !PARTS[name]!.form.test(value));
  if (bad) return `${bad[0]} is not "${bad[1]}" but ${PARTS[bad[0]]!.wanted}.`;
  return faultTogether(parts) ?? (namesADay(laid, parts) ? undefined : 'The rule names no day from the first day on.');
}

/** What parts may not be, that are well-formed each. */
function faultTogether(parts: Parts): string | undefined {
  const frequency = parts.get('FREQ');
  const has = (name: string) => parts.has(name);
  if (has('COUNT') && has('UNTIL')) return 'The rule has COUNT beside UNTIL: only one of them says where it ends.';
  if (frequency === 'WEEKLY' && has('BYMONTHDAY')) return 'BYMONTHDAY does not go with FREQ=WEEKLY.';
  if (frequency !== 'MONTHLY' && /\d/.test(parts.get('BYDAY') ?? '')) return 'Numbered weekdays, such as 1MO, go with FREQ=MONTHLY only.';
  if (has('BYSETPOS') && !has('BYDAY') && !has('BYMONTHDAY') && !has('BYMONTH'))
    return 'BYSETPOS chooses from another part, such as BYDAY.';
  const until = parts.get('UNTIL');
  return until !== undefined && !readUntil(until) ? `UNTIL is "${until}", which no calendar or clock shows.` : undefined;
}

function namesADay({ firstDay, start }: LaidRule, parts: Parts): boolean {
  try {
    const [first] = daysOf(layOut(parts, firstDay, STEPS[parts.get('FREQ')!]).all((_, place) => place < 1));
    return first !== undefined && isReached(first, start, parts);
  } catch {
    // The library's only way to say that a part of the rule has no meaning, or that it has found no day in so many steps.
    return false;
  }
}

/** The days that the rule names, from one to another. */
export function namedDays({ rule, firstDay, start }: LaidRule, from: Day, through: Day): readonly Day[] {
  const parts: Parts = new Map(pairsOf(rule));
  const days = daysOf(layOut(parts, firstDay).between(at(from), at(through), true));
  return days.filter((day) => isReached(day, start, parts));
}

/** Whether the rule names a day after this one; one that neither counts nor names its last day goes on for ever. */
export function namesDayAfter({ rule, firstDay, start }: LaidRule, day: Day): boolean {
  const parts: Parts = new Map(pairsOf(rule));
  if (!parts.has('COUNT') && !parts.has('UNTIL')) return true;
  const next = layOut(parts, firstDay).next(at(day));
  return next !== null && isReached(next.toPlainDate(), start, parts);
}

// Days alone are laid out, where no clock is moved. What the clocks of Helsinki show on them is asked of each day.
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

/** Whether UNTIL includes the visit that starts on that day: a day by the day, an instant by the start as one. */
function isReached(day: Day, start: string | null, parts: Parts): boolean {
  const text = parts.get('UNTIL');
  const until = text === undefined ? undefined : readUntil(text);
  if (!until) return true;
  if (until instanceof Temporal.PlainDate) return !isBefore(until, day);
  return Temporal.Instant.compare(instantAt(day.toPlainDateTime(start ?? '00:00')), until) <= 0;
}

/** As RFC 5545 has it: a time that spring leaves out by the offset before it, one that autumn shows twice the first time. */
const instantAt = (shown: Temporal.PlainDateTime): Instant => shown.toZonedDateTime(HELSINKI, { disambiguation: 'compatible' }).toInstant();

/** A day, or an instant: in UTC, or as the wall clock of Helsinki shows it. A leap second counts as the second before it. */
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
