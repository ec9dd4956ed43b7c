/** Jobs of bookings, as those follow them who may start such work. One that registry has just answered with is waited for. */
import { isId, isYoung, type Id } from '@seteli/kit/ids';
import type { Job } from '@seteli/kit/jobs';
import { pause } from '@seteli/kit/waiting';
import type * as api from '@seteli/schema/generated/bookings';
import { REPRICE_VISITS } from '../jobs/repricing.ts';
import { listLeft } from '../store/repricing.ts';
import type { Context } from './context.ts';

/** As long as announcements take, and longer. */
const PATIENCE_MS = 3_000;
const LOOK_MS = 200;

/** Whoever may not see a job waits as long for it as for one that there is not. */
async function bookingsJob(_: unknown, { id }: api.QueryBookingsJobArgs, { load }: Context): Promise<Job | null> {
  for (const deadline = performance.now() + PATIENCE_MS; ;) {
    const found = await load.job.clear(id).load(id);
    if (found || !isId(id) || !isYoung(id) || performance.now() > deadline) return found;
    await pause(LOOK_MS);
  }
}

async function repricing(_: unknown, { jobId }: api.QueryRepricingArgs, { load }: Context): Promise<{ readonly jobId: Id } | null> {
  const job = await load.job.load(jobId);
  return job?.kind === REPRICE_VISITS ? { jobId } : null;
}

export const jobQueries = { bookingsJob, repricing };

type OfJob = { readonly jobId: Id };

export const repricingTypes = {
  Repricing: {
    changed: async ({ jobId }: OfJob, _: unknown, { load }: Context) => (await load.repriced.load(jobId)).changed,
    left: async ({ jobId }: OfJob, _: unknown, { load }: Context) => (await load.repriced.load(jobId)).left,
    leftVisits: async ({ jobId }: OfJob, page: api.RepricingLeftVisitsArgs, { load, database }: Context) =>
      (await load.visit.loadMany(await listLeft(database.reader, jobId, page))).filter((visit) => visit !== null),
  },
};
