/** The life of a visit (tapahtuma) after it was recorded: its allocation, its approval, changes and deletion. The lifecycle is data; the rules and the README read it. */
import { dayOf, monthOf, type Instant, type Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import type { Quantity, Unit } from '@seteli/kit/quantity';
import { accept, refuse, type Decision } from '@seteli/kit/result';

export type VisitState = 'RECORDED' | 'UNDER_REVIEW' | 'RETURNED' | 'APPROVED' | 'SETTLED' | 'DELETED';
export type VisitFlag = 'OVERLAP' | 'OVER_HARD_LIMIT' | 'LATE';
export type ApprovalPolicy = 'AUTOMATIC_UNLESS_FLAGGED' | 'ALWAYS_CHECKED';

type Edge = { readonly from: VisitState; readonly command: string; readonly to: VisitState; readonly event: string | null };

/**
 * `allocate` and `settle` are what vouchers and settlement announce; the others are what people do. A refused allocation
 * leaves a new visit RECORDED, and brings a changed one back to RETURNED.
 */
export const LIFECYCLE = [
  { from: 'RECORDED', command: 'allocate', to: 'APPROVED', event: 'visit-approved' },
  { from: 'RECORDED', command: 'allocate', to: 'UNDER_REVIEW', event: null },
  { from: 'RECORDED', command: 'allocate', to: 'RETURNED', event: null },
  { from: 'UNDER_REVIEW', command: 'approveVisit', to: 'APPROVED', event: 'visit-approved' },
  { from: 'UNDER_REVIEW', command: 'returnVisit', to: 'RETURNED', event: 'visit-returned' },
  { from: 'RETURNED', command: 'editVisit', to: 'RECORDED', event: 'visit-recorded' },
  { from: 'RECORDED', command: 'deleteVisit', to: 'DELETED', event: 'visit-deleted' },
  { from: 'UNDER_REVIEW', command: 'deleteVisit', to: 'DELETED', event: 'visit-deleted' },
  { from: 'RETURNED', command: 'deleteVisit', to: 'DELETED', event: 'visit-deleted' },
  { from: 'APPROVED', command: 'deleteVisit', to: 'DELETED', event: 'visit-deleted' },
  { from: 'APPROVED', command: 'settle', to: 'SETTLED', event: null },
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
  readonly unitPriceCents: Cents;
  readonly unitValueCents: Cents;
  readonly totalCents: Cents;
  readonly organiserCents: Cents;
  readonly clientCents: Cents;
};

export type RefusedAllocation = { readonly code: string; readonly remaining: Quantity | null };

/** What a visit was before a change that still waits for its allocation. */
export type BeforeChange = {
  readonly state: 'RETURNED';
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly recordedAt: Instant;
  readonly overlapReason: string | null;
  readonly flags: readonly VisitFlag[];
};

export type Visit = {
  readonly id: Id;
  readonly bookingId: Id;
  readonly organiserId: Id;
  readonly providerId: Id;
  readonly voucherId: Id;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly state: VisitState;
  readonly allocation: 'PENDING' | 'MADE' | 'REFUSED';
  readonly refusal: RefusedAllocation | null;
  readonly lines: readonly VisitLine[];
  readonly totalCents: Cents | null;
  readonly organiserCents: Cents | null;
  readonly clientCents: Cents | null;
  readonly flags: readonly VisitFlag[];
  readonly overlapReason: string | null;
  readonly returnReason: string | null;
  readonly externalId: string | null;
  readonly before: BeforeChange | null;
  readonly recordedAt: Instant;
  readonly recordedBy: Id;
  readonly version: number;
};

/** Flags that make a checker look (rules 68); LATE only tells. */
const NEEDS_REVIEW: ReadonlySet<VisitFlag> = new Set(['OVERLAP', 'OVER_HARD_LIMIT']);

export type AllocationAnswer = { readonly visitVersion: number } & (
  | { readonly made: true; readonly overlap: boolean; readonly lines: readonly VisitLine[] }
  | ({ readonly made: false } & RefusedAllocation)
);

/** The visit after vouchers has answered; the same visit when the answer concerns an older version of it. */
export function allocated(visit: Visit, answer: AllocationAnswer, policy: ApprovalPolicy): Visit {
  if (visit.version !== answer.visitVersion || visit.allocation !== 'PENDING') return visit;
  if (!answer.made) return refused(visit, { code: answer.code, remaining: answer.remaining });
  const flags = answer.overlap ? [...new Set<VisitFlag>([...visit.flags, 'OVERLAP'])] : visit.flags;
  const look = policy === 'ALWAYS_CHECKED' || flags.some((flag) => NEEDS_REVIEW.has(flag));
  const sum = (amount: (line: VisitLine) => Cents) => answer.lines.reduce((total, line) => total + amount(line), 0n);
  return {
    ...visit,
    allocation: 'MADE',
    state: look ? 'UNDER_REVIEW' : 'APPROVED',
    lines: answer.lines,
    totalCents: sum(({ totalCents }) => totalCents),
    organiserCents: sum(({ organiserCents }) => organiserCents),
    clientCents: sum(({ clientCents }) => clientCents),
    flags,
    refusal: null,
    returnReason: null,
    before: null,
  };
}

/** A refused change leaves the visit as it was before; a refused new visit takes nothing and stays refused (rules 2, 49). */
const refused = (visit: Visit, refusal: RefusedAllocation): Visit =>
  visit.before ? { ...visit, ...visit.before, allocation: 'MADE', refusal, before: null } : { ...visit, allocation: 'REFUSED', refusal };

type StateRefusal = 'NOT_FOUND' | 'SETTLED' | 'WRONG_STATE';

/** SETTLED names its own obstacle, because only a correction can help there (rules, order of refusals). */
function inState(visit: Visit | undefined, command: Command): Decision<Visit, StateRefusal> {
  if (!visit) return refuse('NOT_FOUND', { path: ['visitId'] });
  if (visit.state === 'SETTLED') return refuse('SETTLED', { path: ['visitId'] });
  if (nextStates(visit.state, command).length === 0) return refuse('WRONG_STATE', { path: ['visitId'] });
  return accept(visit);
}

export function approve(visit: Visit | undefined): Decision<Visit, StateRefusal> {
  const decision = inState(visit, 'approveVisit');
  return decision.accepted ? accept({ ...decision.value, state: 'APPROVED' }) : decision;
}

export function returnToProvider(visit: Visit | undefined, reason: string): Decision<Visit, StateRefusal | 'REASON_MISSING'> {
  const decision = inState(visit, 'returnVisit');
  if (!decision.accepted) return decision;
  if (reason.trim() === '') return refuse('REASON_MISSING', { path: ['reason'] });
  return accept({ ...decision.value, state: 'RETURNED', returnReason: reason.trim() });
}

/** Deleting raises the version, so that an allocation which is still under way is recognised as late. */
export function remove(visit: Visit | undefined): Decision<Visit, StateRefusal> {
  const decision = inState(visit, 'deleteVisit');
  return decision.accepted ? accept({ ...decision.value, state: 'DELETED', version: decision.value.version + 1 }) : decision;
}

export type Change = Pick<Visit, 'startsAt' | 'endsAt' | 'recordedAt' | 'overlapReason' | 'flags'>;

export const mayEdit = (visit: Visit | undefined): Decision<Visit, StateRefusal> => inState(visit, 'editVisit');

/** For the cut-off the first recording counts, unless the change moves the visit to another service month (rules 49). */
export const recordedFor = ({ startsAt, recordedAt }: Visit, newStart: Instant, now: Instant): Instant =>
  monthOf(dayOf(newStart)).equals(monthOf(dayOf(startsAt))) ? recordedAt : now;

/** The changed visit waits for its allocation; what it was is kept beside it until then. */
export const edit = (visit: Visit, change: Change): Visit => ({
  ...visit,
  ...change,
  state: 'RECORDED',
  allocation: 'PENDING',
  refusal: null,
  version: visit.version + 1,
  before: {
    state: 'RETURNED',
    startsAt: visit.startsAt,
    endsAt: visit.endsAt,
    recordedAt: visit.recordedAt,
    overlapReason: visit.overlapReason,
    flags: visit.flags,
  },
});
