/** Promises of chores: a chore does what is due at once, a fault costs only a pause, and a stop is a stop. */
import { expect, test } from 'vitest';
import { runChore } from './chores.ts';
import { openLog } from './log.ts';

const log = openLog('test', 'silent');

test('a chore runs again at once while there is more, and else after a pause', async () => {
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

test('a run that fails comes again', async () => {
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
