/**
 * The promise behind every fault: nothing is lost or doubled, every cent is right, and the system recovers by itself.
 */
import { expect } from 'vitest';
import { differencesIn, readBooks } from '../books.ts';
import type { Slot } from '../diary.ts';
import type { Recorder } from '../recording.ts';
import { until, untilWell } from '../waiting.ts';
import type { World } from '../world.ts';

const SHOWN = 10;

/** The visits that the tests have recorded so far. All of them record on one system and check its books as a whole. */
export type Told = {
  /** The accepted visits, by id. */
  readonly accepted: Map<string, Slot>;
  /** The bookings of the second provider; all others belong to the first. */
  readonly ofSecondProvider: Set<string>;
  /** How many visits vouchers refused, as it had to. */
  refused: number;
};

export const nothingTold = (): Told => ({ accepted: new Map(), ofSecondProvider: new Set(), refused: 0 });

/** Waits until the system reports that it is well, and then checks all books. The recorder must have met no refusal. */
export async function expectNothingLost({ system, client }: World, told: Told, { refused, doubled }: Recorder): Promise<void> {
  expect(refused, 'refused visits').toEqual([]);
  expect(doubled, 'ids given twice').toEqual([]);
  await untilWell(system);
  let differences: string[] = [];
  // A well system has nothing on its way between services, but the health check asks the services at different moments.
  await until('the books agree', async () => {
    differences = differencesIn(await readBooks(system, client), told.accepted, { refused: told.refused });
    return differences.length === 0;
  }).catch(() => undefined);
  expect(differences.slice(0, SHOWN), `${differences.length} differences`).toEqual([]);
  await untilWell(system);
}
