/** All SQL of what a run says to providers and clients. Decides nothing. */
import { and, eq, sql } from 'drizzle-orm';
import { insertAll, type Tx } from '@seteli/kit/db';
import type { Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Debt, Statement, StatementLine } from '../domain/statement.ts';
import { statement, statementLine, statementSeries } from '../tables/statement.ts';
import { counted } from './run.ts';

/**
 * The series of the organiser's numbers, which it gets at its first lock. The caller has locked the ledger, so it gets
 * only one.
 */
export async function seriesOf(tx: Tx, organiserId: Id): Promise<number> {
  const [known] = await tx.select().from(statementSeries).where(eq(statementSeries.organiserId, organiserId));
  const [given] = known ? [known] : await tx.insert(statementSeries).values({ organiserId }).returning();
  return given!.series;
}

/** The debts that the statements of the month before carry on, by provider. */
export async function findDebts(tx: Tx, organiserId: Id, month: Month): Promise<Map<Id, Debt>> {
  const { providerId, carriedForwardCents, carriedRuns } = statement;
  const rows = await tx
    .select({ providerId, carriedForwardCents, carriedRuns })
    .from(statement)
    .where(
      and(eq(statement.organiserId, organiserId), eq(statement.month, month.subtract({ months: 1 })), sql`${carriedForwardCents} < 0`),
    );
  return new Map(rows.map((row) => [row.providerId, row]));
}

export async function saveStatements(tx: Tx, statements: readonly Statement[], lines: readonly StatementLine[]): Promise<void> {
  await insertAll(tx, statement, statements);
  const nameOf = ({ providerId, billingUnitId }: Pick<StatementLine, 'providerId' | 'billingUnitId'>) => `${providerId} ${billingUnitId}`;
  const idOf = new Map(statements.map((one) => [nameOf(one), one.id]));
  await insertAll(
    tx,
    statementLine,
    lines.map(({ providerId, billingUnitId, ...line }) => ({ statementId: idOf.get(nameOf({ providerId, billingUnitId }))!, ...line })),
  );
}

/** Writes the amount of each visit on those statements of the run that need an invoice. */
export async function saveStatementVisits(tx: Tx, runId: Id): Promise<void> {
  await tx.execute(sql`
    with ${counted(runId)}
    insert into statement_visit (statement_id, visit_id, organiser_cents)
    select s.id, e.visit_id, coalesce(sum(l.amount_cents), 0)::bigint
      from counted e
      join statement s on s.run_id = ${runId} and s.provider_id = e.provider_id and coalesce(s.billing_unit_id, e.unit_id) = e.unit_id
      left join ledger_line l on l.entry_id = e.id and l.account = 'ORGANISER'
     where s.mode = 'PROVIDER_INVOICED'
     group by s.id, e.visit_id`);
}
