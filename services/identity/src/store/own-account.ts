/** All SQL about what organisations decided about accounts of their own. */
import { eq } from 'drizzle-orm';
import type { Reader, Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { organisationSetting } from '../tables/invitation.ts';

export async function areOwnAccountsAllowed(reader: Reader, organisationId: Id): Promise<boolean> {
  const [found] = await reader
    .select({ allowed: organisationSetting.ownAccountsAllowed })
    .from(organisationSetting)
    .where(eq(organisationSetting.organisationId, organisationId));
  return found?.allowed ?? false;
}

export const saveOwnAccountsAllowed = (tx: Tx, organisationId: Id, ownAccountsAllowed: boolean) =>
  tx
    .insert(organisationSetting)
    .values({ organisationId, ownAccountsAllowed })
    .onConflictDoUpdate({ target: organisationSetting.organisationId, set: { ownAccountsAllowed } });
