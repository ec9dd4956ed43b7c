/**
 * The Finnish calendar as bands see it: public holidays, their eves, and the one base class of every date. Today's law
 * holds for every year. The calendar does not serve the years 1973–1991, when Epiphany and Ascension Day were
 * Saturdays.
 */
import type { Day } from '@seteli/kit/day';

export const BASE_CLASSES = ['WEEKDAY', 'SATURDAY', 'SUNDAY', 'HOLIDAY'] as const;
export type BaseClass = (typeof BASE_CLASSES)[number];
/** An eve (aatto) lies over a weekday or a Saturday and replaces it only where the service has an eve band. */
export type DayClass = BaseClass | 'HOLIDAY_EVE';

/** Days that the organiser has decided otherwise, written as `YYYY-MM-DD`. */
export type ServiceCalendar = {
  readonly ownDays: ReadonlyMap<string, BaseClass>;
  readonly addedEves: ReadonlySet<string>;
  readonly struckEves: ReadonlySet<string>;
};
export const ordinaryCalendar: ServiceCalendar = { ownDays: new Map(), addedEves: new Set(), struckEves: new Set() };

const SUNDAY = 7;
const SATURDAY = 6;

/** The Gregorian computus of Meeus, Jones and Butcher. */
export function easterSunday(year: number): Day {
  const century = Math.floor(year / 100);
  const correction = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25);
  const moonAge = (19 * (year % 19) + correction + 15) % 30;
  const fullMoon = moonAge - Math.floor((moonAge + Math.floor((year % 19) / 11)) / 29);
  const weekday = (year + Math.floor(year / 4) + fullMoon + 2 - century + Math.floor(century / 4)) % 7;
  return Temporal.PlainDate.from({ year, month: 3, day: 28 }).add({ days: fullMoon - weekday });
}

/** The Saturday that falls on the given day or on one of the six after it. */
const saturdayFrom = (day: Day): Day => day.add({ days: (SATURDAY - day.dayOfWeek + 7) % 7 });

export function publicHolidaysOf(year: number): readonly Day[] {
  const on = (month: number, day: number) => Temporal.PlainDate.from({ year, month, day });
  const easter = easterSunday(year);
  const goodFriday = easter.subtract({ days: 2 });
  const easterMonday = easter.add({ days: 1 });
  const ascension = easter.add({ days: 39 });
  const whitSunday = easter.add({ days: 49 });
  const holidays = [on(1, 1), on(1, 6), goodFriday, easter, easterMonday, on(5, 1), ascension, whitSunday];
  holidays.push(saturdayFrom(on(6, 20)), saturdayFrom(on(10, 31)), on(12, 6), on(12, 25), on(12, 26));
  return holidays.toSorted(Temporal.PlainDate.compare);
}

/**
 * The day before every public holiday, unless that day is itself a public holiday or a Sunday; before any organiser's
 * change.
 */
export function holidayEvesOf(year: number): readonly Day[] {
  const holidays = publicHolidaysOf(year);
  const newYear = Temporal.PlainDate.from({ year: year + 1, month: 1, day: 1 });
  return [...holidays.slice(1), newYear]
    .map((holiday) => holiday.subtract({ days: 1 }))
    .filter((eve) => eve.dayOfWeek !== SUNDAY && !holidays.some((holiday) => holiday.equals(eve)));
}

const monthDay = (day: Day): number => day.month * 100 + day.day;

type YearDays = { readonly holidays: ReadonlySet<number>; readonly eves: ReadonlySet<number> };
const years = new Map<number, YearDays>();
function yearDaysOf(year: number): YearDays {
  let days = years.get(year);
  if (!days) {
    days = { holidays: new Set(publicHolidaysOf(year).map(monthDay)), eves: new Set(holidayEvesOf(year).map(monthDay)) };
    years.set(year, days);
  }
  return days;
}

export const isPublicHoliday = (day: Day): boolean => yearDaysOf(day.year).holidays.has(monthDay(day));

export function isHolidayEve(day: Day, calendar: ServiceCalendar): boolean {
  if (calendar.addedEves.size > 0 && calendar.addedEves.has(day.toString())) return true;
  if (!yearDaysOf(day.year).eves.has(monthDay(day))) return false;
  return !calendar.struckEves.has(day.toString());
}

/** The base class: the organiser's own day, else holiday, else Sunday, Saturday, weekday. */
export function dayClassOf(day: Day, calendar: ServiceCalendar): BaseClass {
  const own = calendar.ownDays.size > 0 ? calendar.ownDays.get(day.toString()) : undefined;
  if (own) return own;
  if (isPublicHoliday(day)) return 'HOLIDAY';
  if (day.dayOfWeek === SUNDAY) return 'SUNDAY';
  return day.dayOfWeek === SATURDAY ? 'SATURDAY' : 'WEEKDAY';
}

/** What an organiser has said of a day. Null: the calendar's own class holds. */
export type OwnDay = { readonly day: Day; readonly dayClass: BaseClass | null; readonly holidayEve: boolean | null };

export function calendarOf(days: readonly OwnDay[]): ServiceCalendar {
  if (days.length === 0) return ordinaryCalendar;
  const written = (each: readonly OwnDay[]) => new Set(each.map(({ day }) => day.toString()));
  return {
    ownDays: new Map(days.flatMap(({ day, dayClass }) => (dayClass ? [[day.toString(), dayClass] as const] : []))),
    addedEves: written(days.filter(({ holidayEve }) => holidayEve === true)),
    struckEves: written(days.filter(({ holidayEve }) => holidayEve === false)),
  };
}

export type CalendarDay = { readonly day: Day; readonly dayClass: BaseClass; readonly holidayEve: boolean; readonly own: boolean };

/** Each day as bands see it: an eve lies over a weekday or a Saturday only. */
export function calendarDays(firstDay: Day, lastDay: Day, days: readonly OwnDay[]): CalendarDay[] {
  const calendar = calendarOf(days);
  const own = new Set(days.flatMap(({ day, dayClass, holidayEve }) => ((dayClass ?? holidayEve) === null ? [] : [day.toString()])));
  const shown: CalendarDay[] = [];
  for (let day = firstDay; Temporal.PlainDate.compare(day, lastDay) <= 0; day = day.add({ days: 1 })) {
    const dayClass = dayClassOf(day, calendar);
    const mayBeEve = dayClass === 'WEEKDAY' || dayClass === 'SATURDAY';
    shown.push({ day, dayClass, holidayEve: mayBeEve && isHolidayEve(day, calendar), own: own.has(day.toString()) });
  }
  return shown;
}
