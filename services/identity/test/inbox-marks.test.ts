/** What readers do with their inbox: they read, take work and give it back, each in what is theirs. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { bookingsTasks } from '@seteli/schema/events/bookings';
import { COMPANY, PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { openPeer, untilApplied, type Peer } from '@seteli/testing/peer';
import { actorOf, openWorld, SERVICE_ID, type World } from './world.ts';

let world: World;
let bookings: Peer;
let teamId: string;
beforeAll(async () => {
  world = await openWorld();
  bookings = await openPeer('bookings');
  const SAVE = 'mutation ($input: SaveServiceTeamInput!) { saveServiceTeam(input: $input) { serviceTeam { id } } }';
  const memberIds = [PERSONAS.recorder.userId, PERSONAS['service-manager'].userId];
  const input = { idempotencyKey: newId(), name: 'Tiimi', serviceIds: [SERVICE_ID], memberIds };
  teamId = (await world.identity.ask(actorOf('provider-admin'), SAVE, { input })).data.saveServiceTeam.serviceTeam.id;
});
afterAll(async () => {
  await world.stop();
  await bookings.stop();
});

const AKU = PERSONAS.aku.person.id;
const opened = async (change: object = {}) => {
  const task = {
    taskId: newId(),
    kind: 'RETURNED_VISIT',
    subjectId: newId(),
    organisationKind: 'PROVIDER' as const,
    organisationId: COMPANY.id,
    roles: ['RECORDER', 'SERVICE_MANAGER'],
    serviceId: SERVICE_ID as string | null,
    dueDay: null,
    openedAt: Temporal.Instant.from('2026-01-01T00:00:00Z'),
    ...change,
  };
  await say(announce(bookingsTasks.taskOpened, task.taskId, task));
  return task;
};
const told = async (personId = AKU, roles = ['CLIENT', 'MANDATE_SEE', 'MANDATE_ARRANGE']) => {
  const noticeId = newId();
  const address = { kind: 'PRICE_RISE', subjectId: newId(), organisationKind: 'PERSON' as const, organisationId: personId };
  await say(announce(bookingsTasks.noticeGiven, noticeId, { noticeId, ...address, roles, serviceId: SERVICE_ID, dueDay: null }));
  return noticeId;
};
async function say(announcement: ReturnType<typeof announce>): Promise<void> {
  await bookings.say(PIRKANMAA.id, announcement);
  await untilApplied(world.identity.database, [bookings]);
}

type Item = { id: string; readAt: string | null; takenBy?: { id: string } | null; takenAt?: string | null };
const list = async (by: Actor, field: 'tasks' | 'notices', filter = '{}') => {
  const taken = field === 'tasks' ? 'takenBy { id } takenAt' : '';
  const query = `{ page: ${field}(filter: ${filter}) { totalCount edges { node { id readAt ${taken} } } } }`;
  const { data, errors } = await world.identity.ask(by, query);
  if (errors) throw new Error(errors[0]!.extensions.code as string);
  const items: Item[] = data.page.edges.map(({ node }: { node: Item }) => node);
  return { count: data.page.totalCount as number, items, of: (id: string) => items.find((each) => each.id === id) };
};
const act = async (by: Actor, mutation: string, type: string, input: object) => {
  const answer = mutation === 'markRead' ? 'ids' : 'task { id takenBy { id } }';
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${answer} refusal { code path } } }`;
  const { data, errors } = await world.identity.ask(by, query, { input: { idempotencyKey: newId(), ...input } });
  if (errors) throw new Error(errors[0]!.extensions.code as string);
  return data[mutation];
};
const markRead = (by: Actor, ...ids: string[]) => act(by, 'markRead', 'MarkReadInput', { ids });
const takeTask = (by: Actor, taskId: string) => act(by, 'takeTask', 'TakeTaskInput', { taskId });
const releaseTask = (by: Actor, taskId: string) => act(by, 'releaseTask', 'ReleaseTaskInput', { taskId });
const recorder = () => actorOf('recorder', [teamId]);
const manager = () => actorOf('service-manager', [teamId]);

test('a client reads and counts their own notices, of whatever service, and nobody else does', async () => {
  const noticeId = await told();
  const aku = actorOf('aku');
  expect((await list(aku, 'notices')).of(noticeId)).toEqual({ id: noticeId, readAt: null });
  expect((await list(aku, 'tasks')).items).toEqual([]);
  for (const by of [actorOf('other-client'), recorder(), actorOf('granter')])
    expect((await list(by, 'notices')).of(noticeId)).toBeUndefined();
});

test('whoever may see for a client reads the client’s notices, and whoever may only pay does not', async () => {
  const noticeId = await told();
  const representative = (role: string): Actor => ({
    ...actorOf('other-client'),
    organisation: { kind: 'PERSON', id: AKU },
    roles: [role],
  });
  expect((await list(representative('MANDATE_SEE'), 'notices')).of(noticeId)).toBeDefined();
  await expect(list(representative('MANDATE_PAY'), 'notices')).rejects.toThrow('FORBIDDEN');
});

test('what one reader has read is unread for the others, and is counted so', async () => {
  const [{ taskId }, other] = [await opened(), await opened()];
  const before = (await list(recorder(), 'tasks', '{ unread: true }')).count;
  expect(await markRead(recorder(), taskId, taskId)).toEqual({ ids: [taskId], refusal: null });
  const at = (await list(recorder(), 'tasks')).of(taskId)!.readAt;
  expect(at).toBe('2026-06-01T09:00:00.000Z');
  expect((await list(recorder(), 'tasks', '{ unread: true }')).count).toBe(before - 1);
  const read = await list(recorder(), 'tasks', '{ unread: false }');
  expect([read.count, read.of(taskId)?.id, read.of(other.taskId)]).toEqual([1, taskId, undefined]);
  expect((await list(manager(), 'tasks')).of(taskId)!.readAt).toBeNull();
  world.identity.clock.advance({ minutes: 1 });
  await markRead(recorder(), taskId);
  expect((await list(recorder(), 'tasks')).of(taskId)!.readAt).toBe(at);
});

test('nobody reads what is not in their inbox, and learns nothing of it', async () => {
  const [noticeId, { taskId }] = [await told(), await opened()];
  expect(await markRead(actorOf('other-client'), noticeId, taskId, newId())).toEqual({ ids: [], refusal: null });
  expect(await markRead(actorOf('recorder'), taskId)).toEqual({ ids: [], refusal: null });
  const { rows } = await world.identity.database.pool.query('select from inbox_read where item_id = any($1::uuid[])', [[noticeId, taskId]]);
  expect(rows).toEqual([]);
});

test('a task that somebody took is shown as theirs, and nobody else takes it before they give it back', async () => {
  const { taskId } = await opened();
  const [mine, theirs] = [PERSONAS.recorder.userId, PERSONAS['service-manager'].userId];
  expect(await takeTask(recorder(), taskId)).toEqual({ task: { id: taskId, takenBy: { id: mine } }, refusal: null });
  expect((await takeTask(recorder(), taskId)).task.takenBy.id).toBe(mine);
  expect((await list(manager(), 'tasks')).of(taskId)).toMatchObject({ takenBy: { id: mine } });
  const refused = { task: null, refusal: { code: 'TASK_TAKEN', path: ['taskId'] } };
  expect(await takeTask(manager(), taskId)).toEqual(refused);
  expect(await releaseTask(manager(), taskId)).toEqual(refused);
  expect((await releaseTask(recorder(), taskId)).task.takenBy).toBeNull();
  expect((await takeTask(manager(), taskId)).task.takenBy.id).toBe(theirs);
});

test('two who take a task at the same moment do not both get it', async () => {
  const { taskId } = await opened();
  const answers = await Promise.all([recorder(), manager(), recorder(), manager()].map((by) => takeTask(by, taskId)));
  const takers = new Set(answers.flatMap(({ task }) => (task ? [task.takenBy.id] : [])));
  expect([takers.size, answers.filter(({ refusal }) => refusal?.code === 'TASK_TAKEN').length]).toEqual([1, 2]);
});

test('an administrator gives back what somebody took who is away', async () => {
  const { taskId } = await opened({ roles: ['RECORDER', 'ADMIN'], serviceId: null });
  await takeTask(recorder(), taskId);
  expect((await releaseTask(actorOf('provider-admin'), taskId)).task.takenBy).toBeNull();
});

test('nobody takes a task that is not theirs or has ended, and systems and clients take none', async () => {
  const task = await opened();
  const refused = { task: null, refusal: { code: 'NOT_FOUND', path: ['taskId'] } };
  for (const by of [actorOf('other-recorder', [teamId]), actorOf('recorder'), actorOf('checker', [teamId])])
    expect(await takeTask(by, task.taskId)).toEqual(refused);
  await say(announce(bookingsTasks.taskClosed, task.taskId, { ...task, closedAt: task.openedAt }));
  expect(await takeTask(recorder(), task.taskId)).toEqual(refused);
  await expect(takeTask(actorOf('aku'), task.taskId)).rejects.toThrow('FORBIDDEN');
  await expect(takeTask({ ...actorOf('organiser-admin'), roles: ['SYSTEM_READ'] }, task.taskId)).rejects.toThrow('FORBIDDEN');
});

test('a repeated request answers the same, and one with other input under its key is refused', async () => {
  const { taskId } = await opened();
  const key = { idempotencyKey: newId() };
  const first = await act(recorder(), 'takeTask', 'TakeTaskInput', { ...key, taskId });
  await releaseTask(recorder(), taskId);
  expect((await act(recorder(), 'takeTask', 'TakeTaskInput', { ...key, taskId })).task.id).toBe(first.task.id);
  expect((await list(recorder(), 'tasks')).of(taskId)!.takenBy).toBeNull();
  const other = await act(recorder(), 'takeTask', 'TakeTaskInput', { ...key, taskId: newId() });
  expect(other.refusal.code).toBe('IDEMPOTENCY_MISMATCH');
  expect((await act(manager(), 'takeTask', 'TakeTaskInput', { ...key, taskId })).task.takenBy.id).toBe(PERSONAS['service-manager'].userId);
});
