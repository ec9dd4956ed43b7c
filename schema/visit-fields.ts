/**
 * The fields of `VisitInput` at which a form shows why a visit was refused. The service that refuses sees pieces and
 * not the input, so these rules go by what the recorder gave.
 */
import { dayOf, type Day, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Refusal } from '@seteli/kit/result';

type FieldPath = readonly string[];

/** The parts of the input that decide which fields the recorder can change. */
export type GivenVisit = {
  readonly startsAt: Instant;
  readonly timed: boolean;
  readonly contentId: Id | null;
  readonly amount: string | null;
  readonly overlapReasonGiven: boolean;
  readonly accessories: readonly { readonly contentId: Id }[];
};

export const endField = ({ timed }: Pick<GivenVisit, 'timed'>): FieldPath => [timed ? 'end' : 'lastDay'];
export const startField = ({ timed }: Pick<GivenVisit, 'timed'>): FieldPath => [timed ? 'start' : 'day'];

/** In a visit over several days, the refused day is one at its start or one at its end. */
export const dayField = (said: Pick<GivenVisit, 'timed' | 'startsAt'>, day: Day | string | undefined): FieldPath =>
  day === undefined || dayOf(said.startsAt).equals(day) ? startField(said) : endField(said);

const accessoryField = (
  { accessories }: Pick<GivenVisit, 'accessories'>,
  contentId: Id | undefined,
  field: 'contentId' | 'amount',
): FieldPath | undefined => {
  const index = accessories.findIndex((accessory) => accessory.contentId === contentId);
  return index < 0 ? undefined : ['accessories', String(index), field];
};

/** Bands choose the content by the time of day, so without a named content the start is at fault. */
export const contentField = (said: Omit<GivenVisit, 'overlapReasonGiven'>, contentId?: Id): FieldPath =>
  accessoryField(said, contentId, 'contentId') ?? (said.contentId === null ? startField(said) : ['contentId']);

export const amountField = (said: Omit<GivenVisit, 'overlapReasonGiven'>, contentId?: Id): FieldPath =>
  accessoryField(said, contentId, 'amount') ?? (said.amount === null ? endField(said) : ['amount']);

/** One visit takes one from a quota by visits, however long it is. Only another content or another day takes less. */
function quotaField(said: GivenVisit, { remaining, details }: Pick<Refusal, 'remaining' | 'details'>): FieldPath {
  const isByVisit = said.timed && said.amount === null && remaining !== undefined && remaining.unit !== 'HOUR';
  return accessoryField(said, details?.contentId, 'amount') ?? (isByVisit ? contentField(said) : amountField(said));
}

/** The field at which a form shows the voucher's refusal. None for a refusal that only time mends. */
export function fieldOfVouchersRefusal(refusal: Pick<Refusal, 'code' | 'remaining' | 'details'>, said: GivenVisit): FieldPath | undefined {
  const { code, details } = refusal;
  if (code === 'OUTSIDE_VALIDITY') return dayField(said, details?.day);
  if (code === 'CONTENT_NOT_GRANTED') return contentField(said, details?.contentId);
  // A recorder who gave a reason needs another time: this content allows no overlap.
  if (code === 'OVERLAP') return said.overlapReasonGiven ? startField(said) : ['overlapReason'];
  if (code === 'DAY_ALREADY_RECORDED') return startField(said);
  if (code === 'QUOTA_EXCEEDED') return quotaField(said, refusal);
  return code === 'BALANCE_EXCEEDED' ? amountField(said, details?.contentId) : undefined;
}
