/**
 * Which visits of a client may not coincide: one time, and one day, week or month, is recorded once (rules 17, 18, 56).
 */
import { dayOf, isBefore, rangesOverlap, type Day, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Quantity } from '@seteli/schema/quantity';
import type { Days } from './period.ts';

/** Days on which a content counted by days is recorded, once over all providers. */
export type DayHold = Days & { readonly contentId: Id; readonly serviceId: Id; readonly isAbsence: boolean };

/** What a visit keeps from other visits. A visit that occupies no time overlaps none. */
export type Presence = {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly occupiesTime: boolean;
  readonly days: readonly DayHold[];
  /** Set for visits that are allocated already. */
  readonly visitId?: Id;
};

/** Times are half-open, so visits that touch do not overlap (rules 17). */
export const overlaps = (one: Presence, other: Presence): boolean =>
  one.occupiesTime &&
  other.occupiesTime &&
  Temporal.Instant.compare(one.startsAt, other.endsAt) < 0 &&
  Temporal.Instant.compare(other.startsAt, one.endsAt) < 0;

/** In a service, a day is either absence or presence; other contents by days stand side by side. */
export const sharesADay = (one: Presence, other: Presence): boolean =>
  one.days.some((hold) =>
    other.days.some(
      (held) =>
        (hold.contentId === held.contentId || (hold.serviceId === held.serviceId && (hold.isAbsence || held.isAbsence))) &&
        rangesOverlap(hold, held),
    ),
  );

type TimedPiece = {
  readonly contentId: Id;
  readonly day: Day;
  readonly unit: Quantity['unit'];
  readonly steps: number;
  readonly stepsPerUnit: number;
};

export const isCountedByDays = ({ unit }: Pick<Quantity, 'unit'>): boolean => unit === 'DAY' || unit === 'WEEK' || unit === 'MONTH';

/**
 * The days that a piece covers. A week or month lasts until the next piece of the same content or the end of the visit,
 * however many of its days are charged. Days follow one another. Any other piece covers its own day.
 */
export function daysOfPiece({ pieces, end }: { readonly pieces: readonly TimedPiece[]; readonly end: Instant }, index: number): Days {
  const { contentId, day, unit, steps, stepsPerUnit } = pieces[index]!;
  if (!isCountedByDays({ unit })) return { firstDay: day, lastDay: day };
  if (unit === 'DAY') return { firstDay: day, lastDay: day.add({ days: Math.ceil(steps / stepsPerUnit) - 1 }) };
  const next = pieces.find((piece, other) => other > index && piece.contentId === contentId && isBefore(day, piece.day));
  const lastDay = next ? next.day.subtract({ days: 1 }) : dayOf(end.subtract({ milliseconds: 1 }));
  return { firstDay: day, lastDay: isBefore(lastDay, day) ? day : lastDay };
}
