/** Forgets sign-ins and sessions that are over. */
import type { Chore } from '@seteli/kit/chores';
import type { Desk } from '../commands/desk.ts';
import { forgettable } from '../domain/session.ts';
import { forgetChoices } from '../store/mandate.ts';
import * as store from '../store/session.ts';

const FORGOTTEN_AT_ONCE = 500;
const FORGET_EVERY_MS = 60_000;

/** Removes what is over: sign-ins that nobody finished, sealed tokens past their seconds, sessions of days ago. */
export const forgettingChore = ({ database, clock }: Pick<Desk, 'database' | 'clock'>): Chore => ({
  name: 'forgetting',
  everyMs: FORGET_EVERY_MS,
  run: () =>
    database.transaction(async (tx) => {
      const done = await store.forgetSessions(tx, forgettable(clock.now()), FORGOTTEN_AT_ONCE);
      const choices = await forgetChoices(tx, clock.now(), FORGOTTEN_AT_ONCE);
      return Math.max(done, choices) === FORGOTTEN_AT_ONCE;
    }),
});
