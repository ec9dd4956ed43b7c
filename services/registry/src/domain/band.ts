/**
 * Time bands of a service: the day classes and times of day of a content, whether bands overlap, and what they leave
 * open. Bands are data; bookings looks up which band a visit touches.
 */
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { DAY_CLASSES } from '@seteli/schema/events/registry';
import { GAPS_SHOWN } from './limits.ts';

export type DayClass = (typeof DAY_CLASSES)[number];

/** Minutes of the wall clock, half open: 21:00–24:00 is 1260–1440. A band over midnight is two bands. */
export type TimeSpan = { readonly fromMinute: number; readonly toMinute: number };
export type ClassBand = TimeSpan & { readonly dayClass: DayClass };
export type Band = TimeSpan & { readonly dayClasses: readonly DayClass[] };

/** A band as people write it. */
export type BandWish = { readonly dayClasses: readonly DayClass[]; readonly from: string; readonly to: string };
export type GapWish = { readonly dayClass: DayClass; readonly from: string; readonly to: string };

export const MINUTES_PER_DAY = 1440;

const TIME_OF_DAY = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Minutes since midnight; `24:00` is the end of the day. `undefined` for a text that is no time of day. */
export function readTimeOfDay(text: string): number | undefined {
  if (text === '24:00') return MINUTES_PER_DAY;
  const parts = TIME_OF_DAY.exec(text);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : undefined;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');
export const formatTimeOfDay = (minute: number): string => `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;

/** The span of a band as people write it; `undefined` when the texts are no span. */
export function readTimeSpan(from: string, to: string): TimeSpan | undefined {
  const [fromMinute, toMinute] = [readTimeOfDay(from), readTimeOfDay(to)];
  return fromMinute === undefined || toMinute === undefined || fromMinute >= toMinute ? undefined : { fromMinute, toMinute };
}

/** One band for each day class; `undefined` when the wish is no band. */
export function readBand({ dayClasses, from, to }: BandWish): readonly ClassBand[] | undefined {
  const span = readTimeSpan(from, to);
  return span && dayClasses.length > 0 ? [...new Set(dayClasses)].map((dayClass) => ({ dayClass, ...span })) : undefined;
}

const inTimeOrder = (a: ClassBand, b: ClassBand) => a.fromMinute - b.fromMinute;

/** The first band that shares a minute with an earlier band of its day class. */
export function findOverlap<T extends ClassBand>(bands: readonly T[]): T | undefined {
  for (const dayClass of DAY_CLASSES) {
    const ofDay = bands.filter((band) => band.dayClass === dayClass).toSorted(inTimeOrder);
    const overlapping = ofDay.find((band, index) => index > 0 && band.fromMinute < ofDay[index - 1]!.toMinute);
    if (overlapping) return overlapping;
  }
  return undefined;
}

const BASE_CLASSES = ['WEEKDAY', 'SATURDAY', 'SUNDAY', 'HOLIDAY'] as const;

/** Holidays without bands of their own have Sunday's (rules 6). */
const withHolidays = (bands: readonly ClassBand[]): readonly ClassBand[] =>
  bands.some(({ dayClass }) => dayClass === 'HOLIDAY')
    ? bands
    : [...bands, ...bands.filter(({ dayClass }) => dayClass === 'SUNDAY').map((band) => ({ ...band, dayClass: 'HOLIDAY' as const }))];

/** A time that no band covers. It is `deliberate` when the organiser declared it. */
export type Gap = ClassBand & { readonly deliberate: boolean };

/**
 * Times of the week that no band covers; each declared gap is an entry of its own. An eve lies over another day, so it
 * leaves nothing open. Bookings does not cut a service without bands by time, so it has no gaps.
 */
export function gapsOf(bands: readonly ClassBand[], declared: readonly ClassBand[] = []): readonly Gap[] {
  if (bands.length === 0) return [];
  const taken = [...withHolidays(bands), ...declared];
  return BASE_CLASSES.flatMap((dayClass) => {
    const isOfDay = (band: ClassBand) => band.dayClass === dayClass;
    const unnamed = gapsOfDay(taken.filter(isOfDay)).map((span) => ({ dayClass, ...span, deliberate: false }));
    return [...unnamed, ...declared.filter(isOfDay).map((gap) => ({ ...gap, deliberate: true }))].toSorted(inTimeOrder);
  });
}

/**
 * The times that an organiser leaves open on purpose (rules 7). A time under a band or under an earlier declared gap is
 * not open.
 */
export function readGaps(bands: readonly ClassBand[], wishes: readonly GapWish[]): Decision<readonly ClassBand[], 'INVALID_RANGE'> {
  const taken = [...withHolidays(bands)];
  const gaps: ClassBand[] = [];
  for (const [index, { dayClass, from, to }] of wishes.entries()) {
    const span = readTimeSpan(from, to);
    const isOpen = span && bands.length > 0 && dayClass !== 'HOLIDAY_EVE' && !taken.some((band) => sharesTime(band, { dayClass, ...span }));
    if (!isOpen) return refuse('INVALID_RANGE', { path: ['deliberateGaps', String(index)] });
    gaps.push({ dayClass, ...span });
    taken.push({ dayClass, ...span });
  }
  return accept(gaps);
}

const sharesTime = (a: ClassBand, b: ClassBand): boolean =>
  a.dayClass === b.dayClass && a.fromMinute < b.toMinute && b.fromMinute < a.toMinute;

/** A time that two bands cover, and the codes of their contents. */
export type Overlap = ClassBand & { readonly contents: readonly [string, string] };

/** Times that two bands share, in the order of day classes and time. `more` counts those beyond `GAPS_SHOWN`. */
export type Overlaps = { readonly overlaps: readonly Overlap[]; readonly more: number };

/** Counts overlaps without building them, since there may be as many as pairs of bands. */
export function overlapsOf(bands: readonly (ClassBand & { readonly code: string })[]): Overlaps {
  const overlaps: Overlap[] = [];
  let more = 0;
  for (const dayClass of DAY_CLASSES) {
    const ofDay = bands.filter((band) => band.dayClass === dayClass).toSorted(inTimeOrder);
    const ends = ofDay.map(({ toMinute }) => toMinute).toSorted((a, b) => a - b);
    let ended = 0;
    for (const [index, band] of ofDay.entries()) {
      while (ends[ended]! <= band.fromMinute) ended++;
      const open = index - ended;
      const named = Math.min(open, GAPS_SHOWN - overlaps.length);
      if (named > 0) overlaps.push(...sharedWith(band, ofDay.slice(0, index), named));
      more += open - named;
    }
  }
  return { overlaps, more };
}

const sharedWith = <B extends ClassBand & { readonly code: string }>(band: B, before: readonly B[], most: number): Overlap[] =>
  before
    .filter(({ toMinute }) => toMinute > band.fromMinute)
    .slice(0, most)
    .map((earlier) => ({
      dayClass: band.dayClass,
      fromMinute: band.fromMinute,
      toMinute: Math.min(earlier.toMinute, band.toMinute),
      contents: [earlier.code, band.code],
    }));

function gapsOfDay(bands: readonly ClassBand[]): readonly TimeSpan[] {
  const gaps: TimeSpan[] = [];
  let covered = 0;
  for (const { fromMinute, toMinute } of bands.toSorted(inTimeOrder)) {
    if (fromMinute > covered) gaps.push({ fromMinute: covered, toMinute: fromMinute });
    covered = Math.max(covered, toMinute);
  }
  if (covered < MINUTES_PER_DAY) gaps.push({ fromMinute: covered, toMinute: MINUTES_PER_DAY });
  return gaps;
}

/** Bands as people read them: bands of one time of day together, in the order of day classes and time. */
export function groupByTime(bands: readonly ClassBand[]): readonly Band[] {
  const ordered = bands.toSorted((a, b) => DAY_CLASSES.indexOf(a.dayClass) - DAY_CLASSES.indexOf(b.dayClass) || inTimeOrder(a, b));
  const byTime = Map.groupBy(ordered, ({ fromMinute, toMinute }) => `${fromMinute}–${toMinute}`);
  return [...byTime.values()].map((same) => ({
    dayClasses: same.map(({ dayClass }) => dayClass),
    fromMinute: same[0]!.fromMinute,
    toMinute: same[0]!.toMinute,
  }));
}
