/**
 * The tables that every service has for its messages and its callers' retries. Each service's `tables.ts` includes
 * them, so that its migrations make them.
 */
import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { MANDATE_KINDS, type OrganisationKind } from './actor.ts';
import { instant } from './db.ts';
import { noWall, ownWork, type Wall, type Walls } from './walls.ts';

/** What became of an access: the user saw or did something, or did not get it. */
export const ACCESS_OUTCOMES = ['SEEN', 'DONE', 'REFUSED'] as const;

/**
 * The last number of each partition. A command raises it at its end, so that numbers follow commits and have no gaps.
 */
export const outboxHead = pgTable('outbox_head', {
  partition: text().primaryKey(),
  seq: bigint({ mode: 'bigint' }).notNull(),
});

/**
 * Every event that this service ever announced. The service never changes or removes a row: this is the archive from
 * which others heal.
 */
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

/** How far the broker has confirmed each partition. */
export const relay = pgTable('relay', {
  partition: text().primaryKey(),
  seq: bigint({ mode: 'bigint' }).notNull(),
});

/**
 * How far this service has applied each partition of each source. The watermark moves in the transaction of the effect.
 */
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

/** Events that could not be applied, and later ones of the same subject that wait behind them. */
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

/**
 * The life of this database. An operator raises it after a restore to an earlier time, since the numbers then run
 * again.
 */
export const epoch = pgTable('epoch', { number: integer().primaryKey() }, (table) => [
  check('epoch_is_positive', sql`${table.number} > 0`),
]);

/** A caller's key and the command that first used it. Every user's command reads it first. */
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

/**
 * The answer to a key, written in the transaction that used it. It has a table of its own because neither row is ever
 * updated.
 */
export const idempotencyAnswer = pgTable(
  'idempotency_answer',
  {
    organisation: text().notNull(),
    key: text().notNull(),
    answer: jsonb().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisation, table.key] })],
);

/**
 * How often something was done lately, by the mark of who did it. The columns and their order are those of
 * rate-limiter-flexible.
 */
export const rateLimit = pgTable('rate_limit', {
  key: text().primaryKey(),
  points: integer().notNull(),
  expire: bigint({ mode: 'bigint' }),
});

/**
 * Who did or saw what of whose data. It holds ids: nothing here tells who these people are. Nobody changes or removes a
 * row, the owner of the table neither.
 */
export const accessLog = pgTable(
  'access_log',
  {
    id: uuid().primaryKey(),
    /** The database's time. */
    at: instant().notNull(),
    action: text().notNull(),
    outcome: text({ enum: ACCESS_OUTCOMES }).notNull(),
    userId: uuid(),
    /** The person behind the user. Systems have none. */
    actorPersonId: uuid(),
    organisationKind: text().$type<OrganisationKind>(),
    organisationId: uuid(),
    /** The right: the roles that the user had, and for a representative what lets them act. */
    roles: text().array(),
    actingBy: text({ enum: MANDATE_KINDS }),
    mandateId: text(),
    personId: uuid(),
    /** The thing that the user opened; the action says what it is. */
    subjectId: uuid(),
    /** Why, in the reader's own words, where they were asked. */
    reason: text(),
    /** The network from which the request came, not the address. */
    network: text(),
    traceId: text(),
  },
  (table) => [
    index('access_to_person').on(table.personId, table.at, table.id),
    index('access_by_user').on(table.userId, table.at, table.id),
    index('access_by_organisation').on(table.organisationId, table.at, table.id),
    check('reason_is_short', sql`length(${table.reason}) <= 200`),
  ],
);

/** Rows of the access log that no block has sealed yet. A trigger adds each. */
export const accessUnsealed = pgTable('access_unsealed', { id: uuid().primaryKey() });

/** Blocks of the access log. Each names its rows in order, and its hash covers them and the block before. */
export const accessBlock = pgTable(
  'access_block',
  {
    number: bigint({ mode: 'bigint' }).primaryKey(),
    /** Which columns the hash covers (`access-chain.ts`). */
    form: smallint().notNull(),
    rowIds: uuid().array().notNull(),
    sealedAt: instant().notNull(),
    previousHash: text().notNull().unique('no_two_blocks_follow_the_same'),
    hash: text().notNull(),
  },
  (table) => [check('block_has_rows', sql`cardinality(${table.rowIds}) > 0`)],
);

/**
 * Users who have changed something in this service: what readers of their work may know of them. Facts name them by
 * their id.
 */
export const actorName = pgTable('actor_name', {
  id: uuid().primaryKey(),
  organisationKind: text().$type<OrganisationKind>().notNull(),
  organisationId: uuid().notNull(),
  roles: text().array().notNull(),
});

/**
 * What the running service does with the rows of a table besides reading them. It needs the right to update rows in
 * order to lock them, and the right to maintain a table in order to tell the planner how many rows it has written.
 */
export type TableRight = '' | 'insert' | 'insert, maintain' | 'insert, update' | 'insert, delete' | 'insert, update, delete';
export type Rights = Readonly<Record<string, TableRight>>;

/** The running service cannot write to a table that neither this nor its own `RIGHTS` names. */
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
  access_unsealed: 'insert, delete',
  access_block: 'insert',
  actor_name: 'insert, update',
} as const satisfies Rights;

const CARRIES_EVENTS = noWall('the exchange of events: ids and numbers, which every command writes and only the kit reads');
const ofOrganisation: Wall = { ofText: ['organisation'] };

/** Whose the rows of these tables are. */
export const WALLS = {
  outbox_head: CARRIES_EVENTS,
  outbox: { addedByAll: true },
  relay: CARRIES_EVENTS,
  inbox: CARRIES_EVENTS,
  // Its partition is an organisation's id: whoever closes the books asks what still waits.
  parked_event: { ofText: ['partition'] },
  epoch: CARRIES_EVENTS,
  idempotency: ofOrganisation,
  idempotency_answer: ofOrganisation,
  rate_limit: noWall('marks and counts; it is read before anybody knows who asks'),
  access_log: { of: ['organisation_id', 'person_id'], addedByAll: true },
  // A trigger adds them in the scope of whoever adds to the log.
  access_unsealed: { addedByAll: true },
  access_block: ownWork,
  actor_name: noWall('roles of users, under ids; readers of a fact find there by which right another organisation acted'),
} as const satisfies Walls<typeof RIGHTS>;
