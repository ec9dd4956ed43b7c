/** Which process listens on which port of this machine. All ports lie above one base, and on loopback only. */
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEVELOPMENT_PORTS, SERVICES } from '@seteli/schema/events/listeners';

export const HOST = '127.0.0.1';

/** The processes that listen. */
export const LISTENING = ['gateway', ...SERVICES, 'sign-in', 'registers', 'nats', 'postgres'] as const;
export const PROCESSES = [...LISTENING, 'steward'] as const;
export type ProcessName = (typeof PROCESSES)[number];
export type ListeningName = (typeof LISTENING)[number];
/** The registers take mail, too, on a port of its own. */
export type Ports = Record<ListeningName | 'mail', number>;

const USUAL_BASE = 4000;
const USUAL: Ports = {
  gateway: USUAL_BASE,
  ...DEVELOPMENT_PORTS,
  'sign-in': 4006,
  nats: 4007,
  postgres: 4008,
  registers: 4009,
  mail: 4010,
};
/** How many ports from the base on belong to a system. */
const SPAN = Math.max(...Object.values(USUAL)) - USUAL_BASE + 1;

export const portsFrom = (base: number): Ports =>
  Object.fromEntries(Object.entries(USUAL).map(([name, port]) => [name, base + port - USUAL_BASE])) as Ports;

/** Ports that browsers and `fetch` refuse to call, because other protocols own them. */
const REFUSED = new Set([2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080]);

export function basePort(env: NodeJS.ProcessEnv = process.env): number {
  const given = env.SETELI_PORT ?? String(USUAL_BASE);
  const port = Number(given);
  if (!Number.isInteger(port) || port < 1024 || port + SPAN > 65_536)
    throw new Error(`SETELI_PORT must be a whole number from 1024 to ${65_536 - SPAN}, not "${given}".`);
  const refused = Object.values(portsFrom(port)).find((each) => REFUSED.has(each));
  if (refused) throw new Error(`SETELI_PORT=${given} would use port ${refused}, which browsers refuse to call. Choose another base.`);
  return port;
}

/** A port that nobody uses at the moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, HOST, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** The distance of two bases. */
const STEP = Math.ceil(SPAN / 10) * 10;

/**
 * A base whose ports are free, for a second system beside the first. It lies below the range of outgoing connections.
 */
export async function freeBasePort(): Promise<number> {
  const first = 20_000 + ((process.pid * STEP) % 10_000);
  for (let base = first; base < first + 2000; base += STEP) {
    const free = await Promise.all(Object.values(portsFrom(base)).map(isFree));
    if (free.every(Boolean)) return base;
  }
  throw new Error(`No ${SPAN} free ports in a row were found.`);
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, HOST, () => probe.close(() => resolve(true)));
  });

export async function requireFreePort(port: number, name: string): Promise<void> {
  // The processes of a killed supervisor need a moment to notice and to leave.
  for (let attempt = 0; attempt < 30; attempt++) {
    if (await isFree(port)) return;
    await sleep(100);
  }
  throw new Error(
    `Port ${port} (${name}) is taken by another program. Free it, or choose other ports: SETELI_PORT=5000 npm start uses 5000 to ${4999 + SPAN}.`,
  );
}
