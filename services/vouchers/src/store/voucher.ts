/** All SQL of vouchers about vouchers themselves and what others announced. Takes and gives domain types; decides nothing. Allocation has its own file. */
import { and, desc, eq, lt, lte, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import { asRecordset, insertAll, isOneOf, type Reader, saveNewest, type Tx } from '@seteli/kit/db';
import type { Day, Instant } from '@seteli/kit/day';
import { newId, type Id } from '@seteli/kit/ids';
import type { Unit } from '@seteli/kit/quantity';
import type { Recurrence } from '../domain/bucket.ts';
import type { ContentValue } from '../domain/value.ts';
import type { Approval, Content, GrantedEntitlement, Voucher } from '../domain/voucher.ts';
import * as tables from '../tables.ts';

const { voucher, entitlement, entitlementContent, bucket, unitValue, serviceContent, approval, team, person } = tables;

export type StoredVoucher = Voucher & { readonly clientCard: tables.ClientCard; readonly grantedBy: Id; readonly grantedAt: Instant };

/** Whose vouchers an actor's look-ups are limited to. A provider is not limited here: the three-way rule decides about each voucher. */
const scopeOf = ({ organisation }: Actor): SQL | undefined => {
  if (organisation.kind === 'ORGANISER') return eq(voucher.organiserId, organisation.id);
  if (organisation.kind === 'PERSON') return eq(voucher.personId, organisation.id);
  return undefined;
};

/** The look-ups of a voucher that a caller may start from. */
export const findVouchers = (
  reader: Reader,
  actor: Actor,
  by: { ids: readonly Id[] } | { voucherNumber: string },
): Promise<StoredVoucher[]> =>
  reader
    .select()
    .from(voucher)
    .where(and('ids' in by ? isOneOf(voucher.id, by.ids) : eq(voucher.voucherNumber, by.voucherNumber), scopeOf(actor)));

export const listVouchers = (
  reader: Reader,
  actor: Actor,
  { first, before }: { first: number; before: Id | null },
): Promise<StoredVoucher[]> =>
  reader
    .select()
    .from(voucher)
    .where(and(scopeOf(actor), before ? lt(voucher.id, before) : undefined))
    .orderBy(desc(voucher.id))
    .limit(first);

export async function lockVoucher(tx: Tx, organiserId: Id, id: Id): Promise<StoredVoucher | undefined> {
  const [found] = await tx
    .select()
    .from(voucher)
    .where(and(eq(voucher.id, id), eq(voucher.organiserId, organiserId)))
    .for('update');
  return found;
}

export async function isNumberTaken(tx: Tx, voucherNumber: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`select from voucher where voucher_number = ${voucherNumber}`);
  return rows.length > 0;
}

const SERIES = 'H';
const FIRST_NUMBER = 800_000_015_002n;

/** The next number of the series that no granter has chosen before. A chosen number never moves the series: one organiser could use it up for all. */
export async function nextVoucherNumber(tx: Tx): Promise<string> {
  for (;;) {
    const { rows } = await tx.execute<{ last: bigint }>(sql`
      insert into number_series (letter, last) values (${SERIES}, ${FIRST_NUMBER})
      on conflict (letter) do update set last = number_series.last + 1 returning last`);
    const next = `${SERIES}${rows[0]!.last.toString().padStart(13, '0')}`;
    if (!(await isNumberTaken(tx, next))) return next;
  }
}

export async function insertVoucher(tx: Tx, granted: StoredVoucher, entitlements: readonly GrantedEntitlement[]): Promise<void> {
  await tx.insert(voucher).values(granted);
  const rows = entitlements.map((given) => ({ id: newId(), ...given }));
  await insertAll(
    tx,
    entitlement,
    rows.map(({ id, unit, steps, recurrence }) => ({ id, voucherId: granted.id, unit, steps, recurrence })),
  );
  await insertAll(
    tx,
    entitlementContent,
    rows.flatMap(({ id, contentIds }) => contentIds.map((contentId) => ({ voucherId: granted.id, contentId, entitlementId: id }))),
  );
}

export const saveRevocation = (tx: Tx, { id, state, lastDay, version }: Voucher) =>
  tx.update(voucher).set({ state, lastDay, version }).where(eq(voucher.id, id));

/** The contents of a service that the organiser owns; null while vouchers has not heard of it. */
export async function findContents(reader: Reader, organiserId: Id, serviceId: Id): Promise<Content[] | null> {
  const [known] = await reader
    .select({ id: tables.service.id })
    .from(tables.service)
    .where(and(eq(tables.service.id, serviceId), eq(tables.service.organiserId, organiserId)));
  if (!known) return null;
  return reader
    .selectDistinct({ id: serviceContent.id, unit: serviceContent.unit })
    .from(serviceContent)
    .where(eq(serviceContent.serviceId, serviceId));
}

export type StoredEntitlement = {
  readonly id: Id;
  readonly voucherId: Id;
  readonly unit: Unit;
  readonly steps: number;
  readonly recurrence: Recurrence;
  readonly contentIds: readonly Id[];
};

export const listEntitlements = (reader: Reader, voucherIds: readonly Id[]): Promise<StoredEntitlement[]> =>
  reader
    .select({
      id: entitlement.id,
      voucherId: entitlement.voucherId,
      unit: entitlement.unit,
      steps: entitlement.steps,
      recurrence: entitlement.recurrence,
      contentIds: sql<Id[]>`array_agg(${entitlementContent.contentId} order by ${entitlementContent.contentId})`,
    })
    .from(entitlement)
    .innerJoin(entitlementContent, eq(entitlementContent.entitlementId, entitlement.id))
    .where(isOneOf(entitlement.voucherId, voucherIds))
    .groupBy(entitlement.id)
    .orderBy(entitlement.id);

export type BucketKey = { readonly entitlementId: Id; readonly period: string };
export type Bucket = BucketKey & { readonly remaining: number };

export const listBuckets = async (reader: Reader, keys: readonly BucketKey[]): Promise<Bucket[]> => {
  const { rows } = await reader.execute<Bucket>(sql`
    select b.entitlement_id as "entitlementId", b.period, b.remaining from bucket b join ${asRecordset(bucket, keys)} k using (entitlement_id, period)`);
  return rows;
};

export type StoredApproval = Approval & { readonly serviceId: Id };

/** Approvals of a provider by service. */
export async function listApprovals(reader: Reader, providerId: Id, serviceIds: readonly Id[]): Promise<Map<Id, StoredApproval[]>> {
  const rows = await reader
    .select()
    .from(approval)
    .where(and(eq(approval.providerId, providerId), isOneOf(approval.serviceId, serviceIds)));
  return Map.groupBy(rows, ({ serviceId }) => serviceId);
}

/** The services that the teams cover, as far as they are teams of that organisation. */
export async function listTeamServices(reader: Reader, organisationId: Id, teamIds: readonly Id[]): Promise<Set<Id>> {
  const rows = await reader
    .select({ serviceIds: team.serviceIds })
    .from(team)
    .where(and(eq(team.organisationId, organisationId), eq(team.closed, false), isOneOf(team.id, teamIds)));
  return new Set(rows.flatMap(({ serviceIds }) => serviceIds));
}

export async function listProtectedPersons(reader: Reader, personIds: readonly Id[]): Promise<Set<Id>> {
  const rows = await reader
    .select({ id: person.id })
    .from(person)
    .where(and(isOneOf(person.id, personIds), eq(person.protectedAddress, true)));
  return new Set(rows.map(({ id }) => id));
}

export type UnitValue = ContentValue & { readonly firstDay: Day };

/** The values of a service's contents that hold on a day. */
export const listUnitValues = (reader: Reader, serviceId: Id, onDay: Day): Promise<UnitValue[]> =>
  reader
    .selectDistinctOn([unitValue.contentId], {
      contentId: unitValue.contentId,
      firstDay: unitValue.firstDay,
      valueCents: unitValue.valueCents,
    })
    .from(unitValue)
    .where(and(eq(unitValue.serviceId, serviceId), lte(unitValue.firstDay, onDay)))
    .orderBy(unitValue.contentId, desc(unitValue.firstDay));

export type ValueTable = {
  readonly id: Id;
  readonly serviceId: Id;
  readonly firstDay: Day;
  readonly publishedBy: Id;
  readonly publishedAt: Instant;
};

/** Answers false when the service has a table for that day already. */
export async function insertValueTable(tx: Tx, table: ValueTable, values: readonly ContentValue[]): Promise<boolean> {
  const inserted = await tx.insert(tables.valueTable).values(table).onConflictDoNothing().returning();
  if (inserted.length === 0) return false;
  await insertAll(
    tx,
    unitValue,
    values.map((value) => ({ ...value, serviceId: table.serviceId, firstDay: table.firstDay })),
  );
  return true;
}

// What others announced.

/** Versions of contents are never changed: what is there stays. */
export const saveContents = (tx: Tx, rows: readonly (typeof serviceContent.$inferInsert)[]) =>
  insertAll(tx, serviceContent, rows, sql`on conflict do nothing`);

export const saveServices = (tx: Tx, rows: readonly (typeof tables.service.$inferInsert)[]) => saveNewest(tx, tables.service, rows);
export const saveApprovals = (tx: Tx, rows: readonly (typeof approval.$inferInsert)[]) => saveNewest(tx, approval, rows);
export const saveTeams = (tx: Tx, rows: readonly (typeof team.$inferInsert)[]) => saveNewest(tx, team, rows);
export const savePersons = (tx: Tx, rows: readonly (typeof person.$inferInsert)[]) => saveNewest(tx, person, rows);
