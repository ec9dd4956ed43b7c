/**
 * Jobs: work that takes longer than anybody waits for an answer. A command starts one in its own transaction and answers at once; the process that applies
 * events does it piece by piece. A piece commits together with how far the work has come, so a crash costs the piece that was under way and nothing else.
 */
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Actor } from './actor.ts';
import { keepActors } from './kept-actors.ts';
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
export type Piece<Step> = {
  readonly done: number;
  readonly step: Step | null;
  /** How much it is in all, where nobody could say so before. */
  readonly total?: number;
  /** What the next piece needs is not there yet: it is looked for after a rest. */
  readonly rests?: boolean;
  readonly refusal?: Refusal;
};

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

/** Whose work it is, and who asked for it, where somebody did. */
export type Starter = Pick<Actor, 'organisation'> & (Pick<Actor, 'userId' | 'roles'> | { readonly userId: null });

/** In the transaction of what decided that the work is to be done. */
export async function startJob(tx: Tx, starter: Starter, { id = newId(), now, ...work }: Start): Promise<Id> {
  if (starter.userId !== null) await keepActors(tx, [starter]);
  await tx.insert(job).values({
    id,
    ...work,
    organisationKind: starter.organisation.kind,
    organisationId: starter.organisation.id,
    startedBy: starter.userId,
    done: 0,
    pieces: 0,
    askedAt: now,
  });
  started.add(tx);
  return id;
}

const EVERY_MS = 500;

/** How long the first rest is, and the longest: each is twice as long as the one before. */
type Rests = { readonly firstMs: number; readonly longestMs: number };
const AFTER_A_FAULT: Rests = { firstMs: 1_000, longestMs: 60_000 };
const WAITING: Rests = { firstMs: EVERY_MS, longestMs: 5_000 };

type Tools = {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly bell: Nudge;
  readonly afterAFault?: Rests;
};

/** Does the pieces of all jobs, one after the other. A job that waits, or whose piece fails, rests, longer each time, and keeps back no other. */
export function workingOff(works: readonly AnyWork[], { database, clock, log, bell, afterAFault = AFTER_A_FAULT }: Tools): Chore {
  const byKind = new Map(works.map((work) => [work.kind, work]));
  const rests = createRests();
  async function onePiece(): Promise<boolean> {
    let at: Id | undefined;
    try {
      const done = await database.transaction(async (tx) => {
        const next = await lockNext(tx, rests.resting());
        if (!next) return undefined;
        at = next.id;
        const now = clock.now();
        // Another version may have started what this one does not know.
        const work = byKind.get(next.kind);
        if (!work) throw new Error(`nobody here knows how to do ${next.kind}`);
        const piece = await work.piece(tx, next as Job<never>, now);
        await keepProgress(tx, next, piece, now);
        return { id: next.id, isFurther: piece.done > next.done, rests: piece.rests };
      });
      if (!done) return false;
      if (done.isFurther || !done.rests) rests.forget(done.id);
      if (done.rests) rests.begin(done.id, WAITING);
      return true;
    } catch (fault) {
      if (at === undefined) throw fault;
      log[levelOf(fault)]({ err: fault, job: at }, 'a piece of a job failed; it is tried again');
      const restMs = rests.begin(at, afterAFault);
      if (restMs === afterAFault.longestMs) await noteRest(database, at, clock.now());
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

function createRests() {
  const taken = new Map<Id, { readonly untilMs: number; readonly restMs: number }>();
  return {
    resting: (): Id[] => [...taken].flatMap(([id, { untilMs }]) => (untilMs > performance.now() ? [id] : [])),
    /** Answers how long it rests. */
    begin(id: Id, { firstMs, longestMs }: Rests): number {
      const restMs = Math.min(2 * (taken.get(id)?.restMs ?? firstMs / 2), longestMs);
      taken.set(id, { untilMs: performance.now() + restMs, restMs });
      return restMs;
    },
    forget: (id: Id): void => void taken.delete(id),
  };
}

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
      done: piece.step === null && !piece.refusal ? (piece.total ?? total) : piece.done,
      total: piece.total ?? total,
      step: piece.step ?? step,
      pieces: pieces + 1,
      startedAt: startedAt ?? now,
      endedAt: piece.step === null ? now : null,
      restingSince: null,
      refusal: piece.refusal ?? null,
    })
    .where(eq(job.id, id));

/** It fails again and again, so that whoever follows it is told. */
const noteRest = (database: Database, id: Id, now: Instant) =>
  database.transaction((tx) =>
    tx
      .update(job)
      .set({ restingSince: now })
      .where(and(eq(job.id, id), isNull(job.restingSince))),
  );

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
