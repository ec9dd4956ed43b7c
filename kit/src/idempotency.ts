/** Carries out a user's command once per key, however often the caller sends it. */
import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { idempotency, idempotencyAnswer } from './tables.ts';
import { asRecordset, type Database, insertAll, lockAll, type Patience, type Reader, type Tx } from './db.ts';
import { CommitUnknown, constraintOf } from './transaction.ts';
import type { Instant } from './day.ts';
import { isAboutNow, refuse, type Refused } from './result.ts';

export type Once = {
  /** The organisation that acts. Keys are its own. */
  readonly organisation: string;
  readonly key: string;
  /** The name of the command. The same key with another command is a mistake of the caller. */
  readonly command: string;
  /** The input of the command. The same key with another input is a mistake of the caller. */
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
 * Runs commands in one transaction whose first statement locks their keys, and keeps their answers: ids or a refusal,
 * small enough to be JSON. A repetition gets the same answer without a second effect; a concurrent twin waits for the
 * first. An answer that is only about now is not kept (rules 69g): the next call with the same key decides anew.
 * `carryOut` gets the new commands in their order and answers each. All keys differ.
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
      const before = await lockKeys<Answer>(tx, calls);
      const fresh = calls.filter((call) => !before.has(nameOf(call)));
      const given = fresh.length > 0 ? await carryOut(tx, fresh) : [];
      const answers = new Map(fresh.map((call, index) => [call, given[index]!]));
      const kept = [...answers].filter(([, answer]) => !isOnlyAboutNow(answer));
      await keepAnswers(
        tx,
        kept.map(([call, answer]) => ({ ...call, inputHash: hashes.get(call)!, answer })),
      );
      return calls.map((call) => answers.get(call) ?? answerBefore(before.get(nameOf(call))!, hashes.get(call)!));
    }, patience);
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (fault) {
      // The commit may or may not have happened; the keys tell the next try. A process of another version does not wait
      // for the lock of a key, and may have been quicker.
      const mayTell = fault instanceof CommitUnknown || constraintOf(fault) === KEY_IS_UNIQUE;
      if (tries === TRIES || !mayTell) throw fault;
    }
  }
}

/**
 * Runs one command. `mayDecideAnew` says of a kept answer whether its matter has turned out to be only about now. If
 * so, `once` carries the command out once more and keeps the new answer beside the first. `prepare` asks other services
 * before the transaction; it is not called when an answer is already kept.
 */
export async function once<Answer>(
  database: Database,
  call: Once,
  carryOut: (tx: Tx) => Promise<Answer>,
  mayDecideAnew?: (kept: Answer) => Promise<boolean>,
  prepare?: () => Promise<void>,
): Promise<OnceAnswer<Answer>> {
  for (let turn = 0; ; turn++) {
    let isNew = false;
    if (prepare && !(await isKept(database.reader, onTurn(call, turn)))) await prepare();
    const [answer] = await onceEach(database, [onTurn(call, turn)], async (tx) => {
      isNew = true;
      return [await carryOut(tx)];
    });
    if (isNew || isMismatch(answer!) || !mayDecideAnew || turn === MOST_TURNS || !(await mayDecideAnew(answer!))) return answer!;
  }
}

/** A caller who asks more often has to take another key. */
export const MOST_TURNS = 20;

/** The same call at its next turn. No caller can send such a key: texts hold no control characters. */
export const onTurn = <Call extends Once>(call: Call, turn: number): Call =>
  turn === 0 ? call : { ...call, key: `${call.key}\u0001${turn}` };

/**
 * Whether the answer holds only at this moment, so that the next call decides again. An answer about many things holds
 * for good as soon as one of them is done. Null: there was nothing to decide.
 */
function isOnlyAboutNow(answer: unknown): boolean {
  if (!Array.isArray(answer)) return isRefused(answer) && isAboutNow(answer.refusal);
  const decided = answer.filter((each) => each !== null);
  return decided.length > 0 && decided.every(isOnlyAboutNow);
}

const isRefused = (answer: unknown): answer is Refused => (answer as Refused | null)?.accepted === false;

export const isMismatch = (answer: unknown): answer is Refused<'IDEMPOTENCY_MISMATCH'> =>
  isRefused(answer) && answer.refusal.code === 'IDEMPOTENCY_MISMATCH';

type NameOfCall = Pick<Once, 'organisation' | 'key'>;

const nameOf = ({ organisation, key }: NameOfCall): string => JSON.stringify([organisation, key]);

type Before<Answer> = { readonly input_hash: string; readonly answer: Answer };

const isKept = async (reader: Reader, { organisation, key }: NameOfCall): Promise<boolean> =>
  (await reader.$count(idempotency, and(eq(idempotency.organisation, organisation), eq(idempotency.key, key)))) > 0;

/** The answers kept under the keys. The locks keep all others from deciding about them. */
async function lockKeys<Answer>(tx: Tx, names: readonly NameOfCall[]): Promise<Map<string, Before<Answer>>> {
  const wanted = asRecordset(
    idempotency,
    names.map(({ organisation, key }) => ({ organisation, key })),
  );
  // Both statements are sent at once; PostgreSQL runs the second when it has the locks.
  const [, { rows }] = await Promise.all([
    lockAll(
      tx,
      names.map((name) => `key ${nameOf(name)}`),
    ),
    tx.execute<NameOfCall & Before<Answer>>(sql`
      select organisation, key, i.input_hash, a.answer
        from ${wanted} w join idempotency i using (organisation, key) join idempotency_answer a using (organisation, key)`),
  ]);
  return new Map(rows.map((row) => [nameOf(row), row]));
}

const KEY_IS_UNIQUE = 'idempotency_organisation_key_pk';

async function keepAnswers(tx: Tx, calls: readonly (Once & { readonly inputHash: string; readonly answer: unknown })[]): Promise<void> {
  if (calls.length === 0) return;
  const keys = calls.map(({ organisation, key, inputHash, now }) => ({ organisation, key, inputHash, usedAt: now }));
  const answers = calls.map(({ organisation, key, answer }) => ({ organisation, key, answer }));
  await Promise.all([insertAll(tx, idempotency, keys), insertAll(tx, idempotencyAnswer, answers)]);
}

const answerBefore = <Answer>({ input_hash, answer }: Before<Answer>, inputHash: string): OnceAnswer<Answer> =>
  input_hash === inputHash ? answer : refuse('IDEMPOTENCY_MISMATCH', { path: ['idempotencyKey'] });
