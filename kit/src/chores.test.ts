/** Promises of chores: what is due is done at once, a fault costs a pause and no more, and the end is an end. */
import { expect, test } from 'vitest';
import { runChore } from './chores.ts';
import { openLog } from './log.ts';

const log = openLog('test', 'silent');

test('runs again at once while there is more, and after a pause when there is not', async () => {
  const stopping = new AbortController();
  const runs: number[] = [];
  const started = performance.now();
  await runChore(
    {
      name: 'count',
      everyMs: 50,
      run: async () => {
        runs.push(performance.now() - started);
        if (runs.length === 4) stopping.abort();
        return runs.length < 3;
      },
    },
    log,
    stopping.signal,
  );
  expect(runs).toHaveLength(4);
  expect(runs[2]).toBeLessThan(50);
  expect(runs[3]).toBeGreaterThanOrEqual(49);
});

test('a run that fails is tried again', async () => {
  const stopping = new AbortController();
  let runs = 0;
  const run = async () => {
    if (++runs === 1) throw new Error('the database is away');
    stopping.abort();
    return false;
  };
  await runChore({ name: 'fail', everyMs: 1, run }, log, stopping.signal);
  expect(runs).toBe(2);
});
