/**
 * Says what strangers get from the fields at the root that grant vouchers and say what they are worth; expectations.ts
 * has the others.
 */
import { PERSONAS } from '@seteli/local/personas';
import { MONTH } from './month.ts';
import { everybody, input, nothing, onlyOrganisers, type Expectation } from './outcomes.ts';

/** A preview takes what its command takes. */
const GRANT = input(({ service, content }) => ({
  personId: PERSONAS.aku.person.id,
  serviceId: service,
  firstDay: '2026-01-01',
  lastDay: '2036-12-31',
  clientCard: { name: 'x', municipality: 'x' },
  entitlements: [{ contentIds: [content], minutes: 60, recurrence: 'ONCE' }],
}));
const END = input(({ voucher }) => ({ voucherId: voucher, lastDay: '2036-01-01' }));
const SUSPEND = input(({ voucher }) => ({ voucherId: voucher, firstDay: '2036-02-01' }));
const EXTEND = input(({ voucher }) => ({ voucherId: voucher, lastDay: '2037-12-31' }));
const CHANGE = input(({ entitlement }) => ({ entitlementId: entitlement, minutes: 12_000 }));

export const GRANTING: Readonly<Record<string, Expectation>> = {
  'Query.unitValues': { args: ({ service }) => ({ serviceId: service, day: `${MONTH}-01` }), ...everybody('public'), owner: 'granter' },
  'Query.voucherByNumber': { args: ({ voucherNumber }) => ({ voucherNumber }), ...everybody('null'), owner: 'recorder' },
  'Query.voucher': { args: ({ voucher }) => ({ id: voucher }), ...everybody('null'), owner: 'aku' },
  'Query.vouchers': { args: nothing, organiser: ['empty', 'FORBIDDEN'], provider: ['FORBIDDEN'], citizen: ['empty'], owner: 'granter' },
  'Query.valueProposal': { args: ({ valueProposal }) => ({ id: valueProposal }), ...onlyOrganisers('null'), owner: 'granter' },
  'Query.valueProposals': { args: nothing, ...onlyOrganisers('empty'), owner: 'granter' },
  'Query.decisionsToReplace': {
    args: ({ service }) => ({ serviceId: service, firstDay: '2036-07-01' }),
    ...onlyOrganisers('empty'),
    owner: 'granter',
  },
  'Query.declinedVouchers': { args: nothing, ...onlyOrganisers('empty'), owner: 'granter' },
  'Query.vouchersOfMovedClients': { args: nothing, ...onlyOrganisers('empty') },
  'Query.commitments': { args: () => ({ year: MONTH.year }), ...onlyOrganisers('empty'), owner: 'granter' },
  'Query.previewGrant': { args: GRANT, ...onlyOrganisers('refused NOT_FOUND', 'refused NOT_YET_KNOWN'), owner: 'granter' },
  'Query.previewRevocation': { args: END, ...onlyOrganisers('refused NOT_FOUND'), owner: 'granter' },
  'Query.previewEnd': { args: END, ...onlyOrganisers('refused NOT_FOUND'), owner: 'granter' },
  'Query.previewSuspension': { args: SUSPEND, ...onlyOrganisers('refused NOT_FOUND'), owner: 'granter' },
  'Query.previewExtension': { args: EXTEND, ...onlyOrganisers('refused NOT_FOUND'), owner: 'granter' },
  'Query.previewEntitlementChange': { args: CHANGE, ...onlyOrganisers('refused NOT_FOUND'), owner: 'granter' },
  'Mutation.publishValues': {
    args: input(({ service, content }) => ({
      serviceId: service,
      firstDay: '2035-01-01',
      values: [{ contentId: content, value: '1.00' }],
    })),
    ...onlyOrganisers('refused NOT_FOUND', 'refused NOT_YET_KNOWN'),
  },
  'Mutation.publishIncomeFormula': {
    args: input(({ service }) => ({
      serviceId: service,
      firstDay: '2035-01-01',
      max: '27.00',
      floor: '7.00',
      households: [{ limit: '563.00', percent: 35 }],
    })),
    ...onlyOrganisers('refused NOT_FOUND', 'refused NOT_YET_KNOWN'),
  },
  'Mutation.grantVoucher': {
    args: GRANT,
    ...onlyOrganisers('refused NOT_FOUND', 'refused NOT_YET_KNOWN'),
  },
  'Mutation.revokeVoucher': {
    args: END,
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.endVoucher': {
    args: END,
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.keepVoucher': { args: input(({ voucher }) => ({ voucherId: voucher })), ...onlyOrganisers('refused NOT_FOUND') },
  'Mutation.declineVoucher': {
    args: input(({ voucher }) => ({ voucherId: voucher })),
    ...onlyOrganisers('refused NOT_FOUND'),
    citizen: ['refused NOT_FOUND'],
  },
  'Mutation.arrangeOtherwise': {
    args: input(({ declinedVoucher }) => ({ voucherId: declinedVoucher, kind: 'NOT_NEEDED' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.suspendVoucher': {
    args: SUSPEND,
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.resumeVoucher': {
    args: input(({ voucher, suspension }) => ({ voucherId: voucher, suspensionId: suspension, lastDay: '2036-01-01' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.extendVoucher': {
    args: EXTEND,
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.changeEntitlement': {
    args: CHANGE,
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.changeOwnValue': {
    args: input(({ voucher }) => ({ voucherId: voucher, firstDay: '2036-01-01', ownValue: { base: '20.00' } })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.confirmValueChange': {
    args: input(({ valueProposal }) => ({ proposalId: valueProposal, previewId: 'x' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.withdrawValueChange': {
    args: input(({ valueProposal }) => ({ proposalId: valueProposal })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.loadBalance': {
    args: input(({ voucher }) => ({ voucherId: voucher, batch: { amount: '1.00', firstDay: '2036-01-01', lastDay: '2036-12-31' } })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.recalculateBalance': { args: input(({ voucher }) => ({ voucherId: voucher })), ...onlyOrganisers('refused NOT_FOUND') },
};
