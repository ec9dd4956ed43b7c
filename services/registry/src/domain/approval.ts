/**
 * The rules for approving a provider for a service (hyväksyminen) and for withdrawing the approval. They know no
 * applications and no papers.
 */
import { dayOf, isBefore, rangesOverlap, type Day, type DayRange, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';

export type Approval = DayRange & {
  readonly id: Id;
  readonly organiserId: Id;
  readonly serviceId: Id;
  readonly providerId: Id;
  readonly contentIds: readonly Id[];
  readonly lastDay: Day | null;
  readonly withdrawnAt: Instant | null;
  readonly version: number;
};

export type ApprovalWish = DayRange & { readonly contentIds?: readonly Id[] | null | undefined };

/** `contentIds` is null when the organiser has no such service. `approvals` are the provider's approvals for it. */
export type ApproveFacts = {
  readonly contentIds: readonly Id[] | null;
  readonly isProviderKnown: boolean;
  readonly approvals: readonly Approval[];
};

type ApproveRefusal = 'NOT_FOUND' | 'INVALID_RANGE' | 'UNKNOWN_CONTENT' | 'VERSION_EXISTS';

/** The contents to approve, or the existing approval that says the same. */
export type Approved = { readonly contentIds: readonly Id[]; readonly same?: never } | { readonly same: Approval };

export function approve({ contentIds, isProviderKnown, approvals }: ApproveFacts, wish: ApprovalWish): Decision<Approved, ApproveRefusal> {
  if (!contentIds) return refuse('NOT_FOUND', { path: ['serviceId'] });
  if (!isProviderKnown) return refuse('NOT_FOUND', { path: ['providerId'] });
  if (wish.lastDay && isBefore(wish.lastDay, wish.firstDay)) return refuse('INVALID_RANGE', { path: ['lastDay'] });
  const wished = [...new Set(wish.contentIds ?? contentIds)].toSorted();
  if (wished.length === 0) return refuse('UNKNOWN_CONTENT', { path: ['contentIds'] });
  const unknown = wish.contentIds?.findIndex((id) => !contentIds.includes(id)) ?? -1;
  if (unknown !== -1) return refuse('UNKNOWN_CONTENT', { path: ['contentIds', String(unknown)] });
  const other = approvals.find((approval) => rangesOverlap(approval, wish) && approval.contentIds.some((id) => wished.includes(id)));
  if (!other) return accept({ contentIds: wished });
  return saysTheSame(other, wish, wished) ? accept({ same: other }) : refuse('VERSION_EXISTS', { path: ['firstDay'] });
}

const saysTheSame = (approval: Approval, { firstDay, lastDay }: DayRange, contentIds: readonly Id[]): boolean =>
  approval.firstDay.equals(firstDay) &&
  (approval.lastDay?.toString() ?? null) === (lastDay?.toString() ?? null) &&
  approval.contentIds.length === contentIds.length &&
  approval.contentIds.every((id) => contentIds.includes(id));

/** Ends an approval today or later. Service up to and including the last day stays payable (rules 13, 20). */
export function withdraw(approval: Approval | undefined, lastDay: Day, now: Instant): Decision<Approval, 'NOT_FOUND' | 'INVALID_RANGE'> {
  if (!approval) return refuse('NOT_FOUND', { path: ['approvalId'] });
  const dayBefore = approval.firstDay.subtract({ days: 1 });
  // An approval that has not begun by the last day never begins.
  const ends = isBefore(lastDay, dayBefore) ? dayBefore : lastDay;
  if (approval.withdrawnAt && approval.lastDay?.equals(ends)) return accept(approval);
  const isLater = approval.lastDay !== null && isBefore(approval.lastDay, ends);
  if (isLater || isBefore(lastDay, dayOf(now))) return refuse('INVALID_RANGE', { path: ['lastDay'] });
  return accept({ ...approval, lastDay: ends, withdrawnAt: now, version: approval.version + 1 });
}
