/** Mandates on paper, for the officers of the organiser that recorded them. GraphQL in and out; decides nothing. */
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/identity';
import { recordPaperMandate } from '../commands/paper-mandate.ts';
import type { Mandate } from '../domain/mandate.ts';
import { findServed } from '../loads/served.ts';
import { requireRight } from '../policy.ts';
import { findMandate, listPapers } from '../store/mandate.ts';
import type { Context } from './context.ts';

const PAPERS_SHOWN = 100;

async function paperMandates(_: unknown, { personId }: api.QueryPaperMandatesArgs, context: Context): Promise<Mandate[]> {
  const { actor, database } = context;
  requireRight(actor, 'seePaperMandates');
  requireIds(personId);
  if (!(await findServed(database.reader, actor, personId))) return [];
  const papers = await listPapers(database.reader, personId, actor.organisation.id, PAPERS_SHOWN);
  const seen = new Set([personId, ...papers.map(({ representativeId }) => representativeId)]);
  await context.noteLooks(
    actor,
    [...seen].map((id) => ({ action: 'PERSON_READ', outcome: 'SEEN', personId: id })),
  );
  return papers;
}

async function record(_: unknown, { input }: api.MutationRecordPaperMandateArgs, context: Context) {
  const { actor, database, door } = context;
  requireRight(actor, 'recordPaperMandate');
  requireIds(input.representedId, input.scanId);
  // Whoever tries codes learns here, too, which of them somebody has.
  await door.take('code', context);
  const decision = await recordPaperMandate(context, actor, input);
  return decision.accepted
    ? { mandate: await findMandate(database.reader, decision.value), refusal: null }
    : { mandate: null, refusal: decision.refusal };
}

export const paperMandateQueries = { paperMandates };
export const paperMandateMutations = { recordPaperMandate: record };
