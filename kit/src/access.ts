/**
 * The access log: who did or saw what of whose data, by which right, from where and why. It keeps ids, and the reader's
 * own words where somebody asked for a reason. No service may change or remove a row; `access-chain.ts` seals them.
 */
import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import type { Actor } from './actor.ts';
import { asRecordset, type Tx } from './db.ts';
import { newId, type Id } from './ids.ts';
import { currentNetwork, currentTrace } from './request.ts';
import { accessLog, type ACCESS_OUTCOMES } from './tables.ts';

export type AccessOutcome = (typeof ACCESS_OUTCOMES)[number];

export type Access<Action extends string> = {
  readonly action: Action;
  readonly outcome: AccessOutcome;
  /** The person whom the data concerns. */
  readonly personId?: Id | undefined;
  /** The thing that the user opened; the action says what it is. */
  readonly subjectId?: Id | undefined;
  /** The reader's own words: 200 characters at most. */
  readonly reason?: string | undefined;
};

/** Whoever has no user yet, or any more, is nobody. */
export type AccessBy = (Pick<Actor, 'userId' | 'organisation'> & Partial<Actor>) | undefined;

export type AccessRow = Omit<typeof accessLog.$inferSelect, 'at'>;

const TRACE = /^[\da-f]{2}-([\da-f]{32})-/;

/** Rows for the request that is being served. */
export const accessRows = (by: AccessBy, accesses: readonly Access<string>[]): AccessRow[] => {
  const request = { network: currentNetwork() ?? null, traceId: TRACE.exec(currentTrace() ?? '')?.[1] ?? null };
  const right = {
    userId: by?.userId ?? null,
    actorPersonId: by?.personId ?? null,
    organisationKind: by?.organisation.kind ?? null,
    organisationId: by?.organisation.id ?? null,
    roles: by?.roles ? [...by.roles] : null,
    actingBy: by?.acting?.by ?? null,
    mandateId: by?.acting?.mandateId ?? null,
  };
  return accesses.map(({ action, outcome, personId = null, subjectId = null, reason = null }) => {
    return { id: newId(), action, outcome, ...right, personId, subjectId, reason, ...request };
  });
};

const names = (of: (name: string) => SQL): SQL =>
  sql.join(
    Object.keys(getTableColumns(accessLog)).map((key) => of(toSnakeCase(key))),
    sql`, `,
  );
const INTO = names((name) => sql`${sql.identifier(name)}`);
// The database's time: a service's clock may stand still, or be wrong.
const VALUES = names((name) => (name === 'at' ? sql`clock_timestamp()` : sql`n.${sql.identifier(name)}`));

export async function insertAccessRows(tx: Tx, rows: readonly AccessRow[]): Promise<void> {
  if (rows.length > 0) await tx.execute(sql`insert into ${accessLog} (${INTO}) select ${VALUES} from ${asRecordset(accessLog, rows)} n`);
}

export const keepAccess = (tx: Tx, by: AccessBy, accesses: readonly Access<string>[]): Promise<void> =>
  insertAccessRows(tx, accessRows(by, accesses));
