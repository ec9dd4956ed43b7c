/**
 * Decides what a repeated external id means (rules 16). External ids are unique for ever; the store finds the visit
 * that bears one.
 */
import type { Id } from '@seteli/kit/ids';
import { accept, isAboutNow, refuse, type Decision } from '@seteli/kit/result';
import { saysTheSame, type VisitToRecord } from './recorded.ts';
import type { Visit } from './visit.ts';

/** The visit takes nothing and never will. Its provider may use its id once more by saying so. */
export const isSpent = ({ allocation, state }: Pick<Visit, 'allocation' | 'state'>): boolean =>
  allocation === 'REFUSED' || state === 'DELETED';

/** Answers by the visit that bears the id. It answers nothing where the rule decides again, as about a new visit. */
export function answerToKnown(before: Visit, { bookingId, retry, recorded }: Omit<VisitToRecord, 'externalId'>): Decision<Id> | undefined {
  if (isSpent(before) && retry) return undefined;
  const told = { path: ['externalId'], details: { visitId: before.id } };
  if (before.state === 'DELETED') return refuse('EXTERNAL_ID_DELETED', told);
  // Vouchers had not heard of everything, so its refusal says nothing about the visit.
  if (isSpent(before) && before.refusal && isAboutNow(before.refusal)) return undefined;
  return before.bookingId === bookingId && saysTheSame(before, recorded) ? accept(before.id) : refuse('EXTERNAL_ID_CONFLICT', told);
}
