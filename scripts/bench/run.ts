/**
 * A settlement run over a whole month. Fills the month through the gateway, measures from the lock to the payment file,
 * and compares the sums.
 */
import { randomUUID } from 'node:crypto';
import { formatEuro } from '@seteli/kit/money';
import { onceKnown } from '@seteli/local/client';
import { lockMonth, type Locked } from '@seteli/local/locking';
import { MONTHS, moveToRecording, moveToSettlement, openDiary } from './calendar.ts';
import { withCpu } from './cpu.ts';
import { atMost, check, type Check, type Figure, type Measurement } from './figure.ts';
import { readFeed, readTotals } from './ledger.ts';
import { checkOutcomes, recordAll } from './recording.ts';
import type { Stage } from './stage.ts';

const SIZES = [10_000, 100_000];
/** The limit of the largest run; a smaller one has its share of it. */
const LIMIT_S = 10;
const AS_INTAKE = { clients: 12, batch: 50 };

const RUN = 'id state hash organiserShare paymentFile';
const APPROVE = `mutation ($input: ApproveRunInput!) { approveRun(input: $input) { run { ${RUN} } refusal { code } } }`;

type Run = { id: string; state: string; hash: string; organiserShare: string; paymentFile: string | null };
type Answer = Locked<Run>;

export async function measureRun(stage: Stage): Promise<Measurement> {
  const figures: Figure[] = [];
  const checks: Check[] = [];
  const cpuSeconds: Record<string, number> = {};
  if ((await readTotals(stage.gateway, stage.month)).entries > 0) await settle(stage, stage.month);
  for (const [index, size] of SIZES.entries()) {
    const visits = stage.quick ? size / 10 : size;
    const measured = await measureMonth(stage, MONTHS[index + 1]!, visits, visits === Math.max(...SIZES) ? LIMIT_S : undefined);
    figures.push(...measured.figures);
    checks.push(...measured.checks);
    for (const [name, seconds] of Object.entries(measured.cpuSeconds ?? {})) cpuSeconds[name] = (cpuSeconds[name] ?? 0) + seconds;
  }
  return { figures, checks, cpuSeconds };
}

async function measureMonth(
  stage: Stage,
  month: Temporal.PlainYearMonth,
  visits: number,
  limitS: number | undefined,
): Promise<Measurement> {
  const { system, gateway, bookings } = stage;
  const name = `run over ${visits} visits`;
  await moveToRecording(system.clockFile, month);
  const before = (await readFeed(gateway, null)).end;
  const planned = openDiary(month, bookings.length).take(visits);
  const intake = await recordAll(gateway, bookings, planned, { ...AS_INTAKE, month });
  const feed = await readFeed(gateway, before);
  const { result: settled, cpuSeconds } = await withCpu(system, () => settle(stage, month));
  const ledger = await readTotals(gateway, month);
  const expected = formatEuro(planned.reduce((sum, { organiserCents }) => sum + BigInt(organiserCents), 0n));
  const target = limitS === undefined ? {} : { target: atMost(limitS) };
  return {
    figures: [
      { name: `${name}: intake that filled it`, unit: 'visits/s', values: [visits / intake.seconds] },
      { name: `${name}: lock`, unit: 's', values: [settled.lockS] },
      { name: `${name}: approve, payment file`, unit: 's', values: [settled.approveS] },
      { name: `${name}: lock → payment file`, unit: 's', ...target, values: [settled.lockS + settled.approveS] },
    ],
    checks: [
      ...checkOutcomes([intake], visits),
      check(`${name}: entries of the ledger`, ledger.entries, visits),
      check(`${name}: ledger's organiser share = what the visits are worth`, ledger.organiserShare, expected),
      check(`${name}: the feed's sum = the same`, formatEuro(feed.organiserCents), expected),
      check(`${name}: the run's sum = the same`, settled.run.organiserShare, expected),
      check(
        `${name}: the payment file's control sum = the same`,
        /<CtrlSum>([^<]+)<\/CtrlSum>/.exec(settled.run.paymentFile ?? '')?.[1],
        expected,
      ),
    ],
    ...(cpuSeconds && { cpuSeconds }),
  };
}

async function settle({ system, gateway }: Stage, month: Temporal.PlainYearMonth): Promise<{ lockS: number; approveS: number; run: Run }> {
  await moveToSettlement(system.clockFile, month);
  const lock = () => lockMonth<Run>(gateway, RUN, { idempotencyKey: randomUUID(), month: String(month) });
  const from = performance.now();
  const locked = accepted(await onceKnown(lock));
  const lockedAt = performance.now();
  const input = { idempotencyKey: randomUUID(), runId: locked.id, hash: locked.hash };
  const run = accepted((await gateway.ask<{ approveRun: Answer }>('second-approver', APPROVE, { input })).approveRun);
  return { lockS: (lockedAt - from) / 1000, approveS: (performance.now() - lockedAt) / 1000, run };
}

function accepted({ run, refusal }: Answer): Run {
  if (!run) throw new Error(`The run was refused: ${refusal?.code}`);
  return run;
}
