/**
 * Promises of tasks and notices: a task is open once, however often and by whomever it is opened. Both are told with
 * their cause or not at all.
 */
import { ORGANISATION_KINDS } from '@seteli/schema/actors';
import { openDatabase } from '@seteli/kit/database';
import type { Database } from '@seteli/kit/db';
import { newId } from '@seteli/kit/ids';
import { readOutboxPage } from '@seteli/kit/outbox';
import { keepTasks, taskEvents, type Addressed } from '@seteli/kit/tasks';
import { SERVICE } from '@seteli/kit/scope';
import { newDatabase } from '@seteli/testing/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { now, silent } from './exchange.ts';

let database: Database;
beforeAll(async () => {
  database = openDatabase({ url: (await newDatabase('bookings')).url, log: silent, name: 'test', max: 10 }).within(SERVICE);
});
afterAll(() => database.close());

const { openTasks, closeTasks, giveNotices } = keepTasks<'TO_DO' | 'OTHER', 'DONE'>(taskEvents('bookings', ORGANISATION_KINDS));

const addressed = <Kind extends 'TO_DO' | 'OTHER' | 'DONE'>(kind: Kind, partition: string, subjectId = newId()): Addressed<Kind> => ({
  partition,
  kind,
  subjectId,
  organisation: { kind: 'PROVIDER', id: newId() },
  roles: ['RECORDER'],
  serviceId: newId(),
  dueDay: Temporal.PlainDate.from('2026-09-30'),
});
const open = (...tasks: Addressed<'TO_DO' | 'OTHER'>[]) => database.transaction((tx) => openTasks(tx, tasks, { now }));
const close = (...subjectIds: string[]) => database.transaction((tx) => closeTasks(tx, 'TO_DO', subjectIds, { now }));
type Told = { type: string; subject: string; data: Record<string, unknown> };
const told = async (partition: string): Promise<Told[]> => JSON.parse(await readOutboxPage(database.reader, 'bookings', partition, 0));
const kindsOf = async (partition: string) => (await told(partition)).map(({ type }) => type.split('.')[3]);

test('a task is open once for its kind and subject, and its end tells all of it', async () => {
  const task = addressed('TO_DO', 'a');
  await open(task, addressed('OTHER', 'a', task.subjectId));
  await open(task);
  await close(task.subjectId);
  await close(task.subjectId, newId());
  const [opened, other, closed, ...more] = await told('a');
  expect([opened!.data.kind, other!.data.kind, more]).toEqual(['TO_DO', 'OTHER', []]);
  expect(opened!.data).toEqual({
    taskId: opened!.subject,
    kind: 'TO_DO',
    subjectId: task.subjectId,
    organisationKind: 'PROVIDER',
    organisationId: task.organisation.id,
    roles: ['RECORDER'],
    serviceId: task.serviceId,
    dueDay: '2026-09-30',
    openedAt: '2026-06-01T09:00:00.000Z',
  });
  expect(closed).toMatchObject({ subject: opened!.subject, data: { ...opened!.data, closedAt: '2026-06-01T09:00:00.000Z' } });
});

test('a closed task may be opened again, as another one', async () => {
  const task = addressed('TO_DO', 'again');
  for (const step of [open, open]) await step(task).then(() => close(task.subjectId));
  const events = await told('again');
  expect(events.map(({ type }) => type.split('.')[3])).toEqual(['task-opened', 'task-closed', 'task-opened', 'task-closed']);
  expect(new Set(events.map(({ subject }) => subject)).size).toBe(2);
});

test('when many open and close the same tasks at a time, each task is told once, and ends once', async () => {
  const tasks = Array.from({ length: 20 }, () => addressed('TO_DO', 'race'));
  await Promise.all(Array.from({ length: 8 }, (_, turn) => open(...(turn % 2 ? tasks : tasks.toReversed()))));
  expect(await kindsOf('race')).toEqual(tasks.map(() => 'task-opened'));
  const ids = tasks.map(({ subjectId }) => subjectId);
  await Promise.all(Array.from({ length: 8 }, (_, turn) => close(...(turn % 2 ? ids : ids.toReversed()))));
  expect((await kindsOf('race')).slice(20)).toEqual(tasks.map(() => 'task-closed'));
});

test('a rolled-back transaction opens no task and tells nobody', async () => {
  const task = addressed('TO_DO', 'back');
  const attempt = database.transaction(async (tx) => {
    await openTasks(tx, [task], { now });
    giveNotices(tx, [addressed('DONE', 'back')], { now });
    throw new Error('rolled back');
  });
  await expect(attempt).rejects.toThrow('rolled back');
  expect(await told('back')).toEqual([]);
  await database.transaction((tx) => giveNotices(tx, [addressed('DONE', 'back')], { now }));
  await open(task);
  expect(await kindsOf('back')).toEqual(['notice-given', 'task-opened']);
});
