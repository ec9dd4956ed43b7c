/** Look-ups of settlement, each limited to what the actor's organisation may see. Decides nothing else. */
import { and, eq, gt, sql } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import { asArray, isOneOf, type Reader } from '@seteli/kit/db';
import type { Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import { readEpoch } from '@seteli/kit/outbox';
import type { ActorSight } from '@seteli/kit/policy';
import { NONE, type FeedItem, type FeedKind, type FeedLink } from '../domain/feed.ts';
import type { Entry, Shares } from '../domain/posting.ts';
import type { Run } from '../domain/run.ts';
import type { Statement } from '../domain/statement.ts';
import { clientShareStatement, clientShareVat } from '../tables/client-share.ts';
import { feedHead, feedItem } from '../tables/feed.ts';
import { ledgerEntry } from '../tables/ledger.ts';
import { payment, paymentFile } from '../tables/payment.ts';
import { settlementRun } from '../tables/run.ts';
import { statement, statementLine } from '../tables/statement.ts';
import { clientSharesSeenBy, entriesSeenBy, feedSeenBy, runsSeenBy, statementsSeenBy } from './sight.ts';
import { isOfKind } from './ledger.ts';

export type FeedPlace = { readonly epoch: number; readonly head: FeedLink };

export async function findFeedPlace(reader: Reader, organiserId: Id): Promise<FeedPlace> {
  const { seq, hash } = feedHead;
  const [head] = await reader.select({ seq, hash }).from(feedHead).where(eq(feedHead.organiserId, organiserId));
  return { epoch: await readEpoch(reader), head: head ?? NONE };
}

type FeedWanted = { readonly after: number; readonly kinds: readonly FeedKind[]; readonly first: number };

/** Finds runs by their index, however many entries lie between; everything else by number. */
export const listFeed = (reader: Reader, organiserId: Id, { after, kinds, first }: FeedWanted): Promise<FeedItem[]> =>
  reader
    .select()
    .from(feedItem)
    .where(and(eq(feedItem.organiserId, organiserId), gt(feedItem.seq, after), kinds.length === 1 ? isOfKind(kinds[0]!) : undefined))
    .orderBy(feedItem.seq)
    .limit(first);

export const findFeedItems = (reader: Reader, actor: Actor, ids: readonly Id[]): Promise<FeedItem[]> =>
  reader
    .select()
    .from(feedItem)
    .where(and(isOneOf(feedItem.id, ids), feedSeenBy(actor)));

export type StoredEntry = Omit<Entry, 'lines'>;

export const findEntries = (reader: Reader, who: ActorSight, ids: readonly Id[]): Promise<StoredEntry[]> =>
  reader
    .select()
    .from(ledgerEntry)
    .where(and(isOneOf(ledgerEntry.id, ids), entriesSeenBy(who)));

export const findRuns = (reader: Reader, actor: Actor, ids: readonly Id[]): Promise<Run[]> =>
  reader
    .select()
    .from(settlementRun)
    .where(and(isOneOf(settlementRun.id, ids), runsSeenBy(actor)));

export async function listPaymentFiles(reader: Reader, runIds: readonly Id[]): Promise<Map<Id, string>> {
  const { runId, content } = paymentFile;
  const rows = await reader.select({ runId, content }).from(paymentFile).where(isOneOf(runId, runIds));
  return new Map(rows.map((file) => [file.runId, file.content]));
}

export type StatementPayment = Pick<Run, 'month' | 'approvedAt' | 'exportedAt'> & { readonly runId: Id };

/** For each paid statement, the run whose file pays it. */
export async function listPayments(reader: Reader, statementIds: readonly Id[]): Promise<Map<Id, StatementPayment>> {
  const { statementId, runId } = payment;
  const { month, approvedAt, exportedAt } = settlementRun;
  const rows = await reader
    .select({ statementId, runId, month, approvedAt, exportedAt })
    .from(payment)
    .innerJoin(settlementRun, eq(settlementRun.id, runId))
    .where(isOneOf(statementId, statementIds));
  return new Map(rows.map((row) => [row.statementId, row]));
}

export type PaymentSums = { readonly totalCents: Cents; readonly releasedCents: Cents };
export const NO_PAYMENTS: PaymentSums = { totalCents: 0n, releasedCents: 0n };

/** What the files of runs pay, and the part for statements of earlier runs. */
export async function sumPayments(reader: Reader, runIds: readonly Id[]): Promise<Map<Id, PaymentSums>> {
  const { rows } = await reader.execute<PaymentSums & { runId: Id } & Record<string, unknown>>(sql`
    select p.run_id as "runId", sum(s.payable_cents)::bigint as "totalCents",
           coalesce(sum(s.payable_cents) filter (where s.run_id <> p.run_id), 0)::bigint as "releasedCents"
      from payment p join statement s on s.id = p.statement_id
     where p.run_id = any(${asArray(runIds)}::uuid[]) group by p.run_id`);
  return new Map(rows.map((row) => [row.runId, row]));
}

export type ClientShare = typeof clientShareStatement.$inferSelect;

export const findStatements = (reader: Reader, actor: Actor, ids: readonly Id[]): Promise<Statement[]> =>
  reader
    .select()
    .from(statement)
    .where(and(isOneOf(statement.id, ids), statementsSeenBy(actor)));

export const findClientShares = (reader: Reader, who: ActorSight, ids: readonly Id[]): Promise<ClientShare[]> =>
  reader
    .select()
    .from(clientShareStatement)
    .where(and(isOneOf(clientShareStatement.id, ids), clientSharesSeenBy(who)));

export type StoredStatementLine = typeof statementLine.$inferSelect;

export async function listStatementLines(reader: Reader, statementIds: readonly Id[]): Promise<Map<Id, StoredStatementLine[]>> {
  const rows = await reader
    .select()
    .from(statementLine)
    .where(isOneOf(statementLine.statementId, statementIds))
    .orderBy(
      statementLine.statementId,
      statementLine.serviceMonth,
      statementLine.contentId,
      statementLine.stepsPerUnit,
      statementLine.vatPermille,
    );
  return Map.groupBy(rows, ({ statementId }) => statementId);
}

export type ClientShareVat = typeof clientShareVat.$inferSelect;

export async function listClientShareVat(reader: Reader, statementIds: readonly Id[]): Promise<Map<Id, ClientShareVat[]>> {
  const rows = await reader.select().from(clientShareVat).where(isOneOf(clientShareVat.statementId, statementIds));
  return Map.groupBy(rows, ({ statementId }) => statementId);
}

/** The client share statements among these from which a later month has taken something back. */
export async function findCorrected(reader: Reader, statementIds: readonly Id[]): Promise<Set<Id>> {
  const { rows } = await reader.execute<{ id: Id }>(sql`
    select s.id from client_share_statement s
     where s.id = any(${asArray(statementIds)}::uuid[])
       and exists (
         select from ledger_entry m join ledger_entry o on o.id = m.reverses
          where m.kind = 'REVERSAL' and m.voucher_id = s.voucher_id and m.provider_id = s.provider_id
            and m.accounting_month > s.month and o.accounting_month = s.month and o.organiser_id = s.organiser_id)`);
  return new Set(rows.map(({ id }) => id));
}

export type LedgerTotals = Shares & { readonly month: Month; readonly entries: number };

/** Sums of the lines, which the run's own sums must equal. */
export async function sumLedger(reader: Reader, organiserId: Id, month: Month): Promise<LedgerTotals> {
  const { rows } = await reader.execute<Omit<LedgerTotals, 'month'> & Record<string, unknown>>(sql`
    select (select count(*) from ledger_entry where organiser_id = ${organiserId} and accounting_month = ${month.toString()})::int as entries,
           coalesce(sum(total_cents), 0)::bigint as "totalCents", coalesce(sum(organiser_cents), 0)::bigint as "organiserCents",
           coalesce(sum(client_cents), 0)::bigint as "clientCents"
      from ledger_sum where organiser_id = ${organiserId} and accounting_month = ${month.toString()}`);
  return { ...rows[0]!, month };
}
