/** Keeps corrections as the kit's proposals. Every look-up names the organiser. */
import { inArray } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import type { Instant } from '@seteli/kit/day';
import type { Reader, Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Page } from '@seteli/kit/pages';
import type { Proposal } from '@seteli/kit/proposal';
import { proposal } from '@seteli/kit/proposal-table';
import * as kept from '@seteli/kit/proposals';
import type { Correction, CorrectionKind } from '../domain/correction.ts';

type Stored = { readonly firstDay: string; readonly lastDay: string | null; readonly change: unknown };

/** The accounts that wait for a second person are proposals, too (`iban.ts`). */
const whose = (organiserId: Id): kept.Whose => ({ organisationId: organiserId, seen: inArray(proposal.kind, ['SERVICE', 'DAYS']) });

const read = (row: Proposal): Correction => {
  const { firstDay, lastDay, change, ...wish } = row.wish as Stored;
  return {
    ...row,
    kind: row.kind as CorrectionKind,
    wish,
    change,
    firstDay: Temporal.PlainDate.from(firstDay),
    lastDay: lastDay === null ? null : Temporal.PlainDate.from(lastDay),
  };
};

type NewCorrection = Pick<Correction, 'kind' | 'subjectId' | 'serviceId' | 'firstDay' | 'lastDay' | 'change'> & { readonly wish: object };

/** The caller has locked the service or the organiser's days. */
export function insertCorrection(tx: Tx, actor: Actor, proposed: NewCorrection, now: Instant): Promise<Id> {
  const { kind, subjectId, serviceId, wish, firstDay, lastDay, change } = proposed;
  // JSON keeps days as text, as in the input.
  return kept.insertProposal(tx, actor, { kind, subjectId, serviceId, previewId: null, wish: { ...wish, firstDay, lastDay, change } }, now);
}

export async function lockCorrection(tx: Tx, organiserId: Id, id: Id): Promise<Correction | undefined> {
  const found = await kept.lockProposal(tx, whose(organiserId), id);
  return found && read(found);
}

export const findCorrections = async (reader: Reader, organiserId: Id, ids: readonly Id[]): Promise<Correction[]> =>
  (await kept.findProposals(reader, whose(organiserId), ids)).map(read);

/** Newest first. */
export const listCorrections = async (reader: Reader, organiserId: Id, page: Page): Promise<Correction[]> =>
  (await kept.listProposals(reader, whose(organiserId), page)).map(read);
