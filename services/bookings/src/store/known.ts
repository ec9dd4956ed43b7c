/** The SQL of what other services announced, and of the facts for recording that follow from it. It decides nothing. */
import { and, eq, getTableColumns, gte, lte, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { asArray, asRecordset, insertAll, isOneOf, saveNewest, type Reader, type Tx } from '@seteli/kit/db';
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { readyQuery } from '@seteli/kit/ready-query';
import type { ActorSight } from '@seteli/kit/policy';
import { listTeamServices as inTeams, teamServices, within, type Covered, type Sight } from '@seteli/schema/sight';
import type { Approval, KnownVoucher } from '../domain/booking.ts';
import type { OwnDay } from '../domain/calendar.ts';
import { withoutCorrected, type ListedPrice } from '../domain/price.ts';
import { booking } from '../tables/booking.ts';
import { voucher, organiser, organiserDay, providerUnit, approval, price, serviceVersion, team } from '../tables/known.ts';

export async function findVouchers(reader: Reader, ids: readonly Id[]): Promise<Map<Id, KnownVoucher>> {
  const rows = await reader
    .select()
    .from(voucher)
    .where(isOneOf(voucher.id, new Set(ids)));
  return new Map(rows.map((row) => [row.id, toVoucher(row)]));
}

const OWNERS = { organiserId: voucher.organiserId, personId: voucher.personId, serviceId: voucher.serviceId };

/**
 * Of these vouchers, those that somebody sees as their organiser or client. Providers open vouchers by number in the
 * vouchers service.
 */
export async function findVouchersSeenBy(reader: Reader, who: Sight, ids: readonly Id[]): Promise<Map<Id, KnownVoucher>> {
  const rows = await reader
    .select()
    .from(voucher)
    .where(and(isOneOf(voucher.id, new Set(ids)), within(who, OWNERS, team)));
  return new Map(rows.map((row) => [row.id, toVoucher(row)]));
}

const lockedVouchers = readyQuery(['ids'], (query, { ids }) =>
  query.select().from(voucher).where(isOneOf(voucher.id, ids)).orderBy(voucher.id).for('no key update'),
);

/**
 * Locks the vouchers that a command records for, in the order of their ids. Two recorders of one voucher wait for each
 * other.
 */
export async function lockVouchers(tx: Tx, ids: readonly Id[]): Promise<Map<Id, KnownVoucher>> {
  const rows = await lockedVouchers(tx, { ids: asArray(ids) });
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

/**
 * What may change of bookings while somebody waits for the locks of their vouchers: when they end, and on which voucher
 * they go on.
 */
export type BookingNews = { readonly lastDay: Day | null; readonly successor: KnownVoucher | null };

const next = alias(booking, 'next');
const news = readyQuery(['ids'], (query, { ids }) =>
  query
    .select({ id: booking.id, lastDay: booking.lastDay, successor: voucher })
    .from(booking)
    .leftJoin(next, and(eq(next.continues, booking.id), sql`${next.continues} is not null`))
    .leftJoin(voucher, eq(voucher.id, next.voucherId))
    .where(isOneOf(booking.id, ids)),
);

export async function findNews(reader: Reader, bookingIds: readonly Id[]): Promise<Map<Id, BookingNews>> {
  const rows = await news(reader, { ids: asArray(bookingIds) });
  return new Map(rows.map(({ id, lastDay, successor }) => [id, { lastDay, successor: successor && toVoucher(successor) }]));
}

const ownDays = readyQuery(['organiserIds', 'firstDay', 'lastDay'], (query, { organiserIds, firstDay, lastDay }) =>
  query
    .select()
    .from(organiserDay)
    .where(and(isOneOf(organiserDay.organiserId, organiserIds), gte(organiserDay.day, firstDay), lte(organiserDay.day, lastDay))),
);

/** The organisers' words about days in a time. */
export async function listOwnDays(reader: Reader, organiserIds: readonly Id[], firstDay: Day, lastDay: Day): Promise<Map<Id, OwnDay[]>> {
  const rows = await ownDays(reader, { organiserIds: asArray(organiserIds), firstDay, lastDay });
  return Map.groupBy(rows, ({ organiserId }) => organiserId);
}

/** All of an organiser's words about days that hold. */
export const listAllOwnDays = (reader: Reader, organiserId: Id): Promise<OwnDay[]> =>
  reader.select().from(organiserDay).where(eq(organiserDay.organiserId, organiserId));

/** The services that the actor's teams cover. */
export const listTeamServices = (reader: Reader, actor: Sight): Promise<Covered> => inTeams(reader, team, actor);

/**
 * The services whose bookings an organisation's people see. Those who see beyond their teams see all of the
 * organiser's. One row each: `id`.
 */
export function servicesSeen(who: ActorSight): SQL {
  if (who.organisation.kind !== 'ORGANISER') return sql`select distinct id from (${teamServices(team, who)}) as covered`;
  const own = sql`select distinct ${serviceVersion.serviceId} as id from ${serviceVersion} where ${serviceVersion.organiserId} = ${who.organisation.id}`;
  return who.beyondTeams ? own : sql`(${own}) intersect (${teamServices(team, who)})`;
}

export type StoredApproval = Approval & { readonly providerId: Id; readonly serviceId: Id };

const approvals = readyQuery(['providerIds', 'serviceIds'], (query, { providerIds, serviceIds }) =>
  query
    .select()
    .from(approval)
    .where(and(isOneOf(approval.providerId, providerIds), isOneOf(approval.serviceId, serviceIds))),
);

export const listApprovals = (reader: Reader, providerIds: readonly Id[], serviceIds: readonly Id[]): Promise<StoredApproval[]> =>
  approvals(reader, { providerIds: asArray(providerIds), serviceIds: asArray(serviceIds) });

export async function findUnits(reader: Reader, ids: readonly Id[]): Promise<Map<Id, { readonly id: Id; readonly providerId: Id }>> {
  const { id, providerId } = providerUnit;
  const rows = await reader
    .select({ id, providerId })
    .from(providerUnit)
    .where(isOneOf(id, new Set(ids)));
  return new Map(rows.map((row) => [row.id, row]));
}

export async function isOwnUnit(reader: Reader, providerId: Id, unitId: Id): Promise<boolean> {
  const rows = await reader
    .select({ id: providerUnit.id })
    .from(providerUnit)
    .where(and(eq(providerUnit.id, unitId), eq(providerUnit.providerId, providerId)));
  return rows.length > 0;
}

const { unitId, serviceId, contentId, firstDay, priceCents: unitPriceCents, correction } = getTableColumns(price);
const prices = readyQuery(['unitIds'], (query, { unitIds }) =>
  query.select({ unitId, serviceId, contentId, firstDay, unitPriceCents, correction }).from(price).where(isOneOf(unitId, unitIds)),
);

/** The prices by unit, of all lists that no other list corrects. */
export async function listPrices(reader: Reader, unitIds: readonly Id[]): Promise<Map<Id, ListedPrice[]>> {
  const rows = await prices(reader, { unitIds: asArray(unitIds) });
  const ofUnits = [...Map.groupBy(rows, ({ unitId }) => unitId)];
  return new Map(ofUnits.map(([unitId, listed]) => [unitId, [...withoutCorrected(listed)]]));
}

/** The prices of a unit, including those of corrected lists. */
export const listPricesWithCorrected = (reader: Reader, unitId: Id): Promise<readonly ListedPrice[]> =>
  prices(reader, { unitIds: asArray([unitId]) });

export async function listPricedDays(reader: Reader, unitId: Id, serviceId: Id): Promise<Day[]> {
  const rows = await reader
    .selectDistinct({ firstDay: price.firstDay })
    .from(price)
    .where(and(eq(price.unitId, unitId), eq(price.serviceId, serviceId)));
  return rows.map(({ firstDay }) => firstDay);
}

// Here begins what other services announced.

/** The prices of one list. A list is whole: a list that corrects another of the same day replaces it. */
export async function savePrices(tx: Tx, rows: readonly Omit<typeof price.$inferSelect, 'correction'>[]): Promise<void> {
  await tx.execute(sql`
    insert into price (unit_id, service_id, content_id, first_day, price_cents, correction)
    select n.unit_id, n.service_id, n.content_id, n.first_day, n.price_cents,
           coalesce((select max(p.correction) + 1 from price p
                      where p.unit_id = n.unit_id and p.service_id = n.service_id and p.first_day = n.first_day), 0)
      from ${asRecordset(price, rows)} n`);
}

export const saveVouchers = (tx: Tx, rows: readonly (typeof voucher.$inferInsert)[]) => saveNewest(tx, voucher, rows);
export const saveOrganisers = (tx: Tx, rows: readonly (typeof organiser.$inferInsert)[]) => saveNewest(tx, organiser, rows);

/** The newest word about each day holds, whichever came first. */
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
