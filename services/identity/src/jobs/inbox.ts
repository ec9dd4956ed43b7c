/** Forgets what the inbox has kept long enough. */
import { dayOf, startOfDay } from '@seteli/kit/day';
import type { Chore } from '@seteli/kit/chores';
import * as store from '../store/inbox.ts';
import { forgetRead } from '../store/inbox-mark.ts';
import { forgetMessages } from '../store/message.ts';
import type { Desk } from '../commands/desk.ts';

/** A year, and a month to look back at it. */
export const KEPT_MONTHS = 13;
const FORGOTTEN_AT_ONCE = 500;
const FORGET_EVERY_MS = 60_000;

/** Removes tasks that ended, and notices, marks and messages of longer ago. The services keep the facts. */
export const inboxForgettingChore = ({ database, clock }: Pick<Desk, 'database' | 'clock'>): Chore => ({
  name: 'forgetting of the inbox',
  everyMs: FORGET_EVERY_MS,
  run: () =>
    database.transaction(async (tx) => {
      const until = startOfDay(dayOf(clock.now()).subtract({ months: KEPT_MONTHS }));
      const forgotten = [
        await store.forgetInbox(tx, until, FORGOTTEN_AT_ONCE),
        await forgetRead(tx, until, FORGOTTEN_AT_ONCE),
        await forgetMessages(tx, until, FORGOTTEN_AT_ONCE),
      ];
      return forgotten.includes(FORGOTTEN_AT_ONCE);
    }),
});
