/** How a process lives and ends: it says when it is ready, stops in order, and never outlives its supervisor. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { STOP_LIMIT_MS } from '@seteli/kit/stopping';
import { openOwnBroker } from '@seteli/testing/own-broker';
import { describe, expect, test } from 'vitest';
import { newListenerDatabase } from './exchange.ts';

type Ended = { code: number | null; signal: string | null; output: string; messages: unknown[]; tookMs: number };

/** Runs it, acts on it when it first speaks, and waits until it has ended. */
const run = (how: string, then?: (child: Child) => void): Promise<Ended> => runFile('process-under-test.ts', { HOW: how }, then);

async function runFile(file: string, env: Record<string, string>, then?: (child: Child, message: unknown) => void): Promise<Ended> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, file)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  }) as ChildProcessByStdio<null, Readable, Readable>;
  let output = '';
  const read = async (stream: Readable) => {
    for await (const bytes of stream) output += String(bytes);
  };
  const allRead = Promise.all([read(child.stdout), read(child.stderr)]);
  const messages: unknown[] = [];
  let spokenAt = performance.now();
  child.on('message', (message) => {
    messages.push(message);
    spokenAt = performance.now();
    if (messages.length === 1) then?.(child, message);
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  await allRead;
  return { code, signal, output, messages, tookMs: performance.now() - spokenAt };
}
type Child = ReturnType<typeof spawn>;
const terminate = (child: Child) => void child.kill('SIGTERM');
const leave = (child: Child) => child.disconnect();

describe.concurrent('a process', () => {
  test.each([
    ['is asked to', terminate, 'SIGTERM'],
    ['loses its supervisor', leave, 'the supervisor left'],
    ['is interrupted', (child: Child) => void child.kill('SIGINT'), 'SIGINT'],
  ])('says that it is ready, and stops in order when it %s', async (_, end, why) => {
    const { code, output, messages } = await run('well', end);
    expect({ code, messages }).toEqual({ code: 0, messages: [{ ready: true, url: 'http://here' }] });
    expect(output).toContain(`"why":"${why}"`);
    expect(output).toContain('stopped in order');
  });

  test.each([
    ['is asked to stop', terminate],
    ['loses its supervisor', leave],
  ])('that %s while it starts ends at once', async (_, end) => {
    const { code, messages, tookMs } = await run('slow to start', end);
    expect({ code, messages }).toEqual({ code: 0, messages: [{ starting: true }] });
    expect(tookMs).toBeLessThan(STOP_LIMIT_MS);
  });

  test('that is asked twice stops once', async () => {
    const { code, output } = await run('well', (child) => {
      terminate(child);
      terminate(child);
      leave(child);
    });
    expect(code).toBe(0);
    expect(output.match(/stopped in order/g)).toHaveLength(1);
  });

  test('that cannot stop in time ends all the same', async () => {
    const { code, tookMs } = await run('hangs', terminate);
    expect(code).toBe(1);
    expect(tookMs).toBeGreaterThan(STOP_LIMIT_MS - 1_000);
    expect(tookMs).toBeLessThan(4 * STOP_LIMIT_MS);
  });

  test('with one slow answer and a frozen broker stops in order all the same', async () => {
    const broker = await openOwnBroker();
    try {
      const side = { urls: await newListenerDatabase(), brokerUrl: broker.urlOf('vouchers') };
      const { code, output } = await runFile('stopping-process.ts', { SIDE: JSON.stringify(side) }, (child, message) => {
        // The fetch fails: the process ends before it answers.
        void Promise.allSettled([fetch(`${(message as { url: string }).url}/slow`)]);
        setTimeout(() => {
          broker.freeze();
          terminate(child);
        }, 1_000);
      });
      expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('stopped in order') });
    } finally {
      broker.thaw();
      await broker.close();
    }
  });

  test('with wrong settings says so in plain words', async () => {
    const { code, output } = await run('wrong settings');
    expect({ code, output }).toEqual({ code: 1, output: 'Settings to mend: all\n' });
  });

  test.each([
    ['broken', 'could not start', 0],
    ['breaks later', 'a fault that nobody handled', 1],
  ])('that is %s ends with code 1, so that its supervisor starts it again', async (how, words, readyMessages) => {
    const { code, output, messages } = await run(how);
    expect({ code, ready: messages.length }).toEqual({ code: 1, ready: readyMessages });
    expect(output).toContain(words);
  });

  test('that fails while it stops ends with code 1', async () => {
    expect((await run('cannot stop', terminate)).code).toBe(1);
  });
});
