/**
 * From what was recorded to the pieces that it comes to: time is cut, everything else belongs wholly to its day or to the date
 * and band of its start (rules 41, 42). It prices nothing, and asks for no right.
 */
import { dayOf, monthOf, type Day, type Instant, type Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { readAmount, stepsPerUnit, type Unit } from '@seteli/schema/quantity';
import { cutAtMidnights, cutVisit, type Interval, type VisitPiece } from './cut.ts';
import { sharesOfDays, type DayUnit } from './days.ts';
import { isCancelled, lastServiceDayOf, type Recorded } from './recorded.ts';
import type { ContentFacts, RecordingFacts } from './recording-facts.ts';

export type PlannedPiece = {
  readonly contentId: Id;
  readonly day: Day;
  readonly month: Month;
  readonly unit: Unit;
  readonly steps: number;
  /** How many steps cost the price of a unit. */
  readonly stepsPerUnit: number;
  /** Where its time begins; null of what was not recorded by times, or came with it. */
  readonly from: Instant | null;
  readonly isAccessory: boolean;
};

/** Pieces and gaps in time order. `wrong`: where what was recorded does not say a quantity of the content. */
export type Plan = {
  readonly pieces: readonly PlannedPiece[];
  readonly uncovered: readonly Interval[];
  readonly wrong?: readonly string[] | undefined;
  /** The weeks or months of these days have been paid with another of their days. */
  readonly isPaid?: boolean;
};

const NO_GAPS: readonly Interval[] = [];
const DAY_UNITS: ReadonlySet<Unit> = new Set<DayUnit>(['DAY', 'WEEK', 'MONTH']);

/** `endsAt` is where the billed time ends: earlier than recorded for what was cancelled. */
export function planPieces(facts: RecordingFacts, recorded: Recorded, endsAt: Instant): Plan {
  const plan = recorded.timed ? planTimes(facts, recorded, endsAt) : planDays(facts, recorded);
  return recorded.accessories.length === 0 ? plan : withAccessories(facts, recorded, plan);
}

function planTimes(facts: RecordingFacts, recorded: Recorded, endsAt: Instant): Plan {
  const { startsAt: start, contentId, amount } = recorded;
  if (contentId !== null) return planNamed(facts, recorded, contentId, endsAt);
  const { bandVersions, calendar } = facts;
  const { pieces, uncovered } = cutVisit({ start, end: endsAt, bandVersions, calendar });
  const [first] = pieces;
  const content = first && first.from === start ? facts.contents.get(first.contentId) : undefined;
  if (first && content && content.unit !== 'HOUR') return planWhole(first.contentId, content, first.day, recorded);
  const paidOtherwise = pieces.some((piece) => (facts.contents.get(piece.contentId)?.unit ?? 'HOUR') !== 'HOUR');
  const wrong = paidOtherwise ? ['end'] : amount === null ? undefined : ['amount'];
  // What was cancelled was planned, and a visit of that time would have been cut so: a gap in it is one, billed or not (rules 29, 8).
  const gaps = isCancelled(recorded) ? cutVisit({ start, end: recorded.endsAt, bandVersions, calendar }).uncovered : uncovered;
  return { pieces: inIncrements(facts, recorded, pieces), uncovered: gaps, wrong };
}

/** A content without bands, named with its times. */
function planNamed(facts: RecordingFacts, recorded: Recorded, contentId: Id, endsAt: Instant): Plan {
  const { startsAt, amount } = recorded;
  const content = facts.contents.get(contentId);
  if (!content || content.unit === 'HOUR') {
    const wrong = content?.isBanded ? ['contentId'] : amount === null ? undefined : ['amount'];
    return { pieces: inIncrements(facts, recorded, cutAtMidnights(startsAt, endsAt, contentId)), uncovered: NO_GAPS, wrong };
  }
  const plan = planWhole(contentId, content, dayOf(startsAt), recorded);
  return content.isBanded ? { ...plan, wrong: ['contentId'] } : plan;
}

/** What is not paid by time: so many units, on one date. */
function planWhole(contentId: Id, { unit }: ContentFacts, day: Day, recorded: Recorded): Plan {
  const steps = stepsOf(unit, recorded.amount);
  const wrong = DAY_UNITS.has(unit) ? ['start'] : isCancelled(recorded) ? ['kind'] : steps === undefined ? ['amount'] : undefined;
  const from = recorded.timed ? recorded.startsAt : null;
  const piece = { ...pieceOn(contentId, unit, day), steps: (steps ?? 0) * recorded.workers, from };
  return { pieces: [piece], uncovered: NO_GAPS, wrong };
}

const stepsOf = (unit: Unit, amount: string | null): number | undefined =>
  amount === null ? stepsPerUnit(unit) : readAmount(unit, amount);

const pieceOn = (contentId: Id, unit: Unit, day: Day): PlannedPiece => ({
  contentId,
  day,
  month: monthOf(day),
  unit,
  steps: 0,
  stepsPerUnit: stepsPerUnit(unit),
  from: null,
  isAccessory: false,
});

function planDays(facts: RecordingFacts, recorded: Recorded): Plan {
  const { contentId, amount } = recorded;
  const [day, lastDay] = [dayOf(recorded.startsAt), lastServiceDayOf(recorded)];
  if (contentId === null) return { pieces: [], uncovered: NO_GAPS, wrong: ['contentId'] };
  const content = facts.contents.get(contentId);
  if (!content || content.isBanded || content.unit === 'HOUR')
    return { pieces: [pieceOn(contentId, content?.unit ?? 'DAY', day)], uncovered: NO_GAPS, wrong: ['day'] };
  if (!DAY_UNITS.has(content.unit)) {
    const plan = planWhole(contentId, content, day, recorded);
    return day.equals(lastDay) ? plan : { ...plan, wrong: ['lastDay'] };
  }
  const unit = content.unit as DayUnit;
  const { calendar, policy, served } = facts;
  const shares = sharesOfDays(unit, { firstDay: day, lastDay }, { policy: policy.prorationPolicy, calendar, served });
  const pieces = shares.map((share) => ({
    ...pieceOn(contentId, unit, share.day),
    steps: share.steps * recorded.workers,
    stepsPerUnit: share.stepsPerUnit,
  }));
  const isPaid = pieces.length === 0 && policy.prorationPolicy === 'FULL_WHEN_STARTED';
  const isNothing = pieces.length === 0 && !isPaid;
  const wrong = isCancelled(recorded) ? ['kind'] : amount !== null ? ['amount'] : isNothing ? ['day'] : undefined;
  return { pieces, uncovered: NO_GAPS, wrong, isPaid };
}

/**
 * Once over the whole visit of one worker, after it was cut by its real times: the added minutes go to its last piece, and touch
 * no other band, day or month; then times the workers (rules 36, 37, 39). What was cancelled is billed to the minute (rules 29).
 */
function inIncrements({ policy }: RecordingFacts, recorded: Recorded, pieces: readonly VisitPiece[]): PlannedPiece[] {
  const increment = isCancelled(recorded) ? 1 : policy.incrementMinutes;
  let minutes = 0;
  for (const piece of pieces) minutes += piece.minutes;
  const added = Math.ceil(minutes / increment) * increment - minutes;
  return pieces.map(({ contentId, day, month, from, minutes: own }, place) => ({
    contentId,
    day,
    month,
    unit: 'HOUR',
    steps: (place === pieces.length - 1 ? own + added : own) * recorded.workers,
    stepsPerUnit: 60,
    from,
    isAccessory: false,
  }));
}

/** Accessories belong to the date on which the visit starts, whatever band it is in (rules 22, 42). */
function withAccessories(facts: RecordingFacts, { startsAt, accessories }: Recorded, plan: Plan): Plan {
  const day = dayOf(startsAt);
  let wrong = plan.wrong;
  const came = accessories.map(({ contentId, amount }, place) => {
    const unit = facts.contents.get(contentId)?.unit ?? 'PIECE';
    const steps = DAY_UNITS.has(unit) ? undefined : readAmount(unit, amount);
    if (steps === undefined) wrong ??= ['accessories', String(place), 'amount'];
    return { ...pieceOn(contentId, unit, day), steps: steps ?? 0, isAccessory: true };
  });
  const ofFirstDay = plan.pieces.findLastIndex((piece) => piece.day.equals(day)) + 1;
  return { ...plan, pieces: plan.pieces.toSpliced(ofFirstDay, 0, ...came), wrong };
}
