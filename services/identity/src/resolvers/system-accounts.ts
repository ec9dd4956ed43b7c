/** An organisation's systems and their keys: command or look-up, GraphQL out. No answer but one holds a secret. */
import type { Id } from '@seteli/kit/ids';
import { firstOf } from '@seteli/kit/pages';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/identity';
import { addSystemKey, revokeSystemKey, saveSystemAccount } from '../commands/system-account.ts';
import { stateOfKey, type SystemAccount, type SystemKey } from '../domain/system.ts';
import type { TeamOrganisation } from '../domain/team.ts';
import { requireRight } from '../policy.ts';
import { listSystems } from '../store/system.ts';
import type { Context } from './context.ts';

/** The system as it is now, though this request has read it before. */
function fresh(id: Id, { load }: Context): Promise<SystemAccount | null> {
  load.keysOfSystem.clear(id);
  load.teamIdsOfUser.clear(id);
  return load.system.clear(id).load(id);
}

async function save({ input }: api.MutationSaveSystemAccountArgs, context: Context) {
  requireRight(context.actor, 'saveSystemAccount');
  requireIds(input.id, ...(input.unitIds ?? []), ...input.teamIds);
  const decision = await saveSystemAccount(context, context.actor, input);
  return decision.accepted
    ? { systemAccount: await fresh(decision.value, context), refusal: null }
    : { systemAccount: null, refusal: decision.refusal };
}

async function addKey({ input }: api.MutationAddSystemKeyArgs, context: Context) {
  requireRight(context.actor, 'addSystemKey');
  requireIds(input.accountId);
  const decision = await addSystemKey(context, context.actor, input);
  return decision.accepted
    ? { systemAccount: await fresh(input.accountId, context), ...decision.value, refusal: null }
    : { systemAccount: null, keyId: null, secret: null, refusal: decision.refusal };
}

async function revokeKey({ input }: api.MutationRevokeSystemKeyArgs, context: Context) {
  requireRight(context.actor, 'revokeSystemKey');
  requireIds(input.keyId);
  const decision = await revokeSystemKey(context, context.actor, input);
  return decision.accepted
    ? { systemAccount: await fresh(decision.value, context), refusal: null }
    : { systemAccount: null, refusal: decision.refusal };
}

export const systemQueries = {
  systemAccounts: async (_: unknown, page: api.QuerySystemAccountsArgs, { actor, database }: Context) => {
    requireRight(actor, 'listSystemAccounts');
    return firstOf(await listSystems(database.reader, actor.organisation as TeamOrganisation), page);
  },
};

export const systemMutations = {
  saveSystemAccount: (_: unknown, args: api.MutationSaveSystemAccountArgs, context: Context) => save(args, context),
  addSystemKey: (_: unknown, args: api.MutationAddSystemKeyArgs, context: Context) => addKey(args, context),
  revokeSystemKey: (_: unknown, args: api.MutationRevokeSystemKeyArgs, context: Context) => revokeKey(args, context),
};

export const systemTypes = {
  SystemAccount: {
    units: ({ unitIds }: SystemAccount) => unitIds && unitIds.map((id) => ({ id })),
    teams: async ({ id }: SystemAccount, _: unknown, { load }: Context) =>
      (await load.team.loadMany(await load.teamIdsOfUser.load(id))).filter((team) => {
        if (team instanceof Error) throw team;
        return team !== null;
      }),
    keys: ({ id }: SystemAccount, _: unknown, { load }: Context) => load.keysOfSystem.load(id),
  },
  SystemKey: {
    state: (key: SystemKey, _: unknown, { realTime }: Context) => stateOfKey(key, realTime.now()),
    madeBy: ({ madeBy }: SystemKey, _: unknown, { load }: Context) => madeBy && load.user.load(madeBy),
  },
};
