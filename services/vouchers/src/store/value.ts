/**
 * All SQL about the money of services: contents, values, income formulas and terms. Takes and gives domain types;
 * decides nothing.
 */
import { and, desc, eq, lte, sql } from 'drizzle-orm';
import { insertAll, type Reader, type Tx } from '@seteli/kit/db';
import type { Day, Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import type { Content } from '../domain/grant.ts';
import type { IncomeFormula } from '../domain/income.ts';
import type { TableValue } from '../domain/replacement.ts';
import type { ContentValue } from '../domain/value.ts';
import { heldOn, type ArrangementKind } from '../domain/worth.ts';
import { service, serviceContent, serviceVersion } from '../tables/known.ts';
import { incomeFormula, unitValue, valueTable } from '../tables/value.ts';

/** The contents of a service of the organiser; null while vouchers has not heard of it. */
export async function findContents(reader: Reader, organiserId: Id, serviceId: Id): Promise<Content[] | null> {
  const [known] = await reader
    .select({ id: service.id })
    .from(service)
    .where(and(eq(service.id, serviceId), eq(service.organiserId, organiserId)));
  if (!known) return null;
  const rows = await reader
    .select()
    .from(serviceContent)
    .where(eq(serviceContent.serviceId, serviceId))
    .orderBy(desc(serviceContent.firstDay), desc(serviceContent.version));
  return [...Map.groupBy(rows, ({ id }) => id)].map(([id, versions]) => ({ id, unit: versions[0]!.unit, versions }));
}

export type ServiceTerms = { readonly arrangementKind: ArrangementKind; readonly valueNoticeDays: number; readonly tailDays: number };

/** The terms of services announced before versions had terms. */
export const TERMS_BY_DEFAULT: ServiceTerms = { arrangementKind: 'VOUCHER', valueNoticeDays: 30, tailDays: 30 };

/** The terms of a service on a day; before its first version, the terms of the first. */
export async function findTerms(reader: Reader, serviceId: Id, onDay: Day): Promise<ServiceTerms> {
  const versions = await reader
    .select()
    .from(serviceVersion)
    .where(eq(serviceVersion.serviceId, serviceId))
    .orderBy(desc(serviceVersion.firstDay), desc(serviceVersion.version));
  return heldOn(versions, onDay) ?? versions.at(-1) ?? TERMS_BY_DEFAULT;
}

export type UnitValue = ContentValue & { readonly firstDay: Day };

/** The values of a service's contents that hold on a day. */
export const listUnitValues = (reader: Reader, serviceId: Id, onDay: Day): Promise<UnitValue[]> =>
  reader
    .selectDistinctOn([unitValue.contentId], {
      contentId: unitValue.contentId,
      firstDay: unitValue.firstDay,
      valueCents: unitValue.valueCents,
      coefficient: unitValue.coefficient,
    })
    .from(unitValue)
    .where(and(eq(unitValue.serviceId, serviceId), lte(unitValue.firstDay, onDay)))
    .orderBy(unitValue.contentId, desc(unitValue.firstDay), desc(unitValue.version));

/** All past and coming values of a service, newest first, by content. */
export async function listValueVersions(reader: Reader, serviceId: Id): Promise<Map<Id, TableValue[]>> {
  const rows = await reader
    .select()
    .from(unitValue)
    .where(eq(unitValue.serviceId, serviceId))
    .orderBy(desc(unitValue.firstDay), desc(unitValue.version));
  return Map.groupBy(rows, ({ contentId }) => contentId);
}

export type ValueTable = {
  readonly id: Id;
  readonly serviceId: Id;
  readonly firstDay: Day;
  readonly version: number;
  readonly publishedBy: Id;
  readonly publishedAt: Instant;
};

/** The bases of clients' decisions, for vouchers that last to the day or beyond it. */
export async function listOwnBases(tx: Tx, serviceId: Id, onDay: Day): Promise<Cents[]> {
  const { rows } = await tx.execute<{ base: string }>(sql`
    with paying as (
      select id, own_value from voucher
       where service_id = ${serviceId} and last_day >= ${onDay.toString()} and state <> 'DECLINED')
    select distinct said ->> 'baseCents' as base
      from (select own_value as said from paying
            union all
            select c.own_value from own_value_change c join paying on paying.id = c.voucher_id) own
     where said ->> 'baseCents' is not null`);
  return rows.map(({ base }) => BigInt(base));
}

/** The number of versions of a service's table of a day. */
export const countValueTables = (tx: Tx, serviceId: Id, firstDay: Day): Promise<number> =>
  tx.$count(valueTable, and(eq(valueTable.serviceId, serviceId), eq(valueTable.firstDay, firstDay)));

/** The newest table of a day. */
export async function findValueTable(reader: Reader, serviceId: Id, firstDay: Day): Promise<ValueTable | undefined> {
  const [found] = await reader
    .select()
    .from(valueTable)
    .where(and(eq(valueTable.serviceId, serviceId), eq(valueTable.firstDay, firstDay)))
    .orderBy(desc(valueTable.version))
    .limit(1);
  return found;
}

export async function insertValueTable(tx: Tx, table: ValueTable, values: readonly ContentValue[]): Promise<void> {
  await tx.insert(valueTable).values(table);
  await insertAll(
    tx,
    unitValue,
    values.map((value) => ({ ...value, serviceId: table.serviceId, firstDay: table.firstDay, version: table.version })),
  );
}

type Publication = { readonly serviceId: Id; readonly publishedBy: Id; readonly publishedAt: Instant };

/** Answers false when the service already has a formula for that day. */
export async function insertFormula(tx: Tx, formula: IncomeFormula, publication: Publication): Promise<boolean> {
  const households = formula.households.map(({ limitCents, percent }) => ({ limitCents: limitCents.toString(), percent }));
  const inserted = await tx
    .insert(incomeFormula)
    .values({ ...formula, ...publication, households })
    .onConflictDoNothing()
    .returning();
  return inserted.length > 0;
}

/** The formula of a service that holds on a day. */
export async function findFormula(reader: Reader, serviceId: Id, onDay: Day): Promise<IncomeFormula | undefined> {
  const [found] = await reader
    .select()
    .from(incomeFormula)
    .where(and(eq(incomeFormula.serviceId, serviceId), lte(incomeFormula.firstDay, onDay)))
    .orderBy(desc(incomeFormula.firstDay))
    .limit(1);
  return (
    found && { ...found, households: found.households.map(({ limitCents, percent }) => ({ limitCents: BigInt(limitCents), percent })) }
  );
}

/**
 * Lets nobody publish values of the service until the end of the transaction, since their preview would miss this
 * grant.
 */
export const keepValues = (tx: Tx, serviceId: Id) => tx.execute(sql`select from service where id = ${serviceId} for share`);

/** Makes publications for one service wait for each other, so that each sees the values of the one before. */
export const lockValues = (tx: Tx, serviceId: Id) => tx.execute(sql`select from service where id = ${serviceId} for update`);
