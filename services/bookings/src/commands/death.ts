/** A checker decides that a settled visit after the client's death stands. */
import type { Actor } from '@seteli/kit/actor';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { accept, checkSeen, refuse, type Decision } from '@seteli/kit/result';
import type { KeepVisitInput } from '@seteli/schema/generated/bookings';
import { isSettledAfterDeath } from '../domain/death.ts';
import { closeTasks } from '../events.ts';
import { sight } from '../policy.ts';
import { lockVisit } from '../store/visit.ts';
import type { Desk } from './desk.ts';

/** Closes the checker's task, so that nobody is asked about the visit again. */
export async function keepVisit({ database, clock }: Desk, actor: Actor, input: KeepVisitInput): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'keepVisit', input, now },
    async (tx) => {
      const visit = await lockVisit(tx, sight(actor, 'keepVisit'), input.visitId);
      if (!visit) return refuse('NOT_FOUND', { path: ['visitId'] });
      const stale = checkSeen(visit, input.expectedVersion);
      if (stale) return stale;
      if (!isSettledAfterDeath(visit)) return refuse('WRONG_STATE', { path: ['visitId'] });
      await closeTasks(tx, 'VISIT_AFTER_DEATH', [visit.id], { now, actor: actor.userId });
      return accept(visit.id);
    },
  );
}
