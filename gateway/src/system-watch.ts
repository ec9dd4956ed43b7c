/**
 * Looks at all services together, one look at a time however many ask. Red is what an operator must act on; work on its
 * way between services is not. The log reports what stays red.
 */
import { Agent, request } from 'undici';
import { z } from 'zod';
import type { BackboneHealth } from '@seteli/kit/backbone';
import type { Log } from '@seteli/kit/log';

export type SystemLook = {
  readonly well: boolean;
  /** Whether, besides, nothing is under way between services. */
  readonly caughtUp: boolean;
  readonly services: Readonly<Record<string, 'well' | readonly string[]>>;
  /** Work under way, which needs no action. */
  readonly underWay: Readonly<Record<string, readonly string[]>>;
};

export type SystemWatch = {
  /** At most a second old. */
  latest(): Promise<SystemLook>;
  /** A look that begins after the call. */
  fresh(): Promise<SystemLook>;
  stop(): void;
};

const TIMEOUT_MS = 3_000;
const LATEST_MS = 1_000;
const EVERY_MS = 5_000;
/**
 * Services apply events within a second of their announcement. An event that waits this long does not come by itself.
 */
const LATE_MS = 30_000;

/** Within this time the steward makes what is missing. */
const STEWARD_MS = 10_000;

export function watchSystem(subgraphs: Readonly<Record<string, string>>, log: Log): SystemWatch {
  let latest: { readonly look: SystemLook; readonly at: number } | undefined;
  let running: Promise<SystemLook> | undefined;
  let next: Promise<SystemLook> | undefined;
  const start = () =>
    (running = lookAt(subgraphs)
      .then((look) => {
        latest = { look, at: performance.now() };
        return look;
      })
      .finally(() => (running = undefined)));
  const watch: SystemWatch = {
    latest: async () => (latest && performance.now() - latest.at < LATEST_MS ? latest.look : await (running ?? start())),
    fresh: () => {
      if (!running) return start();
      const again = () => {
        next = undefined;
        return start();
      };
      return (next ??= running.then(again, again));
    },
    stop: () => clearInterval(timer),
  };
  const report = reportLasting(log);
  const look = () =>
    watch
      .latest()
      .then(report)
      .catch((fault: unknown) => log.error({ err: fault }, 'the system could not be looked at'));
  const timer = setInterval(() => void look(), EVERY_MS).unref();
  return watch;
}

/** A restarted service is red for a moment. The log reports only what two looks find. */
function reportLasting(log: Log) {
  let before = '';
  let reported = '';
  return ({ well, services }: SystemLook) => {
    const now = well
      ? ''
      : JSON.stringify(
          Object.entries(services)
            .filter(([, wrong]) => wrong !== 'well')
            .map(([name]) => name),
        );
    if (now === before && now !== reported) {
      if (well) log.info('the system is well again');
      else log.error({ services }, 'the system is not well');
      reported = now;
    }
    before = now;
  };
}

async function lookAt(subgraphs: Readonly<Record<string, string>>): Promise<SystemLook> {
  const found = await Promise.all(Object.entries(subgraphs).map(async ([name, url]) => [name, await examine(url)] as const));
  const well = found.every(([, { wrong }]) => wrong.length === 0);
  return {
    well,
    caughtUp: well && found.every(([, { underWay }]) => underWay.length === 0),
    services: Object.fromEntries(found.map(([name, { wrong }]) => [name, wrong.length === 0 ? 'well' : wrong])),
    underWay: Object.fromEntries(found.flatMap(([name, { underWay }]) => (underWay.length === 0 ? [] : [[name, underWay]]))),
  };
}

const count = z.number().min(0);
const answer: z.ZodType<BackboneHealth> = z.object({
  sources: z.array(
    z.object({
      source: z.string(),
      behind: count,
      behindForMs: count,
      halted: z.string().exactOptional(),
      failing: z.string().exactOptional(),
    }),
  ),
  parked: count,
  unrelayed: count,
  unrelayedForMs: count,
  missing: z.array(z.object({ what: z.string(), forMs: count })).default([]),
});

type Examined = { readonly wrong: readonly string[]; readonly underWay: readonly string[] };
const wrongWith = (...wrong: readonly string[]): Examined => ({ wrong, underWay: [] });

/** What is wrong with a service and what is under way, in words for an operator. */
async function examine(url: string): Promise<Examined> {
  const [ready, backbone] = await Promise.all([ask(`${url}/health/ready`), ask(`${url}/health/backbone`)]);
  if (!ready) return wrongWith('does not answer');
  if (ready.status !== 200) return wrongWith(`not ready: ${JSON.stringify(ready.body)}`);
  if (backbone?.status !== 200) return wrongWith('its exchange of events does not answer');
  const read = answer.safeParse(backbone.body);
  if (!read.success) return wrongWith('its exchange of events does not answer as expected');
  const { sources, parked, unrelayed, unrelayedForMs, missing } = read.data;
  const lags = [
    ...sources.map(({ source, behind, behindForMs }) => ({ count: behind, forMs: behindForMs, words: `events behind ${source}` })),
    { count: unrelayed, forMs: unrelayedForMs, words: 'events not relayed yet' },
  ].filter(({ count }) => count > 0);
  const isLate = ({ forMs }: { forMs: number }) => forMs >= LATE_MS;
  return {
    wrong: [
      ...lags.filter(isLate).map(({ count, forMs, words }) => `${count} ${words}, for ${Math.floor(forMs / 1_000)} seconds`),
      ...sources.flatMap(({ source, halted }) => (halted ? [`halted at ${source}: ${halted}`] : [])),
      ...sources.flatMap(({ source, failing }) => (failing ? [`fails at ${source}: ${failing}`] : [])),
      ...(parked > 0 ? [`${parked} parked events`] : []),
      ...missing.flatMap(({ what, forMs }) => (forMs > STEWARD_MS ? [`${what} is missing at the broker: look after the steward`] : [])),
    ],
    underWay: lags.filter((lag) => !isLate(lag)).map(({ count, words }) => `${count} ${words}`),
  };
}

const bounded = new Agent({ maxResponseSize: 256 * 1024 });

async function ask(url: string): Promise<{ status: number; body: unknown } | undefined> {
  try {
    const { statusCode, body } = await request(url, { dispatcher: bounded, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { status: statusCode, body: await body.json() };
  } catch {
    return undefined;
  }
}
