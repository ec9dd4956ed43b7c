/** The promise behind every fault: nothing lost, nothing doubled, not a cent off, and the system well again by itself. */
import { expect } from 'vitest';
import { differencesIn, readBooks } from './books.ts';
import type { Recorder } from './recording.ts';
import { until, untilWell } from './waiting.ts';
import type { World } from './world.ts';

const WELL_AGAIN_MS = 30_000;
const SHOWN = 10;

/**
 * Waits until the system says of itself that it is well, and then looks into all books. The recorder was refused nothing;
 * `refusedBefore` tells how many visits of others were.
 */
export async function expectNothingLost(
  { system, client }: World,
  { accepted, refused, doubled }: Recorder,
  refusedBefore = 0,
): Promise<void> {
  expect(refused, 'refused visits').toEqual([]);
  expect(doubled, 'ids given twice').toEqual([]);
  await untilWell(system, WELL_AGAIN_MS);
  let differences: string[] = [];
  // Well means that nothing is on its way between services, but services are not all asked in the same moment.
  await until('the books agree', async () => {
    differences = differencesIn(await readBooks(system, client), accepted, { refused: refusedBefore });
    return differences.length === 0;
  }).catch(() => undefined);
  expect(differences.slice(0, SHOWN), `${differences.length} differences`).toEqual([]);
  await untilWell(system, WELL_AGAIN_MS);
}
