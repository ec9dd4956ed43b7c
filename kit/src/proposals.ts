/** The SQL of proposals, alike in all services that have them: what it takes to keep, find, lock and end one. It decides nothing (`proposal.ts`). */
import { and, desc, eq, lt, type SQL } from 'drizzle-orm';
import type { Actor } from './actor.ts';
import { keepActors } from './actor-names.ts';
import type { Instant } from './day.ts';
import { isOneOf, type Reader, type Tx } from './db.ts';
import { newId, type Id } from './ids.ts';
import type { Page } from './pages.ts';
import { proposal } from './proposal-table.ts';
import type { Proposal, ProposalState } from './proposal.ts';

/** Whose proposals are looked for, and which of them somebody sees; absent: all. */
export type Whose = { readonly organisationId: Id; readonly seen?: SQL | undefined };

const those = ({ organisationId, seen }: Whose): SQL => and(eq(proposal.organisationId, organisationId), seen)!;

export const findProposals = (reader: Reader, whose: Whose, ids: readonly Id[]): Promise<Proposal[]> =>
  reader
    .select()
    .from(proposal)
    .where(and(isOneOf(proposal.id, ids), those(whose)));

/** What it would change is locked before it, as when it was proposed: who proposes anew and who confirms do not wait for each other. */
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

export type Proposed = Pick<Proposal, 'kind' | 'subjectId' | 'serviceId' | 'wish' | 'previewId'>;

/** Replaces what waited for the same. What it would change is locked. */
export async function insertProposal(tx: Tx, actor: Actor, proposed: Proposed, now: Instant): Promise<Id> {
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

/** Of a proposal that is locked. The actor has decided about it. */
export async function saveDecided(tx: Tx, actor: Actor, { id, state, decidedBy, decidedAt }: Proposal): Promise<void> {
  await tx.update(proposal).set({ state, decidedBy, decidedAt }).where(eq(proposal.id, id));
  await keepActors(tx, [actor]);
}
