/** The promise behind every fault: nothing lost, nothing doubled, not a cent off, and the system well again by itself. */
import { expect } from 'vitest';
import { differencesIn, readBooks } from '../books.ts';
import type { Slot } from '../diary.ts';
import type { Recorder } from '../recording.ts';
import { until, untilWell } from '../waiting.ts';
import type { World } from '../world.ts';

const SHOWN = 10;

/** What the system was told by all who record: its books are looked at as a whole. */
export type Told = {
  /** What was accepted, by the visit's id. */
  readonly accepted: Map<string, Slot>;
  /** The bookings of the second provider; all others are the first one's. */
  readonly ofSecondProvider: Set<string>;
  /** How many visits were refused their shares, as they had to be. */
  refused: number;
};

export const nothingTold = (): Told => ({ accepted: new Map(), ofSecondProvider: new Set(), refused: 0 });

/** Waits until the system says of itself that it is well, and then looks into all books. The recorder was refused nothing. */
export async function expectNothingLost({ system, client }: World, told: Told, { refused, doubled }: Recorder): Promise<void> {
  expect(refused, 'refused visits').toEqual([]);
  expect(doubled, 'ids given twice').toEqual([]);
  await untilWell(system);
  let differences: string[] = [];
  // Well means that nothing is on its way between services, but services are not all asked in the same moment.
  await until('the books agree', async () => {
    differences = differencesIn(await readBooks(system, client), told.accepted, { refused: told.refused });
    return differences.length === 0;
  }).catch(() => undefined);
  expect(differences.slice(0, SHOWN), `${differences.length} differences`).toEqual([]);
  await untilWell(system);
}
