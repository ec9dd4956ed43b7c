/**
 * Makes the first operator of the platform, who has nobody to invite them. Whoever may write the database may do it;
 * there is no field for it in the API.
 */
import { lock } from '@seteli/kit/db';
import { NATIONAL } from '@seteli/kit/events';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import { PLATFORM } from '@seteli/schema/actors';
import { parseCodeOf } from '../domain/identity-code.ts';
import { newPerson, updatePerson } from '../domain/person.ts';
import { personChanged } from '../events.ts';
import * as persons from '../store/person.ts';
import * as users from '../store/user.ts';
import type { Desk } from './desk.ts';

export type FirstOperator = { readonly identityCode: string; readonly givenNames: string; readonly familyName: string };

export type Made = { readonly userId: Id; readonly isNew: boolean };

/**
 * The same person again is the operator that they are. Anybody else is refused as long as there is one, passive or not:
 * operators invite each other.
 */
export async function makeFirstOperator(
  { database, clock, vault, identityCodes }: Desk,
  { identityCode, ...names }: FirstOperator,
): Promise<Decision<Made, 'INVALID_IDENTITY_CODE' | 'OPERATOR_EXISTS'>> {
  const code = parseCodeOf(identityCodes, identityCode);
  if (!code) return refuse('INVALID_IDENTITY_CODE', { path: ['identityCode'] });
  const identityCodeIndex = vault.indexOf(code.text);
  return await database.transaction(async (tx): Promise<Decision<Made, 'OPERATOR_EXISTS'>> => {
    await lock(tx, 'first operator');
    await lock(tx, `person ${identityCodeIndex}`);
    const known = await persons.findByCode(tx, identityCodeIndex);
    const operators = await users.listUsersOf(tx, PLATFORM);
    const own = operators.find(({ personId }) => personId === known?.id);
    if (own) return accept({ userId: own.id, isNew: false });
    if (operators.length > 0) return refuseWhole('OPERATOR_EXISTS');
    // A known person stays as they are: they may have a protected address, of which this command knows nothing.
    const person = known ?? updatePerson(newPerson(newId()), { ...names, protectedAddress: false, diedOn: null })!;
    if (!known) {
      await persons.insertPerson(tx, person, { sealedIdentityCode: vault.seal(code.text, person.id), identityCodeIndex });
      publish(tx, NATIONAL, [personChanged(person)], { now: clock.now() });
    }
    const userId = newId();
    await users.saveUser(tx, { id: userId, organisation: PLATFORM, roles: ['OPERATOR'], active: true, personId: person.id });
    return accept({ userId, isNew: true });
  });
}
