/** Makes and changes users and systems of an organisation. Each command is one transaction. */
import { constraintOf } from '@seteli/kit/transaction';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { isStrongSecret, markOf } from '@seteli/kit/secrets';
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

export type SystemWish = {
  readonly id: Id;
  readonly organisation: Organisation & { readonly kind: 'ORGANISER' | 'PROVIDER' };
  readonly clientId: string;
  readonly secret: string;
  readonly active: boolean;
};

/**
 * Makes an organisation's system account, or gives it another secret. It keeps only the secret's mark. The secret is
 * one of ours (`newSecret`), which nobody can guess. So a plain hash is enough, and a guess costs us next to nothing.
 */
export async function saveSystemAccount(
  { database }: Pick<Desk, 'database'>,
  wish: SystemWish,
): Promise<Decision<Id, 'CLIENT_ID_TAKEN' | 'SECRET_TOO_WEAK'>> {
  const { id, organisation, clientId, secret, active } = wish;
  if (!isStrongSecret(secret)) return refuse('SECRET_TOO_WEAK', { path: ['secret'] });
  const user = { id, organisation, roles: ['SYSTEM'], active, personId: null } as const;
  try {
    await database.transaction((tx) => store.saveSystem(tx, user, clientId, markOf(secret)));
  } catch (fault) {
    if (constraintOf(fault) === 'client_id_is_unique') return refuse('CLIENT_ID_TAKEN', { path: ['clientId'] });
    throw fault;
  }
  return accept(id);
}
