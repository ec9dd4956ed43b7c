/**
 * The rules of recording in the printed order. Each finds its obstacle, and says whether it speaks again about a visit
 * that stands.
 */
import { dayOf, isBefore, type Day, type DayRange, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { MOST_CENTS, sumCents, type Cents } from '@seteli/kit/money';
import { MOST_STEPS, stepsPerUnit } from '@seteli/schema/quantity';
import type { RefusalDetails } from '@seteli/schema/refusal-facts';
import type { Field, Refusal } from '@seteli/kit/result';
import { amountField, dayField, endField, startField } from '@seteli/schema/visit-fields';
import { extraNotAllowed, notApproved, notGranted, notMultiWorker, notPriced, type ContentObstacle } from './contents.ts';
import type { Interval } from './cut.ts';
import { PIECES_MAX, UNCOVERED_MAX, VISIT_DAYS_MAX } from './limits.ts';
import type { Plan, PlannedPiece } from './plan.ts';
import { totalsOf } from './price.ts';
import { isCancelled, lastServiceDayOf, type Recorded, type VisitKind } from './recorded.ts';
import { lastRecordingDay, type RecordingFacts } from './recording-facts.ts';
import { outsideValidity } from './validity.ts';
import { wallDayAt } from './wall-clock.ts';

export type RecordingRefusalCode =
  | 'EMPTY_VISIT'
  | 'VISIT_TOO_LONG'
  | 'IN_FUTURE'
  | 'DUPLICATE'
  | 'OUTSIDE_VALIDITY'
  | 'NO_BAND'
  | ContentObstacle['code']
  | 'WRONG_QUANTITY'
  | 'NOTHING_BILLABLE'
  | 'TOO_LATE'
  | 'DAY_ALREADY_RECORDED'
  | 'CONSENT_MISSING'
  | 'AMOUNT_TOO_LARGE';
export type RecordingRefusal = Refusal<RecordingRefusalCode> & Field;

/** What a rule sees before the visit is laid out in pieces, and after. */
export type Trial = { readonly facts: RecordingFacts; readonly recorded: Recorded; readonly now: Instant };
export type LaidOut = Trial & {
  /** The end of the billed time, and the billed minutes of a cancelled visit. */
  readonly endsAt: Instant;
  readonly billable: number;
  readonly plan: Plan;
  readonly unitPrices: readonly (Cents | undefined)[];
};

/**
 * Bookings may decide again about a standing visit by what was published later (rules 14). Then only price, value,
 * bands and terms speak again. Whether a provider may serve a content is asked again only of contents that the visit
 * did not have: other bands may have brought them.
 */
type SpeaksAgain = 'AGAIN' | 'OF_OTHER_CONTENTS' | 'NEVER';
type Rule<Asked> = readonly [code: RecordingRefusalCode, again: SpeaksAgain, find: (asked: Asked) => RecordingRefusal | undefined];

const no = (code: RecordingRefusalCode, detail: Omit<RecordingRefusal, 'code'>): RecordingRefusal => ({ code, ...detail });
const ifSo = (is: boolean, code: RecordingRefusalCode, detail: Omit<RecordingRefusal, 'code'>) => (is ? no(code, detail) : undefined);

const MINUTE_MS = 60_000;
type Span = Pick<Recorded, 'startsAt' | 'endsAt' | 'timed'>;
const msOf = ({ startsAt, endsAt }: Span): number => endsAt.epochMilliseconds - startsAt.epochMilliseconds;
const daysOf = (recorded: Span): number => lastServiceDayOf(recorded).since(dayOf(recorded.startsAt)).days + 1;
const endOf = (recorded: Span): Field => ({ path: endField(recorded) });
const isLater = (instant: Instant | null, now: Instant): boolean => instant !== null && instant.epochMilliseconds > now.epochMilliseconds;
/** Days are remembered, since asking the time zone is slow. */
const dayAt = ({ epochMilliseconds }: Instant): Day => wallDayAt(epochMilliseconds).day;

export const RULES_OF_TIME: readonly Rule<Trial>[] = [
  ['EMPTY_VISIT', 'NEVER', ({ recorded }) => empty(recorded)],
  ['VISIT_TOO_LONG', 'NEVER', ({ facts, recorded }) => tooLong(recorded, facts.policy)],
  ['IN_FUTURE', 'NEVER', ({ recorded, now }) => ifSo(isLater(recorded.endsAt, now), 'IN_FUTURE', endOf(recorded))],
  ['IN_FUTURE', 'NEVER', ({ recorded, now }) => ifSo(isLater(recorded.noticeAt, now), 'IN_FUTURE', { path: ['noticeAt'] })],
  ['DUPLICATE', 'NEVER', duplicate],
];

export const RULES_OF_PIECES: readonly Rule<LaidOut>[] = [
  // New bands may cut the visit into more pieces than anything holds.
  ['VISIT_TOO_LONG', 'AGAIN', ({ plan, recorded }) => ifSo(plan.pieces.length > PIECES_MAX, 'VISIT_TOO_LONG', endOf(recorded))],
  ['OUTSIDE_VALIDITY', 'OF_OTHER_CONTENTS', outside],
  ['NO_BAND', 'AGAIN', noBand],
  ['CONTENT_NOT_GRANTED', 'OF_OTHER_CONTENTS', ({ facts, recorded, plan }) => notGranted(facts.contents, recorded, plan.pieces)],
  ['NOT_APPROVED', 'OF_OTHER_CONTENTS', ({ facts, recorded, plan }) => notApproved(facts.contents, recorded, plan.pieces)],
  ['NO_PRICE', 'AGAIN', ({ facts, recorded, plan, unitPrices }) => notPriced(facts.contents, recorded, plan.pieces, unitPrices)],
  ['WRONG_QUANTITY', 'AGAIN', ({ plan: { wrong } }) => (wrong ? no('WRONG_QUANTITY', { path: wrong }) : undefined)],
  ['WRONG_QUANTITY', 'AGAIN', ({ facts, recorded }) => ifSo(isKindMistaken(facts, recorded), 'WRONG_QUANTITY', { path: ['kind'] })],
  ['EXTRA_NOT_ALLOWED', 'AGAIN', ({ recorded }) => ifSo(hasCancelledExtras(recorded), 'EXTRA_NOT_ALLOWED', { path: ['accessories'] })],
  ['EXTRA_NOT_ALLOWED', 'OF_OTHER_CONTENTS', ({ facts, recorded, plan }) => extraNotAllowed(facts.contents, recorded, plan.pieces)],
  ['NOT_MULTI_WORKER', 'AGAIN', ({ facts, recorded, plan }) => notMultiWorker(facts.contents, recorded, plan.pieces)],
  ['NOTHING_BILLABLE', 'AGAIN', nothingBillable],
  ['TOO_LATE', 'NEVER', tooLate],
  // The terms say that a client pays once for a period. An earlier visit's period leaves nothing to charge.
  ['DAY_ALREADY_RECORDED', 'AGAIN', paidAlready],
  ['CONSENT_MISSING', 'NEVER', consentMissing],
  ['AMOUNT_TOO_LARGE', 'AGAIN', tooLarge],
];

/**
 * The first obstacle in the order of the rules. `standing`: the contents of a standing visit, for which only some rules
 * speak again.
 */
export function firstObstacle<Asked extends Trial>(
  rules: readonly Rule<Asked>[],
  asked: Asked,
  standing?: readonly Id[],
): RecordingRefusal | undefined {
  const other = standing && { ...asked, facts: answeredFor(standing, asked.facts) };
  for (const [, again, find] of rules) {
    if (other && again === 'NEVER') continue;
    const obstacle = find(other && again === 'OF_OTHER_CONTENTS' ? other : asked);
    if (obstacle) return obstacle;
  }
  return undefined;
}

const ALWAYS: DayRange = { firstDay: Temporal.PlainDate.from('0001-01-01') };

/**
 * Validities and rights keep the answer that the visit got when somebody recorded it: they hold for the visit and its
 * contents for good.
 */
function answeredFor(standing: readonly Id[], facts: RecordingFacts): RecordingFacts {
  const contents = new Map(facts.contents);
  for (const id of standing) {
    const content = contents.get(id);
    if (content) contents.set(id, { ...content, offered: [ALWAYS], granted: [ALWAYS], approved: [ALWAYS] });
  }
  return { ...facts, voucher: ALWAYS, successor: null, booking: ALWAYS, approval: ALWAYS, contents };
}

/** The obstacle of a span, whatever else the rule would know of the visit. */
export const obstacleOfSpan = (recorded: Span, policy: Pick<RecordingFacts['policy'], 'maxVisitMinutes'>): RecordingRefusal | undefined =>
  empty(recorded) ?? tooLong(recorded, policy);

function empty(recorded: Span): RecordingRefusal | undefined {
  return ifSo(msOf(recorded) <= 0, 'EMPTY_VISIT', endOf(recorded));
}

function tooLong(recorded: Span, { maxVisitMinutes }: Pick<RecordingFacts['policy'], 'maxVisitMinutes'>): RecordingRefusal | undefined {
  const most = recorded.timed
    ? ({ unit: 'HOUR', steps: maxVisitMinutes } as const)
    : ({ unit: 'DAY', steps: VISIT_DAYS_MAX * stepsPerUnit('DAY') } as const);
  const isTooLong = recorded.timed ? msOf(recorded) > maxVisitMinutes * MINUTE_MS : daysOf(recorded) > VISIT_DAYS_MAX;
  return isTooLong ? no('VISIT_TOO_LONG', { ...endOf(recorded), details: { most } }) : undefined;
}

/** The whole visit is there already, so that no field is at fault. The refusal never names another provider's visit. */
function duplicate({ facts: { isDuplicate, duplicateOf: visitId } }: Trial): RecordingRefusal | undefined {
  return isDuplicate ? no('DUPLICATE', { path: [], ...(visitId !== undefined && { details: { visitId } }) }) : undefined;
}

function noBand({ recorded, plan: { uncovered } }: LaidOut): RecordingRefusal | undefined {
  const [first] = uncovered;
  if (!first) return undefined;
  const isAtStart = first.from.epochMilliseconds <= recorded.startsAt.epochMilliseconds;
  const details = { uncovered: uncovered.slice(0, UNCOVERED_MAX).map(asText) };
  return no('NO_BAND', { path: isAtStart ? startField(recorded) : endField(recorded), details });
}

function nothingBillable({ recorded, billable }: LaidOut): RecordingRefusal | undefined {
  const path = [recorded.noticeAt === null ? 'kind' : 'noticeAt'];
  return ifSo(isCancelled(recorded) && billable === 0, 'NOTHING_BILLABLE', { path });
}

const asText = ({ from, to }: Interval) => ({ start: from.toString(), end: to.toString() });

function paidAlready({ plan, recorded }: LaidOut): RecordingRefusal | undefined {
  const details = { day: dayAt(recorded.startsAt).toString() };
  return plan.isPaid ? no('DAY_ALREADY_RECORDED', { path: startField(recorded), details }) : undefined;
}

/**
 * A content that is not paid by time belongs wholly to the date of its start. It may end after the validity (rules 42).
 */
function outside({ facts, recorded, endsAt, plan }: LaidOut): RecordingRefusal | undefined {
  const { startsAt, timed } = recorded;
  const served = plan.pieces.filter(({ isAccessory }) => !isAccessory);
  const isWhole = timed && served.length > 0 && served.every(({ unit }) => unit !== 'HOUR');
  const found = outsideValidity(facts, { startsAt, endsAt: isWhole ? startsAt.add({ milliseconds: 1 }) : endsAt }, plan.pieces);
  return found && no('OUTSIDE_VALIDITY', { path: dayField(recorded, found.day), details: found });
}

/** Absence and travel are contents of their own (rules 56). */
export function kindOf(facts: RecordingFacts, recorded: Recorded): VisitKind {
  if (isCancelled(recorded)) return recorded.kind;
  const contentKind = recorded.contentId === null ? undefined : facts.contents.get(recorded.contentId)?.kind;
  return contentKind === 'ABSENCE' || contentKind === 'TRAVEL' ? contentKind : 'NORMAL';
}

const isKindMistaken = (facts: RecordingFacts, recorded: Recorded): boolean =>
  recorded.kind !== 'NORMAL' && recorded.kind !== kindOf(facts, recorded);

const hasCancelledExtras = (recorded: Recorded): boolean => recorded.accessories.length > 0 && isCancelled(recorded);

function isTooLate(facts: RecordingFacts, today: Day): boolean {
  const { voucher, isCorrection } = facts;
  // Adding days costs more than the rest of this, and a voucher that still holds does not need it.
  if (isCorrection || voucher.lastDay == null || !isBefore(voucher.lastDay, today)) return false;
  return isBefore(lastRecordingDay(facts)!, today);
}

function tooLate({ facts, recorded, now }: LaidOut): RecordingRefusal | undefined {
  if (!isTooLate(facts, dayAt(now))) return undefined;
  return no('TOO_LATE', { path: startField(recorded), details: { lastDay: lastRecordingDay(facts)!.toString() } });
}

/** A client agrees to pay extra service before it begins (rules 1). */
function consentMissing({ recorded: { extraService, startsAt } }: Trial): RecordingRefusal | undefined {
  const isAfter = extraService && extraService.acceptedAt.epochMilliseconds > startsAt.epochMilliseconds;
  return isAfter ? no('CONSENT_MISSING', { path: ['extraService', 'acceptedAt'] }) : undefined;
}

/** Later sums over visits rest on these bounds (decision 12). */
function tooLarge({ recorded, plan: { pieces }, unitPrices }: LaidOut): RecordingRefusal | undefined {
  const isTooDear = sumCents(totalsOf(pieces, unitPrices as readonly Cents[])) > MOST_CENTS;
  const details: RefusalDetails | undefined = isTooDear ? { most: { unit: 'EURO', steps: Number(MOST_CENTS) } } : tooMuch(pieces);
  return details && no('AMOUNT_TOO_LARGE', { path: amountField(recorded, details.contentId), details });
}

function tooMuch(pieces: readonly PlannedPiece[]): RefusalDetails | undefined {
  const taken = new Map<Id, number>();
  for (const { contentId, unit, steps } of pieces) {
    const sum = (taken.get(contentId) ?? 0) + steps;
    taken.set(contentId, sum);
    if (sum > MOST_STEPS) return { contentId, most: { unit, steps: MOST_STEPS } };
  }
  return undefined;
}
