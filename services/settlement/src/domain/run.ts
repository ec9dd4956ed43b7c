/** The life of a run (tilitysajo): what may happen to it, in which state, when and by whom. */
import { dayOf, firstDayOf, isMonthBefore, startOfDay, type Instant, type Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { checkSecond } from '@seteli/kit/proposal';
import { accept, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import type { Shares } from './posting.ts';

export type RunState = 'PLANNED' | 'COLLECTING' | 'LOCKING' | 'LOCKED' | 'APPROVED' | 'EXPORTED' | 'PAID';
export type RunCommand = 'post' | 'lockRun' | 'freeze' | 'approveRun' | 'exportRun';

type Transition = { readonly from: RunState; readonly command: RunCommand; readonly to: RunState; readonly event: string | null };

/**
 * A month is PLANNED until the first posting; nobody opens it. From LOCKING on it takes no entries; a job names its
 * entries, adds them up and freezes it. PAID waits for the bank's answers, which nothing reads yet.
 */
export const LIFECYCLE: readonly Transition[] = [
  { from: 'PLANNED', command: 'post', to: 'COLLECTING', event: null },
  { from: 'PLANNED', command: 'lockRun', to: 'LOCKING', event: null },
  { from: 'COLLECTING', command: 'lockRun', to: 'LOCKING', event: null },
  { from: 'LOCKING', command: 'freeze', to: 'LOCKED', event: 'run-changed' },
  { from: 'LOCKED', command: 'approveRun', to: 'APPROVED', event: 'run-changed' },
  { from: 'APPROVED', command: 'exportRun', to: 'EXPORTED', event: 'run-changed' },
];

/** The state after a command; undefined when the state does not allow it. */
export const stateAfter = (from: RunState, command: RunCommand): RunState | undefined =>
  LIFECYCLE.find((transition) => transition.from === from && transition.command === command)?.to;

export type Run = Shares & {
  readonly id: Id;
  readonly organiserId: Id;
  readonly month: Month;
  readonly state: RunState;
  readonly entries: number;
  readonly hash: string | null;
  readonly lockedBy: Id | null;
  readonly lockedAt: Instant | null;
  readonly approvedBy: Id | null;
  readonly approvedAt: Instant | null;
  readonly exportedBy: Id | null;
  readonly exportedAt: Instant | null;
};

/** The run of an organiser's month. */
export type RunOfMonth = Pick<Run, 'id' | 'organiserId' | 'month'>;

export const plannedRun = (id: Id, organiserId: Id, month: Month): Run => ({
  id,
  organiserId,
  month,
  state: 'PLANNED',
  entries: 0,
  totalCents: 0n,
  organiserCents: 0n,
  clientCents: 0n,
  hash: null,
  lockedBy: null,
  lockedAt: null,
  approvedBy: null,
  approvedAt: null,
  exportedBy: null,
  exportedAt: null,
});

export type LockFacts = {
  readonly run: Run;
  /** The organiser's; null while settlement has not heard of the organiser. */
  readonly settlementDay: number | null;
  readonly lockedThrough: Month | null;
  /** The month whose lock is under way. */
  readonly locking: Month | null;
  /** The earliest month that still collects. */
  readonly earliestCollecting: Month | null;
  /** Whether settlement has applied everything that bookings had announced when asked. */
  readonly hasHeardAll: boolean;
  readonly parkedEvents: number;
};

type LockRefusal = 'NOT_YET_KNOWN' | 'WRONG_STATE' | 'TOO_EARLY' | 'EARLIER_MONTH_OPEN' | 'BEHIND' | 'EVENTS_PARKED';

/** From 00:00 in Finland on the settlement day of the following month. */
export const lockableFrom = (month: Month, settlementDay: number): Instant =>
  startOfDay(firstDayOf(month.add({ months: 1 })).with({ day: settlementDay }));

/** Whether the month may be locked now. It does not look at the month's entries. */
export function lockRun(facts: LockFacts, by: Id, now: Instant): Decision<Run, LockRefusal> {
  const { run, settlementDay, lockedThrough, earliestCollecting } = facts;
  if (settlementDay === null) return refuseWhole('NOT_YET_KNOWN');
  // A second request gets the lock that is under way.
  if (run.state === 'LOCKING') return accept(run);
  const to = stateAfter(run.state, 'lockRun');
  if (!to || (lockedThrough && !isMonthBefore(lockedThrough, run.month))) return refuse('WRONG_STATE', { path: ['month'] });
  const from = lockableFrom(run.month, settlementDay);
  if (Temporal.Instant.compare(now, from) < 0)
    return refuse('TOO_EARLY', { path: ['month'], details: { firstDay: dayOf(from).toString() } });
  const wanted = lockedThrough?.add({ months: 1 }) ?? earliestCollecting ?? run.month;
  // The debts that the earlier month carries on are known only when it is locked.
  if (facts.locking) return refuse('EARLIER_MONTH_OPEN', { path: ['month'], details: { month: facts.locking.toString() } });
  if (isMonthBefore(wanted, run.month)) return refuse('EARLIER_MONTH_OPEN', { path: ['month'], details: { month: wanted.toString() } });
  if (!facts.hasHeardAll) return refuseWhole('BEHIND');
  if (facts.parkedEvents > 0) return refuseWhole('EVENTS_PARKED', { details: { count: facts.parkedEvents } });
  return accept({ ...run, state: to, lockedBy: by, lockedAt: now });
}

/** From now on the entries of the run stand still. */
export function freeze(run: Run, hash: string): Run {
  const state = stateAfter(run.state, 'freeze');
  if (!state) throw new Error(`run ${run.id} is ${run.state} and cannot be frozen`);
  return { ...run, state, hash };
}

export function approveRun(
  run: Run | undefined,
  { by, hash }: { readonly by: Id; readonly hash: string },
  now: Instant,
): Decision<Run, 'NOT_FOUND' | 'STALE' | 'WRONG_STATE' | 'SECOND_PERSON_NEEDED'> {
  if (!run) return refuse('NOT_FOUND', { path: ['runId'] });
  // Before the lock there is no hash to compare, and the state refuses.
  if (run.hash !== null && run.hash !== hash) return refuse('STALE', { path: ['hash'] });
  const to = stateAfter(run.state, 'approveRun');
  if (!to) return refuse('WRONG_STATE', { path: ['runId'] });
  return checkSecond(run.lockedBy, by) ?? accept({ ...run, state: to, approvedBy: by, approvedAt: now });
}

export function exportRun(run: Run | undefined, by: Id, now: Instant): Decision<Run, 'NOT_FOUND' | 'WRONG_STATE'> {
  if (!run) return refuse('NOT_FOUND', { path: ['runId'] });
  const to = stateAfter(run.state, 'exportRun');
  if (!to) return refuse('WRONG_STATE', { path: ['runId'] });
  return accept({ ...run, state: to, exportedBy: by, exportedAt: now });
}
