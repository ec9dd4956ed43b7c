/** Makes and changes users of an organisation. Each command is one transaction. */
import { constraintOf } from '@seteli/kit/transaction';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { checkRoles, type Organisation, type Role } from '../domain/user.ts';
import * as store from '../store/user.ts';
import type { Desk } from './desk.ts';

export type UserWish = {
  readonly id: Id;
  readonly organisation: Organisation;
  readonly roles: readonly Role[];
  readonly active: boolean;
  readonly personId: Id;
};

/** Makes a user, or changes their roles and whether they are active. A person has one user in an organisation. */
export async function saveUser(
  { database }: Pick<Desk, 'database'>,
  wish: UserWish,
): Promise<Decision<Id, 'ROLE_NOT_OF_ORGANISATION' | 'USER_EXISTS'>> {
  const roles = checkRoles(wish.organisation, wish.roles);
  if (!roles.accepted) return roles;
  try {
    await database.transaction((tx) => store.saveUser(tx, { ...wish, roles: roles.value }));
  } catch (fault) {
    if (constraintOf(fault) === 'person_has_one_user_in_an_organisation') return refuse('USER_EXISTS', { path: ['personId'] });
    throw fault;
  }
  return accept(wish.id);
}
