/** The SQL of long imports: waiting lines, and what became of them. It decides nothing. */
import { and, asc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import { asRecordset, insertAll, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Sentences } from '@seteli/kit/language';
import type { Decision, Refusal } from '@seteli/kit/result';
import type { VisitToRecord } from '../domain/recorded.ts';
import { importLine } from '../tables/import.ts';
import type { InJson } from '../tables/visit.ts';
import { fromTexts } from './visit-row.ts';

export type ReadLine = { readonly line: number } & ({ readonly row: VisitToRecord } | { readonly fault: Sentences });

/** What became of a line. All null: bookings has not decided about it. */
export type DecidedLine = {
  readonly line: number;
  readonly visitId: Id | null;
  readonly refusal: Refusal | null;
  readonly fault: Sentences | null;
};

export const insertLines = (tx: Tx, jobId: Id, lines: readonly ReadLine[]) =>
  insertAll(
    tx,
    importLine,
    lines.map((given) => ({
      jobId,
      line: given.line,
      said: 'row' in given ? given.row : null,
      fault: 'fault' in given ? given.fault : null,
      visitId: null,
      refusal: null,
    })),
  );

/** The next readable lines, in the order of the table. */
export async function listNextLines(tx: Tx, jobId: Id, after: number, most: number): Promise<{ line: number; row: VisitToRecord }[]> {
  const rows = await tx
    .select({ line: importLine.line, said: importLine.said })
    .from(importLine)
    .where(and(eq(importLine.jobId, jobId), gt(importLine.line, after), isNotNull(importLine.said)))
    .orderBy(asc(importLine.line))
    .limit(most);
  return rows.map(({ line, said }) => ({ line, row: asRow(said as InJson<VisitToRecord>) }));
}

/** Instants are texts in JSON. */
const asRow = ({ recorded, ...row }: InJson<VisitToRecord>): VisitToRecord => ({
  ...row,
  recorded: { ...recorded, ...fromTexts(recorded) },
});

export async function saveDecided(
  tx: Tx,
  jobId: Id,
  decided: readonly { readonly line: number; readonly decision: Decision<Id> }[],
): Promise<void> {
  const rows = decided.map(({ line, decision }) => ({
    jobId,
    line,
    visitId: decision.accepted ? decision.value : null,
    refusal: decision.accepted ? null : decision.refusal,
  }));
  await tx.execute(sql`
    update import_line l set said = null, visit_id = d.visit_id, refusal = d.refusal
      from ${asRecordset(importLine, rows)} d where l.job_id = d.job_id and l.line = d.line`);
}

/** `first` lines of a table after the first `skip`. */
export async function listLines(reader: Reader, jobId: Id, { first, skip }: { first: number; skip: number }): Promise<DecidedLine[]> {
  const { line, visitId, refusal, fault } = importLine;
  const rows = await reader
    .select({ line, visitId, refusal, fault })
    .from(importLine)
    .where(eq(importLine.jobId, jobId))
    .orderBy(asc(line))
    .limit(first)
    .offset(skip);
  return rows as DecidedLine[];
}
