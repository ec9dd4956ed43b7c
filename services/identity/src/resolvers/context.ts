/** What a request carries: its actor, and loaders, with which a list costs one query, not one for each row. */
import DataLoader from 'dataloader';
import type { NoteLooks } from '@seteli/kit/access-looks';
import type { Actor } from '@seteli/kit/actor';
import type { Clock } from '@seteli/kit/clock';
import type { Instant } from '@seteli/kit/day';
import { isId, type Id } from '@seteli/kit/ids';
import { findJobs, type Job } from '@seteli/kit/jobs';
import { scopeOf, SERVICE } from '@seteli/kit/scope';
import type { RequestFacts } from '@seteli/kit/subgraph';
import { findActorNames, type ActorName } from '@seteli/schema/actor-names';
import type { Desk } from '../commands/desk.ts';
import type { AskHeld } from '../commands/erasing.ts';
import { seeContacts } from '../commands/contact.ts';
import type { Contact } from '../domain/contact.ts';
import type { App } from '../domain/app.ts';
import type { Person } from '../domain/person.ts';
import type { Restriction } from '../domain/restriction.ts';
import type { Team } from '../domain/team.ts';
import type { Organisation, User } from '../domain/user.ts';
import { may } from '../policy.ts';
import { findApps } from '../store/app.ts';
import { findNamesOf } from '../store/choice.ts';
import { findRead, findTaken, type Taken } from '../store/inbox-mark.ts';
import type { SystemAccount, SystemKey } from '../domain/system.ts';
import { KEYS_SHOWN } from '../domain/limits.ts';
import type { TeamOrganisation } from '../domain/team.ts';
import { findSystems, listKeys } from '../store/system.ts';
import { findColleagues, findKnown, findPersons, findSeenPersons } from '../store/person.ts';
import { listRestrictions } from '../store/restriction.ts';
import { findTeams } from '../store/team.ts';
import { findUserFacts, type UserFacts } from '../store/user-change.ts';
import { findUsers, listMemberships } from '../store/user.ts';
import type { AccessAction } from '@seteli/schema/generated/shared';
import type { HearOf } from './hearing.ts';
import type { PersonDoor } from './person-door.ts';

/** Reads each thing once in a request, within what the actor may see. */
type Loaders = {
  readonly user: DataLoader<Id, User | null>;
  readonly userFacts: DataLoader<Id, UserFacts | null>;
  readonly person: DataLoader<Id, Person | null>;
  readonly contacts: DataLoader<Person, Contact>;
  /** The person sees all of their own, and an organiser's people those of their organiser. */
  readonly restrictions: DataLoader<Id, Restriction[]>;
  readonly colleague: DataLoader<Id, Person | null>;
  readonly team: DataLoader<Id, Team | null>;
  readonly teamIdsOfUser: DataLoader<Id, Id[]>;
  /** When the actor read a task or notice. */
  readonly readAt: DataLoader<Id, Instant | null>;
  readonly taken: DataLoader<Id, Taken | null>;
  /** Copies of persons' data, for those who may ask for one. */
  readonly job: DataLoader<Id, Job | null>;
  readonly actorName: DataLoader<Id, ActorName | null>;
  /** The organisation's own, for its administrators. */
  readonly system: DataLoader<Id, SystemAccount | null>;
  readonly keysOfSystem: DataLoader<Id, SystemKey[]>;
  /** Persons in mandates of the actor. Only whether they live is shown. */
  readonly represented: DataLoader<Id, Person | null>;
  /** Their names tell a person which of their sessions is whose. */
  readonly app: DataLoader<Id, App | null>;
  /** Of organisations that the actor may act for. */
  readonly organisationName: DataLoader<Organisation, string | null, Id>;
};

/** What all requests share. */
export type Shared = {
  readonly hearOf: HearOf;
  readonly noteLooks: NoteLooks<AccessAction>;
  readonly door: PersonDoor;
  readonly askHeld: AskHeld;
  /** The clock of sessions, which nobody moves. */
  readonly sessionClock: Clock;
};

export type Context = Desk &
  Omit<Shared, 'hearOf'> & {
    readonly actor: Actor;
    readonly load: Loaders;
    /** The caller's network address, for limits only. */
    readonly address: string | undefined;
  };

const inOrder = <Row extends { readonly id: Id }>(ids: readonly Id[], rows: readonly Row[]): (Row | null)[] => {
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
};

export function createContext(all: Desk, { hearOf, ...shared }: Shared, actor: Actor, { address }: Pick<RequestFacts, 'address'>): Context {
  const { noteLooks } = shared;
  // Here people also reach what is their own, for whomever they act: their users, sessions and idempotency keys.
  const own = [...scopeOf(actor), actor.userId, ...(actor.personId === undefined ? [] : [actor.personId])];
  // The operator invites for organisers of which nobody is a user yet.
  const scope = actor.organisation.kind === 'PLATFORM' ? SERVICE : own;
  const desk = { ...all, database: all.database.within(scope) };
  const { reader } = desk.database;
  // The log also names those whom the actor tried to see. Nobody gets an answer from this.
  const ofAll = all.database.within(SERVICE).reader;
  const { organisation } = actor;
  const load: Loaders = {
    user: new DataLoader(async (ids) => inOrder(ids, await findUsers(reader, organisation, ids.filter(isId)))),
    // Of users that this request has found before.
    userFacts: new DataLoader(async (ids) => inOrder(ids, await findUserFacts(reader, ids))),
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
      const shown = new Set(seen.map(({ id }) => id));
      const denied = await findKnown(
        ofAll,
        ids.filter((id) => isId(id) && !shown.has(id)),
      );
      await noteLooks(actor, [
        ...[...shown].map((personId) => ({ action: 'PERSON_READ', outcome: 'SEEN', personId }) as const),
        ...[...denied].map((personId) => ({ action: 'PERSON_READ', outcome: 'REFUSED', personId }) as const),
      ]);
      return inOrder(ids, seen);
    }),
    contacts: new DataLoader(async (persons) => {
      await noteLooks(
        actor,
        persons.map(({ id: personId }) => ({ action: 'CONTACTS_READ', outcome: 'SEEN', personId })),
      );
      const seen = await seeContacts(desk, actor, persons);
      return persons.map(({ id }) => seen.get(id)!);
    }),
    restrictions: new DataLoader(async (personIds) => {
      const isOwn = (id: Id) => id === actor.personId || (organisation.kind === 'PERSON' && id === organisation.id);
      const own = await listRestrictions(reader, personIds.filter(isOwn), null);
      const others = personIds.filter((id) => organisation.kind === 'ORGANISER' && !isOwn(id));
      const found = [...own, ...(await listRestrictions(reader, others, organisation.id))];
      return personIds.map((id) => found.filter(({ personId }) => personId === id));
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
    app: new DataLoader(async (ids) => inOrder(ids, await findApps(reader, ids))),
    represented: new DataLoader(async (ids) => inOrder(ids, await findPersons(reader, ids))),
    organisationName: new DataLoader(
      async (organisations) => {
        const names = await findNamesOf(reader, organisations);
        const persons = organisations.filter(({ kind, id }) => kind === 'PERSON' && names.has(id));
        await noteLooks(
          actor,
          persons.map(({ id: personId }) => ({ action: 'PERSON_READ', outcome: 'SEEN', personId })),
        );
        return organisations.map(({ id }) => names.get(id) ?? null);
      },
      { cacheKeyFn: ({ id }) => id },
    ),
    readAt: new DataLoader(async (ids) => {
      const read = await findRead(reader, actor.userId, ids);
      return ids.map((id) => read.get(id) ?? null);
    }),
    taken: new DataLoader(async (ids) => {
      const taken = new Map((await findTaken(reader, ids)).map((each) => [each.taskId, each]));
      return ids.map((id) => taken.get(id) ?? null);
    }),
    teamIdsOfUser: new DataLoader(async (userIds) => {
      const memberships = Map.groupBy(await listMemberships(reader, userIds), ({ userId }) => userId);
      return userIds.map((id) => memberships.get(id)?.map(({ teamId }) => teamId) ?? []);
    }),
  };
  return { ...desk, ...shared, actor, load, address };
}
