/** Copies of persons' data in GraphQL: somebody asks for one and follows its job. The copy has a route of its own. */
import { continuedByTheGateway, requireIds } from '@seteli/kit/subgraph';
import type { Decision } from '@seteli/kit/result';
import type { Id } from '@seteli/kit/ids';
import type * as api from '@seteli/schema/generated/identity';
import { exportMyData, exportPerson } from '../commands/exporting.ts';
import { requireRight } from '../policy.ts';
import type { Context } from './context.ts';

const payload = async ({ load }: Context, decision: Decision<Id>) =>
  decision.accepted ? { job: await load.job.load(decision.value), refusal: null } : { job: null, refusal: decision.refusal };

export const exportQueries = {
  identityJob: (_: unknown, { id }: api.QueryIdentityJobArgs, { load }: Context) => load.job.load(id),
};

export const exportSubscriptions = { identityJob: continuedByTheGateway };

export const exportMutations = {
  exportMyData: async (_: unknown, { input }: api.MutationExportMyDataArgs, context: Context) => {
    requireRight(context.actor, 'exportMyData');
    return await payload(context, await exportMyData(context, context.actor, input));
  },
  exportPerson: async (_: unknown, { input }: api.MutationExportPersonArgs, context: Context) => {
    requireRight(context.actor, 'exportPerson');
    requireIds(input.personId);
    return await payload(context, await exportPerson(context, context.actor, input));
  },
};
