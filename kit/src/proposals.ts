/**
 * The SQL of proposals for all services that have them: keeps, finds, locks and ends them. It decides nothing
 * (`proposal.ts` does).
 */
import { and, desc, eq, lt, type SQL } from 'drizzle-orm';
import type { Actor } from './actor.ts';
import { keepActors } from './kept-actors.ts';
import type { Instant } from './day.ts';
import { isOneOf, type Reader, type Tx } from './db.ts';
import { newId, type Id } from './ids.ts';
import type { Page } from './pages.ts';
import { proposal } from './proposal-table.ts';
import type { Proposal, ProposalState } from './proposal.ts';

/** The organisation whose proposals to find, and which of them the reader sees; absent: all. */
export type Whose = { readonly organisationId: Id; readonly seen?: SQL | undefined };

const those = ({ organisationId, seen }: Whose): SQL => and(eq(proposal.organisationId, organisationId), seen)!;

export const findProposals = (reader: Reader, whose: Whose, ids: readonly Id[]): Promise<Proposal[]> =>
  reader
    .select()
    .from(proposal)
    .where(and(isOneOf(proposal.id, ids), those(whose)));

/**
 * Callers lock what it would change first, as when they propose it. So a proposer and a confirmer do not wait for each
 * other.
 */
export async function lockProposal(tx: Tx, whose: Whose, id: Id): Promise<Proposal | undefined> {
  const [found] = await tx
    .select()
    .from(proposal)
    .where(and(eq(proposal.id, id), those(whose)))
    .for('update');
  return found;
}

/** Newest first. */
export const listProposals = (reader: Reader, whose: Whose, { first, before }: Page, state?: ProposalState): Promise<Proposal[]> =>
  reader
    .select()
    .from(proposal)
    .where(and(those(whose), state && eq(proposal.state, state), before ? lt(proposal.id, before) : undefined))
    .orderBy(desc(proposal.id))
    .limit(first);

export type NewProposal = Pick<Proposal, 'kind' | 'subjectId' | 'serviceId' | 'wish' | 'previewId'>;

/** Replaces the waiting proposal of the same kind and subject. The caller holds the lock of what it would change. */
export async function insertProposal(tx: Tx, actor: Actor, proposed: NewProposal, now: Instant): Promise<Id> {
  const id = newId();
  await tx
    .update(proposal)
    .set({ state: 'REPLACED' })
    .where(and(eq(proposal.kind, proposed.kind), eq(proposal.subjectId, proposed.subjectId), eq(proposal.state, 'PROPOSED')));
  await tx.insert(proposal).values({
    ...proposed,
    id,
    organisationId: actor.organisation.id,
    state: 'PROPOSED',
    proposedBy: actor.userId,
    proposedAt: now,
  });
  await keepActors(tx, [actor]);
  return id;
}

/** Saves the actor's decision about a locked proposal. */
export async function saveDecided(tx: Tx, actor: Actor, { id, state, decidedBy, decidedAt }: Proposal): Promise<void> {
  await tx.update(proposal).set({ state, decidedBy, decidedAt }).where(eq(proposal.id, id));
  await keepActors(tx, [actor]);
}
