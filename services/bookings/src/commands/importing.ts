/** The job of a table that is too long to be recorded at once: its lines are kept by the command, and recorded some at a time, each like every visit. */
import type { Actor } from '@seteli/kit/actor';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { startJob, type Work } from '@seteli/kit/jobs';
import { accept, type Decision } from '@seteli/kit/result';
import type { ImportVisitsInput } from '@seteli/schema/generated/bookings';
import * as store from '../store/import.ts';
import type { Desk } from './booking.ts';
import { recordTogether } from './recording.ts';

export const IMPORT_VISITS = 'IMPORT_VISITS';

/** Who sent the table, as they were then, and the last line that was decided about. */
type Step = Pick<Actor, 'roles' | 'teamIds'> & { readonly after: number };

const LINES_AT_ONCE = 250;

/** Answers with the job, before anything is recorded. */
export async function startImport(
  { database, clock }: Desk,
  actor: Actor,
  input: ImportVisitsInput,
  lines: readonly store.ReadLine[],
): Promise<Decision<Id>> {
  const now = clock.now();
  const { roles, teamIds } = actor;
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'importVisits', input, now },
    async (tx) => {
      const id = newId();
      const step: Step = { roles, teamIds, after: 0 };
      await startJob(tx, actor, { id, kind: IMPORT_VISITS, subjectId: id, step, total: lines.length, now });
      await store.insertLines(tx, id, lines);
      return accept(id);
    },
  );
}

export const importWork = (linesAtOnce = LINES_AT_ONCE): Work<Step> => ({
  kind: IMPORT_VISITS,
  async piece(tx, job, now) {
    const { after, ...held } = job.step;
    const lines = await store.listNextLines(tx, job.id, after, linesAtOnce);
    if (lines.length === 0) return { done: job.done, step: null };
    // Somebody has sent each table.
    const actor = { userId: job.startedBy!, organisation: { kind: job.organisationKind, id: job.organisationId }, ...held };
    const [decided] = await recordTogether(tx, [{ actor, rows: lines.map(({ row }) => row) }], now);
    await store.saveDecided(
      tx,
      job.id,
      lines.map(({ line }, place) => ({ line, decision: decided![place]! })),
    );
    return { done: job.done + lines.length, step: { ...held, after: lines.at(-1)!.line } };
  },
});
