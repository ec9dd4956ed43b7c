/** The events that bookings announces, in the partition of the organiser that pays. */
import { defineEvent, wireCents, wireDay, wireInstant } from '@seteli/kit/events';
import { UNITS } from '@seteli/kit/quantity';
import { taskEvents } from '@seteli/kit/tasks';
import { z } from 'zod';
import { CANCELLATION_PAYERS } from './registry.ts';
import { visitLine } from './vouchers.ts';

export const VISIT_KINDS = ['NORMAL', 'CANCELLATION', 'NO_SHOW', 'ABSENCE', 'TRAVEL'] as const;

const version = z.int().positive().describe('It rises with each change. The highest version holds, in whatever order events come.');

const parties = {
  bookingId: z.uuid(),
  voucherId: z.uuid(),
  organiserId: z.uuid(),
  serviceId: z.uuid(),
  providerId: z.uuid(),
  unitId: z.uuid(),
  personId: z.uuid().describe('The client.'),
};

export const bookingMade = defineEvent(
  'bookings.booking-made',
  1,
  "A provider's unit was booked for a client's voucher (palveluvaraus). The client gave both consents if that makes a consumer contract.",
  z.object({ ...parties, contentIds: z.array(z.uuid()), firstDay: wireDay, version }),
);

export const visitRecorded = defineEvent(
  'bookings.visit-recorded',
  1,
  'Somebody recorded or changed a visit (tapahtuma), and it waits for its allocation. Pieces are in time order, cut at every band boundary and local midnight.',
  z.object({
    visitId: z.uuid(),
    version,
    ...parties,
    start: wireInstant,
    end: wireInstant,
    overlapReasonGiven: z.boolean(),
    decidedAnew: z
      .boolean()
      .default(false)
      .describe(
        'True: the visit stands, and what was published later decides its cost. Overlap, duplicate, lateness and quota were decided when it was recorded.',
      ),
    // Earlier versions announced visits without these fields: one worker served them at given times.
    kind: z.enum(VISIT_KINDS).default('NORMAL'),
    timed: z.boolean().default(true).describe('False: it is recorded by days, and overlaps with nothing.'),
    workers: z.int().positive().default(1),
    extraServiceAccepted: z.boolean().default(false).describe('Whether the client accepted beforehand to pay what is beyond the voucher.'),
    cancellation: z
      .object({ payer: z.enum(CANCELLATION_PAYERS), consumesQuota: z.boolean() })
      .nullable()
      .default(null)
      .describe('Who pays a late cancellation or no-show. Null for other visits.'),
    serviceVersion: z
      .int()
      .positive()
      .nullable()
      .default(null)
      .describe(
        'The newest version of the service that bookings knew when it decided. Vouchers waits for this version, and decides by it and earlier ones. Null for events from before bookings stated it.',
      ),
    pieces: z
      .array(
        z.object({
          contentId: z.uuid(),
          day: wireDay,
          unit: z.enum(UNITS),
          steps: z.int().positive().describe('The quantity in small steps: whole minutes for HOUR, times the workers.'),
          stepsPerUnit: z.int().positive().default(60).describe('How many steps cost the price of one unit.'),
          unitPriceCents: wireCents.describe("The price of one unit on the piece's day, VAT included."),
        }),
      )
      .min(1),
  }),
);

/** Why bookings announces a visit's shares again, or takes them back. */
export const CHANGE_CAUSES = ['EDITED', 'CORRECTED', 'PUBLISHED', 'RECALCULATED', 'DELETED', 'CREDITED', 'RELEASED', 'HELD'] as const;
const changeCause = z.enum(CHANGE_CAUSES);

export const visitApproved = defineEvent(
  'bookings.visit-approved',
  1,
  'A visit was approved and may be paid. The event has all that the ledger needs.',
  z.object({
    visitId: z.uuid(),
    version,
    ...parties,
    recordedAt: wireInstant.describe('When the visit was first recorded, which decides about the cut-off.'),
    approvedAt: wireInstant,
    approvedBy: z.enum(['POLICY', 'CHECKER']),
    cause: changeCause
      .nullable()
      .default(null)
      .describe('Why bookings announces the shares again. Null at the first approval, and where the cause is not known.'),
    lines: z.array(visitLine).min(1),
  }),
);

export const visitHeld = defineEvent(
  'bookings.visit-held',
  1,
  'An approved visit waits for a checker again. Settlement mirrors its ledger entry, and its quantity stays taken.',
  z.object({ visitId: z.uuid(), version, ...parties, cause: changeCause }),
);

export const visitReturned = defineEvent(
  'bookings.visit-returned',
  1,
  'A checker returned a visit to its provider. It keeps its quantity until the provider changes or deletes it.',
  z.object({ visitId: z.uuid(), version, ...parties }),
);

export const visitDeleted = defineEvent(
  'bookings.visit-deleted',
  1,
  'Somebody deleted a visit, or took it back after its settlement. Its quantity is free again, and settlement mirrors its ledger entry.',
  z.object({ visitId: z.uuid(), version, ...parties, cause: changeCause.default('DELETED') }),
);

export const bookingEnded = defineEvent(
  'bookings.booking-ended',
  1,
  'A booking got its last day of service.',
  z.object({ ...parties, lastDay: wireDay, version }),
);

export const bookingsTasks = taskEvents('bookings');

export const bookingsEvents = [
  bookingMade,
  bookingEnded,
  visitRecorded,
  visitApproved,
  visitHeld,
  visitReturned,
  visitDeleted,
  ...Object.values(bookingsTasks),
];
