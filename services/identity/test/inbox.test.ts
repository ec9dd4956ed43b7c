/** The inbox: announcements wait for people of an organisation who have the roles and teams, and for nobody else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { readPage } from '@seteli/kit/pages';
import { announce } from '@seteli/kit/outbox';
import { openPeer, untilApplied, type Peer } from '@seteli/testing/peer';
import { bookingsTasks } from '@seteli/schema/events/bookings';
import { PLATFORM } from '@seteli/schema/actors';
import { vouchersTasks } from '@seteli/schema/events/vouchers';
import { COMPANY, PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { inboxForgettingChore } from '../src/jobs/inbox.ts';
import { saveUser } from '../src/commands/user.ts';
import { listNotices, listTasks, NOTICE_ORDER, TASK_ORDERS } from '../src/store/inbox.ts';
import { actorOf, openWorld, SERVICE_ID, type World } from './world.ts';

let world: World;
let peers: { readonly bookings: Peer; readonly vouchers: Peer };
let teamId: string;
let checkersTeamId: string;
beforeAll(async () => {
  world = await openWorld();
  const [bookings, vouchers] = await Promise.all([openPeer('bookings'), openPeer('vouchers')]);
  peers = { bookings, vouchers };
  const team = async (by: Actor, ...memberIds: string[]) => {
    const SAVE = 'mutation ($input: SaveServiceTeamInput!) { saveServiceTeam(input: $input) { serviceTeam { id } } }';
    const input = { idempotencyKey: newId(), name: 'Tiimi', serviceIds: [SERVICE_ID], memberIds };
    return (await world.identity.ask(by, SAVE, { input })).data.saveServiceTeam.serviceTeam.id;
  };
  teamId = await team(actorOf('provider-admin'), PERSONAS.recorder.userId);
  checkersTeamId = await team(actorOf('organiser-admin'), PERSONAS.checker.userId);
});
afterAll(async () => {
  await world.stop();
  await Promise.all([peers.bookings.stop(), peers.vouchers.stop()]);
});

const openedAt = Temporal.Instant.from('2026-06-16T09:00:00Z');
const returnedVisit = {
  kind: 'RETURNED_VISIT',
  organisationKind: 'PROVIDER' as const,
  organisationId: COMPANY.id,
  roles: ['RECORDER', 'SERVICE_MANAGER'],
  serviceId: SERVICE_ID as string | null,
  dueDay: Temporal.PlainDate.from('2026-09-30'),
};
const toCheckers = { ...returnedVisit, kind: 'CORRECTION_REQUEST', organisationKind: 'ORGANISER' as const, organisationId: PIRKANMAA.id };
const forCheckers = { ...toCheckers, roles: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER'], dueDay: null };

const taskOf = (change: Partial<typeof forCheckers | typeof returnedVisit> = {}) => ({
  ...returnedVisit,
  ...change,
  taskId: newId(),
  subjectId: newId(),
  openedAt,
});
type Task = ReturnType<typeof taskOf>;
const opened = (task: Task, { taskOpened } = bookingsTasks) => announce(taskOpened, task.taskId, task as never);
const closed = (task: Task) => announce(bookingsTasks.taskClosed, task.taskId, { ...task, closedAt: openedAt.add({ hours: 1 }) } as never);
const say = async (peer: Peer, ...announcements: Parameters<Peer['say']>[1][]) => {
  await peer.say(PIRKANMAA.id, ...announcements);
  await untilApplied(world.identity.database, [peer]);
};

const QUERY = `query ($first: Int!, $after: String) { tasks(first: $first, after: $after) {
  edges { node { id kind subjectId dueDay openedAt service { id } } } pageInfo { hasNextPage endCursor } } }`;
type Page = { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
const list = async (by: Actor, first = 200, after: string | null = null): Promise<Page> => {
  const { data, errors } = await world.identity.ask(by, QUERY, { first, after });
  if (errors) throw new Error(errors[0]!.extensions.code as string);
  return data.tasks;
};
const sees = async (by: Actor, { taskId }: Task) => (await list(by)).edges.some(({ node }) => node.id === taskId);

describe('a task', () => {
  test('is shown to the roles and teams that it is for, with its subject as an id, until it ends', async () => {
    const task = taskOf();
    await say(peers.bookings, opened(task));
    const recorder = actorOf('recorder', [teamId]);
    expect((await list(recorder)).edges.find(({ node }) => node.id === task.taskId)!.node).toEqual({
      id: task.taskId,
      kind: 'RETURNED_VISIT',
      subjectId: task.subjectId,
      dueDay: '2026-09-30',
      openedAt: '2026-06-16T09:00:00.000Z',
      service: { id: SERVICE_ID },
    });
    const strangers = [
      actorOf('recorder'),
      actorOf('recorder', [checkersTeamId]),
      actorOf('provider-admin', [teamId]),
      actorOf('other-recorder', [teamId]),
      actorOf('checker', [teamId]),
    ];
    for (const by of strangers) expect(await sees(by, task)).toBe(false);
    await say(peers.bookings, closed(task));
    expect(await sees(recorder, task)).toBe(false);
  });

  test('without a service is for all of the organisation who have the role', async () => {
    const task = taskOf({ serviceId: null });
    await say(peers.bookings, opened(task));
    expect([await sees(actorOf('recorder'), task), await sees(actorOf('provider-admin'), task)]).toEqual([true, false]);
  });

  test('of an organiser is for those of its roles whose teams cover the service, so that each reader can do it', async () => {
    const task = taskOf(forCheckers);
    await say(peers.vouchers, opened(task, vouchersTasks));
    const covered = (['checker', 'approver', 'granter'] as const).map((who) => actorOf(who, [checkersTeamId]));
    const system = { ...actorOf('organiser-admin'), roles: ['SYSTEM_READ', 'SETTLEMENT_APPROVER'] };
    const outside = [actorOf('checker'), actorOf('approver'), system, actorOf('organiser-admin')];
    expect(await Promise.all([...covered, ...outside].map((by) => sees(by, task)))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(await sees(actorOf('other-checker', [checkersTeamId]), task)).toBe(false);
  });

  test('that no active team member can do is shown to the administrators, who make the teams, and to nobody else', async () => {
    const task = taskOf();
    await say(peers.bookings, opened(task));
    const uncovered = taskOf({ serviceId: newId() });
    await say(peers.bookings, opened(uncovered));
    const [manager, administrator] = [actorOf('service-manager'), actorOf('provider-admin')];
    expect([await sees(manager, task), await sees(administrator, task)]).toEqual([false, false]);
    expect([await sees(manager, uncovered), await sees(administrator, uncovered)]).toEqual([false, true]);
    expect(await sees(actorOf('organiser-admin'), uncovered)).toBe(false);
    const { userId: id, organisation, person } = PERSONAS.recorder;
    const active = (isActive: boolean) =>
      saveUser(world.desk, { id, organisation, roles: ['RECORDER'], active: isActive, personId: person.id });
    await active(false);
    expect([await sees(manager, task), await sees(administrator, task), await sees(actorOf('other-service-manager'), task)]).toEqual([
      false,
      true,
      false,
    ]);
    await active(true);
    expect(await sees(administrator, task)).toBe(false);
    await say(peers.bookings, closed(task), closed(uncovered));
  });

  test('whose end comes first is never open, and a repeated one stays as it is', async () => {
    const [late, twice] = [taskOf(), taskOf()];
    await say(peers.bookings, closed(late), opened(late), opened(twice), opened(twice), closed(twice), closed(twice), opened(twice));
    for (const task of [late, twice]) expect(await sees(actorOf('recorder', [teamId]), task)).toBe(false);
    const { rows } = await world.identity.database.pool.query('select closed_at from inbox_task where id = any($1::uuid[])', [
      [late.taskId, twice.taskId],
    ]);
    expect(rows).toEqual([late, twice].map(() => ({ closed_at: new Date('2026-06-16T10:00:00Z') })));
  });

  test('of a kind that this version does not know is kept, and not shown yet', async () => {
    const task = taskOf({ kind: 'OF_ANOTHER_TIME' });
    await say(peers.bookings, opened(task));
    expect(await sees(actorOf('recorder', [teamId]), task)).toBe(false);
  });

  test('comes in pages, the newest first; clients have none, and operators no inbox', async () => {
    const tasks = [taskOf(), taskOf(), taskOf()];
    await say(peers.bookings, ...tasks.map((task) => opened(task)));
    const recorder = actorOf('recorder', [teamId]);
    const first = await list(recorder, 2);
    const second = await list(recorder, 1, first.pageInfo.endCursor);
    expect([...first.edges, ...second.edges].map(({ node }) => node.id)).toEqual(tasks.map(({ taskId }) => taskId).toReversed());
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect((await list(actorOf('aku'))).edges).toEqual([]);
    const operator = { ...actorOf('aku'), organisation: PLATFORM, roles: ['OPERATOR'] };
    await expect(list(operator)).rejects.toThrow('FORBIDDEN');
  });
});

test('those whom a notice is for read it once, however often it comes', async () => {
  const { openedAt: _, taskId: noticeId, ...told } = taskOf({ kind: 'VISIT_RETURNED' });
  const given = announce(bookingsTasks.noticeGiven, noticeId, { noticeId, ...told });
  await say(peers.bookings, given, given);
  const notices = async (by: Actor) => {
    const { data } = await world.identity.ask(by, '{ notices { edges { node { id kind subjectId givenAt dueDay service { id } } } } }');
    return data.notices.edges.map(({ node }: { node: unknown }) => node);
  };
  const shown = {
    id: noticeId,
    kind: 'VISIT_RETURNED',
    subjectId: told.subjectId,
    givenAt: '2026-01-01T00:00:00.000Z',
    dueDay: '2026-09-30',
    service: { id: SERVICE_ID },
  };
  expect(await notices(actorOf('recorder', [teamId]))).toEqual([shown]);
  for (const by of [actorOf('recorder'), actorOf('provider-admin', [teamId]), actorOf('other-recorder', [teamId]), actorOf('checker')])
    expect(await notices(by)).toEqual([]);
});

test('identity forgets tasks that ended and notices given more than 13 months ago; open tasks stay', async () => {
  const { database, clock } = world.identity;
  const pool = database.pool;
  const tasks = [taskOf(), taskOf(), taskOf()];
  const [old, recent, open] = tasks as [Task, Task, Task];
  const noticeOf = (task: Task) => {
    const { openedAt: _, taskId: noticeId, ...told } = task;
    return announce(bookingsTasks.noticeGiven, noticeId, { noticeId, ...told, kind: 'VISIT_HELD' } as never);
  };
  await say(peers.bookings, ...tasks.map((task) => opened(task)), closed(old), closed(recent), noticeOf(old), noticeOf(recent));
  const day = (ago: { months: number; days: number }) =>
    clock.now().toZonedDateTimeISO('Europe/Helsinki').subtract(ago).toInstant().toString();
  const [over, within] = [day({ months: 13, days: 1 }), day({ months: 12, days: 28 })];
  await pool.query('update inbox_task set opened_at = $2, closed_at = closed_at - (closed_at - $2) where id = any($1::uuid[])', [
    [old.taskId, open.taskId],
    over,
  ]);
  await pool.query('update inbox_task set closed_at = $2 where id = $1', [recent.taskId, within]);
  await pool.query(
    'update inbox_notice set given_at = case id when $1 then $3::timestamptz else $4::timestamptz end where id in ($1, $2)',
    [old.taskId, recent.taskId, over, within],
  );
  const chore = inboxForgettingChore({ database, clock });
  while (await chore.run());
  const left = async (table: string) =>
    (await pool.query(`select id from ${table} where id = any($1::uuid[]) order by id`, [tasks.map(({ taskId }) => taskId)])).rows.map(
      ({ id }) => id,
    );
  expect([await left('inbox_task'), await left('inbox_notice')]).toEqual([[recent.taskId, open.taskId].toSorted(), [recent.taskId]]);
});

test('a reader with little to read costs little, however much there is for others', async () => {
  const { pool, reader } = world.identity.database;
  const FOR_OTHERS = `uuidv7(), $2, gen_random_uuid(), 'PROVIDER', $1::uuid, array['RECORDER'], md5((n % 4)::text)::uuid, null::date, now() from generate_series(1, 5000) n`;
  await pool.query(`insert into inbox_notice select ${FOR_OTHERS}`, [COMPANY.id, 'VISIT_HELD']);
  await pool.query(
    `insert into inbox_task (id, kind, subject_id, organisation_kind, organisation_id, roles, service_id, due_day, opened_at) select ${FOR_OTHERS}`,
    [COMPANY.id, 'RETURNED_VISIT'],
  );
  type Plan = { Plans?: Plan[]; 'Relation Name'?: string; 'Actual Rows': number; 'Rows Removed by Filter'?: number };
  const lookedAt = ({ Plans = [], ...node }: Plan): number =>
    (node['Relation Name']?.startsWith('inbox_') ? node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) : 0) +
    Plans.reduce((sum, plan) => sum + lookedAt(plan), 0);
  const who = { ...actorOf('recorder'), seesNobodys: false };
  for (const query of [
    listNotices(reader, who, {}, readPage(NOTICE_ORDER, { first: 50 })),
    listTasks(reader, who, {}, readPage(TASK_ORDERS.OPENED_DESC, { first: 50 })),
  ]) {
    const { sql, params } = (query as unknown as { toSQL(): { sql: string; params: unknown[] } }).toSQL();
    const { rows } = await pool.query(`explain (analyze, format json) ${sql}`, params);
    expect(lookedAt(rows[0]['QUERY PLAN'][0].Plan)).toBeLessThan(500);
  }
});
