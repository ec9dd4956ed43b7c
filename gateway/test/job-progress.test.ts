/**
 * A user who started long work follows it: its state, each step and its end; through failures, and with their rights of
 * the moment.
 */
import { newId } from '@seteli/kit/ids';
import { beforeEach, describe, expect, test } from 'vitest';
import { openStream } from './feed.ts';
import { useWorld } from './world.ts';

type Job = { id: string; state: string; done: number; total: number; endedAt: string | null };
let job: Job | null;
let readings = 0;
const ENDED = '2026-07-05T06:00:00.000Z';
const world = useWorld({
  resolvers: {
    settlement: {
      Query: {
        settlementJob: (_: unknown, { id }: { id: string }) => {
          readings++;
          return job?.id === id ? job : null;
        },
      },
    },
    bookings: { Query: { bookingsJob: (_: unknown, { id }: { id: string }) => (job?.id === id ? job : null) } },
  },
  env: { FEED_PATIENCE_MS: '5000' },
});

beforeEach(() => {
  job = { id: 'j', state: 'WAITING', done: 0, total: 3, endedAt: null };
  for (const subgraph of Object.values(world.subgraphs)) subgraph.mood = 'well';
});

const JOB = 'subscription ($id: ID!) { settlementJob(id: $id) { state done total } }';

async function follow(id = 'j', query = JOB) {
  const headers = { authorization: `Bearer ${await world.token()}`, 'content-type': 'application/json' };
  return openStream(`${world.url}/graphql/stream`, { method: 'POST', headers, body: JSON.stringify({ query, variables: { id } }) });
}
const next = (state: string, done: number) => ({ event: 'next', data: { data: { settlementJob: { state, done, total: 3 } } } });
const end = { event: 'complete' };

test('the client hears the state at once and after each change, and the stream ends with the job', async () => {
  const stream = await follow();
  expect(await stream.take(1)).toEqual([next('WAITING', 0)]);
  const before = readings;
  await expect.poll(() => readings - before, { timeout: 5_000 }).toBeGreaterThan(1);
  job = { ...job!, state: 'RUNNING', done: 2 };
  expect(await stream.take(1)).toEqual([next('RUNNING', 2)]);
  job = { ...job!, state: 'DONE', done: 3, endedAt: ENDED };
  expect(await stream.take(2)).toEqual([next('DONE', 3), end]);
});

test('a job that the caller may not see, or that does not exist, is null, and the stream ends', async () => {
  const stream = await follow('another');
  expect(await stream.take(2)).toEqual([{ event: 'next', data: { data: { settlementJob: null } } }, end]);
});

describe('a job of bookings, for which registry may have asked', () => {
  const OF_BOOKINGS = JOB.replace('settlementJob', 'bookingsJob');
  const nextOf = (state: string, done: number) => ({ event: 'next', data: { data: { bookingsJob: { state, done, total: 3 } } } });
  const nothing = { event: 'next', data: { data: { bookingsJob: null } } };

  test('is told when it has arrived, though it was not there when somebody began to follow it', async () => {
    const id = newId();
    const stream = await follow(id, OF_BOOKINGS);
    await new Promise((resolve) => setTimeout(resolve, 700));
    job = { ...job!, id, state: 'RUNNING' };
    expect(await stream.take(1)).toEqual([nextOf('RUNNING', 0)]);
    job = { ...job, state: 'DONE', done: 3, endedAt: ENDED };
    expect(await stream.take(2)).toEqual([nextOf('DONE', 3), end]);
  });

  test('that has not arrived in time is none', { timeout: 20_000 }, async () => {
    const begun = performance.now();
    const stream = await follow(newId(), OF_BOOKINGS);
    expect(await stream.take(2)).toEqual([nothing, end]);
    expect(performance.now() - begun).toBeGreaterThan(9_000);
  });

  test.each(['x', '019b0000-00aa-7000-8000-000000000001'])('%s is not waited for', async (id) => {
    const stream = await follow(id, OF_BOOKINGS);
    expect(await stream.take(2)).toEqual([nothing, end]);
  });
});

test('a subgraph that fails for a while changes nothing for the job', async () => {
  const stream = await follow();
  await stream.take(1);
  world.subgraphs.settlement.mood = 'cut';
  job = { ...job!, state: 'DONE', done: 3, endedAt: ENDED };
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  world.subgraphs.settlement.mood = 'well';
  expect(await stream.take(2)).toEqual([next('DONE', 3), end]);
});

test('the client names the field freely, and need not ask when the job ended', async () => {
  job = { ...job!, state: 'DONE', done: 3, endedAt: ENDED };
  const stream = await follow('j', 'subscription ($id: ID!) { mine: settlementJob(id: $id) { ...of } } fragment of on Job { how: state }');
  expect(await stream.take(2)).toEqual([{ event: 'next', data: { data: { mine: { how: 'DONE' } } } }, end]);
});
