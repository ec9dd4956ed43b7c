/** Turns decisions of bookings into announcements. */
import { announce, type Announcement } from '@seteli/kit/outbox';
import type { Day, Instant } from '@seteli/kit/day';
import { keepTasks } from '@seteli/kit/tasks';
import * as contracts from '@seteli/schema/events/bookings';
import type { NoticeKind, TaskKind } from '@seteli/schema/tasks';
import type { BookingAtHand } from './loads/at-hand.ts';
import { newestVersion } from './domain/facts.ts';
import type { PricedVisit } from './domain/record.ts';
import type { ChangeCause, Visit } from './domain/visit.ts';
import type { Booking } from './store/booking.ts';

export const { openTasks, closeTasks, giveNotices } = keepTasks<TaskKind, NoticeKind>(contracts.bookingsTasks);

const parties = (booking: Booking) => ({
  bookingId: booking.id,
  voucherId: booking.voucherId,
  organiserId: booking.organiserId,
  serviceId: booking.serviceId,
  providerId: booking.providerId,
  unitId: booking.unitId,
  personId: booking.personId,
});

const bookingMade = (booking: Booking): Announcement =>
  announce(contracts.bookingMade, booking.id, {
    ...parties(booking),
    contentIds: booking.contentIds,
    firstDay: booking.firstDay,
    version: booking.version,
  });

export const bookingEnded = (booking: Booking, lastDay: Day): Announcement =>
  announce(contracts.bookingEnded, booking.id, { ...parties(booking), lastDay, version: booking.version });

/** A booking that is made with its end is announced with it. */
export const bookingBegun = (booking: Booking): Announcement[] => [
  bookingMade({ ...booking, version: 1 }),
  ...(booking.lastDay ? [bookingEnded(booking, booking.lastDay)] : []),
];

/** The visit was decided by this booking. */
export const visitRecorded = (visit: Visit, { booking, service }: BookingAtHand, { pieces, cancellation }: PricedVisit): Announcement =>
  announce(contracts.visitRecorded, visit.id, {
    visitId: visit.id,
    version: visit.version,
    ...parties(booking),
    start: visit.startsAt,
    end: visit.endsAt,
    overlapReasonGiven: visit.overlapReason !== null,
    decidedAnew: visit.before?.isRepriced ?? false,
    kind: visit.kind,
    timed: visit.timed,
    workers: visit.workers,
    extraServiceAccepted: visit.extraService !== null,
    cancellation: cancellation && { payer: cancellation.payer, consumesQuota: cancellation.consumesQuota },
    serviceVersion: newestVersion(service),
    pieces: pieces.map(({ contentId, day, unit, steps, stepsPerUnit, unitPriceCents }) => ({
      contentId,
      day,
      unit,
      steps,
      stepsPerUnit,
      unitPriceCents,
    })),
  });

export const visitApproved = (visit: Visit, booking: Booking, approvedAt: Instant, cause: ChangeCause | null = null): Announcement =>
  announce(contracts.visitApproved, visit.id, {
    visitId: visit.id,
    version: visit.version,
    ...parties(booking),
    recordedAt: visit.recordedAt,
    approvedAt,
    // Older visits do not say who approved them. They count as a checker's, which allows less: nobody may edit them.
    approvedBy: visit.approvedBy ?? 'CHECKER',
    cause,
    lines: visit.lines.map((line) => ({ ...line })),
  });

export const visitHeld = (visit: Visit, booking: Booking, cause: ChangeCause): Announcement =>
  announce(contracts.visitHeld, visit.id, { visitId: visit.id, version: visit.version, ...parties(booking), cause });

export const visitReturned = (visit: Visit, booking: Booking): Announcement =>
  announce(contracts.visitReturned, visit.id, { visitId: visit.id, version: visit.version, ...parties(booking) });

export const visitDeleted = (visit: Visit, booking: Booking, cause: ChangeCause): Announcement =>
  announce(contracts.visitDeleted, visit.id, { visitId: visit.id, version: visit.version, ...parties(booking), cause });
