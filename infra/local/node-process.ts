/**
 * Runs one of our own programs in a process of its own, and waits until it reports that it is ready. Its output goes to
 * a log file; warnings and worse also go to the caller.
 */
import type { ChildProcess } from 'node:child_process';
import { createWriteStream, renameSync, statSync, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { STOP_LIMIT_MS } from '@seteli/kit/stopping';
import { type Running, running, spawnTied } from './child.ts';
import { lastLines } from './postgres.ts';

export type NodeProgram = {
  name: string;
  file: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
  onWarning: (name: string, line: string) => void;
};

/**
 * Node does not report deprecated calls of libraries in `node_modules`. In a build it cannot tell them from our own
 * code.
 */
const QUIET = '--disable-warning=DeprecationWarning';
const LARGEST_LOG_BYTES = 20 * 1024 ** 2;
const WARN = 40;
/** A process ends itself when it cannot stop, so we force only one that hangs. */
const MARGIN_MS = 1_000;

export async function startProgram(program: NodeProgram, signal: AbortSignal): Promise<Running> {
  signal.throwIfAborted();
  // Through the ipc channel the process reports that it is ready, and learns that its supervisor is gone.
  const child = spawnTied(process.execPath, [QUIET, program.file], { env: program.env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  recordOutput(child, program);
  const started = running(child, {
    ask: 'SIGTERM',
    force: 'SIGKILL',
    afterMs: STOP_LIMIT_MS + Number(program.env.DRAIN_MS ?? 0) + MARGIN_MS,
  });
  const ready = new Promise<true>((resolve) => {
    child.on('message', (message) => {
      if (typeof message === 'object' && message && 'ready' in message) resolve(true);
    });
  });
  const aborted = new Promise<false>((resolve) => signal.addEventListener('abort', () => resolve(false), { once: true }));
  const outcome = await Promise.race([ready, aborted, started.exited]);
  if (outcome === true) return started;
  await started.stop();
  signal.throwIfAborted();
  throw new Error(`${program.name} ended before it was ready. The end of ${program.logFile}:\n${lastLines(program.logFile, 12)}`);
}

function recordOutput(child: ChildProcess, { name, logFile, onWarning }: NodeProgram): void {
  const log = openLogFile(logFile);
  let open = 2;
  const record = (stream: Readable | null, isWarning: (line: string) => boolean) => {
    if (!stream) return;
    const lines = createInterface({ input: stream });
    lines.on('line', (line) => {
      log.write(`${line}\n`);
      if (isWarning(line)) onWarning(name, line);
    });
    lines.on('close', () => --open === 0 && log.end());
  };
  record(child.stdout, (line) => levelOf(line) >= WARN);
  // A line that is no log line of ours is Node's own last message.
  record(child.stderr, (line) => !line.startsWith('{') || levelOf(line) >= WARN);
}

function openLogFile(file: string): WriteStream {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG_BYTES) renameSync(file, `${file}.old`);
  const log = createWriteStream(file, { flags: 'a', mode: 0o600 });
  log.on('error', () => undefined);
  return log;
}

const levelOf = (line: string): number => Number(/^\{"level":(\d+)/.exec(line)?.[1] ?? 0);
