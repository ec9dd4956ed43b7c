/**
 * The time from sending a visit until a municipality has it, through the gateway both ways, at a steady 20 visits a
 * second.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PlannedVisit } from './calendar.ts';
import { atMost, check, median, percentile, type Measurement } from './figure.ts';
import { readFeed } from './ledger.ts';
import { record } from './recording.ts';
import { followFeed, type Follower } from './stream.ts';
import type { Stage } from './stage.ts';

const EVERY_MS = 50;
const SECONDS = 20;
const REPETITIONS = 3;
const WARM_UP_SECONDS = 3;
const LAST_CALL_MS = 5_000;

type Round = { readonly sent: number; readonly feedMs: readonly number[]; readonly replyMs: readonly number[] };

export async function measureLatency(stage: Stage): Promise<Measurement> {
  const follower = await followFeed(stage.gateway, (await readFeed(stage.gateway, null)).end);
  const seconds = stage.quick ? SECONDS / 10 : SECONDS;
  await sendSteadily(stage, follower, WARM_UP_SECONDS);
  const rounds: Round[] = [];
  for (let repetition = 0; repetition < REPETITIONS; repetition++) rounds.push(await sendSteadily(stage, follower, seconds));
  follower.stop();
  const count = (of: (round: Round) => number) => rounds.reduce((sum, round) => sum + of(round), 0);
  return {
    figures: [
      { name: 'recorded → feed over SSE, 20/s: p50', unit: 'ms', values: rounds.map(({ feedMs }) => median(feedMs)) },
      {
        name: 'recorded → feed over SSE, 20/s: p99',
        unit: 'ms',
        target: atMost(150),
        values: rounds.map(({ feedMs }) => percentile(feedMs, 0.99)),
      },
      { name: 'recorded → feed over SSE, 20/s: slowest', unit: 'ms', values: rounds.map(({ feedMs }) => Math.max(...feedMs)) },
      { name: 'reply with the shares, 20/s: p99', unit: 'ms', values: rounds.map(({ replyMs }) => percentile(replyMs, 0.99)) },
    ],
    checks: [
      check(
        'visits that arrived in the feed',
        count(({ feedMs }) => feedMs.length),
        count(({ sent }) => sent),
      ),
    ],
  };
}

/** The clock and not the replies sets the pace: a slow reply must not slow down the sender. */
async function sendSteadily({ gateway, bookings, diary }: Stage, { arrivals }: Follower, seconds: number): Promise<Round> {
  const visits = diary.take((seconds * 1000) / EVERY_MS);
  const sentAt = new Map<string, number>();
  const replyMs: number[] = [];
  const send = async (visit: PlannedVisit) => {
    const from = performance.now();
    const [answer] = await record(gateway, bookings, [visit]);
    if (answer!.id === '') throw new Error(`A visit was answered with ${answer!.outcome}.`);
    replyMs.push(performance.now() - from);
    sentAt.set(answer!.id, from);
  };
  const start = performance.now();
  const sending: Promise<void>[] = [];
  for (const [index, visit] of visits.entries()) {
    await sleep(Math.max(0, start + index * EVERY_MS - performance.now()));
    sending.push(send(visit));
  }
  await Promise.all(sending);
  for (
    const deadline = performance.now() + LAST_CALL_MS;
    performance.now() < deadline && [...sentAt.keys()].some((id) => !arrivals.has(id));
  )
    await sleep(20);
  const feedMs = [...sentAt].flatMap(([id, from]) => (arrivals.has(id) ? [arrivals.get(id)! - from] : []));
  return { sent: visits.length, feedMs, replyMs };
}
