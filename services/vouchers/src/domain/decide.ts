/** Decides whether the voucher takes one visit whole, and who pays. A refusal names the first documented obstacle. */
import type { Day, Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import type { Quantity, Unit } from '@seteli/schema/quantity';
import { accept, refuseWhole, type Decision } from '@seteli/kit/result';
import { payFromBalance, roomInBalance } from './balance.ts';
import { bucketName, type Batch, type Buckets, type Draw, type Entitlement } from './bucket.ts';
import { daysOfPiece, isCountedByDays, overlaps, sharesADay, type DayHold, type Presence } from './coincidence.ts';
import { cover, type Demand, type Limits, type Rooms } from './cover.ts';
import { periodKeyOf } from './period.ts';
import { sharesOf, type Payer, type ServedPiece, type ShareLine } from './shares.ts';
import { inChainOn, voucherOn, whyOutside, type KnownVoucher } from './succession.ts';
import { vatPermilleOn, withVat, type Taxed, type VatTreatment } from './vat.ts';
import { decidedDays } from './voucher.ts';
import { heldOn, ownValueOn, worthOn, type ValueBasis, type ValueVersion, type Worth } from './worth.ts';

export type RecordedPiece = {
  readonly contentId: Id;
  readonly day: Day;
  readonly unit: Unit;
  readonly steps: number;
  readonly stepsPerUnit: number;
  readonly unitPriceCents: Cents;
};

export type RecordedVisit = {
  readonly visitId: Id;
  readonly version: number;
  readonly voucherId: Id;
  readonly personId: Id;
  /** The provider's unit; null where it does not matter. */
  readonly unitId: Id | null;
  readonly start: Instant;
  readonly end: Instant;
  readonly overlapReasonGiven: boolean;
  /** The visit stands, and later publications decide its cost (rules 14): see `SPEAKS_AGAIN`. */
  readonly decidedAnew: boolean;
  readonly kind: 'NORMAL' | 'CANCELLATION' | 'NO_SHOW' | 'ABSENCE' | 'TRAVEL';
  readonly timed: boolean;
  readonly workers: number;
  readonly extraServiceAccepted: boolean;
  readonly cancellation: { readonly payer: Payer; readonly consumesQuota: boolean } | null;
  /**
   * The newest version of the service that vouchers may use, since bookings decided by it. Null allows every version.
   */
  readonly serviceVersion: number | null;
  readonly pieces: readonly RecordedPiece[];
};

/** A content as a version of its service has it. */
export type ContentVersion = {
  readonly version: number;
  readonly firstDay: Day;
  readonly kind: 'SERVICE' | 'ABSENCE' | 'TRAVEL' | 'ACCESSORY';
  readonly vatTreatment: VatTreatment;
  readonly deductibleAllowed: boolean;
  readonly extraServiceAllowed: boolean;
  readonly parallelAllowed: boolean;
  readonly overlapPolicy: 'REASON_NEEDED' | 'REFUSED';
};

/** Versions and values are newest first. */
export type VoucherFacts = {
  readonly vouchers: ReadonlyMap<Id, KnownVoucher>;
  readonly contents: ReadonlyMap<Id, readonly ContentVersion[]>;
  readonly values: ReadonlyMap<Id, readonly ValueVersion[]>;
};

export type AllocationRefusal =
  | 'NOT_YET_KNOWN'
  | 'OUTSIDE_VALIDITY'
  | 'CONTENT_NOT_GRANTED'
  | 'OVERLAP'
  | 'DAY_ALREADY_RECORDED'
  | 'QUOTA_EXCEEDED'
  | 'BALANCE_EXCEEDED';

/**
 * The obstacles that count when a standing visit is decided again (rules 14). Recording has answered the others. It has
 * also granted the quota that the visit holds, so only what the visit needs beyond that is asked for.
 */
export const SPEAKS_AGAIN: Readonly<Record<AllocationRefusal, boolean>> = {
  NOT_YET_KNOWN: true,
  // The days of the voucher do not count again. An entitlement without a period for a day has nothing to take from.
  OUTSIDE_VALIDITY: false,
  // Other bands may have changed the content of the piece.
  CONTENT_NOT_GRANTED: true,
  OVERLAP: false,
  DAY_ALREADY_RECORDED: false,
  QUOTA_EXCEEDED: true,
  BALANCE_EXCEEDED: true,
};

/** A piece as decided, with the first day of its value's table, and the bucket or balance that it drew from. */
export type TakenPiece = ServedPiece & {
  /** The last day of weeks, months and several days; otherwise `day`. */
  readonly lastDay: Day;
  readonly valueSince: Day | null;
  /** Who set the value. A contract has none: the organiser pays the price of the agreement, or of the order. */
  readonly basis: ValueBasis | 'CONTRACT' | 'ORDER';
  readonly source: string | null;
  /** What the source held before the visit. */
  readonly room: Required<Quantity> | null;
};
export type TakenLine = ShareLine & Taxed;

export type Taken = {
  readonly overlap: boolean;
  readonly presence: Presence;
  readonly lines: readonly TakenLine[];
  readonly draws: readonly Draw[];
  readonly pieces: readonly TakenPiece[];
};

/** The voucher, entitlement and period that pay for a piece. */
type PayingPeriod = { readonly voucher: KnownVoucher; readonly entitlement: Entitlement | undefined; readonly period: string | null };

/** Undefined where the piece lies outside every usable voucher, or between two ranges of its entitlement. */
export function payingPeriodOf(
  { vouchers }: Pick<VoucherFacts, 'vouchers'>,
  named: KnownVoucher,
  visit: RecordedVisit,
  index: number,
): PayingPeriod | undefined {
  const { contentId, day } = visit.pieces[index]!;
  const days = daysOfPiece(visit, index);
  const usable = voucherOn(vouchers, named, days);
  const voucher = usable ?? (speaks('OUTSIDE_VALIDITY', visit) ? undefined : (inChainOn(vouchers, named, days.firstDay) ?? named));
  if (!voucher) return undefined;
  const entitlement = voucher.entitlements.get(contentId);
  const period = entitlement?.kind === 'BALANCE' ? null : entitlement && periodKeyOf(entitlement, day);
  return entitlement && period === undefined ? undefined : { voucher, entitlement, period: period ?? null };
}

const speaks = (code: AllocationRefusal, { decidedAnew }: RecordedVisit): boolean => !decidedAnew || SPEAKS_AGAIN[code];

/** `standing`: the visit as it was taken before, where it is decided again. */
export function decide(
  facts: VoucherFacts & { readonly buckets: Buckets },
  others: readonly Presence[],
  visit: RecordedVisit,
  standing?: TakenBefore,
): Decision<Taken, AllocationRefusal> {
  const named = facts.vouchers.get(visit.voucherId);
  if (!named) return refuseWhole('NOT_YET_KNOWN');
  const periods = visit.pieces.map((_, index) => payingPeriodOf(facts, named, visit, index));
  const outside = periods.indexOf(undefined);
  if (outside !== -1) return refuseWhole('OUTSIDE_VALIDITY', { details: whyOutside(facts.vouchers, named, daysOfPiece(visit, outside)) });
  const granted = periods.flatMap((paying) => (paying?.entitlement ? [{ ...paying, entitlement: paying.entitlement }] : []));
  const ungranted = periods.findIndex((paying) => !paying?.entitlement);
  if (ungranted !== -1) return refuseWhole('CONTENT_NOT_GRANTED', { details: { contentId: visit.pieces[ungranted]!.contentId } });
  const versions = visit.pieces.map(({ contentId, day }) => contentOn(facts, visit, contentId, day));
  const served = visit.pieces.map((piece, index) => servedPiece(facts, visit, granted[index]!, versions[index], index, standing));
  if (!served.every((piece) => piece !== undefined)) return refuseWhole('NOT_YET_KNOWN');
  const known = versions.filter((version) => version !== undefined);
  const presence = presenceOf(visit, granted, known);
  const overlapped = speaks('OVERLAP', visit) ? others.find((other) => overlaps(presence, other)) : undefined;
  const overlap = overlapped !== undefined;
  if (overlap && (!visit.overlapReasonGiven || known.some(({ overlapPolicy }) => overlapPolicy === 'REFUSED')))
    return refuseWhole('OVERLAP', naming(overlapped));
  const sameDay = speaks('DAY_ALREADY_RECORDED', visit) ? others.find((other) => sharesADay(presence, other)) : undefined;
  if (sameDay) return refuseWhole('DAY_ALREADY_RECORDED', naming(sameDay));
  const demands = visit.pieces.map((piece, index) => demandOf(visit, piece, granted[index]!, known[index]!));
  const coverage = cover(demands, facts.buckets, visit.workers, limitsOf(facts, named, visit, standing));
  if (!coverage.accepted) return coverage;
  const pieces = cutByCover(served, coverage.value);
  const payer = payerOf(visit);
  const batches = new Map<Id, readonly Batch[]>(granted.map(({ entitlement }) => [entitlement.id, entitlement.batches]));
  const paid = payFromBalance(sharesOf(pieces, payer), pieces, (id) => batches.get(id) ?? [], facts.buckets, payer);
  if (!paid.accepted) return paid;
  return accept({ overlap, presence, pieces, lines: paid.value.lines.map(withVat), draws: [...coverage.value.draws, ...paid.value.draws] });
}

/** Uses the version by which bookings decided, so that both decide by the same one. */
const contentOn = ({ contents }: Pick<VoucherFacts, 'contents'>, { serviceVersion }: RecordedVisit, contentId: Id, day: Day) =>
  heldOn(
    contents.get(contentId)?.filter(({ version }) => serviceVersion === null || version <= serviceVersion),
    day,
  );

/** Names the visit that stands in the way. Whoever shows it must check whose visit it is. */
const naming = ({ visitId }: Presence) => (visitId === undefined ? {} : { details: { visitId } });

/** Any other visit than a cancellation is paid by organiser and client. */
export const payerOf = ({ cancellation }: RecordedVisit): Payer => cancellation?.payer ?? 'SPLIT';

/** A cancellation that spares the quota draws on nothing; the organiser pays beside the grant (rules 55). */
export const sparesQuota = ({ cancellation }: RecordedVisit): boolean => cancellation?.consumesQuota === false;

export type TakenBefore = { readonly pieces: readonly TakenPiece[]; readonly draws: readonly Draw[] };

/** Extra service stays extra service, whatever is free by now: nobody asks the client again (rules 14, 48). */
function limitsOf(facts: VoucherFacts, named: KnownVoucher, visit: RecordedVisit, standing: TakenBefore | undefined): Limits {
  const limits = new Map<string, number>();
  if (!standing) return limits;
  for (const { contentId, day } of standing.pieces.filter(({ isExtraService }) => isExtraService)) {
    const entitlement = (inChainOn(facts.vouchers, named, day) ?? named).entitlements.get(contentId);
    const period = entitlement && periodKeyOf(entitlement, day);
    if (!entitlement || period === undefined) continue;
    const drawn = standing.draws.filter((draw) => draw.entitlementId === entitlement.id && draw.period === period);
    limits.set(
      bucketName(entitlement.id, period),
      drawn.reduce((sum, { steps }) => sum + steps, 0),
    );
  }
  return limits;
}

type GrantedPeriod = PayingPeriod & { readonly entitlement: Entitlement };

const demandOf = (
  visit: RecordedVisit,
  { contentId, unit, steps, stepsPerUnit }: RecordedPiece,
  { voucher, entitlement, period }: GrantedPeriod,
  content: ContentVersion,
): Demand => ({
  contentId,
  quantity: { unit, steps, stepsPerUnit },
  validity: decidedDays(voucher),
  entitlement,
  period: entitlement.kind === 'QUANTITY' && !sparesQuota(visit) ? period : null,
  isAccessory: isAccessory(visit, content),
  // The client of a purchased service has no contract with the provider: they buy nothing beyond the order (rules 30).
  extraAllowed:
    visit.extraServiceAccepted && content.extraServiceAllowed && visit.cancellation === null && voucher.arrangementKind !== 'PURCHASED',
});

/** Kilometres and materials accompany what was served. So does travel, unless it is itself the recorded visit. */
const isAccessory = ({ kind }: RecordedVisit, content: ContentVersion): boolean =>
  content.kind === 'ACCESSORY' || (content.kind === 'TRAVEL' && kind !== 'TRAVEL');

/** The piece with its value on its own day; undefined while vouchers has not heard of its content or value. */
function servedPiece(
  { values, buckets }: VoucherFacts & { readonly buckets: Buckets },
  visit: RecordedVisit,
  { voucher, entitlement, period }: GrantedPeriod,
  content: ContentVersion | undefined,
  index: number,
  standing: TakenBefore | undefined,
): TakenPiece | undefined {
  if (!content) return undefined;
  const piece = visit.pieces[index]!;
  const { contentId, day, unit, steps, stepsPerUnit, unitPriceCents } = piece;
  const isPurchased = voucher.arrangementKind === 'PURCHASED';
  const isBalance = entitlement.kind === 'BALANCE';
  // A purchased service has no value: the organiser pays its price (rules 30). A balance without a value pays the asked
  // price (rules 10).
  const isDrawn = entitlement.kind !== 'UNLIMITED' && !sparesQuota(visit);
  const worth = isPurchased ? undefined : (worthBefore(standing, piece) ?? worthOn(ownValueOn(voucher, day), values.get(contentId), piece));
  if (!worth && !isPurchased && !isBalance) return undefined;
  return {
    contentId,
    day,
    lastDay: daysOfPiece(visit, index).lastDay,
    quantity: { unit, steps, stepsPerUnit },
    unitPriceCents,
    unitValueCents: worth?.valueCents ?? unitPriceCents,
    valueSince: worth?.since ?? null,
    basis: isPurchased ? (voucher.contractPrices.has(contentId) ? 'ORDER' : 'CONTRACT') : (worth?.basis ?? 'NONE'),
    vatPermille: vatPermilleOn(content.vatTreatment, day),
    deductibleAllowed: content.deductibleAllowed && !isPurchased,
    balanceId: isBalance && isDrawn ? entitlement.id : null,
    source: isDrawn ? (isBalance ? entitlement.id : bucketName(entitlement.id, period!)) : null,
    room: isBalance && isDrawn ? roomInBalance(entitlement, buckets, day) : null,
  };
}

/** A standing visit keeps its value, also where a fall did not reach it (rules 14). New values find their visits. */
function worthBefore(standing: TakenBefore | undefined, { contentId, day }: RecordedPiece): Worth | undefined {
  const before = standing?.pieces.find((piece) => !piece.isExtraService && piece.contentId === contentId && piece.day.equals(day));
  if (!before || (before.basis !== 'TABLE' && before.basis !== 'OWN')) return undefined;
  return { valueCents: before.unitValueCents, since: before.valueSince, basis: before.basis };
}

/** Cuts each piece into its covered part and the extra service after it. The cut may fall inside a piece. */
const cutByCover = (
  pieces: readonly TakenPiece[],
  { covered, rooms }: { readonly covered: readonly number[]; readonly rooms: Rooms },
): TakenPiece[] =>
  pieces.flatMap((whole, index) => {
    const piece = { ...whole, room: whole.room ?? (whole.source === null ? null : (rooms.get(whole.source) ?? null)) };
    const steps = covered[index]!;
    if (steps === piece.quantity.steps) return [piece];
    const extra = {
      ...piece,
      quantity: { ...piece.quantity, steps: piece.quantity.steps - steps },
      isExtraService: true,
      source: null,
      room: null,
      balanceId: null,
    };
    return steps === 0 ? [extra] : [{ ...piece, quantity: { ...piece.quantity, steps } }, extra];
  });

/** Cancelled visits block no others (rules 17). Accessories do not decide whether the visit runs beside others. */
function presenceOf(visit: RecordedVisit, granted: readonly GrantedPeriod[], versions: readonly ContentVersion[]): Presence {
  const { start, end, timed, kind, pieces } = visit;
  const isServed = kind !== 'CANCELLATION' && kind !== 'NO_SHOW';
  const parallel = versions.filter((version) => version.kind !== 'ACCESSORY').every(({ parallelAllowed }) => parallelAllowed);
  const days = pieces.flatMap((piece, index): DayHold[] => {
    if (!isServed || !isCountedByDays(piece)) return [];
    const { serviceId } = granted[index]!.voucher;
    return [{ ...daysOfPiece(visit, index), contentId: piece.contentId, serviceId, isAbsence: versions[index]!.kind === 'ABSENCE' }];
  });
  return { startsAt: start, endsAt: end, occupiesTime: isServed && timed && !parallel, days };
}
