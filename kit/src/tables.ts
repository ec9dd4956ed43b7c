/** The tables that every service has for its messages and its callers' retries. Each service's `tables.ts` takes them in, so that its migrations make them. */
import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { ORGANISATION_KINDS } from './actor.ts';
import { instant } from './db.ts';

/** The last number given in each partition. Bumped at the end of a command, so that numbers follow commits and have no gaps. */
export const outboxHead = pgTable('outbox_head', {
  partition: text().primaryKey(),
  seq: bigint({ mode: 'bigint' }).notNull(),
});

/** Every event that this service ever announced. Rows are never changed and never removed: this is the archive from which others heal. */
export const outbox = pgTable(
  'outbox',
  {
    partition: text().notNull(),
    seq: bigint({ mode: 'bigint' }).notNull(),
    id: uuid().notNull(),
    type: text().notNull(),
    subject: text().notNull(),
    time: instant().notNull(),
    actor: text(),
    traceparent: text(),
    data: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.partition, table.seq] })],
);

/** Up to here the broker has confirmed each partition. */
export const relay = pgTable('relay', {
  partition: text().primaryKey(),
  seq: bigint({ mode: 'bigint' }).notNull(),
});

/** Up to here each partition of each source has been applied. The watermark moves in the transaction of the effect. */
export const inbox = pgTable(
  'inbox',
  {
    source: text().notNull(),
    partition: text().notNull(),
    lastSeq: bigint({ mode: 'bigint' }).notNull(),
    epoch: integer(),
  },
  (table) => [primaryKey({ columns: [table.source, table.partition] })],
);

/** Events that could not be applied, and those of the same subject that wait behind them. */
export const parkedEvent = pgTable(
  'parked_event',
  {
    source: text().notNull(),
    partition: text().notNull(),
    seq: bigint({ mode: 'bigint' }).notNull(),
    subject: text().notNull(),
    envelope: jsonb().notNull(),
    fault: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.partition, table.seq] })],
);

/** The life of this database: raised when it is restored to an earlier time, since its numbers then run again. */
export const epoch = pgTable('epoch', { number: integer().primaryKey() }, (table) => [
  check('epoch_is_positive', sql`${table.number} > 0`),
]);

/** A caller's key and what it was first used for. The first statement of every user's command. */
export const idempotency = pgTable(
  'idempotency',
  {
    organisation: text().notNull(),
    key: text().notNull(),
    inputHash: text().notNull(),
    usedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisation, table.key] })],
);

/** The answer to a key, written in the transaction that used it. Apart from the key because neither is ever updated. */
export const idempotencyAnswer = pgTable(
  'idempotency_answer',
  {
    organisation: text().notNull(),
    key: text().notNull(),
    answer: jsonb().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisation, table.key] })],
);

/** How often something was done lately, by the mark of who did it. The columns and their order are those of rate-limiter-flexible. */
export const rateLimit = pgTable('rate_limit', {
  key: text().primaryKey(),
  points: integer().notNull(),
  expire: bigint({ mode: 'bigint' }),
});

/** Who did or saw what of whose, as ids: nothing here tells who that is. */
export const accessLog = pgTable(
  'access_log',
  {
    id: uuid().primaryKey(),
    at: instant().notNull(),
    action: text().notNull(),
    userId: uuid(),
    organisationId: uuid(),
    personId: uuid(),
    /** What was opened: a voucher, for example. */
    subjectId: uuid(),
  },
  (table) => [index('access_to_person').on(table.personId, table.at)],
);

/** Who has changed something here: what those may be shown of them who see what they did. Facts name them by their id. */
export const actorName = pgTable('actor_name', {
  id: uuid().primaryKey(),
  organisationKind: text({ enum: ORGANISATION_KINDS }).notNull(),
  organisationId: uuid().notNull(),
  roles: text().array().notNull(),
});

/** What the running service does with the rows of a table besides reading them; who locks rows needs the right to update them. */
export type Right = '' | 'insert' | 'insert, update' | 'insert, delete' | 'insert, update, delete';
export type Rights = Readonly<Record<string, Right>>;

/** The running service cannot write to a table that neither these nor the `RIGHTS` of its own name. */
export const RIGHTS = {
  outbox_head: 'insert, update',
  outbox: 'insert',
  relay: 'insert, update',
  inbox: 'insert, update',
  parked_event: 'insert, update, delete',
  epoch: '',
  idempotency: 'insert',
  idempotency_answer: 'insert',
  rate_limit: 'insert, update, delete',
  access_log: 'insert',
  actor_name: 'insert, update',
} as const satisfies Rights;
