/**
 * The job that recalculates visits, as the registry answers it to the person who asked for it. Bookings runs the job
 * and tells how far it is.
 */
import type { Job } from '@seteli/kit/jobs';
import { findRepricing } from '../store/repricing.ts';
import type { Context } from './loaders.ts';

type RepricingArguments = Parameters<typeof findRepricing>[2];
type AskedJob = Omit<Job, 'step' | 'pieces' | 'organisationKind' | 'organisationId'>;

export async function jobOf({ database, actor }: Context, asked: RepricingArguments | null): Promise<AskedJob | null> {
  const found = asked && (await findRepricing(database.reader, actor.organisation.id, asked));
  if (!found) return null;
  const { id, subjectId, askedBy, askedAt } = found;
  const untouched = { done: 0, total: 0, startedAt: null, endedAt: null, restingSince: null, refusal: null };
  return { id, kind: 'REPRICE_VISITS', subjectId, startedBy: askedBy, askedAt, ...untouched };
}
