/** The first day of a visit on which something does not hold, and what (rules 19, 20). */
import { isBefore, isWithin, type Day, type DayRange } from '@seteli/kit/day';
import type { RefusalDetails, ValidityKind } from '@seteli/schema/refusal-facts';
import type { PlannedPiece } from './plan.ts';
import type { ContentFacts, RecordingFacts, Validity } from './recording-facts.ts';
import type { Recorded } from './recorded.ts';
import { wallDaysOf } from './wall-clock.ts';

export const holdsOn = (validity: Validity, day: Day): boolean =>
  !validity.isDeclined && isWithin(validity, day) && !suspensionOn(validity, day);

const suspensionOn = ({ suspended }: Validity, day: Day): DayRange | undefined =>
  suspended?.find((suspension) => isWithin(suspension, day));

/** The first bad date, the validity that it breaks, and that one's days. */
export function outsideValidity(
  facts: RecordingFacts,
  { startsAt, endsAt }: Pick<Recorded, 'startsAt' | 'endsAt'>,
  pieces: readonly PlannedPiece[],
): RefusalDetails | undefined {
  const { voucher, successor, booking, approval, contents } = facts;
  let index = 0;
  for (const { day } of wallDaysOf(startsAt, endsAt)) {
    if (!holdsOn(voucher, day) && !(successor && holdsOn(successor, day)))
      return outsideVoucher(day, successor && !isBefore(day, successor.firstDay) ? successor : voucher);
    if (!isWithin(booking, day)) return outside(day, 'BOOKING', booking);
    if (!holdsOn(approval, day)) return outside(day, 'APPROVAL', approval);
    // Both are in time order.
    for (; index < pieces.length && !isBefore(day, pieces[index]!.day); index++) {
      const { contentId } = pieces[index]!;
      const content = contents.get(contentId);
      const of = content && outsideContent(content, day);
      if (of) return { ...of, contentId };
    }
  }
  return undefined;
}

export function outsideVoucher(day: Day, voucher: Validity): RefusalDetails {
  const suspension = voucher.isDeclined ? undefined : isWithin(voucher, day) && suspensionOn(voucher, day);
  return suspension ? outside(day, 'SUSPENSION', suspension) : outside(day, 'VOUCHER', voucher);
}

/** Something that holds on no day has no days to tell. */
export const outside = (day: Day, validity: ValidityKind, { firstDay, lastDay }: DayRange): RefusalDetails => ({
  day: day.toString(),
  validity,
  ...(firstDay.year < NEVER && { firstDay: firstDay.toString(), ...(lastDay && { lastDay: lastDay.toString() }) }),
});

const NEVER = 9999;

function outsideContent({ offered, granted, approved }: ContentFacts, day: Day): RefusalDetails | undefined {
  if (isOutside(offered, day)) return outside(day, 'CONTENT', nearest(offered, day));
  if (isOutside(granted, day)) return outside(day, 'VOUCHER', nearest(granted, day));
  return isOutside(approved, day) ? outside(day, 'APPROVAL', nearest(approved, day)) : undefined;
}

/** A content that nobody ever granted gets another refusal, later in the order. */
const isOutside = (ranges: readonly DayRange[], day: Day): boolean => ranges.length > 0 && !ranges.some((range) => isWithin(range, day));

/** The range that ended last before the day, else the range that begins first. */
const nearest = (ranges: readonly DayRange[], day: Day): DayRange => {
  const inOrder = ranges.toSorted((a, b) => Temporal.PlainDate.compare(a.firstDay, b.firstDay));
  return inOrder.findLast(({ firstDay }) => !isBefore(day, firstDay)) ?? inOrder[0]!;
};
