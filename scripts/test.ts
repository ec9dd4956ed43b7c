/**
 * `npm test`: types, lint, formatting, then all tests; everything is run and reported before it ends. Arguments go to
 * vitest: `npm test -- kit`. The last line is the sum, `N passed, N failed`, where a check that failed counts as one.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { REPOSITORY } from '@seteli/local/places';

const CHECKS: readonly (readonly [string, ...string[]])[] = [
  ['tsc', '--noEmit', '-p', '.'],
  ['oxlint', '--deny-warnings'],
  ['oxfmt', '--check'],
];

type Sum = { passed: number; failed: number };
type Report = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};

let stopped: NodeJS.Signals | undefined;
const children = new Set<ReturnType<typeof spawn>>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    stopped = signal;
    for (const child of children) child.kill(signal);
  });

function run(program: string, args: readonly string[]): Promise<boolean> {
  if (stopped) return Promise.resolve(false);
  console.log(`\n> ${[program, ...args].join(' ')}`);
  const child = spawn(path.join(REPOSITORY, 'node_modules/.bin', program), args, {
    cwd: REPOSITORY,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'test' },
  });
  children.add(child);
  return new Promise((resolve) => {
    const done = (ok: boolean) => {
      children.delete(child);
      resolve(ok);
    };
    child.once('exit', (code) => done(code === 0));
    child.once('error', () => done(false));
  });
}

async function runTests(args: readonly string[]): Promise<Sum> {
  const folder = mkdtempSync(path.join(tmpdir(), 'seteli-report-'));
  const file = path.join(folder, 'tests.json');
  try {
    const ok = await run('vitest', ['run', ...args, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
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

const failedChecks: string[] = [];
for (const [program, ...args] of CHECKS) if (!(await run(program, args))) failedChecks.push(program);
const tests = await runTests(process.argv.slice(2));
if (failedChecks.length > 0) console.log(`\nThese checks failed: ${failedChecks.join(', ')}`);
if (stopped) console.log(`\nStopped by ${stopped}.`);
const failed = tests.failed + failedChecks.length;
console.log(`\n${tests.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && !stopped ? 0 : 1;
