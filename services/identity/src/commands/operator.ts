/**
 * Makes the first operator of the platform, who has nobody to invite them. Whoever may write the database may do it;
 * there is no field for it in the API.
 */
import { lock } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import { accept, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import { PLATFORM } from '@seteli/schema/actors';
import { parseCodeOf } from '../domain/identity-code.ts';
import { findByCode } from '../store/person.ts';
import { findUserOf, insertUser } from '../store/user-change.ts';
import { listUsersOf } from '../store/user.ts';
import type { Desk } from './desk.ts';
import { enrolIdentified } from './person.ts';

export type FirstOperator = { readonly identityCode: string; readonly givenNames: string; readonly familyName: string };

export type Made = { readonly userId: Id; readonly isNew: boolean };

/**
 * The same person again is the operator that they are. Anybody else is refused as long as there is one, passive or not:
 * whoever may write the database must not come in unseen beside them.
 */
export async function makeFirstOperator(
  desk: Desk,
  { identityCode, ...names }: FirstOperator,
): Promise<Decision<Made, 'INVALID_IDENTITY_CODE' | 'OPERATOR_EXISTS'>> {
  const code = parseCodeOf(desk.identityCodes, identityCode);
  if (!code) return refuse('INVALID_IDENTITY_CODE', { path: ['identityCode'] });
  return await desk.database.transaction(async (tx): Promise<Decision<Made, 'OPERATOR_EXISTS'>> => {
    await lock(tx, `users ${PLATFORM.id}`);
    const known = await findByCode(tx, desk.vault.marksOf(code.text));
    const own = known && (await findUserOf(tx, PLATFORM, known.id));
    if (own) return accept({ userId: own.id, isNew: false });
    if ((await listUsersOf(tx, PLATFORM)).length > 0) return refuseWhole('OPERATOR_EXISTS');
    // A known person stays as they are: they may have a protected address, of which this command knows nothing.
    const person = await enrolIdentified(tx, desk, code, names);
    const userId = newId();
    await insertUser(tx, { id: userId, organisation: PLATFORM, roles: ['OPERATOR'], active: true, personId: person.id }, null);
    return accept({ userId, isNew: true });
  });
}
