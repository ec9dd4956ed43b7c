/**
 * Locks a month that the database filled itself. Measures how soon the gateway answers, the run is locked and the job
 * ends, beside a bare aggregate of the same month.
 */
import { randomUUID } from 'node:crypto';
import { formatEuro } from '@seteli/kit/money';
import { onceKnown } from '@seteli/local/client';
import { lockMonth } from '@seteli/local/locking';
import { adminUrl } from '@seteli/local/postgres';
import { withClient } from '@seteli/local/service-database';
import { MONTHS, moveToSettlement } from './calendar.ts';
import { atMost, check, type Check, type Figure, type Measurement } from './figure.ts';
import { addUpBarely, fillLedger, ORGANISER_CENTS } from './full-ledger.ts';
import type { Stage } from './stage.ts';

const SIZES = [100_000, 1_000_000];
/** The whole job may take so many times as long as the bare aggregate. */
const TIMES = 3;
/** The gateway's limit of an answer is 10 s, but nobody wants to wait so long. */
const ANSWER_S = 1;

type Run = { readonly state: string; readonly organiserShare: string };

/** Uses the last months, which come after those that other measurements settle. */
export async function measureLock(stage: Stage): Promise<Measurement> {
  const figures: Figure[] = [];
  const checks: Check[] = [];
  const free = MONTHS.at(-1)!;
  for (const [index, size] of SIZES.entries()) {
    const measured = await measureMonth(stage, free.add({ months: index }), stage.quick ? size / 10 : size);
    figures.push(...measured.figures);
    checks.push(...measured.checks);
  }
  return { figures, checks };
}

async function measureMonth({ system, gateway }: Stage, month: Temporal.PlainYearMonth, visits: number): Promise<Measurement> {
  const name = `lock of ${visits} visits`;
  return await withClient(adminUrl(system.ports.postgres, system.secrets.postgres, 'settlement'), async (client) => {
    await fillLedger(client, month, visits);
    const bare = await seconds(() => addUpBarely(client, month));
    await moveToSettlement(system.clockFile, month);
    const { run, refusal, answerS, jobS } = await lockInOrder(gateway, month);
    const again = await seconds(() => addUpBarely(client, month));
    const bareS = (bare + again) / 2;
    return {
      figures: [
        { name: `${name}: answer`, unit: 's', target: atMost(ANSWER_S), values: [answerS] },
        { name: `${name}: the bare aggregate`, unit: 's', values: [bare, again] },
        { name: `${name}: the job, to its end`, unit: 's', values: [jobS] },
        { name: `${name}: the job beside the bare aggregate`, unit: 'times', target: atMost(TIMES), values: [jobS / bareS] },
      ],
      checks: [
        check(`${name}: refusal`, refusal?.code, undefined),
        check(`${name}: state`, run?.state, 'LOCKED'),
        check(`${name}: the organiser's share`, run?.organiserShare, formatEuro(BigInt(ORGANISER_CENTS) * BigInt(visits))),
      ],
    };
  });
}

/** Settlement locks months in order, also months without visits. Only the last one is measured. */
async function lockInOrder(gateway: Stage['gateway'], month: Temporal.PlainYearMonth) {
  const lock = async (wanted: string) => {
    const from = performance.now();
    const since = () => (performance.now() - from) / 1000;
    let answerS = 0;
    const input = { idempotencyKey: randomUUID(), month: wanted };
    const locked = await lockMonth<Run>(gateway, 'state organiserShare', input, () => (answerS = since()));
    return { ...locked, answerS, jobS: since() };
  };
  for (;;) {
    const last = await onceKnown(() => lock(String(month)));
    if (last.refusal?.code !== 'EARLIER_MONTH_OPEN') return last;
    await lock(last.refusal.details!.month!);
  }
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}
