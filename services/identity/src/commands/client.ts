/**
 * A granter makes a client known, or looks for one. The population register is asked before the transaction. Each look
 * is noted before its answer.
 */
import type { Actor } from '@seteli/kit/actor';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import { SERVICE } from '@seteli/kit/scope';
import type { RegisterClientInput } from '@seteli/schema/generated/identity';
import { parseCodeOf } from '../domain/identity-code.ts';
import type { Person } from '../domain/person.ts';
import type { HouseholdOutcome } from '../ports/household.ts';
import * as store from '../store/person.ts';
import type { Desk } from './desk.ts';
import { hideCode } from './person.ts';
import { lockHouseholds, saveHousehold } from './registered.ts';

export type Registration = {
  readonly decision: Decision<Id>;
  /** Persons whom another code of the client finds. An operator has to look at them. */
  readonly others: readonly Id[];
};

/**
 * `ask` asks the register about a code. The database keeps a keyed mark of the code in place of the input: a plain hash
 * of eleven characters tells them to whoever tries all codes.
 */
export async function registerClient(
  desk: Desk,
  actor: Actor,
  { identityCode, reason, idempotencyKey: key }: RegisterClientInput,
  ask: (identityCode: string) => Promise<HouseholdOutcome>,
): Promise<Registration> {
  const { organisation } = actor;
  const now = desk.clock.now();
  const code = parseCodeOf(desk.identityCodes, identityCode);
  if (!code) return { decision: refuse('INVALID_IDENTITY_CODE', { path: ['identityCode'] }), others: [] };
  let answer: HouseholdOutcome | undefined;
  let others: readonly Id[] = [];
  const input = { reason, code: hideCode(desk, code) };
  const decision = await once<Decision<Id>>(
    // The client may be known already, and is nobody of the organiser's yet.
    desk.database.within(SERVICE),
    { organisation: organisation.id, key, command: 'registerClient', input, now },
    async (tx) => {
      const saved =
        answer?.outcome === 'ANSWERED' &&
        (await lockHouseholds(tx, desk, [answer.value]), await saveHousehold(tx, desk, answer.value, [organisation.id]));
      if (saved) {
        ({ others } = saved);
        await store.insertAccess(tx, actor, [{ action: 'CLIENT_REGISTERED', outcome: 'DONE', personId: saved.personId, reason }]);
        return accept(saved.personId);
      }
      await store.insertAccess(tx, actor, [{ action: 'CLIENT_SOUGHT', outcome: 'REFUSED', reason }]);
      return answer?.outcome === 'UNAVAILABLE' ? refuseWhole('REGISTER_UNAVAILABLE') : refuse('NOT_FOUND', { path: ['identityCode'] });
    },
    undefined,
    async () => {
      answer = await ask(code.text);
    },
  );
  return { decision, others };
}

export type Sought = { readonly text: string } | { readonly identityCode: string };

/** Finds clients, and notes the search and whom it found before anybody sees them. */
export async function findPersons(
  desk: Desk,
  actor: Actor,
  sought: Sought,
  { reason, sight, most }: { readonly reason: string; readonly sight: store.PersonSight; readonly most: number },
): Promise<Person[]> {
  const { database, vault, identityCodes } = desk;
  const { organisation } = actor;
  const byCode = async (given: string): Promise<Person[]> => {
    const code = parseCodeOf(identityCodes, given);
    const found = code && (await store.findServedByCode(database.reader, organisation.id, vault.marksOf(code.text)));
    return found ? [found] : [];
  };
  const found =
    'text' in sought
      ? await store.findNamed(database.reader, actor, sought.text, sight, most)
      : (await byCode(sought.identityCode)).slice(0, most);
  await database.transaction((tx) =>
    store.insertAccess(tx, actor, [
      { action: 'PERSONS_SEARCHED', outcome: 'DONE', reason },
      ...found.map(({ id: personId }) => ({ action: 'PERSON_READ', outcome: 'SEEN', personId, reason }) as const),
    ]),
  );
  return found;
}
