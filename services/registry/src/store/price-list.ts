/** The SQL of price lists and of the values that cap them. Decides nothing. */
import { and, desc, eq, getTableColumns, lte, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import { insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import { isWithin, type Day, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Page } from '@seteli/kit/pages';
import { ofUnits } from '@seteli/schema/sight';
import { countRuns } from '@seteli/kit/runs';
import type { DatedValue, ListDecision, Price, PriceFacts, PriceList } from '../domain/price-list.ts';
import { price, priceList, unitValue, type DraftPrice } from '../tables/price-list.ts';
import { serviceContentVersion, serviceVersion } from '../tables/service.ts';
import { listApprovalsOfProvider } from './approval.ts';

/**
 * Everybody sees accepted lists. The provider and the organiser that decides see the other lists; a draft is its
 * provider's alone.
 */
export const isOut = ne(priceList.state, 'DRAFT');
const visibleTo = (actor: Actor): SQL | undefined => {
  const { organisation } = actor;
  const isPublic = eq(priceList.state, 'ACCEPTED');
  if (organisation.kind === 'ORGANISER') return or(isPublic, and(eq(priceList.organiserId, organisation.id), isOut));
  if (organisation.kind === 'PROVIDER')
    return or(isPublic, and(eq(priceList.providerId, organisation.id), ofUnits(actor, priceList.unitId)));
  return isPublic;
};

const {
  submittedBy: _by,
  submittedAt: _at,
  draftPrices: _prices,
  decidedBy,
  decidedAt,
  decisionReason,
  ...LIST
} = getTableColumns(priceList);
const DECIDED = { decidedBy, decidedAt, decisionReason };

export type StoredPriceList = PriceList & ListDecision;

export const listPriceLists = (
  reader: Reader,
  actor: Actor,
  by: { ids: readonly Id[] } | { unitIds: readonly Id[] },
): Promise<StoredPriceList[]> =>
  reader
    .select({ ...LIST, ...DECIDED })
    .from(priceList)
    .where(and('ids' in by ? isOneOf(priceList.id, by.ids) : isOneOf(priceList.unitId, by.unitIds), visibleTo(actor)))
    .orderBy(priceList.firstDay, priceList.id);

export type StoredPrice = Price & { readonly priceListId: Id };

/** The prices of submitted lists and of drafts. An actor who may see a list may see its prices. */
export async function listPrices(reader: Reader, priceListIds: readonly Id[]): Promise<StoredPrice[]> {
  const submitted = await reader.select().from(price).where(isOneOf(price.priceListId, priceListIds)).orderBy(price.contentId);
  const drafts = await reader
    .select({ id: priceList.id, prices: priceList.draftPrices })
    .from(priceList)
    .where(and(isOneOf(priceList.id, priceListIds), eq(priceList.state, 'DRAFT')));
  const drafted = drafts.flatMap(({ id, prices }) =>
    (prices ?? []).map(({ contentId, priceCents }) => ({ priceListId: id, contentId, priceCents: BigInt(priceCents) })),
  );
  return [...submitted, ...drafted];
}

export type StoredValue = DatedValue & { readonly contentId: Id };

/** All values of the contents, in the order of their days. */
export const listValues = (reader: Reader, contentIds: readonly Id[]): Promise<StoredValue[]> =>
  reader.select().from(unitValue).where(isOneOf(unitValue.contentId, contentIds)).orderBy(unitValue.firstDay);

type AboveValueOf = { readonly organiserId: Id; readonly serviceId: Id; readonly since: Day };

/**
 * Accepted lists that ask more than the value on one of their days, from `since` on. Only contents count that are free
 * for the client by their last version.
 */
const aboveValue = ({ organiserId, serviceId, since }: AboveValueOf): SQL => sql`
    with list as (
      select l.*, lead(l.first_day, 1, 'infinity') over (partition by l.unit_id order by l.first_day) as ends
        from price_list l where l.service_id = ${serviceId} and l.organiser_id = ${organiserId} and l.state = 'ACCEPTED'
    ), free as (
      select distinct on (c.content_id) c.content_id, c.deductible_allowed, v.arrangement_kind
        from service_content_version c join service_version v using (service_id, version)
       where c.service_id = ${serviceId} order by c.content_id, c.version desc
    ), value as (
      select u.*, lead(u.first_day, 1, 'infinity') over (partition by u.content_id order by u.first_day) as ends
        from unit_value u join free f using (content_id) where not f.deductible_allowed and f.arrangement_kind <> 'PURCHASED'
    )
    select distinct list.id
      from list join price p on p.price_list_id = list.id join value v on v.content_id = p.content_id and v.value_cents < p.price_cents
     where greatest(v.first_day, list.first_day, ${since.toString()}::date) < least(v.ends, list.ends)`;

export async function listAboveValue(reader: Reader, of: AboveValueOf, { first, before }: Page): Promise<StoredPriceList[]> {
  const { rows } = await reader.execute<{ id: Id }>(
    sql`select id from (${aboveValue(of)}) as above where id < ${before ?? LAST_ID} order by id desc limit ${first}`,
  );
  const found = await reader
    .select({ ...LIST, ...DECIDED })
    .from(priceList)
    .where(
      isOneOf(
        priceList.id,
        rows.map(({ id }) => id),
      ),
    );
  return found.toSorted((a, b) => (a.id < b.id ? 1 : -1));
}

export const countAboveValue = (reader: Reader, of: AboveValueOf): Promise<number> =>
  countRuns(reader, priceList, { from: sql`(${aboveValue(of)}) as run`, where: sql`${priceList.id} = run.id` });

const LAST_ID: Id = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The list that an organiser decides. Drafts do not exist for it. */
export async function lockPriceList(tx: Tx, organiserId: Id, id: Id): Promise<PriceList | undefined> {
  const [found] = await tx
    .select(LIST)
    .from(priceList)
    .where(and(eq(priceList.id, id), eq(priceList.organiserId, organiserId), isOut))
    .for('update');
  return found;
}

/** The list that a provider writes on. */
export async function lockOwnPriceList(tx: Tx, providerId: Id, id: Id): Promise<PriceList | undefined> {
  const [found] = await tx
    .select(LIST)
    .from(priceList)
    .where(and(eq(priceList.id, id), eq(priceList.providerId, providerId)))
    .for('update');
  return found;
}

/** The facts about prices on the first day of a list. The list itself does not count, if it exists already. */
export async function findPriceFacts(reader: Reader, list: Omit<PriceList, 'state' | 'version'>): Promise<PriceFacts> {
  const { serviceId, providerId, firstDay } = list;
  const approvals = await listApprovalsOfProvider(reader, providerId, serviceId);
  const service = await findPricedService(reader, serviceId, firstDay);
  return {
    service,
    approved: new Set(approvals.filter((approval) => isWithin(approval, firstDay)).flatMap(({ contentIds }) => contentIds)),
    values: await findValues(reader, [...(service?.contents.keys() ?? [])], firstDay),
    ...(await findAsked(reader, list)),
    isDayTaken: await isDayTaken(reader, list),
  };
}

async function findPricedService(reader: Reader, serviceId: Id, onDay: Day): Promise<PriceFacts['service']> {
  const [holding] = await reader
    .select({
      version: serviceVersion.version,
      arrangementKind: serviceVersion.arrangementKind,
      priceNoticeDays: serviceVersion.priceNoticeDays,
    })
    .from(serviceVersion)
    .where(and(eq(serviceVersion.serviceId, serviceId), lte(serviceVersion.firstDay, onDay)))
    .orderBy(desc(serviceVersion.firstDay), desc(serviceVersion.version))
    .limit(1);
  if (!holding) return null;
  const rows = await reader
    .select({ id: serviceContentVersion.contentId, deductibleAllowed: serviceContentVersion.deductibleAllowed })
    .from(serviceContentVersion)
    .where(and(eq(serviceContentVersion.serviceId, serviceId), eq(serviceContentVersion.version, holding.version)));
  return { ...holding, contents: new Map(rows.map(({ id, deductibleAllowed }) => [id, { deductibleAllowed }])) };
}

async function findValues(reader: Reader, contentIds: readonly Id[], onDay: Day): Promise<PriceFacts['values']> {
  const rows = await reader
    .selectDistinctOn([unitValue.contentId])
    .from(unitValue)
    .where(and(isOneOf(unitValue.contentId, contentIds), lte(unitValue.firstDay, onDay)))
    .orderBy(unitValue.contentId, desc(unitValue.firstDay));
  return new Map(rows.map(({ contentId, valueCents }) => [contentId, valueCents]));
}

const others = ({ id, unitId, serviceId }: Pick<PriceList, 'id' | 'unitId' | 'serviceId'>) =>
  and(eq(priceList.unitId, unitId), eq(priceList.serviceId, serviceId), ne(priceList.id, id));

async function findAsked(reader: Reader, list: Omit<PriceList, 'state' | 'version'>): Promise<Pick<PriceFacts, 'asked' | 'inForce'>> {
  const rows = await reader
    .selectDistinctOn([price.contentId], { id: price.contentId, priceCents: price.priceCents, listedOn: priceList.firstDay })
    .from(price)
    .innerJoin(priceList, eq(priceList.id, price.priceListId))
    .where(and(others(list), eq(priceList.state, 'ACCEPTED'), lte(priceList.firstDay, list.firstDay)))
    .orderBy(price.contentId, desc(priceList.firstDay));
  const newest = rows
    .map(({ listedOn }) => listedOn)
    .toSorted(Temporal.PlainDate.compare)
    .at(-1);
  return {
    asked: new Map(rows.map(({ id, priceCents }) => [id, priceCents])),
    inForce: rows.filter(({ listedOn }) => newest?.equals(listedOn)).map(({ id }) => id),
  };
}

async function isDayTaken(reader: Reader, list: Omit<PriceList, 'state' | 'version'>): Promise<boolean> {
  const mayReplace = list.reason !== null;
  const rows = await reader
    .select({ id: priceList.id })
    .from(priceList)
    .where(
      and(
        others(list),
        eq(priceList.firstDay, list.firstDay),
        sql`(${priceList.state} = 'SUBMITTED' or (${priceList.state} = 'ACCEPTED' and not ${mayReplace}))`,
      ),
    );
  return rows.length > 0;
}

/** An accepted list makes room for its correction. */
export const supersede = (tx: Tx, list: PriceList) =>
  tx
    .update(priceList)
    .set({ state: 'SUPERSEDED' })
    .where(and(others(list), eq(priceList.firstDay, list.firstDay), eq(priceList.state, 'ACCEPTED')));

type Written = PriceList & { readonly submittedBy: Id; readonly submittedAt: Instant };

/** Writes a new list, or one that takes the place of its draft. */
const saveList = (tx: Tx, list: Written, draftPrices: readonly DraftPrice[] | null) =>
  tx
    .insert(priceList)
    .values({ ...list, draftPrices })
    .onConflictDoUpdate({ target: priceList.id, set: { ...list, draftPrices }, setWhere: eq(priceList.state, 'DRAFT') });

export async function saveDraft(tx: Tx, list: Written, prices: readonly Price[]): Promise<void> {
  await saveList(
    tx,
    list,
    prices.map(({ contentId, priceCents }) => ({ contentId, priceCents: priceCents.toString() })),
  );
}

export async function savePriceList(tx: Tx, list: Written, prices: readonly Price[]): Promise<void> {
  await saveList(tx, list, null);
  await insertAll(
    tx,
    price,
    prices.map((given) => ({ priceListId: list.id, serviceId: list.serviceId, ...given })),
  );
}

export const saveDecision = (tx: Tx, { id, state, version }: PriceList, by: ListDecision) =>
  tx
    .update(priceList)
    .set({ state, version, ...by })
    .where(eq(priceList.id, id));

/** The later of two values for one content and day holds: the organiser corrected an error. */
export async function saveValues(tx: Tx, rows: readonly (typeof unitValue.$inferInsert)[]): Promise<void> {
  // One statement cannot write a row twice.
  const latest = new Map(rows.map((row) => [`${row.contentId} ${row.firstDay}`, row]));
  const inOrder = [...latest].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await insertAll(tx, unitValue, inOrder, sql`on conflict (content_id, first_day) do update set value_cents = excluded.value_cents`);
}
