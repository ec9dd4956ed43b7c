/**
 * Decides delivered visits again when values or prices change backwards (rules 14, 15), from the pieces that vouchers
 * kept. Quantities and their draws on quotas stay. Balances pay again, within what the visit held and what is left. A
 * visit that no longer fits stays as it is.
 */
import { isBefore, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import { stepsPerUnit } from '@seteli/schema/quantity';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { payFromBalance, roomInBalance } from './balance.ts';
import { give, take, type Batch, type Bucket, type Buckets } from './bucket.ts';
import type { TakenPiece } from './decide.ts';
import { paysOtherwise, type Effect, type PastVisit } from './recalculate.ts';
import { sharesOf } from './shares.ts';
import { inChainOn } from './succession.ts';
import { withVat } from './vat.ts';
import type { Voucher } from './voucher.ts';
import { ownValueOn, worthOn, type OwnValues, type ValueVersion } from './worth.ts';

/** What values need to know of a voucher. */
export type PayingVoucher = Pick<Voucher, 'id' | 'arrangementKind' | 'firstDay' | 'lastDay' | 'predecessorId'> & OwnValues;

/** Answers the piece with its new value or price, or the same piece where nothing changes. */
export type ChangePiece = (visit: PastVisit, piece: TakenPiece) => TakenPiece;

export type Balances = { readonly buckets: Buckets; readonly batches: ReadonlyMap<Id, readonly Batch[]> };
/**
 * `silent` visits get new values while everybody pays the same. `left` visits would be refused now and stay as they are
 * (rules 14).
 */
export type Retaken = {
  readonly effects: readonly Effect[];
  readonly silent: readonly PastVisit[];
  readonly left: readonly PastVisit[];
  readonly buckets: Buckets;
};

/**
 * The most delivered visits that one change may decide again. The change holds them all in memory and their vouchers
 * locked, while other visits wait.
 */
export const MOST_RETAKEN = 50_000;

/** Users split a change of more visits: first from a later day on, then up to that day. */
export const checkExtent = (visits: number): Decision<null, 'TOO_MANY_VISITS'> =>
  visits <= MOST_RETAKEN
    ? accept(null)
    : refuse('TOO_MANY_VISITS', { path: ['firstDay'], remaining: { unit: 'VISIT', steps: MOST_RETAKEN * stepsPerUnit('VISIT') } });

/** `visits` are in the order of arrival, in which they draw from balances. Effects are in time order. */
export function retake(visits: readonly PastVisit[], { buckets, batches }: Balances, change: ChangePiece): Retaken {
  const rest = new Map<string, Bucket>(buckets);
  const effects: Effect[] = [];
  const silent: PastVisit[] = [];
  const left: PastVisit[] = [];
  for (const before of visits) {
    const pieces = before.pieces.map((piece) => change(before, piece));
    if (pieces.every((piece, index) => piece === before.pieces[index])) continue;
    const after = takeAgain({ ...before, pieces }, batches, rest);
    if (!after) left.push(before);
    else if (paysOtherwise(before, after)) effects.push({ before, after });
    else silent.push(after);
  }
  return {
    effects: effects.toSorted((one, other) => inTime(one.before, other.before)),
    silent,
    left: left.toSorted(inTime),
    buckets: rest,
  };
}

const inTime = (one: PastVisit, other: PastVisit): number =>
  Temporal.Instant.compare(one.startsAt, other.startsAt) || (one.visitId < other.visitId ? -1 : 1);

function takeAgain(visit: PastVisit, batches: Balances['batches'], rest: Map<string, Bucket>): PastVisit | undefined {
  const isOfBalance = ({ entitlementId }: { readonly entitlementId: Id }) => batches.has(entitlementId);
  const own = visit.draws.filter(isOfBalance);
  for (const draw of own) give(rest, draw);
  const pieces = visit.pieces.map((piece) => {
    const held = piece.balanceId ? batches.get(piece.balanceId) : undefined;
    return held ? { ...piece, room: roomInBalance({ id: piece.balanceId!, batches: held }, rest, piece.day) } : piece;
  });
  const paid = payFromBalance(sharesOf(visit.pieces, visit.payer), visit.pieces, (id) => batches.get(id) ?? [], rest, visit.payer);
  for (const draw of paid.accepted ? paid.value.draws : own) take(rest, draw);
  if (!paid.accepted) return undefined;
  const draws = [...visit.draws.filter((draw) => !isOfBalance(draw)), ...paid.value.draws];
  return { ...visit, pieces, lines: paid.value.lines.map(withVat), draws };
}

/** The balances that paid for pieces, which may pay again. */
export const balancesIn = (visits: readonly PastVisit[]): Id[] => [
  ...new Set(visits.flatMap(({ pieces }) => pieces.flatMap(({ balanceId }) => balanceId ?? []))),
];

export type NewValues = {
  readonly vouchers: ReadonlyMap<Id, PayingVoucher>;
  /** With the values published now, newest first. */
  readonly values: ReadonlyMap<Id, readonly ValueVersion[]>;
  readonly firstDay: Day;
  /**
   * True where the change corrects an error. Otherwise a value only rises backwards, whatever coefficient and base come
   * together.
   */
  readonly mayFall: boolean;
  /** Whether the change concerns the pieces of a voucher and content. */
  readonly isConcerned: (voucher: PayingVoucher, contentId: Id) => boolean;
};

/** A contract price and extra service have no value. */
export const atNewValues =
  ({ vouchers, values, firstDay, mayFall, isConcerned }: NewValues): ChangePiece =>
  ({ voucherId }, piece) => {
    const { contentId, day, quantity, isExtraService } = piece;
    const named = vouchers.get(voucherId);
    if (!named || isExtraService || isBefore(day, firstDay)) return piece;
    // The days of the voucher may have been shortened since.
    const voucher = inChainOn(vouchers, named, day) ?? named;
    if (voucher.arrangementKind === 'PURCHASED' || !isConcerned(voucher, contentId)) return piece;
    const worth = worthOn(ownValueOn(voucher, day), values.get(contentId), { contentId, unit: quantity.unit, day });
    if (!worth || worth.valueCents === piece.unitValueCents || (worth.valueCents < piece.unitValueCents && !mayFall)) return piece;
    return { ...piece, unitValueCents: worth.valueCents, valueSince: worth.since, basis: worth.basis };
  };

export type NewPrices = { readonly prices: ReadonlyMap<Id, Cents>; readonly firstDay: Day; readonly lastDay: Day | null };

const isOutside = ({ firstDay, lastDay }: Pick<NewPrices, 'firstDay' | 'lastDay'>, day: Day): boolean =>
  isBefore(day, firstDay) || (lastDay !== null && isBefore(lastDay, day));

/** A list without a price for the content would refuse the visit, so the visit stays as it is. */
export const hasNoPrice =
  (list: NewPrices) =>
  ({ pieces }: PastVisit): boolean =>
    pieces.some(({ contentId, day, basis }) => !list.prices.has(contentId) && basis !== 'ORDER' && !isOutside(list, day));

/**
 * A price list changes pieces of its own days, but no order with its own price. Where a piece needs no value, the
 * organiser's part follows the price.
 */
export const atNewPrices =
  (list: NewPrices): ChangePiece =>
  (_, piece) => {
    const price = list.prices.get(piece.contentId);
    if (price === undefined || price === piece.unitPriceCents || isOutside(list, piece.day) || piece.basis === 'ORDER') return piece;
    const followsPrice = piece.basis === 'CONTRACT' || (piece.basis === 'NONE' && piece.quantity.unit !== 'EURO');
    return { ...piece, unitPriceCents: price, ...(followsPrice && { unitValueCents: price }) };
  };
