/**
 * The SQL of services, their versions, contents and bands. It decides nothing, but its ordering picks the version that
 * holds on a day.
 */
import { and, eq, getTableColumns, inArray, sql, type SQL } from 'drizzle-orm';
import { asRecordset, insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Day, Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { ClassBand } from '../domain/band.ts';
import type { Names, PublishedContent } from '../domain/content.ts';
import type { KnownService, Parameters } from '../domain/service.ts';
import * as tables from '../tables/service.ts';

const { service, serviceVersion, serviceContent, serviceContentVersion, band } = tables;

export type ServiceKey = { readonly id: Id; readonly organiserId: Id; readonly code: string };
export type Service = ServiceKey &
  Parameters & {
    readonly version: number;
    readonly firstDay: Day;
    readonly names: Names;
    readonly areaId: Id | null;
    readonly maxVisitMinutes: number;
    readonly deliberateGaps: readonly ClassBand[];
  };

export type VersionKey = { readonly serviceId: Id; readonly version: number };
export type Content = VersionKey & Omit<PublishedContent, 'bands'> & { readonly id: Id };

/**
 * Puts the version that holds on the day first: the last one that has begun, else the first to begin. Of versions from
 * one day it takes the newest.
 */
const versionOn = (day: Day): SQL[] => {
  const wanted = sql`${day.toString()}::date`;
  return [
    sql`${serviceVersion.firstDay} > ${wanted}`,
    sql`case when ${serviceVersion.firstDay} <= ${wanted} then ${serviceVersion.firstDay} end desc`,
    sql`${serviceVersion.firstDay}`,
    sql`${serviceVersion.version} desc`,
  ];
};

const { serviceId: _of, publishedBy: _by, publishedAt: _at, ...VERSION } = getTableColumns(serviceVersion);

export async function listServices(
  reader: Reader,
  by: { ids: readonly Id[] } | { organiserIds: readonly Id[] },
  day: Day,
): Promise<Service[]> {
  const rows = await reader
    .selectDistinctOn([service.id], {
      ...VERSION,
      newestVersion: service.version,
      id: service.id,
      organiserId: service.organiserId,
      code: service.code,
    })
    .from(service)
    .innerJoin(serviceVersion, eq(serviceVersion.serviceId, service.id))
    .where('ids' in by ? isOneOf(service.id, by.ids) : isOneOf(service.organiserId, by.organiserIds))
    .orderBy(service.id, ...versionOn(day));
  return rows.toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

const { contentId: _id, ...CONTENT_VERSION } = getTableColumns(serviceContentVersion);
const CONTENT = { ...CONTENT_VERSION, id: serviceContent.id, code: serviceContent.code, unit: serviceContent.unit };

/** Contents as they stand on a day. A content that no longer stands appears as it last did. */
export const listContents = (reader: Reader, ids: readonly Id[], day: Day): Promise<Content[]> =>
  reader
    .selectDistinctOn([serviceContent.id], CONTENT)
    .from(serviceContent)
    .innerJoin(serviceContentVersion, eq(serviceContentVersion.contentId, serviceContent.id))
    .innerJoin(
      serviceVersion,
      and(eq(serviceVersion.serviceId, serviceContentVersion.serviceId), eq(serviceVersion.version, serviceContentVersion.version)),
    )
    .where(isOneOf(serviceContent.id, ids))
    .orderBy(serviceContent.id, ...versionOn(day));

const isOneVersionOf = (table: { serviceId: unknown; version: unknown }, keys: readonly VersionKey[]): SQL =>
  sql`(${table.serviceId}, ${table.version}) in (select service_id, version from ${asRecordset(serviceVersion, keys)})`;

/** The contents of versions, in the order of their codes. */
export const listContentsOfVersions = (reader: Reader, keys: readonly VersionKey[]): Promise<Content[]> =>
  reader
    .select(CONTENT)
    .from(serviceContentVersion)
    .innerJoin(serviceContent, eq(serviceContent.id, serviceContentVersion.contentId))
    .where(isOneVersionOf(serviceContentVersion, keys))
    .orderBy(serviceContent.code);

export type StoredBand = VersionKey & ClassBand & { readonly contentId: Id };

export const listBands = (reader: Reader, keys: readonly VersionKey[]): Promise<StoredBand[]> =>
  reader.select().from(band).where(isOneVersionOf(band, keys));

export type LockedService = ServiceKey & KnownService & { readonly version: number };

/**
 * All that the organiser has published under the code so far. The lock keeps others who publish under it waiting until
 * the transaction ends.
 */
export async function lockService(tx: Tx, organiserId: Id, code: string): Promise<LockedService | null> {
  const [found] = await tx
    .select()
    .from(service)
    .where(and(eq(service.organiserId, organiserId), eq(service.code, code)))
    .for('update');
  if (!found) return null;
  const versions = await tx
    .select({ firstDay: serviceVersion.firstDay, prorationPolicy: serviceVersion.prorationPolicy })
    .from(serviceVersion)
    .where(eq(serviceVersion.serviceId, found.id));
  const contents = await tx
    .select({ id: serviceContent.id, code: serviceContent.code, unit: serviceContent.unit })
    .from(serviceContent)
    .where(eq(serviceContent.serviceId, found.id));
  const prorationPolicies = versions.map(({ prorationPolicy }) => prorationPolicy);
  return { ...found, firstDays: versions.map(({ firstDay }) => firstDay), prorationPolicies, contents };
}

export type NewVersion = Omit<Service, 'newestVersion'> & { readonly publishedBy: Id; readonly publishedAt: Instant };
export type NewContent = Content & { readonly bands: readonly ClassBand[] };

/** Writes a version, and the service with its first one. */
export async function insertVersion(
  tx: Tx,
  { id, organiserId, code, ...version }: NewVersion,
  contents: readonly NewContent[],
): Promise<void> {
  const key = { serviceId: id, version: version.version };
  await tx
    .insert(service)
    .values({ id, organiserId, code, version: version.version })
    .onConflictDoUpdate({ target: service.id, set: { version: version.version } });
  await tx.insert(serviceVersion).values({ serviceId: id, ...version });
  await insertAll(
    tx,
    serviceContent,
    contents.map(({ id, serviceId, code, unit }) => ({ id, serviceId, code, unit })),
    sql`on conflict (id) do nothing`,
  );
  await insertAll(
    tx,
    serviceContentVersion,
    contents.map(({ id, code: _code, unit: _unit, bands: _bands, ...said }) => ({ ...said, ...key, contentId: id })),
  );
  await insertAll(
    tx,
    band,
    contents.flatMap(({ id, bands }) => bands.map((given) => ({ ...key, contentId: id, ...given }))),
  );
}

export const countServices = (tx: Tx, organiserId: Id): Promise<number> => tx.$count(service, eq(service.organiserId, organiserId));

/** Whether any version of the organiser's services shares weeks or months by their operating days. */
export const hasOperatingDays = async (tx: Tx, organiserId: Id): Promise<boolean> =>
  (await tx.$count(
    serviceVersion,
    and(
      eq(serviceVersion.prorationPolicy, 'OPERATING_DAYS'),
      inArray(serviceVersion.serviceId, tx.select({ id: service.id }).from(service).where(eq(service.organiserId, organiserId))),
    ),
  )) > 0;

/** The ids of all contents that a service of the organiser has or had; null when the organiser has no such service. */
export async function findContentIds(reader: Reader, organiserId: Id, serviceId: Id): Promise<Id[] | null> {
  const rows = await reader
    .select({ id: serviceContent.id })
    .from(service)
    .innerJoin(serviceContent, eq(serviceContent.serviceId, service.id))
    .where(and(eq(service.id, serviceId), eq(service.organiserId, organiserId)));
  return rows.length === 0 ? null : rows.map(({ id }) => id);
}

export async function findOrganiserOf(reader: Reader, serviceId: Id): Promise<Id | undefined> {
  const [found] = await reader.select({ organiserId: service.organiserId }).from(service).where(eq(service.id, serviceId));
  return found?.organiserId;
}
