/** Jobs of bookings, for those who may start such work. A query waits for a job that registry has just named. */
import { isId, isYoung, type Id } from '@seteli/kit/ids';
import type { Job } from '@seteli/kit/jobs';
import { pause } from '@seteli/kit/waiting';
import type * as api from '@seteli/schema/generated/bookings';
import { REPRICE_VISITS } from '../jobs/repricing.ts';
import { listLeft } from '../store/repricing.ts';
import type { Context } from './context.ts';

/** Announcements take less time. */
const PATIENCE_MS = 3_000;
const LOOK_MS = 200;

/** An actor waits as long for a job that they may not see as for one that does not exist. */
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
