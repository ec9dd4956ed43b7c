/** Days on which something holds, and the first day of a visit on which something does not (rules 19, 20). */
import { isBefore, isWithin, type Day, type DayRange } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { PlannedPiece } from './plan.ts';
import type { ContentFacts, RecordingFacts } from './recording-facts.ts';
import type { Recorded } from './recorded.ts';
import { wallDaysOf } from './wall-clock.ts';

/** Days on which something holds, first and last included; a suspension takes out its own first to last day. */
export type Validity = DayRange & { readonly suspended?: readonly DayRange[] };

export const holdsOn = (validity: Validity, day: Day): boolean =>
  isWithin(validity, day) && !validity.suspended?.some((suspension) => isWithin(suspension, day));

export type Outside = { readonly day: Day; readonly outside: 'VOUCHER' | 'BOOKING' | 'APPROVAL' | 'CONTENT'; readonly contentId?: Id };

/** The first bad date, whichever validity it breaks. */
export function outsideValidity(
  facts: RecordingFacts,
  { startsAt, endsAt }: Pick<Recorded, 'startsAt' | 'endsAt'>,
  pieces: readonly PlannedPiece[],
): Outside | undefined {
  const { voucher, successor, booking, approval, contents } = facts;
  let place = 0;
  for (const { day } of wallDaysOf(startsAt, endsAt)) {
    if (!holdsOn(voucher, day) && !(successor && holdsOn(successor, day))) return { day, outside: 'VOUCHER' };
    if (!isWithin(booking, day)) return { day, outside: 'BOOKING' };
    if (!holdsOn(approval, day)) return { day, outside: 'APPROVAL' };
    // Both are in time order.
    for (; place < pieces.length && !isBefore(day, pieces[place]!.day); place++) {
      const { contentId } = pieces[place]!;
      const content = contents.get(contentId);
      const outside = content && outsideContent(content, day);
      if (outside) return { day, outside, contentId };
    }
  }
  return undefined;
}

function outsideContent({ offered, granted, approved }: ContentFacts, day: Day): Outside['outside'] | undefined {
  if (isOutside(offered, day)) return 'CONTENT';
  if (isOutside(granted, day)) return 'VOUCHER';
  return isOutside(approved, day) ? 'APPROVAL' : undefined;
}

/** Never is another refusal than not on this day, and has its turn later. */
const isOutside = (ranges: readonly DayRange[], day: Day): boolean => ranges.length > 0 && !ranges.some((range) => isWithin(range, day));
