/** Other people's apps, as the platform's operator registers them: command or look-up, GraphQL out. */
import type { Id } from '@seteli/kit/ids';
import { firstOf } from '@seteli/kit/pages';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/identity';
import { closeApp, saveApp } from '../commands/app.ts';
import type { App } from '../domain/app.ts';
import { requireRight } from '../policy.ts';
import { listApps } from '../store/app.ts';
import type { Context } from './context.ts';

/** Apps end by the clock of sessions: the gateway compares their ends with those. */
const deskOf = ({ database, identityCodes, sessionClock }: Context) => ({ database, identityCodes, clock: sessionClock });

/** The app as it is now, though this request has read it before. */
const fresh = (id: Id, { load }: Context): Promise<App | null> => load.app.clear(id).load(id);

async function save({ input }: api.MutationSaveAppArgs, context: Context) {
  requireRight(context.actor, 'saveApp');
  requireIds(input.id);
  const decision = await saveApp(deskOf(context), context.actor, input);
  return decision.accepted ? { app: await fresh(decision.value, context), refusal: null } : { app: null, refusal: decision.refusal };
}

async function close({ input }: api.MutationCloseAppArgs, context: Context) {
  requireRight(context.actor, 'closeApp');
  requireIds(input.appId);
  const decision = await closeApp(deskOf(context), context.actor, input);
  return decision.accepted ? { app: await fresh(decision.value, context), refusal: null } : { app: null, refusal: decision.refusal };
}

export const appQueries = {
  apps: async (_: unknown, page: api.QueryAppsArgs, { actor, database }: Context) => {
    requireRight(actor, 'listApps');
    return firstOf(await listApps(database.reader), page);
  },
};

export const appMutations = {
  saveApp: (_: unknown, args: api.MutationSaveAppArgs, context: Context) => save(args, context),
  closeApp: (_: unknown, args: api.MutationCloseAppArgs, context: Context) => close(args, context),
};
