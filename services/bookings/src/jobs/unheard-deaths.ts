/** Asks vouchers, some persons at a time, for deaths that were announced before bookings listened to them. */
import { z } from 'zod';
import type { Backbone } from '@seteli/kit/backbone';
import { wireDay } from '@seteli/kit/events';
import type { Chore } from '@seteli/kit/chores';
import { listUnheard } from '../store/death.ts';
import type { Desk } from '../commands/desk.ts';
import { hearOfPersons } from '../reactions/death.ts';

const EVERY_MS = 600_000;
const AT_ONCE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';
/**
 * The second round comes later: until then a version beside this one may take news of deaths that it does not
 * understand.
 */
const ROUNDS = 2;

const answered = z.array(z.object({ id: z.uuid(), diedOn: wireDay, version: z.int().positive() }));

export function askingForDeaths({ database, clock }: Desk, ask: Backbone['ask']): Chore {
  let through = FIRST;
  let rounds = 0;
  return {
    name: 'asking who had died before',
    everyMs: EVERY_MS,
    async run() {
      if (rounds === ROUNDS) return false;
      const ids = await listUnheard(database.reader, through, AT_ONCE);
      if (ids.length > 0) {
        const dead = answered.parse(await ask<unknown>('vouchers', 'deaths', { ids }));
        if (dead.length > 0) await database.transaction((tx) => hearOfPersons(tx, dead, { now: clock.now() }));
      }
      const isMore = ids.length === AT_ONCE;
      through = isMore ? ids.at(-1)! : FIRST;
      if (!isMore) rounds++;
      return isMore;
    },
  };
}
