/**
 * Changes of values that wait for a second person: who sees them, what they contain, and how users confirm or withdraw
 * them.
 */
import { isId, type Id } from '@seteli/kit/ids';
import { readPageArguments, toConnection } from '@seteli/kit/pages';
import { forbidden } from '@seteli/kit/errors';
import type { Decision } from '@seteli/kit/result';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/vouchers';
import { confirmValueChange, lookAtProposal, withdrawValueChange } from '../commands/proposal.ts';
import { voucherOf, type ValueProposal } from '../domain/proposal.ts';
import { may } from '../policy.ts';
import { findProposal, listProposals, type ProposalSight } from '../store/proposal.ts';
import type { Context } from './context.ts';
import { saidValue } from './voucher.ts';

/** Users who may propose a change see the proposals of its kind. */
function proposalSightOf({ actor }: Context, decide: 'changeVoucher' | 'confirmDecision' = 'changeVoucher'): ProposalSight {
  const sight = { actor, tables: may(actor, 'publishValues'), decisions: may(actor, decide) };
  if (!sight.tables && !sight.decisions) throw forbidden();
  return sight;
}

/** Reads the proposal now, whatever the request has read before. */
export const proposalById = async (context: Context, id: Id | null): Promise<ValueProposal | null> =>
  (id !== null && isId(id) && (await findProposal(context.database.reader, proposalSightOf(context), id))) || null;

const wished = ({ wish }: ValueProposal) => wish.table ?? wish.own;

const proposalPayload = async (context: Context, decision: Decision<Id>) =>
  decision.accepted
    ? { proposal: await proposalById(context, decision.value), refusal: null }
    : { proposal: null, refusal: decision.refusal };

export const proposals = {
  Query: {
    valueProposal: (_: unknown, { id }: api.QueryValueProposalArgs, context: Context) => proposalById(context, id),
    valueProposals: async (_: unknown, { state, ...page }: api.QueryValueProposalsArgs, context: Context) =>
      toConnection(await listProposals(context.database.reader, proposalSightOf(context), readPageArguments(page), state), page),
  },
  Mutation: {
    confirmValueChange: async (_: unknown, { input }: api.MutationConfirmValueChangeArgs, context: Context) => {
      const sight = proposalSightOf(context, 'confirmDecision');
      requireIds(input.proposalId);
      const decision = await confirmValueChange(context, context.actor, sight, input);
      context.load.ownValueChanges.clearAll();
      return proposalPayload(context, decision);
    },
    withdrawValueChange: async (_: unknown, { input }: api.MutationWithdrawValueChangeArgs, context: Context) => {
      const sight = proposalSightOf(context);
      requireIds(input.proposalId);
      return proposalPayload(context, await withdrawValueChange(context, context.actor, sight, input));
    },
  },
  ValueProposal: {
    reason: (proposal: ValueProposal) => wished(proposal).reason,
    firstDay: (proposal: ValueProposal) => wished(proposal).firstDay,
    service: ({ serviceId }: ValueProposal) => ({ id: serviceId }),
    voucher(proposal: ValueProposal, _: unknown, { load }: Context) {
      const voucherId = voucherOf(proposal);
      return voucherId && load.voucher.load(voucherId);
    },
    proposedBy: ({ proposedBy }: ValueProposal, _: unknown, { load }: Context) => load.actorName.load(proposedBy),
    decidedBy: ({ decidedBy }: ValueProposal, _: unknown, { load }: Context) => decidedBy && load.actorName.load(decidedBy),
    asOfNow: async (proposal: ValueProposal, _: unknown, context: Context) => {
      const change = await lookAtProposal(context, context.actor, proposal);
      return change && { ...change, ownValue: change.ownValue && saidValue(change.ownValue) };
    },
  },
};
