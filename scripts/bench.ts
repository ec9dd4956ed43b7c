/**
 * `npm run bench`: measures a system of its own and removes it afterwards. `--only intake,run` chooses figures,
 * `--quick` takes a tenth of the volume, `--json <file>` names the file of the figures. A failed check makes the exit
 * code non-zero. A missed target is shown and fails nothing, since machines differ.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '@seteli/kit/clock';
import { REPOSITORY } from '@seteli/local/places';
import { measureAccess } from './bench/access.ts';
import { measureBackwards } from './bench/backwards.ts';
import { measureBookingList } from './bench/booking-list.ts';
import { type Figure, isMet, type Measurement } from './bench/figure.ts';
import { measureGatewayAlone } from './bench/gateway-alone.ts';
import { measureIntake, measureOneByOne } from './bench/intake.ts';
import { measureLatency } from './bench/latency.ts';
import { measureLists } from './bench/lists.ts';
import { measureListsOfBooks } from './bench/lists-of-books.ts';
import { describeMachine, showMeasurement, table, writeJson } from './bench/report.ts';
import { measureLock } from './bench/lock.ts';
import { measureRules } from './bench/rules.ts';
import { measureRun } from './bench/run.ts';
import { type Stage, withStage } from './bench/stage.ts';
import { measureSignIn } from './bench/sign-in.ts';
import { measureStart } from './bench/start.ts';

/**
 * The measurements run in this order. The runs come last, since they close the months before them; then comes what
 * changes a closed month.
 */
const ON_STAGE: Readonly<Record<string, (stage: Stage) => Promise<Measurement>>> = {
  'sign-in': measureSignIn,
  intake: measureIntake,
  'one-by-one': measureOneByOne,
  latency: measureLatency,
  'booking-list': measureBookingList,
  run: measureRun,
  backwards: measureBackwards,
  lock: measureLock,
};
const NAMES = ['rules', 'gateway', 'start', 'lists', 'lists-of-books', 'access', ...Object.keys(ON_STAGE)];

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort(new Error(`stopped by ${signal}`)));
const stopped = new Promise<never>((_, reject) =>
  stopping.signal.addEventListener('abort', () => reject(stopping.signal.reason), { once: true }),
);
stopped.catch(() => undefined);

function readOptions() {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, quick: { type: 'boolean', default: false }, json: { type: 'string' } },
  });
  const only = values.only?.split(',') ?? NAMES;
  const unknown = only.find((name) => !NAMES.includes(name));
  if (unknown !== undefined) throw new Error(`There is no figure "${unknown}". Choose of: ${NAMES.join(', ')}`);
  return { ...values, only };
}

async function main(): Promise<boolean> {
  const { only, quick, json } = readOptions();
  const startedAt = systemClock.now();
  const machine = describeMachine();
  console.log(
    `${machine.processors} processors (${machine.model}), load before: ${machine.loadBefore.toFixed(1)}. The load generator runs on the same processors.`,
  );
  const measured = new Map<string, Measurement>();
  const measure = async (name: string, work: () => Promise<Measurement>) => {
    console.log(`\n${name}`);
    const measurement = await work();
    measured.set(name, measurement);
    showMeasurement(measurement);
  };
  if (only.includes('rules')) await measure('rules', () => measureRules(quick));
  if (only.includes('gateway')) await measure('gateway', () => measureGatewayAlone(quick));
  if (only.includes('start')) await measure('start', () => measureStart(quick, stopping.signal));
  if (only.includes('lists')) await measure('lists', () => measureLists(quick, stopping.signal));
  if (only.includes('lists-of-books')) await measure('lists-of-books', () => measureListsOfBooks(quick, stopping.signal));
  if (only.includes('access')) await measure('access', () => measureAccess(quick, stopping.signal));
  const onStage = Object.entries(ON_STAGE).filter(([name]) => only.includes(name));
  if (onStage.length > 0)
    await withStage(quick, stopping.signal, async (stage) => {
      // When a signal stops the system, unfinished work is abandoned.
      for (const [name, work] of onStage) await measure(name, () => Promise.race([work(stage), stopped]));
    });
  const file = path.resolve(json ?? path.join(REPOSITORY, 'bench/results', `${startedAt.toString().replaceAll(':', '-')}.json`));
  writeJson(file, machine, startedAt, quick, measured);
  return sumUp([...measured.values()], file);
}

function sumUp(measurements: readonly Measurement[], file: string): boolean {
  const figures = measurements.flatMap((measurement): readonly Figure[] => measurement.figures);
  const failed = measurements.flatMap(({ checks }) => checks.filter(({ holds }) => !holds));
  const missed = figures.filter((figure) => isMet(figure) === false);
  console.log(`\n${table(figures.filter(({ target }) => target))}`);
  console.log(`\n${missed.length} targets missed, ${failed.length} checks failed. As JSON: ${file}`);
  return failed.length === 0;
}

try {
  process.exit((await main()) ? 0 : 1);
} catch (fault) {
  console.error(fault instanceof Error && !stopping.signal.aborted ? fault : String(fault));
  process.exit(1);
}
