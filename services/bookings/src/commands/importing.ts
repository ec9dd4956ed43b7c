/** Keeps the lines of a table that is too long to be recorded at once, and starts the job that records them. */
import type { Actor } from '@seteli/kit/actor';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { startJob } from '@seteli/kit/jobs';
import { accept, type Decision } from '@seteli/kit/result';
import type { ImportVisitsInput } from '@seteli/schema/generated/bookings';
import { IMPORT_VISITS, type ImportStep } from '../jobs/importing.ts';
import * as store from '../store/import.ts';
import type { Desk } from './desk.ts';

/** Answers with the job before the job records anything. */
export async function startImport(
  { database, clock }: Desk,
  actor: Actor,
  input: ImportVisitsInput,
  lines: readonly store.ReadLine[],
): Promise<Decision<Id>> {
  const now = clock.now();
  const { roles, teamIds, unitIds } = actor;
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'importVisits', input, now },
    async (tx) => {
      const id = newId();
      const step: ImportStep = { roles, teamIds, unitIds, after: 0 };
      await startJob(tx, actor, { id, kind: IMPORT_VISITS, subjectId: id, step, total: lines.length, now });
      await store.insertLines(tx, id, lines);
      return accept(id);
    },
  );
}
