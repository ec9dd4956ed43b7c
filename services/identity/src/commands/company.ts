/** Lets a person in for the companies for which the register lets them act. The register answers before. */
import { lock, type Tx } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import { accept, refuseWhole, type Decision } from '@seteli/kit/result';
import { providerIdOf } from '@seteli/schema/provider-id';
import { rolesFromRegister, withRegistered } from '../domain/company.ts';
import { findProviderByBusinessId, saveUnannounced } from '../store/choice.ts';
import { insertAccess } from '../store/person.ts';
import { findUserOf, saveUser } from '../store/user.ts';
import type { Desk } from './desk.ts';

/** A company with the roles and mandates of one person, as the register says it. */
export type RegisteredCompany = { readonly businessId: string; readonly name: string; readonly roles: readonly string[] };

/**
 * Makes the person a user of each company for which they may act. Registry makes the provider when they first act for
 * it; its id follows from the business id, so a token can name it before.
 */
export async function enterCompanies(
  { database, clock }: Pick<Desk, 'database' | 'clock'>,
  personId: Id,
  companies: readonly RegisteredCompany[],
): Promise<Decision<readonly Id[], 'NO_MANDATE'>> {
  return await database.transaction(async (tx): Promise<Decision<readonly Id[], 'NO_MANDATE'>> => {
    await lock(tx, `companies of ${personId}`);
    const entered: Id[] = [];
    for (const company of companies) {
      const id = await enter(tx, personId, company);
      if (id) entered.push(id);
    }
    if (entered.length === 0) return refuseWhole('NO_MANDATE');
    await insertAccess(
      tx,
      clock.now(),
      entered.map((organisationId) => ({ action: 'COMPANY_ENTERED', personId, organisationId })),
    );
    return accept(entered);
  });
}

async function enter(tx: Tx, personId: Id, { businessId, name, roles }: RegisteredCompany): Promise<Id | undefined> {
  const registered = rolesFromRegister(roles);
  if (registered.length === 0) return undefined;
  const id = (await findProviderByBusinessId(tx, businessId)) ?? providerIdOf(businessId);
  await saveUnannounced(tx, { id, kind: 'PROVIDER', name, businessId });
  const known = await findUserOf(tx, personId, id);
  // Whoever an administrator passivated stays so, whatever the trade register says: only their own roles came from it.
  const held = known ?? { id: newId(), organisation: { kind: 'PROVIDER', id }, roles: [], active: true, personId };
  await saveUser(tx, { ...held, roles: withRegistered(held.roles, registered) });
  return id;
}
