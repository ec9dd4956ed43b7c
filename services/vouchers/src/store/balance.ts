/** The SQL of recalculating a balance: the visits that were taken from it, as they were kept, in the order of their arrival. */
import { sql } from 'drizzle-orm';
import { asRecordset, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { PastVisit } from '../domain/recalculate.ts';
import { allocation } from '../tables.ts';
import { readKept, writeKept } from './kept.ts';

/** All visits that the client's vouchers paid for; those from before anything was kept cannot be told apart, and stay as they are. */
export async function listPastVisits(tx: Tx, personId: Id): Promise<PastVisit[]> {
  type Row = Omit<PastVisit, 'pieces' | 'lines'> & { [key: string]: unknown; pieces: unknown[][]; lines: unknown[][] };
  const { rows } = await tx.execute<Row>(sql`
    select visit_id as "visitId", visit_version as "visitVersion", voucher_id as "voucherId", payer, draws, pieces, lines
      from allocation
     where person_id = ${personId} and state = 'MADE' and pieces is not null
     order by arrival`);
  return rows.map(({ pieces, lines, ...row }) => ({ ...row, ...readKept({ pieces, lines }) }));
}

export async function saveRecalculated(tx: Tx, visits: readonly PastVisit[]): Promise<void> {
  if (visits.length === 0) return;
  const rows = visits.map(({ visitId, draws, ...kept }) => ({ visitId, draws: [...draws], lines: writeKept(kept).lines }));
  await tx.execute(sql`
    update allocation a set draws = k.draws, lines = k.lines from ${asRecordset(allocation, rows)} k where a.visit_id = k.visit_id`);
}
