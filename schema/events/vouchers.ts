/**
 * The events that vouchers announces, in the partition of the organiser. The client is an id; the card stays with the
 * voucher.
 */
import { ORGANISATION_KINDS } from '../actors.ts';
import { defineEvent, wireCents, wireDay, wireMonth } from '@seteli/kit/events';
import { UNITS } from '../quantity.ts';
import { taskEvents } from '@seteli/kit/tasks';
import { z } from 'zod';
import { refusalDetails } from './refusal.ts';

const version = z.int().positive().describe('It rises with each change. The highest version holds, in whatever order events come.');

export const valuesPublished = defineEvent(
  'vouchers.values-published',
  1,
  "The organiser published the most that it pays for a unit of a service's contents, from a day on.",
  z.object({
    valueTableId: z.uuid(),
    organiserId: z.uuid(),
    serviceId: z.uuid(),
    firstDay: wireDay,
    values: z.array(z.object({ contentId: z.uuid(), valueCents: wireCents })).describe('The values in cents, with coefficients applied.'),
    version,
  }),
);

const voucher = z.object({
  voucherId: z.uuid(),
  voucherNumber: z.string(),
  organiserId: z.uuid(),
  serviceId: z.uuid(),
  personId: z.uuid(),
  contentIds: z.array(z.uuid()),
  firstDay: wireDay,
  lastDay: wireDay.describe('The last day on which it pays. 2199-12-31: until further notice.'),
  arrangementKind: z
    .enum(['VOUCHER', 'PURCHASED', 'PERMISSION'])
    .optional()
    .describe('How the service was arranged when the voucher was granted. Older senders leave this out.'),
  // Vouchers that were announced before they had states were usable.
  state: z.enum(['ACTIVE', 'REVOKED', 'ENDED', 'DECLINED']).default('ACTIVE'),
  suspensions: z.array(z.object({ firstDay: wireDay, lastDay: wireDay.nullable() })).default([]),
  predecessorId: z.uuid().nullable().default(null).describe('The voucher that this one follows; its bookings go on.'),
  contractPrices: z
    .array(z.object({ contentId: z.uuid(), priceCents: wireCents }))
    .default([])
    .describe("For a purchased service: what a unit costs on all days of this order, whatever the agreement's list says (rules 30)."),
  version,
});

export const voucherGranted = defineEvent('vouchers.voucher-granted', 1, 'An organiser granted a voucher (palveluseteli).', voucher);

export const voucherChanged = defineEvent(
  'vouchers.voucher-changed',
  1,
  'Somebody suspended, resumed, extended, ended or declined a voucher.',
  voucher,
);

export const voucherRevoked = defineEvent(
  'vouchers.voucher-revoked',
  1,
  'An organiser ended a voucher early, on its new last day.',
  voucher,
);

/** A part of a visit with one content, price, value and service month. */
export const visitLine = z.object({
  contentId: z.uuid(),
  serviceMonth: wireMonth,
  unit: z.enum(UNITS),
  steps: z.int().positive().describe('The quantity in small steps: whole minutes for HOUR.'),
  unitPriceCents: wireCents.describe('What was charged for a unit. Never above the value when the service is free for the client by law.'),
  unitValueCents: wireCents,
  totalCents: wireCents,
  organiserCents: wireCents,
  clientCents: wireCents,
  // Lines that were announced before these fields existed were free of tax, within the voucher, and paid by organiser
  // and client.
  stepsPerUnit: z.int().positive().default(60).describe('How many steps cost the price of one unit: 60 minutes, or 30 days of a June.'),
  unbilledCents: wireCents.default(0n).describe('What nobody pays: total = organiser + client + unbilled.'),
  isExtraService: z.boolean().default(false).describe("True: beyond the voucher, at the client's own cost, and never in the ledger."),
  vatPermille: z.int().nonnegative().default(0).describe('The tax rate in thousandths: 255 is 25.5 %.'),
  totalVatCents: wireCents.default(0n),
  organiserVatCents: wireCents.default(0n),
});

export const allocationMade = defineEvent(
  'vouchers.allocation-made',
  1,
  'Vouchers took a visit wholly from its voucher, and these are its shares.',
  z.object({
    visitId: z.uuid(),
    visitVersion: version,
    voucherId: z.uuid(),
    overlap: z.boolean().describe('True: it shares time with another visit of the client, and the provider gave a reason.'),
    lines: z.array(visitLine).min(1),
  }),
);

export const allocationRefused = defineEvent(
  'vouchers.allocation-refused',
  1,
  'Vouchers refused a visit and took nothing from its voucher. An earlier version of the visit, if any, stands.',
  z.object({
    visitId: z.uuid(),
    visitVersion: version,
    voucherId: z.uuid(),
    code: z.enum([
      'NOT_YET_KNOWN',
      'OUTSIDE_VALIDITY',
      'CONTENT_NOT_GRANTED',
      'OVERLAP',
      'DAY_ALREADY_RECORDED',
      'QUOTA_EXCEEDED',
      'BALANCE_EXCEEDED',
    ]),
    remaining: z.object({ unit: z.enum(UNITS), steps: z.int() }).nullable(),
    details: refusalDetails.nullable().default(null).describe('What else vouchers knows of the obstacle. Null: nothing.'),
  }),
);

export const allocationRecalculated = defineEvent(
  'vouchers.allocation-recalculated',
  1,
  'Vouchers recalculated a delivered visit, from its balance or at another value. Its lines have changed; its shares may be the same (rules 9, 14).',
  z.object({ visitId: z.uuid(), visitVersion: version, voucherId: z.uuid(), lines: z.array(visitLine).min(1) }),
);

export const vouchersTasks = taskEvents('vouchers', ORGANISATION_KINDS);

export const clientForgotten = defineEvent(
  'vouchers.client-forgotten',
  1,
  'The last voucher of a client of an organiser is past the time for which a law keeps it, and is removed.',
  z.object({ personId: z.uuid(), organiserId: z.uuid() }),
);

export const vouchersEvents = [
  clientForgotten,
  valuesPublished,
  voucherGranted,
  voucherChanged,
  voucherRevoked,
  allocationRecalculated,
  allocationMade,
  allocationRefused,
  ...Object.values(vouchersTasks),
];
