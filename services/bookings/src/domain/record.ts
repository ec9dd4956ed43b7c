/**
 * The rule of recording one visit: priced pieces, or the first refusal that holds, in the printed order. Values, shares and
 * quotas are vouchers' own; overlaps are seen there too.
 */
import { dayOf, isBefore, type Day, type Instant, type Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { MOST_CENTS, sumCents, type Cents } from '@seteli/kit/money';
import { MOST_STEPS, stepsPerUnit } from '@seteli/kit/quantity';
import { accept, type Accepted, type Refusal, type RefusalDetails } from '@seteli/kit/result';
import { billableEnd, billableMinutes, type CancellationTerms } from './cancellation.ts';
import { extraNotAllowed, notMultiWorker, obstacleOfContents, unitPricesOf, type ContentObstacle } from './contents.ts';
import type { Interval } from './cut.ts';
import { PIECES_MAX, VISIT_DAYS_MAX } from './limits.ts';
import { planPieces, type Plan, type PlannedPiece } from './plan.ts';
import { totalsOf } from './price.ts';
import { isCancelled, lastServiceDayOf, type Recorded, type VisitKind } from './recorded.ts';
import { lastRecordingDay, type RecordingFacts } from './recording-facts.ts';
import { outsideValidity } from './validity.ts';
import { wallDayAt } from './wall-clock.ts';

export type PricedPiece = PlannedPiece & { readonly unitPriceCents: Cents; readonly totalCents: Cents };
export type PricedVisit = {
  readonly kind: VisitKind;
  readonly pieces: readonly PricedPiece[];
  readonly totalCents: Cents;
  readonly flags: readonly ('LATE' | 'OVER_HARD_LIMIT')[];
  /** Who pays what was cancelled too late. */
  readonly cancellation: Pick<CancellationTerms, 'payer' | 'consumesQuota'> | null;
};

export type RecordingRefusalCode =
  | 'EMPTY_VISIT'
  | 'VISIT_TOO_LONG'
  | 'IN_FUTURE'
  | 'DUPLICATE'
  | 'OUTSIDE_VALIDITY'
  | 'NO_BAND'
  | ContentObstacle['code']
  | 'WRONG_QUANTITY'
  | 'NOTHING_BILLABLE'
  | 'TOO_LATE'
  | 'DAY_ALREADY_RECORDED'
  | 'CONSENT_MISSING'
  | 'AMOUNT_TOO_LARGE';
export type RecordingRefusal = Refusal<RecordingRefusalCode>;
export type RecordingDecision = Accepted<PricedVisit> | { readonly accepted: false; readonly refusal: RecordingRefusal };

const MINUTE_MS = 60_000;

/** `recordedAt` is the first recording where a visit is only changed: flags tell about that one. */
export function recordVisit(facts: RecordingFacts, recorded: Recorded, now: Instant, recordedAt: Instant = now): RecordingDecision {
  const ofTime = obstacleOfTime(facts, recorded, now);
  if (ofTime) return { accepted: false, refusal: ofTime };
  const cancelled = isCancelled(recorded);
  const { billable, endsAt, plan, unitPrices } = layOut(facts, recorded);
  const obstacle =
    obstacleOfPieces(facts, recorded, endsAt, plan, unitPrices) ??
    (cancelled && billable === 0 ? no('NOTHING_BILLABLE') : undefined) ??
    (isTooLate(facts, dayAt(now)) ? no('TOO_LATE', { details: { lastDay: lastRecordingDay(facts)!.toString() } }) : undefined) ??
    (plan.isPaid ? no('DAY_ALREADY_RECORDED', { path: ['day'], details: { day: dayAt(recorded.startsAt).toString() } }) : undefined) ??
    obstacleOfAcceptance(recorded);
  if (obstacle) return { accepted: false, refusal: obstacle };
  const pieces = pricePieces(plan.pieces, unitPrices as readonly Cents[]);
  const totalCents = sumCents(pieces.map((piece) => piece.totalCents));
  if (totalCents > MOST_CENTS)
    return { accepted: false, refusal: no('AMOUNT_TOO_LARGE', { details: { most: { unit: 'EURO', steps: Number(MOST_CENTS) } } }) };
  const large = tooMuch(pieces);
  if (large) return { accepted: false, refusal: no('AMOUNT_TOO_LARGE', { details: large }) };
  return accept({
    kind: kindOf(facts, recorded),
    pieces,
    totalCents,
    flags: flagsOf(facts, pieces[0]!.month, dayAt(recordedAt)),
    cancellation: cancelled ? facts.policy.cancellationTerms : null,
  });
}

/** Later sums over visits rest on this bound and on that of the total (decision 12). */
function tooMuch(pieces: readonly PlannedPiece[]): RefusalDetails | undefined {
  const taken = new Map<Id, number>();
  for (const { contentId, unit, steps } of pieces) {
    const sum = (taken.get(contentId) ?? 0) + steps;
    taken.set(contentId, sum);
    if (sum > MOST_STEPS) return { contentId, most: { unit, steps: MOST_STEPS } };
  }
  return undefined;
}

/** The pieces of what was recorded, also if it may not be recorded now; nothing where a time has no band or a piece no price. */
export function pricedPiecesOf(facts: RecordingFacts, recorded: Recorded): readonly PricedPiece[] | undefined {
  const { plan, unitPrices } = layOut(facts, recorded);
  const isWhole = plan.pieces.length > 0 && plan.uncovered.length === 0 && !unitPrices.includes(undefined);
  return isWhole ? pricePieces(plan.pieces, unitPrices as readonly Cents[]) : undefined;
}

function layOut(facts: RecordingFacts, recorded: Recorded) {
  const cancelled = isCancelled(recorded);
  const billable = cancelled && recorded.timed ? billableMinutes(recorded, facts.policy.cancellationTerms) : 0;
  const endsAt = cancelled ? billableEnd(recorded, billable) : recorded.endsAt;
  const plan = planPieces(facts, recorded, endsAt);
  return { billable, endsAt, plan, unitPrices: unitPricesOf(facts.contents, plan.pieces) };
}

/** Remembered, since asking the time zone is slow. */
const dayAt = ({ epochMilliseconds }: Instant): Day => wallDayAt(epochMilliseconds).day;

const no = (code: RecordingRefusalCode, detail: Omit<RecordingRefusal, 'code'> = {}): RecordingRefusal => ({ code, ...detail });

function obstacleOfTime(facts: RecordingFacts, recorded: Recorded, now: Instant): RecordingRefusal | undefined {
  const { startsAt, endsAt, timed, noticeAt } = recorded;
  const path = [timed ? 'end' : 'lastDay'];
  const elapsedMs = endsAt.epochMilliseconds - startsAt.epochMilliseconds;
  if (elapsedMs <= 0) return no('EMPTY_VISIT', { path });
  const { maxVisitMinutes } = facts.policy;
  if (timed && elapsedMs > maxVisitMinutes * MINUTE_MS)
    return no('VISIT_TOO_LONG', { path, details: { most: { unit: 'HOUR', steps: maxVisitMinutes } } });
  if (!timed && daysOf(recorded) > VISIT_DAYS_MAX)
    return no('VISIT_TOO_LONG', { path, details: { most: { unit: 'DAY', steps: VISIT_DAYS_MAX * stepsPerUnit('DAY') } } });
  if (endsAt.epochMilliseconds > now.epochMilliseconds) return no('IN_FUTURE', { path });
  if (noticeAt && noticeAt.epochMilliseconds > now.epochMilliseconds) return no('IN_FUTURE', { path: ['noticeAt'] });
  const { isDuplicate, duplicateOf: visitId } = facts;
  return isDuplicate ? no('DUPLICATE', visitId === undefined ? {} : { details: { visitId } }) : undefined;
}

const daysOf = (recorded: Recorded): number => lastServiceDayOf(recorded).since(dayOf(recorded.startsAt)).days + 1;

function obstacleOfPieces(
  facts: RecordingFacts,
  recorded: Recorded,
  endsAt: Instant,
  plan: Plan,
  unitPrices: readonly (Cents | undefined)[],
): RecordingRefusal | undefined {
  const { contents } = facts;
  const { pieces, uncovered, wrong } = plan;
  if (pieces.length > PIECES_MAX) return no('VISIT_TOO_LONG', { path: [recorded.timed ? 'end' : 'lastDay'] });
  const outside = outsideValidity(facts, { startsAt: recorded.startsAt, endsAt }, pieces);
  if (outside) return no('OUTSIDE_VALIDITY', { details: outside });
  if (uncovered.length > 0) return no('NO_BAND', { details: { uncovered: uncovered.map(asText) } });
  const obstacle = obstacleOfContents(contents, pieces, unitPrices);
  if (obstacle) return obstacle;
  if (wrong) return no('WRONG_QUANTITY', { path: wrong });
  if (isKindMistaken(facts, recorded)) return no('WRONG_QUANTITY', { path: ['kind'] });
  if (recorded.accessories.length > 0 && isCancelled(recorded)) return no('EXTRA_NOT_ALLOWED', { path: ['accessories'] });
  return extraNotAllowed(contents, recorded, pieces) ?? notMultiWorker(contents, recorded, pieces);
}

const asText = ({ from, to }: Interval) => ({ start: from.toString(), end: to.toString() });

/** Absence and travel are contents of their own (rules 56). */
function kindOf(facts: RecordingFacts, recorded: Recorded): VisitKind {
  if (isCancelled(recorded)) return recorded.kind;
  const contentKind = recorded.contentId === null ? undefined : facts.contents.get(recorded.contentId)?.kind;
  return contentKind === 'ABSENCE' || contentKind === 'TRAVEL' ? contentKind : 'NORMAL';
}

const isKindMistaken = (facts: RecordingFacts, recorded: Recorded): boolean =>
  recorded.kind !== 'NORMAL' && recorded.kind !== kindOf(facts, recorded);

/** Who agrees to pay extra service does so before it begins (rules 1). */
function obstacleOfAcceptance({ extraService, startsAt }: Recorded): RecordingRefusal | undefined {
  const tooLate = extraService && extraService.acceptedAt.epochMilliseconds > startsAt.epochMilliseconds;
  return tooLate ? no('CONSENT_MISSING', { path: ['extraService', 'acceptedAt'] }) : undefined;
}

function pricePieces(pieces: readonly PlannedPiece[], prices: readonly Cents[]): PricedPiece[] {
  const totals = totalsOf(pieces, prices);
  return pieces.map(({ contentId, day, month, unit, steps, stepsPerUnit, from, isAccessory }, place) => ({
    contentId,
    day,
    month,
    unit,
    steps,
    stepsPerUnit,
    from,
    isAccessory,
    unitPriceCents: prices[place]!,
    totalCents: totals[place]!,
  }));
}

function isTooLate(facts: RecordingFacts, today: Day): boolean {
  const { voucher, isCorrection } = facts;
  // Adding days costs more than all the rest of this, and while the voucher holds it is not needed.
  if (isCorrection || voucher.lastDay == null || !isBefore(voucher.lastDay, today)) return false;
  return isBefore(lastRecordingDay(facts)!, today);
}

/** By the oldest service month of the visit. */
function flagsOf({ policy, isCorrection }: RecordingFacts, month: Month, recordedOn: Day): PricedVisit['flags'] {
  const monthsLater = (recordedOn.year - month.year) * 12 + recordedOn.month - month.month;
  const flags: ('LATE' | 'OVER_HARD_LIMIT')[] = [];
  if (monthsLater > 1 || (monthsLater === 1 && recordedOn.day > policy.cutOffDay)) flags.push('LATE');
  if (monthsLater > policy.hardLimitMonths && !isCorrection) flags.push('OVER_HARD_LIMIT');
  return flags;
}
