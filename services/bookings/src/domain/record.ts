/**
 * The rule of recording one visit by start and end, for contents that are paid by the hour: priced pieces, or the first
 * refusal that holds, in the printed order. Values, shares and quotas are vouchers' own; overlaps are seen there too.
 */
import { dayOf, isBefore, isWithin, lastDayOf, type Day, type DayRange, type Instant, type Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { sumCents, type Cents } from '@seteli/kit/money';
import { accept, type Accepted, type Refusal } from '@seteli/kit/result';
import type { BandVersion } from './band.ts';
import type { ServiceCalendar } from './calendar.ts';
import { cutVisit, type Interval, type VisitPiece } from './cut.ts';
import { priceOn, totalsOf, type DatedPrice } from './price.ts';
import { wallDaysOf } from './wall-clock.ts';

/** Days on which something holds, first and last included; a suspension takes out its own first to last day. */
export type Validity = DayRange & { readonly suspended?: readonly DayRange[] };

/** What is known of one content of the service. An empty list means never; days outside a list that is not empty are outside a validity. */
export type ContentFacts = {
  readonly offered: readonly DayRange[];
  readonly granted: readonly DayRange[];
  readonly approved: readonly DayRange[];
  readonly prices: readonly DatedPrice[];
};

/** The organiser's settings of the service. */
export type RecordingPolicy = {
  readonly maxVisitMinutes: number;
  /** Time is charged by started increments of so many minutes; 1: to the minute. */
  readonly incrementMinutes: number;
  /** How long after the voucher's last day its visits may still be recorded. */
  readonly tailDays: number;
  /** The day of the following month up to which a visit is recorded in time. */
  readonly cutOffDay: number;
  /** After this many months from the service month a visit needs the organiser's approval. */
  readonly hardLimitMonths: number;
};
export const ordinaryPolicy: RecordingPolicy = {
  maxVisitMinutes: 24 * 60,
  incrementMinutes: 1,
  tailDays: 30,
  cutOffDay: 3,
  hardLimitMonths: 3,
};

export type RecordingFacts = {
  readonly bandVersions: readonly BandVersion[];
  readonly calendar: ServiceCalendar;
  readonly policy: RecordingPolicy;
  readonly voucher: Validity;
  readonly booking: DayRange;
  readonly approval: Validity;
  readonly contents: ReadonlyMap<Id, ContentFacts>;
  /** A visit of the same voucher, content, worker, start and end stands already. */
  readonly isDuplicate: boolean;
};

export type RecordVisit = { readonly start: Instant; readonly end: Instant };

export type VisitFlag = 'LATE' | 'OVER_HARD_LIMIT';
export type PricedPiece = VisitPiece & { readonly unitPriceCents: Cents; readonly totalCents: Cents };
export type PricedVisit = {
  readonly pieces: readonly PricedPiece[];
  readonly minutes: number;
  readonly totalCents: Cents;
  readonly flags: readonly VisitFlag[];
};

export type RecordingRefusalCode =
  | 'EMPTY_VISIT'
  | 'VISIT_TOO_LONG'
  | 'IN_FUTURE'
  | 'DUPLICATE'
  | 'OUTSIDE_VALIDITY'
  | 'NO_BAND'
  | 'CONTENT_NOT_GRANTED'
  | 'NOT_APPROVED'
  | 'NO_PRICE'
  | 'TOO_LATE';
export type RecordingRefusal = Refusal<RecordingRefusalCode> & {
  /** OUTSIDE_VALIDITY and NO_PRICE: the first bad date. */
  readonly day?: Day;
  readonly outside?: 'VOUCHER' | 'BOOKING' | 'APPROVAL' | 'CONTENT';
  readonly contentId?: Id;
  /** NO_BAND: the intervals that no band covers. */
  readonly uncovered?: readonly Interval[];
};
export type RecordingDecision = Accepted<PricedVisit> | { readonly accepted: false; readonly refusal: RecordingRefusal };

const MINUTE_MS = 60_000;
const no = (code: RecordingRefusalCode, detail: Omit<RecordingRefusal, 'code'> = {}): RecordingRefusal => ({ code, ...detail });

/** `recordedAt` is the first recording where a visit is only changed: flags tell about that one. */
export function recordVisit(facts: RecordingFacts, command: RecordVisit, now: Instant, recordedAt: Instant = now): RecordingDecision {
  const obstacle = obstacleOfTime(facts, command, now);
  if (obstacle) return { accepted: false, refusal: obstacle };
  const { pieces, uncovered } = cutVisit({ ...command, bandVersions: facts.bandVersions, calendar: facts.calendar });
  const bad = outsideValidity(facts, command, pieces) ?? obstacleOfContent(facts, pieces, uncovered);
  if (bad) return { accepted: false, refusal: bad };

  const priced = pricePieces(facts, inIncrements(pieces, facts.policy.incrementMinutes));
  if (!Array.isArray(priced)) return { accepted: false, refusal: priced };
  if (isTooLate(facts, dayOf(now))) return { accepted: false, refusal: no('TOO_LATE') };
  return accept({
    pieces: priced,
    minutes: priced.reduce((sum, piece) => sum + piece.minutes, 0),
    totalCents: sumCents(priced.map((piece) => piece.totalCents)),
    flags: flagsOf(facts.policy, priced[0]!.month, dayOf(recordedAt)),
  });
}

function obstacleOfTime(facts: RecordingFacts, { start, end }: RecordVisit, now: Instant): RecordingRefusal | undefined {
  const elapsedMs = end.epochMilliseconds - start.epochMilliseconds;
  if (elapsedMs <= 0) return no('EMPTY_VISIT', { path: ['end'] });
  if (elapsedMs > facts.policy.maxVisitMinutes * MINUTE_MS) return no('VISIT_TOO_LONG', { path: ['end'] });
  if (end.epochMilliseconds > now.epochMilliseconds) return no('IN_FUTURE', { path: ['end'] });
  return facts.isDuplicate ? no('DUPLICATE') : undefined;
}

const holdsOn = (validity: Validity, day: Day): boolean =>
  isWithin(validity, day) && !validity.suspended?.some((suspension) => isWithin(suspension, day));
/** Never is another refusal than not on this day, and has its turn later. */
const isOutside = (ranges: readonly DayRange[], day: Day): boolean => ranges.length > 0 && !ranges.some((range) => isWithin(range, day));

/** The first bad date, whichever validity it breaks. */
function outsideValidity(facts: RecordingFacts, { start, end }: RecordVisit, pieces: readonly VisitPiece[]): RecordingRefusal | undefined {
  for (const { day, fromMs, toMs } of wallDaysOf(start, end)) {
    if (!holdsOn(facts.voucher, day)) return no('OUTSIDE_VALIDITY', { day, outside: 'VOUCHER' });
    if (!isWithin(facts.booking, day)) return no('OUTSIDE_VALIDITY', { day, outside: 'BOOKING' });
    if (!holdsOn(facts.approval, day)) return no('OUTSIDE_VALIDITY', { day, outside: 'APPROVAL' });
    for (const { contentId, from } of pieces) {
      const isThatDay = fromMs <= from.epochMilliseconds && from.epochMilliseconds < toMs;
      const content = isThatDay ? facts.contents.get(contentId) : undefined;
      if (!content) continue;
      const detail = { day, contentId };
      if (isOutside(content.offered, day)) return no('OUTSIDE_VALIDITY', { ...detail, outside: 'CONTENT' });
      if (isOutside(content.granted, day)) return no('OUTSIDE_VALIDITY', { ...detail, outside: 'VOUCHER' });
      if (isOutside(content.approved, day)) return no('OUTSIDE_VALIDITY', { ...detail, outside: 'APPROVAL' });
    }
  }
  return undefined;
}

function obstacleOfContent(
  facts: RecordingFacts,
  pieces: readonly VisitPiece[],
  uncovered: readonly Interval[],
): RecordingRefusal | undefined {
  if (uncovered.length > 0) return no('NO_BAND', { uncovered });
  const ungranted = pieces.find(({ contentId }) => !facts.contents.get(contentId)?.granted.length);
  if (ungranted) return no('CONTENT_NOT_GRANTED', { contentId: ungranted.contentId });
  const unapproved = pieces.find(({ contentId }) => !facts.contents.get(contentId)?.approved.length);
  return unapproved && no('NOT_APPROVED', { contentId: unapproved.contentId });
}

/** Once over the whole visit, after it was cut by its real times: the added minutes go to its last piece, and touch no other band, day or month (rules 36, 37). */
function inIncrements(pieces: readonly VisitPiece[], incrementMinutes: number): readonly VisitPiece[] {
  const minutes = pieces.reduce((sum, piece) => sum + piece.minutes, 0);
  const added = Math.ceil(minutes / incrementMinutes) * incrementMinutes - minutes;
  return pieces.map((piece, place) => (place === pieces.length - 1 ? { ...piece, minutes: piece.minutes + added } : piece));
}

function pricePieces(facts: RecordingFacts, pieces: readonly VisitPiece[]): PricedPiece[] | RecordingRefusal {
  const priced: (VisitPiece & { unitPriceCents: Cents })[] = [];
  for (const piece of pieces) {
    const price = priceOn(facts.contents.get(piece.contentId)?.prices ?? [], piece.day);
    if (!price) return no('NO_PRICE', { contentId: piece.contentId, day: piece.day });
    priced.push({ ...piece, unitPriceCents: price.unitPriceCents });
  }
  const totals = totalsOf(priced);
  return priced.map((piece, index) => ({ ...piece, totalCents: totals[index]! }));
}

function isTooLate({ voucher, policy }: RecordingFacts, today: Day): boolean {
  return voucher.lastDay != null && isBefore(voucher.lastDay.add({ days: policy.tailDays }), today);
}

/** By the oldest service month of the visit. */
function flagsOf(policy: RecordingPolicy, month: Month, recordedOn: Day): VisitFlag[] {
  const flags: VisitFlag[] = [];
  if (isBefore(month.add({ months: 1 }).toPlainDate({ day: policy.cutOffDay }), recordedOn)) flags.push('LATE');
  if (isBefore(lastDayOf(month.add({ months: policy.hardLimitMonths })), recordedOn)) flags.push('OVER_HARD_LIMIT');
  return flags;
}
