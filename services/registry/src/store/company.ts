/** The SQL of organisers, providers and their units. Decides nothing. */
import { and, eq, isNotNull, isNull, ne, sql, type SQL } from 'drizzle-orm';
import { contains, insertAll, isOneOf, lock, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { inOrder, startOf, textKey, type Order, type OrderedPage } from '@seteli/kit/pages';
import { countRuns, ONE_RUN } from '@seteli/kit/runs';
import type { Organiser, Provider, ProviderUnit } from '../domain/company.ts';
import { organiser } from '../tables/organiser.ts';
import { provider, providerUnit } from '../tables/provider.ts';

export const listOrganisers = (reader: Reader, ids: readonly Id[]): Promise<Organiser[]> =>
  reader.select().from(organiser).where(isOneOf(organiser.id, ids));

/** Whoever writes an organiser, or a provider, holds the lock first: each writes whole rows. */
export const lockOrganisers = (tx: Tx) => lock(tx, 'organisers');
export const lockProviders = (tx: Tx) => lock(tx, 'providers');

export async function findOrganiser(reader: Reader, id: Id): Promise<Organiser | undefined> {
  const [found] = await listOrganisers(reader, [id]);
  return found;
}

/** For commands that will write it. */
export async function lockOrganiser(tx: Tx, id: Id): Promise<Organiser | undefined> {
  await lockOrganisers(tx);
  return await findOrganiser(tx, id);
}

/** `closed` absent: open and closed ones. */
export type OrganisersWanted = { readonly text?: string | null | undefined; readonly closed?: boolean | null | undefined };

const finnishName = sql`${organiser.names} ->> 'fi' collate "fi-x-icu"`;

export const ORGANISER_ORDER: Order<Organiser> = {
  name: 'organisers',
  direction: 'asc',
  keys: [textKey(finnishName, ({ names }: Organiser) => names.fi)],
  id: organiser.id,
};

const isWanted = ({ text, closed }: OrganisersWanted): SQL =>
  and(
    closed == null ? sql`true` : closed ? isNotNull(organiser.closedAt) : isNull(organiser.closedAt),
    text == null ? undefined : sql`exists (select from jsonb_each_text(${organiser.names}) n where ${contains(sql`n.value`, text)})`,
  )!;

export const listWantedOrganisers = (reader: Reader, wanted: OrganisersWanted, page: OrderedPage<Organiser>): Promise<Organiser[]> =>
  reader
    .select()
    .from(organiser)
    .where(and(isWanted(wanted), startOf(page)))
    .orderBy(...inOrder(page.order))
    .limit(page.first);

export const countWantedOrganisers = (reader: Reader, wanted: OrganisersWanted): Promise<number> =>
  countRuns(reader, organiser, { from: ONE_RUN, where: isWanted(wanted) });

export type StoredProvider = Omit<Provider, 'units'>;
export const listProviders = (reader: Reader, ids: readonly Id[]): Promise<StoredProvider[]> =>
  reader.select().from(provider).where(isOneOf(provider.id, ids));

export type StoredUnit = ProviderUnit & { readonly providerId: Id };

const inFinnishOrder = sql`${providerUnit.name} collate "fi-x-icu"`;

export const listUnits = (reader: Reader, by: { ids: readonly Id[] } | { providerIds: readonly Id[] }): Promise<StoredUnit[]> =>
  reader
    .select()
    .from(providerUnit)
    .where('ids' in by ? isOneOf(providerUnit.id, by.ids) : isOneOf(providerUnit.providerId, by.providerIds))
    .orderBy(inFinnishOrder, providerUnit.id);

export async function findHolder(reader: Reader, table: typeof organiser | typeof provider, businessId: string): Promise<Id | null> {
  const [found] = await reader.select({ id: table.id }).from(table).where(eq(table.businessId, businessId));
  return found?.id ?? null;
}

export const findOrganiserHolding = (reader: Reader, businessId: string) => findHolder(reader, organiser, businessId);
export const findProviderHolding = (reader: Reader, businessId: string) => findHolder(reader, provider, businessId);

export async function saveOrganiser(tx: Tx, { id, ...said }: Organiser): Promise<void> {
  const rest = { ...said, municipalityCodes: [...said.municipalityCodes], languages: [...said.languages] };
  await tx
    .insert(organiser)
    .values({ id, ...rest })
    .onConflictDoUpdate({ target: organiser.id, set: rest });
}

export async function findProvider(reader: Reader, id: Id): Promise<Provider | null> {
  const [found] = await listProviders(reader, [id]);
  return found ? { ...found, units: await listUnits(reader, { providerIds: [id] }) } : null;
}

/** The wished units that another provider has. */
export async function listForeignUnits(reader: Reader, providerId: Id, unitIds: readonly Id[]): Promise<Id[]> {
  const rows = await reader
    .select({ id: providerUnit.id })
    .from(providerUnit)
    .where(and(isOneOf(providerUnit.id, unitIds), ne(providerUnit.providerId, providerId)));
  return rows.map(({ id }) => id);
}

export async function saveProvider(tx: Tx, { id, units, ...said }: Provider): Promise<void> {
  const rest = { ...said, languages: [...said.languages] };
  await tx
    .insert(provider)
    .values({ id, ...rest })
    .onConflictDoUpdate({ target: provider.id, set: rest });
  await insertAll(
    tx,
    providerUnit,
    units.map((unit) => ({ id: unit.id, providerId: id, name: unit.name, closedAt: unit.closedAt })),
    sql`on conflict (id) do update set name = excluded.name, closed_at = excluded.closed_at`,
  );
}
