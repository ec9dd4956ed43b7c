/**
 * Sends the e-mails of the outgoing queue. It claims a mail in one transaction, sends it outside of any, and ends it in
 * another: a crash in between sends the same message again, with the same id.
 */
import type { Chore } from '@seteli/kit/chores';
import type { Instant } from '@seteli/kit/day';
import type { Log } from '@seteli/kit/log';
import { isSameMark, markOf } from '@seteli/kit/secrets';
import type { Desk } from '../commands/desk.ts';
import { readMail } from '../commands/invitation.ts';
import { stateAt } from '../domain/invitation.ts';
import { writeInvitation } from '../domain/invitation-mail.ts';
import type { Deliverer } from '../ports/deliveries.ts';
import { findNamesOf } from '../store/choice.ts';
import { isClosed } from '../store/closed-organiser.ts';
import { claimMails, endMail, findById, type OutgoingMail } from '../store/invitation.ts';

const AT_ONCE = 5;
const LOOK_EVERY_MS = 2_000;

/** From a minute to two hours. An invitation that expires meanwhile ends its mail. */
const PAUSES_MINUTES = [1, 2, 5, 15, 60, 120];
export const nextTry = (now: Instant, tries: number): Instant =>
  now.add({ minutes: PAUSES_MINUTES[Math.min(tries, PAUSES_MINUTES.length) - 1]! });

export type Mailing = Pick<Desk, 'database' | 'clock' | 'vault'> & {
  readonly email: Pick<Deliverer, 'send'>;
  readonly publicUrl: string;
  readonly log: Log;
};

export const outgoingMailChore = (mailing: Mailing): Chore => ({
  name: 'outgoing mail',
  everyMs: LOOK_EVERY_MS,
  async run(signal) {
    const { database, clock } = mailing;
    const now = clock.now();
    const claimed = await database.transaction((tx) => claimMails(tx, now, (tries) => nextTry(now, tries), AT_ONCE));
    for (const mail of claimed) if (!signal?.aborted) await send(mailing, mail);
    return claimed.length === AT_ONCE;
  },
});

async function send({ database, clock, vault, email, publicUrl, log }: Mailing, mail: OutgoingMail): Promise<void> {
  const { to, secret } = readMail({ vault }, mail);
  const invitation = await findById(database.reader, mail.invitationId);
  // Somebody took it back, or sent it again with another link.
  const isNeeded = invitation && stateAt(invitation, clock.now()) === 'INVITED' && isSameMark(invitation.secretMark, markOf(secret));
  if (!isNeeded) return;
  // The mail waits for a reopening as for a mail server.
  if (await isClosed(database.reader, invitation.organisation)) return;
  const { organisation, language, byOwnAccount, expiresAt } = invitation;
  const names = await findNamesOf(database.reader, [organisation]);
  const link = `${publicUrl}/sign-in/invitation?lang=${language.toLowerCase()}#${secret}`;
  const text = writeInvitation(language, { organisation: names.get(organisation.id), link, byOwnAccount, expiresAt });
  const { outcome } = await email.send(to, { id: mail.id, ...text });
  const { invitationId, tries } = mail;
  if (outcome === 'UNAVAILABLE') return log.warn({ invitationId, tries }, 'an invitation could not be sent; it is tried again');
  if (outcome === 'REFUSED') log.warn({ invitationId }, 'no mail server takes an invitation for its receiver');
  await database.transaction((tx) => endMail(tx, mail, outcome === 'ACCEPTED' ? 'SENT' : 'REFUSED'));
}
