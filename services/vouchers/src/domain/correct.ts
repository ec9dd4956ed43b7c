/**
 * What a correction of a service, or of days, does to delivered visits. It decides them as if they came again, in the
 * order in which bookings will send them (rules 14).
 */
import type { Id } from '@seteli/kit/ids';
import { allocate, type AllocationFacts } from './allocate.ts';
import type { ContentVersion, RecordedVisit } from './decide.ts';
import { paysOtherwise, type Effect, type PastVisit } from './recalculate.ts';
import type { Retaken } from './retake.ts';

/** Contents by a version that nobody has published yet. */
export type ProposedContents = ReadonlyMap<Id, ContentVersion>;

/** `past` holds the visits as they are. A refused visit stays as it is, and later visits meet what it holds. */
export function correct(
  facts: AllocationFacts,
  visits: readonly RecordedVisit[],
  past: ReadonlyMap<Id, PastVisit>,
  proposed: ProposedContents,
): Pick<Retaken, 'effects' | 'left'> {
  const { answers, allocations } = allocate({ ...facts, contents: withProposed(facts.contents, proposed) }, visits);
  const left: PastVisit[] = [];
  const effects: Effect[] = [];
  for (const { visit, decision } of answers) {
    const before = past.get(visit.visitId);
    if (!before) continue;
    if (!decision.accepted) left.push(before);
    else {
      const after = { ...before, ...decision.value, draws: allocations.get(visit.visitId)!.draws };
      if (paysOtherwise(before, after)) effects.push({ before, after });
    }
  }
  return { effects, left };
}

/** Newest first. The proposed version replaces one that begins on the same day. */
function withProposed(known: AllocationFacts['contents'], proposed: ProposedContents): AllocationFacts['contents'] {
  const contents = new Map(known);
  for (const [id, version] of proposed) {
    const versions = [version, ...(contents.get(id) ?? [])];
    contents.set(
      id,
      versions.toSorted((one, other) => Temporal.PlainDate.compare(other.firstDay, one.firstDay)),
    );
  }
  return contents;
}
