/** What settlement keeps of a person, for the person's own copy of their data. Reads only; it knows no names. */
import { and, asc, eq, gt, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Reader } from '@seteli/kit/db';
import { recordOf, type ClientQuestion, type PersonDataQuestion, type PersonList } from '@seteli/schema/person-data';
import type { RetentionFact } from '@seteli/schema/retention';
import { clientShareStatement } from '../tables/client-share.ts';
import { ledgerEntry } from '../tables/ledger.ts';

type Held = { readonly statements: number; readonly stated: string | null; readonly entries: number; readonly posted: string | null };

const firstDayOf = (month: string) => Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });

/** What the books hold of a client. Nobody changes or removes books, and they hold ids only. */
export async function findRetention(reader: Reader, { organiserId, personId }: ClientQuestion): Promise<RetentionFact[]> {
  const { rows } = await reader.execute<Held>(sql`
    select s.*, e.* from
      (select count(*)::int as statements, max(month) as stated from ${clientShareStatement}
        where person_id = ${personId} and organiser_id = ${organiserId}) s,
      (select count(*)::int as entries, max(accounting_month) as posted from ${ledgerEntry}
        where person_id = ${personId} and organiser_id = ${organiserId}) e`);
  const { statements, stated, entries, posted } = rows[0]!;
  const facts: RetentionFact[] = [];
  if (stated !== null) facts.push({ retentionClass: 'SHARE_STATEMENTS', records: statements, countsFrom: firstDayOf(stated) });
  if (posted !== null) facts.push({ retentionClass: 'BOOKS', records: entries, countsFrom: firstDayOf(posted) });
  return facts;
}

type Of = Pick<PersonDataQuestion, 'personId' | 'organiserId'>;

const from = (column: PgColumn, after: string | null): SQL | undefined => (after === null ? undefined : gt(column, after));

export function listsOfPerson(reader: Reader, { personId, organiserId }: Of): PersonList[] {
  const of = (table: { readonly personId: PgColumn; readonly organiserId: PgColumn }): SQL | undefined =>
    and(eq(table.personId, personId), organiserId === null ? undefined : eq(table.organiserId, organiserId));
  return [
    {
      kind: 'CLIENT_STATEMENT',
      async list(after, most) {
        const { id, providerId, voucherId, serviceId, month, visits, totalCents, organiserCents, clientCents } = clientShareStatement;
        const rows = await reader
          .select({
            id,
            organiserId: clientShareStatement.organiserId,
            providerId,
            voucherId,
            serviceId,
            month,
            visits,
            total: totalCents,
            organiserShare: organiserCents,
            ownShare: clientCents,
            beyondVoucher: clientShareStatement.extraServiceCents,
          })
          .from(clientShareStatement)
          .where(and(of(clientShareStatement), from(clientShareStatement.id, after)))
          .orderBy(asc(clientShareStatement.id))
          .limit(most);
        return rows.map(recordOf);
      },
    },
    {
      kind: 'LEDGER_ENTRY',
      async list(after, most) {
        const { id, accountingMonth, serviceMonth, kind, visitId, voucherId, serviceId, providerId, cause, postedAt } = ledgerEntry;
        const lines = sql<unknown>`(
          select jsonb_agg(jsonb_build_object('account', account, 'contentId', content_id, 'unit', unit, 'steps', steps,
                                              'amount', to_char(amount_cents / 100.0, 'FM999999990.00')) order by line)
            from ledger_line where entry_id = ${ledgerEntry.id})`;
        const rows = await reader
          .select({
            id,
            organiserId: ledgerEntry.organiserId,
            accountingMonth,
            serviceMonth,
            entryKind: kind,
            visitId,
            voucherId,
            serviceId,
            providerId,
            cause,
            postedAt,
            lines,
          })
          .from(ledgerEntry)
          .where(and(of(ledgerEntry), from(ledgerEntry.id, after)))
          .orderBy(asc(ledgerEntry.id))
          .limit(most);
        return rows.map(recordOf);
      },
    },
  ];
}
