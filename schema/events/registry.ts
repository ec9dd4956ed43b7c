/** The events that registry announces: an organiser's affairs in its own partition, providers nationally. */
import { defineEvent, wireCents, wireDay } from '@seteli/kit/events';
import { UNITS } from '../quantity.ts';
import { taskEvents } from '@seteli/kit/tasks';
import { z } from 'zod';
import { ORGANISATION_KINDS } from '../actors.ts';

const version = z.int().positive().describe('It rises with each change. The highest version holds, in whatever order events come.');

/** For what reaches days that have begun. Events from before there were jobs leave it out. */
const repricing = z
  .object({
    jobId: z
      .uuid()
      .describe('The job in which bookings recalculates the visits of these days. Whoever asked for the change knows it already.'),
    roles: z.array(z.string()).describe('The roles of the actor at that moment.'),
  })
  .optional()
  .describe('Absent where no visit can be delivered yet.');

export const DAY_CLASSES = ['WEEKDAY', 'SATURDAY', 'SUNDAY', 'HOLIDAY', 'HOLIDAY_EVE'] as const;

export const VAT_TREATMENTS = ['EXEMPT', 'STANDARD', 'REDUCED', 'LOW'] as const;
export const CONTENT_KINDS = ['SERVICE', 'ABSENCE', 'TRAVEL', 'ACCESSORY'] as const;
export const OVERLAP_POLICIES = ['REASON_NEEDED', 'REFUSED'] as const;
export const PRORATION_POLICIES = ['CALENDAR_DAYS', 'FULL_WHEN_STARTED', 'OPERATING_DAYS'] as const;
export const CANCELLATION_PAYERS = ['CLIENT', 'SPLIT', 'ORGANISER'] as const;

export const organiserChanged = defineEvent(
  'registry.organiser-changed',
  1,
  'An operator opened, closed or reopened an organiser (palvelunjärjestäjä), or the organiser changed how it settles.',
  z.object({
    organiserId: z.uuid(),
    businessId: z.string().describe('Its business id (Y-tunnus).'),
    companyName: z.string().describe('The name that stands on payments.'),
    iban: z.string().nullable().describe('The account from which it pays, which a second person has confirmed. Null: there is none.'),
    settlementDay: z.int().min(4).max(8).describe('The day of the following month on which a month may be locked.'),
    recordingCutOffDay: z
      .int()
      .min(1)
      .max(28)
      .describe('A visit that is recorded by the end of this day of the following month is settled with its own month.'),
    // Until an organiser has named its municipalities, nobody can tell that a client has left them.
    municipalityCodes: z
      .array(z.string().regex(/^\d{3}$/))
      .default([])
      .describe('The codes of the municipalities in its area, three digits each. Empty: registry does not know them.'),
    // Before an operator could close an organiser, every organiser was open.
    closed: z.boolean().default(false).describe('True: nobody acts for it any more, until an operator reopens it.'),
    version,
  }),
);

export const servicePublished = defineEvent(
  'registry.service-published',
  1,
  'An organiser published a service or a new version of it. The day of service decides which version holds, and nobody overwrites a version.',
  z.object({
    serviceId: z.uuid(),
    organiserId: z.uuid(),
    code: z.string(),
    arrangementKind: z.enum(['VOUCHER', 'PURCHASED', 'PERMISSION']),
    approvalPolicy: z.enum(['AUTOMATIC_UNLESS_FLAGGED', 'ALWAYS_CHECKED']),
    maxVisitMinutes: z.int().positive(),
    // Versions that were published before increments existed charge to the minute.
    incrementMinutes: z.int().positive().default(1).describe('Time is charged by started increments of this many minutes.'),
    tailDays: z.int().nonnegative(),
    // Versions that were published before these settings existed follow the defaults.
    samplePercent: z.int().min(0).max(100).default(0),
    approvedEditable: z.boolean().default(true),
    overlapPolicy: z.enum(OVERLAP_POLICIES).default('REASON_NEEDED'),
    prorationPolicy: z.enum(PRORATION_POLICIES).default('CALENDAR_DAYS'),
    hardLimitMonths: z.int().positive().default(3),
    valueNoticeDays: z.int().nonnegative().default(30),
    cancellationTerms: z
      .object({
        noticeMinutes: z.int().nonnegative(),
        billableSharePercent: z.int().min(1).max(100),
        maxMinutes: z.int().positive().nullable(),
        payer: z.enum(CANCELLATION_PAYERS),
        consumesQuota: z.boolean(),
      })
      .nullable()
      .default(null)
      .describe('Null: cancellations are not billed.'),
    firstDay: wireDay,
    contents: z.array(
      z.object({
        contentId: z.uuid(),
        code: z.string(),
        unit: z.enum(UNITS),
        deductibleAllowed: z.boolean(),
        kind: z.enum(CONTENT_KINDS).default('SERVICE'),
        vatTreatment: z.enum(VAT_TREATMENTS).default('EXEMPT'),
        includedInPrice: z.boolean().default(false),
        maxStepsPerVisit: z.int().positive().nullable().default(null),
        extraServiceAllowed: z.boolean().default(false),
        parallelAllowed: z.boolean().default(false),
        multiWorker: z.boolean().default(false),
        bands: z.array(
          z.object({
            dayClasses: z.array(z.enum(DAY_CLASSES)).min(1),
            fromMinute: z.int().min(0).max(1439).describe('Minutes since local midnight.'),
            toMinute: z.int().min(1).max(1440),
          }),
        ),
      }),
    ),
    repricing,
    version,
  }),
);

export const calendarDaysSet = defineEvent(
  'registry.calendar-days-set',
  1,
  'An organiser stated the class of days, or that they are eves. The newest statement about a day holds. Null: as in the calendar.',
  z.object({
    organiserId: z.uuid(),
    days: z
      .array(
        z.object({
          day: wireDay,
          dayClass: z.enum(['WEEKDAY', 'SATURDAY', 'SUNDAY', 'HOLIDAY']).nullable(),
          holidayEve: z.boolean().nullable(),
        }),
      )
      .min(1)
      .max(400),
    repricing,
    version,
  }),
);

export const providerChanged = defineEvent(
  'registry.provider-changed',
  1,
  'Registry registered a provider (palveluntuottaja), or the provider changed its units or its bank account.',
  z.object({
    providerId: z.uuid(),
    businessId: z.string().describe('Its business id (Y-tunnus).'),
    companyName: z.string().describe('The name that stands on payments.'),
    iban: z.string().nullable().describe('The account to which organisers pay, which a second person has confirmed. Null: there is none.'),
    unitIds: z.array(z.uuid()).describe('All its units, closed ones too: their bookings go on.'),
    version,
  }),
);

const approval = z.object({
  approvalId: z.uuid(),
  organiserId: z.uuid(),
  serviceId: z.uuid(),
  providerId: z.uuid(),
  contentIds: z.array(z.uuid()),
  firstDay: wireDay,
  lastDay: wireDay.nullable(),
  version,
});

export const providerApproved = defineEvent(
  'registry.provider-approved',
  1,
  'An organiser approved a provider for contents of a service (hyväksyminen).',
  approval,
);

export const approvalWithdrawn = defineEvent(
  'registry.approval-withdrawn',
  1,
  'An organiser gave an approval a last day (hyväksymisen peruuttaminen). Service up to and including that day stays payable.',
  approval,
);

export const priceListAccepted = defineEvent(
  'registry.price-list-accepted',
  1,
  "A unit's price list (hinnasto) comes into force on its first day and holds until a later one of the same unit and service.",
  z.object({
    priceListId: z.uuid(),
    organiserId: z.uuid(),
    serviceId: z.uuid(),
    providerId: z.uuid(),
    unitId: z.uuid(),
    firstDay: wireDay,
    prices: z.array(z.object({ contentId: z.uuid(), priceCents: wireCents })),
    repricing,
    version,
  }),
);

export const registryTasks = taskEvents('registry', ORGANISATION_KINDS);

export const registryEvents = [
  organiserChanged,
  servicePublished,
  calendarDaysSet,
  providerChanged,
  providerApproved,
  approvalWithdrawn,
  priceListAccepted,
  ...Object.values(registryTasks),
];
