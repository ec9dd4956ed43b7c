/**
 * Prices of units by their accepted lists (hinnastot): the dearest price on each day, and all prices of one day. It
 * does not know which unit a client chooses.
 */
import { isBefore, isWithin, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import type { Approval } from './opening.ts';
import type { ValueVersion } from './worth.ts';

/**
 * A list holds until the unit's next list for the service, whatever that list leaves out. One list of a unit and
 * service begins on a day.
 */
export type PriceList = {
  readonly unitId: Id;
  readonly serviceId: Id;
  readonly providerId: Id;
  readonly firstDay: Day;
  readonly prices: ReadonlyMap<Id, Cents>;
};

/**
 * By content, newest first: each version begins where the dearest price changes. Zero where no unit asks a price any
 * more.
 */
export function dearestPrices(lists: readonly PriceList[]): ReadonlyMap<Id, readonly ValueVersion[]> {
  const inTime = lists.toSorted((a, b) => Temporal.PlainDate.compare(a.firstDay, b.firstDay));
  const asking = new Map<string, PriceList['prices']>();
  const found = new Map<Id, ValueVersion[]>();
  for (const [, begun] of Map.groupBy(inTime, ({ firstDay }) => firstDay.toString())) {
    const day = begun[0]!.firstDay;
    const touched = new Set<Id>();
    for (const { unitId, serviceId, prices } of begun) {
      const before = asking.get(`${serviceId} ${unitId}`)?.keys() ?? [];
      for (const contentId of [...before, ...prices.keys()]) touched.add(contentId);
      asking.set(`${serviceId} ${unitId}`, prices);
    }
    for (const contentId of touched) {
      const versions = found.get(contentId) ?? [];
      const valueCents = dearestOf(asking, contentId);
      if (versions[0]?.valueCents !== valueCents) versions.unshift({ firstDay: day, valueCents, coefficient: null });
      found.set(contentId, versions);
    }
  }
  return found;
}

function dearestOf(asking: ReadonlyMap<string, PriceList['prices']>, contentId: Id): Cents {
  let most = 0n;
  for (const prices of asking.values()) {
    const price = prices.get(contentId) ?? 0n;
    if (price > most) most = price;
  }
  return most;
}

/** By content, the price of each unit whose provider is approved for it on the day. */
export function pricesOn(
  lists: readonly PriceList[],
  approvals: ReadonlyMap<Id, readonly Approval[]>,
  day: Day,
): ReadonlyMap<Id, readonly Cents[]> {
  const begun = lists.filter(({ firstDay }) => !isBefore(day, firstDay));
  const found = new Map<Id, Cents[]>();
  for (const [, ofUnit] of Map.groupBy(begun, ({ unitId }) => unitId)) {
    const { providerId, prices } = ofUnit.reduce((newest, list) => (isBefore(newest.firstDay, list.firstDay) ? list : newest));
    const approved = new Set((approvals.get(providerId) ?? []).filter((each) => isWithin(each, day)).flatMap((each) => each.contentIds));
    for (const [contentId, cents] of prices) if (approved.has(contentId)) found.set(contentId, [...(found.get(contentId) ?? []), cents]);
  }
  return found;
}
