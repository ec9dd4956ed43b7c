/**
 * What a voucher costs at most, by month and over its term: for its organiser, and for its client at the prices of
 * approved providers.
 */
import { firstDayOf, isBefore, lastDayOf, monthOf, type Day, type Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { divideHalfUp, sumCents, type Cents } from '@seteli/kit/money';
import { addShares, type Share } from '@seteli/schema/quantity';
import type { BatchWish, Content } from './grant.ts';
import { newBucket, stepsOfUnitOn, type Entitlement } from './bucket.ts';
import { dearestIn, within, type CommittedEntitlement, type KnownPrices } from './commitment.ts';
import { COST_MONTHS_MAX } from './limits.ts';
import { clientShareOfUnit } from './notice.ts';
import { periodsOf, type Days } from './period.ts';
import { amountFor } from './shares.ts';
import { isSuspendedThroughout } from './suspension.ts';
import { isTooLongToCarry, type Suspension } from './voucher.ts';
import { heldOn, ownValueOn, worthOn } from './worth.ts';

/** One grant: a quantity of some contents, or a balance with its batches. */
export type CostedEntitlement = Omit<Entitlement, 'id' | 'batches'> & {
  readonly contentIds: readonly Id[];
  readonly batches: readonly BatchWish[];
};

export type CostedVoucher = CommittedEntitlement['voucher'] & { readonly suspensions: readonly Suspension[] };

/**
 * `listed`: the prices of a content, by units whose providers are approved for it on `day`. The values are those of
 * `day`, too.
 */
export type CostFacts = {
  readonly contents: readonly Content[];
  readonly known: KnownPrices;
  readonly listed: ReadonlyMap<Id, readonly Cents[]>;
  /** The months begin with the month of this day. */
  readonly from: Day;
  readonly day: Day;
};

/**
 * `mostCents` is the cost of the dearest month. An unlimited entitlement has null sums. The sum of a term longer than
 * ten years is null, too.
 */
export type EntitlementCost = {
  readonly contentIds: readonly Id[];
  readonly mostCents: Cents | null;
  readonly termCents: Cents | null;
};
export type PricePoint = { readonly priceCents: Cents; readonly unitShareCents: Cents; readonly monthShareCents: Cents | null };
export type ContentShare = {
  readonly contentId: Id;
  readonly units: number;
  readonly cheapest: PricePoint;
  readonly average: PricePoint;
  readonly dearest: PricePoint;
};
export type Cost = {
  readonly months: readonly { readonly month: Month; readonly mostCents: Cents }[];
  readonly mostCents: Cents;
  readonly termCents: Cents | null;
  readonly hasUnlimited: boolean;
  readonly entitlements: readonly EntitlementCost[];
  readonly shares: readonly ContentShare[];
};

export function costOf(voucher: CostedVoucher, entitlements: readonly CostedEntitlement[], facts: CostFacts): Cost {
  const months = monthsOf(voucher, facts.from);
  const isLong = isTooLongToCarry(voucher);
  const costs = entitlements.map((each) => {
    const isUnlimited = each.kind === 'UNLIMITED';
    return {
      each,
      inMonths: months.map((month) => useIn(within(daysOfMonth(month), voucher), voucher, each, facts, true)),
      termCents: isLong || isUnlimited ? null : useIn(voucher, voucher, each, facts, false).cents,
    };
  });
  const sums = months.map((month, index) => ({ month, mostCents: sumCents(costs.map(({ inMonths }) => inMonths[index]!.cents)) }));
  return {
    months: sums,
    mostCents: most(sums.map(({ mostCents }) => mostCents)),
    termCents: isLong ? null : sumCents(costs.map(({ termCents }) => termCents ?? 0n)),
    hasUnlimited: entitlements.some(({ kind }) => kind === 'UNLIMITED'),
    entitlements: costs.map(({ each: { kind, contentIds }, inMonths, termCents }) => ({
      contentIds,
      mostCents: kind === 'UNLIMITED' ? null : most(inMonths.map(({ cents }) => cents)),
      termCents,
    })),
    shares: costs.flatMap(({ each, inMonths }) =>
      each.contentIds.flatMap((contentId) => {
        const quantities = each.kind === 'QUANTITY' ? inMonths.map(({ quantity }) => quantity) : null;
        return contentShareOf(contentId, each, voucher, quantities, facts) ?? [];
      }),
    ),
  };
}

const daysOfMonth = (month: Month): Days => ({ firstDay: firstDayOf(month), lastDay: lastDayOf(month) });
const most = (amounts: readonly Cents[]): Cents => amounts.reduce((dearest, cents) => (cents > dearest ? cents : dearest), 0n);

function monthsOf({ firstDay, lastDay }: Days, from: Day): Month[] {
  const months: Month[] = [];
  let month = monthOf(isBefore(firstDay, from) ? from : firstDay);
  while (!isBefore(lastDay, firstDay) && months.length < COST_MONTHS_MAX && !isBefore(lastDay, firstDayOf(month))) {
    months.push(month);
    month = month.add({ months: 1 });
  }
  return months;
}

/** What the organiser pays at most for the use on some days, and the quantity of that use. */
type Use = { readonly cents: Cents; readonly quantity: Share };
const NOTHING: Share = { steps: 0n, stepsPerUnit: 1n };

/**
 * Periods are never shortened: the days may use each period that they touch whole (rules 11), unless it is suspended
 * throughout. `withCarried` adds what the period before may carry into the first one (rules 23).
 */
function useIn(days: Days, voucher: CostedVoucher, each: CostedEntitlement, { known }: CostFacts, withCarried: boolean): Use {
  if (isBefore(days.lastDay, days.firstDay) || each.kind === 'UNLIMITED') return { cents: 0n, quantity: NOTHING };
  if (each.kind === 'BALANCE') {
    const usable = each.batches.filter((batch) => isUsable(within(batch, days), voucher));
    return { cents: sumCents(usable.map(({ amountCents }) => amountCents)), quantity: NOTHING };
  }
  const uses = usablePeriods(days, voucher, each, withCarried).map(({ period, used }): Use => {
    const { granted, stepsPerUnit } = newBucket(each, stepsOfUnitOn(each.unit, within(period, voucher).firstDay));
    const quantity = { steps: BigInt(granted), stepsPerUnit: BigInt(stepsPerUnit) };
    return { quantity, cents: amountFor(dearestIn(used, { voucher, entitlement: each, contentIds: each.contentIds }, known), quantity) };
  });
  return {
    cents: sumCents(uses.map(({ cents }) => cents)),
    quantity: uses.reduce((sum, { quantity }) => addShares(sum, quantity), NOTHING),
  };
}

/** `used`: the days here on which visits may use the quantity of the period. */
function usablePeriods(days: Days, voucher: CostedVoucher, each: CostedEntitlement, withCarried: boolean) {
  const usable = periodsOf(each, each.recurrence === 'ONCE' ? voucher : days)
    .map((period) => ({ period, used: within(period, days) }))
    .filter(({ used }) => isUsable(used, voucher));
  const [first] = usable;
  if (!withCarried || !each.carryOver || !first) return usable;
  const before = first.period.firstDay.subtract({ days: 1 });
  const carried = periodsOf(each, voucher).findLast(({ firstDay }) => !isBefore(before, firstDay));
  return carried ? [{ period: carried, used: first.used }, ...usable] : usable;
}

const isUsable = (days: Days, { suspensions }: CostedVoucher): boolean =>
  !isBefore(days.lastDay, days.firstDay) && !isSuspendedThroughout(suspensions, days);

/**
 * Each content counts with the whole quantity of a month, though contents share it. Undefined where no price or value
 * is known, or the organiser pays all.
 */
function contentShareOf(
  contentId: Id,
  each: CostedEntitlement,
  voucher: CostedVoucher,
  quantities: readonly Share[] | null,
  { contents, known, listed, day }: CostFacts,
): ContentShare | undefined {
  const prices = (listed.get(contentId) ?? []).toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  const content = contents.find(({ id }) => id === contentId);
  const version = content && (heldOn(content.versions, day) ?? content.versions.at(-1));
  if (prices.length === 0 || !content || !version || voucher.arrangementKind === 'PURCHASED') return undefined;
  const facts = {
    arrangementKind: voucher.arrangementKind,
    deductibleAllowed: version.deductibleAllowed,
    isBalance: each.kind === 'BALANCE',
    worth: worthOn(ownValueOn(voucher, day), known.values.get(contentId), { contentId, unit: content.unit, day }),
  };
  const at = (priceCents: Cents): PricePoint | undefined => {
    const unitShareCents = clientShareOfUnit(facts, priceCents);
    if (unitShareCents === null) return undefined;
    return { priceCents, unitShareCents, monthShareCents: quantities && most(quantities.map((each) => amountFor(unitShareCents, each))) };
  };
  const mean = divideHalfUp(sumCents(prices), BigInt(prices.length));
  const [cheapest, average, dearest] = [at(prices[0]!), at(mean), at(prices.at(-1)!)];
  return cheapest && average && dearest ? { contentId, units: prices.length, cheapest, average, dearest } : undefined;
}
