/** The system under measurement, in a temporary folder, with PostgreSQL as durable as `npm start` makes it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freeBasePort } from '@seteli/local/ports';
import { seedOnce } from '@seteli/local/seeding';
import { startSystem, type System, type SystemEvent } from '@seteli/local/system';

export type Home = { readonly folder: string; remove(): void };

export function makeHome(): Home {
  const folder = mkdtempSync(path.join(tmpdir(), 'seteli-bench-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A process that dies or complains during a measurement spoils the figures, so the script reports it. */
function tell(event: SystemEvent): void {
  if (event.kind === 'warning') console.log(`[${event.name}] ${event.line.slice(0, 500)}`);
  if (event.kind === 'died') console.log(`${event.name} ended (${event.exit.signal ?? event.exit.code}) and is started again`);
  if (event.kind === 'failed') console.log(`${event.name} does not start: ${String(event.fault)}`);
  if (event.kind === 'missing') console.log(`${event.name} is left out: there is no ${event.file}`);
}

/** Starts a system in the folder, and seeds it if it has not been seeded before. */
export async function startSeeded(folder: string, signal: AbortSignal): Promise<System> {
  // One test person sends as many requests as a whole county.
  const env = { COST_PER_MINUTE: '1000000000' };
  const system = await startSystem({ home: folder, basePort: await freeBasePort(), env, onEvent: tell, signal });
  try {
    await seedOnce(system, signal);
    return system;
  } catch (fault) {
    await system.stop();
    throw fault;
  }
}

const PATIENCE_MS = 60_000;

/** Waits until every service has heard of what the others did. */
export async function untilCaughtUp({ url, secrets }: System): Promise<void> {
  for (const deadline = performance.now() + PATIENCE_MS; ;) {
    const answer = await fetch(`${url}/health/system`, { headers: { authorization: `Bearer ${secrets.operator}` } });
    const look = (await answer.json()) as { caughtUp: boolean };
    if (look.caughtUp) return;
    if (performance.now() > deadline) throw new Error(`The system is not well: ${JSON.stringify(look)}`);
    await sleep(200);
  }
}
