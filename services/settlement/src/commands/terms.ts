/** What administrators say of how their organiser settles, or their provider bills. No money moves here, so there is no key: what is said again changes nothing. */
import type { Actor } from '@seteli/kit/actor';
import { lock } from '@seteli/kit/db';
import { dayOf, monthOf, type Month } from '@seteli/kit/day';
import { accept, type Decision } from '@seteli/kit/result';
import type { PublishProviderBillingInput, PublishSettlementTermsInput } from '@seteli/schema/generated/settlement';
import { publishBilling } from '../domain/billing.ts';
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

export async function publishProviderBilling(
  { database, clock }: Desk,
  actor: Actor,
  wish: PublishProviderBillingInput,
): Promise<Decision<Month>> {
  const providerId = actor.organisation.id;
  const now = clock.now();
  return await database.transaction(async (tx) => {
    await lock(tx, `billing ${providerId}`);
    const decision = publishBilling(await store.listBillingOf(tx, providerId), wish, monthOf(dayOf(now)));
    if (!decision.accepted) return decision;
    if (decision.value) await store.insertBilling(tx, { ...decision.value, providerId, publishedBy: actor.userId, publishedAt: now });
    return accept(wish.firstMonth);
  });
}
