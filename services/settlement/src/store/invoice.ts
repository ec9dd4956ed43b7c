/** All SQL of invoices, and of the amounts that they are matched against. Decides nothing. */
import { and, eq, sql } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import { asArray, insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Page } from '@seteli/kit/pages';
import type { Claim, Invoice, Rated } from '../domain/invoice.ts';
import type { Invoiced } from '../domain/payment.ts';
import type { Taxed } from '../domain/vat.ts';
import { payment } from '../tables/payment.ts';
import { invoice, invoiceLine, invoiceVat } from '../tables/invoice.ts';
import { settlementRun } from '../tables/run.ts';
import { statement } from '../tables/statement.ts';
import { statementsSeenBy } from './sight.ts';

/**
 * A statement that the actor sees, with the state of its payment. The state stands still while the ledger is locked.
 */
export async function findInvoiced(
  tx: Tx,
  who: Pick<Actor, 'organisation' | 'unitIds'>,
  statementId: Id,
): Promise<(Invoiced & { organiserId: Id }) | undefined> {
  const { id, organiserId, runId, payableCents, mode, creditorName, creditorIban } = statement;
  const [found] = await tx
    .select({
      id,
      organiserId,
      providerId: statement.providerId,
      runId,
      payableCents,
      mode,
      creditorName,
      creditorIban,
      runState: settlementRun.state,
      isPaid: sql<boolean>`${payment.statementId} is not null`,
    })
    .from(statement)
    .innerJoin(settlementRun, eq(settlementRun.id, runId))
    .leftJoin(payment, eq(payment.statementId, id))
    .where(and(eq(id, statementId), statementsSeenBy(who)));
  return found;
}

export async function findInvoice(tx: Tx, providerId: Id, invoiceNumber: string): Promise<Invoice | null> {
  const [found] = await tx
    .select()
    .from(invoice)
    .where(and(eq(invoice.providerId, providerId), eq(invoice.invoiceNumber, invoiceNumber)));
  if (!found) return null;
  return { ...found, lines: await tx.select().from(invoiceLine).where(eq(invoiceLine.invoiceId, found.id)) };
}

export const countInvoices = (tx: Tx, statementId: Id): Promise<number> => tx.$count(invoice, eq(invoice.statementId, statementId));

type InvoiceRow = Omit<typeof invoice.$inferInsert, keyof Invoice>;

export async function insertInvoice(tx: Tx, { lines, ...given }: Invoice, row: InvoiceRow & { readonly id: Id }): Promise<void> {
  await insertAll(tx, invoice, [{ ...given, ...row }]);
  await insertAll(
    tx,
    invoiceLine,
    lines.map((line) => ({ invoiceId: row.id, ...line })),
  );
}

/** The rates of the visits in the statement's run. */
export async function listRates(tx: Tx, statementId: Id, visitIds: Iterable<Id>): Promise<Rated[]> {
  const { rows } = await tx.execute<Rated & Record<string, unknown>>(sql`
    select e.visit_id as "visitId", l.vat_permille as "vatPermille", sum(l.amount_cents)::bigint as "organiserCents"
      from statement s
      join ledger_entry e on e.visit_id = any(${asArray(visitIds)}::uuid[]) and e.provider_id = s.provider_id
       and coalesce(s.billing_unit_id, e.unit_id) = e.unit_id
      join run_entry r on r.entry_id = e.id and r.run_id = s.run_id
      join ledger_line l on l.entry_id = e.id and l.account = 'ORGANISER'
     where s.id = ${statementId}
     group by e.visit_id, l.vat_permille`);
  return rows;
}

export const insertInvoiceVat = (tx: Tx, invoiceId: Id, sums: readonly Taxed[]) =>
  insertAll(
    tx,
    invoiceVat,
    sums.map(({ vatPermille, grossCents, vatCents }) => ({ invoiceId, vatPermille, grossCents, vatCents })),
  );

export async function listInvoiceVat(reader: Reader, invoiceIds: readonly Id[]): Promise<Map<Id, (typeof invoiceVat.$inferSelect)[]>> {
  const rows = await reader.select().from(invoiceVat).where(isOneOf(invoiceVat.invoiceId, invoiceIds)).orderBy(invoiceVat.vatPermille);
  return Map.groupBy(rows, ({ invoiceId }) => invoiceId);
}

type ClaimPage = Page & { readonly differencesOnly: boolean };

const ALL: ClaimPage = { first: 2 ** 31 - 1, before: null, differencesOnly: false };

/**
 * The visits of a statement with their ledger amounts and with the sum of all its invoices, newest visit first. It
 * leaves out visits with neither a payment nor an invoice.
 */
export async function listClaims(reader: Reader, statementId: Id, { first, before, differencesOnly }: ClaimPage = ALL): Promise<Claim[]> {
  const { rows } = await reader.execute<Claim & Record<string, unknown>>(sql`
    with ledger as (select visit_id, organiser_cents as cents from statement_visit where statement_id = ${statementId}),
    invoiced as (
      select l.visit_id, sum(l.amount_cents)::bigint as cents
        from invoice i join invoice_line l on l.invoice_id = i.id where i.statement_id = ${statementId} group by l.visit_id
    )
    select visit_id as "visitId", ledger.cents as "ledgerCents", invoiced.cents as "invoicedCents"
      from ledger full join invoiced using (visit_id)
     where (invoiced.cents is not null or ledger.cents <> 0)
       and (not ${differencesOnly}::boolean or ledger.cents is distinct from invoiced.cents)
       and (${before}::uuid is null or visit_id < ${before}::uuid)
     order by visit_id desc limit ${first}`);
  return rows;
}

export type StoredInvoice = typeof invoice.$inferSelect;

export async function listInvoices(reader: Reader, statementIds: readonly Id[]): Promise<Map<Id, StoredInvoice[]>> {
  const rows = await reader.select().from(invoice).where(isOneOf(invoice.statementId, statementIds)).orderBy(invoice.id);
  return Map.groupBy(rows, ({ statementId }) => statementId);
}
