/** Whatever is put on the lines of a system costs whoever puts it there his line, and nobody else anything. Registers the tests. */
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

export function whatIsNoRequest(world: World): void {
  let untouched: ReadonlyMap<string, string>;
  const wordsOf = (name: string) => readFileSync(path.join(world.system.home, 'logs', `${name}.log`), 'utf8');

  it('costs whoever sends it the line, and nobody else anything', { timeout: LIMIT_MS }, async () => {
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
    // No fault that a packet made, and nothing that a library or Node printed. A database that is slow under all this may be mentioned.
    const said = names.flatMap((name, index) => wordsOf(name).slice(saidBefore[index]).split('\n').filter(Boolean));
    const isFault = (line: string) => !line.startsWith('{"level":') || /"level":60|a resolver failed|a fault in the gateway/.test(line);
    expect(said.filter(isFault)).toEqual([]);
  });

  it('has left a system that works', { timeout: LIMIT_MS }, async () => {
    await untilWell(world.system);
    expect(changedSince(untouched, await fingerprintsOf(world.system))).toEqual([]);
  });
}
