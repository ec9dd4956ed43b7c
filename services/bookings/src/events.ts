/** From what was decided in bookings to what is announced about it. */
import { announce, type Announcement } from '@seteli/kit/outbox';
import type { Instant } from '@seteli/kit/day';
import * as contracts from '@seteli/schema/events/bookings';
import type { PricedPiece } from './domain/record.ts';
import type { Visit } from './domain/visit.ts';
import type { Booking } from './store/booking.ts';

const parties = (booking: Booking) => ({
  bookingId: booking.id,
  voucherId: booking.voucherId,
  organiserId: booking.organiserId,
  serviceId: booking.serviceId,
  providerId: booking.providerId,
  unitId: booking.unitId,
  personId: booking.personId,
});

export const bookingMade = (booking: Booking): Announcement =>
  announce(contracts.bookingMade, booking.id, {
    ...parties(booking),
    contentIds: booking.contentIds,
    firstDay: booking.firstDay,
    version: 1,
  });

export const visitRecorded = (visit: Visit, booking: Booking, pieces: readonly PricedPiece[]): Announcement =>
  announce(contracts.visitRecorded, visit.id, {
    visitId: visit.id,
    version: visit.version,
    ...parties(booking),
    start: visit.startsAt,
    end: visit.endsAt,
    overlapReasonGiven: visit.overlapReason !== null,
    pieces: pieces.map(({ contentId, day, minutes, unitPriceCents }) => ({
      contentId,
      day,
      unit: 'HOUR' as const,
      steps: minutes,
      unitPriceCents,
    })),
  });

export const visitApproved = (visit: Visit, booking: Booking, approvedBy: 'POLICY' | 'CHECKER', approvedAt: Instant): Announcement =>
  announce(contracts.visitApproved, visit.id, {
    visitId: visit.id,
    version: visit.version,
    ...parties(booking),
    recordedAt: visit.recordedAt,
    approvedAt,
    approvedBy,
    lines: visit.lines.map((line) => ({ ...line })),
  });

export const visitReturned = (visit: Visit, booking: Booking): Announcement =>
  announce(contracts.visitReturned, visit.id, { visitId: visit.id, version: visit.version, ...parties(booking) });

export const visitDeleted = (visit: Visit, booking: Booking): Announcement =>
  announce(contracts.visitDeleted, visit.id, { visitId: visit.id, version: visit.version, ...parties(booking) });
