/**
 * The rule of making a booking (palveluvaraus): a client's voucher, one unit of the provider, and both consents where
 * the client makes a consumer contract.
 */
import type { Covered } from '@seteli/schema/sight';
import { dayBeforeNext, isBefore, isWithin, rangesOverlap, type Day, type DayRange } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { Validity } from './recording-facts.ts';
import { holdsOn, outsideVoucher } from './validity.ts';

export type KnownVoucher = DayRange & {
  readonly id: Id;
  readonly organiserId: Id;
  readonly serviceId: Id;
  readonly personId: Id;
  readonly contentIds: readonly Id[];
  readonly lastDay: Day;
  readonly state: 'ACTIVE' | 'REVOKED' | 'ENDED' | 'DECLINED';
  readonly suspensions: readonly DayRange[];
  readonly predecessorId: Id | null;
  /** Null where vouchers has not said it yet: then the rules treat it as a voucher. */
  readonly arrangementKind: 'VOUCHER' | 'PURCHASED' | 'PERMISSION' | null;
  /** An order's own prices, by content (rules 30). */
  readonly contractPrices: ReadonlyMap<Id, Cents>;
};

export type Approval = DayRange & { readonly contentIds: readonly Id[] };

/** What a booking of the voucher holds already. */
export type Booked = DayRange & { readonly contentIds: readonly Id[] };

/** What bookings knows when a provider wishes to book. */
export type BookingFacts = {
  readonly voucher: KnownVoucher | undefined;
  /** The client's day of death, as far as bookings has heard. Nobody consents after it. */
  readonly diedOn: Day | null;
  /** The acting provider's approvals for the voucher's service. */
  readonly approvals: readonly Approval[];
  /** The services that the user's own teams cover. */
  readonly teamServices: Covered;
  readonly isOwnUnit: boolean;
  /** First days of the unit's prices for the service. */
  readonly pricedFrom: readonly Day[];
  /** The unit's other bookings of the voucher. */
  readonly booked: readonly Booked[];
  /** The version of the words that clients see today. */
  readonly termsVersion: number;
};

export const CONSENT_CHANNELS = ['IN_PERSON', 'PHONE', 'IN_WRITING', 'ONLINE'] as const;
type Channel = (typeof CONSENT_CHANNELS)[number];
type Consents = {
  readonly termsAccepted: boolean;
  readonly contractFormed: boolean;
  readonly channel: Channel | null;
  /** The version of the words that the client saw. Null: nobody names it, and today's version counts. */
  readonly termsVersion: number | null;
};
export type BookingWish = Consents & { readonly firstDay: Day };

/**
 * `consent` is null where the rule asks none. `lastDay`: the day before another booking of the unit begins, if one
 * does.
 */
export type PlannedBooking = {
  readonly voucher: KnownVoucher;
  readonly contentIds: readonly Id[];
  readonly lastDay: Day | null;
  readonly consent: { readonly channel: Channel; readonly termsVersion: number } | null;
};

type BookingRefusal =
  | 'STALE'
  | 'NOT_FOUND'
  | 'CLIENT_DIED'
  | 'CONSENT_MISSING'
  | 'OUTSIDE_VALIDITY'
  | 'NOT_APPROVED'
  | 'ALREADY_BOOKED'
  | 'NO_PRICE';

/**
 * A purchased service rests on the agreement of organiser and provider: the client makes no contract, and agrees to
 * none (rules 30).
 */
export const needsConsents = ({ arrangementKind }: Pick<KnownVoucher, 'arrangementKind'>): boolean => arrangementKind !== 'PURCHASED';

/**
 * One booking covers all contents of the voucher that the provider may serve on its first day and that the unit has not
 * booked already. It lasts until another booking of the unit begins: a unit has one booking of a voucher and content on
 * a day. The voucher does not exist for a provider without approval in its time, nor for a user without the team right;
 * looking it up answers the same.
 */
export function book(facts: BookingFacts, wish: BookingWish): Decision<PlannedBooking, BookingRefusal> {
  const { voucher, diedOn, approvals, teamServices, isOwnUnit, pricedFrom, booked, termsVersion } = facts;
  const unknown = refuse('NOT_FOUND', { path: ['voucherId'] });
  if (!voucher || !teamServices.has(voucher.serviceId, { personId: voucher.personId })) return unknown;
  const ofItsTime = approvals.filter((approval) => rangesOverlap(approval, voucher));
  if (!voucher.contentIds.some((id) => ofItsTime.some(({ contentIds }) => contentIds.includes(id)))) return unknown;
  if (!isOwnUnit) return refuse('NOT_FOUND', { path: ['unitId'] });
  if (diedOn) return refuse('CLIENT_DIED', { path: ['voucherId'] });
  const missing = needsConsents(voucher) ? missingConsent(wish) : undefined;
  if (missing) return refuse('CONSENT_MISSING', { path: [missing] });
  // Nobody agreed to words that they did not see.
  if (needsConsents(voucher) && (wish.termsVersion ?? termsVersion) !== termsVersion) return refuse('STALE', { path: ['termsVersion'] });
  if (!holdsOn(usableOn(voucher), wish.firstDay))
    return refuse('OUTSIDE_VALIDITY', { path: ['firstDay'], details: outsideVoucher(wish.firstDay, usableOn(voucher)) });
  const servable = contentsOn(voucher, ofItsTime, wish.firstDay);
  if (servable.length === 0) return refuse('NOT_APPROVED', { path: ['firstDay'] });
  const contentIds = unbooked(servable, booked, wish.firstDay);
  if (contentIds.length === 0) return refuse('ALREADY_BOOKED', { path: ['unitId'] });
  // Bookings offers only units that have a price list (rules 32).
  const earliest = pricedFrom.toSorted(Temporal.PlainDate.compare)[0];
  if (!earliest || isBefore(wish.firstDay, earliest))
    return refuse('NO_PRICE', {
      path: ['unitId'],
      details: { day: wish.firstDay.toString(), ...(earliest && { firstDay: earliest.toString() }) },
    });
  const lastDay = lastUnbookedDay(contentIds, booked, wish.firstDay);
  const consent = needsConsents(voucher) && wish.channel ? { channel: wish.channel, termsVersion } : null;
  return accept({ voucher, contentIds, lastDay, consent });
}

const missingConsent = ({ termsAccepted, contractFormed, channel }: Consents): string | undefined =>
  !termsAccepted ? 'termsAccepted' : !contractFormed ? 'contractFormed' : channel === null ? 'channel' : undefined;

/** Those of the contents that no booking holds on the day. */
export const unbooked = (contentIds: readonly Id[], booked: readonly Booked[], day: Day): Id[] =>
  contentIds.filter((id) => !booked.some((other) => isWithin(other, day) && other.contentIds.includes(id)));

/** Null where no later booking holds any of the contents. */
export function lastUnbookedDay(contentIds: readonly Id[], booked: readonly Booked[], day: Day): Day | null {
  const ofThese = booked.filter((other) => other.contentIds.some((id) => contentIds.includes(id)));
  return dayBeforeNext(
    day,
    ofThese.map(({ firstDay }) => firstDay),
  );
}

/** The contents of a voucher that approvals cover on a day. */
const contentsOn = ({ contentIds }: KnownVoucher, approvals: readonly Approval[], day: Day): Id[] =>
  contentIds.filter((id) => approvals.some((approval) => isWithin(approval, day) && approval.contentIds.includes(id)));

/** A voucher that its client declined holds on none of its days (R31). */
export const usableOn = ({ firstDay, lastDay, state, suspensions }: KnownVoucher): Validity => ({
  firstDay,
  lastDay,
  suspended: suspensions,
  ...(state === 'DECLINED' && { isDeclined: true }),
});

type Continuable = { readonly serviceId: Id; readonly lastDay: Day | null };

/**
 * The contents that a booking covers on the voucher that follows. Nothing when the booking has ended, or when its
 * provider is approved for none of the contents on the first day (rules 21).
 */
export function continuedContents(booking: Continuable, successor: KnownVoucher, approvals: readonly Approval[]): readonly Id[] {
  if (booking.lastDay !== null || booking.serviceId !== successor.serviceId || successor.state === 'DECLINED') return [];
  return contentsOn(successor, approvals, successor.firstDay);
}

export type EndFacts = {
  readonly firstDay: Day;
  readonly lastDay: Day | null;
  /** The last day of service of any standing visit of the booking. */
  readonly lastServed: Day | null;
};

type EndRefusal = 'WRONG_STATE' | 'INVALID_RANGE' | 'BELOW_USED';

/**
 * Ends a booking with a day of service that still belongs to it (rules 18, 20). A booking that has ended may end
 * earlier, but never begins again.
 */
export function endBooking({ firstDay, lastDay, lastServed }: EndFacts, wished: Day): Decision<Day, EndRefusal> {
  const path = ['lastDay'];
  if (isBefore(wished, firstDay)) return refuse('INVALID_RANGE', { path, details: { firstDay: firstDay.toString() } });
  if (lastDay && isBefore(lastDay, wished)) return refuse('WRONG_STATE', { path, details: { lastDay: lastDay.toString() } });
  if (lastServed && isBefore(wished, lastServed)) return refuse('BELOW_USED', { path, details: { firstDay: lastServed.toString() } });
  return accept(wished);
}
