/**
 * The two payloads of the feed that municipalities read, and the CloudEvent that carries them, each field explained.
 * Settlement keeps and sends items as it wrote them, for ever: newer fields are optional, and no field changes its
 * name. No service listens to them.
 */
import { defineEvent, wireCents, wireMonth, type EventContract } from '@seteli/kit/events';
import { UNITS } from '@seteli/kit/quantity';
import { z } from 'zod';
import { CHANGE_CAUSES } from './bookings.ts';

export const FEED_KINDS = ['LEDGER_ENTRY', 'RUN'] as const;

const id = (meaning: string) => z.uuid().describe(meaning);
const cents = (meaning: string) => wireCents.describe(`${meaning} Whole euro cents.`);

const organiserId = id('The organiser whose ledger and feed it is.');

const line = z.object({
  account: z
    .enum(['PROVIDER', 'ORGANISER', 'CLIENT'])
    .describe(
      'Whose money it is. PROVIDER: what the provider has earned. ORGANISER: what the organiser owes it. CLIENT: what the client owes it (omavastuu).',
    ),
  contentId: id('The content of the service (palvelun sisältö) that was given.'),
  unit: z.enum(UNITS).describe('What the quantity is counted in.'),
  steps: z
    .int()
    .describe(
      'The quantity in the smallest steps of the unit: minutes of an HOUR, days of a WEEK or MONTH. Below zero in a reversal. The line of each account has it, so add it up over one account.',
    ),
  stepsPerUnit: z
    .int()
    .positive()
    .optional()
    .describe(
      'How many steps are one unit: 60 for an HOUR, the days of this very month for a MONTH. Absent in the oldest items, where it is 60 for an HOUR, 100 for a EURO, else 1000.',
    ),
  amountCents: cents(
    'The amount, tax included. ORGANISER and CLIENT are above zero and PROVIDER is below; a reversal has the opposite signs. Never zero. The lines of an entry sum to zero.',
  ),
  vatPermille: z
    .int()
    .nonnegative()
    .default(0)
    .describe('The tax rate in thousandths: 255 is 25.5 %, and 0 is free of tax. Absent in the oldest items, which were free of tax.'),
  vatCents: z
    .int()
    .default(0)
    .describe(
      'The tax in the amount, with the same sign, rounded line by line. A statement has the tax of its sum instead, which may differ by cents. Whole euro cents. Absent in the oldest items, which were free of tax.',
    ),
});

export const ledgerEntryPosted = defineEvent(
  'settlement.ledger-entry-posted',
  1,
  'Settlement posted an entry to the ledger: what is owed for one visit in one service month, or what takes such an entry back. Entries never change. The event has ids instead of people; municipalities find the client through the voucher.',
  z.object({
    organiserId,
    entryId: id('The entry; the subject of the event.'),
    kind: z
      .enum(['ORIGINAL', 'REVERSAL', 'REPLACEMENT'])
      .describe(
        'ORIGINAL is the first posting. REVERSAL mirrors an entry with the sign changed (hyvitys). REPLACEMENT stands in place of a reversed entry.',
      ),
    visitId: id('The visit (tapahtuma).'),
    visitVersion: z.int().positive().describe('The version of the visit that caused the posting.'),
    voucherId: id('The voucher (palveluseteli) that the visit used.'),
    serviceId: id('The service.'),
    providerId: id('The provider that is owed the money.'),
    unitId: id('The unit of the provider that gave the service.'),
    serviceMonth: wireMonth.describe('The month in which the service was given, YYYY-MM.'),
    accountingMonth: wireMonth.describe('The month whose run settles the entry, YYYY-MM: the service month or a later one.'),
    reverses: z.uuid().nullable().describe('The entry that this one mirrors or replaces. Null for an ORIGINAL.'),
    cause: z
      .enum(CHANGE_CAUSES)
      .nullable()
      .default(null)
      .describe(
        'Why it mirrors or replaces an entry; enum LedgerCause of the API explains each cause. Null for an ORIGINAL, and for entries from before settlement told causes.',
      ),
    totalCents: cents(
      'What the provider has earned by the entry: organiserCents + clientCents. Below zero in a reversal, and zero where nobody owes anything.',
    ),
    organiserCents: cents('What the organiser owes the provider. Below zero in a reversal.'),
    clientCents: cents('What the client owes the provider. Below zero in a reversal.'),
    lines: z.array(line).describe('The amounts by account, content and tax rate. Empty where nobody owes anything.'),
  }),
);

export const runChanged = defineEvent(
  'settlement.run-changed',
  1,
  'A run (tilitysajo) of an organiser has a new state. Settlement first tells of its lock, and tells nothing of a month that still takes entries.',
  z.object({
    organiserId,
    runId: id('The run; the subject of the event.'),
    month: wireMonth.describe('The accounting month that the run settles, YYYY-MM.'),
    state: z
      .enum(['PLANNED', 'COLLECTING', 'LOCKING', 'LOCKED', 'APPROVED', 'EXPORTED', 'PAID'])
      .describe(
        'How far it has come. LOCKED: nothing changes any more what the month holds. APPROVED: a second person approved it, and the payment file exists. EXPORTED: somebody sent the file to the bank. PAID is reserved. Settlement never tells PLANNED, COLLECTING and LOCKING.',
      ),
    entries: z.int().nonnegative().describe('How many entries of the ledger the run holds, including those that cancel one another.'),
    totalCents: cents('Σ totalCents of its entries. Below zero when entries take back more than they post.'),
    organiserCents: cents(
      'Σ organiserCents of its entries. The organiser may pay another sum, because debts are carried on and payments wait.',
    ),
    clientCents: cents('Σ clientCents of its entries.'),
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable()
      .describe(
        'SHA-256 over its frozen lines, hexadecimal; anybody who computes it again gets the same. Null only before the lock, of which settlement tells nothing.',
      ),
  }),
);

export const feedEvents = [ledgerEntryPosted, runChanged] as const;

/** A payload of the feed. Settlement hashes the exact text of one such JSON object. */
export const feedPayloadOf = <Data extends z.ZodType>({ type, meaning, data }: EventContract<Data>) =>
  z
    .object({
      specversion: z.literal('1.0').describe('The version of CloudEvents.'),
      id: id('The item. It is the same on every channel, so readers recognise a repeat.'),
      source: z.literal('/seteli/settlement').describe('The sender.'),
      type: z.literal(type).describe('The type of the event, with a version that a breaking change would raise.'),
      subject: id('The entry or the run that it is about.'),
      time: z.iso.datetime({ precision: 3 }).describe('When settlement wrote it, in UTC with milliseconds.'),
      datacontenttype: z.literal('application/json').describe('The format of `data`.'),
      sequence: z
        .string()
        .regex(/^[1-9]\d*$/)
        .describe('The place in the organiser’s feed, from "1" and without gaps: the item’s `seq`.'),
      previousofkind: z
        .string()
        .regex(/^(0|[1-9]\d*)$/)
        .optional()
        .describe('The `sequence` of the item of the same type before this one; "0" at the first. Absent in the oldest items.'),
      previousofkindhash: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional()
        .describe('The hash of that item; 64 zeros at the first. Absent in the oldest items.'),
      data: data.describe(meaning),
    })
    .describe(meaning);
