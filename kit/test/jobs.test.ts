/**
 * Promises of jobs: a job starts with its cause or not at all, each piece happens once wherever it dies, and no job
 * keeps back another.
 */
import type { Actor } from '@seteli/kit/actor';
import { stillClock } from '@seteli/kit/clock';
import { openDatabase } from '@seteli/kit/database';
import type { Database, Tx } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import { findJobs, findJobsOf, hasStartedJob, startJob, stateOf, workingOff, type AnyWork, type Job, type Piece } from '@seteli/kit/jobs';
import { newDatabase } from '@seteli/testing/database';
import { createNudge, pause } from '@seteli/kit/waiting';
import { SERVICE } from '@seteli/kit/scope';
import { withClient, type DatabaseUrls } from '@seteli/local/service-database';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { now, silent } from './exchange.ts';

let urls: DatabaseUrls;
let database: Database;
beforeAll(async () => {
  urls = await newDatabase('settlement');
  await withClient(urls.ownerUrl, (client) =>
    client.query('create table effect (job uuid, place int); grant insert on effect to settlement'),
  );
  database = openDatabase({ url: urls.url, log: silent, name: 'test', max: 10 }).within(SERVICE);
});
afterAll(() => database.close());
beforeEach(() => withClient(urls.ownerUrl, (client) => client.query('delete from job; delete from effect')));

const actor: Actor = { userId: newId(), organisation: { kind: 'ORGANISER', id: newId() }, roles: ['SETTLEMENT_APPROVER'], teamIds: [] };
const start = (kind: string, total = 3, subjectId = newId()) =>
  database.transaction((tx) => startJob(tx, actor, { kind, subjectId, step: 0, total, now }));

/** Counts from 0 to the total, and leaves a row for each piece. `before` may fail. */
const counting = (kind: string, before: (tx: Tx, job: Job<number>) => Promise<void> | void = () => undefined): AnyWork => ({
  kind,
  async piece(tx: Tx, job: Job<number>): Promise<Piece<number>> {
    await tx.execute(sql`insert into effect values (${job.id}, ${job.step})`);
    await before(tx, job);
    const done = job.step + 1;
    return { done, step: done < job.total ? done : null };
  },
});

const working = (works: readonly AnyWork[], by = database) =>
  workingOff(works, { database: by, clock: stillClock(now.toString()), log: silent, bell: createNudge() });
async function workOff(...works: readonly AnyWork[]): Promise<void> {
  const chore = working(works);
  while (await chore.run());
}
const read = async (id: Id) => (await findJobs(database.reader, actor, [id]))[0]!;
const effectsOf = async (id: Id): Promise<number[]> =>
  (await database.pool.query('select place from effect where job = $1 order by place', [id])).rows.map(({ place }) => place);

test('a job waits, runs and is done, and reports each time how far it is', async () => {
  const id = await start('COUNT', 2);
  const chore = working([counting('COUNT')]);
  const seen = [await read(id)];
  for (let piece = 0; piece < 2; piece++) {
    await chore.run();
    seen.push(await read(id));
  }
  expect(await chore.run()).toBe(false);
  expect(seen.map((job) => [stateOf(job), job.done, job.total, job.startedAt, job.endedAt])).toEqual([
    ['WAITING', 0, 2, null, null],
    ['RUNNING', 1, 2, now, null],
    ['DONE', 2, 2, now, now],
  ]);
  expect(seen[0]).toMatchObject({ kind: 'COUNT', startedBy: actor.userId, askedAt: now, refusal: null });
});

test('a job that its command takes back was never started', async () => {
  let tried: Tx | undefined;
  const attempt = database.transaction(async (tx) => {
    await startJob(tx, actor, { kind: 'COUNT', subjectId: newId(), step: 0, total: 1, now });
    tried = tx;
    throw new Error('refused after all');
  });
  await expect(attempt).rejects.toThrow('refused after all');
  expect(hasStartedJob(tried!)).toBe(true);
  expect(await working([counting('COUNT')]).run()).toBe(false);
});

test('a job may end in a refusal', async () => {
  const id = await start('REFUSED');
  await workOff({ kind: 'REFUSED', piece: async () => ({ done: 1, step: null, refusal: { code: 'LIMIT_REACHED' } }) });
  const job = await read(id);
  expect([stateOf(job), job.done, job.refusal]).toEqual(['REFUSED', 1, { code: 'LIMIT_REACHED' }]);
});

describe('a piece that dies', () => {
  test.each([1, 2, 3])('the %s. of three, in its middle, comes again, and each effect is there once', async (which) => {
    const id = await start('DIES');
    let died = false;
    await workOff(
      counting('DIES', async (tx, { step }) => {
        if (died || step !== which - 1) return;
        died = true;
        await tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
      }),
    );
    for (const deadline = performance.now() + 10_000; !(await read(id)).endedAt && performance.now() < deadline;)
      await workOff(counting('DIES'));
    expect([died, stateOf(await read(id)), await effectsOf(id)]).toEqual([true, 'DONE', [0, 1, 2]]);
  });

  test('again and again rests, and keeps back no other', async () => {
    const bad = await start('FAILS');
    const good = await start('COUNT', 5);
    await workOff(
      counting('FAILS', () => Promise.reject(new Error('always'))),
      counting('COUNT'),
    );
    expect([stateOf(await read(bad)), await effectsOf(bad), stateOf(await read(good))]).toEqual(['WAITING', [], 'DONE']);
  });
});

describe('a piece that has nothing to do yet', () => {
  /** Counts when it is let. */
  const letBy = (gate: { isOpen: boolean; looks: number }): AnyWork => ({
    kind: 'WAITS',
    async piece(_: Tx, { step, total, done }: Job<number>): Promise<Piece<number>> {
      gate.looks++;
      if (!gate.isOpen) return { done, step, rests: true };
      return { done: step + 1, step: step + 1 < total ? step + 1 : null };
    },
  });

  test('is looked for again after rests, and keeps back no other', async () => {
    const gate = { isOpen: false, looks: 0 };
    const [waiting, other] = [await start('WAITS', 2), await start('COUNT', 5)];
    const chore = working([letBy(gate), counting('COUNT')]);
    while (await chore.run());
    expect([stateOf(await read(waiting)), gate.looks, stateOf(await read(other))]).toEqual(['RUNNING', 1, 'DONE']);
    expect(await chore.run()).toBe(false);
    gate.isOpen = true;
    await expect
      .poll(
        async () => {
          await chore.run();
          return stateOf(await read(waiting));
        },
        { timeout: 5_000 },
      )
      .toBe('DONE');
    expect(gate.looks).toBe(3);
  });

  test('rests the longer the longer it has nothing to do', async () => {
    const gate = { isOpen: false, looks: 0 };
    await start('WAITS', 2);
    const chore = working([letBy(gate)]);
    for (const until = performance.now() + 2_000; performance.now() < until; await pause(20)) await chore.run();
    expect(gate.looks).toBe(3);
  });
});

test('how much it is in all may be counted by its first piece', async () => {
  const id = await start('UNCOUNTED', 0);
  const seen: [number, number][] = [];
  const chore = working([
    {
      kind: 'UNCOUNTED',
      piece: async (_: Tx, { step, done, total }: Job<number>): Promise<Piece<number>> =>
        total === 0 ? { done, total: 3, step } : { done: done + 1, step: step < 1 ? step + 1 : null },
    },
  ]);
  while (await chore.run()) {
    const { done, total } = await read(id);
    seen.push([done, total]);
  }
  expect(seen).toEqual([
    [0, 3],
    [1, 3],
    [3, 3],
  ]);
});

test('work that nobody asked for is work of an organisation all the same', async () => {
  const { organisation } = actor;
  const id = await database.transaction((tx) =>
    startJob(tx, { userId: null, organisation }, { kind: 'COUNT', subjectId: newId(), step: 0, total: 1, now }),
  );
  await workOff(counting('COUNT'));
  expect(await read(id)).toMatchObject({ startedBy: null, organisationId: organisation.id, done: 1 });
});

test('one that fails again and again says since when, until it goes on', async () => {
  const id = await start('COUNT', 2);
  let isMended = false;
  const work = counting('COUNT', () => (isMended ? undefined : Promise.reject(new Error('not yet'))));
  const tools = { database, clock: stillClock(now.toString()), log: silent, bell: createNudge() };
  const chore = workingOff([work], { ...tools, afterAFault: { firstMs: 1, longestMs: 4 } });
  const tryOnce = async () => {
    await pause(10);
    await chore.run();
    return (await read(id)).restingSince;
  };
  expect([await tryOnce(), await tryOnce(), await tryOnce(), await tryOnce()]).toEqual([null, null, now, now]);
  isMended = true;
  expect(await tryOnce()).toBeNull();
  expect(await read(id)).toMatchObject({ done: 1, endedAt: null });
});

test('a kind that a newer version has started waits for that version', async () => {
  const id = await start('LATER');
  await workOff(counting('COUNT'));
  expect(stateOf(await read(id))).toBe('WAITING');
  await workOff(counting('LATER'));
  expect(stateOf(await read(id))).toBe('DONE');
});

test('a shorter job does not wait for a longer one', async () => {
  const long = await start('COUNT', 6);
  const short = await start('COUNT', 2);
  const chore = working([counting('COUNT')]);
  for (let piece = 0; piece < 4; piece++) await chore.run();
  expect([stateOf(await read(long)), stateOf(await read(short))]).toEqual(['RUNNING', 'DONE']);
});

test('two workers at once do no piece twice', async () => {
  const ids = await Promise.all([start('COUNT', 20), start('COUNT', 20)]);
  await Promise.all([workOff(counting('COUNT')), workOff(counting('COUNT'))]);
  await workOff(counting('COUNT'));
  for (const id of ids) expect(await effectsOf(id)).toEqual(Array.from({ length: 20 }, (_, place) => place));
});

test('another organisation does not find a job, and its own finds the newest of a thing', async () => {
  const subjectId = newId();
  const first = await start('COUNT', 1, subjectId);
  await workOff(counting('COUNT'));
  const second = await start('COUNT', 1, subjectId);
  const other = { organisation: { kind: 'ORGANISER' as const, id: newId() } };
  expect(await findJobs(database.reader, other, [first, second, 'no id'])).toEqual([]);
  expect((await findJobsOf(database.reader, 'COUNT', [subjectId])).get(subjectId)?.id).toBe(second);
});

describe('a work that asks another service', () => {
  const asking = (ask: (job: Job<number>) => Promise<number>): AnyWork => ({
    kind: 'ASK',
    ask: ask as AnyWork['ask'] & {},
    async piece(tx: Tx, job: Job<number>, _: unknown, answer: number): Promise<Piece<number>> {
      await tx.execute(sql`insert into effect values (${job.id}, ${answer})`);
      return { done: job.done + 1, step: job.done + 1 < job.total ? answer : null };
    },
  });

  test('asks before the transaction of each piece, and gives the piece the answer', async () => {
    const id = await start('ASK', 2);
    const locked: boolean[] = [];
    await workOff(
      asking(async (job) => {
        const { rowCount } = await database.transaction((tx) =>
          tx.execute(sql`select from job where id = ${job.id} for update skip locked`),
        );
        locked.push(rowCount === 0);
        return job.step + 10;
      }),
    );
    expect(await effectsOf(id)).toEqual([10, 20]);
    expect(locked).toEqual([false, false]);
  });

  test('goes on where it was when the other service is back, and does nothing twice', async () => {
    const id = await start('ASK', 2);
    let isAway = false;
    const work = asking(async (job) => {
      if (isAway) throw new Error('nobody answers');
      return job.step + 10;
    });
    const chore = workingOff([work], {
      database,
      clock: stillClock(now.toString()),
      log: silent,
      bell: createNudge(),
      afterAFault: { firstMs: 1, longestMs: 1 },
    });
    await chore.run();
    isAway = true;
    await chore.run();
    expect([stateOf(await read(id)), await effectsOf(id)]).toEqual(['RUNNING', [10]]);
    isAway = false;
    await pause(5);
    await chore.run();
    expect([stateOf(await read(id)), await effectsOf(id)]).toEqual(['DONE', [10, 20]]);
  });

  test('does a piece once when two replicas have asked about it', async () => {
    const id = await start('ASK', 2);
    const both = Promise.withResolvers<void>();
    let askers = 0;
    const work = asking(async (job) => {
      if (++askers === 2) both.resolve();
      await both.promise;
      return job.step + 10;
    });
    await Promise.all([working([work]).run(), working([work]).run()]);
    expect(await effectsOf(id)).toEqual([10]);
  });
});
