/**
 * Keeps proposed accounts as the kit's proposals. Every look-up names the organisation, or the organiser that approves
 * the provider.
 */
import { and, desc, eq, exists, gte, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import type { Day, Instant } from '@seteli/kit/day';
import type { Reader, Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Page } from '@seteli/kit/pages';
import type { Proposal } from '@seteli/kit/proposal';
import { proposal } from '@seteli/kit/proposal-table';
import * as kept from '@seteli/kit/proposals';
import { IBAN_KINDS, type IbanKind, type IbanProposal, type IbanWish } from '../domain/iban.ts';
import { providerApproval } from '../tables/provider.ts';

const read = (row: Proposal): IbanProposal => ({ ...row, kind: row.kind as IbanKind, wish: row.wish as IbanWish });

const ofOrganisation = (organisationId: Id): kept.Whose => ({ organisationId, seen: inArray(proposal.kind, [...IBAN_KINDS]) });

/** The caller has locked the organisers or the providers. */
export const insertIbanProposal = (tx: Tx, actor: Actor, kind: IbanKind, wish: IbanWish, now: Instant): Promise<Id> =>
  kept.insertProposal(tx, actor, { kind, subjectId: actor.organisation.id, serviceId: null, previewId: null, wish }, now);

export async function lockIbanProposal(tx: Tx, organisationId: Id, id: Id): Promise<IbanProposal | undefined> {
  const found = await kept.lockProposal(tx, ofOrganisation(organisationId), id);
  return found && read(found);
}

export async function findIbanProposal(reader: Reader, organisationId: Id, id: Id): Promise<IbanProposal | undefined> {
  const [found] = await kept.findProposals(reader, ofOrganisation(organisationId), [id]);
  return found && read(found);
}

/** Newest first. */
export const listIbanProposals = async (reader: Reader, organisationId: Id, page: Page): Promise<IbanProposal[]> =>
  (await kept.listProposals(reader, ofOrganisation(organisationId), page)).map(read);

/** The one that waits for a second person. */
export async function findWaiting(reader: Reader, organisationId: Id): Promise<IbanProposal | null> {
  const [found] = await kept.listProposals(reader, ofOrganisation(organisationId), { first: 1, before: null }, 'PROPOSED');
  return found ? read(found) : null;
}

/** Of providers whom the organiser approves on the day or later. */
export type ApprovedWanted = { readonly organiserId: Id; readonly onDay: Day };

const isOfApproved = (reader: Reader, { organiserId, onDay }: ApprovedWanted): SQL =>
  and(
    eq(proposal.kind, 'PROVIDER_IBAN'),
    exists(
      reader
        .select({ one: sql`1` })
        .from(providerApproval)
        .where(
          and(
            eq(providerApproval.providerId, proposal.subjectId),
            eq(providerApproval.organiserId, organiserId),
            or(isNull(providerApproval.lastDay), gte(providerApproval.lastDay, onDay)),
          ),
        ),
    ),
  )!;

/** The organisers that approve the provider on the day or later. */
export const listApprovers = async (reader: Reader, providerId: Id, onDay: Day): Promise<Id[]> =>
  (
    await reader
      .selectDistinct({ id: providerApproval.organiserId })
      .from(providerApproval)
      .where(and(eq(providerApproval.providerId, providerId), or(isNull(providerApproval.lastDay), gte(providerApproval.lastDay, onDay))))
  ).map(({ id }) => id);

export async function findOfApproved(reader: Reader, wanted: ApprovedWanted, id: Id): Promise<IbanProposal | undefined> {
  const [found] = await reader
    .select()
    .from(proposal)
    .where(and(eq(proposal.id, id), isOfApproved(reader, wanted)));
  return found && read(found);
}

/** Those that wait, newest first. */
export const listOfApproved = async (reader: Reader, wanted: ApprovedWanted, { first, before }: Page): Promise<IbanProposal[]> =>
  (
    await reader
      .select()
      .from(proposal)
      .where(and(eq(proposal.state, 'PROPOSED'), isOfApproved(reader, wanted), before ? lt(proposal.id, before) : undefined))
      .orderBy(desc(proposal.id))
      .limit(first)
  ).map(read);
