/** Tells clients that a voucher ends soon, once for each last day. One transaction serves some of them. */
import type { Chore } from '@seteli/kit/chores';
import { dayOf } from '@seteli/kit/day';
import type { Desk } from '../commands/desk.ts';
import { tellClients } from '../commands/telling.ts';
import { forgetToldEnds, lockEnding, saveToldEnds } from '../store/told-end.ts';

/** Long enough to ask for another voucher. */
const DAYS_BEFORE = 30;
const AT_ONCE = 500;
const EVERY_MS = 60_000;

export const endingChore = ({ database, clock }: Pick<Desk, 'database' | 'clock'>): Chore => ({
  name: 'notices of vouchers that end soon',
  everyMs: EVERY_MS,
  run: () =>
    database.transaction(async (tx) => {
      const now = clock.now();
      const today = dayOf(now);
      const ending = await lockEnding(tx, { today, days: DAYS_BEFORE }, AT_ONCE);
      await saveToldEnds(tx, ending);
      tellClients(
        tx,
        'VOUCHER_ENDS_SOON',
        ending.map((voucher) => ({ ...voucher, dueDay: voucher.lastDay })),
        { now },
      );
      const forgotten = await forgetToldEnds(tx, today, AT_ONCE);
      return ending.length === AT_ONCE || forgotten === AT_ONCE;
    }),
});
