/**
 * Time bands of a service: to which content (palvelusisältö) a minute of a day belongs. Nothing fills a minute without
 * a band. Registry publishes bands; this only looks them up.
 */
import { type Day, type DayRange, isWithin } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { dayClassOf, isHolidayEve, type BaseClass, type DayClass, type ServiceCalendar } from './calendar.ts';

/** Minutes of the wall clock, half open: 21:00–24:00 is 1260–1440. A band over midnight is two bands. */
export type Band = {
  readonly contentId: Id;
  readonly dayClasses: readonly DayClass[];
  readonly from: number;
  readonly to: number;
};

/** The bands that a service had from one day to another. */
export type BandVersion = DayRange & { readonly bands: readonly Band[] };

export type DayBand = { readonly contentId: Id; readonly from: number; readonly to: number };

const byStart = (a: { from: number }, b: { from: number }) => a.from - b.from;

/** The bands of one day in time order, without overlaps. Bands of one content that touch are joined. */
export function bandsOfDay(bands: readonly Band[], day: Day, calendar: ServiceCalendar): readonly DayBand[] {
  const dayClass = classOfBands(bands, dayClassOf(day, calendar));
  const base = bands.filter((band) => band.dayClasses.includes(dayClass));
  const overlaid = mayBeEve(dayClass) && isHolidayEve(day, calendar);
  const eve = overlaid ? bands.filter((band) => band.dayClasses.includes('HOLIDAY_EVE')) : [];
  const kept = eve.length === 0 ? base : [...eve, ...base.flatMap((band) => outside(band, eve))];
  return joined(kept.toSorted(byStart));
}

const mayBeEve = (dayClass: BaseClass): boolean => dayClass === 'WEEKDAY' || dayClass === 'SATURDAY';

/** A version without holiday bands uses Sunday's on holidays. No other class ever stands in for another. */
function classOfBands(bands: readonly Band[], base: BaseClass): BaseClass {
  if (base !== 'HOLIDAY') return base;
  return bands.some((band) => band.dayClasses.includes('HOLIDAY')) ? 'HOLIDAY' : 'SUNDAY';
}

/** What remains of a band when others lie over it. */
function outside(band: DayBand, over: readonly DayBand[]): DayBand[] {
  let rest: DayBand[] = [band];
  for (const cover of over) {
    rest = rest.flatMap(({ contentId, from, to }) =>
      [
        { contentId, from, to: Math.min(to, cover.from) },
        { contentId, from: Math.max(from, cover.to), to },
      ].filter((part) => part.from < part.to),
    );
  }
  return rest;
}

function joined(sorted: readonly DayBand[]): DayBand[] {
  const result: DayBand[] = [];
  for (const { contentId, from, to } of sorted) {
    const last = result.at(-1);
    if (last && last.contentId === contentId && last.to === from) result[result.length - 1] = { contentId, from: last.from, to };
    else result.push({ contentId, from, to });
  }
  return result;
}

export const bandAt = (bands: readonly Band[], day: Day, minute: number, calendar: ServiceCalendar): DayBand | undefined =>
  bandsOfDay(bands, day, calendar).find((band) => band.from <= minute && minute < band.to);

/** Whether the band of an eve holds at a minute, instead of the weekday's or Saturday's. */
export const isEveAt = (bands: readonly Band[], day: Day, minute: number, calendar: ServiceCalendar): boolean =>
  mayBeEve(dayClassOf(day, calendar)) &&
  isHolidayEve(day, calendar) &&
  bands.some(({ dayClasses, from, to }) => dayClasses.includes('HOLIDAY_EVE') && from <= minute && minute < to);

export const bandsInForce = (versions: readonly BandVersion[], day: Day): readonly Band[] =>
  versions.find((version) => isWithin(version, day))?.bands ?? [];
