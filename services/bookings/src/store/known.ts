/** What others announced and bookings keeps, and the facts for recording that are made of it. All of it SQL; decides nothing. */
import { and, eq, sql, type SQL } from 'drizzle-orm';
import { insertAll, isOneOf, saveNewest, type Reader, type Tx } from '@seteli/kit/db';
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Approval, KnownVoucher } from '../domain/booking.ts';
import type { KnownService } from '../domain/facts.ts';
import type { ListedPrice } from '../domain/price.ts';
import * as tables from '../tables.ts';

const { voucher, serviceVersion, organiser, providerUnit, approval, price, team } = tables;

/** Locks the vouchers that a command records for, in the order of their ids: two recorders of one voucher wait for each other. */
export async function lockVouchers(tx: Tx, ids: readonly Id[]): Promise<Map<Id, KnownVoucher>> {
  const rows = await tx
    .select()
    .from(voucher)
    .where(isOneOf(voucher.id, new Set(ids)))
    .orderBy(voucher.id)
    .for('no key update');
  return new Map(rows.map((row) => [row.id, row]));
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
          contentIds: version.contents.map(({ contentId }) => contentId),
          bands: version.contents.flatMap(({ contentId, bands }) =>
            bands.map(({ dayClasses, fromMinute, toMinute }) => ({ contentId, dayClasses, from: fromMinute, to: toMinute })),
          ),
        })),
      },
    ]),
  );
}

// What others announced.

/** Service versions and prices are never changed: what is there stays. */
export const saveServiceVersions = (tx: Tx, rows: readonly (typeof serviceVersion.$inferInsert)[]) =>
  insertAll(tx, serviceVersion, rows, sql`on conflict do nothing`);
export const savePrices = (tx: Tx, rows: readonly (typeof price.$inferInsert)[]) => insertAll(tx, price, rows, sql`on conflict do nothing`);

export const saveVouchers = (tx: Tx, rows: readonly (typeof voucher.$inferInsert)[]) => saveNewest(tx, voucher, rows);
export const saveOrganisers = (tx: Tx, rows: readonly (typeof organiser.$inferInsert)[]) => saveNewest(tx, organiser, rows);
export const saveUnits = (tx: Tx, rows: readonly (typeof providerUnit.$inferInsert)[]) => saveNewest(tx, providerUnit, rows);
export const saveApprovals = (tx: Tx, rows: readonly (typeof approval.$inferInsert)[]) => saveNewest(tx, approval, rows);
export const saveTeams = (tx: Tx, rows: readonly (typeof team.$inferInsert)[]) => saveNewest(tx, team, rows);
