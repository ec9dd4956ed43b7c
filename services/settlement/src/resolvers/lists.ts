/** The lists of settlement: pages of what the actor may see. Holds no rule and no SQL. */
import type { Id } from '@seteli/kit/ids';
import { counted, readPage, toConnection, type PageArguments } from '@seteli/kit/pages';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/settlement';
import { sharesOf, type Shares } from '../domain/posting.ts';
import type { Run } from '../domain/run.ts';
import { may, requireRight, sight } from '../policy.ts';
import * as ofClients from '../store/client-lists.ts';
import * as lists from '../store/lists.ts';
import type { StoredEntry } from '../store/reading.ts';
import { lookAtEntry, lookAtShare, type Context } from './loaders.ts';

async function settlementRuns(_: unknown, { filter, ...page }: api.QuerySettlementRunsArgs, { actor, database: { reader } }: Context) {
  requireRight(actor, 'seeRuns');
  const order = lists.RUN_ORDER;
  const rows = await lists.listRuns(reader, actor, { ...filter }, readPage(order, page));
  return toConnection(rows, page, { order, count: () => lists.countRuns(reader, actor, { ...filter }) });
}

type OrderedBy = { readonly by: keyof typeof lists.STATEMENT_ORDERS };

async function statementsOf(
  { actor, database: { reader } }: Context,
  page: PageArguments,
  { by, ...wanted }: lists.StatementsWanted & OrderedBy,
) {
  requireRight(actor, 'seeStatements');
  const who = sight(actor, 'seeStatements');
  const order = lists.STATEMENT_ORDERS[by];
  const rows = await lists.listStatements(reader, who, wanted, readPage(order, page));
  return toConnection(rows, page, { order, count: () => lists.countStatements(reader, who, wanted) });
}

async function settlementStatements(_: unknown, { filter, order: by, ...page }: api.QuerySettlementStatementsArgs, context: Context) {
  requireIds(filter?.organiserId, filter?.providerId);
  return statementsOf(context, page, { ...filter, by });
}

async function clientSharesOf(
  { actor, database: { reader }, looker, noteLooks }: Context,
  page: PageArguments,
  wanted: ofClients.SharesWanted,
) {
  requireRight(actor, 'seeClientShares');
  const order = ofClients.SHARE_ORDER;
  const rows = await ofClients.listClientShares(reader, looker, wanted, readPage(order, page));
  await noteLooks(actor, rows.slice(0, page.first).map(lookAtShare));
  return toConnection(rows, page, { order, count: () => ofClients.countClientShares(reader, looker, wanted) });
}

async function clientShareStatements(_: unknown, { filter, ...page }: api.QueryClientShareStatementsArgs, context: Context) {
  requireIds(filter?.providerId, filter?.personId, filter?.voucherId);
  return clientSharesOf(context, page, { ...filter });
}

async function ledgerEntries(_: unknown, { filter, ...page }: api.QueryLedgerEntriesArgs, context: Context) {
  const {
    actor,
    database: { reader },
  } = context;
  requireRight(actor, 'seeLedger');
  requireIds(filter?.serviceId, filter?.providerId, filter?.voucherId, filter?.visitId);
  const who = { ...context.looker, sees: sight(actor, 'seeLedger') };
  const order = ofClients.ENTRY_ORDER;
  const rows = await ofClients.listEntries(reader, who, { ...filter }, readPage(order, page));
  await context.noteLooks(actor, rows.slice(0, page.first).map(lookAtEntry));
  return toConnection(rows, page, { order, count: () => ofClients.countEntries(reader, who, { ...filter }) });
}

export const listQueries = { settlementRuns, settlementStatements, clientShareStatements, ledgerEntries };

export const listTypes = {
  SettlementRunConnection: counted,
  SettlementStatementConnection: counted,
  ClientShareStatementConnection: counted,
  LedgerEntryConnection: counted,
};

export const listsOfRun = {
  statements: ({ id }: Run, page: api.SettlementRunStatementsArgs, context: Context) =>
    statementsOf(context, page, { runId: id, by: 'ISSUED_DESC' }),
  clientShareStatements: ({ id }: Run, page: api.SettlementRunClientShareStatementsArgs, context: Context) =>
    clientSharesOf(context, page, { runId: id }),
  payments: ({ id }: Run, page: api.SettlementRunPaymentsArgs, context: Context) =>
    statementsOf(context, page, { paidBy: id, by: 'ISSUED_DESC' }),
};

/** The client share statements of a voucher; empty for readers who may not see them. */
export async function sharesOfVoucher({ id }: { readonly id: Id }, page: api.VoucherClientShareStatementsArgs, { actor, load }: Context) {
  const isAllowed = may(actor, 'seeClientShares');
  const rows = isAllowed ? await load.sharesOfVoucher.load({ id, wanted: page }) : [];
  return toConnection(rows, page, { order: ofClients.SHARE_ORDER, count: () => (isAllowed ? load.shareCount.load(id) : 0) });
}

const amountOf =
  (of: (shares: Shares) => bigint) =>
  async ({ id }: StoredEntry, _: unknown, { load }: Context) =>
    of(sharesOf({ lines: await load.lines.load(id) }));

export const amountsOfEntry = {
  total: amountOf(({ totalCents }) => totalCents),
  organiserShare: amountOf(({ organiserCents }) => organiserCents),
  clientShare: amountOf(({ clientCents }) => clientCents),
};
