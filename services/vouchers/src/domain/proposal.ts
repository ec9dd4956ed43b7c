/**
 * The second person of a change of values to a client's loss (rules 14): one officer has seen and proposed it, another confirms
 * what was seen. What the change itself may be, `value.ts` and `own-value.ts` decide, when it is proposed and again when it is confirmed.
 */
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import type { OwnValueChange } from './own-value.ts';
import type { TableWish } from './value.ts';

/** Either a table of the service, or a decision of the voucher's client. */
export type Wish = { readonly table: TableWish; readonly own: null } | { readonly table: null; readonly own: OwnValueChange };

export type Proposal = {
  readonly id: Id;
  readonly organiserId: Id;
  readonly serviceId: Id;
  /** Null for a table. */
  readonly voucherId: Id | null;
  readonly wish: Wish;
  /** Of what was seen. */
  readonly previewId: string;
  readonly state: 'PROPOSED' | 'CONFIRMED' | 'REPLACED';
  readonly proposedBy: Id;
  readonly proposedAt: Instant;
  readonly confirmedBy: Id | null;
  readonly confirmedAt: Instant | null;
};

type SecondRefusal = 'NOT_FOUND' | 'WRONG_STATE' | 'SECOND_PERSON_NEEDED';

/** Whether somebody may confirm it at all. */
export function secondPerson(proposal: Proposal | undefined, userId: Id): Decision<Proposal, SecondRefusal> {
  if (!proposal) return refuse('NOT_FOUND', { path: ['proposalId'] });
  if (proposal.state !== 'PROPOSED') return refuse('WRONG_STATE', { path: ['proposalId'] });
  return proposal.proposedBy === userId ? refuseWhole('SECOND_PERSON_NEEDED') : accept(proposal);
}

/** `shown` is the id of the preview as it comes out now: nothing may have changed since the proposal was made. */
export function confirm(
  proposal: Proposal | undefined,
  by: { readonly userId: Id; readonly previewId: string; readonly shown: string; readonly now: Instant },
): Decision<Proposal, SecondRefusal | 'STALE_PREVIEW'> {
  const waiting = secondPerson(proposal, by.userId);
  if (!waiting.accepted) return waiting;
  const { value: waits } = waiting;
  if (waits.previewId !== by.previewId || waits.previewId !== by.shown) return refuse('STALE_PREVIEW', { path: ['previewId'] });
  return accept({ ...waits, state: 'CONFIRMED', confirmedBy: by.userId, confirmedAt: by.now });
}
