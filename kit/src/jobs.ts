/**
 * Jobs: work that takes longer than anybody waits for an answer. A command starts one in its own transaction and answers at once; the process that applies
 * events does it piece by piece. A piece commits together with how far the work has come, so a crash costs the piece that was under way and nothing else.
 */
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Actor } from './actor.ts';
import { keepActors } from './actor-names.ts';
import type { Chore } from './chores.ts';
import type { Clock } from './clock.ts';
import type { Instant } from './day.ts';
import { asArray, isOneOf, type Database, type Reader, type Tx } from './db.ts';
import { levelOf } from './faults.ts';
import { isId, newId, type Id } from './ids.ts';
import { job } from './job-table.ts';
import type { Log } from './log.ts';
import type { Refusal } from './result.ts';
import { orAborted, type Nudge } from './waiting.ts';

export type Job<Step = unknown> = Omit<typeof job.$inferSelect, 'step' | 'refusal'> & {
  readonly step: Step;
  readonly refusal: Refusal | null;
};

export type JobState = 'WAITING' | 'RUNNING' | 'DONE' | 'REFUSED';

export const stateOf = ({ startedAt, endedAt, refusal }: Pick<Job, 'startedAt' | 'endedAt' | 'refusal'>): JobState => {
  if (!startedAt) return 'WAITING';
  if (!endedAt) return 'RUNNING';
  return refusal ? 'REFUSED' : 'DONE';
};

/** What a piece has come to: `step` is where the next one begins; null: there is none. */
export type Piece<Step> = { readonly done: number; readonly step: Step | null; readonly refusal?: Refusal };

/** How jobs of one kind are done. `piece` does everything in the transaction that it is given. */
export type Work<Step> = {
  readonly kind: string;
  piece(tx: Tx, job: Job<Step>, now: Instant): Promise<Piece<Step>>;
};

/** Of whatever kind: what a job stored as its step is given back to its own. */
export type AnyWork = { readonly kind: string; piece(tx: Tx, job: Job<never>, now: Instant): Promise<Piece<unknown>> };

const started = new WeakSet<Tx>();

/** Whether a job was started in the transaction. */
export const hasStartedJob = (tx: Tx): boolean => started.has(tx);

type Start = {
  readonly id?: Id;
  readonly kind: string;
  readonly subjectId: Id;
  readonly step: unknown;
  readonly total: number;
  readonly now: Instant;
};

/** In the transaction of the command that decided that the work is to be done. */
export async function startJob(tx: Tx, { userId, ...actor }: Actor, { id = newId(), now, ...work }: Start): Promise<Id> {
  await keepActors(tx, [{ userId, ...actor }]);
  await tx.insert(job).values({
    id,
    ...work,
    organisationKind: actor.organisation.kind,
    organisationId: actor.organisation.id,
    startedBy: userId,
    done: 0,
    pieces: 0,
    askedAt: now,
  });
  started.add(tx);
  return id;
}

const EVERY_MS = 500;
const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 60_000;

type Tools = { readonly database: Database; readonly clock: Clock; readonly log: Log; readonly bell: Nudge };

/** Does the pieces of all jobs, one after the other. A job whose piece fails rests, longer each time, and keeps back no other. */
export function workingOff(works: readonly AnyWork[], { database, clock, log, bell }: Tools): Chore {
  const byKind = new Map(works.map((work) => [work.kind, work]));
  const resting = new Map<Id, { readonly untilMs: number; readonly restMs: number }>();
  async function onePiece(): Promise<boolean> {
    let at: Id | undefined;
    try {
      return await database.transaction(async (tx) => {
        const next = await lockNext(tx, restingNow(resting));
        if (!next) return false;
        at = next.id;
        const now = clock.now();
        // Another version may have started what this one does not know.
        const work = byKind.get(next.kind);
        if (!work) throw new Error(`nobody here knows how to do ${next.kind}`);
        await keepProgress(tx, next, await work.piece(tx, next as Job<never>, now), now);
        return true;
      });
    } catch (fault) {
      if (at === undefined) throw fault;
      log[levelOf(fault)]({ err: fault, job: at }, 'a piece of a job failed; it is tried again');
      const restMs = Math.min(2 * (resting.get(at)?.restMs ?? FIRST_REST_MS / 2), LONGEST_REST_MS);
      resting.set(at, { untilMs: performance.now() + restMs, restMs });
      return true;
    }
  }
  return {
    name: 'jobs',
    everyMs: EVERY_MS,
    bell,
    // A piece that is under way when the process stops is not waited for: the database rolls it back.
    run: (signal) => (signal ? orAborted(onePiece(), signal) : onePiece()),
  };
}

const restingNow = (resting: ReadonlyMap<Id, { readonly untilMs: number }>): Id[] =>
  [...resting].flatMap(([id, { untilMs }]) => (untilMs > performance.now() ? [id] : []));

/** The row's lock is the right to do its next piece. */
async function lockNext(tx: Tx, resting: readonly Id[]): Promise<Job | undefined> {
  const [found] = await tx
    .select()
    .from(job)
    .where(and(isNull(job.endedAt), sql`${job.id} <> all(${asArray(resting)}::uuid[])`))
    .orderBy(job.pieces, job.id)
    .limit(1)
    .for('update', { skipLocked: true });
  return found as Job | undefined;
}

const keepProgress = (tx: Tx, { id, step, startedAt, total, pieces }: Job, piece: Piece<unknown>, now: Instant) =>
  tx
    .update(job)
    .set({
      done: piece.step === null && !piece.refusal ? total : piece.done,
      step: piece.step ?? step,
      pieces: pieces + 1,
      startedAt: startedAt ?? now,
      endedAt: piece.step === null ? now : null,
      refusal: piece.refusal ?? null,
    })
    .where(eq(job.id, id));

/** Jobs of the actor's organisation by their ids. Who may start one of a kind may see it; that is for the caller to ask. */
export async function findJobs(reader: Reader, { organisation }: Pick<Actor, 'organisation'>, ids: readonly Id[]): Promise<Job[]> {
  const rows = await reader
    .select()
    .from(job)
    .where(and(isOneOf(job.id, ids.filter(isId)), eq(job.organisationKind, organisation.kind), eq(job.organisationId, organisation.id)));
  return rows as Job[];
}

/** The newest job of a kind about each of these things. */
export async function findJobsOf(reader: Reader, kind: string, subjectIds: readonly Id[]): Promise<Map<Id, Job>> {
  const rows = await reader
    .selectDistinctOn([job.subjectId])
    .from(job)
    .where(and(isOneOf(job.subjectId, subjectIds), eq(job.kind, kind)))
    .orderBy(job.subjectId, desc(job.id));
  return new Map((rows as Job[]).map((row) => [row.subjectId, row]));
}
