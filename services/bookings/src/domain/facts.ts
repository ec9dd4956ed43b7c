/** From what bookings knows about a booking to the facts that the rule of recording asks for. Puts together; decides nothing. */
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

/** As registry published it: until when it holds, others say. */
export type PublishedVersion = Omit<ServiceVersion, 'lastDay'>;

/** Each ends the day before the next begins; of several that begin on a day the last holds, which corrects the others. `versions` in the order of days and then of publishing. */
export function inSuccession(versions: readonly PublishedVersion[]): ServiceVersion[] {
  const held = versions.filter(({ firstDay }, index) => !versions[index + 1]?.firstDay.equals(firstDay));
  return held.map((version, index) => ({ ...version, lastDay: held[index + 1]?.firstDay.subtract({ days: 1 }) ?? null }));
}

/** Versions in time order, one at least. */
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
  /** Of the unit, and of the orders. */
  readonly prices: ReadonlyMap<Id, readonly DatedPrice[]>;
};

/** What is known of the visit itself. */
export type AboutVisit = Pick<RecordingFacts, 'isDuplicate' | 'duplicateOf' | 'isCorrection' | 'served'>;

/** The service's version of the visit's first day decides how its contents are recorded, how long it may be and how late it may come; bands are those of each piece's own day. */
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

/** An order's prices hold until the one that follows it begins, also when it was shortened after they were used. */
export const ordersOf = ({ voucher, successor }: Pick<KnownBooking, 'voucher' | 'successor'>): readonly Order[] => [
  { ...voucher, lastDay: successor ? successor.firstDay.subtract({ days: 1 }) : null },
  ...(successor ? [{ ...successor, lastDay: null }] : []),
];

/** Only a visit that begins on the first voucher reaches into the next (rules 21); a day between the two would be outside both. */
const successorOf = ({ voucher, successor }: KnownBooking, visitDay: Day): KnownVoucher | null =>
  isBefore(voucher.lastDay, visitDay) ? null : successor;

/** From the first to the last day of any approval; which content it covers on which day is asked content by content. */
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

/** The newest of which bookings has heard: by it and those before it a visit is decided now. */
export const newestVersion = ({ versions }: KnownService): number => Math.max(...versions.map(({ version }) => version));

/** The version in force; before the first one, which refuses anyway, the first. */
export const versionOn = ({ versions }: KnownService, day: Day): ServiceVersion =>
  versions.findLast(({ firstDay }) => !isBefore(day, firstDay)) ?? versions[0]!;
