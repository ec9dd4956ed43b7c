/** Turns a visit into its row and back. A field that an older row lacks gets the value that all visits had then. */
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Changed } from '../domain/correction-request.ts';
import { PLAIN, type ExtraServiceAcceptance } from '../domain/recorded.ts';
import type { BeforeChange, Visit, VisitLine } from '../domain/visit.ts';
import type { StoredAcceptance, StoredBefore, StoredChange, StoredLine, visit } from '../tables/visit.ts';

export type VisitRow = typeof visit.$inferSelect;

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

/** A line leaves out a usual value: lines fill most of a visit's row. */
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

type WithTexts = {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly noticeAt?: string | null;
  readonly extraService?: StoredAcceptance | null;
};

/** The recorded fields that JSON keeps as texts. */
export const fromTexts = ({ startsAt, endsAt, noticeAt, extraService }: WithTexts) => ({
  startsAt: at(startsAt),
  endsAt: at(endsAt),
  noticeAt: noticeAt ? at(noticeAt) : null,
  extraService: extraService ? toAcceptance(extraService) : null,
});

const toTexts = ({ startsAt, endsAt, noticeAt, accessories, extraService }: Changed) => ({
  startsAt: startsAt.toString(),
  endsAt: endsAt.toString(),
  noticeAt: noticeAt?.toString() ?? null,
  accessories: [...accessories],
  extraService: extraService && fromAcceptance(extraService),
});

/** A content that a visit should have. */
export const toChanged = (stored: StoredChange): Changed => ({ groupReference: null, ...stored, ...fromTexts(stored) });

export const fromChanged = (given: Changed): StoredChange => ({ ...given, ...toTexts(given) });

/** The values of fields that a waiting change lacks because it is older than they. */
const BEFORE_THERE_WERE_MORE = {
  ...PLAIN,
  timed: true,
  approvedBy: null,
  approverId: null,
  correctionReason: null,
  awaitedVersion: null,
  isUntold: false,
  isRepriced: false,
} as const;

const toBefore = (stored: StoredBefore, placingId: Id): BeforeChange => ({
  ...BEFORE_THERE_WERE_MORE,
  placingId,
  ...stored,
  ...fromTexts(stored),
  recordedAt: at(stored.recordedAt),
  approvedAt: stored.approvedAt ? at(stored.approvedAt) : null,
});

const fromBefore = (given: BeforeChange): StoredBefore => ({
  ...given,
  ...toTexts(given),
  recordedAt: given.recordedAt.toString(),
  approvedAt: given.approvedAt?.toString() ?? null,
  flags: [...given.flags],
});

export const toVisit = (row: VisitRow): Visit => ({
  ...row,
  accessories: row.accessories ?? [],
  extraService: row.extraService && toAcceptance(row.extraService),
  lines: row.lines.map(toLine),
  isTakenBack: row.isTakenBack,
  ...toPlacing(row),
});

/** The rank of the visit, and the visit before a waiting change. */
export const toPlacing = ({ id, placingId, before }: Pick<VisitRow, 'id' | 'placingId' | 'before'>) => ({
  placingId: placingId ?? id,
  before: before && toBefore(before, id),
});

export const fromVisit = (given: Visit): VisitRow => ({
  ...given,
  accessories: given.accessories.length === 0 ? null : [...given.accessories],
  extraService: given.extraService && fromAcceptance(given.extraService),
  lines: given.lines.map(fromLine),
  flags: [...given.flags],
  before: given.before && fromBefore(given.before),
  placingId: given.placingId === given.id ? null : given.placingId,
});
