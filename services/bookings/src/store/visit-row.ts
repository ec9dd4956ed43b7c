/** From a visit to its row and back. Amounts are kept as texts, because JSON numbers are not exact. What older rows do not say has the meaning that it had then. */
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Changed } from '../domain/correction-request.ts';
import { PLAIN, type ExtraServiceAcceptance } from '../domain/recorded.ts';
import type { BeforeChange, Visit, VisitLine } from '../domain/visit.ts';
import type { StoredAcceptance, StoredBefore, StoredChange, StoredLine, visit } from '../tables/visit.ts';

export type Row = typeof visit.$inferSelect;

const toLine = (stored: StoredLine): VisitLine => ({
  contentId: stored.contentId,
  serviceMonth: Temporal.PlainYearMonth.from(stored.serviceMonth),
  unit: stored.unit,
  steps: stored.steps,
  stepsPerUnit: stored.stepsPerUnit ?? 60,
  unitPriceCents: BigInt(stored.unitPriceCents),
  unitValueCents: BigInt(stored.unitValueCents),
  totalCents: BigInt(stored.totalCents),
  organiserCents: BigInt(stored.organiserCents),
  clientCents: BigInt(stored.clientCents),
  unbilledCents: BigInt(stored.unbilledCents ?? 0),
  isExtraService: stored.isExtraService ?? false,
  vatPermille: stored.vatPermille ?? 0,
  totalVatCents: BigInt(stored.totalVatCents ?? 0),
  organiserVatCents: BigInt(stored.organiserVatCents ?? 0),
});

/** What is as it was before it could be otherwise is not written: lines are the most of what is kept of a visit. */
const unless = <T>(usual: T, value: T): T | undefined => (value === usual ? undefined : value);
const centsUnlessNone = (cents: bigint): string | undefined => (cents === 0n ? undefined : cents.toString());

const fromLine = (line: VisitLine): StoredLine => ({
  contentId: line.contentId,
  serviceMonth: line.serviceMonth.toString(),
  unit: line.unit,
  steps: line.steps,
  stepsPerUnit: unless(60, line.stepsPerUnit),
  unitPriceCents: line.unitPriceCents.toString(),
  unitValueCents: line.unitValueCents.toString(),
  totalCents: line.totalCents.toString(),
  organiserCents: line.organiserCents.toString(),
  clientCents: line.clientCents.toString(),
  unbilledCents: centsUnlessNone(line.unbilledCents),
  isExtraService: unless(false, line.isExtraService),
  vatPermille: unless(0, line.vatPermille),
  totalVatCents: centsUnlessNone(line.totalVatCents),
  organiserVatCents: centsUnlessNone(line.organiserVatCents),
});

const at = (stored: string): Instant => Temporal.Instant.from(stored);

const toAcceptance = (stored: StoredAcceptance): ExtraServiceAcceptance => ({
  ...stored,
  acceptedAt: at(stored.acceptedAt),
  notedAt: at(stored.notedAt),
});

const fromAcceptance = (given: ExtraServiceAcceptance): StoredAcceptance => ({
  ...given,
  acceptedAt: given.acceptedAt.toString(),
  notedAt: given.notedAt.toString(),
});

/** A content that a visit should have. */
export const toChanged = (stored: StoredChange): Changed => ({
  ...stored,
  startsAt: at(stored.startsAt),
  endsAt: at(stored.endsAt),
  noticeAt: stored.noticeAt ? at(stored.noticeAt) : null,
  extraService: stored.extraService && toAcceptance(stored.extraService),
});

export const fromChanged = (given: Changed): StoredChange => ({
  ...given,
  startsAt: given.startsAt.toString(),
  endsAt: given.endsAt.toString(),
  noticeAt: given.noticeAt?.toString() ?? null,
  accessories: [...given.accessories],
  extraService: given.extraService && fromAcceptance(given.extraService),
});

const toBefore = (stored: StoredBefore, placingId: Id): BeforeChange => ({
  ...PLAIN,
  timed: true,
  approvedBy: null,
  correctionReason: null,
  awaitedVersion: null,
  isUntold: false,
  isRepriced: false,
  placingId,
  ...stored,
  startsAt: at(stored.startsAt),
  endsAt: at(stored.endsAt),
  recordedAt: at(stored.recordedAt),
  noticeAt: stored.noticeAt ? at(stored.noticeAt) : null,
  extraService: stored.extraService ? toAcceptance(stored.extraService) : null,
  flags: stored.flags as BeforeChange['flags'],
});

const fromBefore = (given: BeforeChange): StoredBefore => ({
  ...given,
  startsAt: given.startsAt.toString(),
  endsAt: given.endsAt.toString(),
  recordedAt: given.recordedAt.toString(),
  noticeAt: given.noticeAt?.toString() ?? null,
  accessories: [...given.accessories],
  extraService: given.extraService && fromAcceptance(given.extraService),
  flags: [...given.flags],
});

export const toVisit = (row: Row): Visit => ({
  ...row,
  accessories: row.accessories ?? [],
  extraService: row.extraService && toAcceptance(row.extraService),
  lines: row.lines.map(toLine),
  isTakenBack: row.isTakenBack ?? false,
  ...toPlacing(row),
});

/** Where it sorts, and what it was before a change that waits. */
export const toPlacing = ({ id, placingId, before }: Pick<Row, 'id' | 'placingId' | 'before'>) => ({
  placingId: placingId ?? id,
  before: before && toBefore(before, id),
});

export const fromVisit = (given: Visit): Row => ({
  ...given,
  accessories: given.accessories.length === 0 ? null : [...given.accessories],
  extraService: given.extraService && fromAcceptance(given.extraService),
  lines: given.lines.map(fromLine),
  flags: [...given.flags],
  before: given.before && fromBefore(given.before),
  placingId: given.placingId === given.id ? null : given.placingId,
});

/** What vouchers' answer may change of a visit. */
export const answerOf = (given: Visit) => {
  const { id, state, allocation, refusal, totalCents, organiserCents, clientCents, unbilledCents } = given;
  const { approvedBy, heldAt, holdReason, isTakenBack, returnReason, returnedAt, handleBy, remindedAt, version, allocatedVersion } = given;
  const sums = { totalCents, organiserCents, clientCents, unbilledCents };
  const lines = given.lines.map(fromLine);
  return {
    ...sums,
    id,
    state,
    allocation,
    refusal,
    lines,
    flags: [...given.flags],
    approvedBy,
    heldAt,
    holdReason,
    isTakenBack,
    returnReason,
    returnedAt,
    handleBy,
    remindedAt,
    version,
    allocatedVersion,
  };
};
