/** What a request carries: its actor, and loaders, with which a list costs one query, not one for each row. */
import DataLoader from 'dataloader';
import type { Actor } from '@seteli/kit/actor';
import type { Clock } from '@seteli/kit/clock';
import { isId, type Id } from '@seteli/kit/ids';
import { findJobs, type Job } from '@seteli/kit/jobs';
import type { RequestFacts } from '@seteli/kit/subgraph';
import { findActorNames, type ActorName } from '@seteli/schema/actor-names';
import type { Desk } from '../commands/desk.ts';
import { seeContacts } from '../commands/contact.ts';
import { recordReads } from '../commands/person.ts';
import type { Contact } from '../domain/contact.ts';
import type { Person } from '../domain/person.ts';
import type { Team } from '../domain/team.ts';
import type { Organisation, User } from '../domain/user.ts';
import { may } from '../policy.ts';
import { findNamesOf } from '../store/choice.ts';
import type { SystemAccount, SystemKey } from '../domain/system.ts';
import { KEYS_SHOWN } from '../domain/limits.ts';
import type { TeamOrganisation } from '../domain/team.ts';
import { findSystems, listKeys } from '../store/system.ts';
import { findColleagues, findPersons, findSeenPersons } from '../store/person.ts';
import { findTeams } from '../store/team.ts';
import { findUsers, listMemberships } from '../store/user.ts';
import type { HearOf } from './hearing.ts';
import type { PersonDoor } from './person-door.ts';

/** Reads each thing once in a request, within what the actor may see. */
type Loaders = {
  readonly user: DataLoader<Id, User | null>;
  readonly person: DataLoader<Id, Person | null>;
  readonly contacts: DataLoader<Person, Contact>;
  readonly colleague: DataLoader<Id, Person | null>;
  readonly team: DataLoader<Id, Team | null>;
  readonly teamIdsOfUser: DataLoader<Id, Id[]>;
  /** Copies of persons' data, for those who may ask for one. */
  readonly job: DataLoader<Id, Job | null>;
  readonly actorName: DataLoader<Id, ActorName | null>;
  /** The organisation's own, for its administrators. */
  readonly system: DataLoader<Id, SystemAccount | null>;
  readonly keysOfSystem: DataLoader<Id, SystemKey[]>;
  /** Persons in mandates of the actor. Only whether they live is shown. */
  readonly represented: DataLoader<Id, Person | null>;
  /** Of organisations that the actor may act for. */
  readonly organisationName: DataLoader<Organisation, string | null, Id>;
};

export type Context = Desk & {
  readonly actor: Actor;
  readonly load: Loaders;
  readonly door: PersonDoor;
  /** The caller's network address, for limits only. */
  readonly address: string | undefined;
  /** The clock of sessions, which nobody moves. */
  readonly sessionClock: Clock;
};

const inOrder = <Row extends { readonly id: Id }>(ids: readonly Id[], rows: readonly Row[]): (Row | null)[] => {
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
};

export type Shared = { readonly sessionClock: Clock; readonly hearOf: HearOf; readonly door: PersonDoor };

export function createContext(
  desk: Desk,
  { hearOf, ...shared }: Shared,
  actor: Actor,
  { address }: Pick<RequestFacts, 'address'>,
): Context {
  const { reader } = desk.database;
  const { organisation } = actor;
  const load: Loaders = {
    user: new DataLoader(async (ids) => inOrder(ids, await findUsers(reader, organisation, ids.filter(isId)))),
    person: new DataLoader(async (ids) => {
      const seesServed = may(actor, 'seeServedPersons');
      const sight = { seesServed, seesNew: may(actor, 'registerClient') };
      const find = () => findSeenPersons(reader, actor, ids.filter(isId), sight);
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
    contacts: new DataLoader(async (persons) => {
      const seen = await seeContacts(desk, actor, persons);
      return persons.map(({ id }) => seen.get(id)!);
    }),
    colleague: new DataLoader(async (ids) => inOrder(ids, await findColleagues(reader, organisation.id, ids))),
    team: new DataLoader(async (ids) => inOrder(ids, await findTeams(reader, organisation, ids.filter(isId)))),
    job: new DataLoader(async (ids) =>
      inOrder(ids, may(actor, 'exportMyData') || may(actor, 'exportPerson') ? await findJobs(reader, actor, ids) : []),
    ),
    actorName: new DataLoader(async (ids) => {
      const found = await findActorNames(reader, actor, ids);
      return ids.map((id) => found.get(id) ?? null);
    }),
    system: new DataLoader(async (ids) =>
      inOrder(ids, may(actor, 'listSystemAccounts') ? await findSystems(reader, organisation as TeamOrganisation, ids) : []),
    ),
    keysOfSystem: new DataLoader(async (ids) => {
      const found = await listKeys(reader, organisation as TeamOrganisation, ids, KEYS_SHOWN);
      return ids.map((id) => found.get(id) ?? []);
    }),
    represented: new DataLoader(async (ids) => inOrder(ids, await findPersons(reader, ids))),
    organisationName: new DataLoader(
      async (organisations) => {
        const names = await findNamesOf(reader, organisations);
        return organisations.map(({ id }) => names.get(id) ?? null);
      },
      { cacheKeyFn: ({ id }) => id },
    ),
    teamIdsOfUser: new DataLoader(async (userIds) => {
      const memberships = Map.groupBy(await listMemberships(reader, userIds), ({ userId }) => userId);
      return userIds.map((id) => memberships.get(id)?.map(({ teamId }) => teamId) ?? []);
    }),
  };
  return { ...desk, ...shared, actor, load, address };
}
