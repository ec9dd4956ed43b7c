/** The rule of making a booking (palveluvaraus): a client's voucher, one unit of the provider, both consents. */
import { isBefore, isWithin, rangesOverlap, type Day, type DayRange } from '@seteli/kit/day';
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
 * One booking covers all contents of the voucher that the provider may serve on its first day. To a provider without
 * approval in the voucher's time, or a user without the team right, the voucher does not exist, as when it is looked up.
 */
export function book(facts: BookingFacts, wish: BookingWish): Decision<PlannedBooking, BookingRefusal> {
  const { voucher, approvals, teamServices, isOwnUnit, pricedFrom } = facts;
  const unknown = refuse('NOT_FOUND', { path: ['voucherId'] });
  if (!voucher || !teamServices.has(voucher.serviceId)) return unknown;
  const ofItsTime = approvals.filter((approval) => rangesOverlap(approval, voucher));
  if (!voucher.contentIds.some((id) => ofItsTime.some(({ contentIds }) => contentIds.includes(id)))) return unknown;
  if (!isOwnUnit) return refuse('NOT_FOUND', { path: ['unitId'] });
  if (!wish.termsAccepted) return refuse('CONSENT_MISSING', { path: ['termsAccepted'] });
  if (!wish.contractFormed) return refuse('CONSENT_MISSING', { path: ['contractFormed'] });
  if (!isWithin(voucher, wish.firstDay)) return refuse('OUTSIDE_VALIDITY', { path: ['firstDay'] });
  const onFirstDay = ofItsTime.filter((approval) => isWithin(approval, wish.firstDay));
  const contentIds = voucher.contentIds.filter((id) => onFirstDay.some((approval) => approval.contentIds.includes(id)));
  if (contentIds.length === 0) return refuse('NOT_APPROVED', { path: ['firstDay'] });
  // Only units that have a price list are offered for booking (seed 000).
  if (!pricedFrom.some((day) => !isBefore(wish.firstDay, day))) return refuse('NO_PRICE', { path: ['unitId'] });
  return accept({ voucher, contentIds });
}
