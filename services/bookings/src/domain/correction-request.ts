/**
 * A provider asks for the correction of a visit that only the organiser may correct. There is one request at a time,
 * until somebody decides or corrects the visit otherwise.
 */
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { CORRECTION_REQUESTS_MAX } from './limits.ts';
import type { Recorded } from './recorded.ts';
import { mayCorrect, type StateRefusal, type Visit } from './visit.ts';

/**
 * All that the provider says was served. A reason and an acceptance stay unless the change brings new ones (rules 17).
 */
export type Changed = Omit<Recorded, 'kind'>;

/**
 * ACCEPTED: the organiser corrected the visit as requested. CLOSED: the organiser corrected it otherwise. Both open
 * again if the voucher then refuses the correction.
 */
export type RequestState = 'OPEN' | 'ACCEPTED' | 'DECLINED' | 'WITHDRAWN' | 'CLOSED';

export type CorrectionRequest = {
  readonly id: Id;
  readonly visitId: Id;
  readonly bookingId: Id;
  readonly organiserId: Id;
  readonly providerId: Id;
  /** The content that the visit should have. */
  readonly wish: Changed;
  readonly reason: string;
  readonly state: RequestState;
  readonly requestedBy: Id;
  readonly requestedAt: Instant;
  readonly decidedBy: Id | null;
  readonly decidedAt: Instant | null;
  readonly declineReason: string | null;
  /** The version of the visit that ended the request, if a correction accepted or closed it. */
  readonly correctedVersion: number | null;
};

/** `before`: the requests for the visit until now. */
export function mayRequest(
  visit: Visit | undefined,
  before: { readonly total: number; readonly isOpen: boolean },
  reason: string,
): Decision<Visit, StateRefusal | 'REASON_MISSING' | 'ALREADY_REQUESTED' | 'LIMIT_REACHED'> {
  const decision = mayCorrect(visit, reason);
  if (!decision.accepted) return decision;
  if (before.isOpen) return refuse('ALREADY_REQUESTED', { path: ['visitId'] });
  return before.total < CORRECTION_REQUESTS_MAX ? decision : refuse('LIMIT_REACHED', { path: ['visitId'] });
}

type DecidingRefusal = 'NOT_FOUND' | 'WRONG_STATE';

export function open(request: CorrectionRequest | undefined): Decision<CorrectionRequest, DecidingRefusal> {
  if (!request) return refuse('NOT_FOUND', { path: ['requestId'] });
  return request.state === 'OPEN' ? accept(request) : refuse('WRONG_STATE', { path: ['requestId'] });
}

type By = { readonly userId: Id; readonly now: Instant };

export function withdraw(request: CorrectionRequest | undefined, { userId, now }: By): Decision<CorrectionRequest, DecidingRefusal> {
  const decision = open(request);
  return decision.accepted ? accept({ ...decision.value, state: 'WITHDRAWN', decidedBy: userId, decidedAt: now }) : decision;
}

export function decline(
  request: CorrectionRequest | undefined,
  reason: string,
  { userId, now }: By,
): Decision<CorrectionRequest, DecidingRefusal | 'REASON_MISSING'> {
  const decision = open(request);
  if (!decision.accepted) return decision;
  if (reason.trim() === '') return refuse('REASON_MISSING', { path: ['reason'] });
  return accept({ ...decision.value, state: 'DECLINED', declineReason: reason.trim(), decidedBy: userId, decidedAt: now });
}

/** A correction ends the request, by accepting it or otherwise. */
export const ended = (
  request: CorrectionRequest,
  state: 'ACCEPTED' | 'CLOSED',
  { userId, now, version }: By & { readonly version: number },
): CorrectionRequest => ({ ...request, state, decidedBy: userId, decidedAt: now, correctedVersion: version });
