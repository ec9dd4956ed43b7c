/** What the external id of a visit says when it is sent again (rules 16). Ids are unique for ever; which visit bears one is looked up elsewhere. */
import type { Id } from '@seteli/kit/ids';
import { accept, isAboutNow, refuse, type Decision } from '@seteli/kit/result';
import { saysTheSame, type VisitToRecord } from './recorded.ts';
import type { Visit } from './visit.ts';

/** It takes nothing and never will: its id may be used once more, by who says that this is meant. */
export const isSpent = ({ allocation, state }: Pick<Visit, 'allocation' | 'state'>): boolean =>
  allocation === 'REFUSED' || state === 'DELETED';

/** The answer to what bears the id of a visit that is there already; nothing where it is decided anew, as a new visit. */
export function answerToKnown(before: Visit, { bookingId, retry, recorded }: Omit<VisitToRecord, 'externalId'>): Decision<Id> | undefined {
  if (isSpent(before) && retry) return undefined;
  const told = { path: ['externalId'], details: { visitId: before.id } };
  if (before.state === 'DELETED') return refuse('EXTERNAL_ID_DELETED', told);
  // Vouchers had not heard of everything: that has said nothing about the visit.
  if (isSpent(before) && before.refusal && isAboutNow(before.refusal)) return undefined;
  return before.bookingId === bookingId && saysTheSame(before, recorded) ? accept(before.id) : refuse('EXTERNAL_ID_CONFLICT', told);
}
