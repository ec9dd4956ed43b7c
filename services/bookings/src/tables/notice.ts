/** Notices to those who have a booking. */
import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { cents, day, instant } from '@seteli/kit/db';
import type { NoticeKind } from '@seteli/schema/tasks';
import { booking } from './booking.ts';
import { visit } from './visit.ts';

/** What a client hears before a price of their provider rises. */
export const priceNotice = pgTable(
  'price_notice',
  {
    id: uuid().primaryKey(),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id),
    contentId: uuid().notNull(),
    firstDay: day().notNull(),
    oldPriceCents: cents().notNull(),
    newPriceCents: cents().notNull(),
  },
  (table) => [
    unique('rise_is_told_once').on(table.bookingId, table.contentId, table.firstDay),
    check('notice_is_of_a_rise', sql`${table.newPriceCents} > ${table.oldPriceCents}`),
  ],
);

/** Events of a visit that the people of its booking hear, and its provider's inbox. */
export const VISIT_NOTICES = [
  'VISIT_HELD',
  'VISIT_RETURNED',
  'RETURNED_VISIT_ENDS_SOON',
  'VISIT_RELEASED',
] as const satisfies readonly NoticeKind[];
export type VisitNotice = (typeof VISIT_NOTICES)[number];
export const NOTICE_KINDS = ['APPROVAL_WITHDRAWN', 'SHARE_RECALCULATED', 'CLIENT_DIED', 'DEATH_WITHDRAWN', ...VISIT_NOTICES] as const;

/** Events of a booking in which nobody with the booking had a part. */
export const bookingNotice = pgTable(
  'booking_notice',
  {
    id: uuid().primaryKey(),
    bookingId: uuid()
      .notNull()
      .references(() => booking.id),
    kind: text({ enum: NOTICE_KINDS }).notNull(),
    toldAt: instant().notNull(),
    lastDay: day(),
    visitId: uuid().references(() => visit.id),
    oldShareCents: cents(),
    newShareCents: cents(),
  },
  (table) => [
    check(
      'notice_of_an_end_names_the_last_day',
      sql`(${table.kind} in ('APPROVAL_WITHDRAWN', 'CLIENT_DIED')) = (${table.lastDay} is not null)`,
    ),
    check(
      'other_notices_name_a_visit',
      sql`(${table.kind} not in ('APPROVAL_WITHDRAWN', 'CLIENT_DIED', 'DEATH_WITHDRAWN')) = (${table.visitId} is not null)`,
    ),
    check(
      'notice_of_a_share_names_both',
      sql`(${table.kind} = 'SHARE_RECALCULATED') = (${table.oldShareCents} is not null) and (${table.oldShareCents} is null) = (${table.newShareCents} is null)`,
    ),
    index('notice_of_booking').on(table.bookingId, table.id),
  ],
);
