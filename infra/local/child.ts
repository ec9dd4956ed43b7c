/** Starts operating-system processes that must not outlive us, asks them to stop, and forces them in the end. */
import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type Exit = { code: number | null; signal: NodeJS.Signals | null };
export type Running = { pid: number; exited: Promise<Exit>; stop(): Promise<void> };
export type Ending = { ask: NodeJS.Signals; force: NodeJS.Signals; afterMs: number };

export function running(child: ChildProcess, ending: Ending): Running {
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', () => resolve({ code: 127, signal: null }));
  });
  return {
    pid: child.pid ?? 0,
    exited,
    async stop() {
      child.kill(ending.ask);
      const force = setTimeout(() => child.kill(ending.force), ending.afterMs);
      await exited;
      clearTimeout(force);
    },
  };
}

export type User = { uid: number; gid: number };

/**
 * Spawns a server that the kernel interrupts when we die, so that even a killed supervisor leaves none behind. macOS
 * cannot do this: there the next start finds the server that was left and stops it.
 */
export function spawnTied(command: string, args: string[], options: SpawnOptions, user?: User): ChildProcess {
  // The server gets a process group of its own. Ctrl-C in a terminal then reaches the supervisor alone, which stops
  // everything in order.
  const own = { ...options, detached: true };
  const setpriv = process.platform === 'linux' && onPath('setpriv');
  if (!setpriv) return spawn(command, args, { ...own, ...user });
  const as = user ? ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups'] : [];
  return spawn(setpriv, ['--pdeathsig', 'INT', ...as, '--', command, ...args], own);
}

/** The full path of a program, if this machine has it. */
export function onPath(program: string): string | undefined {
  // The PATH of plain users often lacks the folders for servers.
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin', '/sbin'];
  return folders
    .filter(Boolean)
    .map((folder) => path.join(folder, program))
    .find(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The command line of a living process. Empty for a process that is gone or only waits to be reaped. */
export function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

/** Stops the process of a pid file that a killed supervisor left, if that process still names `mark`. */
export async function stopLeftOver(pidFile: string, mark: string): Promise<void> {
  const pid = readPid(pidFile);
  const isLeft = () => pid > 0 && commandOf(pid).includes(mark);
  if (isLeft()) process.kill(pid, 'SIGINT');
  for (let waitedMs = 0; isLeft(); waitedMs += 50) {
    if (waitedMs >= 10_000) throw new Error(`Process ${pid}, left over from an earlier run, does not stop: ${commandOf(pid)}`);
    await sleep(50);
  }
}

function readPid(file: string): number {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || 0;
  } catch {
    return 0;
  }
}
