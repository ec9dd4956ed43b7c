/**
 * The rule of recording one visit: priced pieces, or the first refusal in the printed order. Vouchers knows values,
 * shares, quotas and overlaps.
 */
import type { Day, Instant, Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { sumCents, type Cents } from '@seteli/kit/money';
import { accept, type Accepted } from '@seteli/kit/result';
import { billableEnd, billableMinutes, type CancellationTerms } from './cancellation.ts';
import { unitPricesOf } from './contents.ts';
import { firstObstacle, kindOf, RULES_OF_PIECES, RULES_OF_TIME, type RecordingRefusal, type Trial } from './obstacles.ts';
import { planPieces, type PlannedPiece } from './plan.ts';
import { totalsOf } from './price.ts';
import { isCancelled, type Recorded, type VisitKind } from './recorded.ts';
import type { RecordingFacts } from './recording-facts.ts';
import { wallDayAt } from './wall-clock.ts';

export type PricedPiece = PlannedPiece & { readonly unitPriceCents: Cents; readonly totalCents: Cents };
export type PricedVisit = {
  readonly kind: VisitKind;
  readonly pieces: readonly PricedPiece[];
  readonly totalCents: Cents;
  readonly flags: readonly ('LATE' | 'OVER_HARD_LIMIT')[];
  /** Who pays for a visit that was cancelled too late. */
  readonly cancellation: Pick<CancellationTerms, 'payer' | 'consumesQuota'> | null;
};

export type RecordingDecision = Accepted<PricedVisit> | { readonly accepted: false; readonly refusal: RecordingRefusal };

/** `recordedAt`: the first recording of a changed visit. Flags tell about that one. */
export const recordVisit = (facts: RecordingFacts, recorded: Recorded, now: Instant, recordedAt: Instant = now): RecordingDecision =>
  decideBy({ facts, recorded, now }, recordedAt);

/**
 * Decides about a standing visit by what was published later. `contentIds`: the contents that the visit has (rules 14).
 */
export const recordAnew = (
  facts: RecordingFacts,
  visit: Recorded & { readonly recordedAt: Instant },
  contentIds: readonly Id[],
  now: Instant,
): RecordingDecision => decideBy({ facts, recorded: visit, now }, visit.recordedAt, contentIds);

function decideBy(trial: Trial, recordedAt: Instant, standing?: readonly Id[]): RecordingDecision {
  const ofTime = firstObstacle(RULES_OF_TIME, trial, standing);
  if (ofTime) return { accepted: false, refusal: ofTime };
  const { facts, recorded } = trial;
  const laidOut = { ...trial, ...layOut(facts, recorded) };
  const ofPieces = firstObstacle(RULES_OF_PIECES, laidOut, standing);
  if (ofPieces) return { accepted: false, refusal: ofPieces };
  const pieces = pricePieces(laidOut.plan.pieces, laidOut.unitPrices as readonly Cents[]);
  return accept({
    kind: kindOf(facts, recorded),
    pieces,
    totalCents: sumCents(pieces.map((piece) => piece.totalCents)),
    flags: flagsOf(facts, pieces[0]!.month, wallDayAt(recordedAt.epochMilliseconds).day),
    cancellation: isCancelled(recorded) ? facts.policy.cancellationTerms : null,
  });
}

/**
 * Pieces with prices, even of a visit that nobody may record now. Nothing where a time has no band or a piece no price.
 */
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

function pricePieces(pieces: readonly PlannedPiece[], prices: readonly Cents[]): PricedPiece[] {
  const totals = totalsOf(pieces, prices);
  return pieces.map(({ contentId, day, month, unit, steps, stepsPerUnit, from, isAccessory }, index) => ({
    contentId,
    day,
    month,
    unit,
    steps,
    stepsPerUnit,
    from,
    isAccessory,
    unitPriceCents: prices[index]!,
    totalCents: totals[index]!,
  }));
}

/** The oldest service month of the visit decides. */
function flagsOf({ policy, isCorrection }: RecordingFacts, month: Month, recordedOn: Day): PricedVisit['flags'] {
  const monthsLater = (recordedOn.year - month.year) * 12 + recordedOn.month - month.month;
  const flags: ('LATE' | 'OVER_HARD_LIMIT')[] = [];
  if (monthsLater > 1 || (monthsLater === 1 && recordedOn.day > policy.cutOffDay)) flags.push('LATE');
  if (monthsLater > policy.hardLimitMonths && !isCorrection) flags.push('OVER_HARD_LIMIT');
  return flags;
}
