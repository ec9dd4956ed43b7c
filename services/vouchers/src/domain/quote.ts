/** What a visit that is only asked about would come to: the very decision that is taken when it is recorded, of which nothing stays. */
import { accept, type Decision } from '@seteli/kit/result';
import type { AllocationFacts } from './allocate.ts';
import { give, type Bucket } from './bucket.ts';
import { decide, payerOf, type AllocationRefusal, type RecordedVisit } from './decide.ts';
import { explain, type Explanation } from './explain.ts';

/** What the visit holds already, when it is a change of a recorded one, counts as free (rules 49). */
export function quote(facts: AllocationFacts, visit: RecordedVisit): Decision<Explanation, AllocationRefusal> {
  const buckets = new Map<string, Bucket>(facts.buckets);
  const isOwn = ({ visitId }: { readonly visitId: string }) => visitId === visit.visitId;
  for (const { draws } of facts.allocations.filter(isOwn)) for (const draw of draws) give(buckets, draw);
  const others = facts.allocations.filter((other) => other.state === 'MADE' && !isOwn(other));
  const decision = decide({ ...facts, buckets }, others, visit);
  if (!decision.accepted) return decision;
  const how = { payer: payerOf(visit), isCancellation: visit.cancellation !== null };
  return accept(explain(decision.value, how));
}
