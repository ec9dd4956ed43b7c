/** What others announced and bookings keeps, and the facts for recording that are made of it. All of it SQL; decides nothing. */
import { and, eq, gte, lte, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { insertAll, isOneOf, saveNewest, type Reader, type Tx } from '@seteli/kit/db';
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Approval, KnownVoucher } from '../domain/booking.ts';
import type { OwnDay } from '../domain/calendar.ts';
import type { KnownService } from '../domain/facts.ts';
import type { ListedPrice } from '../domain/price.ts';
import type { ContentTerms } from '../domain/recording-facts.ts';
import { booking } from '../tables/booking.ts';
import {
  voucher,
  serviceVersion,
  organiser,
  organiserDay,
  providerUnit,
  approval,
  price,
  team,
  type StoredContent,
} from '../tables/known.ts';

export async function findVouchers(reader: Reader, ids: readonly Id[]): Promise<Map<Id, KnownVoucher>> {
  const rows = await reader
    .select()
    .from(voucher)
    .where(isOneOf(voucher.id, new Set(ids)));
  return new Map(rows.map((row) => [row.id, toVoucher(row)]));
}

/** Locks the vouchers that a command records for, in the order of their ids: two recorders of one voucher wait for each other. */
export async function lockVouchers(tx: Tx, ids: readonly Id[]): Promise<Map<Id, KnownVoucher>> {
  const rows = await tx
    .select()
    .from(voucher)
    .where(isOneOf(voucher.id, new Set(ids)))
    .orderBy(voucher.id)
    .for('no key update');
  return new Map(rows.map((row) => [row.id, toVoucher(row)]));
}

/** The vouchers that follow another. */
export async function lockSuccessors(tx: Tx, voucherId: Id): Promise<Map<Id, KnownVoucher>> {
  const rows = await tx.select().from(voucher).where(eq(voucher.predecessorId, voucherId)).orderBy(voucher.id).for('no key update');
  return new Map(rows.map((row) => [row.id, toVoucher(row)]));
}

const toVoucher = (row: typeof voucher.$inferSelect): KnownVoucher => ({
  ...row,
  suspensions: row.suspensions.map(({ firstDay, lastDay }) => ({
    firstDay: Temporal.PlainDate.from(firstDay),
    lastDay: lastDay === null ? null : Temporal.PlainDate.from(lastDay),
  })),
  contractPrices: new Map(Object.entries(row.contractPrices).map(([contentId, cents]) => [contentId, BigInt(cents)])),
});

/** What is said of bookings that may change while somebody waits for their vouchers' locks: when they end, and on which voucher they go on. */
export type BookingNews = { readonly lastDay: Day | null; readonly successor: KnownVoucher | null };

export async function findNews(reader: Reader, bookingIds: readonly Id[]): Promise<Map<Id, BookingNews>> {
  const next = alias(booking, 'next');
  const rows = await reader
    .select({ id: booking.id, lastDay: booking.lastDay, successor: voucher })
    .from(booking)
    .leftJoin(next, and(eq(next.continues, booking.id), sql`${next.continues} is not null`))
    .leftJoin(voucher, eq(voucher.id, next.voucherId))
    .where(isOneOf(booking.id, bookingIds));
  return new Map(rows.map(({ id, lastDay, successor }) => [id, { lastDay, successor: successor && toVoucher(successor) }]));
}

/** What organisers have said about days in a time. */
export async function listOwnDays(reader: Reader, organiserIds: readonly Id[], firstDay: Day, lastDay: Day): Promise<Map<Id, OwnDay[]>> {
  const rows = await reader
    .select()
    .from(organiserDay)
    .where(and(isOneOf(organiserDay.organiserId, organiserIds), gte(organiserDay.day, firstDay), lte(organiserDay.day, lastDay)));
  return Map.groupBy(rows, ({ organiserId }) => organiserId);
}

/** The services that the teams cover, as far as they are teams of that organisation. */
export const teamServices = (organisationId: Id, teamIds: readonly Id[]): SQL =>
  sql`select unnest(${team.serviceIds}) as id from ${team} where ${team.organisationId} = ${organisationId} and not ${team.closed} and ${isOneOf(team.id, teamIds)}`;

export async function listTeamServices(reader: Reader, organisationId: Id, teamIds: readonly Id[]): Promise<Set<Id>> {
  const { rows } = await reader.execute<{ id: Id }>(teamServices(organisationId, teamIds));
  return new Set(rows.map(({ id }) => id));
}

export type StoredApproval = Approval & { readonly providerId: Id; readonly serviceId: Id };

export const listApprovals = (reader: Reader, providerIds: readonly Id[], serviceIds: readonly Id[]): Promise<StoredApproval[]> =>
  reader
    .select()
    .from(approval)
    .where(and(isOneOf(approval.providerId, providerIds), isOneOf(approval.serviceId, serviceIds)));

export async function isOwnUnit(reader: Reader, providerId: Id, unitId: Id): Promise<boolean> {
  const rows = await reader
    .select({ id: providerUnit.id })
    .from(providerUnit)
    .where(and(eq(providerUnit.id, unitId), eq(providerUnit.providerId, providerId)));
  return rows.length > 0;
}

/** The prices in all lists of units, by unit. */
export async function listPrices(reader: Reader, unitIds: readonly Id[]): Promise<Map<Id, ListedPrice[]>> {
  const rows = await reader
    .select({
      unitId: price.unitId,
      serviceId: price.serviceId,
      contentId: price.contentId,
      firstDay: price.firstDay,
      unitPriceCents: price.priceCents,
    })
    .from(price)
    .where(isOneOf(price.unitId, unitIds));
  return Map.groupBy(rows, ({ unitId }) => unitId);
}

export async function listPricedDays(reader: Reader, unitId: Id, serviceId: Id): Promise<Day[]> {
  const rows = await reader
    .selectDistinct({ firstDay: price.firstDay })
    .from(price)
    .where(and(eq(price.unitId, unitId), eq(price.serviceId, serviceId)));
  return rows.map(({ firstDay }) => firstDay);
}

/** Versions in order; each ends the day before the next begins. */
export async function findServices(reader: Reader, serviceIds: readonly Id[]): Promise<Map<Id, KnownService>> {
  const rows = await reader
    .select({ version: serviceVersion, recordingCutOffDay: organiser.recordingCutOffDay })
    .from(serviceVersion)
    .innerJoin(organiser, eq(organiser.id, serviceVersion.organiserId))
    .where(isOneOf(serviceVersion.serviceId, new Set(serviceIds)))
    .orderBy(serviceVersion.serviceId, serviceVersion.firstDay);
  const byService = Map.groupBy(rows, ({ version }) => version.serviceId);
  return new Map(
    [...byService].map(([serviceId, versions]) => [
      serviceId,
      {
        recordingCutOffDay: versions[0]!.recordingCutOffDay,
        versions: versions.map(({ version }, index) => ({
          ...version,
          lastDay: versions[index + 1]?.version.firstDay.subtract({ days: 1 }) ?? null,
          contents: new Map(version.contents.map((content) => [content.contentId, termsOf(content)])),
          bands: version.contents.flatMap(({ contentId, bands }) =>
            bands.map(({ dayClasses, fromMinute, toMinute }) => ({ contentId, dayClasses, from: fromMinute, to: toMinute })),
          ),
        })),
      },
    ]),
  );
}

const termsOf = (stored: StoredContent): ContentTerms => ({
  unit: stored.unit,
  kind: stored.kind ?? 'SERVICE',
  isBanded: stored.bands.length > 0,
  isMultiWorker: stored.multiWorker ?? false,
  isIncludedInPrice: stored.includedInPrice ?? false,
  maxStepsPerVisit: stored.maxStepsPerVisit ?? null,
});

// What others announced.

/** Service versions and prices are never changed: what is there stays. */
export const saveServiceVersions = (tx: Tx, rows: readonly (typeof serviceVersion.$inferInsert)[]) =>
  insertAll(tx, serviceVersion, rows, sql`on conflict do nothing`);
export const savePrices = (tx: Tx, rows: readonly (typeof price.$inferInsert)[]) => insertAll(tx, price, rows, sql`on conflict do nothing`);

export const saveVouchers = (tx: Tx, rows: readonly (typeof voucher.$inferInsert)[]) => saveNewest(tx, voucher, rows);
export const saveOrganisers = (tx: Tx, rows: readonly (typeof organiser.$inferInsert)[]) => saveNewest(tx, organiser, rows);

/** The newest word about each day holds, whatever came first. */
export async function saveOwnDays(tx: Tx, rows: readonly (typeof organiserDay.$inferInsert)[]): Promise<void> {
  const newest = new Map<string, typeof organiserDay.$inferInsert>();
  for (const row of rows) {
    const key = `${row.organiserId} ${row.day.toString()}`;
    if ((newest.get(key)?.version ?? 0) < row.version) newest.set(key, row);
  }
  const inOrder = [...newest].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await insertAll(
    tx,
    organiserDay,
    inOrder,
    sql`on conflict (organiser_id, day) do update
          set day_class = excluded.day_class, holiday_eve = excluded.holiday_eve, version = excluded.version
        where organiser_day.version < excluded.version`,
  );
}

export const saveUnits = (tx: Tx, rows: readonly (typeof providerUnit.$inferInsert)[]) => saveNewest(tx, providerUnit, rows);
export const saveApprovals = (tx: Tx, rows: readonly (typeof approval.$inferInsert)[]) => saveNewest(tx, approval, rows);
export const saveTeams = (tx: Tx, rows: readonly (typeof team.$inferInsert)[]) => saveNewest(tx, team, rows);
