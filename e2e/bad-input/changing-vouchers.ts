/**
 * Well-formed arguments of the fields that change a granted voucher and of their previews; configuring.ts grants it.
 */
import { input, key, UNKNOWN, type Asked } from './asked.ts';

/** A preview takes what its command takes. */
const REVOKE = input('granter', () => ({
  idempotencyKey: key(),
  expectedVersion: 1,
  voucherId: UNKNOWN,
  lastDay: '2036-01-01',
}));
const END = input('granter', () => ({ idempotencyKey: key(), expectedVersion: 1, voucherId: UNKNOWN, lastDay: '2036-01-01' }));
const SUSPEND = input('granter', () => ({
  idempotencyKey: key(),
  expectedVersion: 1,
  voucherId: UNKNOWN,
  firstDay: '2036-01-01',
  lastDay: '2036-01-02',
}));
const EXTEND = input('granter', () => ({
  idempotencyKey: key(),
  expectedVersion: 1,
  voucherId: UNKNOWN,
  lastDay: '2036-01-01',
}));
const CHANGE = input('granter', () => ({
  idempotencyKey: key(),
  expectedVersion: 1,
  entitlementId: UNKNOWN,
  minutes: 60,
}));

export const CHANGING_VOUCHERS: Readonly<Record<string, Asked>> = {
  'Mutation.endVoucher': END,
  'Query.previewEnd': END,
  'Mutation.keepVoucher': input('granter', () => ({ idempotencyKey: key(), voucherId: UNKNOWN })),
  'Mutation.declineVoucher': input('granter', () => ({
    idempotencyKey: key(),
    expectedVersion: 1,
    voucherId: UNKNOWN,
    reason: 'Ei halua',
  })),
  'Mutation.arrangeOtherwise': input('granter', () => ({
    idempotencyKey: key(),
    voucherId: UNKNOWN,
    kind: 'PURCHASED',
    note: 'Ostopalvelu',
  })),
  'Mutation.suspendVoucher': SUSPEND,
  'Query.previewSuspension': SUSPEND,
  'Mutation.resumeVoucher': input('granter', () => ({
    idempotencyKey: key(),
    expectedVersion: 1,
    voucherId: UNKNOWN,
    suspensionId: UNKNOWN,
    lastDay: '2036-01-01',
  })),
  'Mutation.extendVoucher': EXTEND,
  'Query.previewExtension': EXTEND,
  'Mutation.changeEntitlement': CHANGE,
  'Query.previewEntitlementChange': CHANGE,
  'Mutation.loadBalance': input('granter', () => ({
    idempotencyKey: key(),
    voucherId: UNKNOWN,
    batch: { amount: '100.00', firstDay: '2036-01-01', lastDay: '2036-12-31' },
  })),
  'Mutation.changeOwnValue': input('granter', ({ content }) => ({
    idempotencyKey: key(),
    voucherId: UNKNOWN,
    firstDay: '2036-01-01',
    ownValue: { base: '32.00', contents: [{ contentId: content, value: '34.00' }] },
    previewId: UNKNOWN,
    reason: 'CORRECTION_OF_ERROR',
  })),
  'Mutation.confirmValueChange': input('granter', () => ({ idempotencyKey: key(), proposalId: UNKNOWN, previewId: 'x' })),
  'Mutation.withdrawValueChange': input('granter', () => ({ idempotencyKey: key(), proposalId: UNKNOWN })),
  'Mutation.recalculateBalance': input('granter', () => ({ idempotencyKey: key(), voucherId: UNKNOWN, previewId: UNKNOWN })),
  'Mutation.revokeVoucher': REVOKE,
  'Query.previewRevocation': REVOKE,
};
