/**
 * Removes files that nobody has used within an hour, or whose bytes never came. The bytes go first and the row last, so
 * a crash in between leaves a row, and the next run goes on. The store of files is asked outside of transactions.
 */
import type { Chore } from '@seteli/kit/chores';
import type { FileStore } from '@seteli/kit/file-store';
import type { Desk } from '../commands/desk.ts';
import { unusedSince } from '../domain/file.ts';
import { deleteFiles, letLeave } from '../store/file.ts';

const AT_ONCE = 20;
const EVERY_MS = 60_000;

type FileDesk = Pick<Desk, 'database' | 'clock'> & { readonly files: Pick<FileStore, 'remove'> };

export const fileChore = ({ database, clock, files }: FileDesk): Chore => ({
  name: 'removal of unused files',
  everyMs: EVERY_MS,
  async run() {
    const leaving = await database.transaction((tx) => letLeave(tx, unusedSince(clock.now()), AT_ONCE));
    const tries = await Promise.allSettled(leaving.map((id) => files.remove(id)));
    const gone = leaving.filter((_, index) => tries[index]!.status === 'fulfilled');
    if (gone.length > 0) await database.transaction((tx) => deleteFiles(tx, gone));
    const failed = tries.find((each) => each.status === 'rejected');
    if (failed) throw failed.reason;
    return leaving.length === AT_ONCE;
  },
});
