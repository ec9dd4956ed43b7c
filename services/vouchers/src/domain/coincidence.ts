/** What of a client's visits may not coincide: the same time twice, and the same day, week or month twice (rules 17, 18, 56). */
import { dayOf, isBefore, rangesOverlap, type Day, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Quantity } from '@seteli/kit/quantity';
import type { Days } from './period.ts';

/** Days that a content counted by days has been recorded for, once over all providers. */
export type DayHold = Days & { readonly contentId: Id; readonly serviceId: Id; readonly isAbsence: boolean };

/** What a visit keeps others from; a visit that occupies no time overlaps with nothing. */
export type Presence = {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly occupiesTime: boolean;
  readonly days: readonly DayHold[];
  /** Of what stands already. */
  readonly visitId?: Id;
};

/** Half-open, so that visits which touch do not overlap (rules 17). */
export const overlaps = (one: Presence, other: Presence): boolean =>
  one.occupiesTime &&
  other.occupiesTime &&
  Temporal.Instant.compare(one.startsAt, other.endsAt) < 0 &&
  Temporal.Instant.compare(other.startsAt, one.endsAt) < 0;

/** A day is either absence or presence in a service; other contents by days stand side by side. */
export const sharesADay = (one: Presence, other: Presence): boolean =>
  one.days.some((hold) =>
    other.days.some(
      (held) =>
        (hold.contentId === held.contentId || (hold.serviceId === held.serviceId && (hold.isAbsence || held.isAbsence))) &&
        rangesOverlap(hold, held),
    ),
  );

type Piece = {
  readonly contentId: Id;
  readonly day: Day;
  readonly unit: Quantity['unit'];
  readonly steps: number;
  readonly stepsPerUnit: number;
};

export const isCountedByDays = ({ unit }: Pick<Quantity, 'unit'>): boolean => unit === 'DAY' || unit === 'WEEK' || unit === 'MONTH';

/**
 * The days that a piece stands for. Weeks and months are served until the next piece of the same content or the end of the
 * visit, however many days of them are charged; days follow one another; everything else belongs to its own day.
 */
export function daysOf({ pieces, end }: { readonly pieces: readonly Piece[]; readonly end: Instant }, index: number): Days {
  const { contentId, day, unit, steps, stepsPerUnit } = pieces[index]!;
  if (!isCountedByDays({ unit })) return { firstDay: day, lastDay: day };
  if (unit === 'DAY') return { firstDay: day, lastDay: day.add({ days: Math.ceil(steps / stepsPerUnit) - 1 }) };
  const next = pieces.find((piece, place) => place > index && piece.contentId === contentId && isBefore(day, piece.day));
  const lastDay = next ? next.day.subtract({ days: 1 }) : dayOf(end.subtract({ milliseconds: 1 }));
  return { firstDay: day, lastDay: isBefore(lastDay, day) ? day : lastDay };
}
