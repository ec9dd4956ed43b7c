/**
 * Users and service teams: administrators see and arrange those of their own organisation, and identity announces what
 * others must know.
 */
import { noteLooks } from '@seteli/kit/access-looks';
import type { AccessAction } from '@seteli/schema/generated/shared';
import { z } from 'zod';
import { announced } from '@seteli/testing/peer';
import { teamChanged } from '@seteli/schema/events/identity';
import { COMPANY, HUMAN_PERSONAS, OTHER_COMPANY, PERSONAS } from '@seteli/local/personas';
import { openLog } from '@seteli/kit/log';
import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { openPopulationRegister } from '../src/ports/population-register.ts';
import { createContext } from '../src/resolvers/context.ts';
import { resolvers } from '../src/resolvers/graphql.ts';
import { openPersonDoor } from '../src/resolvers/person-door.ts';
import { actorOf, openWorld, SERVICE_ID, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const SAVE = `mutation ($input: SaveServiceTeamInput!) { saveServiceTeam(input: $input) {
  serviceTeam { id version name services { id } members { id roles person { familyName } } } refusal { code path message } } }`;
const TEAMS = '{ serviceTeams { id name members { id } } }';
const USERS = `query ($first: Int!, $after: String) { users(first: $first, after: $after) {
  edges { cursor node { id roles active person { familyName } teams { id } } } pageInfo { hasNextPage endCursor } } }`;
const ENTITIES = `query ($of: [_Any!]!) { entities: _entities(representations: $of) { ... on User { id } ... on ServiceTeam { id name } } }`;

const admin = actorOf('provider-admin');
const otherAdmin = actorOf('other-provider-admin');
const { userId: recorderId } = PERSONAS.recorder;

async function makeTeam(name: string): Promise<string> {
  const input = { idempotencyKey: newId(), name, serviceIds: [SERVICE_ID], memberIds: [recorderId] };
  const { data } = await world.identity.ask(admin, SAVE, { input });
  return data.saveServiceTeam.serviceTeam.id;
}

test('an administrator makes a team, and its services are announced', async () => {
  const { data } = await world.identity.ask(admin, SAVE, {
    input: { idempotencyKey: newId(), name: ' Tiimi ', serviceIds: [SERVICE_ID], memberIds: [recorderId] },
  });
  expect(data.saveServiceTeam).toEqual({
    serviceTeam: {
      id: expect.any(String),
      version: 1,
      name: 'Tiimi',
      services: [{ id: SERVICE_ID }],
      members: [{ id: recorderId, roles: ['RECORDER'], person: { familyName: 'Kirjaaja' } }],
    },
    refusal: null,
  });
  const { id } = data.saveServiceTeam.serviceTeam;
  const event = (await announced(world.identity.database, teamChanged.type)).find(({ subject }) => subject === id)!;
  expect(event.partition).toBe('national');
  expect(z.decode(teamChanged.data, event.data as never)).toEqual({
    teamId: id,
    organisationKind: 'PROVIDER',
    unitIds: null,
    personIds: null,
    organisationId: COMPANY.id,
    serviceIds: [SERVICE_ID],
    closed: false,
    version: 1,
  });
});

test('a team may be for some units and clients only; another provider’s unit is not found, and only administrators see the clients', async () => {
  const save = async (limits: object) => {
    const input = { idempotencyKey: newId(), name: 'Rajattu', serviceIds: [SERVICE_ID], memberIds: [recorderId], ...limits };
    return (await world.identity.ask(admin, SAVE, { input })).data.saveServiceTeam;
  };
  expect(await save({ unitIds: [newId()] })).toMatchObject({ serviceTeam: null, refusal: { code: 'NOT_FOUND', path: ['unitIds', '0'] } });
  const clientId = newId();
  const { serviceTeam } = await save({ clientIds: [clientId] });
  const LIMITS = 'query ($of: [_Any!]!) { entities: _entities(representations: $of) { ... on ServiceTeam { unitIds clientIds } } }';
  const of = [{ __typename: 'ServiceTeam', id: serviceTeam.id }];
  const seenBy = async (who: typeof admin) => (await world.identity.ask(who, LIMITS, { of })).data.entities;
  expect(await seenBy(admin)).toEqual([{ unitIds: null, clientIds: [clientId] }]);
  expect(await seenBy(actorOf('recorder'))).toEqual([{ unitIds: null, clientIds: null }]);
  const { id } = serviceTeam;
  const limits = async () =>
    (await announced(world.identity.database, teamChanged.type)).flatMap(({ subject, data }) =>
      subject === id ? [(data as { personIds: string[] | null }).personIds] : [],
    );
  // Whoever does not know of limits leaves them as they are.
  await save({ id, memberIds: [] });
  await save({ id, clientIds: null });
  expect(await limits()).toEqual([[clientId], [clientId], null]);
});

test('changing a team raises its version; saving it unchanged tells nobody', async () => {
  const id = await makeTeam('A');
  const versions = async () =>
    (await announced(world.identity.database, teamChanged.type)).flatMap(({ subject, data }) =>
      subject === id ? [(data as { version: number }).version] : [],
    );
  const input = { id, name: 'A', serviceIds: [SERVICE_ID], memberIds: [] };
  for (let turn = 0; turn < 2; turn++) await world.identity.ask(admin, SAVE, { input: { idempotencyKey: newId(), ...input } });
  expect(await versions()).toEqual([1, 2]);
  await world.identity.ask(admin, SAVE, { input: { idempotencyKey: newId(), ...input, name: 'B' } });
  expect(await versions()).toEqual([1, 2, 3]);
});

test('one key makes one team, however often it comes, and another wish with it is refused', async () => {
  const input = { idempotencyKey: newId(), name: 'Once', serviceIds: [SERVICE_ID], memberIds: [recorderId] };
  const save = async (by = admin, change: object = {}) =>
    (await world.identity.ask(by, SAVE, { input: { ...input, ...change } })).data.saveServiceTeam;
  const [first, ...twins] = await Promise.all([save(), save(), save()]);
  expect(first.refusal).toBeNull();
  expect(twins).toEqual([first, first]);
  const { data } = await world.identity.ask(admin, TEAMS);
  expect(data.serviceTeams.filter(({ name }: { name: string }) => name === 'Once')).toHaveLength(1);
  expect(await save(admin, { name: 'Twice' })).toMatchObject({
    serviceTeam: null,
    refusal: { code: 'IDEMPOTENCY_MISMATCH', path: ['idempotencyKey'] },
  });
  // Keys are an organisation's own: another organisation's command is decided by itself.
  expect(await save(otherAdmin)).toMatchObject({ refusal: { code: 'NOT_FOUND', path: ['memberIds', '0'] } });
});

test('a caller who has seen an older version of a team does not overwrite a later save', async () => {
  const id = await makeTeam('Seen');
  const save = async (name: string, expectedVersion?: number) => {
    const input = { idempotencyKey: newId(), id, name, serviceIds: [SERVICE_ID], memberIds: [], expectedVersion };
    return (await world.identity.ask(admin, SAVE, { input })).data.saveServiceTeam;
  };
  const answers = await Promise.all([save('One', 1), save('Other', 1)]);
  expect(answers.map(({ refusal }) => refusal?.code ?? null).toSorted()).toEqual(['STALE', null]);
  const stale = answers.find(({ refusal }) => refusal)!;
  expect(stale).toMatchObject({ serviceTeam: null, refusal: { path: ['expectedVersion'] } });
  expect((await save('Third', 2)).serviceTeam).toMatchObject({ name: 'Third', version: 3 });
  expect((await save('Last')).serviceTeam).toMatchObject({ name: 'Last', version: 4 });
});

test('a user of another organisation never becomes a member, and the answer says who is not found', async () => {
  const memberIds = [recorderId, PERSONAS['other-recorder'].userId];
  const { data } = await world.identity.ask(admin, SAVE, { input: { idempotencyKey: newId(), name: 'A', serviceIds: [], memberIds } });
  expect(data.saveServiceTeam).toMatchObject({ serviceTeam: null, refusal: { code: 'NOT_FOUND', path: ['memberIds', '1'] } });
});

test("another organisation's administrator neither changes a team nor sees it, its members or the users", async () => {
  const id = await makeTeam('Ours');
  const { data: changed } = await world.identity.ask(otherAdmin, SAVE, {
    input: { idempotencyKey: newId(), id, name: 'Theirs', serviceIds: [], memberIds: [] },
  });
  expect(changed.saveServiceTeam).toMatchObject({ serviceTeam: null, refusal: { code: 'NOT_FOUND', path: ['id'] } });
  const { data: teams } = await world.identity.ask(otherAdmin, TEAMS);
  expect(teams.serviceTeams).toEqual([]);
  const of = [
    { __typename: 'ServiceTeam', id },
    { __typename: 'User', id: recorderId },
    { __typename: 'User', id: 'no id at all' },
  ];
  expect((await world.identity.ask(otherAdmin, ENTITIES, { of })).data.entities).toEqual([null, null, null]);
  expect((await world.identity.ask(admin, ENTITIES, { of })).data.entities).toEqual([{ id, name: 'Ours' }, { id: recorderId }, null]);
});

test("users come in pages, and only those of one's own organisation", async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { data } = await world.identity.ask(admin, USERS, { first: 2, after });
    seen.push(...data.users.edges.map(({ node }: { node: { id: string } }) => node.id));
    after = data.users.pageInfo.hasNextPage ? data.users.pageInfo.endCursor : null;
  } while (after !== null);
  const own = HUMAN_PERSONAS.flatMap(([, { organisation, userId }]) => (organisation.id === COMPANY.id ? [userId] : []));
  expect(seen).toEqual(own.toSorted().toReversed());
});

test.each([
  ['a page of none', { first: 0 }],
  ['a page of too many', { first: 201 }],
  ['a cursor of another list', { first: 1, after: 'x' }],
])('%s is refused as malformed', async (_, page) => {
  const { errors } = await world.identity.ask(admin, USERS, page);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test.each(['recorder', 'granter', 'aku', 'system'] as const)('%s lists no users, and arranges no teams', async (persona) => {
  const input = { idempotencyKey: newId(), name: 'A', serviceIds: [], memberIds: [] };
  for (const answer of [
    await world.identity.ask(actorOf(persona), USERS, { first: 1 }),
    await world.identity.ask(actorOf(persona), TEAMS),
    await world.identity.ask(actorOf(persona), SAVE, { input }),
  ])
    expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

test.each([
  ['without a name', { name: ' ' }],
  ['with a service that cannot be one', { serviceIds: ['x'] }],
])('a team %s is malformed', async (_, part) => {
  const { errors } = await world.identity.ask(admin, SAVE, {
    input: { idempotencyKey: newId(), name: 'A', serviceIds: [], memberIds: [], ...part },
  });
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('a value of the wrong shape is the caller’s mistake, however often they make it', async () => {
  for (let turn = 0; turn < 3; turn++) {
    const { errors } = await world.identity.ask(admin, SAVE, { input: { idempotencyKey: newId(), name: 'A' } });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
  }
});

test('the database itself keeps strangers out of a team, and roles out of the wrong organisation', async () => {
  const id = await makeTeam('A');
  const { pool } = world.identity.database;
  const insert = 'insert into team_member (organisation_id, team_id, user_id) values ($1, $2, $3)';
  const { userId: stranger } = PERSONAS['other-recorder'];
  await expect(pool.query(insert, [COMPANY.id, id, stranger])).rejects.toMatchObject({ constraint: 'member_is_of_the_organisation' });
  await expect(pool.query(insert, [OTHER_COMPANY.id, id, stranger])).rejects.toMatchObject({
    constraint: 'member_is_in_a_team_of_the_organisation',
  });
  const makeGranter = `update user_account set roles = '{GRANTER}' where id = $1`;
  await expect(pool.query(makeGranter, [recorderId])).rejects.toMatchObject({ constraint: 'roles_fit_the_organisation' });
});

const SILENT = openLog('test', 'silent');

test('a list of teams with members and their teams costs the same queries for one team or twenty', async () => {
  const queries: string[] = [];
  const { pool } = world.desk.database;
  const reader = drizzle(pool, { casing: 'snake_case', logger: { logQuery: (query) => void queries.push(query) } });
  const cost = async (): Promise<number> => {
    queries.length = 0;
    const database = { ...world.desk.database, reader };
    const door = openPersonDoor(database, openPopulationRegister(world.settings, SILENT), SILENT);
    const { sessionClock } = world;
    const shared = {
      sessionClock,
      hearOf: async () => {},
      askHeld: async () => undefined,
      noteLooks: noteLooks<AccessAction>(world.desk),
      door,
    };
    const context = createContext({ ...world.desk, database }, shared, admin, { address: undefined });
    const teams = await resolvers.Query.serviceTeams(null, { first: 200 }, context);
    const members = (await Promise.all(teams.map((team) => resolvers.ServiceTeam.members(team, { first: 200 }, context)))).flat();
    await Promise.all(
      members.map((member) => Promise.all([resolvers.User.teams(member, null, context), resolvers.User.person(member, null, context)])),
    );
    return queries.length;
  };
  await makeTeam('One');
  const few = await cost();
  for (let number = 0; number < 20; number++) await makeTeam(`Team ${number}`);
  expect(await cost()).toBe(few);
  expect(few).toBeLessThan(6);
});
