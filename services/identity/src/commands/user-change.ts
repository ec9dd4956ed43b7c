/** Administrators change users, and decide how users may come in. Each command is one transaction. */
import type { Actor } from '@seteli/kit/actor';
import { lock } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { accept, checkSeen, refuse, type Decision } from '@seteli/kit/result';
import type { AllowOwnAccountsInput, ChangeUserInput } from '@seteli/schema/generated/identity';
import { decideChange, type ChangeRefusal } from '../domain/user-change.ts';
import type { Role } from '../domain/user.ts';
import { saveOwnAccountsAllowed } from '../store/own-account.ts';
import { insertAccess } from '../store/person.ts';
import { countAdministrators, isInTeam, listOwnAccounts, lockUser, saveUserState } from '../store/user-change.ts';
import { voidTokensOf } from '../store/user.ts';
import type { Desk } from './desk.ts';

type Employer = { readonly kind: 'ORGANISER' | 'PROVIDER'; readonly id: Id };

/** Changes what a user may do. The lock on the organisation lets only one of two last administrators go. */
export async function changeUser({ database, clock }: Desk, actor: Actor, input: ChangeUserInput): Promise<Decision<Id>> {
  const [{ userId, roles, active, expectedVersion }, now] = [input, clock.now()];
  // The policy lets only administrators of organisers and providers come this far.
  const organisation = actor.organisation as Employer;
  const call = { organisation: organisation.id, key: input.idempotencyKey, command: 'changeUser', input, now };
  return await once<Decision<Id>>(database, call, async (tx): Promise<Decision<Id, ChangeRefusal | 'NOT_FOUND' | 'STALE'>> => {
    await lock(tx, `users ${organisation.id}`);
    const known = await lockUser(tx, organisation, userId);
    if (!known) return refuse('NOT_FOUND', { path: ['userId'] });
    const stale = checkSeen(known, expectedVersion);
    if (stale) return stale;
    const decision = decideChange(
      known,
      { roles: roles as Role[], active },
      {
        kind: organisation.kind,
        byRoles: actor.roles as Role[],
        isInTeam: await isInTeam(tx, userId),
        otherAdministrators: await countAdministrators(tx, organisation, userId),
      },
    );
    if (!decision.accepted) return decision;
    if (decision.value) {
      await saveUserState(tx, userId, decision.value);
      const personId = known.personId ?? undefined;
      await insertAccess(tx, actor, [{ action: 'USER_CHANGED', outcome: 'DONE', personId, subjectId: userId }]);
    }
    return accept(userId);
  });
}

/**
 * Decides whether users may come in by accounts of the organisation's own. A no also voids the tokens of those who did.
 */
export async function allowOwnAccounts(
  { database, clock }: Desk,
  { organisation }: Actor,
  input: AllowOwnAccountsInput,
): Promise<Decision<boolean>> {
  const { allowed, idempotencyKey: key } = input;
  const call = { organisation: organisation.id, key, command: 'allowOwnAccounts', input, now: clock.now() };
  return await once<Decision<boolean>>(database, call, async (tx) => {
    await lock(tx, `users ${organisation.id}`);
    await saveOwnAccountsAllowed(tx, organisation.id, allowed);
    if (!allowed) await voidTokensOf(tx, organisation, await listOwnAccounts(tx, organisation));
    return accept(allowed);
  });
}
