/**
 * Changes of values that wait for a second person: which of the kit's proposals a user sees, and how their wishes are
 * stored. Decides nothing.
 */
import { and, eq, or, sql } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import type { Instant } from '@seteli/kit/day';
import type { Reader, Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Page } from '@seteli/kit/pages';
import type { Proposal, ProposalState } from '@seteli/kit/proposal';
import { proposal } from '@seteli/kit/proposal-table';
import * as kept from '@seteli/kit/proposals';
import type { ActorSight } from '@seteli/kit/policy';
import { within } from '@seteli/schema/sight';
import type { ValueKind, ValueProposal } from '../domain/proposal.ts';
import { team } from '../tables/known.ts';
import { readWish, writeWish } from './columns.ts';

/**
 * Whose proposals to look for, and of which kinds: tables of services, or decisions about clients of the actor's teams.
 */
export type ProposalSight = { readonly actor: ActorSight; readonly tables: boolean; readonly decisions: boolean };

const OWNERS = { organiserId: proposal.organisationId, serviceId: proposal.serviceId };
const ofKind = (kind: ValueKind) => eq(proposal.kind, kind);

const whose = ({ actor, tables, decisions }: ProposalSight): kept.Whose => ({
  organisationId: actor.organisation.id,
  seen: or(tables ? ofKind('TABLE') : sql`false`, decisions ? and(ofKind('DECISION'), within(actor, OWNERS, team)) : sql`false`),
});

const asValueProposal = (row: Proposal): ValueProposal => ({
  ...row,
  kind: row.kind as ValueKind,
  serviceId: row.serviceId!,
  wish: readWish(row.wish),
});

export async function findProposal(reader: Reader, sight: ProposalSight, id: Id): Promise<ValueProposal | undefined> {
  const [found] = await kept.findProposals(reader, whose(sight), [id]);
  return found && asValueProposal(found);
}

export async function lockProposal(tx: Tx, sight: ProposalSight, id: Id): Promise<ValueProposal | undefined> {
  const found = await kept.lockProposal(tx, whose(sight), id);
  return found && asValueProposal(found);
}

export const listProposals = async (reader: Reader, sight: ProposalSight, page: Page, state: ProposalState): Promise<ValueProposal[]> =>
  (await kept.listProposals(reader, whose(sight), page, state)).map(asValueProposal);

/** The caller has locked the service's values, or the voucher. */
export const insertProposal = (
  tx: Tx,
  actor: Actor,
  { wish, ...proposed }: Pick<ValueProposal, 'kind' | 'subjectId' | 'serviceId' | 'wish' | 'previewId'>,
  now: Instant,
): Promise<Id> => kept.insertProposal(tx, actor, { ...proposed, wish: writeWish(wish) }, now);
