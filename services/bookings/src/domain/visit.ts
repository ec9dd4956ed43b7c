/** The life of a visit (tapahtuma) after it was recorded: changes, approval, correction and deletion. The lifecycle is data; the rules and the README read it. */
import { dayOf, monthOf, type Day, type Instant, type Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import type { Quantity, Unit } from '@seteli/schema/quantity';
import type { RefusalDetails } from '@seteli/schema/refusal-facts';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { CHANGE_CAUSES } from '@seteli/schema/events/bookings';
import type { Recorded } from './recorded.ts';

export type VisitState = 'RECORDED' | 'UNDER_REVIEW' | 'RETURNED' | 'APPROVED' | 'SETTLED' | 'DELETED';
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

type Edge = { readonly from: VisitState; readonly command: string; readonly to: VisitState; readonly event: string | null };

/**
 * `allocate` and `settle` are what vouchers and settlement announce, `reprice` follows what was published for its day, `release` comes with time; the others are what people do. A refused allocation
 * leaves a new visit RECORDED, and brings a changed one back to where it was. APPROVED is corrected only after a correction.
 */
export const LIFECYCLE = [
  { from: 'RECORDED', command: 'allocate', to: 'APPROVED', event: 'visit-approved' },
  { from: 'RECORDED', command: 'allocate', to: 'UNDER_REVIEW', event: null },
  { from: 'RECORDED', command: 'allocate', to: 'RETURNED', event: null },
  { from: 'RECORDED', command: 'allocate', to: 'SETTLED', event: null },
  { from: 'UNDER_REVIEW', command: 'approveVisit', to: 'APPROVED', event: 'visit-approved' },
  { from: 'UNDER_REVIEW', command: 'returnVisit', to: 'RETURNED', event: 'visit-returned' },
  { from: 'RECORDED', command: 'editVisit', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'UNDER_REVIEW', command: 'editVisit', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'RETURNED', command: 'editVisit', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'APPROVED', command: 'editVisit', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'RECORDED', command: 'deleteVisit', to: 'DELETED', event: 'visit-deleted' },
  { from: 'UNDER_REVIEW', command: 'deleteVisit', to: 'DELETED', event: 'visit-deleted' },
  { from: 'RETURNED', command: 'deleteVisit', to: 'DELETED', event: 'visit-deleted' },
  { from: 'APPROVED', command: 'deleteVisit', to: 'DELETED', event: 'visit-deleted' },
  { from: 'RETURNED', command: 'release', to: 'DELETED', event: 'visit-deleted' },
  { from: 'APPROVED', command: 'holdVisit', to: 'UNDER_REVIEW', event: 'visit-held' },
  { from: 'APPROVED', command: 'settle', to: 'SETTLED', event: null },
  { from: 'SETTLED', command: 'correctVisit', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'SETTLED', command: 'creditVisit', to: 'DELETED', event: 'visit-deleted' },
  { from: 'APPROVED', command: 'correctVisit', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'APPROVED', command: 'creditVisit', to: 'DELETED', event: 'visit-deleted' },
  { from: 'UNDER_REVIEW', command: 'reprice', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'RETURNED', command: 'reprice', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'APPROVED', command: 'reprice', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'SETTLED', command: 'reprice', to: 'RECORDED', event: 'visit-recorded' },
] as const satisfies readonly Edge[];

export type Command = (typeof LIFECYCLE)[number]['command'];

/** Where a command may lead from a state; nothing when it may not be given there. */
export const nextStates = (from: VisitState, command: Command): readonly VisitState[] =>
  LIFECYCLE.filter((edge) => edge.from === from && edge.command === command).map(({ to }) => to);

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

/** What a visit was before a change that still waits for its allocation: all that the change may change. */
export type BeforeChange = Recorded & {
  readonly state: Exclude<VisitState, 'DELETED'>;
  readonly placingId: Id;
  /** Vouchers has not answered about this version of it either; it will before it answers about the change. */
  readonly awaitedVersion: number | null;
  readonly recordedAt: Instant;
  readonly flags: readonly VisitFlag[];
  readonly approvedBy: ApprovedBy | null;
  readonly approverId: Id | null;
  readonly approvedAt: Instant | null;
  readonly correctionReason: string | null;
  /** Its shares have changed meanwhile, and who was told of its approval has not heard it. */
  readonly isUntold: boolean;
  /** The change is that of a price: taken, the visit is again what it was. */
  readonly isRepriced: boolean;
};

export type ApprovedBy = 'POLICY' | 'CHECKER';

export type Visit = Recorded & {
  readonly id: Id;
  /** Sorts visits by when they came to stand on their days: its own id, until a change puts it on others. */
  readonly placingId: Id;
  readonly bookingId: Id;
  readonly organiserId: Id;
  readonly providerId: Id;
  readonly voucherId: Id;
  /** Of its booking. */
  readonly serviceId: Id;
  readonly unitId: Id;
  readonly state: VisitState;
  readonly allocation: 'PENDING' | 'MADE' | 'REFUSED';
  readonly refusal: RefusedAllocation | null;
  /** What vouchers last took; while a change waits, what it took before the change. */
  readonly lines: readonly VisitLine[];
  /** The version that vouchers speaks of: the last that it took, or refused of a visit that stands. */
  readonly allocatedVersion: number | null;
  /** Sums of the lines without extra service; null until there are any. */
  readonly totalCents: Cents | null;
  readonly organiserCents: Cents | null;
  readonly clientCents: Cents | null;
  readonly unbilledCents: Cents;
  readonly flags: readonly VisitFlag[];
  readonly approvedBy: ApprovedBy | null;
  /** Since when and why somebody looks again at what was approved; null of everything else, and once a checker has approved it. */
  readonly heldAt: Instant | null;
  readonly holdReason: string | null;
  /** Who was told of its approval has heard that it is none any more: the next approval is another version. */
  readonly isTakenBack: boolean;
  /** Null: nobody, or it was not kept then. */
  readonly approverId: Id | null;
  readonly approvedAt: Instant | null;
  readonly returnReason: string | null;
  readonly returnedAt: Instant | null;
  /** The last day on which its provider can still handle it, of what was returned. */
  readonly handleBy: Day | null;
  /** When it was seen to that its provider knows how near that day is. */
  readonly remindedAt: Instant | null;
  readonly correctionReason: string | null;
  readonly externalId: string | null;
  readonly before: BeforeChange | null;
  readonly recordedAt: Instant;
  readonly recordedBy: Id;
  readonly version: number;
};

/** The state that holds. While a change waits for its allocation, it is the state before the change. */
export const standsAs = ({ state, before }: Pick<Visit, 'state' | 'before'>): VisitState =>
  state === 'RECORDED' && before ? before.state : state;

export type ChangeCause = (typeof CHANGE_CAUSES)[number];

/** Why a visit whose change has just been taken is told anew. */
export function causeOf(visit: Pick<Visit, 'before' | 'correctionReason'>): ChangeCause | null {
  if (!visit.before) return null;
  if (visit.before.isRepriced) return 'PUBLISHED';
  return isCorrection(visit) ? 'CORRECTED' : 'EDITED';
}

/** Whether the change that waits is the organiser's own, of what was settled. An edit that a lock has overtaken is none, and gives no reason. */
export const isCorrection = ({ before, correctionReason }: Pick<Visit, 'before' | 'correctionReason'>): boolean =>
  before !== null && !before.isRepriced && wasSettled(before) && correctionReason !== null;

export type StateRefusal = 'NOT_FOUND' | 'SETTLED' | 'WRONG_STATE';

/** Settled once, only a correction can change it: also after one, until the next lock (rules 65). */
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

export type Approval = { readonly approverId: Id; readonly approvedAt: Instant };

export function approve(visit: Visit | undefined, approval: Approval): Decision<Visit, StateRefusal> {
  const decision = inState(visit, 'approveVisit');
  if (!decision.accepted) return decision;
  const { version, isTakenBack } = decision.value;
  const approved = { state: 'APPROVED', approvedBy: 'CHECKER', version: isTakenBack ? version + 1 : version } as const;
  return accept({ ...decision.value, ...approved, ...approval, ...NOT_HELD });
}

/** What an approval leaves of a hold. */
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

/** Deleting raises the version, so that an allocation which is still under way is recognised as late. */
export const deleted = (visit: Visit): Visit => ({ ...visit, state: 'DELETED', version: visit.version + 1 });

export function remove(visit: Visit | undefined): Decision<Visit, StateRefusal> {
  const decision = inState(visit, 'deleteVisit');
  return decision.accepted ? accept(deleted(decision.value)) : decision;
}

/** Takes back what was settled: a correction to nothing. */
export function credit(visit: Visit | undefined, reason: string): Decision<Visit, StateRefusal | 'REASON_MISSING'> {
  const decision = withReason(inState(visit, 'creditVisit'), reason);
  if (!decision.accepted) return decision;
  return accept({ ...deleted(decision.value), correctionReason: reason.trim(), flags: corrected(decision.value.flags) });
}

export const corrected = (flags: readonly VisitFlag[]): readonly VisitFlag[] =>
  flags.includes('CORRECTED') ? flags : [...flags, 'CORRECTED'];

/**
 * What was approved by itself may be edited where the service says so; what a checker approved may only be deleted (rules 50).
 * What was refused is recorded anew (rules 2), and a change that still waits is waited for.
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

/** For the cut-off the first recording counts, unless the change moves the visit to another service month (rules 49). */
export const recordedFor = ({ startsAt, recordedAt }: Visit, newStart: Instant, now: Instant): Instant =>
  monthOf(dayOf(newStart)).equals(monthOf(dayOf(startsAt))) ? recordedAt : now;

/** Who corrects what was settled approves it, too. */
export type Change = Recorded &
  Pick<Visit, 'placingId' | 'recordedAt' | 'flags'> & { readonly correctionReason?: string; readonly approval?: Approval | undefined };

/** The changed visit waits for its allocation; what it was is kept beside it until then. */
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
