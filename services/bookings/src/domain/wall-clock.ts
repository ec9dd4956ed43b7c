/**
 * The wall clock of Helsinki by instants: where each local day begins and ends, and which minute of the day an elapsed
 * minute shows, even on nights when the clocks are moved. Days are remembered, since asking the time zone is slow.
 */
import { dayOf, HELSINKI, monthOf, startOfDay, type Day, type Instant, type Month } from '@seteli/kit/day';

const MINUTE_MS = 60_000;
const REMEMBERED_DAYS = 4096;

/** Elapsed time during which the clock runs evenly. `minute`: what the clock shows at its start. */
export type EvenStretch = { readonly fromMs: number; readonly toMs: number; readonly minute: number };

export type WallDay = {
  readonly day: Day;
  readonly month: Month;
  readonly fromMs: number;
  readonly toMs: number;
  readonly stretches: readonly EvenStretch[];
};

const remembered = new Map<number, WallDay>();

export function wallDayAt(ms: number): WallDay {
  // Finland is two or three hours ahead of UTC, so this number is right except in the first hour of a summer day.
  let number = Math.floor((ms + 2 * 60 * MINUTE_MS) / 86_400_000);
  for (;;) {
    const wallDay = remembered.get(number) ?? remember(number);
    if (ms < wallDay.toMs) return wallDay;
    number += 1;
  }
}

/** What the wall clock shows: minutes of the day. */
export function minuteAt(ms: number): number {
  const { fromMs, minute } = wallDayAt(ms).stretches.findLast((stretch) => stretch.fromMs <= ms)!;
  return minute + (ms - fromMs) / MINUTE_MS;
}

/** The local days that a half-open interval touches. An interval that ends at 24:00 does not touch the next day. */
export function wallDaysOf(start: Instant, end: Instant): readonly WallDay[] {
  const days: WallDay[] = [];
  for (let ms = start.epochMilliseconds; ms < end.epochMilliseconds;) {
    const wallDay = wallDayAt(ms);
    days.push(wallDay);
    ms = wallDay.toMs;
  }
  return days;
}

function remember(number: number): WallDay {
  const noon = Temporal.Instant.fromEpochMilliseconds((number + 0.5) * 86_400_000 - 2 * 60 * MINUTE_MS);
  const day = dayOf(noon);
  const wallDay = { day, month: monthOf(day), ...spanOf(day) };
  if (remembered.size >= REMEMBERED_DAYS) remembered.clear();
  remembered.set(number, wallDay);
  return wallDay;
}

function spanOf(day: Day): Pick<WallDay, 'fromMs' | 'toMs' | 'stretches'> {
  const start = startOfDay(day);
  const toMs = startOfDay(day.add({ days: 1 })).epochMilliseconds;
  const stretches: EvenStretch[] = [];
  let at: Temporal.ZonedDateTime = start.toZonedDateTimeISO(HELSINKI);
  while (at.epochMilliseconds < toMs) {
    const moved = at.getTimeZoneTransition('next');
    const end = moved && moved.epochMilliseconds < toMs ? moved : undefined;
    stretches.push({ fromMs: at.epochMilliseconds, toMs: end?.epochMilliseconds ?? toMs, minute: at.hour * 60 + at.minute });
    if (!end) break;
    at = end;
  }
  return { fromMs: start.epochMilliseconds, toMs, stretches };
}
