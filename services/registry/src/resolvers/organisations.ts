/**
 * Organisers and providers as such: how they come in, what they say of themselves, and their accounts. Holds no rule
 * and no SQL.
 */
import { dayOf } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { counted, readPage, readPageArguments, toConnection } from '@seteli/kit/pages';
import type { Decision } from '@seteli/kit/result';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/registry';
import * as accounts from '../commands/iban.ts';
import * as organisers from '../commands/organiser.ts';
import * as providers from '../commands/provider.ts';
import type { IbanProposal } from '../domain/iban.ts';
import { requireRight } from '../policy.ts';
import * as companies from '../store/company.ts';
import * as ibans from '../store/iban.ts';
import type { Context } from './loaders.ts';

const organiserPayload = async ({ load }: Context, decision: Decision<Id>) =>
  decision.accepted
    ? { organiser: await load.organiser.load(decision.value), refusal: null }
    : { organiser: null, refusal: decision.refusal };

const providerPayload = async ({ load }: Context, decision: Decision<Id>) =>
  decision.accepted ? { provider: await load.provider.load(decision.value), refusal: null } : { provider: null, refusal: decision.refusal };

type Find = (context: Context, id: Id) => Promise<IbanProposal | undefined>;

const ownProposal: Find = ({ actor, database }, id) => ibans.findIbanProposal(database.reader, actor.organisation.id, id);

const wantedBy = ({ actor, clock }: Context): ibans.ApprovedWanted => ({ organiserId: actor.organisation.id, onDay: dayOf(clock.now()) });

const proposalPayload = async (context: Context, decision: Decision<Id>, find: Find = ownProposal) =>
  decision.accepted
    ? { proposal: (await find(context, decision.value)) ?? null, refusal: null }
    : { proposal: null, refusal: decision.refusal };

async function listOrganisers(_: unknown, { filter, ...page }: api.QueryOrganisersArgs, { database: { reader } }: Context) {
  const wanted = filter ?? {};
  const order = companies.ORGANISER_ORDER;
  const rows = await companies.listWantedOrganisers(reader, wanted, readPage(order, page));
  return toConnection(rows, page, { order, count: () => companies.countWantedOrganisers(reader, wanted) });
}

async function bankAccount(_: unknown, __: unknown, { actor, load }: Context) {
  requireRight(actor, 'seeIban');
  const { kind, id } = actor.organisation;
  const found = await (kind === 'ORGANISER' ? load.organiser : load.provider).load(id);
  return found && { id, iban: found.iban };
}

export const organisationQueries = {
  organisers: listOrganisers,
  bankAccount,
  ibanProposals: async (_: unknown, args: api.QueryIbanProposalsArgs, { actor, database }: Context) => {
    requireRight(actor, 'seeIban');
    return toConnection(await ibans.listIbanProposals(database.reader, actor.organisation.id, readPageArguments(args)), args);
  },
  providerIbanProposals: async (_: unknown, args: api.QueryProviderIbanProposalsArgs, context: Context) => {
    requireRight(context.actor, 'seeProviderIbans');
    return toConnection(await ibans.listOfApproved(context.database.reader, wantedBy(context), readPageArguments(args)), args);
  },
};

export const organisationMutations = {
  openOrganiser: async (_: unknown, { input }: api.MutationOpenOrganiserArgs, context: Context) => {
    requireRight(context.actor, 'openOrganiser');
    return organiserPayload(context, await organisers.openOrganiser(context, context.actor, input));
  },
  closeOrganiser: async (_: unknown, { input }: api.MutationCloseOrganiserArgs, context: Context) => {
    requireRight(context.actor, 'closeOrganiser');
    requireIds(input.organiserId);
    return organiserPayload(context, await organisers.closeOrganiser(context, context.actor, input));
  },
  reopenOrganiser: async (_: unknown, { input }: api.MutationReopenOrganiserArgs, context: Context) => {
    requireRight(context.actor, 'closeOrganiser');
    requireIds(input.organiserId);
    return organiserPayload(context, await organisers.reopenOrganiser(context, context.actor, input));
  },
  saveOrganiserSettings: async (_: unknown, { input }: api.MutationSaveOrganiserSettingsArgs, context: Context) => {
    requireRight(context.actor, 'saveOrganiserSettings');
    return organiserPayload(context, await organisers.saveOrganiserSettings(context, context.actor, input));
  },
  registerProviderFromRegister: async (_: unknown, { input }: api.MutationRegisterProviderFromRegisterArgs, context: Context) => {
    requireRight(context.actor, 'registerProvider');
    return providerPayload(context, await providers.registerProviderFromRegister(context, context.actor, input));
  },
  saveProviderDetails: async (_: unknown, { input }: api.MutationSaveProviderDetailsArgs, context: Context) => {
    requireRight(context.actor, 'saveProviderDetails');
    requireIds(...(input.units ?? []).map(({ id }) => id));
    return providerPayload(context, await providers.saveProviderDetails(context, context.actor, input));
  },
  proposeIban: async (_: unknown, { input }: api.MutationProposeIbanArgs, context: Context) => {
    requireRight(context.actor, 'proposeIban');
    return proposalPayload(context, await accounts.proposeIban(context, context.actor, input));
  },
  confirmIban: async (_: unknown, { input }: api.MutationConfirmIbanArgs, context: Context) => {
    requireRight(context.actor, 'confirmIban');
    requireIds(input.proposalId);
    return proposalPayload(context, await accounts.confirmIban(context, context.actor, input));
  },
  confirmProviderIban: async (_: unknown, { input }: api.MutationConfirmProviderIbanArgs, context: Context) => {
    requireRight(context.actor, 'confirmProviderIban');
    requireIds(input.proposalId);
    const find: Find = ({ database }, id) => ibans.findOfApproved(database.reader, wantedBy(context), id);
    return proposalPayload(context, await accounts.confirmProviderIban(context, context.actor, input), find);
  },
  withdrawIban: async (_: unknown, { input }: api.MutationWithdrawIbanArgs, context: Context) => {
    requireRight(context.actor, 'withdrawIban');
    requireIds(input.proposalId);
    return proposalPayload(context, await accounts.withdrawIban(context, context.actor, input));
  },
};

type Nothing = Record<string, never>;

export const organisationTypes = {
  OrganiserConnection: counted,
  BankAccount: {
    proposal: ({ id }: { readonly id: Id }, _: Nothing, { database }: Context) => ibans.findWaiting(database.reader, id),
  },
  IbanProposal: {
    iban: ({ wish }: IbanProposal) => wish.iban,
    organiser: ({ kind, subjectId }: IbanProposal, _: Nothing, { load }: Context) =>
      kind === 'ORGANISER_IBAN' ? load.organiser.load(subjectId) : null,
    provider: ({ kind, subjectId }: IbanProposal, _: Nothing, { load }: Context) =>
      kind === 'PROVIDER_IBAN' ? load.provider.load(subjectId) : null,
    proposedBy: ({ proposedBy }: IbanProposal, _: Nothing, { load }: Context) => load.actorName.load(proposedBy),
    decidedBy: ({ decidedBy }: IbanProposal, _: Nothing, { load }: Context) => decidedBy && load.actorName.load(decidedBy),
  },
};
