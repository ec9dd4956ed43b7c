/** What an organiser's administrators say of how it settles. No money moves here, so there is no key: what is said again changes nothing. */
import type { Actor } from '@seteli/kit/actor';
import type { Month } from '@seteli/kit/day';
import { accept, type Decision } from '@seteli/kit/result';
import type { PublishSettlementTermsInput } from '@seteli/schema/generated/settlement';
import { publishTerms } from '../domain/terms.ts';
import { findMonths, lockLedgers } from '../store/ledger.ts';
import * as store from '../store/terms.ts';
import type { Desk } from './desk.ts';

export async function publishSettlementTerms(
  { database, clock }: Desk,
  actor: Actor,
  wish: PublishSettlementTermsInput,
): Promise<Decision<Month>> {
  const organiserId = actor.organisation.id;
  return await database.transaction(async (tx) => {
    // So that no month is locked meanwhile.
    await lockLedgers(tx, [organiserId]);
    const lockedThrough = (await findMonths(tx, [organiserId])).get(organiserId)?.lockedThrough ?? null;
    const decision = publishTerms({ lockedThrough, published: await store.listTerms(tx, organiserId) }, wish);
    if (!decision.accepted) return decision;
    if (decision.value)
      await store.insertTerms(tx, { ...decision.value, organiserId, publishedBy: actor.userId, publishedAt: clock.now() });
    return accept(wish.firstMonth);
  });
}
