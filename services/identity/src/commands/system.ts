/**
 * Systems that prove themselves by a secret. One that fails learns only that it failed, and costs the same whether or
 * not its name exists.
 */
import { createGate } from '@seteli/kit/gate';
import { accept, refuseWhole, type Decision } from '@seteli/kit/result';
import { isSameMark, markOf } from '@seteli/kit/secrets';
import { insertAccess } from '../store/person.ts';
import { findSystem, holdSystem, type System } from '../store/user.ts';
import { toGrant, type Grant } from './actor.ts';
import type { Desk } from './desk.ts';

/** Each look-up costs a query and a hash. A flood of guesses has to leave connections for everybody else. */
const LOOK_UPS = { atOnce: 4, waiting: 400 };

export type IdentifySystem = (clientId: string, secret: string) => Promise<Decision<Grant, 'NO_ACCOUNT' | 'BUSY'>>;

/** Answers as whom a system with this secret acts. Guesses never keep the system out: it only queues with them. */
export function openSystemDoor({ database }: Pick<Desk, 'database'>): IdentifySystem {
  const lookUps = createGate(LOOK_UPS);
  return async (clientId, secret) => {
    const mark = markOf(secret);
    const isKnown = (found: System | undefined): found is System =>
      isSameMark(mark, found?.secretMark ?? markOf('')) && found !== undefined && found.user.active;
    const looked = await lookUps(() => findSystem(database.reader, clientId));
    if (!looked.accepted) return looked;
    if (!isKnown(looked.value)) return refuseWhole('NO_ACCOUNT');
    return await database.transaction(async (tx): Promise<Decision<Grant, 'NO_ACCOUNT'>> => {
      // Check again, now that nobody can change the system: it may have got another secret since. A guess locks
      // nothing.
      const held = await holdSystem(tx, clientId);
      if (!isKnown(held)) return refuseWhole('NO_ACCOUNT');
      const { user } = held;
      await insertAccess(tx, { userId: user.id, organisation: user.organisation, roles: user.roles }, [
        { action: 'SYSTEM_TOKEN', outcome: 'DONE' },
      ]);
      return accept(await toGrant(tx, user));
    });
  };
}
