/** What the units of providers ask for purchased services, by their accepted lists (hinnastot): the dearest of them on each day. Which unit a client chooses is not known here. */
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import type { ValueVersion } from './worth.ts';

/** It holds until the unit's next list for the service, whatever that one leaves out. One list of a unit and service begins on a day. */
export type PriceList = {
  readonly unitId: Id;
  readonly serviceId: Id;
  readonly firstDay: Day;
  readonly prices: ReadonlyMap<Id, Cents>;
};

/** By content, each from the day on which another price is the dearest, newest first; zero from a day on which no unit asks any. */
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
