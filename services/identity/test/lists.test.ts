/**
 * Lists of users, tasks and notices: what they find, in which order, and how they count. Nobody finds or counts
 * anything of others.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { COMPANY, PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { saveUser } from '../src/commands/user.ts';
import { actorOf, openWorld, SERVICE_ID, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

type Node = { id: string; person?: { givenNames: string; familyName: string } | null };

/** Reads a list page by page, two at a time, and checks its count. */
async function read(actor: Actor, field: string, args = '', node = 'id'): Promise<Node[]> {
  const query = `query ($after: String) { page: ${field}(${args} first: 2, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { ${node} } } } }`;
  const nodes: Node[] = [];
  let page = { hasNextPage: true, endCursor: null as string | null };
  let total = 0;
  while (page.hasNextPage) {
    const { data, errors } = await world.identity.ask(actor, query, { after: page.endCursor });
    if (errors) throw new Error(errors[0]!.extensions.code as string);
    nodes.push(...data.page.edges.map((edge: { node: Node }) => edge.node));
    [page, total] = [data.page.pageInfo, data.page.totalCount];
  }
  expect(total).toBe(nodes.length);
  return nodes;
}

describe('users', () => {
  const users = async (args = '', actor = actorOf('organiser-admin')) => {
    const nodes = await read(actor, 'users', args, 'id person { givenNames familyName }');
    return nodes.map(({ person }) => (person ? `${person.familyName} ${person.givenNames}` : null));
  };
  const NAMES = [
    null,
    'Hyväksyjä Heikki',
    'Hyväksyjä Helena',
    'Käsittelijä Kirsi',
    'Lokivalvoja Liisa',
    'Myöntäjä Maija',
    'Myöntäjä Marja',
    'Pääkäyttäjä Paavo',
    'Pääkäyttäjä Pirjo',
    'Tarkastaja Taru',
  ];

  it('come by their names in Finnish order, also within one family, each once; systems first', async () => {
    expect(await users('order: NAME_ASC')).toEqual(NAMES);
    expect((await users()).toSorted()).toEqual(NAMES.toSorted());
  });

  it('are found with either name first, in any case of letters; a pattern has no special meaning', async () => {
    for (const text of ['pääkäyttäjä PAAVO', 'paavo pää', 'AAVO'])
      expect(await users(`filter: { text: "${text}" }`)).toEqual(['Pääkäyttäjä Paavo']);
    expect(await users('filter: { text: "hyväksyjä" } order: NAME_ASC')).toEqual(['Hyväksyjä Heikki', 'Hyväksyjä Helena']);
    expect(await users('filter: { text: "%" }')).toEqual([]);
  });

  it('are found by role, and by whether they are active', async () => {
    expect(await users('filter: { roles: [GRANTER, CASE_HANDLER] } order: NAME_ASC')).toEqual([
      'Käsittelijä Kirsi',
      'Myöntäjä Maija',
      'Myöntäjä Marja',
    ]);
    expect(await users('filter: { roles: [SYSTEM_READ] }')).toEqual([null]);
    const { userId: id, organisation, person } = PERSONAS['second-granter'];
    const active = (isActive: boolean) =>
      saveUser(world.desk, { id, organisation, roles: ['GRANTER'], active: isActive, personId: person.id });
    await active(false);
    expect(await users('filter: { active: false }')).toEqual(['Myöntäjä Marja']);
    expect(await users('filter: { active: true, roles: [GRANTER] }')).toEqual(['Myöntäjä Maija']);
    await active(true);
  });

  it('of another organisation are never found', async () => {
    expect(await users('filter: { text: "Paavo" }', actorOf('provider-admin'))).toEqual([]);
    expect(await users('filter: { text: "Kirjaaja" }', actorOf('provider-admin'))).toEqual(['Kirjaaja Kaisa']);
    expect(await users('filter: { text: "Kirjaaja" }', actorOf('other-provider-admin'))).toEqual(['Kirjaaja Toni']);
  });
});

describe('tasks and notices', () => {
  const OTHER_SERVICE = newId();
  const NOTICES = { RETURNED_VISIT: 'VISIT_RETURNED', CLIENT_MOVED: 'VISIT_HELD' } as const;
  let recorder: Actor;
  const ids: string[] = [];
  beforeAll(async () => {
    const SAVE = 'mutation ($input: SaveServiceTeamInput!) { saveServiceTeam(input: $input) { serviceTeam { id } } }';
    const input = {
      idempotencyKey: newId(),
      name: 'Tiimi',
      serviceIds: [SERVICE_ID, OTHER_SERVICE],
      memberIds: [PERSONAS.recorder.userId],
    };
    const { data } = await world.identity.ask(actorOf('provider-admin'), SAVE, { input });
    recorder = actorOf('recorder', [data.saveServiceTeam.serviceTeam.id]);
    const columns = 'id, kind, subject_id, organisation_kind, organisation_id, roles, service_id';
    const values = `values ($1, $2, $3, $4, $5, '{RECORDER}', $6, $7::timestamptz)`;
    const { pool } = world.identity.database;
    for (const [kind, serviceId, day, organisation] of [
      ['RETURNED_VISIT', SERVICE_ID, '2026-05-01', COMPANY],
      ['CLIENT_MOVED', SERVICE_ID, '2026-05-02', COMPANY],
      ['RETURNED_VISIT', OTHER_SERVICE, '2026-05-03', COMPANY],
      ['RETURNED_VISIT', null, '2026-05-04', COMPANY],
      // For others: of a service that no team of theirs covers, and of another organisation.
      ['RETURNED_VISIT', newId(), '2026-05-05', COMPANY],
      ['RETURNED_VISIT', SERVICE_ID, '2026-05-06', PIRKANMAA],
    ] as const) {
      const id = newId();
      ids.push(id);
      const given = (what: string) => [id, what, newId(), organisation.kind, organisation.id, serviceId, `${day}T12:00:00Z`];
      await pool.query(`insert into inbox_task (${columns}, opened_at) ${values}`, given(kind));
      await pool.query(`insert into inbox_notice (${columns}, given_at) ${values}`, given(NOTICES[kind]));
    }
  });
  const found = async (field: string, args = '', actor = recorder) => (await read(actor, field, args)).map(({ id }) => ids.indexOf(id));

  it.each(['tasks', 'notices'])('%s come newest first', async (field) => {
    expect(await found(field)).toEqual([3, 2, 1, 0]);
  });

  it('tasks may come in the order in which they have waited', async () => {
    expect(await found('tasks', 'order: OPENED_ASC')).toEqual([0, 1, 2, 3]);
    expect(await found('tasks', `filter: { serviceId: "${SERVICE_ID}" } order: OPENED_ASC`)).toEqual([0, 1]);
  });

  it.each([
    ['tasks', 'CLIENT_MOVED', 'RETURNED_VISIT'],
    ['notices', 'VISIT_HELD', 'VISIT_RETURNED'],
  ])('%s are found by kind, service and moment', async (field, held, returned) => {
    expect(await found(field, `filter: { kinds: [${held}] }`)).toEqual([1]);
    expect(await found(field, `filter: { kinds: [${held}, ${returned}] }`)).toEqual([3, 2, 1, 0]);
    expect(await found(field, `filter: { kinds: [${returned}], serviceId: "${SERVICE_ID}" }`)).toEqual([0]);
    expect(await found(field, 'filter: { since: "2026-05-03T12:00:00Z" }')).toEqual([3, 2]);
    await expect(found(field, 'filter: { serviceId: "x" }')).rejects.toThrow('BAD_USER_INPUT');
  });

  it.each(['tasks', 'notices'])('nobody else finds or counts the %s of others', async (field) => {
    const strangers = [actorOf('other-recorder', recorder.teamIds), { ...recorder, roles: ['PREPARER'] }, actorOf('granter')];
    for (const actor of strangers)
      for (const args of ['', `filter: { serviceId: "${SERVICE_ID}" }`]) expect(await found(field, args, actor)).toEqual([]);
    expect(await found(field, `filter: { serviceId: "${SERVICE_ID}" }`, { ...recorder, teamIds: [] })).toEqual([]);
  });
});
