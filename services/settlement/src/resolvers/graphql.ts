/**
 * GraphQL in, command or query, GraphQL out. Holds no rule and no SQL. Loaders make a list cost one query, not one per
 * row.
 */
import { GraphQLError } from 'graphql';
import type { Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { firstOf, readPageArguments, toConnection } from '@seteli/kit/pages';
import type { Decision } from '@seteli/kit/result';
import { forbidden } from '@seteli/kit/errors';
import { continuedByTheGateway, requireIds } from '@seteli/kit/subgraph';
import { FEED_KINDS } from '@seteli/schema/events/feed';
import { nothingRefused } from '../store/sight.ts';
import { accessesFor, accessTypes } from '@seteli/schema/accesses';
import type * as api from '@seteli/schema/generated/settlement';
import { sharedResolvers } from '@seteli/schema/refusals';
import { submitInvoice } from '../commands/invoice.ts';
import { approveRun, exportRun, lockRun } from '../commands/run.ts';
import { publishProviderBilling, publishSettlementTerms } from '../commands/terms.ts';
import { billingOf } from '../domain/billing.ts';
import { cursorOf, endOf, readCursor, type FeedItem } from '../domain/feed.ts';
import { matchOf, type Claim } from '../domain/invoice.ts';
import { heldFor, stateOf } from '../domain/payment.ts';
import type { Line, Shares } from '../domain/posting.ts';
import type { Run } from '../domain/run.ts';
import type { Statement } from '../domain/statement.ts';
import { termsOf } from '../domain/terms.ts';
import { percentOf, stateTax, type Taxed, type VatSum } from '../domain/vat.ts';
import { requireRight, sight } from '../policy.ts';
import { listClaims, type StoredInvoice } from '../store/invoice.ts';
import { listProviderMonths, sumMonth, type ProviderMonth, type ServiceMonth, type TwoMonths } from '../store/month.ts';
import * as reading from '../store/reading.ts';
import { listBillingOf, listTerms } from '../store/terms.ts';
import { amountsOfEntry, listQueries, listsOfRun, listTypes, sharesOfVoucher } from './lists.ts';
import type { Context } from './loaders.ts';

async function settlementFeed(args: api.QuerySettlementFeedArgs, { actor, database: { reader } }: Context) {
  const { organiserId, after, first } = args;
  requireRight(actor, 'followFeed');
  if (actor.organisation.id !== organiserId) throw forbidden();
  const { epoch, head } = await reading.findFeedPlace(reader, organiserId);
  const from = readCursor(after, epoch, head.seq);
  if (!from.accepted)
    throw new GraphQLError('The cursor is not one of this feed, or of a former one. Start anew.', {
      extensions: { code: 'CURSOR_EXPIRED' },
    });
  const kinds = [...new Set(args.kinds ?? FEED_KINDS)];
  const found = await reading.listFeed(reader, organiserId, { after: from.value, kinds, first });
  const { end, newest } = endOf(found, { after: from.value, first, head });
  return {
    items: found.map((item) => ({ ...item, cursor: cursorOf(epoch, item.seq) })),
    endCursor: end === 0 ? null : cursorOf(epoch, end),
    newest: newest.seq === 0 ? null : { ...newest, cursor: cursorOf(epoch, newest.seq) },
  };
}

const stub = (id: Id | null) => (id === null ? null : { id });

/** The visit, only for readers who may see it in bookings. */
const visitOf = async (id: Id, { load }: Context) => ((await load.isFollowed.load(id)) ? stub(id) : null);

async function lockPayload(context: Context, decision: Decision<Id>) {
  const job = decision.accepted ? await context.load.lockOf.load(decision.value) : null;
  return { ...(await runPayload(context, decision)), job };
}

const runPayload = async (context: Context, decision: Decision<Id>) =>
  decision.accepted ? { run: await context.load.run.load(decision.value), refusal: null } : { run: null, refusal: decision.refusal };

const termsFor = async ({ actor, database }: Context, month: Month) =>
  termsOf(month, await listTerms(database.reader, actor.organisation.id));

const billingFor = async ({ actor, database }: Context, month: Month) =>
  billingOf(month, await listBillingOf(database.reader, actor.organisation.id));

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

async function paymentStateOf(statement: Statement, { load }: Context) {
  const invoices = await load.invoices.load(statement.id);
  const isInvoiced = invoices.some(({ completesStatement }) => completesStatement);
  return stateOf({ ...statement, isInvoiced }, await load.payment.load(statement.id));
}

type MonthSoFar = { readonly month: Month };
const ownSums = ({ accrued, before }: TwoMonths) => ({ accrued, before });

type Reference = { readonly id: Id };

export const resolvers = {
  ...sharedResolvers,
  Query: {
    settlementFeed: (_: unknown, args: api.QuerySettlementFeedArgs, context: Context) => settlementFeed(args, context),
    settlementJob: (_: unknown, { id }: api.QuerySettlementJobArgs, { load }: Context) => load.job.load(id),
    settlementRun: (_: unknown, { id }: api.QuerySettlementRunArgs, { load }: Context) => load.run.load(id),
    ...listQueries,
    settlementAccesses: accessesFor((actor) => requireRight(actor, 'seeAccesses'), nothingRefused),
    providerBilling: async (_: unknown, { month }: api.QueryProviderBillingArgs, context: Context) => {
      requireRight(context.actor, 'submitInvoices');
      return await billingFor(context, month);
    },
    settlementTerms: async (_: unknown, { month }: api.QuerySettlementTermsArgs, context: Context) => {
      requireRight(context.actor, 'seeRuns');
      return await termsFor(context, month);
    },
    monthSoFar: (_: unknown, { month }: api.QueryMonthSoFarArgs, { actor }: Context) => {
      requireRight(actor, 'seeLedger');
      // Settlement adds a month up by provider and service, not by unit.
      if (actor.unitIds) throw forbidden();
      return { month };
    },
    ledgerTotals: (_: unknown, { month }: api.QueryLedgerTotalsArgs, { actor, database }: Context) => {
      requireRight(actor, 'seeRuns');
      return reading.sumLedger(database.reader, actor.organisation.id, month);
    },
  },
  Mutation: {
    lockRun: async (_: unknown, { input }: api.MutationLockRunArgs, context: Context) => {
      requireRight(context.actor, 'settleRuns');
      return lockPayload(context, await lockRun(context, context.actor, input));
    },
    approveRun: async (_: unknown, { input }: api.MutationApproveRunArgs, context: Context) => {
      requireRight(context.actor, 'settleRuns');
      requireIds(input.runId);
      return runPayload(context, await approveRun(context, context.actor, input));
    },
    exportRun: async (_: unknown, { input }: api.MutationExportRunArgs, context: Context) => {
      requireRight(context.actor, 'settleRuns');
      requireIds(input.runId);
      return runPayload(context, await exportRun(context, context.actor, input));
    },
    publishSettlementTerms: async (_: unknown, { input }: api.MutationPublishSettlementTermsArgs, context: Context) => {
      requireRight(context.actor, 'publishTerms');
      const decision = await publishSettlementTerms(context, context.actor, input);
      return decision.accepted
        ? { terms: await termsFor(context, decision.value), refusal: null }
        : { terms: null, refusal: decision.refusal };
    },
    publishProviderBilling: async (_: unknown, { input }: api.MutationPublishProviderBillingArgs, context: Context) => {
      requireRight(context.actor, 'publishBilling');
      const decision = await publishProviderBilling(context, context.actor, input);
      return decision.accepted
        ? { billing: await billingFor(context, decision.value), refusal: null }
        : { billing: null, refusal: decision.refusal };
    },
    submitInvoice: async (_: unknown, { input }: api.MutationSubmitInvoiceArgs, context: Context) => {
      requireRight(context.actor, 'submitInvoices');
      requireIds(input.statementId, ...input.lines.map(({ visitId }) => visitId));
      const decision = await submitInvoice(context, context.actor, input);
      return decision.accepted
        ? { statement: await context.load.statement.load(decision.value), refusal: null }
        : { statement: null, refusal: decision.refusal };
    },
  },
  Subscription: {
    settlementFeed: continuedByTheGateway,
    settlementJob: continuedByTheGateway,
  },
  SettlementFeedItem: {
    // An item found by id gets its place in the feed here.
    __resolveReference: async ({ id }: Reference, { load, database }: Context) => {
      const item = await load.feedItem.load(id);
      return item && { ...item, cursor: cursorOf((await reading.findFeedPlace(database.reader, item.organiserId)).epoch, item.seq) };
    },
    ...shares,
    previousOfKind: ({ previousOfKindSeq, previousOfKindHash }: FeedItem) =>
      previousOfKindSeq === null ? null : { seq: previousOfKindSeq, hash: previousOfKindHash },
    visit: ({ visitId }: FeedItem, _: unknown, context: Context) => (visitId === null ? null : visitOf(visitId, context)),
    run: ({ runId }: FeedItem, _: unknown, { load }: Context) => (runId === null ? null : load.run.load(runId)),
  },
  ...listTypes,
  ...accessTypes,
  LedgerEntry: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.entry.load(id),
    ...amountsOfEntry,
    visit: ({ visitId }: reading.StoredEntry, _: unknown, context: Context) => visitOf(visitId, context),
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
    vatPercent: ({ vatPermille }: Taxed) => percentOf(vatPermille),
    gross: ({ grossCents }: Taxed) => grossCents,
    vat: ({ vatCents }: Taxed) => vatCents,
    rounding: ({ roundingCents }: Partial<VatSum>) => roundingCents ?? null,
  },
  LedgerTotals: shares,
  MonthSoFar: {
    sums: ({ month }: MonthSoFar, _: unknown, { actor, database }: Context) => sumMonth(database.reader, sight(actor, 'seeLedger'), month),
    providers: async ({ month }: MonthSoFar, args: api.MonthSoFarProvidersArgs, { actor, database }: Context) =>
      toConnection(await listProviderMonths(database.reader, sight(actor, 'seeLedger'), month, readPageArguments(args)), args),
  },
  ProviderMonth: { provider: ({ id }: ProviderMonth) => stub(id), sums: ownSums },
  ServiceMonth: { service: ({ serviceId }: ServiceMonth) => stub(serviceId), sums: ownSums },
  TwoMonths: { change: ({ accrued, before }: TwoMonths) => accrued.organiserCents - before.organiserCents },
  LedgerSums: shares,
  SettlementRun: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.run.load(id),
    organiser: parties.organiser,
    ...shares,
    job: ({ id }: Run, _: unknown, { load }: Context) => load.lockOf.load(id),
    lockedBy: ({ lockedBy }: Run, _: unknown, { load }: Context) => lockedBy && load.actorName.load(lockedBy),
    approvedBy: ({ approvedBy }: Run, _: unknown, { load }: Context) => approvedBy && load.actorName.load(approvedBy),
    ...listsOfRun,
    paymentFile: ({ id }: Run, _: unknown, { load }: Context) => load.paymentFile.load(id),
    paymentTotal: async ({ id }: Run, _: unknown, { load }: Context) => (await load.paymentSums.load(id)).totalCents,
    releasedTotal: async ({ id }: Run, _: unknown, { load }: Context) => (await load.paymentSums.load(id)).releasedCents,
  },
  SettlementStatement: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.statement.load(id),
    ...parties,
    ...shares,
    billingUnit: ({ billingUnitId }: Statement) => stub(billingUnitId),
    setOff: ({ setOffCents }: Statement) => setOffCents,
    broughtForward: ({ broughtForwardCents }: Statement) => broughtForwardCents,
    payable: ({ payableCents }: Statement) => payableCents,
    carriedForward: ({ carriedForwardCents }: Statement) => carriedForwardCents,
    receivable: ({ receivableCents }: Statement) => receivableCents,
    state: (statement: Statement, _: unknown, context: Context) => paymentStateOf(statement, context),
    heldFor: async (statement: Statement, _: unknown, context: Context) =>
      heldFor(await paymentStateOf(statement, context), await context.load.creditor.load(statement.providerId)),
    payment: ({ id }: Statement, _: unknown, { load }: Context) => load.payment.load(id),
    invoices: ({ id }: Statement, _: unknown, { load }: Context) => load.invoices.load(id),
    invoiceMatches: async ({ id, mode }: Statement, args: api.SettlementStatementInvoiceMatchesArgs, { database }: Context) => {
      if (mode === 'SELF_BILLED') return null;
      const claims = await listClaims(database.reader, id, { ...readPageArguments(args), differencesOnly: args.differencesOnly });
      return toConnection(
        claims.map((claim) => ({ ...claim, id: claim.visitId })),
        args,
      );
    },
    lines: async ({ id }: Statement, args: api.SettlementStatementLinesArgs, { load }: Context) =>
      firstOf(await load.statementLines.load(id), args),
    vat: async ({ id }: Statement, _: unknown, { load }: Context) =>
      stateTax(
        (await load.statementLines.load(id)).map(({ vatPermille, organiserCents, organiserVatCents }) => ({
          vatPermille,
          grossCents: organiserCents,
          vatCents: organiserVatCents,
        })),
      ),
  },
  SettlementPayment: {
    run: parties.run,
  },
  ProviderInvoice: {
    total: ({ totalCents }: StoredInvoice) => totalCents,
    vat: ({ id }: StoredInvoice, _: unknown, { load }: Context) => load.invoiceVat.load(id),
  },
  InvoiceMatch: {
    visit: ({ visitId }: Claim, _: unknown, context: Context) => visitOf(visitId, context),
    state: matchOf,
    ledger: ({ ledgerCents }: Claim) => ledgerCents,
    invoiced: ({ invoicedCents }: Claim) => invoicedCents,
  },
  SettlementStatementLine: {
    content: ({ contentId }: reading.StoredStatementLine) => stub(contentId),
    quantity: ({ unit, steps, stepsPerUnit }: reading.StoredStatementLine) => ({ unit, steps, stepsPerUnit }),
    ...shares,
  },
  Voucher: { clientShareStatements: sharesOfVoucher },
  ClientShareStatement: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.clientShare.load(id),
    ...parties,
    ...shares,
    client: async ({ personId, voucherId }: reading.ClientShare, _: unknown, { actor, load }: Context) => {
      const { kind } = actor.organisation;
      return kind === 'PERSON' || (kind === 'ORGANISER' && (await load.isCovered.load(voucherId))) ? stub(personId) : null;
    },
    voucher: async ({ voucherId }: reading.ClientShare, _: unknown, { actor, load }: Context) => {
      const follows = actor.organisation.kind === 'PERSON' || sight(actor, 'followReferences').beyondTeams;
      return follows || (await load.isCovered.load(voucherId)) ? stub(voucherId) : null;
    },
    vat: async ({ id }: reading.ClientShare, _: unknown, { load }: Context) => stateTax(await load.clientShareVat.load(id)),
    extraService: ({ extraServiceCents }: reading.ClientShare) => extraServiceCents,
    corrected: ({ id }: reading.ClientShare, _: unknown, { load }: Context) => load.isCorrected.load(id),
  },
};
