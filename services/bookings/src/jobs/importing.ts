/** The job of a long table: it records the kept lines some at a time, each like every visit. */
import type { Actor } from '@seteli/kit/actor';
import type { Work } from '@seteli/kit/jobs';
import { recordTogether } from '../commands/recording.ts';
import * as store from '../store/import.ts';

export const IMPORT_VISITS = 'IMPORT_VISITS';

/** The rights that the sender of the table had then, and the last line that the job has decided about. */
export type ImportStep = Pick<Actor, 'roles' | 'teamIds' | 'unitIds'> & { readonly after: number };

const LINES_AT_ONCE = 250;

export const importWork = (linesAtOnce = LINES_AT_ONCE): Work<ImportStep> => ({
  kind: IMPORT_VISITS,
  async piece(tx, job, now) {
    const { after, ...held } = job.step;
    const lines = await store.listNextLines(tx, job.id, after, linesAtOnce);
    if (lines.length === 0) return { done: job.done, step: null };
    // Every table has a sender.
    const actor = { userId: job.startedBy!, organisation: { kind: job.organisationKind, id: job.organisationId }, ...held };
    const [decided] = await recordTogether(tx, [{ actor, rows: lines.map(({ row }) => row) }], now);
    await store.saveDecided(
      tx,
      job.id,
      lines.map(({ line }, index) => ({ line, decision: decided![index]! })),
    );
    return { done: job.done + lines.length, step: { ...held, after: lines.at(-1)!.line } };
  },
});
