/** Changes of values that wait for a second person: who sees them, what they say, and how they are confirmed. */
import { isId, type Id } from '@seteli/kit/ids';
import { readPageArguments, toConnection } from '@seteli/kit/pages';
import { forbidden, requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/vouchers';
import { confirmValueChange, lookAtProposal } from '../commands/proposal.ts';
import type { Proposal } from '../domain/proposal.ts';
import { may } from '../policy.ts';
import { findProposal, listProposals, type Sight } from '../store/proposal.ts';
import type { Context } from './context.ts';
import { saidValue } from './voucher.ts';

/** Whoever may propose a change sees those of its kind. */
function sightOf({ actor }: Context, decide: 'changeVoucher' | 'confirmDecision' = 'changeVoucher'): Sight {
  const sight = { actor, tables: may(actor, 'publishValues'), decisions: may(actor, decide) };
  if (!sight.tables && !sight.decisions) throw forbidden();
  return sight;
}

/** As it is now, whatever the request has read before. */
export const proposalById = async (context: Context, id: Id | null): Promise<Proposal | null> =>
  (id !== null && isId(id) && (await findProposal(context.database.reader, sightOf(context), id))) || null;

const wished = ({ wish }: Proposal) => wish.table ?? wish.own;

export const proposals = {
  Query: {
    valueProposal: (_: unknown, { id }: api.QueryValueProposalArgs, context: Context) => proposalById(context, id),
    valueProposals: async (_: unknown, { state, ...page }: api.QueryValueProposalsArgs, context: Context) =>
      toConnection(await listProposals(context.database.reader, sightOf(context), state, readPageArguments(page)), page),
  },
  Mutation: {
    confirmValueChange: async (_: unknown, { input }: api.MutationConfirmValueChangeArgs, context: Context) => {
      const sight = sightOf(context, 'confirmDecision');
      requireIds(input.proposalId);
      const decision = await confirmValueChange(context, context.actor, sight, input);
      if (!decision.accepted) return { proposal: null, refusal: decision.refusal };
      context.load.ownValueChanges.clearAll();
      return { proposal: await proposalById(context, decision.value), refusal: null };
    },
  },
  ValueProposal: {
    reason: (proposal: Proposal) => wished(proposal).reason,
    firstDay: (proposal: Proposal) => wished(proposal).firstDay,
    service: ({ serviceId }: Proposal) => ({ id: serviceId }),
    voucher: ({ voucherId }: Proposal, _: unknown, { load }: Context) => voucherId && load.voucher.load(voucherId),
    proposedBy: ({ proposedBy }: Proposal, _: unknown, { load }: Context) => load.actorName.load(proposedBy),
    confirmedBy: ({ confirmedBy }: Proposal, _: unknown, { load }: Context) => confirmedBy && load.actorName.load(confirmedBy),
    asOfNow: async (proposal: Proposal, _: unknown, context: Context) => {
      const change = await lookAtProposal(context, context.actor, proposal);
      return change && { ...change, ownValue: change.ownValue && saidValue(change.ownValue) };
    },
  },
};
