/**
 * Measures visits a second from the first request to the last entry of the ledger. It sends them in batches, as a
 * provider's own system does, and one by one, as people do.
 */
import { atLeast, median, percentile, type Measurement, type Target } from './figure.ts';
import { withCpu } from './cpu.ts';
import { checkOutcomes, recordAll, type Intake } from './recording.ts';
import type { Stage } from './stage.ts';

type Load = { readonly name: string; readonly clients: number; readonly batch: number; readonly visits: number; readonly target: Target };

const REPETITIONS = 3;
/**
 * A working day runs on compiled queries and filled caches, so this share of the visits warms up and is not measured.
 */
const WARM_UP = 0.1;

async function measure(stage: Stage, load: Load): Promise<Measurement> {
  const { system, gateway, bookings, month, diary, quick } = stage;
  const visits = quick ? load.visits / 10 : load.visits;
  const repeat = (count: number): Promise<Intake> => recordAll(gateway, bookings, diary.take(count), { ...load, month });
  await repeat(Math.ceil(visits * WARM_UP));
  const { result: intakes, cpuSeconds } = await withCpu(system, async () => {
    const done: Intake[] = [];
    for (let repetition = 0; repetition < REPETITIONS; repetition++) done.push(await repeat(visits));
    return done;
  });
  const over = (value: (intake: Intake) => number) => intakes.map(value);
  return {
    figures: [
      { name: `${load.name}: to the ledger`, unit: 'visits/s', target: load.target, values: over(({ seconds }) => visits / seconds) },
      { name: `${load.name}: reply, p50`, unit: 'ms', values: over(({ replyMs }) => median(replyMs)) },
      { name: `${load.name}: reply, p99`, unit: 'ms', values: over(({ replyMs }) => percentile(replyMs, 0.99)) },
    ],
    checks: checkOutcomes(intakes, visits * REPETITIONS),
    ...(cpuSeconds && { cpuSeconds }),
  };
}

export const measureIntake = (stage: Stage): Promise<Measurement> =>
  measure(stage, { name: 'intake, batches of 50, 12 clients', clients: 12, batch: 50, visits: 15_000, target: atLeast(1_200) });

export const measureOneByOne = (stage: Stage): Promise<Measurement> =>
  measure(stage, { name: 'intake, one by one, 16 clients', clients: 16, batch: 1, visits: 3_000, target: atLeast(150) });
