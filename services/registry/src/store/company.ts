/** The SQL of organisers, providers and their units. Decides nothing. */
import { and, eq, ne, sql } from 'drizzle-orm';
import { insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Organiser, Provider, ProviderUnit } from '../domain/company.ts';
import { organiser } from '../tables/organiser.ts';
import { provider, providerUnit } from '../tables/provider.ts';

export const listOrganisers = (reader: Reader, ids: readonly Id[]): Promise<Organiser[]> =>
  reader.select().from(organiser).where(isOneOf(organiser.id, ids));

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
  const rest = { ...said, municipalityCodes: [...said.municipalityCodes] };
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

export async function saveProvider(tx: Tx, { id, businessId, name, iban, version, units }: Provider): Promise<void> {
  const rest = { businessId, name, iban, version };
  await tx
    .insert(provider)
    .values({ id, ...rest })
    .onConflictDoUpdate({ target: provider.id, set: rest });
  await insertAll(
    tx,
    providerUnit,
    units.map((unit) => ({ id: unit.id, providerId: id, name: unit.name })),
    sql`on conflict (id) do update set name = excluded.name`,
  );
}
