/**
 * Systems that prove themselves by a secret. One that fails learns only that it failed, and costs the same whether or
 * not its name exists.
 */
import { createGate } from '@seteli/kit/gate';
import { accept, refuseWhole, type Decision } from '@seteli/kit/result';
import { isSameMark, markOf } from '@seteli/kit/secrets';
import type { SystemScope } from '@seteli/schema/actors';
import { KEYS_MAX } from '../domain/limits.ts';
import { isUseNew, narrowScopes, stateOfKey, systemTokenLasts, type SystemAccount, type SystemKey } from '../domain/system.ts';
import { isClosed } from '../store/closed-organiser.ts';
import { insertAccess } from '../store/person.ts';
import { findSystemByClient, holdSystemByClient, noteUse, type KnownSystem } from '../store/system.ts';
import { toGrant, type Grant } from './actor.ts';
import type { Desk } from './desk.ts';

/** Each look-up costs a query and a hash. A flood of guesses has to leave connections for everybody else. */
const LOOK_UPS = { atOnce: 4, waiting: 400 };

/** `scope`: the scopes that the system asks for, with spaces between them. Absent: all that it has. */
export type Credentials = { readonly clientId: string; readonly secret: string; readonly scope?: string | undefined };

export type SystemGrant = Grant & {
  readonly scopes: readonly SystemScope[];
  readonly lasts: Temporal.Duration;
};

export type IdentifySystem = (
  given: Credentials,
) => Promise<Decision<SystemGrant, 'NO_ACCOUNT' | 'BUSY' | 'SCOPE_NOT_HELD' | 'ORGANISATION_CLOSED'>>;

const NO_MARK = markOf('');

/** Answers as whom a system with this secret acts. Guesses never keep the system out: it only queues with them. */
export function openSystemDoor({ database, clock }: Pick<Desk, 'database' | 'clock'>): IdentifySystem {
  const lookUps = createGate(LOOK_UPS);
  return async ({ clientId, secret, scope }) => {
    const mark = markOf(secret);
    const looked = await lookUps(() => findSystemByClient(database.reader, clientId));
    if (!looked.accepted) return looked;
    const now = clock.now();
    const opened = (found: KnownSystem | undefined): { account: SystemAccount; key: SystemKey } | undefined => {
      // As many comparisons for every name, whether it has keys or not.
      const keys = Array.from({ length: KEYS_MAX }, (_, index) => found?.keys[index]);
      const key = keys.filter((each) => isSameMark(mark, each?.mark ?? NO_MARK))[0];
      return found?.account.active && key && stateOfKey(key, now) === 'LIVE' ? { account: found.account, key } : undefined;
    };
    if (!opened(looked.value)) return refuseWhole('NO_ACCOUNT');
    return await database.transaction(
      async (tx): Promise<Decision<SystemGrant, 'NO_ACCOUNT' | 'SCOPE_NOT_HELD' | 'ORGANISATION_CLOSED'>> => {
        // Check again, now that nobody can change the system: somebody may have ended the key since. A guess locks
        // nothing.
        const held = opened(await holdSystemByClient(tx, clientId));
        if (!held) return refuseWhole('NO_ACCOUNT');
        const { account, key } = held;
        const { id, organisation, active, unitIds } = account;
        if (await isClosed(tx, organisation)) return refuseWhole('ORGANISATION_CLOSED');
        const scopes = narrowScopes(account.scopes, scope);
        if (!scopes.accepted) return scopes;
        await insertAccess(tx, { userId: id, organisation, roles: scopes.value }, [
          { action: 'SYSTEM_TOKEN', outcome: 'DONE', subjectId: key.id },
        ]);
        if (isUseNew(key, now)) await noteUse(tx, key.id, now);
        const { actor, issuedAt } = await toGrant(tx, { id, organisation, roles: scopes.value, active, personId: null });
        return accept({
          // The token ends with the key, as a person's ends with the session.
          actor: { ...actor, sessionId: key.id, ...(unitIds && { unitIds }) },
          issuedAt,
          scopes: scopes.value,
          lasts: systemTokenLasts(key, now),
        });
      },
    );
  };
}
