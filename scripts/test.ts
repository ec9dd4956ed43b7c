/**
 * `npm test`: types, lint and formatting beside all tests; it runs and reports everything before it ends. Arguments go
 * to vitest: `npm test -- kit`. The last line is the sum, `N passed, N failed`, in which a failed check counts as one.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { REPOSITORY } from '@seteli/local/places';

const CHECKS: readonly (readonly [string, ...string[]])[] = [
  ['tsc', '--noEmit', '-p', '.'],
  ['tsc', '--noEmit', '-p', 'web'],
  ['oxlint', '--deny-warnings'],
  ['oxfmt', '--check'],
];

type Sum = { passed: number; failed: number };
type Report = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

const MEMORY = '/dev/shm';
/** A run's databases take five of these gigabytes, and its processes the rest. */
const ROOM = 8 * 2 ** 30;

/**
 * Where tests keep what they throw away. They make and delete some hundred databases, so memory is best where there is
 * room.
 */
function throwAwayFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return Math.min(bavail * bsize, process.availableMemory()) >= ROOM ? MEMORY : tmpdir();
  } catch {
    // Only Linux has a file system in memory.
    return tmpdir();
  }
}

let stopped: NodeJS.Signals | undefined;
const children = new Set<ReturnType<typeof spawn>>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    stopped = signal;
    for (const child of children) child.kill(signal);
  });

const titleOf = (program: string, args: readonly string[]) => `\n> ${[program, ...args].join(' ')}`;

function run(program: string, args: readonly string[], output: 'inherit' | 'pipe' = 'inherit'): Promise<{ ok: boolean; said: string }> {
  if (stopped) return Promise.resolve({ ok: false, said: '' });
  const child = spawn(path.join(REPOSITORY, 'node_modules/.bin', program), args, {
    cwd: REPOSITORY,
    stdio: ['inherit', output, output],
    env: { ...process.env, NODE_ENV: 'test', TMPDIR: throwAwayFolder() },
  });
  children.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
  return new Promise((resolve) => {
    const done = (ok: boolean) => {
      children.delete(child);
      resolve({ ok, said });
    };
    child.once('close', (code) => done(code === 0));
    child.once('error', () => done(false));
  });
}

/**
 * The checks run beside the tests, which leave one core idle while they start. Their output comes after that of the
 * tests, where people read it.
 */
const startedChecks = CHECKS.map(async ([program, ...args]) => ({ program, args, ...(await run(program, args, 'pipe')) }));

async function runTests(args: readonly string[]): Promise<Sum> {
  const folder = mkdtempSync(path.join(tmpdir(), 'seteli-report-'));
  const file = path.join(folder, 'tests.json');
  try {
    const { ok } = await run('vitest', ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
    const { passed, failed } = sumOf(JSON.parse(readFileSync(file, 'utf8')));
    // A fault outside every test fails the run without failing one of them.
    return { passed, failed: ok ? failed : Math.max(failed, 1) };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sumOf({ numPassedTests, numFailedTests, testResults }: Report): Sum {
  const brokenFiles = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0);
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles.length };
}

const tests = await runTests(process.argv.slice(2));
const checks = await Promise.all(startedChecks);
for (const { program, args, said } of checks) console.log(`${titleOf(program, args)}\n${said.trimEnd()}`);
const failedChecks = checks.filter(({ ok }) => !ok).map(({ program }) => program);
if (failedChecks.length > 0) console.log(`\nThese checks failed: ${failedChecks.join(', ')}`);
if (stopped) console.log(`\nStopped by ${stopped}.`);
const failed = tests.failed + failedChecks.length;
console.log(`\n${tests.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && !stopped ? 0 : 1;
