/**
 * The system as a person gets it: it starts from nothing, plays the story, keeps its data, and stops without leaving
 * anything behind.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY, toolsFolder } from '@seteli/local/places';
import { PROCESSES } from '@seteli/local/ports';
import { afterAll, describe, expect, it } from 'vitest';
import { wrongWithOwnOperations } from './own-operations.ts';
import { until, untilWell } from './waiting.ts';
import { deathsIn, makeHome, removeHome, startWorld, type World } from './world.ts';

const LIMIT_MS = 400_000;
const STOP_LIMIT_MS = 10_000;

const home = makeHome();
let world: World;
let started: ChildProcess | undefined;

afterAll(async () => {
  started?.kill('SIGTERM');
  await world?.system.stop();
  removeHome(home);
}, LIMIT_MS);

const run = (script: string): { child: ChildProcess; output: () => string; ended: Promise<number | null> } => {
  const env = { ...process.env, SETELI_HOME: home, SETELI_PORT: String(world.system.ports.gateway) };
  const child = spawn(process.execPath, [path.join(REPOSITORY, script)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => chunks.push(text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output: () => chunks.join(''), ended };
};

/** The demo's output and exit code; the output says what differed. */
async function playDemo(): Promise<{ code: number | null; output: string }> {
  const demo = run('scripts/demo.ts');
  return { code: await demo.ended, output: demo.output() };
}

/** Every process of this machine, with its parent. */
function listProcesses(): Map<number, number> {
  if (process.platform !== 'linux') {
    const lines = execFileSync('ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
    return new Map(lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]));
  }
  return new Map(readdirSync('/proc').flatMap((name) => (Number(name) ? [[Number(name), parentOf(name)] as const] : [])));
}

function parentOf(pid: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[1]);
  } catch {
    // The process ended after the list was made.
    return 0;
  }
}

/** Processes and all that they started, directly or not. */
function familyOf(...pids: number[]): number[] {
  const processes = listProcesses();
  const family = pids;
  for (const member of family) family.push(...[...processes].flatMap(([child, parent]) => (parent === member ? [child] : [])));
  return family;
}

async function expectAllGone(pids: readonly number[]): Promise<void> {
  await until(
    'every process is gone',
    () => {
      const running = listProcesses();
      return pids.every((pid) => !running.has(pid));
    },
    5_000,
  );
}

describe('a system started from nothing', () => {
  it('is seeded, and is well', { timeout: LIMIT_MS }, async () => {
    world = await startWorld(home);
    await untilWell(world.system);
    expect(Object.keys(world.system.pids()).toSorted()).toEqual(PROCESSES.toSorted());
  });

  it.each(['for the first time', 'once more'])('plays the story to its end, %s', { timeout: LIMIT_MS }, async () => {
    const { code, output } = await playDemo();
    expect(output).toContain('to the cent');
    expect(code).toBe(0);
    await untilWell(world.system);
    expect(deathsIn(world)).toEqual([]);
  });

  it('answers the operations of our own clients', { timeout: LIMIT_MS }, async () => {
    expect(await wrongWithOwnOperations(world.client)).toEqual([]);
  });

  it('stops within ten seconds and leaves no process', { timeout: LIMIT_MS }, async () => {
    const pids = familyOf(...Object.values(world.system.pids()));
    expect(pids.length).toBeGreaterThanOrEqual(PROCESSES.length);
    const from = performance.now();
    await world.system.stop();
    expect(performance.now() - from).toBeLessThan(STOP_LIMIT_MS);
    await expectAllGone(pids);
  });

  it('keeps its data: started by `npm start` it plays the story on, and a SIGTERM stops it', { timeout: LIMIT_MS }, async () => {
    // `npm start` looks for its servers beside the data when it is given a folder.
    symlinkSync(toolsFolder(), path.join(home, 'tools'));
    const start = run('scripts/start.ts');
    started = start.child;
    await until('npm start says that it is ready', () => start.output().includes('Seteli is ready at'), 300_000);
    expect(start.output()).not.toContain('The demonstration data is in place');
    const { code, output } = await playDemo();
    expect(output).toContain('to the cent');
    expect(code).toBe(0);

    const pids = familyOf(start.child.pid!);
    const from = performance.now();
    start.child.kill('SIGTERM');
    expect(await start.ended).toBe(0);
    expect(performance.now() - from).toBeLessThan(STOP_LIMIT_MS);
    await expectAllGone(pids);
  });
});
