/**
 * GraphQL in, command or query, GraphQL out. Holds no rule and no SQL. With loaders a list costs one query, not one per
 * row.
 */
import DataLoader from 'dataloader';
import type { Actor } from '@seteli/kit/actor';
import { isId, type Id } from '@seteli/kit/ids';
import { counted, firstOf, readPage, toConnection } from '@seteli/kit/pages';
import { forbidden } from '@seteli/kit/errors';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/identity';
import { sharedResolvers } from '@seteli/schema/refusals';
import type { Desk } from '../commands/desk.ts';
import { recordReads } from '../commands/person.ts';
import { saveServiceTeam } from '../commands/team.ts';
import type { Person } from '../domain/person.ts';
import type { Team } from '../domain/team.ts';
import type { User } from '../domain/user.ts';
import { may, requireRight } from '../policy.ts';
import type { HearOf } from './hearing.ts';
import { findColleagues, findSeenPersons } from '../store/person.ts';
import { findTeams, listTeams } from '../store/team.ts';
import { findUsers, listMemberships } from '../store/user.ts';
import { countUsers, listUsers, USER_ORDERS } from '../store/user-list.ts';
import { inboxQueries, inboxTypes } from './inbox.ts';

/** Reads each thing once in a request, within what the actor may see. */
type Loaders = {
  readonly user: DataLoader<Id, User | null>;
  readonly person: DataLoader<Id, Person | null>;
  readonly colleague: DataLoader<Id, Person | null>;
  readonly team: DataLoader<Id, Team | null>;
  readonly teamIdsOfUser: DataLoader<Id, Id[]>;
};

export type Context = Desk & { readonly actor: Actor; readonly load: Loaders };

const inOrder = <Row extends { readonly id: Id }>(ids: readonly Id[], rows: readonly Row[]): (Row | null)[] => {
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
};

export function createContext(desk: Desk, hearOf: HearOf, actor: Actor): Context {
  const { reader } = desk.database;
  const { organisation } = actor;
  const load: Loaders = {
    user: new DataLoader(async (ids) => inOrder(ids, await findUsers(reader, organisation, ids.filter(isId)))),
    person: new DataLoader(async (ids) => {
      const seesServed = may(actor, 'seeServedPersons');
      const find = () => findSeenPersons(reader, actor, ids.filter(isId), seesServed);
      let seen = await find();
      // The voucher that makes a person served may have been granted in this very request.
      if (seesServed && seen.length < ids.length) {
        await hearOf(organisation.id);
        seen = await find();
      }
      await recordReads(
        desk,
        actor,
        seen.map(({ id }) => id),
      );
      return inOrder(ids, seen);
    }),
    colleague: new DataLoader(async (ids) => inOrder(ids, await findColleagues(reader, organisation.id, ids))),
    team: new DataLoader(async (ids) => inOrder(ids, await findTeams(reader, organisation, ids.filter(isId)))),
    teamIdsOfUser: new DataLoader(async (userIds) => {
      const memberships = Map.groupBy(await listMemberships(reader, userIds), ({ userId }) => userId);
      return userIds.map((id) => memberships.get(id)?.map(({ teamId }) => teamId) ?? []);
    }),
  };
  return { ...desk, actor, load };
}

const present = <T>(loaded: readonly (T | Error | null)[]): T[] =>
  loaded.filter((each): each is T => {
    if (each instanceof Error) throw each;
    return each !== null;
  });

async function me({ actor, load }: Context) {
  const user = await load.user.load(actor.userId);
  // A token outlives its user only after a restore of the database.
  if (!user) throw forbidden();
  // Awaited here: a compiled query does not await promises inside an object.
  return { user, organisation: actor.organisation, person: actor.personId ? await load.person.load(actor.personId) : null };
}

function personOf({ id, personId }: User, { actor, load }: Context): Promise<Person | null> | null {
  if (personId === null) return null;
  if (id === actor.userId) return load.person.load(personId);
  return may(actor, 'seeColleagues') ? load.colleague.load(personId) : null;
}

async function saveTeam({ input }: api.MutationSaveServiceTeamArgs, context: Context) {
  const { actor, load } = context;
  requireRight(actor, 'saveServiceTeam');
  const { id, serviceIds, memberIds } = input;
  requireIds(id, ...serviceIds, ...memberIds);
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
    ...inboxQueries,
  },
  ...inboxTypes,
  UserConnection: counted,
  Mutation: {
    saveServiceTeam: (_: unknown, args: api.MutationSaveServiceTeamArgs, context: Context) => saveTeam(args, context),
  },
  User: {
    __resolveReference: ({ id }: { id: Id }, { load }: Context) => load.user.load(id),
    person: (user: User, _: unknown, context: Context) => personOf(user, context),
    teams: async ({ id }: User, _: unknown, { load }: Context) => present(await load.team.loadMany(await load.teamIdsOfUser.load(id))),
  },
  Person: {
    __resolveReference: ({ id }: { id: Id }, { load }: Context) => load.person.load(id),
  },
  ServiceTeam: {
    __resolveReference: ({ id }: { id: Id }, { load }: Context) => load.team.load(id),
    services: ({ serviceIds }: Team, page: api.ServiceTeamServicesArgs) => firstOf(serviceIds, page).map((id) => ({ id })),
    members: async ({ memberIds }: Team, page: api.ServiceTeamMembersArgs, { load }: Context) =>
      present(await load.user.loadMany(firstOf(memberIds, page))),
  },
};
