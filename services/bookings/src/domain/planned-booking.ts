/**
 * A booking that nobody has made yet, for a quote of visits at a provider's unit. It covers all that the voucher
 * grants, as long as somebody may use the voucher.
 */
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { KnownVoucher } from './booking.ts';

type Unit = { readonly id: Id; readonly providerId: Id };

/** The rule of recording asks each visit for the provider's approval. */
export const planBooking = (id: Id, voucher: KnownVoucher, unit: Unit, now: Instant) => ({
  id,
  voucherId: voucher.id,
  organiserId: voucher.organiserId,
  serviceId: voucher.serviceId,
  personId: voucher.personId,
  providerId: unit.providerId,
  unitId: unit.id,
  contentIds: [...voucher.contentIds],
  wish: null,
  firstDay: voucher.firstDay,
  lastDay: null,
  continues: null,
  madeAt: now,
  version: 1,
});

/** The rule judges a planned visit as if somebody recorded it at its end. */
export const recordedWhenEnded = (endsAt: Instant, now: Instant): Instant =>
  endsAt.epochMilliseconds > now.epochMilliseconds ? endsAt : now;
