/** Notes which invitations have expired, and forgets invitations and challenges that nobody needs any more. */
import type { Chore } from '@seteli/kit/chores';
import type { Clock } from '@seteli/kit/clock';
import type { Desk } from '../commands/desk.ts';
import { forgettableInvitations } from '../domain/invitation.ts';
import { forgetInvitations } from '../store/invitation.ts';
import { forgetChallenges } from '../store/passkey.ts';

const AT_ONCE = 500;
const FORGET_EVERY_MS = 60_000;

/** Challenges keep the time of sessions, which nobody moves. */
export const invitationForgettingChore = ({ database, clock }: Pick<Desk, 'database' | 'clock'>, sessionClock: Clock): Chore => ({
  name: 'forgetting of invitations',
  everyMs: FORGET_EVERY_MS,
  run: () =>
    database.transaction(async (tx) => {
      const now = clock.now();
      const invitations = await forgetInvitations(tx, now, forgettableInvitations(now), AT_ONCE);
      const challenges = await forgetChallenges(tx, sessionClock.now(), AT_ONCE);
      return Math.max(invitations, challenges) === AT_ONCE;
    }),
});
