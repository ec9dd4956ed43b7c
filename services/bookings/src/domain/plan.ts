/**
 * Makes pieces from what somebody recorded. Time is cut; all else belongs wholly to its day, or to the date and band of
 * its start (rules 41, 42). It prices nothing and knows no rights.
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
  /** The start of its time. Null for days and accessories. */
  readonly from: Instant | null;
  readonly isAccessory: boolean;
};

/** Pieces and gaps in time order. `wrong`: the field that says no quantity of the content. */
export type Plan = {
  readonly pieces: readonly PlannedPiece[];
  readonly uncovered: readonly Interval[];
  readonly wrong?: readonly string[] | undefined;
  /** The weeks or months of these days are paid with another of their days. */
  readonly isPaid?: boolean;
};

const NO_GAPS: readonly Interval[] = [];
const DAY_UNITS: ReadonlySet<Unit> = new Set<DayUnit>(['DAY', 'WEEK', 'MONTH']);

/** `endsAt`: the end of the billed time, which is earlier than the recorded end of a cancelled visit. */
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
  const wrong = paidOtherwise ? ['end'] : wrongIfGiven(amount);
  // A cancelled visit was planned, and would have been cut like any other. So a gap in its planned time counts, billed
  // or not (rules 29, 8).
  const gaps = isCancelled(recorded) ? cutVisit({ start, end: recorded.endsAt, bandVersions, calendar }).uncovered : uncovered;
  return { pieces: inIncrements(facts, recorded, pieces), uncovered: gaps, wrong };
}

const wrongIfGiven = (amount: string | null): readonly string[] | undefined => (amount === null ? undefined : ['amount']);

/** The visit names a content without bands, with its times. */
function planNamed(facts: RecordingFacts, recorded: Recorded, contentId: Id, endsAt: Instant): Plan {
  const { startsAt, amount } = recorded;
  const content = facts.contents.get(contentId);
  if (!content || content.unit === 'HOUR') {
    const wrong = content?.isBanded ? ['contentId'] : wrongIfGiven(amount);
    return { pieces: inIncrements(facts, recorded, cutAtMidnights(startsAt, endsAt, contentId)), uncovered: NO_GAPS, wrong };
  }
  const plan = planWhole(contentId, content, dayOf(startsAt), recorded);
  return content.isBanded ? { ...plan, wrong: ['contentId'] } : plan;
}

/** A content that is not paid by time: so many units on one date. */
function planWhole(contentId: Id, { unit }: ContentFacts, day: Day, recorded: Recorded): Plan {
  const steps = stepsOf(unit, recorded.amount);
  const wrong = firstWrong([
    [DAY_UNITS.has(unit), 'start'],
    [isCancelled(recorded), 'kind'],
    [steps === undefined, 'amount'],
  ]);
  const from = recorded.timed ? recorded.startsAt : null;
  const piece = { ...pieceOn(contentId, unit, day), steps: (steps ?? 0) * recorded.workers, from };
  return { pieces: [piece], uncovered: NO_GAPS, wrong };
}

function firstWrong(fields: readonly (readonly [isWrong: boolean, field: string])[]): readonly string[] | undefined {
  const found = fields.find(([isWrong]) => isWrong);
  return found && [found[1]];
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
  const wrong = firstWrong([
    [isCancelled(recorded), 'kind'],
    [amount !== null, 'amount'],
    [pieces.length === 0 && !isPaid, 'day'],
  ]);
  return { pieces, uncovered: NO_GAPS, wrong, isPaid };
}

/**
 * Rounds the whole visit of one worker up once, after the cut by its real times. The added minutes go to its last
 * piece, and touch no other band, day or month. Then the workers multiply it (rules 36, 37, 39). Cancelled visits are
 * billed to the minute (rules 29).
 */
function inIncrements({ policy }: RecordingFacts, recorded: Recorded, pieces: readonly VisitPiece[]): PlannedPiece[] {
  const increment = isCancelled(recorded) ? 1 : policy.incrementMinutes;
  let minutes = 0;
  for (const piece of pieces) minutes += piece.minutes;
  const added = Math.ceil(minutes / increment) * increment - minutes;
  return pieces.map(({ contentId, day, month, from, minutes: own }, index) => ({
    contentId,
    day,
    month,
    unit: 'HOUR',
    steps: (index === pieces.length - 1 ? own + added : own) * recorded.workers,
    stepsPerUnit: 60,
    from,
    isAccessory: false,
  }));
}

/** Accessories belong to the date of the visit's start, whatever its band (rules 22, 42). */
function withAccessories(facts: RecordingFacts, { startsAt, accessories }: Recorded, plan: Plan): Plan {
  const day = dayOf(startsAt);
  let wrong = plan.wrong;
  const came = accessories.map(({ contentId, amount }, index) => {
    const unit = facts.contents.get(contentId)?.unit ?? 'PIECE';
    const steps = DAY_UNITS.has(unit) ? undefined : readAmount(unit, amount);
    if (steps === undefined) wrong ??= ['accessories', String(index), 'amount'];
    return { ...pieceOn(contentId, unit, day), steps: steps ?? 0, isAccessory: true };
  });
  const ofFirstDay = plan.pieces.findLastIndex((piece) => piece.day.equals(day)) + 1;
  return { ...plan, pieces: plan.pieces.toSpliced(ofFirstDay, 0, ...came), wrong };
}
