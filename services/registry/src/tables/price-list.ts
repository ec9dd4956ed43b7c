/** Tables of price lists, and of the values that cap what is free for the client. */
import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { cents, day, instant } from '@seteli/kit/db';
import { organiser } from './organiser.ts';
import { provider, providerUnit } from './provider.ts';
import { service, serviceContent } from './service.ts';

/** JSON knows no bigint, so cents are text in it. */
export type DraftPrice = { readonly contentId: string; readonly priceCents: string };

export const priceList = pgTable(
  'price_list',
  {
    id: uuid().primaryKey(),
    organiserId: uuid()
      .notNull()
      .references(() => organiser.id),
    serviceId: uuid()
      .notNull()
      .references(() => service.id),
    providerId: uuid()
      .notNull()
      .references(() => provider.id),
    unitId: uuid()
      .notNull()
      .references(() => providerUnit.id),
    /**
     * SUPERSEDED only where a correction from the same day took the list's place. Whether a later list has begun
     * depends on the day.
     */
    state: text({ enum: ['DRAFT', 'SUBMITTED', 'ACCEPTED', 'REJECTED', 'SUPERSEDED'] }).notNull(),
    firstDay: day().notNull(),
    submittedBy: uuid().notNull(),
    submittedAt: instant().notNull(),
    decidedBy: uuid(),
    decidedAt: instant(),
    version: integer().notNull(),
    /** Why the list may raise prices of past days. */
    reason: text({ enum: ['CORRECTION_OF_ERROR'] }),
    /**
     * Prices that the provider may still rewrite. Prices of a submitted list never change and have a table of their
     * own.
     */
    draftPrices: jsonb().$type<readonly DraftPrice[]>(),
    /** Why the organiser rejected the list. Null for lists that it rejected before this column existed. */
    decisionReason: text(),
  },
  (table) => [
    uniqueIndex('unit_has_one_price_list_a_first_day')
      .on(table.unitId, table.serviceId, table.firstDay)
      .where(sql`${table.state} = 'ACCEPTED'`),
    uniqueIndex('unit_submits_one_price_list_a_first_day')
      .on(table.unitId, table.serviceId, table.firstDay)
      .where(sql`${table.state} = 'SUBMITTED'`),
    index('price_list_of_organiser').on(table.organiserId, table.id),
    index('price_list_of_organiser_by_first_day').on(table.organiserId, table.firstDay, table.id),
    index('price_list_of_provider').on(table.providerId, table.id),
    check('price_list_is_decided_by_somebody', sql`(${table.state} in ('DRAFT', 'SUBMITTED')) = (${table.decidedBy} is null)`),
    check('only_a_rejected_price_list_says_why', sql`${table.decisionReason} is null or ${table.state} = 'REJECTED'`),
    check('only_drafts_are_rewritten', sql`(${table.state} = 'DRAFT') = (${table.draftPrices} is not null)`),
    unique('price_list_is_of_one_service').on(table.id, table.serviceId),
  ],
);

export const price = pgTable(
  'price',
  {
    priceListId: uuid().notNull(),
    serviceId: uuid().notNull(),
    contentId: uuid().notNull(),
    priceCents: cents().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.priceListId, table.contentId] }),
    foreignKey({
      name: 'price_is_of_a_list',
      columns: [table.priceListId, table.serviceId],
      foreignColumns: [priceList.id, priceList.serviceId],
    }),
    foreignKey({
      name: 'price_is_of_a_content_of_the_service',
      columns: [table.serviceId, table.contentId],
      foreignColumns: [serviceContent.serviceId, serviceContent.id],
    }),
    check('price_is_positive', sql`${table.priceCents} > 0`),
  ],
);

/**
 * From vouchers: the most that the organiser pays for a unit of a content, from a day until a later one. It caps prices
 * of contents that are free for the client. The table has no foreign keys, since messages come in any order.
 */
export const unitValue = pgTable(
  'unit_value',
  {
    contentId: uuid().notNull(),
    firstDay: day().notNull(),
    valueCents: cents().notNull(),
  },
  (table) => [primaryKey({ columns: [table.contentId, table.firstDay] })],
);
