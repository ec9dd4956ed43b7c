/**
 * The chain of the access log. A chore seals new rows into blocks: the hash of each covers its rows and the block
 * before. Writers take no lock of the chain. The log tells each hash, since only a place outside the database can show
 * that somebody cut the end of the chain.
 */
import { createHash } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Chore } from './chores.ts';
import { lock, type Database } from './db.ts';
import type { Log } from './log.ts';
import { accessBlock, accessLog, accessUnsealed } from './tables.ts';

export type Anchor = { readonly block: number; readonly hash: string };

/** Rows of a block at most, so that one block is a short transaction. */
const ROWS = 2_000;
const EVERY_MS = 1_000;

/**
 * What the hashes of each form cover, in order. A form never changes: a new column of the log makes a new form, and
 * older blocks keep theirs.
 */
export const FORMS: Readonly<Record<number, readonly string[]>> = {
  1: [
    'id',
    'at',
    'action',
    'outcome',
    'user_id',
    'actor_person_id',
    'organisation_kind',
    'organisation_id',
    'roles',
    'acting_by',
    'mandate_id',
    'person_id',
    'subject_id',
    'reason',
    'network',
    'trace_id',
  ],
};
const FORM = 1;

// A timestamp as text would depend on the time zone of the connection.
const valueOf = (column: string): SQL =>
  column === 'at' ? sql`(extract(epoch from l.at) * 1000)::bigint` : sql`l.${sql.identifier(column)}`;

/**
 * A row of `access_log l` as its block's hash covers it. A row that is gone has a line, too: it stays visible in the
 * block.
 */
export const lineIn = (form: number): SQL =>
  sql`case when l.id is null then 'gone' else json_build_array(${sql.join(FORMS[form]!.map(valueOf), sql`, `)})::text end`;

/** What the hash of a block covers, as one text. */
const covered = (previousHash: SQL, number: SQL, lines: SQL): SQL => sql`concat_ws(E'\n', ${previousHash}, ${number}, ${lines})`;

/** The same outside the database, for whoever checks it. */
export const hashOf = (previousHash: string, number: number, lines: readonly string[]): string =>
  createHash('sha256')
    .update([previousHash, number, ...lines].join('\n'))
    .digest('hex');

/** What the first block follows. */
export const BEGINNING = 'beginning';

/**
 * Seals the oldest rows that wait, or answers undefined when none does. Two processes may do it at once: the lock lets
 * one wait for the other. The lateral join looks each row up by its key, even while PostgreSQL takes the log for small.
 */
export const sealBlock = (database: Database, rows = ROWS): Promise<(Anchor & { readonly rows: number }) | undefined> =>
  database.transaction(async (tx) => {
    await lock(tx, 'access chain');
    const { rows: made } = await tx.execute<{ block: number; hash: string; rows: number }>(sql`
      with head as (select number, hash from ${accessBlock} order by number desc limit 1),
           place as (select coalesce((select number from head), 0) + 1 as number, coalesce((select hash from head), ${BEGINNING}) as previous_hash),
           taken as (delete from ${accessUnsealed} where id in (select id from ${accessUnsealed} order by id limit ${rows}) returning id),
           filled as (select array_agg(t.id order by t.id) as row_ids, string_agg(${lineIn(FORM)}, E'\n' order by t.id) as lines
                        from taken t left join lateral (select * from ${accessLog} where id = t.id limit 1) l on true having count(*) > 0)
      insert into ${accessBlock} (number, form, row_ids, sealed_at, previous_hash, hash)
      select number, ${FORM}::smallint, row_ids, clock_timestamp(), previous_hash,
             encode(sha256(convert_to(${covered(sql`previous_hash`, sql`number`, sql`lines`)}, 'UTF8')), 'hex')
        from place cross join filled
      returning number::int as block, hash, cardinality(row_ids) as rows`);
    return made[0];
  });

async function headOf({ reader }: Database): Promise<Anchor | undefined> {
  const { rows } = await reader.execute<Anchor>(sql`select number::int as block, hash from ${accessBlock} order by number desc limit 1`);
  return rows[0];
}

const isWaiting = async ({ reader }: Database): Promise<boolean> =>
  (await reader.execute(sql`select from ${accessUnsealed} limit 1`)).rows.length > 0;

/** The line of the log that `verify-access` reads. */
export const SEALED = 'the access log is sealed up to this block';

/** The service and its anchor in a line of a log; undefined for any other line. */
export function anchorIn(line: string): (Anchor & { readonly service: string }) | undefined {
  if (!line.includes(SEALED)) return undefined;
  const read = anchorLine.safeParse(parsed(line));
  return read.success ? read.data : undefined;
}

const anchorLine = z.object({
  service: z.string(),
  block: z.int().positive(),
  hash: z.string(),
  msg: z.literal(SEALED),
});

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // A line that was cut off. The next one tells a later block.
    return undefined;
  }
}

export function sealing(database: Database, log: Log): Chore {
  let hasStarted = false;
  return {
    name: 'seal the access log',
    everyMs: EVERY_MS,
    async run() {
      // A process may have died between the commit of a block and its line in the log.
      const head = hasStarted ? undefined : await headOf(database);
      if (head) log.info(head, SEALED);
      hasStarted = true;
      if (!(await isWaiting(database))) return false;
      const sealed = await sealBlock(database);
      if (sealed) log.info({ block: sealed.block, hash: sealed.hash }, SEALED);
      return sealed?.rows === ROWS;
    },
  };
}
