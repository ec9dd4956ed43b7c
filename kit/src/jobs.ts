/**
 * Jobs are work that takes longer than a caller waits. A command starts one in its own transaction and answers at once.
 * The process that applies events does the job piece by piece. Each piece commits together with the job's progress, so
 * a crash costs only the piece that was under way.
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

/** The progress after a piece. The next piece begins at `step`; null: the job is done. */
export type Piece<Step> = {
  readonly done: number;
  readonly step: Step | null;
  /** How much work there is in all, from the piece that counts it. */
  readonly total?: number;
  /** The next piece needs something that is not there yet, so the job rests before it looks again. */
  readonly rests?: boolean;
  readonly refusal?: Refusal;
};

/**
 * How the service does jobs of one kind. `piece` does everything in the transaction that it gets. `ask`: reads from
 * another service what the next piece needs, before its transaction, so that no lock waits for an answer.
 */
export type Work<Step, Answer = void> = {
  readonly kind: string;
  ask?(job: Job<Step>): Promise<Answer>;
  piece(tx: Tx, job: Job<Step>, now: Instant, answer: Answer): Promise<Piece<Step>>;
};

/** A work of any kind. Each kind gets back the steps that it stored, and the answers that it asked for. */
export type AnyWork = Pick<Work<never, unknown>, 'kind' | 'ask'> & {
  piece(tx: Tx, job: Job<never>, now: Instant, answer: never): Promise<Piece<unknown>>;
};

/** What a work asked for the piece of a job that nobody had done yet. */
type Asked = { readonly job: Job; readonly answer: unknown };

const started = new WeakSet<Tx>();

/** Whether a command has started a job in the transaction. */
export const hasStartedJob = (tx: Tx): boolean => started.has(tx);

type Start = {
  readonly id?: Id;
  readonly kind: string;
  readonly subjectId: Id;
  readonly step: unknown;
  readonly total: number;
  readonly now: Instant;
};

/** The organisation whose work it is, and the user who asked for it, if one did. */
export type Starter = Pick<Actor, 'organisation'> & (Pick<Actor, 'userId' | 'roles'> | { readonly userId: null });

/** The caller passes the transaction in which it decided on the work. */
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

/** The first rest and the longest. Each rest is twice as long as the one before. */
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

/**
 * Does the pieces of all jobs, one after the other. A job that waits, or whose piece fails, rests a little longer each
 * time and keeps no other job waiting.
 */
export function workingOff(works: readonly AnyWork[], { database, clock, log, bell, afterAFault = AFTER_A_FAULT }: Tools): Chore {
  const byKind = new Map(works.map((work) => [work.kind, work]));
  const rests = createRests();
  const anyAsks = works.some(({ ask }) => ask);
  async function onePiece(): Promise<boolean> {
    let at: Id | undefined;
    try {
      let asked: Asked | undefined;
      if (anyAsks) {
        const next = await findNext(database.reader, rests.resting());
        const ask = next && byKind.get(next.kind)?.ask;
        at = ask && next.id;
        if (ask) asked = { job: next, answer: await ask(next as Job<never>) };
      }
      const done = await database.transaction(async (tx) => {
        const next = await lockNext(tx, rests.resting(), asked?.job);
        // Another replica has done the piece about which this one asked.
        if (!next) return asked && { id: asked.job.id, isFurther: true, rests: false };
        at = next.id;
        const now = clock.now();
        // Another version of the service may have started a kind that this one does not know.
        const work = byKind.get(next.kind);
        if (!work) throw new Error(`nobody here knows how to do ${next.kind}`);
        // The job came meanwhile: its turn is next, after its question.
        if (work.ask && !asked) return { id: next.id, isFurther: true, rests: false };
        const piece = await work.piece(tx, next as Job<never>, now, asked?.answer as never);
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
    // A stopping process does not wait for a piece: the database rolls it back.
    run: (signal) => (signal ? orAborted(onePiece(), signal) : onePiece()),
  };
}

function createRests() {
  const taken = new Map<Id, { readonly untilMs: number; readonly restMs: number }>();
  return {
    resting: (): Id[] => [...taken].flatMap(([id, { untilMs }]) => (untilMs > performance.now() ? [id] : [])),
    /** Answers how long the job rests. */
    begin(id: Id, { firstMs, longestMs }: Rests): number {
      const restMs = Math.min(2 * (taken.get(id)?.restMs ?? firstMs / 2), longestMs);
      taken.set(id, { untilMs: performance.now() + restMs, restMs });
      return restMs;
    },
    forget: (id: Id): void => void taken.delete(id),
  };
}

const waiting = (resting: readonly Id[]) => and(isNull(job.endedAt), sql`${job.id} <> all(${asArray(resting)}::uuid[])`);

async function findNext(reader: Reader, resting: readonly Id[]): Promise<Job | undefined> {
  const [found] = await reader.select().from(job).where(waiting(resting)).orderBy(job.pieces, job.id).limit(1);
  return found as Job | undefined;
}

/** Who holds the row's lock does the job's next piece. `asked`: only this job, and only this piece of it. */
async function lockNext(tx: Tx, resting: readonly Id[], asked?: Job): Promise<Job | undefined> {
  const [found] = await tx
    .select()
    .from(job)
    .where(asked ? and(isNull(job.endedAt), eq(job.id, asked.id), eq(job.pieces, asked.pieces)) : waiting(resting))
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

/** Tells whoever follows the job that its pieces fail again and again. */
const noteRest = (database: Database, id: Id, now: Instant) =>
  database.transaction((tx) =>
    tx
      .update(job)
      .set({ restingSince: now })
      .where(and(eq(job.id, id), isNull(job.restingSince))),
  );

/** Finds jobs of the actor's organisation. The caller checks that the actor may start jobs of their kind. */
export async function findJobs(reader: Reader, { organisation }: Pick<Actor, 'organisation'>, ids: readonly Id[]): Promise<Job[]> {
  const rows = await reader
    .select()
    .from(job)
    .where(and(isOneOf(job.id, ids.filter(isId)), eq(job.organisationKind, organisation.kind), eq(job.organisationId, organisation.id)));
  return rows as Job[];
}

/** Finds the newest job of a kind for each subject. */
export async function findJobsOf(reader: Reader, kind: string, subjectIds: readonly Id[]): Promise<Map<Id, Job>> {
  const rows = await reader
    .selectDistinctOn([job.subjectId])
    .from(job)
    .where(and(isOneOf(job.subjectId, subjectIds), eq(job.kind, kind)))
    .orderBy(job.subjectId, desc(job.id));
  return new Map((rows as Job[]).map((row) => [row.subjectId, row]));
}
