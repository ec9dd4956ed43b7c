/**
 * The lists that tell of clients: client share statements and the ledger. Readers find nothing by a client, voucher or
 * visit that they may not follow, since the filter would tell whose a row is. Decides nothing.
 */
import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import type { Reader } from '@seteli/kit/db';
import type { Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { textKey, type Order, type OrderedPage } from '@seteli/kit/pages';
import { countRuns, countRunsOfEach, listRuns, listRunsOfEach, ONE_RUN, OWNER_ID, type Runs } from '@seteli/kit/runs';
import type { ActorSight } from '@seteli/kit/policy';
import { teamServices, withinLimits } from '@seteli/schema/sight';
import type { Entry } from '../domain/posting.ts';
import { clientShareStatement } from '../tables/client-share.ts';
import { ledgerEntry } from '../tables/ledger.ts';
import { settlementRun } from '../tables/run.ts';
import { team } from '../tables/sight.ts';
import { clientsKnownTo, clientSharesFollowedBy, clientSharesSeenBy, entriesFollowedBy, entriesSeenBy } from './sight.ts';
import type { ClientShare, StoredEntry } from './reading.ts';

type Maybe<T> = T | null | undefined;

/** A reader: what they see, and what they may follow to its owner. */
export type Looker = { readonly sees: ActorSight; readonly follows: ActorSight };

const isTeamLimited = ({ organisation, beyondTeams }: ActorSight): boolean => organisation.kind === 'ORGANISER' && !beyondTeams;

/** A reader limited by teams reads the newest of each of their services; the index holds them in that order. */
const servicesOf = ({ sees }: Looker): SQL => sql`(select distinct id from (${teamServices(team, sees)}) as each) as run`;

export type SharesWanted = {
  readonly runId?: Id;
  readonly month?: Maybe<Month>;
  readonly providerId?: Maybe<Id>;
  readonly personId?: Maybe<Id>;
  readonly voucherId?: Maybe<Id>;
};

export const SHARE_ORDER: Order<ClientShare> = {
  name: 'clientShareStatements',
  direction: 'desc',
  keys: [],
  id: clientShareStatement.id,
};

/** For an organiser, a month is a run. */
const ofMonth = ({ organisation }: Pick<Actor, 'organisation'>, month: Month): SQL =>
  organisation.kind === 'ORGANISER'
    ? sql`${clientShareStatement.runId} = (select id from ${settlementRun} r where r.organiser_id = ${organisation.id} and r.month = ${month.toString()})`
    : eq(clientShareStatement.month, month);

const sharesWanted = ({ sees, follows }: Looker, wanted: SharesWanted): (SQL | undefined)[] => [
  wanted.runId === undefined ? undefined : eq(clientShareStatement.runId, wanted.runId),
  wanted.month == null ? undefined : ofMonth(sees, wanted.month),
  wanted.providerId == null ? undefined : eq(clientShareStatement.providerId, wanted.providerId),
  wanted.personId == null ? undefined : and(eq(clientShareStatement.personId, wanted.personId), clientsKnownTo(sees)),
  wanted.voucherId == null ? undefined : and(eq(clientShareStatement.voucherId, wanted.voucherId), clientSharesFollowedBy(follows)),
];

function sharesIn(who: Looker, wanted: SharesWanted): Runs {
  const { personId, voucherId, month, runId } = wanted;
  // A client, a voucher or a month has so few that going by services is no faster.
  const isNarrow = [personId, voucherId, month, runId].some((each) => each != null);
  if (!isTeamLimited(who.sees) || isNarrow)
    return { from: ONE_RUN, where: and(clientSharesSeenBy(who.sees), ...sharesWanted(who, wanted)) };
  const ofService = and(
    sql`${clientShareStatement.organiserId} = ${who.sees.organisation.id}`,
    sql`${clientShareStatement.serviceId} = run.id`,
    withinLimits(team, who.sees, { serviceId: clientShareStatement.serviceId, clientId: clientShareStatement.personId }),
    ...sharesWanted(who, wanted),
  );
  return { from: servicesOf(who), where: ofService };
}

export const listClientShares = (
  reader: Reader,
  who: Looker,
  wanted: SharesWanted,
  page: OrderedPage<ClientShare>,
): Promise<ClientShare[]> => listRuns(reader, clientShareStatement, sharesIn(who, wanted), page);

export const countClientShares = (reader: Reader, who: Looker, wanted: SharesWanted): Promise<number> =>
  countRuns(reader, clientShareStatement, sharesIn(who, wanted));

const sharesOfVoucher = ({ sees, follows }: Looker): Runs => ({
  from: ONE_RUN,
  where: and(sql`${clientShareStatement.voucherId} = ${OWNER_ID}`, clientSharesSeenBy(sees), clientSharesFollowedBy(follows)),
});

/** A page of the statements of each of several vouchers. */
export const listSharesOf = (
  reader: Reader,
  who: Looker,
  voucherIds: readonly Id[],
  page: OrderedPage<ClientShare>,
): Promise<ClientShare[]> => listRunsOfEach(reader, clientShareStatement, voucherIds, sharesOfVoucher(who), page);

export const countSharesOf = (reader: Reader, who: Looker, voucherIds: readonly Id[]): Promise<Map<Id, number>> =>
  countRunsOfEach(reader, clientShareStatement, voucherIds, sharesOfVoucher(who));

export type EntriesWanted = {
  readonly month?: Maybe<Month>;
  readonly serviceMonth?: Maybe<Month>;
  readonly serviceId?: Maybe<Id>;
  readonly providerId?: Maybe<Id>;
  readonly voucherId?: Maybe<Id>;
  readonly visitId?: Maybe<Id>;
  readonly kinds?: Maybe<readonly Entry['kind'][]>;
  readonly causes?: Maybe<readonly NonNullable<Entry['cause']>[]>;
};

/** Newest month first; within a month, the last posted first. */
export const ENTRY_ORDER: Order<StoredEntry> = {
  name: 'ledgerEntries',
  direction: 'desc',
  keys: [textKey(ledgerEntry.accountingMonth, ({ accountingMonth }: StoredEntry) => String(accountingMonth))],
  id: ledgerEntry.id,
};

/** Few entries change others, and they have their own indexes. A constant lets PostgreSQL use these. */
const CHANGES_ANOTHER = sql`${ledgerEntry.kind} <> 'ORIGINAL'`;

const wantsChanges = ({ kinds, causes }: EntriesWanted): boolean => causes != null || (kinds != null && !kinds.includes('ORIGINAL'));

function entriesWanted({ follows }: Looker, wanted: EntriesWanted): (SQL | undefined)[] {
  const { kinds, causes } = wanted;
  return [
    wanted.month == null ? undefined : eq(ledgerEntry.accountingMonth, wanted.month),
    wanted.serviceMonth == null ? undefined : eq(ledgerEntry.serviceMonth, wanted.serviceMonth),
    wanted.serviceId == null ? undefined : eq(ledgerEntry.serviceId, wanted.serviceId),
    wanted.providerId == null ? undefined : eq(ledgerEntry.providerId, wanted.providerId),
    wanted.voucherId == null ? undefined : and(eq(ledgerEntry.voucherId, wanted.voucherId), entriesFollowedBy(follows)),
    wanted.visitId == null ? undefined : and(eq(ledgerEntry.visitId, wanted.visitId), entriesFollowedBy(follows)),
    wantsChanges(wanted) ? CHANGES_ANOTHER : undefined,
    kinds == null ? undefined : inArray(ledgerEntry.kind, [...kinds]),
    causes == null ? undefined : inArray(ledgerEntry.cause, [...causes]),
  ];
}

function entriesIn(who: Looker, wanted: EntriesWanted): Runs {
  const isNarrow = wanted.voucherId != null || wanted.visitId != null || wantsChanges(wanted);
  if (!isTeamLimited(who.sees) || isNarrow) return { from: ONE_RUN, where: and(entriesSeenBy(who.sees), ...entriesWanted(who, wanted)) };
  const ofService = and(
    sql`${ledgerEntry.organiserId} = ${who.sees.organisation.id}`,
    sql`${ledgerEntry.serviceId} = run.id`,
    withinLimits(team, who.sees, { serviceId: ledgerEntry.serviceId, clientId: ledgerEntry.personId }),
    ...entriesWanted(who, wanted),
  );
  return { from: servicesOf(who), where: ofService };
}

export const listEntries = (reader: Reader, who: Looker, wanted: EntriesWanted, page: OrderedPage<StoredEntry>): Promise<StoredEntry[]> =>
  listRuns(reader, ledgerEntry, entriesIn(who, wanted), page);

export const countEntries = (reader: Reader, who: Looker, wanted: EntriesWanted): Promise<number> =>
  countRuns(reader, ledgerEntry, entriesIn(who, wanted));
