/** The SQL of the services that registry has published. It decides nothing. */
import { and, eq, sql } from 'drizzle-orm';
import { asArray, insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { DataOf } from '@seteli/kit/events';
import { readyQuery } from '@seteli/kit/ready-query';
import type { servicePublished } from '@seteli/schema/events/registry';
import { inSuccession, type KnownService, type PublishedVersion } from '../domain/facts.ts';
import type { ContentTerms } from '../domain/recording-facts.ts';
import { organiser, serviceVersion, type StoredContent } from '../tables/known.ts';

export type StoredVersion = typeof serviceVersion.$inferSelect;

const serviceVersions = readyQuery(['serviceIds'], (query, { serviceIds }) =>
  query
    .select({ version: serviceVersion, recordingCutOffDay: organiser.recordingCutOffDay })
    .from(serviceVersion)
    .innerJoin(organiser, eq(organiser.id, serviceVersion.organiserId))
    .where(isOneOf(serviceVersion.serviceId, serviceIds))
    .orderBy(serviceVersion.serviceId, serviceVersion.firstDay, serviceVersion.version),
);

/** Versions in order. Each ends the day before the next begins. */
export async function findServices(reader: Reader, serviceIds: readonly Id[]): Promise<Map<Id, KnownService>> {
  const rows = await serviceVersions(reader, { serviceIds: asArray(new Set(serviceIds)) });
  const byService = Map.groupBy(rows, ({ version }) => version.serviceId);
  return new Map(
    [...byService].map(([serviceId, versions]) => [
      serviceId,
      {
        recordingCutOffDay: versions[0]!.recordingCutOffDay,
        versions: inSuccession(versions.map(({ version }) => toVersion(version))),
      },
    ]),
  );
}

export const listVersions = (reader: Reader, serviceIds: readonly Id[]): Promise<StoredVersion[]> =>
  reader
    .select()
    .from(serviceVersion)
    .where(isOneOf(serviceVersion.serviceId, serviceIds))
    .orderBy(serviceVersion.firstDay, serviceVersion.version);

export const toVersion = (stored: StoredVersion): PublishedVersion => ({
  ...stored,
  contents: new Map(stored.contents.map((content) => [content.contentId, termsOf(content)])),
  bands: stored.contents.flatMap(({ contentId, bands }) =>
    bands.map(({ dayClasses, fromMinute, toMinute }) => ({ contentId, dayClasses, from: fromMinute, to: toMinute })),
  ),
});

const termsOf = (stored: StoredContent): ContentTerms => ({
  unit: stored.unit,
  kind: stored.kind ?? 'SERVICE',
  isBanded: stored.bands.length > 0,
  isMultiWorker: stored.multiWorker ?? false,
  isIncludedInPrice: stored.includedInPrice ?? false,
  maxStepsPerVisit: stored.maxStepsPerVisit ?? null,
  isFreeByLaw: stored.isFreeByLaw ?? false,
});

/** The fields that bookings goes by. */
export const rowOf = ({ contents, ...version }: DataOf<typeof servicePublished>): StoredVersion => ({
  serviceId: version.serviceId,
  version: version.version,
  organiserId: version.organiserId,
  firstDay: version.firstDay,
  approvalPolicy: version.approvalPolicy,
  maxVisitMinutes: version.maxVisitMinutes,
  incrementMinutes: version.incrementMinutes,
  tailDays: version.tailDays,
  hardLimitMonths: version.hardLimitMonths,
  samplePercent: version.samplePercent,
  approvedEditable: version.approvedEditable,
  prorationPolicy: version.prorationPolicy,
  cancellationTerms: version.cancellationTerms,
  contents: contents.map((content) => ({
    contentId: content.contentId,
    unit: content.unit,
    kind: content.kind,
    multiWorker: content.multiWorker,
    includedInPrice: content.includedInPrice,
    maxStepsPerVisit: content.maxStepsPerVisit,
    vatTreatment: content.vatTreatment,
    deductibleAllowed: content.deductibleAllowed,
    extraServiceAllowed: content.extraServiceAllowed,
    // The organiser pays all of a purchased service, so there is no cap (rules 30).
    isFreeByLaw: !content.deductibleAllowed && version.arrangementKind !== 'PURCHASED',
    bands: content.bands,
  })),
});

/** A version never changes, so a version that is there stays. */
export const saveVersions = (tx: Tx, rows: readonly StoredVersion[]) => insertAll(tx, serviceVersion, rows, sql`on conflict do nothing`);

/** The organiser's services with a version that counts operating days. */
export async function listByOperatingDays(reader: Reader, organiserId: Id): Promise<Id[]> {
  const rows = await reader
    .selectDistinct({ id: serviceVersion.serviceId })
    .from(serviceVersion)
    .where(and(eq(serviceVersion.organiserId, organiserId), eq(serviceVersion.prorationPolicy, 'OPERATING_DAYS')));
  return rows.map(({ id }) => id);
}
