/** Lets a person in for the companies for which the register lets them act. The register answers before. */
import { lock, type Tx } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import { accept, refuseWhole, type Decision } from '@seteli/kit/result';
import { providerIdOf } from '@seteli/schema/provider-id';
import { rolesFromRegister, withRegistered } from '../domain/company.ts';
import type { User } from '../domain/user.ts';
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
  { database }: Pick<Desk, 'database'>,
  personId: Id,
  companies: readonly RegisteredCompany[],
): Promise<Decision<readonly Id[], 'NO_MANDATE'>> {
  return await database.transaction(async (tx): Promise<Decision<readonly Id[], 'NO_MANDATE'>> => {
    await lock(tx, `companies of ${personId}`);
    const entered: Id[] = [];
    for (const company of companies) {
      const user = await enter(tx, personId, company);
      if (!user) continue;
      const { id: userId, organisation, roles } = user;
      await insertAccess(tx, { userId, personId, organisation, roles }, [{ action: 'COMPANY_ENTERED', outcome: 'DONE', personId }]);
      entered.push(organisation.id);
    }
    return entered.length === 0 ? refuseWhole('NO_MANDATE') : accept(entered);
  });
}

async function enter(tx: Tx, personId: Id, { businessId, name, roles }: RegisteredCompany): Promise<User | undefined> {
  const registered = rolesFromRegister(roles);
  if (registered.length === 0) return undefined;
  const id = (await findProviderByBusinessId(tx, businessId)) ?? providerIdOf(businessId);
  await saveUnannounced(tx, { id, kind: 'PROVIDER', name, businessId });
  const known = await findUserOf(tx, personId, id);
  // Whoever an administrator passivated stays so, whatever the trade register says: only their own roles came from it.
  const held: User = known ?? { id: newId(), organisation: { kind: 'PROVIDER', id }, roles: [], active: true, personId };
  const user: User = { ...held, roles: withRegistered(held.roles, registered) };
  await saveUser(tx, user);
  return user;
}
