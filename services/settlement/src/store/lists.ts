/**
 * The lists of settlement that people filter, order and count, each limited to what the actor may see. Decides nothing.
 */
import { and, eq, gte, inArray, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import type { Reader } from '@seteli/kit/db';
import type { Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { textKey, wholeKey, type Order, type OrderedPage } from '@seteli/kit/pages';
import * as runs from '@seteli/kit/runs';
import type { ActorSight } from '@seteli/kit/sight';
import type { PaymentState } from '../domain/payment.ts';
import type { Run, RunState } from '../domain/run.ts';
import type { Statement } from '../domain/statement.ts';
import { settlementRun } from '../tables/run.ts';
import { statement } from '../tables/statement.ts';
import { runsSeenBy, statementsSeenBy } from './sight.ts';

type Maybe<T> = T | null | undefined;

export type RunsWanted = {
  readonly states?: Maybe<readonly RunState[]>;
  readonly firstMonth?: Maybe<Month>;
  readonly lastMonth?: Maybe<Month>;
};

/** By month, not by id: a late posting may open an earlier month after a later one. */
export const RUN_ORDER: Order<Run> = {
  name: 'settlementRuns',
  direction: 'desc',
  keys: [textKey(settlementRun.month, ({ month }: Run) => String(month))],
  id: settlementRun.id,
};

const runsOf = (actor: Actor, { states, firstMonth, lastMonth }: RunsWanted): runs.Runs => ({
  from: runs.ONE_RUN,
  where: and(
    runsSeenBy(actor),
    states == null ? undefined : inArray(settlementRun.state, [...states]),
    firstMonth == null ? undefined : gte(settlementRun.month, firstMonth),
    lastMonth == null ? undefined : lte(settlementRun.month, lastMonth),
  ),
});

export const listRuns = (reader: Reader, actor: Actor, wanted: RunsWanted, page: OrderedPage<Run>): Promise<Run[]> =>
  runs.listRuns(reader, settlementRun, runsOf(actor, wanted), page);

export const countRuns = (reader: Reader, actor: Actor, wanted: RunsWanted): Promise<number> =>
  runs.countRuns(reader, settlementRun, runsOf(actor, wanted));

export type StatementsWanted = {
  readonly runId?: Id;
  /** The run whose file pays them. */
  readonly paidBy?: Id;
  readonly month?: Maybe<Month>;
  readonly organiserId?: Maybe<Id>;
  readonly providerId?: Maybe<Id>;
  readonly states?: Maybe<readonly PaymentState[]>;
};

const byId = { keys: [], id: statement.id };

export const STATEMENT_ORDERS = {
  ISSUED_DESC: { ...byId, name: 'settlementStatements ISSUED_DESC', direction: 'desc' },
  PAYABLE_DESC: {
    ...byId,
    name: 'settlementStatements PAYABLE_DESC',
    direction: 'desc',
    keys: [wholeKey(statement.payableCents, ({ payableCents }: Statement) => payableCents)],
  },
} as const satisfies Record<string, Order<Statement>>;

// Scalar subqueries, not `exists`, which PostgreSQL would answer from a hash of all payments.
const paidBy = sql`(select p.run_id from payment p where p.statement_id = ${statement.id})`;
const isUnpaid = sql`${statement.payableCents} > 0 and ${paidBy} is null`;
const isAwaited = sql`${statement.mode} = 'PROVIDER_INVOICED'
  and (select true from invoice i where i.statement_id = ${statement.id} and i.completes_statement limit 1) is null`;

/** Follows `stateOf`. */
const IN_STATE: Readonly<Record<PaymentState, SQL>> = {
  ISSUED: sql`(${statement.payableCents} = 0 or ${paidBy} = ${statement.runId})`,
  RELEASED: sql`${paidBy} <> ${statement.runId}`,
  AWAITING_INVOICE: sql`${isUnpaid} and ${isAwaited}`,
  HELD: sql`${isUnpaid} and not (${isAwaited})`,
};

const statementsWanted = (wanted: StatementsWanted): (SQL | undefined)[] => [
  wanted.runId === undefined ? undefined : eq(statement.runId, wanted.runId),
  wanted.paidBy === undefined ? undefined : sql`${statement.id} in (select statement_id from payment where run_id = ${wanted.paidBy})`,
  wanted.organiserId == null ? undefined : eq(statement.organiserId, wanted.organiserId),
  wanted.providerId == null ? undefined : eq(statement.providerId, wanted.providerId),
  wanted.states == null ? undefined : or(...wanted.states.map((state) => IN_STATE[state])),
];

function statementsOf(who: ActorSight, { month, ...wanted }: StatementsWanted): runs.Runs {
  const conditions = statementsWanted(wanted);
  // For an organiser, a month is a run, and the index finds statements by run.
  if (month != null && who.organisation.kind === 'ORGANISER')
    return {
      from: sql`(select r.id from settlement_run r where r.organiser_id = ${who.organisation.id} and r.month = ${month.toString()}) as run`,
      where: and(sql`${statement.runId} = run.id`, ...conditions),
    };
  return { from: runs.ONE_RUN, where: and(statementsSeenBy(who), month == null ? undefined : eq(statement.month, month), ...conditions) };
}

export const listStatements = (
  reader: Reader,
  who: ActorSight,
  wanted: StatementsWanted,
  page: OrderedPage<Statement>,
): Promise<Statement[]> => runs.listRuns(reader, statement, statementsOf(who, wanted), page);

export const countStatements = (reader: Reader, who: ActorSight, wanted: StatementsWanted): Promise<number> =>
  runs.countRuns(reader, statement, statementsOf(who, wanted));
