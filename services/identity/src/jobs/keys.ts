/** Brings what an earlier version of a key sealed or marked under the present version, while the system runs. */
import type { Chore } from '@seteli/kit/chores';
import type { Tx } from '@seteli/kit/db';
import type { Desk } from '../commands/desk.ts';
import { codePlace } from '../commands/sealing.ts';
import * as store from '../store/sealed.ts';

const AT_ONCE = 200;
const ROTATE_EVERY_MS = 10_000;

/**
 * Wraps data keys anew, adds missing marks, then forgets marks of versions that have left the settings. Each part is a
 * transaction of its own, and what is left to do stands in the rows, so a killed process loses one part.
 */
export const keyRotationChore = ({ database, vault }: Pick<Desk, 'database' | 'vault'>): Chore => ({
  name: 'rotation of keys',
  everyMs: ROTATE_EVERY_MS,
  run: () =>
    database.transaction(async (tx) => {
      const done = (await rewrap(tx, vault)) || (await mark(tx, vault)) || (await store.forgetMarks(tx, vault.versions.index, AT_ONCE));
      return done > 0;
    }),
});

async function rewrap(tx: Tx, vault: Desk['vault']): Promise<number> {
  const earlier = await store.lockEarlierKeys(tx, vault.versions.key, AT_ONCE);
  await store.saveKeys(
    tx,
    earlier.map(({ personId, ...wrapped }) => ({ personId, ...vault.rewrap(wrapped, personId) })),
  );
  return earlier.length;
}

async function mark(tx: Tx, vault: Desk['vault']): Promise<number> {
  const { key, index } = vault.versions;
  const unmarked = await store.lockUnmarkedCodes(tx, index.present, key.known, AT_ONCE);
  await store.insertMarks(
    tx,
    unmarked.map(({ id, personId, sealedCode, ...wrapped }) => {
      const [present] = vault.marksOf(vault.open(wrapped, personId).unseal(sealedCode, codePlace(id)));
      return { ...present, codeId: id };
    }),
  );
  return unmarked.length;
}
