/** The rule of making a booking (palveluvaraus): a client's voucher, one unit of the provider, both consents. */
import { isBefore, isWithin, type Day, type DayRange } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';

export type KnownVoucher = DayRange & {
  readonly id: Id;
  readonly organiserId: Id;
  readonly serviceId: Id;
  readonly personId: Id;
  readonly contentIds: readonly Id[];
};

export type Approval = DayRange & { readonly contentIds: readonly Id[] };

/** What is known when a booking is wished. */
export type BookingFacts = {
  readonly voucher: KnownVoucher | undefined;
  /** The acting provider's approvals for the voucher's service. */
  readonly approvals: readonly Approval[];
  /** The services that the user's own teams cover. */
  readonly teamServices: ReadonlySet<Id>;
  readonly isOwnUnit: boolean;
  /** First days of the unit's prices for the service. */
  readonly pricedFrom: readonly Day[];
};

export type BookingWish = { readonly firstDay: Day; readonly termsAccepted: boolean; readonly contractFormed: boolean };

export type PlannedBooking = { readonly voucher: KnownVoucher; readonly contentIds: readonly Id[] };

type BookingRefusal = 'NOT_FOUND' | 'CONSENT_MISSING' | 'OUTSIDE_VALIDITY' | 'NOT_APPROVED' | 'NO_PRICE';

/**
 * One booking covers all contents of the voucher that the provider serves. To a provider without approval or a user
 * without the team right the voucher does not exist, as when it is opened by its number.
 */
export function book(facts: BookingFacts, wish: BookingWish): Decision<PlannedBooking, BookingRefusal> {
  const { voucher, approvals, teamServices, isOwnUnit, pricedFrom } = facts;
  const contentIds = (voucher?.contentIds ?? []).filter((id) => approvals.some((approval) => approval.contentIds.includes(id)));
  if (!voucher || contentIds.length === 0 || !teamServices.has(voucher.serviceId)) return refuse('NOT_FOUND', { path: ['voucherId'] });
  if (!isOwnUnit) return refuse('NOT_FOUND', { path: ['unitId'] });
  if (!wish.termsAccepted) return refuse('CONSENT_MISSING', { path: ['termsAccepted'] });
  if (!wish.contractFormed) return refuse('CONSENT_MISSING', { path: ['contractFormed'] });
  if (!isWithin(voucher, wish.firstDay)) return refuse('OUTSIDE_VALIDITY', { path: ['firstDay'] });
  const approved = contentIds.filter((id) => approvals.some((approval) => approval.contentIds.includes(id) && isWithin(approval, wish.firstDay)));
  if (approved.length === 0) return refuse('NOT_APPROVED', { path: ['firstDay'] });
  // Only units that have a price list are offered for booking (seed 000).
  if (!pricedFrom.some((day) => !isBefore(wish.firstDay, day))) return refuse('NO_PRICE', { path: ['unitId'] });
  return accept({ voucher, contentIds: approved });
}
