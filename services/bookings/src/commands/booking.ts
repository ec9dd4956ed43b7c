/** Making a booking. One transaction: lock, load, decide, save, announce. */
import type { Actor } from '@seteli/kit/actor';
import type { Clock } from '@seteli/kit/clock';
import type { Database } from '@seteli/kit/db';
import { dayOf } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, type Decision } from '@seteli/kit/result';
import type { MakeBookingInput } from '@seteli/schema/generated/bookings';
import { book } from '../domain/booking.ts';
import { bookingMade } from '../events.ts';
import { insertBooking, type Booking } from '../store/booking.ts';
import * as known from '../store/known.ts';

export type Desk = { readonly database: Database; readonly clock: Clock };

const NOBODY: Id = '00000000-0000-0000-0000-000000000000';

export async function makeBooking({ database, clock }: Desk, actor: Actor, input: MakeBookingInput): Promise<Decision<Id>> {
  const now = clock.now();
  const providerId = actor.organisation.id;
  const wish = { ...input, firstDay: input.firstDay ?? dayOf(now) };
  return await once<Decision<Id>>(
    database,
    { organisation: providerId, key: input.idempotencyKey, command: 'makeBooking', input, now },
    async (tx) => {
      const voucher = (await known.lockVouchers(tx, [input.voucherId])).get(input.voucherId);
      // The same questions, whether there is a voucher or not.
      const serviceId = voucher?.serviceId ?? NOBODY;
      const decision = book(
        {
          voucher,
          approvals: await known.listApprovals(tx, [providerId], [serviceId]),
          teamServices: await known.listTeamServices(tx, providerId, actor.teamIds),
          isOwnUnit: await known.isOwnUnit(tx, providerId, input.unitId),
          pricedFrom: await known.listPricedDays(tx, input.unitId, serviceId),
        },
        wish,
      );
      if (!decision.accepted) return decision;
      const { voucher: of, contentIds } = decision.value;
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
        madeAt: now,
      };
      const given = { givenThrough: actor.userId, givenAt: now, channel: input.channel };
      await insertBooking(tx, booking, [
        { kind: 'TERMS_ACCEPTED', ...given },
        { kind: 'CONTRACT_FORMED', ...given },
      ]);
      publish(tx, of.organiserId, [bookingMade(booking)], { now, actor: actor.userId });
      return accept(booking.id);
    },
  );
}
