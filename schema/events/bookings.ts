/** The events that bookings announces, in the partition of the organiser that pays. */
import { ORGANISATION_KINDS } from '../actors.ts';
import { defineEvent, wireCents, wireDay, wireInstant } from '@seteli/kit/events';
import { UNITS } from '../quantity.ts';
import { taskEvents } from '@seteli/kit/tasks';
import { z } from 'zod';
import { CANCELLATION_PAYERS } from './registry.ts';
import { visitLine } from './vouchers.ts';

export const VISIT_KINDS = ['NORMAL', 'CANCELLATION', 'NO_SHOW', 'ABSENCE', 'TRAVEL'] as const;

const version = z.int().positive().describe('Raised by each change of the thing; the newest holds, whatever came first.');

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
  "A client's voucher was booked with a provider's unit (palveluvaraus); both consents were given where that makes a consumer contract.",
  z.object({ ...parties, contentIds: z.array(z.uuid()), firstDay: wireDay, version }),
);

export const visitRecorded = defineEvent(
  'bookings.visit-recorded',
  1,
  'A visit (tapahtuma) was recorded or changed, and awaits its allocation. Pieces are in time order, cut at every band boundary and local midnight.',
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
        'It stands, and what was published later says what it costs: overlap, duplicate, lateness and quota were answered when it was recorded.',
      ),
    // Earlier versions announced visits without these fields: one worker served them at given times.
    kind: z.enum(VISIT_KINDS).default('NORMAL'),
    timed: z.boolean().default(true).describe('False: recorded by days, so that it overlaps with nothing.'),
    workers: z.int().positive().default(1),
    extraServiceAccepted: z.boolean().default(false).describe('The client has agreed before to pay what is beyond the voucher.'),
    cancellation: z
      .object({ payer: z.enum(CANCELLATION_PAYERS), consumesQuota: z.boolean() })
      .nullable()
      .default(null)
      .describe('Who pays what was cancelled too late.'),
    serviceVersion: z
      .int()
      .positive()
      .nullable()
      .default(null)
      .describe(
        'The newest version of its service that bookings had heard of when it decided: whoever takes the visit decides by this version and those before it, and waits for it. Null from bookings that did not say it.',
      ),
    pieces: z
      .array(
        z.object({
          contentId: z.uuid(),
          day: wireDay,
          unit: z.enum(UNITS),
          steps: z.int().positive().describe('Whole minutes for hours, times the workers; see Quantity.'),
          stepsPerUnit: z.int().positive().default(60).describe('How many steps cost the price of a unit.'),
          unitPriceCents: wireCents.describe("The list price on the piece's day, VAT included."),
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
  'A visit was approved and may be paid: all that the ledger needs to know.',
  z.object({
    visitId: z.uuid(),
    version,
    ...parties,
    recordedAt: wireInstant.describe('The first recording: decides about the cut-off.'),
    approvedAt: wireInstant,
    approvedBy: z.enum(['POLICY', 'CHECKER']),
    cause: changeCause
      .nullable()
      .default(null)
      .describe('Why it is told anew; null when it is approved for the first time, or nothing else is known.'),
    lines: z.array(visitLine).min(1),
  }),
);

export const visitHeld = defineEvent(
  'bookings.visit-held',
  1,
  'A visit that was approved is not approved any more and waits for a checker: its ledger entry is mirrored, its quantity stays taken.',
  z.object({ visitId: z.uuid(), version, ...parties, cause: changeCause }),
);

export const visitReturned = defineEvent(
  'bookings.visit-returned',
  1,
  'A checker returned a visit to the provider. It keeps its quantity until it is changed or deleted.',
  z.object({ visitId: z.uuid(), version, ...parties }),
);

export const visitDeleted = defineEvent(
  'bookings.visit-deleted',
  1,
  'A visit was deleted, or taken back after its settlement: its quantity is free again, its ledger entry is mirrored.',
  z.object({ visitId: z.uuid(), version, ...parties, cause: changeCause.default('DELETED') }),
);

export const bookingEnded = defineEvent(
  'bookings.booking-ended',
  1,
  'A booking got its last day of service.',
  z.object({ ...parties, lastDay: wireDay, version }),
);

export const bookingsTasks = taskEvents('bookings', ORGANISATION_KINDS);

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
