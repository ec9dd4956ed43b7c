/** GraphQL in, command or query, GraphQL out. Holds no rule and no SQL; loaders see to it that a list costs one query, not one per row. */
import DataLoader from 'dataloader';
import { GraphQLError } from 'graphql';
import type { Actor } from '@seteli/kit/actor';
import { isId, type Id } from '@seteli/kit/ids';
import { readPageArguments, toConnection, type PageArguments } from '@seteli/kit/pages';
import type { Decision } from '@seteli/kit/result';
import { badInput, forbidden, requireIds, requireKey } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/settlement';
import { sharedResolvers } from '@seteli/schema/refusals';
import { approveRun, exportRun, lockRun, type Desk } from './commands.ts';
import { cursorOf, readCursor, type FeedItem } from './domain/feed.ts';
import type { Line, Shares } from './domain/posting.ts';
import type { Run } from './domain/run.ts';
import type { Statement } from './domain/statement.ts';
import { percentOf, sumByRate, type VatSum } from './domain/vat.ts';
import { may, requireRight } from './policy.ts';
import { listLines } from './store/ledger.ts';
import * as reading from './store/reading.ts';

type Right = Parameters<typeof may>[1];

export type Context = Desk & { readonly actor: Actor; readonly load: Loaders };

/** What one request has read, so that it is read once. */
type Loaders = {
  readonly run: DataLoader<Id, Run | null>;
  readonly entry: DataLoader<Id, reading.StoredEntry | null>;
  readonly lines: DataLoader<Id, readonly Line[]>;
  readonly feedItem: DataLoader<Id, FeedItem | null>;
  readonly statement: DataLoader<Id, Statement | null>;
  readonly statementLines: DataLoader<Id, readonly reading.StoredStatementLine[]>;
  readonly clientShare: DataLoader<Id, reading.ClientShare | null>;
  readonly clientShareVat: DataLoader<Id, readonly VatSum[]>;
  readonly isCorrected: DataLoader<Id, boolean>;
  readonly paymentFile: DataLoader<Id, string | null>;
};

export function createContext(desk: Desk, actor: Actor): Context {
  const { reader } = desk.database;
  const byId = <Row extends { readonly id: Id }>(
    right: Right,
    find: (reader: Desk['database']['reader'], actor: Actor, ids: readonly Id[]) => Promise<Row[]>,
  ) =>
    new DataLoader<Id, Row | null>(async (ids) => {
      const rows = may(actor, right) ? await find(reader, actor, ids.filter(isId)) : [];
      const found = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => found.get(id) ?? null);
    });
  const load: Loaders = {
    run: byId('seeRuns', reading.findRuns),
    entry: byId('seeLedger', reading.findEntries),
    feedItem: byId('followFeed', reading.findFeedItems),
    statement: byId('seeStatements', reading.findStatements),
    clientShare: byId('seeClientShares', reading.findClientShares),
    lines: new DataLoader(async (entryIds) => {
      const found = await listLines(reader, entryIds);
      return entryIds.map((id) => found.get(id) ?? []);
    }),
    statementLines: new DataLoader(async (statementIds) => {
      const found = await reading.listStatementLines(reader, statementIds);
      return statementIds.map((id) => found.get(id) ?? []);
    }),
    clientShareVat: new DataLoader(async (statementIds) => {
      const found = await reading.listClientShareVat(reader, statementIds);
      return statementIds.map((id) => found.get(id) ?? []);
    }),
    isCorrected: new DataLoader(async (statementIds) => {
      const found = await reading.findCorrected(reader, statementIds);
      return statementIds.map((id) => found.has(id));
    }),
    paymentFile: new DataLoader(async (runIds) => {
      const found = await reading.listPaymentFiles(reader, runIds);
      return runIds.map((id) => found.get(id) ?? null);
    }),
  };
  return { ...desk, actor, load };
}

const FEED_MAX = 200;

async function settlementFeed({ organiserId, after, first }: api.QuerySettlementFeedArgs, { actor, database: { reader } }: Context) {
  requireRight(actor, 'followFeed');
  if (actor.organisation.id !== organiserId) throw forbidden();
  if (first < 1 || first > FEED_MAX) throw badInput(`Ask for 1 to ${FEED_MAX} at a time.`);
  const { epoch, head } = await reading.findFeedPlace(reader, organiserId);
  const place = readCursor(after, epoch, head);
  if (!place.accepted)
    throw new GraphQLError('The cursor is not one of this feed, or of a former one. Start anew.', {
      extensions: { code: 'CURSOR_EXPIRED' },
    });
  const items = (await reading.listFeed(reader, organiserId, place.value, first)).map((item) => ({
    ...item,
    cursor: cursorOf(epoch, item.seq),
  }));
  return { items, endCursor: items.at(-1)?.cursor ?? after ?? null };
}

/** A page of statements of either kind: all that the actor may see, or those of one run. */
const pageOf =
  <Row extends { readonly id: Id }>(right: Right, list: reading.ListStatements<Row>) =>
  async ({ actor, database }: Context, args: PageArguments, runId?: Id) => {
    requireRight(actor, right);
    return toConnection(await list(database.reader, actor, readPageArguments(args), runId), args);
  };

const pageOfStatements = pageOf('seeStatements', reading.listStatements);
const pageOfClientShares = pageOf('seeClientShares', reading.listClientShares);

const stub = (id: Id | null) => (id === null ? null : { id });

const runPayload = async (context: Context, decision: Decision<Id>) =>
  decision.accepted ? { run: await context.load.run.load(decision.value), refusal: null } : { run: null, refusal: decision.refusal };

const shares = {
  total: ({ totalCents }: Shares) => totalCents,
  organiserShare: ({ organiserCents }: Shares) => organiserCents,
  clientShare: ({ clientCents }: Shares) => clientCents,
};

const parties = {
  run: ({ runId }: { runId: Id }, _: unknown, { load }: Context) => load.run.load(runId),
  organiser: ({ organiserId }: { organiserId: Id }) => stub(organiserId),
  provider: ({ providerId }: { providerId: Id }) => stub(providerId),
};

type Reference = { readonly id: Id };

export const resolvers = {
  ...sharedResolvers,
  Query: {
    settlementFeed: (_: unknown, args: api.QuerySettlementFeedArgs, context: Context) => settlementFeed(args, context),
    settlementRun: (_: unknown, { id }: api.QuerySettlementRunArgs, { load }: Context) => load.run.load(id),
    settlementRuns: async (_: unknown, args: api.QuerySettlementRunsArgs, { actor, database }: Context) => {
      requireRight(actor, 'seeRuns');
      return toConnection(await reading.listRuns(database.reader, actor, readPageArguments(args)), args);
    },
    settlementStatements: (_: unknown, args: api.QuerySettlementStatementsArgs, context: Context) => pageOfStatements(context, args),
    clientShareStatements: (_: unknown, args: api.QueryClientShareStatementsArgs, context: Context) => pageOfClientShares(context, args),
    ledgerTotals: (_: unknown, { month }: api.QueryLedgerTotalsArgs, { actor, database }: Context) => {
      requireRight(actor, 'seeRuns');
      return reading.sumLedger(database.reader, actor.organisation.id, month);
    },
  },
  Mutation: {
    lockRun: async (_: unknown, { input }: api.MutationLockRunArgs, context: Context) => {
      requireRight(context.actor, 'settleRuns');
      requireKey(input);
      return runPayload(context, await lockRun(context, context.actor, input));
    },
    approveRun: async (_: unknown, { input }: api.MutationApproveRunArgs, context: Context) => {
      requireRight(context.actor, 'settleRuns');
      requireKey(input);
      requireIds(input.runId);
      return runPayload(context, await approveRun(context, context.actor, input));
    },
    exportRun: async (_: unknown, { input }: api.MutationExportRunArgs, context: Context) => {
      requireRight(context.actor, 'settleRuns');
      requireKey(input);
      requireIds(input.runId);
      return runPayload(context, await exportRun(context, context.actor, input));
    },
  },
  Subscription: {
    settlementFeed: () => {
      throw new Error('the gateway continues the feed query; a subgraph has no subscriptions');
    },
  },
  SettlementFeedItem: {
    // An item that was asked for by its id gets its place here.
    __resolveReference: async ({ id }: Reference, { load, database }: Context) => {
      const item = await load.feedItem.load(id);
      return item && { ...item, cursor: cursorOf((await reading.findFeedPlace(database.reader, item.organiserId)).epoch, item.seq) };
    },
    ...shares,
    visit: ({ visitId }: FeedItem) => stub(visitId),
    run: ({ runId }: FeedItem, _: unknown, { load }: Context) => (runId === null ? null : load.run.load(runId)),
  },
  LedgerEntry: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.entry.load(id),
    visit: ({ visitId }: reading.StoredEntry) => stub(visitId),
    provider: parties.provider,
    lines: ({ id }: reading.StoredEntry, _: unknown, { load }: Context) => load.lines.load(id),
    reverses: ({ reverses }: reading.StoredEntry, _: unknown, { load }: Context) => (reverses === null ? null : load.entry.load(reverses)),
  },
  LedgerLine: {
    content: ({ contentId }: Line) => stub(contentId),
    amount: ({ amountCents }: Line) => amountCents,
    vat: ({ vatCents }: Line) => vatCents,
    vatPercent: ({ vatPermille }: Line) => percentOf(vatPermille),
  },
  VatSum: {
    vatPercent: ({ vatPermille }: VatSum) => percentOf(vatPermille),
    gross: ({ grossCents }: VatSum) => grossCents,
    vat: ({ vatCents }: VatSum) => vatCents,
  },
  LedgerTotals: shares,
  SettlementRun: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.run.load(id),
    organiser: parties.organiser,
    ...shares,
    lockedBy: ({ lockedBy }: Run) => stub(lockedBy),
    approvedBy: ({ approvedBy }: Run) => stub(approvedBy),
    statements: ({ id }: Run, args: api.SettlementRunStatementsArgs, context: Context) => pageOfStatements(context, args, id),
    clientShareStatements: ({ id }: Run, args: api.SettlementRunClientShareStatementsArgs, context: Context) =>
      pageOfClientShares(context, args, id),
    paymentFile: ({ id }: Run, _: unknown, { load }: Context) => load.paymentFile.load(id),
  },
  SettlementStatement: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.statement.load(id),
    ...parties,
    ...shares,
    broughtForward: ({ broughtForwardCents }: Statement) => broughtForwardCents,
    payable: ({ payableCents }: Statement) => payableCents,
    carriedForward: ({ carriedForwardCents }: Statement) => carriedForwardCents,
    receivable: ({ receivableCents }: Statement) => receivableCents,
    lines: ({ id }: Statement, _: unknown, { load }: Context) => load.statementLines.load(id),
    vat: async ({ id }: Statement, _: unknown, { load }: Context) =>
      sumByRate(
        (await load.statementLines.load(id)).map(({ vatPermille, organiserCents, organiserVatCents }) => ({
          vatPermille,
          grossCents: organiserCents,
          vatCents: organiserVatCents,
        })),
      ),
  },
  SettlementStatementLine: {
    content: ({ contentId }: reading.StoredStatementLine) => stub(contentId),
    quantity: ({ unit, steps, stepsPerUnit }: reading.StoredStatementLine) => ({ unit, steps, stepsPerUnit }),
    ...shares,
  },
  ClientShareStatement: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.clientShare.load(id),
    ...parties,
    ...shares,
    client: ({ personId }: reading.ClientShare, _: unknown, { actor }: Context) =>
      actor.organisation.kind === 'PROVIDER' ? null : stub(personId),
    voucher: ({ voucherId }: reading.ClientShare) => stub(voucherId),
    vat: async ({ id }: reading.ClientShare, _: unknown, { load }: Context) => sumByRate(await load.clientShareVat.load(id)),
    extraService: ({ extraServiceCents }: reading.ClientShare) => extraServiceCents,
    corrected: ({ id }: reading.ClientShare, _: unknown, { load }: Context) => load.isCorrected.load(id),
  },
};
