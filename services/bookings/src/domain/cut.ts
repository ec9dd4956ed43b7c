/**
 * Cuts a visit (tapahtuma) at every local midnight and band boundary. Each elapsed minute goes to the band of the wall
 * clock's minute: autumn's repeated hour counts twice, spring's missing hour not at all. It prices nothing.
 */
import type { Day, Instant, Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { PIECES_MAX } from './limits.ts';
import { bandsInForce, bandsOfDay, type BandVersion, type DayBand } from './band.ts';
import type { ServiceCalendar } from './calendar.ts';
import { wallDaysOf, type EvenStretch, type WallDay } from './wall-clock.ts';

export type Interval = { readonly from: Instant; readonly to: Instant };

export type VisitPiece = Interval & {
  readonly contentId: Id;
  readonly day: Day;
  readonly month: Month;
  readonly minutes: number;
};

/**
 * Both in time order. Nobody may record a visit with an uncovered interval, nor one of more than `PIECES_MAX` pieces;
 * the rest of such a visit stays uncut.
 */
export type CutVisit = { readonly pieces: readonly VisitPiece[]; readonly uncovered: readonly Interval[] };

/** A visit without bands is cut at local midnights only. */
export function cutAtMidnights(start: Instant, end: Instant, contentId: Id): VisitPiece[] {
  return wallDaysOf(start, end).map(({ day, month, fromMs, toMs }) => {
    const from = Math.max(start.epochMilliseconds, fromMs);
    const to = Math.min(end.epochMilliseconds, toMs);
    const [fromInstant, toInstant] = [Temporal.Instant.fromEpochMilliseconds(from), Temporal.Instant.fromEpochMilliseconds(to)];
    return { contentId, day, month, from: fromInstant, to: toInstant, minutes: (to - from) / MINUTE_MS };
  });
}

type Part = { readonly contentId: Id | undefined; readonly wallDay: WallDay; readonly fromMs: number; toMs: number };

const MINUTE_MS = 60_000;

export function cutVisit(visit: {
  readonly start: Instant;
  readonly end: Instant;
  readonly bandVersions: readonly BandVersion[];
  readonly calendar: ServiceCalendar;
}): CutVisit {
  const { start, end } = visit;
  const startMs = start.epochMilliseconds;
  const endMs = end.epochMilliseconds;
  const parts: Part[] = [];
  for (const wallDay of wallDaysOf(start, end)) {
    if (parts.length > 2 * PIECES_MAX) break;
    const bands = bandsOfDay(bandsInForce(visit.bandVersions, wallDay.day), wallDay.day, visit.calendar);
    for (const stretch of wallDay.stretches) {
      const fromMs = Math.max(startMs, stretch.fromMs);
      const toMs = Math.min(endMs, stretch.toMs);
      if (fromMs < toMs) layBands(parts, { wallDay, stretch, fromMs, toMs }, bands);
    }
  }
  const instantAt = (ms: number) => (ms === startMs ? start : ms === endMs ? end : Temporal.Instant.fromEpochMilliseconds(ms));
  return { pieces: piecesOf(parts, instantAt), uncovered: uncoveredOf(parts, instantAt) };
}

/** The part of a visit within a stretch of a day in which no clock is moved. */
type Within = { readonly wallDay: WallDay; readonly stretch: EvenStretch; readonly fromMs: number; readonly toMs: number };

function layBands(parts: Part[], { wallDay, stretch, fromMs, toMs }: Within, bands: readonly DayBand[]): void {
  const atMinute = (minute: number) => stretch.fromMs + (minute - stretch.minute) * MINUTE_MS;
  let laidMs = fromMs;
  for (const band of bands) {
    const bandFromMs = Math.max(laidMs, atMinute(band.from));
    const bandToMs = Math.min(toMs, atMinute(band.to));
    if (bandFromMs >= bandToMs) continue;
    if (bandFromMs > laidMs) lay(parts, { contentId: undefined, wallDay, fromMs: laidMs, toMs: bandFromMs });
    lay(parts, { contentId: band.contentId, wallDay, fromMs: bandFromMs, toMs: bandToMs });
    laidMs = bandToMs;
  }
  if (laidMs < toMs) lay(parts, { contentId: undefined, wallDay, fromMs: laidMs, toMs });
}

/** Where the clocks are moved inside a band, the part before and the part after are one. */
function lay(parts: Part[], next: Part): void {
  const last = parts.at(-1);
  if (last?.contentId === next.contentId && last?.wallDay === next.wallDay && last.toMs === next.fromMs) last.toMs = next.toMs;
  else parts.push(next);
}

function piecesOf(parts: readonly Part[], instantAt: (ms: number) => Instant): VisitPiece[] {
  const pieces: VisitPiece[] = [];
  for (const { contentId, wallDay, fromMs, toMs } of parts) {
    if (contentId === undefined) continue;
    const { day, month } = wallDay;
    // A piece nearly always begins where the one before ended, and making an instant costs more than a piece.
    const before = pieces.at(-1)?.to;
    const from = before?.epochMilliseconds === fromMs ? before : instantAt(fromMs);
    pieces.push({ contentId, day, month, from, to: instantAt(toMs), minutes: (toMs - fromMs) / MINUTE_MS });
  }
  return pieces;
}

function uncoveredOf(parts: readonly Part[], instantAt: (ms: number) => Instant): Interval[] {
  const gaps: { fromMs: number; toMs: number }[] = [];
  for (const { contentId, fromMs, toMs } of parts) {
    if (contentId !== undefined) continue;
    const last = gaps.at(-1);
    if (last && last.toMs === fromMs) last.toMs = toMs;
    else gaps.push({ fromMs, toMs });
  }
  return gaps.map(({ fromMs, toMs }) => ({ from: instantAt(fromMs), to: instantAt(toMs) }));
}
