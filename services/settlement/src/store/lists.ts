/**
 * The lists of settlement that people filter, order and count, each limited to what the actor may see. Decides nothing.
 */
import { and, eq, gte, inArray, lte, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import { asArray, type Reader } from '@seteli/kit/db';
import type { Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { textKey, wholeKey, type Order, type OrderedPage } from '@seteli/kit/pages';
import * as runs from '@seteli/kit/runs';
import type { ActorSight } from '@seteli/kit/policy';
import type { PaymentState } from '../domain/payment.ts';
import type { Run, RunState } from '../domain/run.ts';
import type { Statement } from '../domain/statement.ts';
import { settlementRun } from '../tables/run.ts';
import { statement } from '../tables/statement.ts';
import { latePaymentsSeenBy, runsSeenBy, statementsSeenBy } from './sight.ts';

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

// A scalar subquery, not `exists`, which PostgreSQL would answer from a hash of all late payments.
const lateState = sql`(select l.state from late_payment l where l.statement_id = ${statement.id})`;

/** An issued statement has no late payment. */
const isIssuedOr = (states: readonly PaymentState[]): SQL => sql`(${lateState} is null or ${lateState} = any(${asArray(states)}::text[]))`;

const statementsWanted = (wanted: Omit<StatementsWanted, 'month' | 'states'>): (SQL | undefined)[] => [
  wanted.runId === undefined ? undefined : eq(statement.runId, wanted.runId),
  wanted.paidBy === undefined ? undefined : sql`${statement.id} in (select statement_id from payment where run_id = ${wanted.paidBy})`,
  wanted.organiserId == null ? undefined : eq(statement.organiserId, wanted.organiserId),
  wanted.providerId == null ? undefined : eq(statement.providerId, wanted.providerId),
];

function statementsIn(who: ActorSight, { month, states, ...wanted }: StatementsWanted): runs.Runs {
  const conditions = [statementsSeenBy(who), ...statementsWanted(wanted)];
  const ofMonth = month == null ? undefined : eq(statement.month, month);
  // Few payments are late, so their index finds the statements.
  if (states != null && !states.includes('ISSUED')) {
    const late = sql`select statement_id from late_payment where ${latePaymentsSeenBy(who)} and state = any(${asArray(states)}::text[])`;
    return { from: sql`(${late}) as late`, where: and(sql`${statement.id} = late.statement_id`, ofMonth, ...conditions) };
  }
  const inState = states == null ? undefined : isIssuedOr(states);
  // For an organiser, a month is a run, and the index finds statements by run.
  if (month != null && who.organisation.kind === 'ORGANISER')
    return {
      from: sql`(select r.id from settlement_run r where r.organiser_id = ${who.organisation.id} and r.month = ${month.toString()}) as run`,
      where: and(sql`${statement.runId} = run.id`, inState, ...conditions),
    };
  return { from: runs.ONE_RUN, where: and(ofMonth, inState, ...conditions) };
}

export const listStatements = (
  reader: Reader,
  who: ActorSight,
  wanted: StatementsWanted,
  page: OrderedPage<Statement>,
): Promise<Statement[]> => runs.listRuns(reader, statement, statementsIn(who, wanted), page);

export const countStatements = (reader: Reader, who: ActorSight, wanted: StatementsWanted): Promise<number> =>
  runs.countRuns(reader, statement, statementsIn(who, wanted));
