/** The life of a visit (tapahtuma) after its recording: changes, approval, correction and deletion. */
import { dayOf, monthOf, type Day, type Instant, type Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import type { Quantity, Unit } from '@seteli/schema/quantity';
import type { RefusalDetails } from '@seteli/schema/refusal-facts';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { CHANGE_CAUSES } from '@seteli/schema/events/bookings';
import { nextStates, type Command, type VisitState } from './lifecycle.ts';
import type { Recorded } from './recorded.ts';

export const VISIT_FLAGS = [
  'OVERLAP',
  'OVER_HARD_LIMIT',
  'LATE',
  'ADJACENT',
  'WORKER_ELSEWHERE',
  'SAMPLED',
  'EXTRA_SERVICE',
  'CORRECTED',
  'RELEASED',
  'AFTER_DEATH',
] as const;
export type VisitFlag = (typeof VISIT_FLAGS)[number];

export type VisitLine = {
  readonly contentId: Id;
  readonly serviceMonth: Month;
  readonly unit: Unit;
  readonly steps: number;
  readonly stepsPerUnit: number;
  readonly unitPriceCents: Cents;
  readonly unitValueCents: Cents;
  readonly totalCents: Cents;
  readonly organiserCents: Cents;
  readonly clientCents: Cents;
  readonly unbilledCents: Cents;
  readonly isExtraService: boolean;
  readonly vatPermille: number;
  readonly totalVatCents: Cents;
  readonly organiserVatCents: Cents;
};

export type RefusedAllocation = {
  readonly code: string;
  readonly remaining: Quantity | null;
  readonly details?: RefusalDetails | null | undefined;
};

/** The visit before a waiting change: all that the change may change. */
export type BeforeChange = Recorded & {
  readonly state: Exclude<VisitState, 'DELETED'>;
  readonly placingId: Id;
  /** Vouchers has not answered about this version either. It will before it answers about the change. */
  readonly awaitedVersion: number | null;
  readonly recordedAt: Instant;
  readonly flags: readonly VisitFlag[];
  readonly approvedBy: ApprovedBy | null;
  readonly approverId: Id | null;
  readonly approvedAt: Instant | null;
  readonly correctionReason: string | null;
  /** Its shares have changed meanwhile, and whoever heard of its approval has not heard that. */
  readonly isUntold: boolean;
  /** The change brings another price. When vouchers takes it, the visit has its former state again. */
  readonly isRepriced: boolean;
};

export type ApprovedBy = 'POLICY' | 'CHECKER';

export type Visit = Recorded & {
  readonly id: Id;
  /**
   * The rank: it sorts visits by when they came to stand on their days. It is the visit's own id until a change moves
   * the visit to other days.
   */
  readonly placingId: Id;
  readonly bookingId: Id;
  readonly organiserId: Id;
  readonly providerId: Id;
  readonly voucherId: Id;
  /** The service of its booking. */
  readonly serviceId: Id;
  readonly unitId: Id;
  readonly state: VisitState;
  readonly allocation: 'PENDING' | 'MADE' | 'REFUSED';
  readonly refusal: RefusedAllocation | null;
  /** The lines that vouchers last took. While a change waits, those before the change. */
  readonly lines: readonly VisitLine[];
  /** The version that vouchers names: the last version that it took, or that it refused of a standing visit. */
  readonly allocatedVersion: number | null;
  /** Sums of the lines without extra service. Null before there are lines. */
  readonly totalCents: Cents | null;
  readonly organiserCents: Cents | null;
  readonly clientCents: Cents | null;
  readonly unbilledCents: Cents;
  readonly flags: readonly VisitFlag[];
  readonly approvedBy: ApprovedBy | null;
  /**
   * Since when a checker looks again at an approved visit, and why. Null for all others, and once a checker has
   * approved it.
   */
  readonly heldAt: Instant | null;
  readonly holdReason: string | null;
  /** Whoever heard of its approval has heard that it holds no longer. The next approval has another version. */
  readonly isTakenBack: boolean;
  /** Null: nobody, or bookings did not keep it then. */
  readonly approverId: Id | null;
  readonly approvedAt: Instant | null;
  readonly returnReason: string | null;
  readonly returnedAt: Instant | null;
  /** The last day on which the provider can handle a returned visit. */
  readonly handleBy: Day | null;
  /** When bookings saw to it that the provider knows how near that day is. */
  readonly remindedAt: Instant | null;
  readonly correctionReason: string | null;
  readonly externalId: string | null;
  readonly before: BeforeChange | null;
  readonly recordedAt: Instant;
  readonly recordedBy: Id;
  readonly version: number;
};

/** The state that holds. While a change waits, the state before the change. */
export const standsAs = ({ state, before }: Pick<Visit, 'state' | 'before'>): VisitState =>
  state === 'RECORDED' && before ? before.state : state;

export type ChangeCause = (typeof CHANGE_CAUSES)[number];

/** Why bookings announces a visit again whose change vouchers has just taken. */
export function causeOf(visit: Pick<Visit, 'before' | 'correctionReason'>): ChangeCause | null {
  if (!visit.before) return null;
  if (visit.before.isRepriced) return 'PUBLISHED';
  return isCorrection(visit) ? 'CORRECTED' : 'EDITED';
}

/**
 * Whether the waiting change is the organiser's own correction of a settled visit. An edit that a lock has overtaken is
 * none, and gives no reason.
 */
export const isCorrection = ({ before, correctionReason }: Pick<Visit, 'before' | 'correctionReason'>): boolean =>
  before !== null && !before.isRepriced && wasSettled(before) && correctionReason !== null;

export type StateRefusal = 'NOT_FOUND' | 'SETTLED' | 'WRONG_STATE';

/**
 * Only a correction can change a visit that was settled, even after another correction and until the next lock (rules
 * 65).
 */
export const wasSettled = ({ state, flags }: Pick<Visit, 'state' | 'flags'>): boolean =>
  state === 'SETTLED' || (state === 'APPROVED' && flags.includes('CORRECTED'));

const isSettled = (visit: Visit): boolean => wasSettled(visit) || (visit.before !== null && wasSettled(visit.before));

/** SETTLED names its own obstacle, because only a correction can help there (rules, order of refusals). */
export function inState(visit: Visit | undefined, command: Command): Decision<Visit, StateRefusal> {
  if (!visit) return refuse('NOT_FOUND', { path: ['visitId'] });
  const ofSettled = command === 'correctVisit' || command === 'creditVisit';
  if (!ofSettled && isSettled(visit)) return refuse('SETTLED', { path: ['visitId'] });
  if (ofSettled !== isSettled(visit) || nextStates(visit.state, command).length === 0) return refuse('WRONG_STATE', { path: ['visitId'] });
  return accept(visit);
}

export type GivenApproval = { readonly approverId: Id; readonly approvedAt: Instant };

export function approve(visit: Visit | undefined, approval: GivenApproval): Decision<Visit, StateRefusal> {
  const decision = inState(visit, 'approveVisit');
  if (!decision.accepted) return decision;
  const { version, isTakenBack } = decision.value;
  const approved = { state: 'APPROVED', approvedBy: 'CHECKER', version: isTakenBack ? version + 1 : version } as const;
  return accept({ ...decision.value, ...approved, ...approval, ...NOT_HELD });
}

/** The fields of a hold after an approval. */
export const NOT_HELD = { heldAt: null, holdReason: null, isTakenBack: false } as const;

export const withReason = (decision: Decision<Visit, StateRefusal>, reason: string): Decision<Visit, StateRefusal | 'REASON_MISSING'> =>
  decision.accepted && reason.trim() === '' ? refuse('REASON_MISSING', { path: ['reason'] }) : decision;

export type Handling = Pick<Visit, 'returnedAt' | 'handleBy' | 'remindedAt'>;

export function returnToProvider(
  visit: Visit | undefined,
  reason: string,
  handling: (visit: Visit) => Handling,
): Decision<Visit, StateRefusal | 'REASON_MISSING'> {
  const decision = withReason(inState(visit, 'returnVisit'), reason);
  if (!decision.accepted) return decision;
  return accept({ ...decision.value, state: 'RETURNED', returnReason: reason.trim(), ...handling(decision.value) });
}

/** Deleting raises the version, so that bookings recognises a late allocation. */
export const deleted = (visit: Visit): Visit => ({ ...visit, state: 'DELETED', version: visit.version + 1 });

export function remove(visit: Visit | undefined): Decision<Visit, StateRefusal> {
  const decision = inState(visit, 'deleteVisit');
  return decision.accepted ? accept(deleted(decision.value)) : decision;
}

/** A credit corrects a settled visit to nothing. */
export function credit(visit: Visit | undefined, reason: string): Decision<Visit, StateRefusal | 'REASON_MISSING'> {
  const decision = withReason(inState(visit, 'creditVisit'), reason);
  if (!decision.accepted) return decision;
  return accept({ ...deleted(decision.value), correctionReason: reason.trim(), flags: corrected(decision.value.flags) });
}

export const corrected = (flags: readonly VisitFlag[]): readonly VisitFlag[] =>
  flags.includes('CORRECTED') ? flags : [...flags, 'CORRECTED'];

/**
 * A provider may edit a visit that was approved by itself, where the service allows it. They may only delete a visit
 * that a checker approved (rules 50). They record a refused visit again (rules 2), and have to wait for a waiting
 * change.
 */
export function mayEdit(visit: Visit | undefined, isApprovedEditable: boolean): Decision<Visit, StateRefusal> {
  const decision = inState(visit, 'editVisit');
  if (!decision.accepted) return decision;
  const { state, approvedBy, allocation, before } = decision.value;
  const isFinal = state === 'APPROVED' && (approvedBy !== 'POLICY' || !isApprovedEditable);
  const isWaiting = state === 'RECORDED' && (allocation !== 'PENDING' || before !== null);
  return isFinal || isWaiting ? refuse('WRONG_STATE', { path: ['visitId'] }) : decision;
}

export const mayCorrect = (visit: Visit | undefined, reason: string): Decision<Visit, StateRefusal | 'REASON_MISSING'> =>
  withReason(inState(visit, 'correctVisit'), reason);

/**
 * The first recording counts for the cut-off, unless the change moves the visit to another service month (rules 49).
 */
export const recordedFor = ({ startsAt, recordedAt }: Visit, newStart: Instant, now: Instant): Instant =>
  monthOf(dayOf(newStart)).equals(monthOf(dayOf(startsAt))) ? recordedAt : now;

/** Whoever corrects a settled visit approves it, too. */
export type Change = Recorded &
  Pick<Visit, 'placingId' | 'recordedAt' | 'flags'> & { readonly correctionReason?: string; readonly approval?: GivenApproval | undefined };

/** The changed visit waits for its allocation. `before` keeps the former visit until then. */
export const change = (visit: Visit, { approval, ...to }: Change): Visit => ({
  ...visit,
  ...to,
  state: 'RECORDED',
  allocation: 'PENDING',
  refusal: null,
  approvedBy: null,
  approverId: approval?.approverId ?? null,
  approvedAt: approval?.approvedAt ?? null,
  version: visit.version + 1,
  before: beforeOf(visit),
});

export const beforeOf = (visit: Visit): BeforeChange => ({
  state: visit.state as BeforeChange['state'],
  placingId: visit.placingId,
  awaitedVersion: visit.allocation === 'PENDING' ? visit.version : null,
  startsAt: visit.startsAt,
  endsAt: visit.endsAt,
  timed: visit.timed,
  kind: visit.kind,
  contentId: visit.contentId,
  amount: visit.amount,
  workers: visit.workers,
  workerReference: visit.workerReference,
  groupReference: visit.groupReference,
  noticeAt: visit.noticeAt,
  accessories: visit.accessories,
  extraService: visit.extraService,
  overlapReason: visit.overlapReason,
  recordedAt: visit.recordedAt,
  flags: visit.flags,
  approvedBy: visit.approvedBy,
  approverId: visit.approverId,
  approvedAt: visit.approvedAt,
  correctionReason: visit.correctionReason,
  isUntold: false,
  isRepriced: false,
});
