/** The gateway as a process of its own, as the supervisor runs it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { builtMain } from '@seteli/local/programs';
import { FINISH_MS } from '@seteli/kit/stopping';
import { expect, test } from 'vitest';
import { createTestFeed, FEED, openStream } from './feed.ts';
import { startWorld } from './world.ts';

const main = await builtMain('gateway');

function asProcess(started: ChildProcess[]) {
  return async (env: Record<string, string>) => {
    const child = spawn(process.execPath, [main], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    started.push(child);
    const [{ url }] = (await once(child, 'message')) as [{ url: string }];
    const exited = once(child, 'exit');
    return {
      url,
      stop: async () => {
        child.kill('SIGTERM');
        expect(await exited).toEqual([0, null]);
      },
    };
  };
}

test('the process says when it is ready, serves, and ends on SIGTERM sooner than it would wait for answers, with streams or without', async () => {
  const feed = createTestFeed();
  feed.grow(1);
  const world = await startWorld({ resolvers: feed.resolvers }, asProcess([]));
  expect(await world.ask('{ __typename }')).toMatchObject({ status: 200, data: { __typename: 'Query' } });
  const init = { headers: { authorization: `Bearer ${await world.token()}` } };
  const stream = await openStream(`${world.url}/graphql/stream?query=${encodeURIComponent(FEED)}`, init);
  expect(await stream.take(1)).toMatchObject([{ id: '1.1' }]);
  const started = performance.now();
  await world.stop();
  expect(performance.now() - started).toBeLessThan(FINISH_MS);
});

test('after the request to stop the process is not ready at once, and serves on for a while without keeping connections', async () => {
  const world = await startWorld({ env: { DRAIN_MS: '500' } });
  expect((await world.ask('{ __typename }')).headers.get('connection')).not.toBe('close');
  const stopping = world.stop();
  expect(await world.send('/health/ready', {})).toMatchObject({ status: 503, stopping: true });
  const served = await world.ask('{ __typename }');
  expect([served.status, served.headers.get('connection')]).toEqual([200, 'close']);
  await stopping;
  await expect(world.send('/health/ready', {})).rejects.toThrow('fetch failed');
});

test('the process ends when its supervisor is gone', async () => {
  const started: ChildProcess[] = [];
  const world = await startWorld({}, asProcess(started));
  const [child] = started;
  const exited = once(child!, 'exit');
  child!.disconnect();
  expect(await exited).toEqual([0, null]);
  await Promise.all(Object.values(world.subgraphs).map((subgraph) => subgraph.die()));
});

test('twenty callers at once who ask for endless answers do not make its memory grow without end', async () => {
  const payload = 'x'.repeat(100 * 1024);
  const item = (index: number) => ({ id: String(index), seq: index, cursor: `1.${index}`, payload });
  const items = Array.from({ length: 200 }, (_, index) => item(index));
  const started: ChildProcess[] = [];
  const resolvers = { settlement: { Query: { settlementFeed: () => ({ items }) } } };
  const world = await startWorld({ resolvers, env: { SUBGRAPH_TIMEOUT_MS: '60000' } }, asProcess(started));
  const peakMegabytes = async () => Number(/VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${started[0]!.pid}/status`, 'utf8'))![1]) / 1024;
  const ask = async (index: number) =>
    world.ask('{ settlementFeed(organiserId: "o") { items { payload } } }', {}, await world.token({ claims: { sub: `user-${index}` } }));
  await world.ask('{ __typename }');
  const before = await peakMegabytes();
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(index)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400]));
  const after = await peakMegabytes();
  expect(after - before).toBeLessThan(250);
  await world.stop();
});
