/**
 * Taking delivered visits again when what they rested on has changed backwards (rules 14, 15): from the pieces that were kept,
 * with other values or prices. Quantities and what they drew from quotas stay; balances pay anew, within what the visit held
 * and what is left. A visit that can no longer be taken is left as it is.
 */
import { isBefore, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { sumCents, type Cents } from '@seteli/kit/money';
import { stepsPerUnit } from '@seteli/kit/quantity';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { payFromBalance } from './balance.ts';
import { give, take, type Batch, type Bucket, type Buckets } from './bucket.ts';
import type { TakenPiece } from './decide.ts';
import { amountsOf, previewIdOf, sumOf, type Effect, type PastVisit } from './recalculate.ts';
import { sharesOf } from './shares.ts';
import { inChainOn } from './succession.ts';
import { withVat } from './vat.ts';
import type { Voucher } from './voucher.ts';
import { ownValueOn, worthOn, type OwnValues, type ValueVersion } from './worth.ts';

/** A voucher as far as values are concerned. */
export type PayingVoucher = Pick<Voucher, 'id' | 'arrangementKind' | 'firstDay' | 'lastDay' | 'predecessorId'> & OwnValues;

/** The piece as it is to be taken now; the same piece where nothing changes for it. */
export type ChangePiece = (visit: PastVisit, piece: TakenPiece) => TakenPiece;

export type Balances = { readonly buckets: Buckets; readonly batches: ReadonlyMap<Id, readonly Batch[]> };
export type Retaken = { readonly effects: readonly Effect[]; readonly buckets: Buckets };

/** Of delivered visits that one change may take again: they are all held in memory, and their vouchers locked, while the others wait. */
export const MOST_RETAKEN = 100_000;

/** A change of more visits is made in parts: from a later day on first, and then up to where that begins. */
export const checkExtent = (visits: number): Decision<null, 'TOO_MANY_VISITS'> =>
  visits <= MOST_RETAKEN
    ? accept(null)
    : refuse('TOO_MANY_VISITS', { path: ['firstDay'], remaining: { unit: 'VISIT', steps: MOST_RETAKEN * stepsPerUnit('VISIT') } });

/** `visits` in the order of their arrival, in which balances are drawn from; effects are told in time order. */
export function retake(visits: readonly PastVisit[], { buckets, batches }: Balances, change: ChangePiece): Retaken {
  const left = new Map<string, Bucket>(buckets);
  const effects: Effect[] = [];
  for (const before of visits) {
    const pieces = before.pieces.map((piece) => change(before, piece));
    if (pieces.every((piece, index) => piece === before.pieces[index])) continue;
    const after = takeAgain({ ...before, pieces }, batches, left);
    if (amountsOf(after) !== amountsOf(before)) effects.push({ before, after });
  }
  return { effects: effects.toSorted(inTime), buckets: left };
}

const inTime = ({ before: one }: Effect, { before: other }: Effect): number =>
  Temporal.Instant.compare(one.startsAt, other.startsAt) || (one.visitId < other.visitId ? -1 : 1);

function takeAgain(visit: PastVisit, batches: Balances['batches'], left: Map<string, Bucket>): PastVisit {
  const isOfBalance = ({ entitlementId }: { readonly entitlementId: Id }) => batches.has(entitlementId);
  const own = visit.draws.filter(isOfBalance);
  for (const draw of own) give(left, draw);
  const paid = payFromBalance(sharesOf(visit.pieces, visit.payer), visit.pieces, (id) => batches.get(id) ?? [], left, visit.payer);
  for (const draw of paid.accepted ? paid.value.draws : own) take(left, draw);
  if (!paid.accepted) return visit;
  const draws = [...visit.draws.filter((draw) => !isOfBalance(draw)), ...paid.value.draws];
  return { ...visit, lines: paid.value.lines.map(withVat), draws };
}

/** The balances that pieces were paid from: all that may be drawn from anew. */
export const balancesIn = (visits: readonly PastVisit[]): Id[] => [
  ...new Set(visits.flatMap(({ pieces }) => pieces.flatMap(({ balanceId }) => balanceId ?? []))),
];

export type NewValues = {
  readonly vouchers: ReadonlyMap<Id, PayingVoucher>;
  /** With what is published now, newest first. */
  readonly values: ReadonlyMap<Id, readonly ValueVersion[]>;
  readonly firstDay: Day;
  /** Whose pieces the change is about. */
  readonly isConcerned: (voucher: PayingVoucher, contentId: Id) => boolean;
};

/** Backwards a value only rises, whatever coefficient and base come together; a contract price and extra service have none. */
export const atNewValues =
  ({ vouchers, values, firstDay, isConcerned }: NewValues): ChangePiece =>
  ({ voucherId }, piece) => {
    const { contentId, day, quantity, isExtraService } = piece;
    const named = vouchers.get(voucherId);
    if (!named || isExtraService || isBefore(day, firstDay)) return piece;
    // Its days may have been shortened since.
    const voucher = inChainOn(vouchers, named, day) ?? named;
    if (voucher.arrangementKind === 'PURCHASED' || !isConcerned(voucher, contentId)) return piece;
    const worth = worthOn(ownValueOn(voucher, day), values.get(contentId), { contentId, unit: quantity.unit, day });
    if (!worth || worth.valueCents <= piece.unitValueCents) return piece;
    return { ...piece, unitValueCents: worth.valueCents, valueSince: worth.since, basis: worth.basis };
  };

export type NewPrices = { readonly prices: ReadonlyMap<Id, Cents>; readonly firstDay: Day; readonly lastDay: Day | null };

/** A list of prices says what it says of its own days; where no value is asked for, the organiser's part follows the price. */
export const atNewPrices =
  ({ prices, firstDay, lastDay }: NewPrices): ChangePiece =>
  (_, piece) => {
    const price = prices.get(piece.contentId);
    const isOutside = isBefore(piece.day, firstDay) || (lastDay !== null && isBefore(lastDay, piece.day));
    if (price === undefined || price === piece.unitPriceCents || isOutside) return piece;
    const followsPrice = piece.basis === 'CONTRACT' || (piece.basis === 'NONE' && piece.quantity.unit !== 'EURO');
    return { ...piece, unitPriceCents: price, ...(followsPrice && { unitValueCents: price }) };
  };

export type ChangePreview = {
  readonly previewId: string;
  readonly visits: number;
  readonly organiserChangeCents: Cents;
  readonly clientChangeCents: Cents;
  readonly effects: readonly Effect[];
};

const MOST_SHOWN = 500;

/** `about`: what is to be changed, so that a preview of one change never carries out another. */
export function previewOf(about: string, effects: readonly Effect[]): ChangePreview {
  const changeOf = (share: 'organiserCents' | 'clientCents') =>
    sumCents(effects.map(({ before, after }) => sumOf(after.lines, share) - sumOf(before.lines, share)));
  return {
    previewId: previewIdOf(about, effects),
    visits: effects.length,
    organiserChangeCents: changeOf('organiserCents'),
    clientChangeCents: changeOf('clientCents'),
    effects: effects.slice(0, MOST_SHOWN),
  };
}
