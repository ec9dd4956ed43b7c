/**
 * Checks the chain of the access log from its beginning, in one snapshot, beside a running service. It finds each row,
 * block or end that somebody changed, cut, swapped or added outside the chain. It reads, and mends nothing.
 */
import { sql } from 'drizzle-orm';
import { BEGINNING, FORMS, hashOf, lineIn, type Anchor } from './access-chain.ts';
import { asArray, type Reader, type Tx } from './db.ts';
import { accessBlock, accessLog, accessUnsealed } from './tables.ts';

export type Verified = { readonly blocks: number; readonly rows: number; readonly waiting: number; readonly faults: readonly string[] };

type Block = {
  readonly number: number;
  readonly form: number;
  readonly previous_hash: string;
  readonly hash: string;
  readonly row_ids: readonly string[];
};

const PAGE = 20;
const NAMED = 10;

/** Checks in a snapshot of its own, while services write. Nothing may run before it in the transaction. */
export async function verifyInSnapshot(tx: Tx, anchors: readonly Anchor[]): Promise<Verified> {
  await tx.execute(sql`set transaction isolation level repeatable read, read only`);
  return await verifyAccess(tx, anchors);
}

/** `reader` reads in one snapshot. `anchors` come from the log, outside the database. */
export async function verifyAccess(reader: Reader, anchors: readonly Anchor[] = []): Promise<Verified> {
  const faults: string[] = [];
  const hashes = new Map<number, string>();
  const kept = new Set(anchors.map(({ block }) => block));
  let [last, previousHash, rows] = [0, BEGINNING, 0];
  for (;;) {
    const blocks = await nextBlocks(reader, last);
    for (const block of blocks) {
      if (block.number !== last + 1) faults.push(missing(last + 1, block.number - 1));
      else if (block.previous_hash !== previousHash) faults.push(`block ${block.number} does not follow block ${last}`);
      faults.push(...(await faultsOf(reader, block)));
      if (kept.has(block.number)) hashes.set(block.number, block.hash);
      [last, previousHash, rows] = [block.number, block.hash, rows + block.row_ids.length];
    }
    if (blocks.length < PAGE) break;
  }
  for (const { block, hash } of anchors) {
    const found = hashes.get(block);
    if (found === undefined) faults.push(`block ${block} is gone; the log told its hash`);
    else if (found !== hash) faults.push(`block ${block} has another hash than the log told`);
  }
  faults.push(...(await strays(reader)));
  return { blocks: last, rows, waiting: await count(reader, sql`select from ${accessUnsealed}`), faults: [...new Set(faults)] };
}

const missing = (from: number, to: number): string => (from === to ? `block ${from} is missing` : `blocks ${from} to ${to} are missing`);

async function nextBlocks(reader: Reader, after: number): Promise<Block[]> {
  const { rows } = await reader.execute<Block>(sql`
    select number::int, form, previous_hash, hash, row_ids from ${accessBlock} where number > ${after} order by number limit ${PAGE}`);
  return rows;
}

async function faultsOf(reader: Reader, { number, form, previous_hash, hash, row_ids }: Block): Promise<string[]> {
  if (!FORMS[form]) return [`block ${number} has a form that nobody knows`];
  const { rows } = await reader.execute<{ id: string; line: string }>(sql`
    select named.id, ${lineIn(form)} as line from unnest(${asArray(row_ids)}::uuid[]) with ordinality as named (id, place)
      left join lateral (select * from ${accessLog} where id = named.id limit 1) l on true order by place`);
  const lines = rows.map(({ line }) => line);
  const gone = rows.filter(({ line }) => line === 'gone').map(({ id }) => `row ${id} of block ${number} is gone`);
  if (hashOf(previous_hash, number, lines) === hash) return gone;
  return gone.length > 0 ? gone : [`block ${number} or one of its rows is not as it was sealed`];
}

const count = async (reader: Reader, of: ReturnType<typeof sql>): Promise<number> =>
  (await reader.execute<{ n: number }>(sql`select count(*)::int as n from (${of}) as counted`)).rows[0]!.n;

/**
 * Rows in no block, in two, or gone while they waited. It compares each row: numbers that agree could hide one of each.
 */
async function strays(reader: Reader): Promise<string[]> {
  const { rows } = await reader.execute<{ id: string; places: number; gone: boolean }>(sql`
    with named as (select id, count(*)::int as places, bool_or(waits) as waits
                     from (select unnest(row_ids) as id, false as waits from ${accessBlock} union all select id, true from ${accessUnsealed}) each
                    group by id)
    select id, coalesce(n.places, 0) as places, l.id is null as gone from ${accessLog} l full join named n using (id)
     where n.places is distinct from 1 or (l.id is null and n.waits) order by id limit ${NAMED}`);
  return rows.map(({ id, places, gone }) => {
    if (gone) return `row ${id} is gone before a block had it`;
    return places === 0 ? `row ${id} is in no block and does not wait for one` : `row ${id} is in ${places} places`;
  });
}
