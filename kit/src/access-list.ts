/** Reads the access log by person, user and time, newest first. Who may read which rows, the caller says. */
import { and, eq, gte, lt, sql } from 'drizzle-orm';
import type { Reader } from './db.ts';
import type { Instant } from './day.ts';
import type { Id } from './ids.ts';
import { instantKey, type Order, type OrderedPage } from './pages.ts';
import { countRuns, listRuns, ONE_RUN, type Runs } from './runs.ts';
import { accessLog } from './tables.ts';

export type StoredAccess = typeof accessLog.$inferSelect;

type Maybe<T> = T | null | undefined;
export type AccessesWanted = {
  readonly personId?: Maybe<Id>;
  readonly userId?: Maybe<Id>;
  readonly actions?: Maybe<readonly string[]>;
  readonly since?: Maybe<Instant>;
  readonly until?: Maybe<Instant>;
};

/** Whose rows the reader may see: those about a person, or those by an organisation's people. */
export type AccessesOf = { readonly personId: Id } | { readonly organisationId: Id };

export const ACCESS_ORDER: Order<StoredAccess> = {
  name: 'accesses',
  direction: 'desc',
  keys: [instantKey(accessLog.at, ({ at }: StoredAccess) => at)],
  id: accessLog.id,
};

const runs = (of: AccessesOf, { personId, userId, actions, since, until }: AccessesWanted): Runs => ({
  from: ONE_RUN,
  where: and(
    'personId' in of ? eq(accessLog.personId, of.personId) : eq(accessLog.organisationId, of.organisationId),
    personId == null ? undefined : eq(accessLog.personId, personId),
    userId == null ? undefined : eq(accessLog.userId, userId),
    actions == null ? undefined : sql`${accessLog.action} = any(${`{${actions.join(',')}}`}::text[])`,
    since == null ? undefined : gte(accessLog.at, since),
    until == null ? undefined : lt(accessLog.at, until),
  ),
});

export const listAccesses = (
  reader: Reader,
  of: AccessesOf,
  wanted: AccessesWanted,
  page: OrderedPage<StoredAccess>,
): Promise<StoredAccess[]> => listRuns(reader, accessLog, runs(of, wanted), page);

export const countAccesses = (reader: Reader, of: AccessesOf, wanted: AccessesWanted): Promise<number> =>
  countRuns(reader, accessLog, runs(of, wanted));
