/** Says what strangers get from the fields at the root that settle; expectations.ts has the others. */
import { PIRKANMAA } from '@seteli/local/personas';
import { MONTH } from './month.ts';
import { everybody, input, nothing, onlyOrganisers, onlyProviders, type Expectation } from './outcomes.ts';

export const SETTLING: Readonly<Record<string, Expectation>> = {
  'Query.settlementFeed': { args: () => ({ organiserId: PIRKANMAA.id }), ...everybody('FORBIDDEN'), owner: 'system' },
  'Query.settlementRun': { args: ({ run }) => ({ id: run }), ...everybody('null'), owner: 'approver' },
  'Query.settlementJob': { args: ({ lock }) => ({ id: lock }), ...everybody('null'), owner: 'approver' },
  'Query.settlementRuns': { args: nothing, ...onlyOrganisers('empty'), owner: 'approver' },
  'Query.settlementStatements': {
    args: nothing,
    organiser: ['empty', 'FORBIDDEN'],
    provider: ['empty', 'FORBIDDEN'],
    citizen: ['FORBIDDEN'],
    owner: 'service-manager',
  },
  'Query.clientShareStatements': {
    args: nothing,
    organiser: ['empty', 'FORBIDDEN'],
    provider: ['empty', 'FORBIDDEN'],
    citizen: ['empty'],
    owner: 'aku',
  },
  'Query.ledgerEntries': {
    args: nothing,
    organiser: ['empty', 'FORBIDDEN'],
    provider: ['empty', 'FORBIDDEN'],
    citizen: ['FORBIDDEN'],
    owner: 'service-manager',
  },
  'Query.settlementTerms': { args: () => ({ month: String(MONTH) }), ...onlyOrganisers('own'), owner: 'approver' },
  'Query.providerBilling': { args: () => ({ month: String(MONTH) }), ...onlyProviders('own'), owner: 'service-manager' },
  // The sums of the caller's own ledger: zero without entries.
  'Query.monthSoFar': {
    args: () => ({ month: String(MONTH) }),
    organiser: ['own', 'FORBIDDEN'],
    provider: ['own', 'FORBIDDEN'],
    citizen: ['FORBIDDEN'],
    owner: 'service-manager',
  },
  // The sums of the organiser's own ledger: zero without entries.
  'Query.ledgerTotals': { args: () => ({ month: String(MONTH) }), ...onlyOrganisers('own'), owner: 'system' },

  // This can only lock a month of the caller's own, so the arguments name one that is not over.
  'Mutation.lockRun': { args: input(() => ({ month: String(MONTH.add({ years: 1 })) })), ...onlyOrganisers('refused TOO_EARLY') },
  'Mutation.approveRun': { args: input(({ run }) => ({ runId: run, hash: 'x' })), ...onlyOrganisers('refused NOT_FOUND') },
  'Mutation.exportRun': { args: input(({ run }) => ({ runId: run })), ...onlyOrganisers('refused NOT_FOUND') },

  // These can only set the caller's own terms, so the arguments are ones that they refuse.
  'Mutation.publishSettlementTerms': {
    args: input(() => ({ firstMonth: String(MONTH.add({ years: 5 })), mode: 'SELF_BILLED', carriedRunsMax: 13 })),
    ...onlyOrganisers('refused INVALID_RANGE'),
  },
  'Mutation.publishProviderBilling': {
    args: input(() => ({ firstMonth: '2020-01', byUnit: true })),
    ...onlyProviders('refused WRONG_STATE'),
  },
  'Mutation.submitInvoice': {
    args: input(({ statement, settledVisit }) => ({
      statementId: statement,
      invoiceNumber: '1001',
      invoiceDay: '2036-01-01',
      lines: [{ visitId: settledVisit, amount: '1.00' }],
    })),
    ...onlyProviders('refused NOT_FOUND'),
  },

  'Subscription.settlementJob': { args: ({ lock }) => ({ id: lock }), ...everybody('null') },
  'Subscription.settlementFeed': { args: () => ({ organiserId: PIRKANMAA.id }), ...everybody('FORBIDDEN') },
};
