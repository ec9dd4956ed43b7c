/** A command that moves money or quota is carried out once per key, however often and however clumsily it is sent. */
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { asRecordset, insertAll, type Database, type Tx } from './db.ts';
import { idempotency, idempotencyAnswer } from './tables.ts';
import { CommitUnknown, type Patience } from './transaction.ts';
import type { Instant } from './day.ts';
import { refuse, type Refused } from './result.ts';

export type Once = {
  /** Whose key it is: the organisation that acts. */
  readonly organisation: string;
  readonly key: string;
  /** What is to be done: the same key for anything else is a mistake, too. */
  readonly command: string;
  /** What was asked; the same key with anything else is a mistake of the caller. */
  readonly input: unknown;
  readonly now: Instant;
};

const canonical = (value: unknown): unknown => {
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  if (value.constructor !== Object && value.constructor) return String(value);
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, canonical((value as Record<string, unknown>)[key])]),
  );
};

export const hashOf = (input: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(input)))
    .digest('hex');

const TRIES = 3;

export type OnceAnswer<Answer> = Answer | Refused<'IDEMPOTENCY_MISMATCH'>;

/**
 * Runs commands in one transaction whose first statement takes their keys, and keeps their answers: ids or a refusal, small
 * enough to be JSON. A repetition gets the same answer without a second effect; a concurrent twin waits for the first.
 * `carryOut` gets those that are new, in their order, and answers each. All keys differ.
 */
export async function onceEach<Call extends Once, Answer>(
  database: Database,
  calls: readonly Call[],
  carryOut: (tx: Tx, fresh: readonly Call[]) => Promise<readonly Answer[]>,
  patience: Patience = 'patient',
): Promise<OnceAnswer<Answer>[]> {
  const hashes = new Map(calls.map((call) => [call, hashOf({ command: call.command, input: call.input })]));
  const attempt = () =>
    database.transaction(async (tx) => {
      const taken = await takeKeys(tx, hashes);
      const fresh = calls.filter((call) => taken.has(nameOf(call)));
      const answers = new Map<Call, OnceAnswer<Answer>>();
      if (fresh.length > 0) {
        const given = await carryOut(tx, fresh);
        for (const [place, call] of fresh.entries()) answers.set(call, given[place]!);
        await keepAnswers(tx, answers);
      }
      const repeated = calls.filter((call) => !answers.has(call));
      if (repeated.length > 0) {
        const before = await findAnswers<Answer>(tx, repeated);
        for (const call of repeated) answers.set(call, answerBefore(before.get(nameOf(call))!, hashes.get(call)!));
      }
      return calls.map((call) => answers.get(call)!);
    }, patience);
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (fault) {
      // Whether it stayed is not known; the keys tell the next try.
      if (tries === TRIES || !(fault instanceof CommitUnknown)) throw fault;
    }
  }
}

/** One command alone. */
export async function once<Answer>(database: Database, call: Once, carryOut: (tx: Tx) => Promise<Answer>): Promise<OnceAnswer<Answer>> {
  const [answer] = await onceEach(database, [call], async (tx) => [await carryOut(tx)]);
  return answer!;
}

type Name = Pick<Once, 'organisation' | 'key'>;

const nameOf = ({ organisation, key }: Name): string => JSON.stringify([organisation, key]);

/** In the order of their names, so that two batches cannot wait for each other. */
async function takeKeys(tx: Tx, hashes: ReadonlyMap<Once, string>): Promise<Set<string>> {
  const rows = [...hashes].map(([{ organisation, key, now }, inputHash]) => ({ organisation, key, inputHash, usedAt: now }));
  const { rows: taken } = await tx.execute<Name>(sql`
    insert into idempotency select * from ${asRecordset(idempotency, rows)} order by organisation, key
    on conflict do nothing returning organisation, key`);
  return new Set(taken.map(nameOf));
}

const keepAnswers = (tx: Tx, answers: ReadonlyMap<Once, unknown>) =>
  insertAll(
    tx,
    idempotencyAnswer,
    [...answers].map(([{ organisation, key }, answer]) => ({ organisation, key, answer })),
  );

type Before<Answer> = { readonly input_hash: string; readonly answer: Answer };

async function findAnswers<Answer>(tx: Tx, names: readonly Name[]): Promise<Map<string, Before<Answer>>> {
  const wanted = asRecordset(
    idempotency,
    names.map(({ organisation, key }) => ({ organisation, key })),
  );
  const { rows } = await tx.execute<Name & Before<Answer>>(sql`
    select organisation, key, i.input_hash, a.answer
      from ${wanted} w join idempotency i using (organisation, key) join idempotency_answer a using (organisation, key)`);
  return new Map(rows.map((row) => [nameOf(row), row]));
}

const answerBefore = <Answer>({ input_hash, answer }: Before<Answer>, inputHash: string): OnceAnswer<Answer> =>
  input_hash === inputHash ? answer : refuse('IDEMPOTENCY_MISMATCH', { path: ['idempotencyKey'] });
