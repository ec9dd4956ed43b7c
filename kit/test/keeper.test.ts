/** What keeps the processes of a local system running: a dead process comes back, a stopped one stays stopped. */
import { spawn } from 'node:child_process';
import { running } from '@seteli/local/child';
import { keeper, type KeeperEvent } from '@seteli/local/keeper';
import { afterEach, expect, test } from 'vitest';

const stopLast: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stopLast.splice(0)) await stop();
});

function keepSleeping(start = () => spawn('sleep', ['60'])) {
  const events: KeeperEvent[] = [];
  const kept = keeper(
    'sleeper',
    async () => running(start(), { ask: 'SIGTERM', force: 'SIGKILL', afterMs: 500 }),
    (event) => events.push(event),
  );
  stopLast.push(() => kept.down());
  return { kept, events };
}

const isAlive = (pid: number | undefined) => {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('the keeper starts a killed process again, later each time', async () => {
  const { kept, events } = keepSleeping();
  await kept.up();
  const pids = new Set([kept.pid]);
  for (let death = 0; death < 3; death++) {
    await kept.kill();
    await kept.whenReady();
    pids.add(kept.pid);
  }
  expect(pids.size).toBe(4);
  expect(events.filter((event) => event.kind === 'died').map((event) => event.restartInMs)).toEqual([200, 400, 800]);
});

test('a stopped process stays stopped until it is wanted again', async () => {
  const { kept, events } = keepSleeping();
  await kept.up();
  const first = kept.pid;
  await kept.down();
  expect({ pid: kept.pid, alive: isAlive(first) }).toEqual({ pid: undefined, alive: false });
  await kept.up();
  expect(kept.pid).not.toBe(first);
  expect(events.map((event) => event.kind)).toEqual(['ready', 'ready']);
});

test('the keeper forces a process that ignores the request to stop', async () => {
  const { kept } = keepSleeping(() => spawn('sh', ['-c', 'trap "" TERM; while :; do sleep 0.1; done']));
  await kept.up();
  const stubborn = kept.pid;
  await kept.down();
  expect(isAlive(stubborn)).toBe(false);
});

test('the keeper gives up a process that fails three times at its first start, with its own fault', async () => {
  let attempts = 0;
  const kept = keeper(
    'broken',
    () => Promise.reject(new Error(`attempt ${++attempts}`)),
    () => undefined,
  );
  await expect(kept.up()).rejects.toThrow('attempt 3');
});
