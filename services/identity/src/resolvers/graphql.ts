/**
 * GraphQL in, command or query, GraphQL out. Holds no rule and no SQL.
 */
import type { Id } from '@seteli/kit/ids';
import { counted, firstOf, readPage, toConnection } from '@seteli/kit/pages';
import { requireIds } from '@seteli/kit/subgraph';
import { accessesFor, accessTypes } from '@seteli/schema/accesses';
import type { ActorName } from '@seteli/schema/actor-names';
import type * as api from '@seteli/schema/generated/identity';
import { sharedResolvers } from '@seteli/schema/refusals';
import { saveServiceTeam } from '../commands/team.ts';
import type { Person } from '../domain/person.ts';
import type { Team } from '../domain/team.ts';
import type { User } from '../domain/user.ts';
import { may, requireRight } from '../policy.ts';
import { isServed } from '../store/person.ts';
import { listTeams } from '../store/team.ts';
import { countUsers, listUsers, USER_ORDERS } from '../store/user-list.ts';
import type { Context } from './context.ts';
import { mandateMutations, mandateQueries, mandateTypes } from './mandate.ts';
import { paperMandateMutations, paperMandateQueries } from './paper-mandate.ts';
import { me, meTypes, sessionMutations } from './me.ts';
import { appMutations, appQueries } from './apps.ts';
import { inboxMutations, inboxQueries, inboxTypes } from './inbox.ts';
import { invitationMutations, invitationQueries, invitationTypes, userFactTypes } from './invitation.ts';
import { preferenceMutations, preferenceQueries } from './preference.ts';
import { systemMutations, systemQueries, systemTypes } from './system-accounts.ts';
import { erasureMutations, erasureQueries, erasureTypes } from './erasure.ts';
import { exportMutations, exportQueries, exportSubscriptions } from './exports.ts';
import { personMutations, personQueries, personTypes } from './persons.ts';

const present = <T>(loaded: readonly (T | Error | null)[]): T[] =>
  loaded.filter((each): each is T => {
    if (each instanceof Error) throw each;
    return each !== null;
  });

function personOf({ id, personId }: User, { actor, load }: Context): Promise<Person | null> | null {
  if (personId === null) return null;
  if (id === actor.userId) return load.person.load(personId);
  return may(actor, 'seeColleagues') ? load.colleague.load(personId) : null;
}

async function saveTeam({ input }: api.MutationSaveServiceTeamArgs, context: Context) {
  const { actor, load } = context;
  requireRight(actor, 'saveServiceTeam');
  const { id, serviceIds, unitIds, clientIds, memberIds } = input;
  requireIds(id, ...serviceIds, ...(unitIds ?? []), ...(clientIds ?? []), ...memberIds);
  const decision = await saveServiceTeam(context, actor, input);
  return decision.accepted
    ? { serviceTeam: await load.team.clear(decision.value).load(decision.value), refusal: null }
    : { serviceTeam: null, refusal: decision.refusal };
}

export const resolvers = {
  ...sharedResolvers,
  Query: {
    me: (_: unknown, __: unknown, context: Context) => me(context),
    users: async (_: unknown, { filter, order: by, ...page }: api.QueryUsersArgs, { actor, database: { reader } }: Context) => {
      requireRight(actor, 'listUsers');
      const [{ organisation }, wanted, order] = [actor, filter ?? {}, USER_ORDERS[by]];
      const rows = await listUsers(reader, organisation, wanted, readPage(order, page));
      return toConnection(rows, page, { order, count: () => countUsers(reader, organisation, wanted) });
    },
    serviceTeams: async (_: unknown, page: api.QueryServiceTeamsArgs, { actor, database }: Context) => {
      requireRight(actor, 'listServiceTeams');
      return firstOf(await listTeams(database.reader, actor.organisation), page);
    },
    ...personQueries,
    ...inboxQueries,
    ...invitationQueries,
    ...preferenceQueries,
    ...systemQueries,
    ...mandateQueries,
    ...exportQueries,
    ...erasureQueries,
    personAccesses: accessesFor((actor) => requireRight(actor, 'seeAccesses'), isServed),
    ...appQueries,
    ...paperMandateQueries,
  },
  ...inboxTypes,
  ...invitationTypes,
  ...systemTypes,
  ...accessTypes,
  ActorName: { user: ({ user }: ActorName, _: unknown, { load }: Context) => user && load.user.load(user.id) },
  ...meTypes,
  ...mandateTypes,
  UserConnection: counted,
  Mutation: {
    ...sessionMutations,
    ...invitationMutations,
    ...inboxMutations,
    ...preferenceMutations,
    ...mandateMutations,
    ...paperMandateMutations,
    saveServiceTeam: (_: unknown, args: api.MutationSaveServiceTeamArgs, context: Context) => saveTeam(args, context),
    ...systemMutations,
    ...personMutations,
    ...appMutations,
    ...exportMutations,
    ...erasureMutations,
  },
  Subscription: exportSubscriptions,
  User: {
    __resolveReference: ({ id }: { id: Id }, { load }: Context) => load.user.load(id),
    person: (user: User, _: unknown, context: Context) => personOf(user, context),
    ...userFactTypes,
    teams: async ({ id }: User, _: unknown, { load }: Context) => present(await load.team.loadMany(await load.teamIdsOfUser.load(id))),
  },
  ...personTypes,
  ...erasureTypes,
  ServiceTeam: {
    __resolveReference: ({ id }: { id: Id }, { load }: Context) => load.team.load(id),
    services: ({ serviceIds }: Team, page: api.ServiceTeamServicesArgs) => firstOf(serviceIds, page).map((id) => ({ id })),
    clientIds: ({ clientIds }: Team, _: unknown, { actor }: Context) => (may(actor, 'saveServiceTeam') ? clientIds : null),
    members: async ({ memberIds }: Team, page: api.ServiceTeamMembersArgs, { load }: Context) =>
      present(await load.user.loadMany(firstOf(memberIds, page))),
  },
};
