/**
 * Facts from other services. They have no foreign keys to each other, since messages of different sources come in any
 * order.
 */
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { day, instant } from '@seteli/kit/db';
import { UNITS } from '@seteli/schema/quantity';
import { CONTENT_KINDS, OVERLAP_POLICIES, VAT_TREATMENTS } from '@seteli/schema/events/registry';
import type { StoredPrices } from '../store/columns.ts';

export const service = pgTable('service', {
  id: uuid().primaryKey(),
  organiserId: uuid().notNull(),
  version: integer().notNull(),
});

/** The accepted list (hinnasto) of a provider's unit for a service that begins on a day. A correction replaces it. */
export const priceList = pgTable(
  'price_list',
  {
    unitId: uuid().notNull(),
    serviceId: uuid().notNull(),
    providerId: uuid().notNull(),
    firstDay: day().notNull(),
    /** Cents by content. */
    prices: jsonb().$type<StoredPrices>().notNull(),
    acceptedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.serviceId, table.unitId, table.firstDay] })],
);

/** The terms of each version of a service, from a day on. Versions never change. */
export const serviceVersion = pgTable(
  'service_version',
  {
    serviceId: uuid().notNull(),
    version: integer().notNull(),
    firstDay: day().notNull(),
    arrangementKind: text({ enum: ['VOUCHER', 'PURCHASED', 'PERMISSION'] }).notNull(),
    valueNoticeDays: integer().notNull(),
    tailDays: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.serviceId, table.version] })],
);

/** A content in each version of its service, from a day on. Versions never change. */
export const serviceContent = pgTable(
  'service_content',
  {
    id: uuid().notNull(),
    version: integer().notNull(),
    serviceId: uuid().notNull(),
    firstDay: day().notNull(),
    unit: text({ enum: UNITS }).notNull(),
    deductibleAllowed: boolean().notNull(),
    // Contents announced without these fields get the defaults.
    kind: text({ enum: CONTENT_KINDS }).notNull().default('SERVICE'),
    vatTreatment: text({ enum: VAT_TREATMENTS }).notNull().default('EXEMPT'),
    extraServiceAllowed: boolean().notNull().default(false),
    parallelAllowed: boolean().notNull().default(false),
    overlapPolicy: text({ enum: OVERLAP_POLICIES }).notNull().default('REASON_NEEDED'),
  },
  (table) => [primaryKey({ columns: [table.id, table.version] }), index('content_of_service').on(table.serviceId)],
);

export const approval = pgTable(
  'approval',
  {
    id: uuid().primaryKey(),
    serviceId: uuid().notNull(),
    providerId: uuid().notNull(),
    contentIds: uuid().array().notNull(),
    firstDay: day().notNull(),
    lastDay: day(),
    version: integer().notNull(),
  },
  (table) => [index('approval_of_provider').on(table.providerId, table.serviceId)],
);

export const team = pgTable('team', {
  id: uuid().primaryKey(),
  organisationId: uuid().notNull(),
  serviceIds: uuid().array().notNull(),
  /** The only units and clients whom the team is for. Null: all. */
  unitIds: uuid().array(),
  personIds: uuid().array(),
  closed: boolean().notNull(),
  version: integer().notNull(),
});

/** Whether a person lives in an organiser's area, once identity has told that they moved out or back. */
export const residence = pgTable(
  'residence',
  {
    organiserId: uuid().notNull(),
    personId: uuid().notNull(),
    livesInArea: boolean().notNull(),
    version: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organiserId, table.personId] })],
);

/** Whether an organiser restricts what its people and its providers see of a client, as identity said last. */
export const restriction = pgTable(
  'restriction',
  {
    organiserId: uuid().notNull(),
    personId: uuid().notNull(),
    restricted: boolean().notNull(),
    /** Erasure passes over every restriction, unless it is of what a law keeps after an erasure. */
    ground: text().notNull(),
    version: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organiserId, table.personId] })],
);

export const person = pgTable('person', {
  id: uuid().primaryKey(),
  protectedAddress: boolean().notNull(),
  diedOn: day(),
  /** The id of the person whom this one turned out to be. Nobody grants anything under the old id any more. */
  mergedInto: uuid(),
  version: integer().notNull(),
});
