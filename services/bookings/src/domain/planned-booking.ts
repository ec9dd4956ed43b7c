/** A booking that nobody has made yet, for who asks what a visit at a provider's unit would cost: of all that the voucher grants, for as long as it may be used. */
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { KnownVoucher } from './booking.ts';

type Unit = { readonly id: Id; readonly providerId: Id };

/** What the provider is approved for, the rule of recording asks of each visit. */
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

/** A planned visit is judged as if it were recorded when it has ended. */
export const recordedWhenEnded = (endsAt: Instant, now: Instant): Instant =>
  endsAt.epochMilliseconds > now.epochMilliseconds ? endsAt : now;
