/** Whose clients a user sees, and the facts that settlement keeps for it. Decides nothing else. */
import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Actor } from '@seteli/kit/actor';
import { insertAll, isOneOf, saveNewest, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { ofUnits, within, type Sight } from '@seteli/schema/sight';
import { clientShareStatement } from '../tables/client-share.ts';
import { feedItem } from '../tables/feed.ts';
import { ledgerEntry } from '../tables/ledger.ts';
import { settlementRun } from '../tables/run.ts';
import { ledgerSum } from '../tables/month.ts';
import { latePayment } from '../tables/payment.ts';
import { team, voucherService } from '../tables/sight.ts';
import { statement } from '../tables/statement.ts';

/**
 * Rows of the actor's own organisation, for clients of any team. A table without a column for that kind of organisation
 * shows nothing.
 */
const ofOrganisation = ({ organisation: { kind, id } }: Pick<Actor, 'organisation'>, organiser: PgColumn, provider?: PgColumn): SQL => {
  const column = { ORGANISER: organiser, PROVIDER: provider, PERSON: undefined, PLATFORM: undefined }[kind];
  return column ? eq(column, id) : sql`false`;
};

export const runsSeenBy = (actor: Pick<Actor, 'organisation'>): SQL => ofOrganisation(actor, settlementRun.organiserId);
export const feedSeenBy = (actor: Pick<Actor, 'organisation'>): SQL => ofOrganisation(actor, feedItem.organiserId);
/** A system that its provider limits to units sees their own statements, and none of the whole provider. */
export const statementsSeenBy = (actor: Pick<Actor, 'organisation' | 'unitIds'>): SQL =>
  and(ofOrganisation(actor, statement.organiserId, statement.providerId), ofUnits(actor, statement.billingUnitId))!;
export const latePaymentsSeenBy = (actor: Pick<Actor, 'organisation'>): SQL =>
  ofOrganisation(actor, latePayment.organiserId, latePayment.providerId);

/** A provider's people see all its client share statements, since they bill for the whole provider. */
const reachOf = (who: Sight): Sight => ({ ...who, beyondTeams: who.beyondTeams || who.organisation.kind === 'PROVIDER' });

const { organiserId, providerId, personId, serviceId } = clientShareStatement;

export const clientSharesFollowedBy = (who: Sight): SQL => within(who, { organiserId, providerId, personId, serviceId }, team);
export const clientSharesSeenBy = (who: Sight): SQL => clientSharesFollowedBy(reachOf(who));

/**
 * Rows whose client the user may know: the client themselves, and an organiser's people by their teams, however far
 * they see.
 */
export const clientsKnownTo = (who: Sight): SQL => within({ ...who, beyondTeams: false }, { organiserId, personId, serviceId }, team);

const OF_ENTRY = {
  organiserId: ledgerEntry.organiserId,
  providerId: ledgerEntry.providerId,
  unitId: ledgerEntry.unitId,
  serviceId: ledgerEntry.serviceId,
  clientId: ledgerEntry.personId,
};

export const entriesFollowedBy = (who: Sight): SQL => within(who, OF_ENTRY, team);
export const entriesSeenBy = (who: Sight): SQL => entriesFollowedBy(reachOf(who));

const OF_SUM = { organiserId: ledgerSum.organiserId, providerId: ledgerSum.providerId, serviceId: ledgerSum.serviceId };

export const sumsSeenBy = (who: Sight): SQL => within(reachOf(who), OF_SUM, team);

/** The visits among these, on the ledger, that the user may follow into bookings. */
export async function findFollowed(reader: Reader, who: Sight, visitIds: readonly Id[]): Promise<Set<Id>> {
  const rows = await reader
    .selectDistinct({ visitId: ledgerEntry.visitId })
    .from(ledgerEntry)
    .where(and(isOneOf(ledgerEntry.visitId, visitIds), within(who, { ...OF_ENTRY, personId: ledgerEntry.personId }, team)));
  return new Set(rows.map(({ visitId }) => visitId));
}

/** The vouchers among these whose services the user's teams cover. */
export async function findCovered(reader: Reader, { organisation, teamIds }: Actor, voucherIds: readonly Id[]): Promise<Set<Id>> {
  const rows = await reader
    .select({ voucherId: voucherService.voucherId })
    .from(voucherService)
    .innerJoin(team, sql`${voucherService.serviceId} = any(${team.serviceIds})`)
    .where(
      and(
        isOneOf(voucherService.voucherId, voucherIds),
        eq(team.organisationId, organisation.id),
        eq(team.closed, false),
        isOneOf(team.id, teamIds),
        // This table does not say whose the voucher is.
        isNull(team.personIds),
      ),
    );
  return new Set(rows.map((row) => row.voucherId));
}

export const saveTeams = (tx: Tx, rows: readonly (typeof team.$inferInsert)[]) => saveNewest(tx, team, rows);

/** A voucher belongs to one service for ever. */
export function saveVoucherServices(tx: Tx, visits: readonly (typeof voucherService.$inferInsert)[]): Promise<void> {
  const services = new Map(visits.map(({ voucherId: id, serviceId }) => [id, serviceId]));
  const inOrder = [...services].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([id, serviceId]) => ({ voucherId: id, serviceId }));
  return insertAll(tx, voucherService, inOrder, sql`on conflict do nothing`);
}

/** Settlement's access log has no row of what it refused. */
export const nothingRefused = (): SQL => sql`false`;
