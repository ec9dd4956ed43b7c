/** What vouchers keeps of a person, for the person's own copy of their data. Reads only; names no officer. */
import { and, asc, eq, gt, inArray, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { isOneOf, type Reader } from '@seteli/kit/db';
import type { Cents } from '@seteli/kit/money';
import { recordOf, type PersonDataQuestion, type PersonList } from '@seteli/schema/person-data';
import { nameOnly, type ClientCard } from '../domain/client-card.ts';
import type { OwnValue } from '../domain/worth.ts';
import { listProtectedPersons } from './known.ts';
import { keyOf, listRestricted, type Client } from './restriction.ts';
import { decline, entitlement, otherArrangement, ownValueChange, voucher, type StoredIncome } from '../tables.ts';

type Of = Pick<PersonDataQuestion, 'personId' | 'organiserId'>;

const from = (column: PgColumn, after: string | null): SQL | undefined => (after === null ? undefined : gt(column, after));

export function listsOfPerson(reader: Reader, { personId, organiserId }: Of): PersonList[] {
  const own = and(eq(voucher.personId, personId), organiserId === null ? undefined : eq(voucher.organiserId, organiserId));
  return [
    {
      kind: 'VOUCHER',
      async list(after, most) {
        const { id, voucherNumber, serviceId, state, arrangementKind, firstDay, lastDay, suspensions, clientCard, grantedAt } = voucher;
        const rows = await reader
          .select({
            id,
            organiserId: voucher.organiserId,
            voucherNumber,
            serviceId,
            state,
            arrangementKind,
            firstDay,
            lastDay,
            suspensions,
            clientCard,
            ownValue: voucher.ownValue,
            income: voucher.income,
            grantedAt,
            declinedAt: decline.declinedAt,
            declineReason: decline.reason,
            otherArrangement: otherArrangement.kind,
            otherArrangementNote: otherArrangement.note,
          })
          .from(voucher)
          .leftJoin(decline, eq(decline.voucherId, voucher.id))
          .leftJoin(otherArrangement, eq(otherArrangement.voucherId, voucher.id))
          .where(and(own, from(voucher.id, after)))
          .orderBy(asc(voucher.id))
          .limit(most);
        const hidden = organiserId !== null && (await isHidden(reader, { organiserId, personId }));
        const cardOf = hidden ? nameOnly : (card: ClientCard) => card;
        return rows.map(({ ownValue, income, ...row }) =>
          recordOf({ ...row, clientCard: cardOf(row.clientCard), ownValue: ownValue && valueOf(ownValue), income: incomeOf(income) }),
        );
      },
    },
    {
      kind: 'ENTITLEMENT',
      async list(after, most) {
        const { id, voucherId, kind, unit, steps, recurrence, periods, carryOver } = entitlement;
        const rows = await reader
          .select({
            id,
            organiserId: voucher.organiserId,
            voucherId,
            entitlementKind: kind,
            unit,
            steps,
            recurrence,
            periods,
            carryOver,
          })
          .from(entitlement)
          .innerJoin(voucher, eq(voucher.id, entitlement.voucherId))
          .where(and(own, from(entitlement.id, after)))
          .orderBy(asc(entitlement.id))
          .limit(most);
        return rows.map(recordOf);
      },
    },
    {
      kind: 'VALUE_DECISION',
      // Few vouchers have any, and a voucher has few: a page holds those of whole vouchers.
      async list(after, most) {
        const decided = reader.select({ id: ownValueChange.voucherId }).from(ownValueChange);
        const vouchers = await reader
          .select({ id: voucher.id, organiserId: voucher.organiserId })
          .from(voucher)
          .where(and(own, from(voucher.id, after), inArray(voucher.id, decided)))
          .orderBy(asc(voucher.id))
          .limit(most);
        const changes = Map.groupBy(
          await reader
            .select()
            .from(ownValueChange)
            .where(
              isOneOf(
                ownValueChange.voucherId,
                vouchers.map(({ id }) => id),
              ),
            )
            .orderBy(asc(ownValueChange.version)),
          ({ voucherId }) => voucherId,
        );
        return vouchers.map((each) =>
          recordOf({
            ...each,
            decisions: (changes.get(each.id) ?? []).map(({ firstDay, ownValue, income, decidedAt }) => ({
              firstDay,
              ...valueOf(ownValue),
              income: incomeOf(income),
              decidedAt,
            })),
          }),
        );
      },
    },
  ];
}

/** An organiser's copy has what its people may see. */
const isHidden = async (reader: Reader, client: Client): Promise<boolean> =>
  (await listProtectedPersons(reader, [client.personId])).has(client.personId) ||
  (await listRestricted(reader, [client.personId])).has(keyOf(client));

const valueOf = ({ basis, baseCents, contents }: OwnValue): { basis: string; base: Cents | null; values: Record<string, Cents> } => ({
  basis,
  base: baseCents,
  values: Object.fromEntries(contents),
});

const incomeOf = (income: StoredIncome | null) => income && { monthlyIncome: BigInt(income.monthlyIncomeCents), persons: income.persons };
