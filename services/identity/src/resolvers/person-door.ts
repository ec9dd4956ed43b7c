/** How often somebody may look for persons, and the population register that they ask. Counts hold over replicas. */
import type { Actor } from '@seteli/kit/actor';
import type { Database } from '@seteli/kit/db';
import { rateLimited } from '@seteli/kit/errors';
import type { Id } from '@seteli/kit/ids';
import { openLimit, type Limit } from '@seteli/kit/limits';
import type { Log } from '@seteli/kit/log';
import { siteOf } from '@seteli/kit/network';
import { INPUT_FAULTS } from '@seteli/schema/input-faults';
import { findHousehold, type HouseholdOutcome } from '../ports/household.ts';
import type { PopulationRegister } from '../ports/population-register.ts';

const HOUR = 3_600;
/** An hour of a busy granter is far below, and all codes of one birthday are far above. */
export const CODES_OF_A_USER = 60;
/** An address may be a whole town hall behind one router. */
export const CODES_OF_AN_ADDRESS = 600;
export const NAMES_OF_A_USER = 600;

/** `address`: where known. */
type Caller = { readonly actor: Pick<Actor, 'userId'>; readonly address: string | undefined };

export type PersonDoor = {
  /** Asks the population register, in the name of a user. */
  ask(identityCode: string, endUser: Id): Promise<HouseholdOutcome>;
  /** Throws when somebody looks for too many persons. Attempts that find nobody count, too. */
  take(what: 'code' | 'name', caller: Caller): Promise<void>;
  readonly log: Log;
};

export function openPersonDoor({ pool }: Pick<Database, 'pool'>, register: PopulationRegister, log: Log): PersonDoor {
  const open = (name: string, points: number): Limit => openLimit(pool, { name, points, seconds: HOUR });
  const codes = { user: open('codesOfUser', CODES_OF_A_USER), address: open('codesOfAddress', CODES_OF_AN_ADDRESS) };
  const names = open('namesOfUser', NAMES_OF_A_USER);
  return {
    ask: (identityCode, endUser) => findHousehold(register, identityCode, endUser),
    async take(what, { actor: { userId }, address }) {
      const own = await (what === 'code' ? codes.user : names).take(userId);
      const ofAddress = what === 'name' || address === undefined || (await codes.address.take(siteOf(address) ?? address));
      if (own && ofAddress) return;
      log.warn({ user: userId, what }, 'a user looks for more persons than people can mean');
      throw rateLimited(INPUT_FAULTS.PERSONS_TOO_OFTEN);
    },
    log,
  };
}
