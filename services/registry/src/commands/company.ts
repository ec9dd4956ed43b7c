/**
 * Registers organisers and providers with ids that are chosen beforehand: a seed or an operator's import. Repeating a
 * call changes nothing. They come without an account, which takes two persons.
 */
import { NATIONAL } from '@seteli/kit/events';
import type { Id } from '@seteli/kit/ids';
import { publish as announceIn } from '@seteli/kit/outbox';
import { accept, type Decision } from '@seteli/kit/result';
import * as company from '../domain/company.ts';
import * as events from '../events.ts';
import * as companies from '../store/company.ts';
import type { Desk } from './desk.ts';

export async function registerOrganiser({ database, clock }: Desk, wish: company.OrganiserWish): Promise<Decision<Id>> {
  return await database.transaction(async (tx): Promise<Decision<Id>> => {
    const known = (await companies.lockOrganiser(tx, wish.id)) ?? null;
    const holderOfBusinessId = await companies.findOrganiserHolding(tx, wish.businessId);
    const decision = company.registerOrganiser({ known, holderOfBusinessId }, wish);
    if (!decision.accepted || decision.value === known) return decision.accepted ? accept(wish.id) : decision;
    await companies.saveOrganiser(tx, decision.value);
    await announceIn(tx, wish.id, [events.organiserChanged(decision.value)], { now: clock.now() });
    return accept(wish.id);
  });
}

export async function registerProvider({ database, clock }: Desk, wish: company.ProviderWish): Promise<Decision<Id>> {
  return await database.transaction(async (tx): Promise<Decision<Id>> => {
    await companies.lockProviders(tx);
    const known = await companies.findProvider(tx, wish.id);
    const holderOfBusinessId = await companies.findProviderHolding(tx, wish.businessId);
    const foreignUnits = await companies.listForeignUnits(
      tx,
      wish.id,
      wish.units.map(({ id }) => id),
    );
    const decision = company.registerProvider({ known, holderOfBusinessId, foreignUnits }, wish);
    if (!decision.accepted || decision.value === known) return decision.accepted ? accept(wish.id) : decision;
    await companies.saveProvider(tx, decision.value);
    await announceIn(tx, NATIONAL, [events.providerChanged(decision.value)], { now: clock.now() });
    return accept(wish.id);
  });
}
