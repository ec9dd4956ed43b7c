/** A command that moves money or quota is carried out once per key, however often and however clumsily it is sent. */
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { CommitUnknown, type Database, type Tx } from './db.ts';
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

/**
 * Runs the command in one transaction whose first statement takes the key, and keeps its answer: ids or a refusal, small
 * enough to be JSON. A repetition gets the same answer without a second effect; a concurrent twin waits for the first.
 */
export async function once<Answer>(
  database: Database,
  { organisation, key, command, input, now }: Once,
  carryOut: (tx: Tx) => Promise<Answer>,
): Promise<Answer | Refused<'IDEMPOTENCY_MISMATCH'>> {
  const inputHash = hashOf({ command, input });
  const attempt = () =>
    database.transaction(async (tx) => {
      const { rows: taken } = await tx.execute(sql`
        insert into idempotency (organisation, key, input_hash, used_at)
        values (${organisation}, ${key}, ${inputHash}, ${now.toString()}::timestamptz)
        on conflict do nothing returning key`);
      if (taken.length === 0) return await answerBefore<Answer>(tx, organisation, key, inputHash);
      const answer = await carryOut(tx);
      await tx.execute(sql`
        insert into idempotency_answer (organisation, key, answer) values (${organisation}, ${key}, ${JSON.stringify(answer)}::jsonb)`);
      return answer;
    });
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (fault) {
      // Whether it stayed is not known; the key tells the next try.
      if (tries === TRIES || !(fault instanceof CommitUnknown)) throw fault;
    }
  }
}

async function answerBefore<Answer>(
  tx: Tx,
  organisation: string,
  key: string,
  inputHash: string,
): Promise<Answer | Refused<'IDEMPOTENCY_MISMATCH'>> {
  const { rows } = await tx.execute<{ input_hash: string; answer: Answer }>(sql`
    select i.input_hash, a.answer from idempotency i join idempotency_answer a using (organisation, key)
     where organisation = ${organisation} and key = ${key}`);
  const [before] = rows;
  return before!.input_hash === inputHash ? before!.answer : refuse('IDEMPOTENCY_MISMATCH', { path: ['idempotencyKey'] });
}
