/** The table of the services that have tasks. Their `tables.ts` add it to the tables of every service. */
import { sql } from 'drizzle-orm';
import { pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { OrganisationKind } from './actor.ts';
import { day, instant } from './db.ts';
import type { Rights } from './tables.ts';
import { noWall, type Walls } from './walls.ts';

export const TASK_RIGHTS = { task: 'insert, update' } as const satisfies Rights;
export const TASK_WALLS = {
  task: noWall('whoever causes a task opens and ends it, for whichever organisation; identity shows it to those for whom it is'),
} as const satisfies Walls<typeof TASK_RIGHTS>;

/** What waits for people of an organisation. Closed tasks stay: they say what was done when. */
export const task = pgTable(
  'task',
  {
    id: uuid().primaryKey(),
    /** The partition of its announcement, and later of its end. */
    partition: text().notNull(),
    kind: text().notNull(),
    subjectId: uuid().notNull(),
    organisationKind: text().$type<OrganisationKind>().notNull(),
    organisationId: uuid().notNull(),
    roles: text().array().notNull(),
    serviceId: uuid(),
    dueDay: day(),
    openedAt: instant().notNull(),
    closedAt: instant(),
  },
  (table) => [
    uniqueIndex('task_is_open_once')
      .on(table.kind, table.subjectId, table.organisationId)
      .where(sql`${table.closedAt} is null`),
  ],
);
