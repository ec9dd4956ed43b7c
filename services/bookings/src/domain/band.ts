/**
 * Time bands of a service: which content (palvelusisältö) a minute of a day belongs to. Bands are data, and a minute
 * without one is a gap that nothing fills. Publishing bands is the registry's; here they are only looked up.
 */
import { type Day, type DayRange, isWithin } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { BASE_CLASSES, dayClassOf, isHolidayEve, type BaseClass, type DayClass, type ServiceCalendar } from './calendar.ts';

export const MINUTES_PER_DAY = 1440;

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

/** The bands of one day in time order, free of overlaps, those of one content that touch joined. */
export function bandsOfDay(bands: readonly Band[], day: Day, calendar: ServiceCalendar): readonly DayBand[] {
  const dayClass = classOfBands(bands, dayClassOf(day, calendar));
  const base = bands.filter((band) => band.dayClasses.includes(dayClass));
  const overlaid = (dayClass === 'WEEKDAY' || dayClass === 'SATURDAY') && isHolidayEve(day, calendar);
  const eve = overlaid ? bands.filter((band) => band.dayClasses.includes('HOLIDAY_EVE')) : [];
  const kept = eve.length === 0 ? base : [...eve, ...base.flatMap((band) => outside(band, eve))];
  return joined(kept.toSorted(byStart));
}

/** A version without holiday bands uses Sunday's on holidays; no other class ever stands in for another. */
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

export const bandsInForce = (versions: readonly BandVersion[], day: Day): readonly Band[] =>
  versions.find((version) => isWithin(version, day))?.bands ?? [];

export type BandGap = { readonly dayClass: BaseClass; readonly from: number; readonly to: number };
export type BandCoverage = { readonly gaps: readonly BandGap[]; readonly uncoveredMinutesOfWeek: number };

const DAYS_OF_WEEK: Record<BaseClass, number> = { WEEKDAY: 5, SATURDAY: 1, SUNDAY: 1, HOLIDAY: 0 };

/** Overlapping bands are refused; gaps are shown, since an organiser may mean them. */
export function validateBands(bands: readonly Band[]): Decision<BandCoverage, 'BAD_BAND' | 'BANDS_OVERLAP'> {
  const bad = bands.findIndex(
    ({ from, to }) => !(Number.isInteger(from) && Number.isInteger(to) && 0 <= from && from < to && to <= MINUTES_PER_DAY),
  );
  if (bad >= 0) return refuse('BAD_BAND', { path: ['bands', String(bad)] });
  const gaps: BandGap[] = [];
  for (const dayClass of [...BASE_CLASSES, 'HOLIDAY_EVE'] as const) {
    let covered = 0;
    for (const band of bands.filter(({ dayClasses }) => dayClasses.includes(dayClass)).toSorted(byStart)) {
      if (band.from < covered) return refuse('BANDS_OVERLAP', { path: ['bands', String(bands.indexOf(band))] });
      if (band.from > covered && dayClass !== 'HOLIDAY_EVE') gaps.push({ dayClass, from: covered, to: band.from });
      covered = band.to;
    }
    const standsAlone = dayClass !== 'HOLIDAY_EVE' && (dayClass !== 'HOLIDAY' || covered > 0);
    if (standsAlone && covered < MINUTES_PER_DAY) gaps.push({ dayClass, from: covered, to: MINUTES_PER_DAY });
  }
  const uncoveredMinutesOfWeek = gaps.reduce((sum, { dayClass, from, to }) => sum + (to - from) * DAYS_OF_WEEK[dayClass], 0);
  return accept({ gaps, uncoveredMinutesOfWeek });
}
