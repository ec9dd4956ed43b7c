/**
 * A sender of anything that is no request loses their connection, and nobody else loses anything. Registers the tests.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { changedSince, fingerprintsOf } from '../fingerprints.ts';
import { untilWell } from '../waiting.ts';
import { deathsIn, type World } from '../world.ts';
import { everyDoor } from './doors.ts';
import { putAll } from './line.ts';
import { EVERYWHERE, FRAMES } from './packets.ts';

const LIMIT_MS = 300_000;

type Fault = { readonly message?: string; readonly cause?: Fault };

/** The messages of the connection pool when no connection was free, or opened, in time. */
const NO_CONNECTION = ['timeout exceeded when trying to connect', 'Connection terminated due to connection timeout'];

/** The database was slow under the load; no packet asked it for anything. */
const isSlowDatabase = ({ message, cause }: Fault): boolean =>
  NO_CONNECTION.includes(message ?? '') || (cause !== undefined && isSlowDatabase(cause));

function isFault(line: string): boolean {
  if (!line.startsWith('{"level":') || line.includes('"level":60') || line.includes('a fault in the gateway')) return true;
  if (!line.includes('a resolver failed')) return false;
  const { err } = JSON.parse(line) as { err?: Fault };
  return !err || !isSlowDatabase(err);
}

export function whatIsNoRequest(world: World): void {
  let untouched: ReadonlyMap<string, string>;
  const wordsOf = (name: string) => readFileSync(path.join(world.system.home, 'logs', `${name}.log`), 'utf8');

  it('costs its sender the line, and nobody else anything', { timeout: LIMIT_MS }, async () => {
    const { ports, pids } = world.system;
    await untilWell(world.system);
    untouched = await fingerprintsOf(world.system);
    const doors = await everyDoor(world);
    const names = [...new Set(doors.map(({ process }) => process))];
    const [before, saidBefore] = [pids(), names.map((name) => wordsOf(name).length)];
    expect(EVERYWHERE.length).toBeGreaterThan(40);
    await putAll(EVERYWHERE, doors);
    await putAll(FRAMES, doors.slice(0, 1));
    for (const name of names) expect([name, (await fetch(`http://127.0.0.1:${ports[name]}/health/live`)).status]).toEqual([name, 200]);
    expect(deathsIn(world)).toEqual([]);
    expect(pids()).toEqual(before);
    // No packet caused a fault, and neither a library nor Node printed anything.
    const said = names.flatMap((name, index) => wordsOf(name).slice(saidBefore[index]).split('\n').filter(Boolean));
    expect(said.filter(isFault)).toEqual([]);
  });

  it('leaves a system that works', { timeout: LIMIT_MS }, async () => {
    await untilWell(world.system);
    expect(changedSince(untouched, await fingerprintsOf(world.system))).toEqual([]);
  });
}
