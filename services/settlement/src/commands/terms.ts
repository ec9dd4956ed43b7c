/** Administrators publish how their organiser settles, or how their provider bills. Each command is one transaction. */
import type { Actor } from '@seteli/kit/actor';
import { lock } from '@seteli/kit/db';
import { dayOf, monthOf, type Month } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
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
  input: PublishSettlementTermsInput,
): Promise<Decision<Month>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  const said = await once<Decision<true>>(
    database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'publishSettlementTerms', input, now },
    async (tx) => {
      // The lock keeps anybody from locking a month meanwhile.
      await lockLedgers(tx, [organiserId]);
      const lockedThrough = (await findMonths(tx, [organiserId])).get(organiserId)?.lockedThrough ?? null;
      const decision = publishTerms({ lockedThrough, published: await store.listTerms(tx, organiserId) }, input);
      if (!decision.accepted) return decision;
      if (decision.value)
        await store.insertTerms(tx, { ...decision.value, organiserId, publishedBy: actor.userId, publishedAt: clock.now() });
      return accept(true);
    },
  );
  return said.accepted ? accept(input.firstMonth) : said;
}

export async function publishProviderBilling(
  { database, clock }: Desk,
  actor: Actor,
  input: PublishProviderBillingInput,
): Promise<Decision<Month>> {
  const now = clock.now();
  const providerId = actor.organisation.id;
  const said = await once<Decision<true>>(
    database,
    { organisation: providerId, key: input.idempotencyKey, command: 'publishProviderBilling', input, now },
    async (tx) => {
      await lock(tx, `billing ${providerId}`);
      const decision = publishBilling(await store.listBillingOf(tx, providerId), input, monthOf(dayOf(now)));
      if (!decision.accepted) return decision;
      if (decision.value) await store.insertBilling(tx, { ...decision.value, providerId, publishedBy: actor.userId, publishedAt: now });
      return accept(true);
    },
  );
  return said.accepted ? accept(input.firstMonth) : said;
}
