/** All SQL of payments: which statements may be paid, which run's file pays them, and the files. Decides nothing. */
import { and, eq, sql } from 'drizzle-orm';
import { insertAll, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Due, Payment, Transfer } from '../domain/payment.ts';
import { payment, paymentFile } from '../tables/payment.ts';
import { statement } from '../tables/statement.ts';

/** The organiser's statements that no file pays yet. The caller has locked the ledger, so none is paid meanwhile. */
export async function listUnpaid(tx: Tx, organiserId: Id): Promise<Due[]> {
  const { rows } = await tx.execute<Due & Record<string, unknown>>(sql`
    select s.id, s.provider_id as "providerId", s.payable_cents as "payableCents", s.mode,
           exists (select from invoice i where i.statement_id = s.id and i.completes_statement) as "isInvoiced"
      from late_payment l join statement s on s.id = l.statement_id
     where l.organiser_id = ${organiserId} and l.state <> 'RELEASED'
     order by s.id`);
  return rows;
}

export const savePayments = (tx: Tx, payments: readonly Payment[]) => insertAll(tx, payment, payments);

/** The transfers of the run's file, in the order of months and numbers. */
export const listTransfers = (tx: Tx, organiserId: Id, runId: Id): Promise<Transfer[]> =>
  tx
    .select({
      statementNumber: statement.statementNumber,
      reference: statement.reference,
      payableCents: statement.payableCents,
      creditorName: payment.creditorName,
      creditorIban: payment.creditorIban,
    })
    .from(payment)
    .innerJoin(statement, eq(statement.id, payment.statementId))
    .where(and(eq(payment.runId, runId), eq(statement.organiserId, organiserId)))
    .orderBy(statement.statementNumber);

export const insertPaymentFile = (tx: Tx, file: typeof paymentFile.$inferInsert) => tx.insert(paymentFile).values(file);
