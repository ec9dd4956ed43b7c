/** Makes and ends bookings. Each command is one transaction: lock, load, decide, save, announce. */
import type { Actor } from '@seteli/kit/actor';
import { keepActors } from '@seteli/kit/kept-actors';
import { dayOf } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, checkSeen, refuse, type Decision } from '@seteli/kit/result';
import { CONSENT_KINDS, termsOn } from '@seteli/schema/consent-texts';
import { reachesUnit } from '@seteli/schema/sight';
import type { EndBookingInput, MakeBookingInput } from '@seteli/schema/generated/bookings';
import { book, endBooking as decideEnd } from '../domain/booking.ts';
import { lastServiceDayOf } from '../domain/recorded.ts';
import { bookingBegun, bookingEnded } from '../events.ts';
import { findBookings, insertBookings, listBookingsOf, lockBooking, saveEnd, type Booking } from '../store/booking.ts';
import { findDeath } from '../store/death.ts';
import * as known from '../store/known.ts';
import { findLastServed } from '../store/standing.ts';
import type { Desk } from './desk.ts';
import { tellOfEnd } from './telling-parties.ts';
import { continueOne } from './successor.ts';

const NOBODY: Id = '00000000-0000-0000-0000-000000000000';

export async function makeBooking({ database, clock }: Desk, actor: Actor, input: MakeBookingInput): Promise<Decision<Id>> {
  const now = clock.now();
  const providerId = actor.organisation.id;
  const { termsAccepted = null, contractFormed = null, channel = null, termsVersion = null } = input;
  const consents = { termsAccepted: termsAccepted === true, contractFormed: contractFormed === true, channel, termsVersion };
  const wish = { ...consents, firstDay: input.firstDay ?? dayOf(now) };
  return await once<Decision<Id>>(
    database,
    { organisation: providerId, key: input.idempotencyKey, command: 'makeBooking', input, now },
    async (tx) => {
      const voucher = (await known.lockVouchers(tx, [input.voucherId])).get(input.voucherId);
      // Bookings asks the same questions whether the voucher exists or not.
      const serviceId = voucher?.serviceId ?? NOBODY;
      const teamServices = await known.listTeamServices(tx, actor);
      const ofTheirs = { personId: voucher?.personId, unitId: input.unitId };
      const decision = book(
        {
          voucher,
          diedOn: await findDeath(tx, voucher?.personId ?? NOBODY),
          approvals: await known.listApprovals(tx, [providerId], [serviceId]),
          teamServices,
          isOwnUnit:
            (await known.isOwnUnit(tx, providerId, input.unitId)) &&
            reachesUnit(actor, input.unitId) &&
            teamServices.has(serviceId, ofTheirs),
          pricedFrom: await known.listPricedDays(tx, input.unitId, serviceId),
          termsVersion: termsOn(dayOf(now)).version,
          booked: (await listBookingsOf(tx, [input.voucherId])).filter(({ unitId }) => unitId === input.unitId),
        },
        wish,
      );
      if (!decision.accepted) return decision;
      const { voucher: of, contentIds, lastDay, consent } = decision.value;
      const booking: Booking = {
        id: newId(),
        voucherId: of.id,
        organiserId: of.organiserId,
        serviceId: of.serviceId,
        personId: of.personId,
        providerId,
        unitId: input.unitId,
        contentIds: [...contentIds],
        wish: input.wish?.trim() || null,
        firstDay: wish.firstDay,
        lastDay,
        continues: null,
        madeAt: now,
        version: lastDay ? 2 : 1,
      };
      const given = consent && { bookingId: booking.id, givenThrough: actor.userId, givenAt: now, ...consent };
      await insertBookings(tx, [booking], given ? CONSENT_KINDS.map((kind) => ({ kind, ...given })) : []);
      publish(tx, of.organiserId, bookingBegun(booking), { now, actor: actor.userId });
      if (!lastDay) await continueOne(tx, now, booking);
      // This comes last: colleagues who hold another voucher write the same name.
      await keepActors(tx, [actor]);
      return accept(booking.id);
    },
  );
}

export async function endBooking({ database, clock }: Desk, actor: Actor, input: EndBookingInput): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'endBooking', input, now },
    async (tx) => {
      const seen = await findBookings(tx, actor, [input.bookingId]);
      // Recorders lock the voucher first, too. A recorder for this booking comes before the end, or sees it.
      await known.lockVouchers(
        tx,
        seen.map(({ voucherId }) => voucherId),
      );
      const booking = await lockBooking(tx, actor, input.bookingId);
      if (!booking) return refuse('NOT_FOUND', { path: ['bookingId'] });
      const stale = checkSeen(booking, input.expectedVersion);
      if (stale) return stale;
      const endsAt = await findLastServed(tx, booking.id);
      const decision = decideEnd({ ...booking, lastServed: endsAt && lastServiceDayOf({ endsAt }) }, input.lastDay);
      if (!decision.accepted) return decision;
      const ended = { ...booking, lastDay: decision.value, version: booking.version + 1 };
      await saveEnd(tx, ended);
      publish(tx, ended.organiserId, [bookingEnded(ended, decision.value)], { now, actor: actor.userId });
      tellOfEnd(tx, ended, actor.organisation.kind, { now, actor: actor.userId });
      return accept(ended.id);
    },
  );
}
