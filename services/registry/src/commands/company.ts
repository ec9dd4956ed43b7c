/**
 * Registers organisers and providers: national data, which no user enters. A seed or an operator's import calls these
 * commands. Repeating a call changes nothing.
 */
import type { Clock } from '@seteli/kit/clock';
import { lock, type Tx } from '@seteli/kit/db';
import { NATIONAL } from '@seteli/kit/events';
import type { Id } from '@seteli/kit/ids';
import { publish as announceIn, type Announcement } from '@seteli/kit/outbox';
import { accept, type Decision } from '@seteli/kit/result';
import * as company from '../domain/company.ts';
import * as events from '../events.ts';
import * as companies from '../store/company.ts';
import type { Desk } from './desk.ts';

export async function registerOrganiser({ database, clock }: Desk, wish: company.OrganiserWish): Promise<Decision<Id>> {
  return await database.transaction(async (tx): Promise<Decision<Id>> => {
    await lock(tx, 'organisers');
    const [known = null] = await companies.listOrganisers(tx, [wish.id]);
    const holderOfBusinessId = await companies.findOrganiserHolding(tx, wish.businessId);
    const decision = company.registerOrganiser({ known, holderOfBusinessId }, wish);
    if (!decision.accepted || decision.value === known) return decision.accepted ? accept(wish.id) : decision;
    await companies.saveOrganiser(tx, decision.value);
    return await announced(tx, wish.id, [events.organiserChanged(decision.value)], clock, wish.id);
  });
}

export async function registerProvider({ database, clock }: Desk, wish: company.ProviderWish): Promise<Decision<Id>> {
  return await database.transaction(async (tx): Promise<Decision<Id>> => {
    await lock(tx, 'providers');
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
    return await announced(tx, NATIONAL, [events.providerChanged(decision.value)], clock, wish.id);
  });
}

async function announced(tx: Tx, partition: string, announcements: readonly Announcement[], clock: Clock, id: Id): Promise<Decision<Id>> {
  await announceIn(tx, partition, announcements, { now: clock.now() });
  return accept(id);
}
