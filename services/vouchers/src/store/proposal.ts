/** All SQL about changes of values that wait for a second person. Takes and gives domain types; decides nothing. */
import { and, desc, eq, isNotNull, isNull, lt, or, type SQL } from 'drizzle-orm';
import type { Reader, Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { within, type ActorSight } from '@seteli/kit/sight';
import type { Proposal } from '../domain/proposal.ts';
import { valueProposal } from '../tables.ts';
import { team } from '../tables/known.ts';

/** Whose proposals are looked for, and of which kinds: tables of services, decisions of the clients of the actor's teams. */
export type Sight = { readonly actor: ActorSight; readonly tables: boolean; readonly decisions: boolean };

const OWNERS = { organiserId: valueProposal.organiserId, serviceId: valueProposal.serviceId };

const seenBy = ({ actor, tables, decisions }: Sight): SQL | undefined =>
  and(
    eq(valueProposal.organiserId, actor.organisation.id),
    or(
      tables ? isNull(valueProposal.voucherId) : undefined,
      decisions ? and(isNotNull(valueProposal.voucherId), within(actor, OWNERS, team)) : undefined,
    ),
  );

export async function findProposal(reader: Reader, sight: Sight, id: Id): Promise<Proposal | undefined> {
  const [found] = await reader
    .select()
    .from(valueProposal)
    .where(and(eq(valueProposal.id, id), seenBy(sight)));
  return found;
}

/** What its values concern is locked before it. */
export async function lockProposal(tx: Tx, sight: Sight, id: Id): Promise<Proposal | undefined> {
  const [found] = await tx
    .select()
    .from(valueProposal)
    .where(and(eq(valueProposal.id, id), seenBy(sight)))
    .for('update');
  return found;
}

export const listProposals = (
  reader: Reader,
  sight: Sight,
  state: Proposal['state'],
  { first, before }: { readonly first: number; readonly before: Id | null },
): Promise<Proposal[]> =>
  reader
    .select()
    .from(valueProposal)
    .where(and(seenBy(sight), eq(valueProposal.state, state), before ? lt(valueProposal.id, before) : undefined))
    .orderBy(desc(valueProposal.id))
    .limit(first);

/** The service's values, or the voucher, are locked. What waited for the same is replaced. */
export async function insertProposal(tx: Tx, proposal: Proposal): Promise<void> {
  const { serviceId, voucherId } = proposal;
  const ofSame =
    voucherId === null
      ? and(eq(valueProposal.serviceId, serviceId), isNull(valueProposal.voucherId))
      : eq(valueProposal.voucherId, voucherId);
  await tx
    .update(valueProposal)
    .set({ state: 'REPLACED' })
    .where(and(ofSame, eq(valueProposal.state, 'PROPOSED')));
  await tx.insert(valueProposal).values(proposal);
}

export const saveConfirmed = (tx: Tx, { id, state, confirmedBy, confirmedAt }: Proposal) =>
  tx.update(valueProposal).set({ state, confirmedBy, confirmedAt }).where(eq(valueProposal.id, id));
