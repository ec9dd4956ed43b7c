/** Whether this process lives, and whether the whole story could run: every subgraph ready and nothing waiting between services. */
import type { FastifyInstance } from 'fastify';
import { request } from 'undici';
import type { BackboneHealth } from '@seteli/kit/backbone';

const TIMEOUT_MS = 3_000;
/** Within this time the steward makes what is missing. */
const STEWARD_MS = 10_000;

export function addHealth(app: FastifyInstance, subgraphs: Readonly<Record<string, string>>): void {
  app.get('/health/live', async () => ({ service: 'gateway' }));
  app.get('/health/ready', async () => ({ service: 'gateway' }));
  app.get('/health/system', async (_, reply) => {
    const found = await Promise.all(Object.entries(subgraphs).map(async ([name, url]) => [name, await whatIsWrong(url)] as const));
    const well = found.every(([, wrong]) => wrong.length === 0);
    const services = Object.fromEntries(found.map(([name, wrong]) => [name, wrong.length === 0 ? 'well' : wrong]));
    return reply.code(well ? 200 : 503).send({ well, services });
  });
}

/** In words for an operator; nothing when the service is well. */
async function whatIsWrong(url: string): Promise<string[]> {
  const [ready, backbone] = await Promise.all([ask(`${url}/health/ready`), ask(`${url}/health/backbone`)]);
  if (!ready) return ['does not answer'];
  if (ready.status !== 200) return [`not ready: ${JSON.stringify(ready.body)}`];
  if (backbone?.status !== 200) return ['its exchange of events does not answer'];
  const { sources, parked, unrelayed, missing = [] } = backbone.body as BackboneHealth;
  return [
    ...sources.flatMap(({ source, behind }) => (behind > 0 ? [`${behind} events behind ${source}`] : [])),
    ...sources.flatMap(({ source, halted }) => (halted ? [`halted at ${source}: ${halted}`] : [])),
    ...(parked > 0 ? [`${parked} parked events`] : []),
    ...missing.flatMap(({ what, forMs }) => (forMs > STEWARD_MS ? [`${what} is missing at the broker: look after the steward`] : [])),
    ...(unrelayed > 0 ? [`${unrelayed} events not relayed yet`] : []),
  ];
}

async function ask(url: string): Promise<{ status: number; body: unknown } | undefined> {
  try {
    const { statusCode, body } = await request(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { status: statusCode, body: await body.json() };
  } catch {
    return undefined;
  }
}
