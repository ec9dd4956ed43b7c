/**
 * Sends the messages that wait. It claims them in one transaction, sends outside of any, and ends each in another. A
 * crash in between sends the same message again, with the same id: at most the receiver gets it twice.
 */
import type { Chore } from '@seteli/kit/chores';
import { dayOf, startOfDay } from '@seteli/kit/day';
import type { Log } from '@seteli/kit/log';
import { noteReached, noteUnreachable } from '../commands/message.ts';
import type { Desk } from '../commands/desk.ts';
import { heldUntil, isAvoided, nextTry, TRIES_MAX, writeMessage, type Way } from '../domain/message.ts';
import { contactsOf } from '../commands/addresses.ts';
import type { Deliverer } from '../ports/deliveries.ts';
import * as store from '../store/message.ts';

const AT_ONCE = 5;
const LOOK_EVERY_MS = 2_000;
/** Until then no other process tries a message whose last try this is. */
const LAST_TRY_MINUTES = 60;

export type Messaging = Pick<Desk, 'database' | 'clock' | 'vault'> & {
  readonly deliverers: Readonly<Record<Way, Pick<Deliverer, 'send'>>>;
  readonly publicUrl: string;
  readonly log: Log;
};

export const messageChore = (messaging: Messaging): Chore => ({
  name: 'messages to people',
  everyMs: LOOK_EVERY_MS,
  async run(signal) {
    const { due, claimed } = await claim(messaging);
    for (const message of claimed) if (!signal?.aborted) await send(messaging, message);
    return due === AT_ONCE;
  },
});

/** Takes messages that are due. One to a person who got enough today waits, and until morning stands for all news. */
async function claim({ database, clock, log }: Messaging): Promise<{ due: number; claimed: store.OutgoingMessage[] }> {
  const now = clock.now();
  return await database.transaction(async (tx) => {
    const due = await store.lockDue(tx, now, AT_ONCE);
    const sent = await store.countSent(
      tx,
      due.map(({ personId }) => personId),
      startOfDay(dayOf(now)),
    );
    const claimed: store.OutgoingMessage[] = [];
    for (const message of due) {
      const { personId, tries } = message;
      const today = sent.get(personId) ?? 0;
      const held = message.state === 'WAITING' ? heldUntil(now, today) : undefined;
      if (held) {
        await store.saveMessage(tx, { ...message, dueAt: held });
        continue;
      }
      if (tries >= TRIES_MAX) {
        await store.endMessage(tx, message.id, 'GIVEN_UP', now);
        log.error({ message: message.id, channel: message.channel, tries }, 'a message could not be sent, and is given up');
        continue;
      }
      const next = nextTry(now, tries + 1) ?? now.add({ minutes: LAST_TRY_MINUTES });
      const begun: store.OutgoingMessage = { ...message, state: 'SENDING', tries: tries + 1, dueAt: next };
      await store.saveMessage(tx, begun);
      sent.set(personId, today + (message.state === 'WAITING' ? 1 : 0));
      claimed.push(begun);
    }
    return { due: due.length, claimed };
  });
}

async function send({ database, clock, vault, deliverers, publicUrl, log }: Messaging, message: store.OutgoingMessage): Promise<void> {
  const { id, userId, personId, channel, tries } = message;
  const [receiver, contacts, avoided] = await Promise.all([
    store.findReceiver(database.reader, userId),
    contactsOf(database.reader, vault, [personId]),
    store.listAvoided(database.reader, personId),
  ]);
  const known = contacts.get(personId);
  const to = known?.by[channel];
  const isBad = isAvoided(
    avoided.find((each) => each.channel === channel),
    known?.version ?? 0,
    clock.now(),
  );
  if (!receiver?.mayHear || !known || !to || isBad) {
    await database.transaction((tx) => store.endMessage(tx, id, 'DROPPED', clock.now()));
    return;
  }
  const sent = await deliverers[channel].send(to, { id, ...writeMessage(known.language, publicUrl) });
  if (sent.outcome === 'UNAVAILABLE') return log.warn({ message: id, channel, tries }, 'a message could not be sent; it is tried again');
  const now = clock.now();
  await database.transaction(async (tx) => {
    if (!(await store.endMessage(tx, id, sent.outcome === 'ACCEPTED' ? 'SENT' : 'REFUSED', now))) return;
    if (sent.outcome === 'ACCEPTED') await noteReached(tx, message, receiver, now);
    else if (sent.why === 'NO_SUCH_RECEIVER') await noteUnreachable(tx, message, receiver, { contactVersion: known.version, now });
  });
  if (sent.outcome === 'REFUSED') log.warn({ message: id, channel, why: sent.why }, 'nobody takes a message for its receiver');
}
