/** The fields of `VisitInput` at which a form shows why a visit is refused: what the recorder said there, and whoever refuses must not have heard as they said it. */
import { dayOf, type Day, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Refusal } from '@seteli/kit/result';

type Path = readonly string[];

/** What decides which fields there are to change. */
export type Said = {
  readonly startsAt: Instant;
  readonly timed: boolean;
  readonly contentId: Id | null;
  readonly amount: string | null;
  readonly overlapReasonGiven: boolean;
  readonly accessories: readonly { readonly contentId: Id }[];
};

export const endField = ({ timed }: Pick<Said, 'timed'>): Path => [timed ? 'end' : 'lastDay'];
export const startField = ({ timed }: Pick<Said, 'timed'>): Path => [timed ? 'start' : 'day'];

/** Of a visit over several days, the bad ones are those at its start, or those at its end. */
export const dayField = (said: Pick<Said, 'timed' | 'startsAt'>, day: Day | string | undefined): Path =>
  day === undefined || dayOf(said.startsAt).equals(day) ? startField(said) : endField(said);

const accessoryField = (
  { accessories }: Pick<Said, 'accessories'>,
  contentId: Id | undefined,
  field: 'contentId' | 'amount',
): Path | undefined => {
  const place = accessories.findIndex((accessory) => accessory.contentId === contentId);
  return place < 0 ? undefined : ['accessories', String(place), field];
};

/** Bands choose the content by the time of day, and a time begins. */
export const contentField = (said: Omit<Said, 'overlapReasonGiven'>, contentId?: Id): Path =>
  accessoryField(said, contentId, 'contentId') ?? (said.contentId === null ? startField(said) : ['contentId']);

export const amountField = (said: Omit<Said, 'overlapReasonGiven'>, contentId?: Id): Path =>
  accessoryField(said, contentId, 'amount') ?? (said.amount === null ? endField(said) : ['amount']);

/** One visit costs one, however long it was: only another content, or another day, is less. */
function quotaField(said: Said, { remaining, details }: Pick<Refusal, 'remaining' | 'details'>): Path {
  const isByVisit = said.timed && said.amount === null && remaining !== undefined && remaining.unit !== 'HOUR';
  return accessoryField(said, details?.contentId, 'amount') ?? (isByVisit ? contentField(said) : amountField(said));
}

/** The field at which the voucher's refusal is shown; none of what only time mends. */
export function fieldOfVouchersRefusal(refusal: Pick<Refusal, 'code' | 'remaining' | 'details'>, said: Said): Path | undefined {
  const { code, details } = refusal;
  if (code === 'OUTSIDE_VALIDITY') return dayField(said, details?.day);
  if (code === 'CONTENT_NOT_GRANTED') return contentField(said, details?.contentId);
  // Who has given a reason meets a content that allows none.
  if (code === 'OVERLAP') return said.overlapReasonGiven ? startField(said) : ['overlapReason'];
  if (code === 'DAY_ALREADY_RECORDED') return startField(said);
  if (code === 'QUOTA_EXCEEDED') return quotaField(said, refusal);
  return code === 'BALANCE_EXCEEDED' ? amountField(said, details?.contentId) : undefined;
}
