/** The facts from other services that vouchers needs to decide. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import { insertAll, isOneOf, saveNewest, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { listTeamServices as inTeams, type Covered, type Sight } from '@seteli/schema/sight';
import type { Approval } from '../domain/opening.ts';
import * as tables from '../tables/known.ts';

const { serviceContent, serviceVersion, approval, team, person } = tables;

/** Versions of services and contents never change, so an existing row stays. */
export const saveServiceVersions = (tx: Tx, rows: readonly (typeof serviceVersion.$inferInsert)[]) =>
  insertAll(tx, serviceVersion, rows, sql`on conflict do nothing`);
export const saveContents = (tx: Tx, rows: readonly (typeof serviceContent.$inferInsert)[]) =>
  insertAll(tx, serviceContent, rows, sql`on conflict do nothing`);

export const saveServices = (tx: Tx, rows: readonly (typeof tables.service.$inferInsert)[]) => saveNewest(tx, tables.service, rows);
export const saveApprovals = (tx: Tx, rows: readonly (typeof approval.$inferInsert)[]) => saveNewest(tx, approval, rows);
export const saveTeams = (tx: Tx, rows: readonly (typeof team.$inferInsert)[]) => saveNewest(tx, team, rows);
export const savePersons = (tx: Tx, rows: readonly (typeof person.$inferInsert)[]) => saveNewest(tx, person, rows);

/**
 * Vouchers has not heard yet of a corrected version by which bookings decided a visit. The code marks a fault that
 * passes by itself, so the batch is tried again.
 */
export class VersionUnknown extends Error {
  readonly code = '55000';
}

type DecidedByVersion = { readonly serviceId: Id; readonly serviceVersion: number | null };

/**
 * Requires that vouchers has heard of each version by which bookings decided these visits again. It reads nothing where
 * no visit names one.
 */
export async function requireVersions(reader: Reader, visits: readonly DecidedByVersion[]): Promise<void> {
  const wanted = new Map<Id, number>();
  for (const { serviceId, serviceVersion } of visits)
    if (serviceVersion !== null) wanted.set(serviceId, Math.max(serviceVersion, wanted.get(serviceId) ?? 0));
  if (wanted.size === 0) return;
  const rows = await reader
    .select({ id: tables.service.id, version: tables.service.version })
    .from(tables.service)
    .where(isOneOf(tables.service.id, wanted.keys()));
  const known = new Map(rows.map(({ id, version }) => [id, version]));
  for (const [id, version] of wanted)
    if ((known.get(id) ?? 0) < version) throw new VersionUnknown(`version ${version} of service ${id} has not been heard of`);
}

export type StoredApproval = Approval & { readonly serviceId: Id };

/** Approvals of a provider, by service. */
export async function listApprovals(reader: Reader, providerId: Id, serviceIds: readonly Id[]): Promise<Map<Id, StoredApproval[]>> {
  const rows = await reader
    .select()
    .from(approval)
    .where(and(eq(approval.providerId, providerId), isOneOf(approval.serviceId, serviceIds)));
  return Map.groupBy(rows, ({ serviceId }) => serviceId);
}

/** Approvals of some providers for a service, by provider. */
export async function listApprovalsOf(reader: Reader, serviceId: Id, providerIds: readonly Id[]): Promise<Map<Id, StoredApproval[]>> {
  const rows = await reader
    .select()
    .from(approval)
    .where(and(isOneOf(approval.providerId, providerIds), eq(approval.serviceId, serviceId)));
  return Map.groupBy(rows, ({ providerId }) => providerId);
}

/** The services that a user's teams cover. */
export const listTeamServices = (reader: Reader, who: Sight): Promise<Covered> => inTeams(reader, team, who);

/** Whether vouchers may be granted under the id. A person who turned out to be another has the other id. */
export async function isClientKnown(reader: Reader, personId: Id): Promise<boolean> {
  const rows = await reader
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.id, personId), isNull(person.mergedInto)));
  return rows.length > 0;
}

/** The persons among these of whom identity has told. */
export async function listKnownPersons(reader: Reader, personIds: readonly Id[]): Promise<Set<Id>> {
  const rows = await reader.select({ id: person.id }).from(person).where(isOneOf(person.id, personIds));
  return new Set(rows.map(({ id }) => id));
}

export async function listProtectedPersons(reader: Reader, personIds: readonly Id[]): Promise<Set<Id>> {
  const rows = await reader
    .select({ id: person.id })
    .from(person)
    .where(and(isOneOf(person.id, personIds), eq(person.protectedAddress, true)));
  return new Set(rows.map(({ id }) => id));
}
