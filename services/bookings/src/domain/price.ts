/**
 * Prices of a visit's pieces: which price holds on a day, and the total of each piece. It knows no values and no
 * shares.
 */
import { isBefore, isWithin, type Day, type DayRange } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { divideHalfUp, type Cents } from '@seteli/kit/money';
import { addShares, type Share } from '@seteli/schema/quantity';

/**
 * An accepted price (hinnasto) of one content at one unit, VAT included, for a unit; or what an order has agreed
 * instead.
 */
export type DatedPrice = DayRange & { readonly unitPriceCents: Cents; readonly isOfOrder?: true };

/** An order's prices for its days of a purchased service, by content (rules 30). */
export type Order = DayRange & { readonly contractPrices: ReadonlyMap<Id, Cents> };

/** A price in the list of a unit and service that begins on a day. */
export type ListedPrice = {
  readonly serviceId: Id;
  readonly contentId: Id;
  readonly firstDay: Day;
  readonly unitPriceCents: Cents;
  /** How often corrections had replaced the list of the day before. */
  readonly correction?: number;
};

/** Drops lists that another of the same day corrects: a list is whole, and the last one holds. */
export function withoutCorrected<Price extends Pick<ListedPrice, 'serviceId' | 'firstDay' | 'correction'>>(
  listed: readonly Price[],
): readonly Price[] {
  if (listed.every(({ correction = 0 }) => correction === 0)) return listed;
  const dayOf = ({ serviceId, firstDay }: Price) => `${serviceId} ${firstDay.toString()}`;
  const last = new Map<string, number>();
  for (const price of listed) last.set(dayOf(price), Math.max(price.correction ?? 0, last.get(dayOf(price)) ?? 0));
  return listed.filter((price) => (price.correction ?? 0) === last.get(dayOf(price)));
}

/**
 * The prices of a unit for one service by content. Each holds until the day before the unit's next list, whatever that
 * one leaves out.
 */
export function datePrices(listed: readonly ListedPrice[], serviceId: Id): Map<Id, DatedPrice[]> {
  const ofService = listed.filter((price) => price.serviceId === serviceId);
  const days = ofService.map(({ firstDay }) => firstDay).toSorted(Temporal.PlainDate.compare);
  const dated = ofService.map(({ contentId, firstDay, unitPriceCents }) => {
    const next = days.find((day) => isBefore(firstDay, day));
    return { contentId, price: { firstDay, lastDay: next?.subtract({ days: 1 }), unitPriceCents } };
  });
  const byContent = Map.groupBy(dated, ({ contentId }) => contentId);
  return new Map([...byContent].map(([contentId, prices]) => [contentId, prices.map(({ price }) => price)]));
}

/**
 * The prices by all lists, then without the newest, without the two newest, and so on: as they were before a provider's
 * later list was accepted. `listed` includes corrected lists.
 */
export function pricesBefore(listed: readonly ListedPrice[], serviceId: Id, day: Day): Map<Id, DatedPrice[]>[] {
  const begun = listed.filter((price) => price.serviceId === serviceId && !isBefore(day, price.firstDay));
  const newest = [...new Set(begun.map(listOf))].toSorted().toReversed();
  return newest.map((_, count) => {
    const dropped = new Set(newest.slice(0, count));
    return datePrices(withoutCorrected(listed.filter((price) => !dropped.has(listOf(price)))), serviceId);
  });
}

const CORRECTION_DIGITS = 6;
const listOf = ({ firstDay, correction = 0 }: ListedPrice): string => `${firstDay} ${String(correction).padStart(CORRECTION_DIGITS, '0')}`;

/** Adds the orders' prices on their days: a list that begins meanwhile does not change these. */
export function withOrders(
  prices: ReadonlyMap<Id, readonly DatedPrice[]>,
  orders: readonly Order[],
): ReadonlyMap<Id, readonly DatedPrice[]> {
  const all = new Map(prices);
  for (const { firstDay, lastDay, contractPrices } of orders)
    for (const [contentId, unitPriceCents] of contractPrices) {
      const listed = (all.get(contentId) ?? []).flatMap((price) => outside(price, { firstDay, lastDay }));
      all.set(contentId, [...listed, { firstDay, lastDay, unitPriceCents, isOfOrder: true }]);
    }
  return all;
}

/** The parts of a price before the days and after them. */
function outside(price: DatedPrice, { firstDay, lastDay }: DayRange): DatedPrice[] {
  const before = firstDay.subtract({ days: 1 });
  const after = lastDay?.add({ days: 1 });
  return [
    ...(isBefore(price.firstDay, firstDay)
      ? [{ ...price, lastDay: price.lastDay && isBefore(price.lastDay, before) ? price.lastDay : before }]
      : []),
    ...(after && !(price.lastDay && isBefore(price.lastDay, after))
      ? [{ ...price, firstDay: isBefore(price.firstDay, after) ? after : price.firstDay }]
      : []),
  ];
}

/** A newer price replaces an older one from its first day. */
export function priceOn(prices: readonly DatedPrice[], day: Day): DatedPrice | undefined {
  let newest: DatedPrice | undefined;
  for (const price of prices) {
    if (isWithin(price, day) && (!newest || isBefore(newest.firstDay, price.firstDay))) newest = price;
  }
  return newest;
}

export type PieceToPrice = { readonly contentId: Id; readonly steps: number; readonly stepsPerUnit: number };

/**
 * Each piece's total in time order: the price of everything up to its end, less the totals of earlier pieces of the
 * same content and price. So the pieces add up to the price of the whole, and nothing passes between contents or prices
 * (rules 43).
 */
export function totalsOf(pieces: readonly PieceToPrice[], unitPrices: readonly Cents[]): readonly Cents[] {
  const taken = new Map<string, Taken>();
  return pieces.map((piece, index) => {
    const unitPriceCents = unitPrices[index]!;
    const key = `${piece.contentId}/${unitPriceCents}`;
    const before = taken.get(key);
    const own = { steps: BigInt(piece.steps), stepsPerUnit: BigInt(piece.stepsPerUnit) };
    const { steps, stepsPerUnit } = before ? addShares(before, own) : own;
    const cents = divideHalfUp(unitPriceCents * steps, stepsPerUnit);
    taken.set(key, { steps, stepsPerUnit, cents });
    return cents - (before?.cents ?? 0n);
  });
}

type Taken = Share & { readonly cents: Cents };
