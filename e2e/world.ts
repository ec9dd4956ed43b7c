/**
 * A whole system, seeded as a rule, for one test file: real processes on their own ports, in a folder that is deleted
 * afterwards.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openClient, type Client } from '@seteli/local/client';
import { freeBasePort, type ProcessName } from '@seteli/local/ports';
import { seedOnce } from '@seteli/local/seeding';
import { withClient } from '@seteli/local/service-database';
import { startSystem, type System, type SystemEvent, type SystemOptions } from '@seteli/local/system';
import { afterAll, beforeAll, inject } from 'vitest';

export type World = {
  system: System;
  client: Client;
  /** The reports of the processes since the start: deaths, restarts, warnings. */
  readonly events: SystemEvent[];
};

/** `seeded: false`: a system in which nobody is known yet. */
export type Wish = Pick<SystemOptions, 'throwAway'> & { readonly seeded?: boolean };

/** For the start of all systems, one after another. */
const START_LIMIT_MS = 900_000;

export const makeHome = (): string => mkdtempSync(path.join(tmpdir(), 'seteli-e2e-'));
export const removeHome = (home: string): void => rmSync(home, { recursive: true, force: true });

/**
 * One system starts at a time, over all workers. Two at once take as long, and keep each other's connections waiting.
 */
export const startWorld = (home: string, wish: Wish = {}): Promise<World> =>
  withClient(inject('seteliServers').adminUrl, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('the start of a system'))");
    return await start(home, wish);
  });

async function start(home: string, { throwAway = true, seeded = true }: Wish): Promise<World> {
  const events: SystemEvent[] = [];
  const system = await startSystem({ home, basePort: await freeBasePort(), throwAway, onEvent: (event) => events.push(event) });
  try {
    if (seeded) await seedOnce(system);
  } catch (fault) {
    await system.stop();
    throw fault;
  }
  return { system, client: openClient(system.url, system.secrets.system), events };
}

/** One system for the tests of a file. */
export function useWorld(wish?: Wish): World {
  const home = makeHome();
  const world = {} as World;
  beforeAll(async () => void Object.assign(world, await startWorld(home, wish)), START_LIMIT_MS);
  afterAll(async () => {
    await world.system?.stop();
    removeHome(home);
  }, START_LIMIT_MS);
  return world;
}

/** The processes that died so far, and by which signal. */
export const deathsIn = ({ events }: World): { name: string; signal: string | null }[] =>
  events.flatMap((event) => (event.kind === 'died' ? [{ name: event.name as ProcessName, signal: event.exit.signal }] : []));
