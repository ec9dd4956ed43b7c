/** All SQL about invitations and the e-mails that bring them. Takes and gives domain types; decides nothing. */
import { and, eq, gt, isNotNull, lte, sql, type SQL } from 'drizzle-orm';
import { isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { countRuns, ONE_RUN } from '@seteli/kit/runs';
import { inOrder, startOf, type Order, type OrderedPage } from '@seteli/kit/pages';
import { INVITATION_STATES, type Invitation, type InvitationState } from '../domain/invitation.ts';
import type { Organisation, Role } from '../domain/user.ts';
import { invitation, outgoingMail } from '../tables/invitation.ts';

type Row = typeof invitation.$inferSelect;

const toInvitation = ({ organisationKind, organisationId, roles, ...rest }: Row): Invitation => ({
  ...rest,
  organisation: { kind: organisationKind, id: organisationId },
  roles: roles as Role[],
});

const toRow = ({ organisation, roles, teamIds, ...rest }: Invitation): Row => ({
  ...rest,
  organisationKind: organisation.kind,
  organisationId: organisation.id,
  roles: [...roles],
  teamIds: [...teamIds],
});

/** Whose invitations an actor reaches: an organisation's, or those of the platform. */
const reachedBy = ({ kind, id }: Organisation): SQL | undefined =>
  kind === 'PLATFORM'
    ? eq(invitation.fromPlatform, true)
    : and(eq(invitation.organisationId, id), sql`${invitation.organisationKind} = ${kind}`);

export const insertInvitation = (tx: Tx, made: Invitation) => tx.insert(invitation).values(toRow(made));

export async function saveInvitation(tx: Tx, changed: Invitation): Promise<void> {
  const { userId, sealedInvitee, secretMark, state, delivery, expiresAt, endedAt, version } = changed;
  await tx
    .update(invitation)
    .set({ userId, sealedInvitee, secretMark, state, delivery, expiresAt, endedAt, version })
    .where(eq(invitation.id, changed.id));
}

const first = (rows: readonly Row[]): Invitation | undefined => rows.map(toInvitation)[0];

export const findInvitation = async (reader: Reader, organisation: Organisation, id: Id): Promise<Invitation | undefined> =>
  first(
    await reader
      .select()
      .from(invitation)
      .where(and(eq(invitation.id, id), reachedBy(organisation))),
  );

export const lockInvitation = async (tx: Tx, organisation: Organisation, id: Id): Promise<Invitation | undefined> =>
  first(
    await tx
      .select()
      .from(invitation)
      .where(and(eq(invitation.id, id), reachedBy(organisation)))
      .for('update'),
  );

/** For the job that sends it. */
export const findById = async (reader: Reader, id: Id): Promise<Invitation | undefined> =>
  first(await reader.select().from(invitation).where(eq(invitation.id, id)));

/** By the mark of a link: only its holder knows that. */
export const findByLink = async (reader: Reader, secretMark: string): Promise<Invitation | undefined> =>
  first(await reader.select().from(invitation).where(eq(invitation.secretMark, secretMark)));

export const lockByLink = async (tx: Tx, secretMark: string): Promise<Invitation | undefined> =>
  first(await tx.select().from(invitation).where(eq(invitation.secretMark, secretMark)).for('update'));

export const countOpen = (tx: Tx, { id }: Organisation, now: Instant): Promise<number> =>
  tx.$count(invitation, and(eq(invitation.organisationId, id), eq(invitation.state, 'INVITED'), gt(invitation.expiresAt, now)));

export const INVITATION_ORDER = {
  name: 'invitations',
  direction: 'desc',
  keys: [],
  id: invitation.id,
} as const satisfies Order<Invitation>;

/** A state as it is at this moment, though no chore has noted the expiry yet. */
function isIn(states: readonly InvitationState[], now: Instant): SQL {
  const open = sql`case when ${invitation.state} = 'INVITED' and ${invitation.expiresAt} <= ${now.toString()}::timestamptz then 'EXPIRED' else ${invitation.state} end`;
  return sql`${open} = any(${`{${states.join(',')}}`}::text[])`;
}

export type InvitationFilter = { readonly states?: readonly InvitationState[] | null | undefined };
const wanted = (organisation: Organisation, { states }: InvitationFilter, now: Instant): SQL =>
  and(reachedBy(organisation), isIn(states ?? INVITATION_STATES, now))!;

export const listInvitations = async (
  reader: Reader,
  organisation: Organisation,
  filter: InvitationFilter,
  now: Instant,
  page: OrderedPage<Invitation>,
): Promise<Invitation[]> =>
  (
    await reader
      .select()
      .from(invitation)
      .where(and(wanted(organisation, filter, now), startOf(page)))
      .orderBy(...inOrder(page.order))
      .limit(page.first)
  ).map(toInvitation);

export const countInvitations = (reader: Reader, organisation: Organisation, filter: InvitationFilter, now: Instant): Promise<number> =>
  countRuns(reader, invitation, { from: ONE_RUN, where: wanted(organisation, filter, now) });

export type OutgoingMail = typeof outgoingMail.$inferSelect;

export const insertMail = (tx: Tx, mail: OutgoingMail) => tx.insert(outgoingMail).values(mail);
export const deleteMailsOf = (tx: Tx, invitationId: Id) => tx.delete(outgoingMail).where(eq(outgoingMail.invitationId, invitationId));

/** Mails that are due, each for one process, which tries it and may die. Until `dueAgain` no other takes it. */
export async function claimMails(tx: Tx, now: Instant, dueAgain: (tries: number) => Instant, most: number): Promise<OutgoingMail[]> {
  const due = await tx
    .select()
    .from(outgoingMail)
    .where(lte(outgoingMail.dueAt, now))
    .orderBy(outgoingMail.dueAt)
    .limit(most)
    .for('update', { skipLocked: true });
  for (const mail of due) {
    const tries = mail.tries + 1;
    await tx
      .update(outgoingMail)
      .set({ tries, dueAt: dueAgain(tries) })
      .where(eq(outgoingMail.id, mail.id));
  }
  return due.map((mail) => ({ ...mail, tries: mail.tries + 1 }));
}

/** Ends a mail, and tells its invitation how it went. A mail that another link has replaced tells nothing. */
export async function endMail(tx: Tx, { id, invitationId }: OutgoingMail, delivery: Invitation['delivery']): Promise<void> {
  // In the order in which commands lock: the invitation first.
  await tx.select({ id: invitation.id }).from(invitation).where(eq(invitation.id, invitationId)).for('update');
  const ended = await tx.delete(outgoingMail).where(eq(outgoingMail.id, id)).returning({ id: outgoingMail.id });
  if (ended.length > 0) await tx.update(invitation).set({ delivery }).where(eq(invitation.id, invitationId));
}

type Until = { readonly inviteesUntil: Instant; readonly invitationsUntil: Instant };

/** Notes what has expired, and forgets what nobody needs. At most so many of each; answers the largest number. */
export async function forgetInvitations(tx: Tx, now: Instant, { inviteesUntil, invitationsUntil }: Until, most: number): Promise<number> {
  const some = (condition: SQL | undefined) =>
    tx
      .select({ id: invitation.id })
      .from(invitation)
      .where(condition)
      .orderBy(invitation.id)
      .limit(most)
      .for('update', { skipLocked: true });
  const idsOf = async (condition: SQL | undefined): Promise<Id[]> => (await some(condition)).map(({ id }) => id);
  const expired = await idsOf(and(eq(invitation.state, 'INVITED'), lte(invitation.expiresAt, now)));
  await tx.delete(outgoingMail).where(isOneOf(outgoingMail.invitationId, expired));
  await tx
    .update(invitation)
    .set({ state: 'EXPIRED', endedAt: sql`${invitation.expiresAt}`, version: sql`${invitation.version} + 1` })
    .where(isOneOf(invitation.id, expired));
  const known = await idsOf(
    and(isNotNull(invitation.sealedInvitee), eq(invitation.state, 'EXPIRED'), lte(invitation.endedAt, inviteesUntil)),
  );
  await tx.update(invitation).set({ sealedInvitee: null }).where(isOneOf(invitation.id, known));
  const old = await idsOf(lte(invitation.endedAt, invitationsUntil));
  await tx.delete(outgoingMail).where(isOneOf(outgoingMail.invitationId, old));
  await tx.delete(invitation).where(isOneOf(invitation.id, old));
  return Math.max(expired.length, known.length, old.length);
}
