/**
 * The rules of granting a voucher (palvelusetelipäätös): its entitlements, its values, and the voucher that it follows.
 * Refusals come in the order of the README.
 */
import { isBefore, isWithin, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import type { Unit } from '@seteli/schema/quantity';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { Entitlement } from './bucket.ts';
import { valueByIncome, type Income, type IncomeFormula } from './income.ts';
import type { Days, Recurrence } from './period.ts';
import { isTooLongToCarry, type Voucher } from './voucher.ts';
import { heldOn, worthOn, type ArrangementKind, type OwnValue, type ValueVersion } from './worth.ts';

/** A content. Each version tells whether it leaves the client a share; newest first. */
export type Content = {
  readonly id: Id;
  readonly unit: Unit;
  readonly versions: readonly { readonly firstDay: Day; readonly deductibleAllowed: boolean }[];
};

/** `steps` is null for an unlimited entitlement. */
export type EntitlementWish = {
  readonly contentIds: readonly Id[];
  readonly steps: number | null;
  readonly recurrence: Recurrence;
  readonly periods: readonly Days[];
  readonly carryOver: boolean;
};
export type BatchWish = Days & { readonly amountCents: Cents };
export type OwnValueWish = {
  readonly baseCents: Cents | null;
  readonly contents: readonly { readonly contentId: Id; readonly valueCents: Cents }[];
  readonly income: Income | null;
};

export type GrantWish = Days & {
  readonly personId: Id;
  readonly entitlements: readonly EntitlementWish[];
  readonly balance: { readonly contentIds: readonly Id[]; readonly batches: readonly BatchWish[] } | null;
  readonly ownValue: OwnValueWish | null;
  readonly contractPrices: readonly { readonly contentId: Id; readonly priceCents: Cents }[];
  readonly predecessorId: Id | null;
};

/**
 * `contents` is null while vouchers has not heard of the service. The formula and the values are those of the service.
 */
export type GrantFacts = {
  readonly contents: readonly Content[] | null;
  readonly arrangementKind: ArrangementKind;
  readonly values: ReadonlyMap<Id, readonly ValueVersion[]>;
  readonly formula: IncomeFormula | undefined;
  readonly predecessor: (Pick<Voucher, 'personId' | 'serviceId' | 'lastDay'> & { readonly hasSuccessor: boolean }) | undefined;
  readonly serviceId: Id;
  readonly isNumberTaken: boolean;
  /** The day of death that vouchers has heard of. */
  readonly diedOn: Day | null;
  /** Whether vouchers has heard of the person from identity. */
  readonly isClientKnown: boolean;
  /**
   * Whether the organiser has granted this person a voucher before. Of other people's clients it does not learn that
   * they have died.
   */
  readonly isOwnClient: boolean;
};

export type GrantedEntitlement = Omit<Entitlement, 'id' | 'batches'> & {
  readonly contentIds: readonly Id[];
  readonly batches: readonly BatchWish[];
};
export type Grant = {
  readonly entitlements: readonly GrantedEntitlement[];
  readonly ownValue: OwnValue | null;
  readonly income: Income | null;
  readonly contractPrices: Voucher['contractPrices'];
};

export type OwnValueRefusal = 'UNKNOWN_CONTENT' | 'AMOUNT_NOT_POSITIVE' | 'NO_VALUE' | 'VALUE_BELOW_CAP';
type GrantRefusal =
  | OwnValueRefusal
  | 'NOT_YET_KNOWN'
  | 'CLIENT_DIED'
  | 'NOT_FOUND'
  | 'WRONG_STATE'
  | 'INVALID_RANGE'
  | 'WRONG_QUANTITY'
  | 'CONTENT_GRANTED_TWICE'
  | 'NUMBER_TAKEN';

/** Decides whether the organiser may grant the voucher as wished, and with which entitlements. */
export function grant(facts: GrantFacts, wish: GrantWish): Decision<Grant, GrantRefusal> {
  const { contents } = facts;
  if (!contents) return refuse('NOT_YET_KNOWN', { path: ['serviceId'] });
  if (isBefore(wish.lastDay, wish.firstDay)) return refuse('INVALID_RANGE', { path: ['lastDay'] });
  const succession = checkPredecessor(facts, wish);
  if (!succession.accepted) return succession;
  const entitled = entitle(contents, wish);
  if (!entitled.accepted) return entitled;
  const own = decideOwnValue(facts, wish);
  if (!own.accepted) return own;
  const worth = checkWorth(facts, contents, entitled.value, own.value, wish);
  if (!worth.accepted) return worth;
  const prices = checkContractPrices(facts, entitled.value, wish);
  if (!prices.accepted) return prices;
  if (facts.isNumberTaken) return refuse('NUMBER_TAKEN', { path: ['voucherNumber'] });
  // Comes last: to learn which persons exist, users must grant each of them a voucher in their own name.
  if (!facts.isClientKnown) return refuse('NOT_FOUND', { path: ['personId'] });
  if (facts.diedOn) return refuse(facts.isOwnClient ? 'CLIENT_DIED' : 'NOT_FOUND', { path: ['personId'] });
  return accept({
    entitlements: entitled.value,
    ownValue: own.value,
    income: wish.ownValue?.income ?? null,
    contractPrices: prices.value,
  });
}

/**
 * An order for a purchased service may have its own prices for what it grants. A voucher has values instead (rules 30).
 */
function checkContractPrices(
  { arrangementKind }: GrantFacts,
  entitlements: readonly GrantedEntitlement[],
  { contractPrices }: GrantWish,
): Decision<Voucher['contractPrices'], GrantRefusal> {
  const prices = new Map<Id, Cents>();
  for (const [index, { contentId, priceCents }] of contractPrices.entries()) {
    const path = ['contractPrices', String(index)];
    if (arrangementKind !== 'PURCHASED') return refuse('WRONG_STATE', { path });
    if (!entitlements.some(({ contentIds }) => contentIds.includes(contentId))) return refuse('UNKNOWN_CONTENT', { path });
    if (prices.has(contentId)) return refuse('CONTENT_GRANTED_TWICE', { path });
    if (priceCents <= 0n) return refuse('AMOUNT_NOT_POSITIVE', { path });
    prices.set(contentId, priceCents);
  }
  return accept(prices);
}

/**
 * The successor has the same client and service, and begins after the predecessor has ended (rules 21). A voucher has
 * one successor.
 */
function checkPredecessor({ predecessor, serviceId }: GrantFacts, wish: GrantWish): Decision<null, GrantRefusal> {
  if (wish.predecessorId === null) return accept(null);
  if (!predecessor || predecessor.personId !== wish.personId || predecessor.serviceId !== serviceId)
    return refuse('NOT_FOUND', { path: ['predecessorId'] });
  if (predecessor.hasSuccessor) return refuse('WRONG_STATE', { path: ['predecessorId'] });
  return isBefore(predecessor.lastDay, wish.firstDay) ? accept(null) : refuse('INVALID_RANGE', { path: ['firstDay'] });
}

function entitle(contents: readonly Content[], wish: GrantWish): Decision<readonly GrantedEntitlement[], GrantRefusal> {
  const known = new Map(contents.map((content) => [content.id, content]));
  const granted = new Set<Id>();
  const entitlements: GrantedEntitlement[] = [];
  const isGrantedTwice = (contentIds: readonly Id[]) => {
    const isTwice = contentIds.some((id) => granted.has(id)) || new Set(contentIds).size < contentIds.length;
    for (const id of contentIds) granted.add(id);
    return isTwice;
  };
  for (const [index, wished] of wish.entitlements.entries()) {
    const path = ['entitlements', String(index)];
    const { contentIds, steps, recurrence, periods, carryOver } = wished;
    const unit = known.get(contentIds[0] ?? '')?.unit;
    if (unit === undefined || contentIds.some((id) => !known.has(id))) return refuse('UNKNOWN_CONTENT', { path });
    // An hour of any of the contents takes an hour, so contents of different units cannot share (rules 25).
    if (contentIds.some((id) => known.get(id)!.unit !== unit)) return refuse('WRONG_QUANTITY', { path: [...path, 'contentIds'] });
    // Days of a month are a share of that month only.
    if (steps !== null && (unit === 'WEEK' || unit === 'MONTH') && recurrence !== unit)
      return refuse('WRONG_QUANTITY', { path: [...path, 'recurrence'] });
    if (steps !== null && steps <= 0) return refuse('AMOUNT_NOT_POSITIVE', { path: [...path, unit === 'HOUR' ? 'minutes' : 'amount'] });
    const wrongPeriod = periods.findIndex((_, index) => !isInOrder(periods, index, wish));
    if (wrongPeriod !== -1) return refuse('INVALID_RANGE', { path: [...path, 'periods', String(wrongPeriod)] });
    if (carryOver && isTooLongToCarry(wish)) return refuse('INVALID_RANGE', { path: [...path, 'carryOver'] });
    if (isGrantedTwice(contentIds)) return refuse('CONTENT_GRANTED_TWICE', { path: [...path, 'contentIds'] });
    const kind = steps === null ? 'UNLIMITED' : 'QUANTITY';
    entitlements.push({ kind, contentIds, unit, steps: steps ?? 0, recurrence, periods, carryOver, batches: [] });
  }
  if (wish.balance) {
    const { contentIds, batches } = wish.balance;
    if (contentIds.length === 0 || contentIds.some((id) => !known.has(id)))
      return refuse('UNKNOWN_CONTENT', { path: ['balance', 'contentIds'] });
    for (const [index, batch] of batches.entries()) {
      const checked = checkBatch(batch, ['balance', 'batches', String(index)]);
      if (!checked.accepted) return checked;
    }
    // A content has a quantity or the balance, never both (rules 10).
    if (isGrantedTwice(contentIds)) return refuse('CONTENT_GRANTED_TWICE', { path: ['balance', 'contentIds'] });
    entitlements.push({ kind: 'BALANCE', contentIds, unit: 'EURO', steps: 0, recurrence: 'ONCE', periods: [], carryOver: false, batches });
  }
  return entitlements.length === 0 ? refuse('AMOUNT_NOT_POSITIVE', { path: ['entitlements'] }) : accept(entitlements);
}

/** Ranges follow one another and lie within the validity. */
const isInOrder = (periods: readonly Days[], index: number, validity: Days): boolean => {
  const { firstDay, lastDay } = periods[index]!;
  const before = periods[index - 1];
  return (
    !isBefore(lastDay, firstDay) &&
    isWithin(validity, firstDay) &&
    isWithin(validity, lastDay) &&
    (!before || isBefore(before.lastDay, firstDay))
  );
};

export function checkBatch(batch: BatchWish, path: readonly string[]): Decision<BatchWish, 'INVALID_RANGE' | 'AMOUNT_NOT_POSITIVE'> {
  if (isBefore(batch.lastDay, batch.firstDay)) return refuse('INVALID_RANGE', { path: [...path, 'lastDay'] });
  return batch.amountCents > 0n ? accept(batch) : refuse('AMOUNT_NOT_POSITIVE', { path: [...path, 'amount'] });
}

/**
 * The client's own decision about the value. The formula converts an income once, and later only the result counts
 * (rules 51).
 */
export function decideOwnValue(
  { contents, formula }: Pick<GrantFacts, 'contents' | 'formula'>,
  { ownValue }: Pick<GrantWish, 'ownValue'>,
): Decision<OwnValue | null, OwnValueRefusal> {
  if (!ownValue) return accept(null);
  if (ownValue.income) {
    const { monthlyIncomeCents, persons } = ownValue.income;
    if (persons < 1) return refuse('AMOUNT_NOT_POSITIVE', { path: ['ownValue', 'income', 'persons'] });
    if (monthlyIncomeCents < 0n) return refuse('AMOUNT_NOT_POSITIVE', { path: ['ownValue', 'income', 'monthlyIncome'] });
    if (!formula) return refuse('NO_VALUE', { path: ['ownValue', 'income'] });
    return accept({ basis: 'INCOME_LINKED', baseCents: valueByIncome(formula, ownValue.income), contents: new Map() });
  }
  const unknown = ownValue.contents.findIndex(({ contentId }) => !contents!.some(({ id }) => id === contentId));
  if (unknown !== -1) return refuse('UNKNOWN_CONTENT', { path: ['ownValue', 'contents', String(unknown)] });
  const negative = ownValue.contents.findIndex(({ valueCents }) => valueCents < 0n);
  if (negative !== -1) return refuse('AMOUNT_NOT_POSITIVE', { path: ['ownValue', 'contents', String(negative)] });
  if (ownValue.baseCents !== null && ownValue.baseCents < 0n) return refuse('AMOUNT_NOT_POSITIVE', { path: ['ownValue', 'base'] });
  const written = new Map(ownValue.contents.map(({ contentId, valueCents }) => [contentId, valueCents]));
  return accept({ basis: 'INDIVIDUAL', baseCents: ownValue.baseCents, contents: written });
}

/**
 * Each content has a value on the first day. One that is free by law has at least everybody's value (rules 4, 31). A
 * purchased service needs no value.
 */
export function checkWorth(
  { arrangementKind, values }: Pick<GrantFacts, 'arrangementKind' | 'values'>,
  contents: readonly Content[],
  entitlements: readonly Pick<GrantedEntitlement, 'kind' | 'contentIds'>[],
  own: OwnValue | null,
  { firstDay }: Pick<Days, 'firstDay'>,
): Decision<null, OwnValueRefusal> {
  if (arrangementKind === 'PURCHASED') return accept(null);
  const granted = contents.filter(({ id }) => entitlements.some(({ contentIds }) => contentIds.includes(id)));
  const ofTable = (id: Id) => values.get(id);
  for (const [index, { kind, contentIds }] of entitlements.entries()) {
    const isWorthless = granted.some(
      ({ id, unit }) => contentIds.includes(id) && !worthOn(own, ofTable(id), { contentId: id, unit, day: firstDay }),
    );
    if (kind !== 'BALANCE' && isWorthless) return refuse('NO_VALUE', { path: ['entitlements', String(index), 'contentIds'] });
  }
  // A base to which no coefficient applies would promise a value that no visit gets.
  if (own?.baseCents != null && !granted.some(({ id }) => heldOn(ofTable(id), firstDay)?.coefficient != null))
    return refuse('NO_VALUE', { path: ['ownValue', 'base'] });
  const isBelow = ({ id, unit, versions }: Content): boolean => {
    if ((heldOn(versions, firstDay) ?? versions.at(-1))?.deductibleAllowed !== false) return false;
    const [mine, everybodys] = [own, null].map(
      (decision) => worthOn(decision, ofTable(id), { contentId: id, unit, day: firstDay })?.valueCents,
    );
    return mine !== undefined && everybodys !== undefined && mine < everybodys;
  };
  return own && granted.some(isBelow) ? refuse('VALUE_BELOW_CAP', { path: ['ownValue'] }) : accept(null);
}
