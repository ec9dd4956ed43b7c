/**
 * The SQL of two lists of approvals: the providers that a service's clients choose from, and a provider's own
 * approvals. Decides nothing.
 */
import { and, eq, getTableColumns, gt, gte, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import { contains, type Reader } from '@seteli/kit/db';
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import { inOrder, startOf, textKey, wholeKey, type Order, type OrderedPage } from '@seteli/kit/pages';
import { countRuns, countRunsOfEach, listRunsOfEach, ONE_RUN, OWNER_ID, type Runs } from '@seteli/kit/runs';
import type { Approval } from '../domain/approval.ts';
import { priceList } from '../tables/price-list.ts';
import { provider, providerApproval, providerUnit } from '../tables/provider.ts';

/** An approval with the keys by which its list may be ordered. */
export type Offered = Approval & { readonly providerName: string; readonly lowestCents: Cents };

export type OfferedWanted = {
  readonly serviceId: Id;
  readonly onDay: Day;
  readonly text?: string | null | undefined;
  readonly contentId?: Id | null | undefined;
};

/** Higher than any price, so that providers without a price come last. */
const NO_PRICE = 10n ** 18n - 1n;

/** The lowest price of the content on the day, among the provider's units. */
const lowestPrice = ({ serviceId, onDay, contentId }: OfferedWanted): SQL<Cents> =>
  contentId == null
    ? sql`${NO_PRICE}::bigint`
    : sql`coalesce((
        select min(p.price_cents)
          from ${providerUnit} u
         cross join lateral (
               select l.id from ${priceList} l
                where l.unit_id = u.id and l.service_id = ${serviceId} and l.state = 'ACCEPTED' and l.first_day <= ${onDay.toString()}
                order by l.first_day desc limit 1) held
          join price p on p.price_list_id = held.id and p.content_id = ${contentId}
         where u.provider_id = ${providerApproval.providerId} and u.closed_at is null), ${NO_PRICE}::bigint)`;

/**
 * The approvals that a client may choose from on the day. A withdrawn approval is missing on its last day already
 * (rules 20).
 */
const isOffered = ({ serviceId, onDay, text, contentId }: OfferedWanted): SQL =>
  and(
    eq(providerApproval.serviceId, serviceId),
    lte(providerApproval.firstDay, onDay),
    or(
      isNull(providerApproval.lastDay),
      gt(providerApproval.lastDay, onDay),
      and(gte(providerApproval.lastDay, onDay), isNull(providerApproval.withdrawnAt)),
    ),
    contentId == null ? undefined : sql`${contentId} = any(${providerApproval.contentIds})`,
    text == null ? undefined : isCalled(text),
  )!;

// The inner query selects a value: PostgreSQL would answer `exists` from a hash of the units of all providers.
const isCalled = (text: string): SQL => sql`exists (
  select from ${provider} p where p.id = ${providerApproval.providerId}
     and (${contains(sql`p.name`, text)}
       or (select true from ${providerUnit} u where u.provider_id = p.id and ${contains(sql`u.name`, text)} limit 1)))`;

const byId = { keys: [], id: providerApproval.id };
const finnish = (column: SQL | typeof provider.name): SQL => sql`${column} collate "fi-x-icu"`;

export const OFFERED_ORDERS = {
  APPROVED_DESC: { ...byId, name: 'approvedProviders APPROVED_DESC', direction: 'desc' },
  NAME_ASC: {
    ...byId,
    name: 'approvedProviders NAME_ASC',
    direction: 'asc',
    keys: [textKey(finnish(provider.name), ({ providerName }: Offered) => providerName)],
  },
  PRICE_ASC: {
    ...byId,
    name: 'approvedProviders PRICE_ASC',
    direction: 'asc',
    keys: [wholeKey(sql`asked.cents`, ({ lowestCents }: Offered) => lowestCents)],
  },
} as const satisfies Record<string, Order<Offered>>;

export const listOffered = (reader: Reader, wanted: OfferedWanted, page: OrderedPage<Offered>): Promise<Offered[]> =>
  reader
    .select({ ...getTableColumns(providerApproval), providerName: provider.name, lowestCents: sql<Cents>`asked.cents` })
    .from(providerApproval)
    .innerJoin(provider, eq(provider.id, providerApproval.providerId))
    .innerJoinLateral(sql`(select ${lowestPrice(wanted)} as cents) as asked`, sql`true`)
    .where(and(isOffered(wanted), startOf(page)))
    .orderBy(...inOrder(page.order))
    .limit(page.first);

export const countOffered = (reader: Reader, wanted: OfferedWanted): Promise<number> =>
  countRuns(reader, providerApproval, { from: ONE_RUN, where: isOffered(wanted) });

/** Everybody sees approvals that hold or will hold. Only the organiser and the provider see one that has ended. */
const isShownTo = ({ organisation }: Pick<Actor, 'organisation'>, onDay: Day): SQL =>
  or(
    isNull(providerApproval.lastDay),
    gte(providerApproval.lastDay, onDay),
    eq(providerApproval.organiserId, organisation.id),
    eq(providerApproval.providerId, organisation.id),
  )!;

export type ApprovalsOf = { readonly providerIds: readonly Id[]; readonly onDay: Day };

const approvalsOf = (actor: Actor, onDay: Day): Runs => ({
  from: ONE_RUN,
  where: and(sql`${providerApproval.providerId} = ${OWNER_ID}`, isShownTo(actor, onDay)),
});

export const APPROVAL_ORDER: Order<Approval> = { name: 'approvals', direction: 'desc', keys: [], id: providerApproval.id };

/** A page of approvals for each of several providers. */
export const listApprovalsOf = (
  reader: Reader,
  actor: Actor,
  { providerIds, onDay }: ApprovalsOf,
  page: OrderedPage<Approval>,
): Promise<Approval[]> => listRunsOfEach(reader, providerApproval, providerIds, approvalsOf(actor, onDay), page);

export const countApprovalsOf = (reader: Reader, actor: Actor, { providerIds, onDay }: ApprovalsOf): Promise<Map<Id, number>> =>
  countRunsOfEach(reader, providerApproval, providerIds, approvalsOf(actor, onDay));
