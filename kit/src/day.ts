/**
 * Finnish calendar days and months. Service days, validities and accounting months are those of Europe/Helsinki,
 * whatever the server's zone.
 */
import { fillIn, say, type Sentences } from './language.ts';

export type Instant = Temporal.Instant;
export type Day = Temporal.PlainDate;
export type Month = Temporal.PlainYearMonth;

/** The range includes both days. Without a last day it holds until further notice. */
export type DayRange = { readonly firstDay: Day; readonly lastDay?: Day | null | undefined };

export const HELSINKI = 'Europe/Helsinki';

export const inHelsinki = (instant: Instant): Temporal.ZonedDateTime => instant.toZonedDateTimeISO(HELSINKI);
export const dayOf = (instant: Instant): Day => inHelsinki(instant).toPlainDate();
export const startOfDay = (day: Day): Instant => day.toZonedDateTime(HELSINKI).toInstant();
export const firstDayOf = (month: Month): Day => month.toPlainDate({ day: 1 });
export const lastDayOf = (month: Month): Day => month.toPlainDate({ day: month.daysInMonth });

/**
 * The last day that Seteli can name: a range that ends on it holds until further notice (toistaiseksi). So rules and
 * ranges need no separate case.
 */
export const UNTIL_FURTHER_NOTICE: Day = Temporal.PlainDate.from('2199-12-31');

/** The last day as people say it; null for what holds until further notice. */
export const saidLastDay = (lastDay: Day): Day | null => (lastDay.equals(UNTIL_FURTHER_NOTICE) ? null : lastDay);

const months = new Map<number, Month>();

/** Remembers months, since making one costs more than the rest of a line. There are only so many of them. */
export function monthOf(day: Day): Month {
  const number = day.year * 12 + day.month;
  let month = months.get(number);
  if (!month) months.set(number, (month = day.toPlainYearMonth()));
  return month;
}

/** Compares the parts: rules compare days so often that `Temporal.PlainDate.compare` would cost more than all else. */
export const isBefore = (a: Day, b: Day): boolean => (a.year - b.year || a.month - b.month || a.day - b.day) < 0;
export const isMonthBefore = (a: Month, b: Month): boolean => Temporal.PlainYearMonth.compare(a, b) < 0;

export const isWithin = (range: DayRange, day: Day): boolean =>
  !isBefore(day, range.firstDay) && (range.lastDay == null || !isBefore(range.lastDay, day));

/** The day before the first of these days that comes after `day`; null where none does. */
export function dayBeforeNext(day: Day, others: readonly Day[]): Day | null {
  const [next] = others.filter((other) => isBefore(day, other)).toSorted(Temporal.PlainDate.compare);
  return next?.subtract({ days: 1 }) ?? null;
}

/** Whether the ranges share a day. */
export const rangesOverlap = (a: DayRange, b: DayRange): boolean =>
  (a.lastDay == null || !isBefore(a.lastDay, b.firstDay)) && (b.lastDay == null || !isBefore(b.lastDay, a.firstDay));

/** Answers `undefined` when Temporal refuses the text: a malformed value is the caller's mistake, not our fault. */
const orUndefined =
  <T>(parse: (text: string) => T) =>
  (text: string): T | undefined => {
    try {
      return parse(text);
    } catch (fault) {
      if (fault instanceof RangeError) return undefined;
      throw fault;
    }
  };

// The years 1900 to 2199. Other years are mistakes, and counting days to them takes long.
const DAY = /^(?:19|20|21)\d{2}-\d{2}-\d{2}$/;
const MONTH = /^(?:19|20|21)\d{2}-\d{2}$/;

/** Days and months as people and systems write them. */
export const parseDay = orUndefined((text) => (DAY.test(text) ? Temporal.PlainDate.from(text, { overflow: 'reject' }) : undefined));
export const parseMonth = orUndefined((text) =>
  MONTH.test(text) ? Temporal.PlainYearMonth.from(text, { overflow: 'reject' }) : undefined,
);

/** RFC 3339. The seconds may be absent, and may have fractions down to milliseconds; zeros may follow. */
const INSTANT = new RegExp(
  String.raw`^(?<day>(?:19|20|21)\d{2}-\d{2}-\d{2})T(?<time>\d{2}:\d{2})(?<seconds>:[0-5]\d(?:\.\d{1,3})?)?(?:(?<=\.\d{3})0+)?(?<zone>Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$`,
  'i',
);

/**
 * An instant with `Z`, or with the offset of Helsinki at that time. Another offset is a mistake of the sender's clock
 * (rules 58).
 */
export const parseInstant = orUndefined((text) => {
  const { day, time, seconds = ':00', zone } = INSTANT.exec(text)?.groups ?? {};
  if (zone === undefined) return undefined;
  const instant = Temporal.Instant.from(`${day}T${time}${seconds}${zone}`.toUpperCase());
  return zone.length === 1 || offsetAt(instant) === zone ? instant : undefined;
});

const HOUR_MS = 3_600_000;
const REMEMBERED_HOURS = 4096;
const offsets = new Map<number, string>();

/**
 * Remembers offsets, since asking the time zone costs more than reading the text. Finland moves its clocks on the hour.
 */
function offsetAt(instant: Instant): string {
  const hour = Math.floor(instant.epochMilliseconds / HOUR_MS);
  let offset = offsets.get(hour);
  if (offset === undefined) {
    if (offsets.size >= REMEMBERED_HOURS) offsets.clear();
    offsets.set(hour, (offset = inHelsinki(instant).offset));
  }
  return offset;
}

const INSTANT_WANTED = say(
  'Anna vuosien 1900–2199 aika, jossa on Z tai Suomen silloinen aikaero, esimerkiksi "2026-06-30T16:30:00+03:00".',
  'Ge en tid av åren 1900–2199 med Z eller med Finlands tidsskillnad vid den tiden, till exempel "2026-06-30T16:30:00+03:00".',
  'Give a time of the years 1900 to 2199 with Z or with the offset of Finland at that time, for example "2026-06-30T16:30:00+03:00".',
);
const MIDNIGHT = say(
  'Anna päivän loppu seuraavan päivän aikana 00:00.',
  'Ge dagens slut som 00:00 följande dag.',
  'Give the end of a day as 00:00 of the next day.',
);
const LEAP_SECOND = say(
  'Anna karkaussekunti sitä edeltävänä sekuntina, 59.',
  'Ge en skottsekund som sekunden före den, 59.',
  'Give a leap second as the second before it, 59.',
);
const NOT_SHOWN = say(
  'Suomessa kello ei ole {time} päivänä {day}: silloin kesäaika alkaa.',
  'Klockan är aldrig {time} i Finland den {day}: då börjar sommartiden.',
  'No clock in Finland shows {time} on {day}: summer time begins there.',
);
const OTHER_OFFSET = say(
  'Suomen aikaero kello {time} päivänä {day} on {offsets}. Anna aika sen kanssa tai UTC-aikana, jossa on Z.',
  'Finlands tidsskillnad klockan {time} den {day} är {offsets}. Ge tiden med den, eller i UTC med Z.',
  'The offset of Finland at {time} on {day} is {offsets}: give the time with that, or in UTC with Z.',
);

const AND_THEN = say('{first} ja sitten {second}', '{first} och sedan {second}', '{first} and then {second}');

/** Tells why `parseInstant` does not take a text, and what would be right. */
export function faultOfInstant(text: string): Sentences {
  const { day, time, zone } = INSTANT.exec(text)?.groups ?? {};
  const shown = zone === undefined ? undefined : parseLocal(`${day}T${time}`);
  if (!shown) {
    if (/T24:/i.test(text)) return MIDNIGHT;
    return /T\d{2}:\d{2}:60/i.test(text) ? LEAP_SECOND : INSTANT_WANTED;
  }
  const [first, second] = instantsShowing(shown).map((instant) => inHelsinki(instant).offset);
  if (first === undefined) return fillIn(NOT_SHOWN, { time: time!, day: day! });
  const offsets = second === undefined ? first : fillIn(AND_THEN, { first, second });
  return fillIn(OTHER_OFFSET, { time: time!, day: day!, offsets });
}

/** A local time without an offset. */
export const parseLocal = orUndefined((text) => Temporal.PlainDateTime.from(text, { overflow: 'reject' }));

/**
 * The instants at which the clocks of Helsinki show a time: one, two in the repeated hour of autumn, none in the hour
 * that spring skips.
 */
export function instantsShowing(shown: Temporal.PlainDateTime): readonly Instant[] {
  const found = (['earlier', 'later'] as const).map((disambiguation) => shown.toZonedDateTime(HELSINKI, { disambiguation }));
  const [first, second] = found.filter((zoned) => zoned.toPlainDateTime().equals(shown)).map((zoned) => zoned.toInstant());
  return first && second && !first.equals(second) ? [first, second] : first ? [first] : [];
}
