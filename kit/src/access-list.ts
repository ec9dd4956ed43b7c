/** Reads the access log by person, user and time, newest first. Who may read which rows, the caller says. */
import { and, eq, gte, lt, sql, type SQL } from 'drizzle-orm';
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

/**
 * Whose rows the reader may see: those about a person, or those by an organisation's people. Of what was refused to
 * these people they see what is theirs. A row would otherwise tell that something of another's exists, and whose it is.
 */
export type AccessesOf = { readonly personId: Id } | { readonly organisationId: Id; readonly isTheirs: SQL };

export const ACCESS_ORDER: Order<StoredAccess> = {
  name: 'accesses',
  direction: 'desc',
  keys: [instantKey(accessLog.at, ({ at }: StoredAccess) => at)],
  id: accessLog.id,
};

const byPeopleOf = (organisationId: Id, isTheirs: SQL): SQL =>
  sql`${eq(accessLog.organisationId, organisationId)} and (${accessLog.outcome} <> 'REFUSED' or ${accessLog.personId} is null or ${isTheirs})`;

const runs = (of: AccessesOf, { personId, userId, actions, since, until }: AccessesWanted): Runs => ({
  from: ONE_RUN,
  where: and(
    'personId' in of ? eq(accessLog.personId, of.personId) : byPeopleOf(of.organisationId, of.isTheirs),
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
