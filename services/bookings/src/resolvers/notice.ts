/** Notices to those who have a booking: look-up, GraphQL out. */
import type { Id } from '@seteli/kit/ids';
import { dayOf } from '@seteli/kit/day';
import { firstOf } from '@seteli/kit/pages';
import type * as api from '@seteli/schema/generated/bookings';
import { usualUse } from '../domain/usual-use.ts';
import { may } from '../policy.ts';
import type { Booking } from '../store/booking.ts';
import type { BookingNotice, PriceNotice } from '../store/notice.ts';
import type { Context } from './context.ts';

type Reference = { readonly id: Id };
type Nothing = Record<string, never>;

const stub = (id: Id | null) => (id ? { id } : null);

export const noticeTypes = {
  PriceNotice: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.notice.load(id),
    booking: ({ bookingId }: PriceNotice, _: Nothing, { load }: Context) => load.booking.load(bookingId),
    voucher: async ({ bookingId }: PriceNotice, _: Nothing, { load }: Context) =>
      stub((await load.booking.load(bookingId))?.voucherId ?? null),
    content: ({ contentId }: PriceNotice) => stub(contentId),
    oldPrice: ({ oldPriceCents }: PriceNotice) => oldPriceCents,
    newPrice: ({ newPriceCents }: PriceNotice) => newPriceCents,
    usualUse: async ({ bookingId, contentId }: PriceNotice, _: Nothing, { clock, load }: Context) => {
      const used = await load.usedLately.load(bookingId);
      return usualUse(
        used.filter((each) => each.contentId === contentId),
        dayOf(clock.now()),
      );
    },
  },
  BookingNotice: {
    booking: ({ bookingId }: BookingNotice, _: Nothing, { load }: Context) => load.booking.load(bookingId),
    service: async ({ bookingId }: BookingNotice, _: Nothing, { load }: Context) =>
      stub((await load.booking.load(bookingId))?.serviceId ?? null),
    visit: ({ visitId }: BookingNotice, _: Nothing, { load }: Context) => (visitId ? load.visit.load(visitId) : null),
    oldClientShare: ({ oldShareCents }: BookingNotice, _: Nothing, { actor }: Context) => (may(actor, 'seeVisits') ? oldShareCents : null),
    newClientShare: ({ newShareCents }: BookingNotice, _: Nothing, { actor }: Context) => (may(actor, 'seeVisits') ? newShareCents : null),
  },
};

export const noticesOfBooking = {
  priceNotices: async ({ id }: Booking, page: api.BookingPriceNoticesArgs, { actor, load }: Context) =>
    may(actor, 'seeVisits') ? firstOf((await load.priceNoticesOf.load(id)).toReversed(), page).toReversed() : [],
  notices: ({ id }: Booking, page: api.BookingNoticesArgs, { load }: Context) => load.noticesOf.load({ id, wanted: page }),
};
