/** All SQL about messages to people: who hears of what, which messages wait, and how they ended. Decides nothing. */
import { and, asc, eq, inArray, lt, lte, notInArray, sql } from 'drizzle-orm';
import { insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { OrganisationKind } from '@seteli/kit/actor';
import type { MessageChannel, MessageGroup } from '@seteli/schema/tasks';
import type { Avoided, MessageState, Way } from '../domain/message.ts';
import { messageChoice, outgoingMessage, unreachable } from '../tables/message.ts';
import { person } from '../tables/person.ts';
import { serviceTeam, teamMember, teamService, userAccount } from '../tables/user.ts';

/** For whom something waits. */
export type ToldItem = {
  readonly organisationKind: OrganisationKind;
  readonly organisationId: Id;
  readonly roles: readonly string[];
  readonly serviceId: Id | null;
  readonly group: MessageGroup;
};

export type ToldUser = {
  readonly userId: Id;
  readonly personId: Id;
  readonly organisation: { readonly kind: OrganisationKind; readonly id: Id };
  /** What the user chose; null: nothing. */
  readonly chosen: MessageChannel | null;
};

/** The people who can read these in their inbox, each once for each choice. The dead and the passive hear nothing. */
export async function listToldUsers(reader: Reader, items: readonly ToldItem[]): Promise<ToldUser[]> {
  if (items.length === 0) return [];
  const { rows } = await reader.execute<Omit<ToldUser, 'organisation'> & { kind: OrganisationKind; id: Id }>(sql`
    select distinct u.id as "userId", u.person_id as "personId", u.organisation_kind as kind, u.organisation_id as id, c.channel as chosen
      from jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
        as i("organisationKind" text, "organisationId" uuid, roles text[], "serviceId" uuid, "group" text)
      join ${userAccount} u on u.organisation_id = i."organisationId" and u.organisation_kind = i."organisationKind" and u.active and u.roles && i.roles
      join ${person} p on p.id = u.person_id and p.died_on is null
      left join ${messageChoice} c on c.user_id = u.id and c.message_group = i."group"
     where i."organisationKind" = 'PERSON' or i."serviceId" is null or exists (
       select from ${teamMember} m join ${serviceTeam} t on t.id = m.team_id join ${teamService} s on s.team_id = t.id
        where m.user_id = u.id and t.organisation_id = u.organisation_id and s.service_id = i."serviceId")
     order by u.id`);
  return rows.map(({ kind, id, ...user }) => ({ ...user, organisation: { kind, id } }));
}

export type OutgoingMessage = typeof outgoingMessage.$inferSelect;

/** A message that waits already stands for this news, too. One order for all, so that nobody waits in a circle. */
export const insertMessages = (tx: Tx, messages: readonly OutgoingMessage[]) => {
  const inOrder = new Map(messages.map((each) => [`${each.userId} ${each.channel}`, each]));
  return insertAll(
    tx,
    outgoingMessage,
    [...inOrder].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each),
    sql`on conflict (user_id, channel) where state = 'WAITING' do nothing`,
  );
};

/** Messages that are due, locked. Whoever is at one already keeps it. */
export const lockDue = (tx: Tx, now: Instant, most: number): Promise<OutgoingMessage[]> =>
  tx
    .select()
    .from(outgoingMessage)
    .where(and(sql`${outgoingMessage.endedAt} is null`, lte(outgoingMessage.dueAt, now)))
    .orderBy(asc(outgoingMessage.dueAt))
    .limit(most)
    .for('update', { skipLocked: true });

/** How many messages each person got since then, or is just getting. Who got none is missing. */
export async function countSent(reader: Reader, personIds: readonly Id[], since: Instant): Promise<Map<Id, number>> {
  const { personId, state, endedAt } = outgoingMessage;
  const rows = await reader
    .select({ personId, count: sql<number>`count(*)::int` })
    .from(outgoingMessage)
    .where(
      and(
        isOneOf(personId, personIds),
        sql`(${state} = 'SENDING' or ${state} = 'SENT' and ${endedAt} >= ${since.toString()}::timestamptz)`,
      ),
    )
    .groupBy(personId);
  return new Map(rows.map((row) => [row.personId, row.count]));
}

export const saveMessage = (tx: Tx, { id, ...change }: Pick<OutgoingMessage, 'id' | 'state' | 'tries' | 'dueAt'>) =>
  tx.update(outgoingMessage).set(change).where(eq(outgoingMessage.id, id));

/** Ends a message that is open still; false when somebody has ended it. */
export async function endMessage(tx: Tx, id: Id, state: MessageState, endedAt: Instant): Promise<boolean> {
  const ended = await tx
    .update(outgoingMessage)
    .set({ state, endedAt })
    .where(and(eq(outgoingMessage.id, id), sql`${outgoingMessage.endedAt} is null`));
  return (ended.rowCount ?? 0) > 0;
}

/** Removes messages that nobody has begun to send, of the ways that the user no longer wants. */
export const deleteUnwanted = (tx: Tx, userId: Id, wanted: readonly Way[]) =>
  tx
    .delete(outgoingMessage)
    .where(and(eq(outgoingMessage.userId, userId), eq(outgoingMessage.state, 'WAITING'), notInArray(outgoingMessage.channel, [...wanted])));

export type MessageReceiver = { readonly organisation: ToldUser['organisation']; readonly mayHear: boolean };

/** For whom the user acts, and whether they still may. */
export async function findReceiver(reader: Reader, userId: Id): Promise<MessageReceiver | undefined> {
  const [found] = await reader
    .select({
      organisation: { kind: userAccount.organisationKind, id: userAccount.organisationId },
      mayHear: sql<boolean>`${userAccount.active} and ${person.diedOn} is null`,
    })
    .from(userAccount)
    .innerJoin(person, eq(person.id, userAccount.personId))
    .where(eq(userAccount.id, userId));
  return found;
}

export type AvoidedWay = Avoided & { readonly channel: Way };

export const listAvoided = (reader: Reader, personId: Id): Promise<AvoidedWay[]> =>
  reader
    .select({ channel: unreachable.channel, contactVersion: unreachable.contactVersion, since: unreachable.since })
    .from(unreachable)
    .where(eq(unreachable.personId, personId))
    .orderBy(unreachable.channel);

export const saveAvoided = (tx: Tx, personId: Id, { channel, ...avoided }: AvoidedWay) =>
  tx
    .insert(unreachable)
    .values({ personId, channel, ...avoided })
    .onConflictDoUpdate({ target: [unreachable.personId, unreachable.channel], set: avoided });

/** False when the address was not avoided. */
export const deleteAvoided = async (tx: Tx, personId: Id, channel: Way): Promise<boolean> =>
  ((await tx.delete(unreachable).where(and(eq(unreachable.personId, personId), eq(unreachable.channel, channel)))).rowCount ?? 0) > 0;

export type Chosen = { readonly group: MessageGroup; readonly channel: MessageChannel };

export const listChosen = (reader: Reader, userId: Id): Promise<Chosen[]> =>
  reader
    .select({ group: messageChoice.messageGroup, channel: messageChoice.channel })
    .from(messageChoice)
    .where(eq(messageChoice.userId, userId));

export const saveChosen = (tx: Tx, userId: Id, chosen: readonly Chosen[]) =>
  insertAll(
    tx,
    messageChoice,
    chosen.map(({ group: messageGroup, channel }) => ({ userId, messageGroup, channel })),
    sql`on conflict (user_id, message_group) do update set channel = excluded.channel`,
  );

/** Forgets some of the messages that ended before then. Answers how many. */
export async function forgetMessages(tx: Tx, until: Instant, most: number): Promise<number> {
  const old = tx
    .select({ id: outgoingMessage.id })
    .from(outgoingMessage)
    .where(lt(outgoingMessage.endedAt, until))
    .limit(most)
    .for('update', { skipLocked: true });
  return (await tx.delete(outgoingMessage).where(inArray(outgoingMessage.id, old))).rowCount ?? 0;
}
