/** The SQL of an organiser's service areas and of what it said about single days. Decides nothing. */
import { and, desc, eq, max } from 'drizzle-orm';
import { insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { CalendarDay } from '../domain/calendar.ts';
import type { Names } from '../domain/content.ts';
import { calendarDay, serviceArea } from '../tables/organiser.ts';

export type Area = { readonly id: Id; readonly organiserId: Id; readonly code: string; readonly names: Names };

export const listAreas = (reader: Reader, by: { ids: readonly Id[] } | { organiserIds: readonly Id[] }): Promise<Area[]> =>
  reader
    .select()
    .from(serviceArea)
    .where('ids' in by ? isOneOf(serviceArea.id, by.ids) : isOneOf(serviceArea.organiserId, by.organiserIds))
    .orderBy(serviceArea.code);

export async function hasArea(reader: Reader, organiserId: Id, id: Id): Promise<boolean> {
  const found = await reader
    .select({ id: serviceArea.id })
    .from(serviceArea)
    .where(and(eq(serviceArea.id, id), eq(serviceArea.organiserId, organiserId)));
  return found.length > 0;
}

/** Adds an area, or renames the one that already has the code. */
export async function saveArea(tx: Tx, { names, ...area }: Area): Promise<Id> {
  const [saved] = await tx
    .insert(serviceArea)
    .values({ ...area, names })
    .onConflictDoUpdate({ target: [serviceArea.organiserId, serviceArea.code], set: { names } })
    .returning({ id: serviceArea.id });
  return saved!.id;
}

/** The organiser's last word about each day. */
export const listCalendarDays = (reader: Reader, organiserId: Id): Promise<CalendarDay[]> =>
  reader
    .selectDistinctOn([calendarDay.day], { day: calendarDay.day, dayClass: calendarDay.dayClass, holidayEve: calendarDay.holidayEve })
    .from(calendarDay)
    .where(eq(calendarDay.organiserId, organiserId))
    .orderBy(calendarDay.day, desc(calendarDay.version));

export async function findCalendarVersion(reader: Reader, organiserId: Id): Promise<number> {
  const [found] = await reader
    .select({ version: max(calendarDay.version) })
    .from(calendarDay)
    .where(eq(calendarDay.organiserId, organiserId));
  return found?.version ?? 0;
}

export const insertCalendarDays = (
  tx: Tx,
  organiserId: Id,
  days: readonly CalendarDay[],
  by: { readonly version: number; readonly setBy: Id; readonly setAt: Instant },
) =>
  insertAll(
    tx,
    calendarDay,
    days.map((said) => ({ organiserId, ...said, ...by })),
  );
