/** Quotes visits that nobody records: it decides them by the rules of recording and keeps nothing. */
import type { Id } from '@seteli/kit/ids';
import { accept, type Decision } from '@seteli/kit/result';
import { allocate, type AllocationFacts } from './allocate.ts';
import { give, type Bucket } from './bucket.ts';
import { payerOf, type AllocationRefusal, type RecordedVisit } from './decide.ts';
import { explain, type Explanation } from './explain.ts';

export type Quoted = Decision<Explanation, AllocationRefusal>;

/**
 * Decides the visits in sequence. Recorded visits that they replace give back what they hold, and overlap nothing
 * (rules 49).
 */
export function quote(facts: AllocationFacts, visits: readonly RecordedVisit[], replaced: ReadonlySet<Id>): Quoted[] {
  const buckets = new Map<string, Bucket>(facts.buckets);
  const isReplaced = ({ visitId }: { readonly visitId: Id }) => replaced.has(visitId);
  for (const { draws } of facts.allocations.filter(isReplaced)) for (const draw of draws) give(buckets, draw);
  const allocations = facts.allocations.filter((other) => !isReplaced(other));
  return allocate({ ...facts, buckets, allocations }, visits).answers.map(({ visit, decision }) => {
    if (!decision.accepted) return decision;
    return accept(explain(decision.value, { payer: payerOf(visit), isCancellation: visit.cancellation !== null }));
  });
}

/** Quotes a visit before any booking: alone, beside no other visit of the client. */
export const quotePlanned = (facts: AllocationFacts, visit: RecordedVisit): Quoted =>
  quote({ ...facts, allocations: [] }, [visit], new Set())[0]!;
