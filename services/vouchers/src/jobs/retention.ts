/** Removes the cases of clients that no law keeps any longer. It looks through all vouchers, so it does so rarely. */
import type { Chore } from '@seteli/kit/chores';
import { removePast } from '../commands/forgetting.ts';
import type { Desk } from '../commands/desk.ts';

const AT_ONCE = 100;
const EVERY_MS = 6 * 3_600_000;

export const retentionChore = (desk: Pick<Desk, 'database' | 'clock'>): Chore => ({
  name: 'removing vouchers that no law keeps',
  everyMs: EVERY_MS,
  run: () => removePast(desk, AT_ONCE),
});
