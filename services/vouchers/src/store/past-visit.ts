/**
 * The SQL of deciding visits again: the visits as they were kept, what their balances hold, and the visits as they
 * stand afterwards.
 */
import { sql, type SQL } from 'drizzle-orm';
import { asArray, asRecordset, planForMuch, type Reader, type Tx } from '@seteli/kit/db';
import { startOfDay, type DayRange } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { alsoReaching } from '@seteli/kit/reach';
import type { PastVisit } from '../domain/recalculate.ts';
import type { PayingVoucher } from '../domain/retake.ts';
import { allocation } from '../tables.ts';
import { OWN_VALUE_CHANGES, readOwnValue, readOwnValueChanges } from './columns.ts';
import { readKept, writeKept } from './kept.ts';

/** Visits older than the kept decisions cannot be decided again and stay as they are. */
async function list(reader: Reader, from: SQL): Promise<PastVisit[]> {
  type Row = Omit<PastVisit, 'pieces' | 'lines' | 'startsAt'> & {
    [key: string]: unknown;
    startsAt: string;
    pieces: unknown[][];
    lines: unknown[][];
  };
  const { rows } = await reader.execute<Row>(sql`
    select a.visit_id as "visitId", a.visit_version as "visitVersion", a.voucher_id as "voucherId", a.starts_at as "startsAt", a.payer,
           a.draws, a.pieces, a.lines
      from ${from} and a.state = 'MADE' and a.pieces is not null
     order by a.arrival`);
  return rows.map(({ pieces, lines, startsAt, ...row }) => ({
    ...row,
    startsAt: Temporal.Instant.from(startsAt),
    ...readKept({ pieces, lines }),
  }));
}

/** All visits that the client's vouchers paid for, in the order of arrival. */
export const listPastVisits = (reader: Reader, personId: Id): Promise<PastVisit[]> =>
  list(alsoReaching(reader, [personId]), sql`allocation a where a.person_id = ${personId}`);

/** A visit of a voucher, if it was taken and kept. */
export const findPastVisit = async (reader: Reader, visitId: Id, voucherId: Id): Promise<PastVisit | undefined> =>
  (await list(reader, sql`allocation a where a.visit_id = ${visitId} and a.voucher_id = ${voucherId}`))[0];

/** The visits among these that belong to the organiser's vouchers, by id. */
export async function findPastVisits(reader: Reader, organiserId: Id, visitIds: readonly Id[]): Promise<Map<Id, PastVisit>> {
  const found = await list(
    reader,
    sql`allocation a join voucher v on v.id = a.voucher_id
     where a.visit_id = any(${asArray(visitIds)}::uuid[]) and v.organiser_id = ${organiserId}`,
  );
  return new Map(found.map((visit) => [visit.visitId, visit]));
}

/** The visits of an organiser's service that touch the days. */
const ofService = ({ organiserId, serviceId }: ServiceOf, { firstDay, lastDay }: DayRange): SQL =>
  sql`voucher v join allocation a on a.person_id = v.person_id and a.voucher_id = v.id
     where v.organiser_id = ${organiserId} and v.service_id = ${serviceId} and a.ends_at > ${startOfDay(firstDay).toString()}
       and a.starts_at < ${lastDay ? startOfDay(lastDay.add({ days: 1 })).toString() : 'infinity'}`;

export const listVisitsOfService = (tx: Tx, of: ServiceOf, days: DayRange): Promise<PastVisit[]> => list(tx, ofService(of, days));

/** The number of visits, counted no further than one more than `most`. */
export async function countVisitsOfService(tx: Tx, of: ServiceOf, days: DayRange, most: number): Promise<number> {
  const { rows } = await tx.execute<{ count: bigint }>(sql`
    select count(*) as count from (select from ${ofService(of, days)} and a.state = 'MADE' limit ${most + 1}) counted`);
  return Number(rows[0]!.count);
}

/** The visits among them that a provider's unit recorded. */
export async function listVisitsOfUnit(tx: Tx, of: ServiceOf & { readonly unitId: Id }, days: DayRange): Promise<PastVisit[]> {
  await planForMuch(tx);
  return list(tx, sql`${ofService(of, days)} and a.unit_id = ${of.unitId}`);
}

type ServiceOf = { readonly organiserId: Id; readonly serviceId: Id };

/** Blocks every visit of the service until the end of the transaction. Visits lock vouchers in the same order. */
export const lockVouchersOfService = (tx: Tx, { organiserId, serviceId }: ServiceOf) =>
  tx.execute(sql`select from voucher where organiser_id = ${organiserId} and service_id = ${serviceId} order by id for update`);

/** What values need to know of the vouchers of a service. */
export async function listPayingVouchers(reader: Reader, { organiserId, serviceId }: ServiceOf): Promise<Map<Id, PayingVoucher>> {
  type Row = Omit<PayingVoucher, 'firstDay' | 'lastDay' | 'ownValue' | 'ownValueChanges'> & {
    [key: string]: unknown;
    firstDay: string;
    lastDay: string;
    ownValue: Parameters<typeof readOwnValue>[0] | null;
    ownValueChanges: Parameters<typeof readOwnValueChanges>[0];
  };
  const { rows } = await reader.execute<Row>(sql`
    select v.id, v.arrangement_kind as "arrangementKind", v.first_day as "firstDay", v.last_day as "lastDay",
           v.predecessor_id as "predecessorId", v.own_value as "ownValue", ${OWN_VALUE_CHANGES} as "ownValueChanges"
      from voucher v where v.organiser_id = ${organiserId} and v.service_id = ${serviceId}`);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...row,
        firstDay: Temporal.PlainDate.from(row.firstDay),
        lastDay: Temporal.PlainDate.from(row.lastDay),
        ownValue: row.ownValue && readOwnValue(row.ownValue),
        ownValueChanges: readOwnValueChanges(row.ownValueChanges),
      },
    ]),
  );
}

export async function savePastVisits(tx: Tx, visits: readonly PastVisit[]): Promise<void> {
  if (visits.length === 0) return;
  const rows = visits.map(({ visitId, draws, ...kept }) => ({ visitId, draws: [...draws], ...writeKept(kept) }));
  await tx.execute(sql`
    update allocation a set draws = k.draws, pieces = k.pieces, lines = k.lines
      from ${asRecordset(allocation, rows)} k where a.visit_id = k.visit_id`);
}
