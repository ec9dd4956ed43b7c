/**
 * The facts that the rule of recording asks for: all that bookings knows about a booking on the visit's days. Types
 * only.
 */
import type { Day, DayRange } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Unit } from '@seteli/schema/quantity';
import type { CONTENT_KINDS } from '@seteli/schema/events/registry';
import type { BandVersion } from './band.ts';
import type { ServiceCalendar } from './calendar.ts';
import type { CancellationTerms } from './cancellation.ts';
import type { ProrationPolicy } from './days.ts';
import type { DatedPrice } from './price.ts';

/**
 * Days on which something holds, first and last included. A suspension takes out its own first to last day. Something
 * that was declined holds on no day.
 */
export type Validity = DayRange & { readonly suspended?: readonly DayRange[]; readonly isDeclined?: boolean };

/** How a content (palvelusisältö) is recorded. */
export type ContentTerms = {
  readonly unit: Unit;
  readonly kind: (typeof CONTENT_KINDS)[number];
  readonly isBanded: boolean;
  readonly isMultiWorker: boolean;
  readonly isIncludedInPrice: boolean;
  readonly maxStepsPerVisit: number | null;
  /** Vouchers lowers its price to the value. False for a service that was published before this was known. */
  readonly isFreeByLaw: boolean;
};

/** One content of the service. An empty list means never. Days outside a list with days are outside a validity. */
export type ContentFacts = ContentTerms & {
  readonly offered: readonly DayRange[];
  readonly granted: readonly DayRange[];
  readonly approved: readonly DayRange[];
  readonly prices: readonly DatedPrice[];
};

/** The organiser's settings of the service. */
export type RecordingPolicy = {
  readonly maxVisitMinutes: number;
  /** The provider charges time by started increments of so many minutes. 1: to the minute. */
  readonly incrementMinutes: number;
  /** For how long after the voucher's last day providers may still record its visits. */
  readonly tailDays: number;
  /** A provider records in time until this day of the following month. */
  readonly cutOffDay: number;
  /** After this many months from the service month a visit needs the organiser's approval. */
  readonly hardLimitMonths: number;
  readonly prorationPolicy: ProrationPolicy;
  /** Null: the service bills no cancellations. */
  readonly cancellationTerms: CancellationTerms | null;
};
export const ordinaryPolicy: RecordingPolicy = {
  maxVisitMinutes: 24 * 60,
  incrementMinutes: 1,
  tailDays: 30,
  cutOffDay: 3,
  hardLimitMonths: 3,
  prorationPolicy: 'CALENDAR_DAYS',
  cancellationTerms: null,
};

export type RecordingFacts = {
  readonly bandVersions: readonly BandVersion[];
  readonly calendar: ServiceCalendar;
  readonly policy: RecordingPolicy;
  readonly voucher: Validity;
  /** The voucher that follows and takes on the booking, for a visit that begins on the first (rules 21). */
  readonly successor: Validity | null;
  readonly booking: DayRange;
  readonly approval: Validity;
  readonly contents: ReadonlyMap<Id, ContentFacts>;
  /** Another visit of the same voucher, content, worker, start and end stands already. */
  readonly isDuplicate: boolean;
  /** The other visit's id, where it is the same provider's. */
  readonly duplicateOf?: Id;
  /**
   * Days of other standing visits of the client and the named content, where a client pays a period in full once it has
   * begun.
   */
  readonly served: readonly DayRange[];
  /** The organiser corrects a settled visit: neither the tail nor the hard limit binds them (rules 24). */
  readonly isCorrection: boolean;
};

/** The last day for recording visits of the voucher. Nothing for a voucher without an end. */
export const lastRecordingDay = ({ voucher, policy }: RecordingFacts): Day | undefined => voucher.lastDay?.add({ days: policy.tailDays });
