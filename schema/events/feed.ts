/**
 * The two payloads of the feed that municipalities read, and the CloudEvent that carries them, each field explained.
 * Settlement keeps and sends items as it wrote them, for ever: newer fields are optional, and no field changes its
 * name. No service listens to them.
 */
import { defineEvent, wireCents, wireMonth, type EventContract } from '@seteli/kit/events';
import { UNITS } from '../quantity.ts';
import { z } from 'zod';
import { CHANGE_CAUSES } from './bookings.ts';

export const FEED_KINDS = ['LEDGER_ENTRY', 'RUN'] as const;

const id = (meaning: string) => z.uuid().describe(meaning);
const cents = (meaning: string) => wireCents.describe(`${meaning} Whole euro cents.`);

const organiserId = id('The organiser whose ledger it is: the one whose feed this is.');

const line = z.object({
  account: z
    .enum(['PROVIDER', 'ORGANISER', 'CLIENT'])
    .describe('Whose money: what the provider has earned, what the organiser owes it, what the client owes it (omavastuu).'),
  contentId: id('The content of the service (palvelun sisältö) that was given.'),
  unit: z.enum(UNITS).describe('What the quantity is counted in.'),
  steps: z
    .int()
    .describe(
      'The quantity in the smallest steps of the unit: minutes of an HOUR, days of a WEEK or MONTH. Below zero in a reversal. It stands on each account’s line: add it up over one account.',
    ),
  stepsPerUnit: z
    .int()
    .positive()
    .optional()
    .describe(
      'So many steps are one unit: 60 for an HOUR, the days of just this month for a MONTH. Absent in the oldest items: 60 for an HOUR, 100 for a EURO, else 1000.',
    ),
  amountCents: cents(
    'Tax included. ORGANISER and CLIENT above zero and PROVIDER below it; in a reversal the other way round. Never zero; the lines of an entry sum to zero.',
  ),
  vatPermille: z
    .int()
    .nonnegative()
    .default(0)
    .describe('The tax rate in thousandths: 255 is 25.5 %; 0 is free of tax. Absent in the oldest items, which were free of tax.'),
  vatCents: z
    .int()
    .default(0)
    .describe(
      'The tax that the amount contains, of its sign, rounded line by line. A paper states the tax of its sum instead, which may differ by cents. Whole euro cents. Absent in the oldest items, which were free of tax.',
    ),
});

export const ledgerEntryPosted = defineEvent(
  'settlement.ledger-entry-posted',
  1,
  'An entry came to the ledger: what is owed for one visit in one service month, or what takes such an entry back. Entries are never changed. Ids instead of people: who the client is, the municipality asks by the voucher.',
  z.object({
    organiserId,
    entryId: id('The entry; the subject of the event.'),
    kind: z
      .enum(['ORIGINAL', 'REVERSAL', 'REPLACEMENT'])
      .describe(
        'ORIGINAL is the first posting, REVERSAL mirrors an entry with the sign changed (hyvitys), REPLACEMENT stands in place of a reversed one.',
      ),
    visitId: id('The visit (tapahtuma).'),
    visitVersion: z.int().positive().describe('The version of the visit that caused the posting.'),
    voucherId: id('The voucher (palveluseteli) that the visit used.'),
    serviceId: id('The service.'),
    providerId: id('The provider that gave it, and is owed.'),
    unitId: id('The unit of the provider; one of a single unit has its own id.'),
    serviceMonth: wireMonth.describe('The month in which the service was given, YYYY-MM.'),
    accountingMonth: wireMonth.describe('The month whose run settles the entry, YYYY-MM: the service month or a later one.'),
    reverses: z.uuid().nullable().describe('The entry that this one mirrors or replaces. Null of an ORIGINAL.'),
    cause: z
      .enum(CHANGE_CAUSES)
      .nullable()
      .default(null)
      .describe(
        'Why it mirrors or replaces: enum LedgerCause of the API explains each. Null of an ORIGINAL, and of what was posted before reasons were told.',
      ),
    totalCents: cents(
      'What the provider has earned by the entry, organiserCents + clientCents; below zero in a reversal, and zero where nobody owes anything.',
    ),
    organiserCents: cents('What the organiser owes the provider; below zero in a reversal.'),
    clientCents: cents('What the client owes the provider; below zero in a reversal.'),
    lines: z.array(line).describe('The amounts by account, content and tax rate. Empty where nobody owes anything.'),
  }),
);

export const runChanged = defineEvent(
  'settlement.run-changed',
  1,
  'A run (tilitysajo) of an organiser came into a new state. The first such event of a run is that of its lock; nothing is told of a month that collects.',
  z.object({
    organiserId,
    runId: id('The run; the subject of the event.'),
    month: wireMonth.describe('The accounting month that the run settles, YYYY-MM.'),
    state: z
      .enum(['PLANNED', 'COLLECTING', 'LOCKING', 'LOCKED', 'APPROVED', 'EXPORTED', 'PAID'])
      .describe(
        'How far it has come: LOCKED, what the month holds is frozen; APPROVED, a second person approved it and the payment file exists; EXPORTED, the file was sent to the bank. PAID is reserved; the three before it are never told.',
      ),
    entries: z.int().nonnegative().describe('How many entries of the ledger the run holds, those that cancel inside it included.'),
    totalCents: cents('Σ totalCents of its entries; below zero when more was taken back than given.'),
    organiserCents: cents('Σ organiserCents of its entries. What is paid may be another sum: debts are carried on, and payments wait.'),
    clientCents: cents('Σ clientCents of its entries.'),
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable()
      .describe(
        'sha256 over its frozen lines, hexadecimal; the same whenever it is computed again. Null before the lock, of which nothing is told.',
      ),
  }),
);

export const feedEvents = [ledgerEntryPosted, runChanged] as const;

/** A payload of the feed. Settlement hashes the exact text of one such JSON object. */
export const feedPayloadOf = <Data extends z.ZodType>({ type, meaning, data }: EventContract<Data>) =>
  z
    .object({
      specversion: z.literal('1.0').describe('The version of CloudEvents.'),
      id: id('The item; the same on every channel, so that a repeat can be told.'),
      source: z.literal('/seteli/settlement').describe('Who says it.'),
      type: z.literal(type).describe('What it is, with the version that a breaking change would raise.'),
      subject: id('What it is about: the entry or the run.'),
      time: z.iso.datetime({ precision: 3 }).describe('When it was written, UTC with milliseconds.'),
      datacontenttype: z.literal('application/json').describe('What `data` is.'),
      sequence: z
        .string()
        .regex(/^[1-9]\d*$/)
        .describe('The place in the organiser’s feed, gapless from "1": the item’s `seq`.'),
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
