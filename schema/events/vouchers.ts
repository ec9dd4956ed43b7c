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

const version = z.int().positive().describe('Raised by each change of the thing; the newest holds, whatever came first.');

export const valuesPublished = defineEvent(
  'vouchers.values-published',
  1,
  "What the organiser pays at most for a unit of a service's contents, from a day on.",
  z.object({
    valueTableId: z.uuid(),
    organiserId: z.uuid(),
    serviceId: z.uuid(),
    firstDay: wireDay,
    values: z.array(z.object({ contentId: z.uuid(), valueCents: wireCents })).describe('Coefficients are worked out already.'),
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
  lastDay: wireDay.describe('2199-12-31: until further notice.'),
  arrangementKind: z
    .enum(['VOUCHER', 'PURCHASED', 'PERMISSION'])
    .optional()
    .describe('How the service is arranged, as it was when the voucher was granted. Not said by versions before it was kept.'),
  // Vouchers that were announced before they had states were usable.
  state: z.enum(['ACTIVE', 'REVOKED', 'ENDED', 'DECLINED']).default('ACTIVE'),
  suspensions: z.array(z.object({ firstDay: wireDay, lastDay: wireDay.nullable() })).default([]),
  predecessorId: z.uuid().nullable().default(null).describe('The voucher that this one follows; its bookings go on.'),
  contractPrices: z
    .array(z.object({ contentId: z.uuid(), priceCents: wireCents }))
    .default([])
    .describe("Of a purchased service: what a unit costs on all days of this order, whatever the agreement's list says (rules 30)."),
  version,
});

export const voucherGranted = defineEvent('vouchers.voucher-granted', 1, 'A voucher (palveluseteli) was granted.', voucher);

export const voucherChanged = defineEvent(
  'vouchers.voucher-changed',
  1,
  'A voucher was suspended, resumed, prolonged, ended or declined.',
  voucher,
);

export const voucherRevoked = defineEvent('vouchers.voucher-revoked', 1, 'A voucher ends early, on its new last day.', voucher);

/** A part of a visit with one content, price, value and service month. */
export const visitLine = z.object({
  contentId: z.uuid(),
  serviceMonth: wireMonth,
  unit: z.enum(UNITS),
  steps: z.int().positive().describe('Whole minutes for hours; see Quantity.'),
  unitPriceCents: wireCents.describe('What was charged for a unit: never above the value when the service is free for the client.'),
  unitValueCents: wireCents,
  totalCents: wireCents,
  organiserCents: wireCents,
  clientCents: wireCents,
  // Lines that were announced before these fields existed were free of tax, within the voucher, and paid by organiser
  // and client.
  stepsPerUnit: z.int().positive().default(60).describe('How many steps cost the price of a unit: 60 minutes, 30 days of a June.'),
  unbilledCents: wireCents.default(0n).describe('What nobody pays; total = organiser + client + unbilled.'),
  isExtraService: z.boolean().default(false).describe("Beyond the voucher, the client's own affair: never in the ledger."),
  vatPermille: z.int().nonnegative().default(0).describe('255 is 25.5 %.'),
  totalVatCents: wireCents.default(0n),
  organiserVatCents: wireCents.default(0n),
});

export const allocationMade = defineEvent(
  'vouchers.allocation-made',
  1,
  'A visit was taken from its voucher whole, and these are its shares.',
  z.object({
    visitId: z.uuid(),
    visitVersion: version,
    voucherId: z.uuid(),
    overlap: z.boolean().describe('It shares time with another visit of the client, and a reason was given.'),
    lines: z.array(visitLine).min(1),
  }),
);

export const allocationRefused = defineEvent(
  'vouchers.allocation-refused',
  1,
  'A visit could not be taken from its voucher; nothing was taken. An earlier version of the visit, if any, stands.',
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
    details: refusalDetails.nullable().default(null).describe('What else is known of the obstacle.'),
  }),
);

export const allocationRecalculated = defineEvent(
  'vouchers.allocation-recalculated',
  1,
  'A delivered visit was taken from its balance again, or at another value: its lines are others now, though its shares may be the same (rules 9, 14).',
  z.object({ visitId: z.uuid(), visitVersion: version, voucherId: z.uuid(), lines: z.array(visitLine).min(1) }),
);

export const vouchersTasks = taskEvents('vouchers', ORGANISATION_KINDS);

export const vouchersEvents = [
  valuesPublished,
  voucherGranted,
  voucherChanged,
  voucherRevoked,
  allocationRecalculated,
  allocationMade,
  allocationRefused,
  ...Object.values(vouchersTasks),
];
