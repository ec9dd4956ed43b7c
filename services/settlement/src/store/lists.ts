/** The lists of settlement that people filter, order and count, each limited to what the actor may see. Decides nothing. */
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

/** By month and not by id: a late posting may open an earlier month after a later one. */
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

const paidBy = (run: SQL): SQL => sql`exists (select from payment p where p.statement_id = ${statement.id} and ${run})`;
const isUnpaid = sql`${statement.payableCents} > 0 and not ${paidBy(sql`true`)}`;
const isAwaited = sql`${statement.mode} = 'PROVIDER_INVOICED'
  and not exists (select from invoice i where i.statement_id = ${statement.id} and i.completes_statement)`;

/** As `stateOf` says it. */
const IN_STATE: Readonly<Record<PaymentState, SQL>> = {
  ISSUED: sql`(${statement.payableCents} = 0 or ${paidBy(sql`p.run_id = ${statement.runId}`)})`,
  RELEASED: paidBy(sql`p.run_id <> ${statement.runId}`),
  AWAITING_INVOICE: sql`${isUnpaid} and ${isAwaited}`,
  HELD: sql`${isUnpaid} and not (${isAwaited})`,
};

/** An organiser's month is its run. */
const ofMonth = ({ organisation }: Pick<Actor, 'organisation'>, month: Month): SQL =>
  organisation.kind === 'ORGANISER'
    ? sql`${statement.runId} = (select id from ${settlementRun} r where r.organiser_id = ${organisation.id} and r.month = ${month.toString()})`
    : eq(statement.month, month);

const statementsOf = (who: ActorSight, wanted: StatementsWanted): runs.Runs => ({
  from: runs.ONE_RUN,
  where: and(
    statementsSeenBy(who),
    wanted.runId === undefined ? undefined : eq(statement.runId, wanted.runId),
    wanted.paidBy === undefined ? undefined : sql`${statement.id} in (select statement_id from payment where run_id = ${wanted.paidBy})`,
    wanted.month == null ? undefined : ofMonth(who, wanted.month),
    wanted.organiserId == null ? undefined : eq(statement.organiserId, wanted.organiserId),
    wanted.providerId == null ? undefined : eq(statement.providerId, wanted.providerId),
    wanted.states == null ? undefined : or(...wanted.states.map((state) => IN_STATE[state])),
  ),
});

export const listStatements = (
  reader: Reader,
  who: ActorSight,
  wanted: StatementsWanted,
  page: OrderedPage<Statement>,
): Promise<Statement[]> => runs.listRuns(reader, statement, statementsOf(who, wanted), page);

export const countStatements = (reader: Reader, who: ActorSight, wanted: StatementsWanted): Promise<number> =>
  runs.countRuns(reader, statement, statementsOf(who, wanted));
