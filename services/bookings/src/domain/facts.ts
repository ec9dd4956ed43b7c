/** Makes the facts that the rule of recording asks for from what bookings knows of a booking. It decides nothing. */
import { isBefore, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { BandVersion } from './band.ts';
import { usableOn, type Approval, type KnownVoucher } from './booking.ts';
import type { ServiceCalendar } from './calendar.ts';
import type { CancellationTerms } from './cancellation.ts';
import type { ProrationPolicy } from './days.ts';
import type { DatedPrice, Order } from './price.ts';
import type { ContentFacts, ContentTerms, RecordingFacts, Validity } from './recording-facts.ts';
import type { ApprovalPolicy } from './approval.ts';

export type ServiceVersion = BandVersion & {
  readonly version: number;
  readonly contents: ReadonlyMap<Id, ContentTerms>;
  readonly approvalPolicy: ApprovalPolicy;
  readonly samplePercent: number;
  readonly approvedEditable: boolean;
  readonly maxVisitMinutes: number;
  readonly incrementMinutes: number;
  readonly tailDays: number;
  readonly hardLimitMonths: number;
  readonly prorationPolicy: ProrationPolicy;
  readonly cancellationTerms: CancellationTerms | null;
};

/** As registry published it. `inSuccession` says until when it holds. */
export type PublishedVersion = Omit<ServiceVersion, 'lastDay'>;

/**
 * Each version ends the day before the next begins. Of several that begin on one day the last holds, because it
 * corrects the others. `versions` come in the order of days, then of publishing.
 */
export function inSuccession(versions: readonly PublishedVersion[]): ServiceVersion[] {
  const held = versions.filter(({ firstDay }, index) => !versions[index + 1]?.firstDay.equals(firstDay));
  return held.map((version, index) => ({ ...version, lastDay: held[index + 1]?.firstDay.subtract({ days: 1 }) ?? null }));
}

/** At least one version, in time order. */
export type KnownService = { readonly versions: readonly ServiceVersion[]; readonly recordingCutOffDay: number };

export type KnownBooking = {
  readonly firstDay: Day;
  readonly lastDay: Day | null;
  readonly contentIds: readonly Id[];
  readonly voucher: KnownVoucher;
  /** The voucher on which the booking goes on, if it does. */
  readonly successor: KnownVoucher | null;
  readonly service: KnownService;
  readonly calendar: ServiceCalendar;
  readonly approvals: readonly Approval[];
  /** Prices of the unit, and of the orders. */
  readonly prices: ReadonlyMap<Id, readonly DatedPrice[]>;
};

/** What is known of the visit itself. */
export type AboutVisit = Pick<RecordingFacts, 'isDuplicate' | 'duplicateOf' | 'isCorrection' | 'served'>;

/**
 * The service's version of the visit's first day says how its contents are recorded, how long the visit may be and how
 * late it may come. Each piece has the bands of its own day.
 */
export function factsOf(known: KnownBooking, visitDay: Day, about: AboutVisit): RecordingFacts {
  const { firstDay, lastDay, contentIds, voucher, service, calendar, approvals, prices } = known;
  const version = versionOn(service, visitDay);
  const { maxVisitMinutes, incrementMinutes, tailDays, hardLimitMonths, prorationPolicy, cancellationTerms } = version;
  const successor = successorOf(known, visitDay);
  const contents = new Map<Id, ContentFacts>();
  for (const { contents: ofVersion } of service.versions)
    for (const [contentId, terms] of ofVersion) {
      if (contents.has(contentId)) continue;
      const isGrantedBy = (each: KnownVoucher) => each.contentIds.includes(contentId);
      contents.set(contentId, {
        ...(version.contents.get(contentId) ?? terms),
        offered: service.versions.filter((each) => each.contents.has(contentId)),
        granted: (successor ? [voucher, successor] : [voucher]).filter(isGrantedBy),
        approved: contentIds.includes(contentId) ? approvals.filter((approval) => approval.contentIds.includes(contentId)) : [],
        prices: prices.get(contentId) ?? [],
      });
    }
  return {
    bandVersions: service.versions,
    calendar,
    policy: {
      maxVisitMinutes,
      incrementMinutes,
      tailDays,
      cutOffDay: service.recordingCutOffDay,
      hardLimitMonths,
      prorationPolicy,
      cancellationTerms,
    },
    voucher: usableOn(voucher),
    successor: successor && usableOn(successor),
    booking: { firstDay, lastDay },
    approval: spanOf(approvals),
    contents,
    ...about,
  };
}

/**
 * An order's prices hold until the following order begins, even when somebody shortened the order after they were used.
 */
export const ordersOf = ({ voucher, successor }: Pick<KnownBooking, 'voucher' | 'successor'>): readonly Order[] => [
  { ...voucher, lastDay: successor ? successor.firstDay.subtract({ days: 1 }) : null },
  ...(successor ? [{ ...successor, lastDay: null }] : []),
];

/**
 * Only a visit that begins on the first voucher reaches into the next (rules 21). A day between the two would be
 * outside both.
 */
const successorOf = ({ voucher, successor }: KnownBooking, visitDay: Day): KnownVoucher | null =>
  isBefore(voucher.lastDay, visitDay) ? null : successor;

/** From the first to the last day of any approval. The rule asks content by content which days an approval covers. */
function spanOf(approvals: readonly Approval[]): Validity {
  const [first, ...rest] = approvals;
  if (!first) return { firstDay: Temporal.PlainDate.from('9999-12-31') };
  return rest.reduce<Validity>(
    (span, { firstDay, lastDay }) => ({
      firstDay: isBefore(firstDay, span.firstDay) ? firstDay : span.firstDay,
      lastDay: span.lastDay == null || lastDay == null ? null : isBefore(span.lastDay, lastDay) ? lastDay : span.lastDay,
    }),
    first,
  );
}

/** The newest version that bookings has heard of. Bookings decides about a visit by it and those before it. */
export const newestVersion = ({ versions }: KnownService): number => Math.max(...versions.map(({ version }) => version));

/** The version in force on the day. Before the first version the rule refuses anyway, and this gives the first. */
export const versionOn = ({ versions }: KnownService, day: Day): ServiceVersion =>
  versions.findLast(({ firstDay }) => !isBefore(day, firstDay)) ?? versions[0]!;
