/** Systems that prove themselves by a secret. One that fails learns only that it failed, and costs the same whether or not there is a system of that name. */
import type { Actor } from '@seteli/kit/actor';
import { createGate } from '@seteli/kit/gate';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { hasSlowMark, isSameMark, isSlowMark, markOf } from '@seteli/kit/secrets';
import { insertAccess } from '../store/person.ts';
import { findSystem, replaceMark } from '../store/user.ts';
import { toActor } from './actor.ts';
import type { Desk } from './desk.ts';

/** Each costs a look-up and a hash; a flood of guesses has to leave connections for everybody else. */
const LOOK_UPS = { atOnce: 4, waiting: 400 };
/** Each takes 32 MB and a tenth of a second. */
const SLOW_MARKS = { atOnce: 1, waiting: 8 };

type System = NonNullable<Awaited<ReturnType<typeof findSystem>>>;

export type IdentifySystem = (clientId: string, secret: string) => Promise<Decision<Actor, 'NO_ACCOUNT' | 'BUSY'>>;

/** Answers as whom a system acts that knows its secret. Guesses never keep it out: they only queue with it. */
export function openSystemDoor({ database, clock }: Pick<Desk, 'database' | 'clock'>): IdentifySystem {
  const lookUps = createGate(LOOK_UPS);
  const slowMarks = createGate(SLOW_MARKS);

  /** A mark of an earlier version becomes one of ours as soon as somebody knows its secret. */
  async function knowsOldSecret(secret: string, { user, secretMark }: System): Promise<Decision<boolean, 'BUSY'>> {
    const known = await slowMarks(() => hasSlowMark(secret, secretMark));
    if (known.accepted && known.value) await database.transaction((tx) => replaceMark(tx, user.id, secretMark, markOf(secret)));
    return known;
  }

  return async (clientId, secret) => {
    const looked = await lookUps(() => findSystem(database.reader, clientId));
    if (!looked.accepted) return looked;
    const found = looked.value;
    const isOld = found !== undefined && isSlowMark(found.secretMark);
    const knows = isOld ? await knowsOldSecret(secret, found) : accept(isSameMark(markOf(secret), found?.secretMark ?? markOf('')));
    if (!knows.accepted) return knows;
    if (!found || !knows.value || !found.user.active) return refuse('NO_ACCOUNT');
    const { user } = found;
    return await database.transaction(async (tx) => {
      await insertAccess(tx, clock.now(), [{ action: 'SYSTEM_TOKEN', userId: user.id, organisationId: user.organisation.id }]);
      return accept(await toActor(tx, user));
    });
  };
}
