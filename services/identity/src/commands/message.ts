/**
 * Decides who hears that something waits for them, and how. It sends nothing: it writes messages into the transaction
 * of their cause, and a job takes them from there.
 */
import type { Actor } from '@seteli/kit/actor';
import type { Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { accept, type Decision } from '@seteli/kit/result';
import type { SavePreferencesInput } from '@seteli/schema/generated/identity';
import { GROUP_OF, MESSAGE_GROUPS, type MessageChannel, type MessageGroup } from '@seteli/schema/tasks';
import { firstTry, isNews, usualChannel, type Receiver, type Way } from '../domain/message.ts';
import { rolesFor } from '../policy.ts';
import { findOpenTask, saveClosed, saveOpened, type InboxNotice, type InboxTask } from '../store/inbox.ts';
import * as store from '../store/message.ts';
import type { Desk } from './desk.ts';

/** What came into the inbox, and when. */
export type News = Pick<InboxNotice, 'kind' | 'organisationKind' | 'organisationId' | 'roles' | 'serviceId'> & { readonly toldAt: Instant };

/** Kinds of a newer version have no group yet. */
const groupOf = (kind: string): MessageGroup | undefined => (GROUP_OF as Readonly<Record<string, MessageGroup>>)[kind];

/** Writes a message to each person who has news, unless one waits already: that one then stands for both. */
export async function tellPeople(tx: Tx, news: readonly News[], now: Instant): Promise<void> {
  const items = new Map<string, store.ToldItem>();
  for (const { kind, organisationKind, organisationId, roles, serviceId, toldAt } of news) {
    const group = groupOf(kind);
    if (!group || !isNews(toldAt, now)) continue;
    const item = { organisationKind, organisationId, roles, serviceId, group };
    items.set(JSON.stringify(item), item);
  }
  const users = await store.listToldUsers(tx, [...items.values()]);
  const messages = users.flatMap((user) => {
    const channel = user.chosen ?? usualChannel(user);
    return channel === 'NONE' ? [] : [newMessage(user, channel, now)];
  });
  await store.insertMessages(tx, messages);
}

const newMessage = ({ userId, personId }: store.ToldUser, channel: Way, now: Instant): store.OutgoingMessage => ({
  id: newId(),
  userId,
  personId,
  channel,
  state: 'WAITING',
  tries: 0,
  dueAt: firstTry(now),
  endedAt: null,
});

/** An address turned a message away for good. Its person sees it, and so do an organisation's administrators. */
export async function noteUnreachable(
  tx: Tx,
  { userId, personId, channel }: store.OutgoingMessage,
  { organisation }: store.MessageReceiver,
  { contactVersion, now }: { readonly contactVersion: number; readonly now: Instant },
): Promise<void> {
  await store.saveAvoided(tx, personId, { channel, contactVersion, since: now });
  if (organisation.kind === 'PERSON' || (await findOpenTask(tx, organisation.id, 'UNREACHABLE_USER', userId))) return;
  const task: InboxTask = {
    id: newId(),
    kind: 'UNREACHABLE_USER',
    subjectId: userId,
    organisationKind: organisation.kind,
    organisationId: organisation.id,
    roles: [...rolesFor('seeNobodysTasks', organisation.kind)],
    serviceId: null,
    dueDay: null,
    openedAt: now,
    closedAt: null,
  };
  await saveOpened(tx, [task]);
  await tellPeople(tx, [{ ...task, toldAt: now }], now);
}

/** A message has gone out: the address is good again. */
export async function noteReached(
  tx: Tx,
  { userId, personId, channel }: store.OutgoingMessage,
  { organisation }: store.MessageReceiver,
  now: Instant,
): Promise<void> {
  if (!(await store.deleteAvoided(tx, personId, channel))) return;
  const task = await findOpenTask(tx, organisation.id, 'UNREACHABLE_USER', userId);
  if (task) await saveClosed(tx, [{ ...task, closedAt: now }]);
}

export type Preference = { readonly group: MessageGroup; readonly channel: MessageChannel; readonly chosen: boolean };

/** One for each group. */
export const preferencesOf = (receiver: Receiver, chosen: readonly store.Chosen[]): Preference[] =>
  MESSAGE_GROUPS.map((group) => {
    const own = chosen.findLast((each) => each.group === group);
    return { group, channel: own?.channel ?? usualChannel(receiver), chosen: own !== undefined };
  });

/** Saves how a user wants to hear. What waits for a way that they no longer want does not go out. */
export async function savePreferences(
  { database, clock }: Pick<Desk, 'database' | 'clock'>,
  { userId, organisation }: Actor,
  personId: Id,
  input: SavePreferencesInput,
): Promise<Decision<Id>> {
  const chosen: readonly store.Chosen[] = input.choices;
  const call = { organisation: userId, key: input.idempotencyKey, command: 'savePreferences', input, now: clock.now() };
  return await once<Decision<Id>>(database, call, async (tx) => {
    await store.saveChosen(tx, userId, [...new Map(chosen.map((each) => [each.group, each])).values()]);
    const now = preferencesOf({ organisation, personId }, await store.listChosen(tx, userId));
    await store.deleteUnwanted(
      tx,
      userId,
      now.flatMap(({ channel }) => (channel === 'NONE' ? [] : [channel])),
    );
    return accept(userId);
  });
}
