/**
 * The rules of price lists (hinnasto): what a provider may submit, what an organiser may accept, and which lists still
 * count. Bookings prices a visit by the accepted list of its unit on the visit's own day.
 */
import { dayBeforeNext, isBefore, type Day, type DayRange, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import type { RefusalDetails } from '@seteli/schema/refusal-facts';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { ArrangementKind } from './service.ts';

export type Price = { readonly contentId: Id; readonly priceCents: Cents };
/** Why a change for past days is made although a client's share may rise (rules 14). */
export type ChangeReason = 'CORRECTION_OF_ERROR';

export type Prices = { readonly firstDay: Day; readonly prices: readonly Price[]; readonly reason: ChangeReason | null };

/** The fields of a service version that bear on prices. */
export type PricedService = {
  readonly arrangementKind: ArrangementKind;
  readonly priceNoticeDays: number;
  readonly contents: ReadonlyMap<Id, { readonly deductibleAllowed: boolean }>;
};

/** What the registry knows for the first day of the list. `service` is null when no version holds on that day. */
export type PriceFacts = {
  readonly service: PricedService | null;
  /** The contents that the provider is approved for. */
  readonly approved: ReadonlySet<Id>;
  readonly values: ReadonlyMap<Id, Cents>;
  /** The unit's last price of each content on that day or before. A later list may have left the content out. */
  readonly asked: ReadonlyMap<Id, Cents>;
  /** The contents that have a price in the list in force on that day. */
  readonly inForce: readonly Id[];
  /**
   * Whether another submitted or accepted list of the unit and service starts on that day. A correction may replace an
   * accepted one.
   */
  readonly isDayTaken: boolean;
};

type PriceRefusal =
  | 'NOT_YET_KNOWN'
  | 'OUTSIDE_VALIDITY'
  | 'NOT_APPROVED'
  | 'PRICE_EXCEEDS_CAP'
  | 'INVALID_RANGE'
  | 'NOTICE_TOO_SHORT'
  | 'UNKNOWN_CONTENT'
  | 'VERSION_EXISTS'
  | 'AMOUNT_NOT_POSITIVE';

/** Decides whether the prices may stand, when a provider submits them and again when an organiser accepts them. */
export function checkPrices(facts: PriceFacts, { firstDay, prices, reason }: Prices, today: Day): Decision<readonly Price[], PriceRefusal> {
  const { service, approved, values } = facts;
  const pathOf = (index: number, field: string) => ({ path: ['prices', String(index), field] });
  if (!service) return refuse('OUTSIDE_VALIDITY', { path: ['firstDay'], details: { day: firstDay.toString(), validity: 'SERVICE' } });
  const { contents } = service;
  // The organiser pays all of a purchased service. Its price comes from the contract, without value or cap (rules 30).
  const isFree = (id: Id) => service.arrangementKind !== 'PURCHASED' && contents.get(id)?.deductibleAllowed === false;
  // A content that is free by law may cost no more than the organiser pays (rules 3). Without a value nobody knows that
  // amount.
  const valueless = prices.findIndex(({ contentId }) => isFree(contentId) && !values.has(contentId));
  if (valueless !== -1) return refuse('NOT_YET_KNOWN', pathOf(valueless, 'price'));
  const unapproved = prices.findIndex(({ contentId }) => contents.has(contentId) && !approved.has(contentId));
  if (unapproved !== -1)
    return refuse('NOT_APPROVED', { ...pathOf(unapproved, 'contentId'), details: { contentId: prices[unapproved]!.contentId } });
  const dear = prices.findIndex(({ contentId, priceCents }) => isFree(contentId) && priceCents > values.get(contentId)!);
  if (dear !== -1) return refuse('PRICE_EXCEEDS_CAP', { ...pathOf(dear, 'price'), details: capOf(prices[dear]!, values) });
  if (isBefore(firstDay, today) && reason === null && isAtClientsLoss(facts, prices))
    return refuse('INVALID_RANGE', { path: ['firstDay'] });
  const earliest = earliestRise(service, today);
  if (!isBefore(firstDay, today) && isBefore(firstDay, earliest) && isRise(facts, prices))
    return refuse('NOTICE_TOO_SHORT', { path: ['firstDay'], details: { firstDay: earliest.toString() } });
  const unknown = prices.findIndex(({ contentId }) => !contents.has(contentId));
  if (unknown !== -1) return refuse('UNKNOWN_CONTENT', pathOf(unknown, 'contentId'));
  if (facts.isDayTaken) return refuse('VERSION_EXISTS', { path: ['firstDay'], details: { day: firstDay.toString() } });
  const repeated = prices.findIndex(({ contentId }, index) => prices.findIndex((price) => price.contentId === contentId) < index);
  if (repeated !== -1) return refuse('VERSION_EXISTS', pathOf(repeated, 'contentId'));
  const nothing = prices.findIndex(({ priceCents }) => priceCents <= 0n);
  if (nothing !== -1) return refuse('AMOUNT_NOT_POSITIVE', pathOf(nothing, 'price'));
  return prices.length === 0 ? refuse('AMOUNT_NOT_POSITIVE', { path: ['prices'] }) : accept(prices);
}

/** The earliest day from which a list of today may raise a price (rules 33). */
export const earliestRise = ({ priceNoticeDays }: Pick<PricedService, 'priceNoticeDays'>, today: Day): Day =>
  today.add({ days: priceNoticeDays });

const capOf = ({ contentId }: Price, values: ReadonlyMap<Id, Cents>): RefusalDetails => ({
  contentId,
  most: { unit: 'EURO', steps: Number(values.get(contentId)!) },
});

/**
 * A list for past days may only lower prices, unless it corrects an error (rules 14). Leaving a price out would leave
 * delivered visits without one.
 */
const isAtClientsLoss = (facts: PriceFacts, prices: readonly Price[]): boolean =>
  isRise(facts, prices) || facts.inForce.some((asked) => !prices.some(({ contentId }) => contentId === asked));

/**
 * First prices and reductions need no notice: clients pay no more than they know of (rules 33). A price that returns
 * after a list left it out is not a first price.
 */
const isRise = ({ asked }: PriceFacts, prices: readonly Price[]): boolean =>
  prices.some(({ contentId, priceCents }) => priceCents > (asked.get(contentId) ?? priceCents));

export type PriceList = {
  readonly id: Id;
  readonly organiserId: Id;
  readonly serviceId: Id;
  readonly providerId: Id;
  readonly unitId: Id;
  readonly state: 'DRAFT' | 'SUBMITTED' | 'ACCEPTED' | 'REJECTED' | 'SUPERSEDED';
  readonly firstDay: Day;
  readonly reason: ChangeReason | null;
  readonly version: number;
};

/** An organiser that rejects a list gives a reason. */
export type Verdict = { readonly state: 'ACCEPTED' } | { readonly state: 'REJECTED'; readonly reason: string };

/** An organiser decides a list once; the same decision again changes nothing. */
export function decide(list: PriceList | undefined, verdict: Verdict): Decision<PriceList, 'NOT_FOUND' | 'WRONG_STATE' | 'REASON_MISSING'> {
  if (!list) return refuse('NOT_FOUND', { path: ['priceListId'] });
  if (list.state === verdict.state) return accept(list);
  if (list.state !== 'SUBMITTED') return refuse('WRONG_STATE', { path: ['priceListId'] });
  if (verdict.state === 'REJECTED' && verdict.reason.trim() === '') return refuse('REASON_MISSING', { path: ['reason'] });
  return accept({ ...list, state: verdict.state, version: list.version + 1 });
}

/** Who decided a list, when, and the reason of a rejection. All are null while the list waits. */
export type ListDecision = { readonly decidedBy: Id | null; readonly decidedAt: Instant | null; readonly decisionReason: string | null };

/**
 * The decision, for the organiser and the provider only. A correction that has since replaced the list does not change
 * it.
 */
export function decisionOf({ state, organiserId, providerId, decidedBy, decidedAt, decisionReason }: PriceList & ListDecision, reader: Id) {
  if (!decidedBy || !decidedAt || ![organiserId, providerId].includes(reader)) return null;
  return { kind: state === 'REJECTED' ? 'REJECTED' : 'ACCEPTED', decidedBy, decidedAt, reason: decisionReason } as const;
}

/** A provider may rewrite or submit only a draft of its own, and only until it is submitted. */
export function checkDraft(draft: PriceList | undefined): Decision<PriceList, 'NOT_FOUND' | 'WRONG_STATE'> {
  if (!draft) return refuse('NOT_FOUND', { path: ['priceListId'] });
  return draft.state === 'DRAFT' ? accept(draft) : refuse('WRONG_STATE', { path: ['priceListId'] });
}

/**
 * Whether a list may change what visits of past days cost: then the organiser accepts it by its preview. A first list
 * changes nothing.
 */
export const reachesBack = ({ asked }: PriceFacts, firstDay: Day, today: Day): boolean => isBefore(firstDay, today) && asked.size > 0;

/**
 * Whether bookings may have recorded visits at the prices of an earlier list. A list that begins today holds for the
 * whole day.
 */
export const listReachesBegunDays = ({ asked }: Pick<PriceFacts, 'asked'>, firstDay: Day, today: Day): boolean =>
  !isBefore(today, firstDay) && asked.size > 0;

/** The most that the organiser pays from a day on, until the next value begins. */
export type DatedValue = { readonly firstDay: Day; readonly valueCents: Cents };

/**
 * The list's first day on which the value is below the price: a value may fall after the organiser accepted the price
 * (rules 3). `values` come in the order of their days.
 */
export function aboveValueFrom(priceCents: Cents, { firstDay, lastDay }: DayRange, values: readonly DatedValue[]): Day | null {
  const begun = values.filter((value) => lastDay == null || !isBefore(lastDay, value.firstDay));
  const holding = begun.filter((_, index) => !begun[index + 1] || isBefore(firstDay, begun[index + 1]!.firstDay));
  const low = holding.find(({ valueCents }) => valueCents < priceCents);
  return low ? (isBefore(low.firstDay, firstDay) ? firstDay : low.firstDay) : null;
}

/** What a list is on a day. The registry never stores it, since midnight changes it. */
export type StateOnDay = PriceList['state'] | 'IN_FORCE';

type Dated = Pick<PriceList, 'serviceId' | 'state' | 'firstDay'>;

/** The day before the next accepted list of the same service begins. `lists` are the lists of its unit. */
export function lastDayOf({ serviceId, firstDay }: Pick<Dated, 'serviceId' | 'firstDay'>, lists: readonly Dated[]): Day | null {
  const accepted = lists.filter((list) => list.state === 'ACCEPTED' && list.serviceId === serviceId);
  return dayBeforeNext(
    firstDay,
    accepted.map((list) => list.firstDay),
  );
}

export function stateOn(list: Dated, lists: readonly Dated[], day: Day): StateOnDay {
  if (list.state !== 'ACCEPTED' || isBefore(day, list.firstDay)) return list.state;
  const lastDay = lastDayOf(list, lists);
  return lastDay && isBefore(lastDay, day) ? 'SUPERSEDED' : 'IN_FORCE';
}
