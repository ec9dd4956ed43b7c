/** For every field at the root that takes arguments: some that are well-formed, and somebody who has the right to ask. */
import { COMPANY, PERSONAS, PIRKANMAA, type PersonaKey } from '@seteli/local/personas';
import { MONTH } from '../diary.ts';

export type Scene = {
  readonly service: string;
  readonly content: string;
  readonly voucher: string;
  readonly booking: string;
  readonly visit: string;
};
type Asked = { readonly by: PersonaKey; readonly args: (scene: Scene) => Record<string, unknown> };

const UNKNOWN = '019b0000-0009-7000-8000-999999999999';
const page = { first: 5, after: 'MDE5YjAwMDAtMDAwOS03MDAwLTgwMDAtOTk5OTk5OTk5OTk5' };
const names = { fi: 'Uusi', sv: 'Ny', en: 'New' };

/** What is wished anew each time: what was refused or made before would hide what comes of the rest. */
let wishes = 0;
const key = () => `bad input ${wishes++}`;
const day = () => Temporal.PlainDate.from('2035-01-01').add({ days: wishes++ }).toString();
const hour = () => {
  const start = Temporal.Instant.from(`${MONTH}-01T03:00:00Z`).add({
    minutes: 30 * (wishes++ % 20) + 24 * 60 * Math.floor((wishes / 20) % 4),
  });
  return { start: start.toString(), end: start.add({ minutes: 15 }).toString() };
};
/** What comes with a visit beside its times. */
const EXTRAS = {
  accessories: [{ contentId: UNKNOWN, amount: '24.5' }],
  extraService: { acceptedAt: `${MONTH}-01T00:00:00Z`, channel: 'PHONE' },
};
const byId = (by: PersonaKey): Asked => ({ by, args: () => ({ id: UNKNOWN }) });
const paged = (by: PersonaKey): Asked => ({ by, args: () => page });
const input = (by: PersonaKey, fields: (scene: Scene) => object): Asked => ({ by, args: (scene) => ({ input: fields(scene) }) });

export const WELL_FORMED: Readonly<Record<string, Asked>> = {
  'Query.users': paged('organiser-admin'),
  'Query.organiser': byId('granter'),
  'Query.services': { by: 'granter', args: () => ({ organiserId: PIRKANMAA.id }) },
  'Query.service': { by: 'granter', args: ({ service }) => ({ id: service, day: '2026-06-01' }) },
  'Query.provider': byId('granter'),
  'Query.bandReport': {
    by: 'organiser-admin',
    args: () => ({
      contents: [{ code: 'a', bands: [{ dayClasses: ['WEEKDAY'], from: '06:00', to: '18:00' }] }],
      deliberateGaps: [{ dayClass: 'SATURDAY', from: '20:00', to: '24:00' }],
    }),
  },
  'Query.priceListsAboveValue': { by: 'case-handler', args: ({ service }) => ({ serviceId: service, ...page }) },
  'Query.correction': byId('organiser-admin'),
  'Query.corrections': paged('organiser-admin'),
  'Query.approvedProviders': { by: 'granter', args: ({ service }) => ({ serviceId: service, ...page }) },
  'Query.voucherByNumber': { by: 'recorder', args: () => ({ voucherNumber: 'H0800000015002' }) },
  'Query.voucher': byId('granter'),
  'Query.vouchers': paged('granter'),
  'Query.decisionsToReplace': { by: 'granter', args: ({ service }) => ({ serviceId: service, firstDay: '2026-06-01', ...page }) },
  'Query.declinedVouchers': { by: 'granter', args: () => ({ ...page, arranged: true }) },
  'Query.valueProposal': byId('granter'),
  'Query.valueProposals': { by: 'granter', args: () => ({ ...page, state: 'CONFIRMED' }) },
  'Query.commitments': { by: 'granter', args: () => ({ year: 2026 }) },
  'Query.unitValues': { by: 'granter', args: ({ service }) => ({ serviceId: service, day: '2026-06-01' }) },
  'Query.booking': byId('recorder'),
  'Query.bookings': paged('recorder'),
  'Query.visit': byId('recorder'),
  'Query.quoteVisit': {
    by: 'recorder',
    args: ({ booking }) => ({ visit: { bookingId: booking, ...hour(), workers: 1, workerReference: 'w1', kind: 'NORMAL', ...EXTRAS } }),
  },
  'Query.explainVisit': { by: 'recorder', args: () => ({ visitId: UNKNOWN }) },
  'Query.visitsUnderReview': paged('checker'),
  'Query.settlementFeed': { by: 'system', args: () => ({ organiserId: PIRKANMAA.id, first: 5, after: '1.0' }) },
  'Query.settlementRun': byId('approver'),
  'Query.settlementRuns': paged('approver'),
  'Query.settlementStatements': paged('approver'),
  'Query.clientShareStatements': paged('approver'),
  'Query.settlementTerms': { by: 'approver', args: () => ({ month: String(MONTH) }) },
  'Query.providerBilling': { by: 'service-manager', args: () => ({ month: String(MONTH) }) },
  'Query.ledgerTotals': { by: 'approver', args: () => ({ month: String(MONTH) }) },
  'Mutation.saveServiceTeam': input('provider-admin', ({ service }) => ({
    name: 'Uusi tiimi',
    serviceIds: [service],
    memberIds: [PERSONAS.recorder.userId],
  })),
  'Mutation.publishServiceArea': input('organiser-admin', () => ({ code: key(), names })),
  'Mutation.setCalendarDays': input('organiser-admin', () => ({
    days: [{ day: day(), dayClass: 'HOLIDAY', holidayEve: false }],
    reason: 'CORRECTION_OF_ERROR',
  })),
  'Mutation.confirmCorrection': input('organiser-admin', () => ({ correctionId: UNKNOWN, previewId: 'x' })),
  'Mutation.withdrawCorrection': input('organiser-admin', () => ({ correctionId: UNKNOWN })),
  'Mutation.publishService': input('organiser-admin', () => ({
    code: key(),
    names,
    arrangementKind: 'VOUCHER',
    areaId: null,
    approvalPolicy: 'ALWAYS_CHECKED',
    samplePercent: 5,
    approvedEditable: false,
    overlapPolicy: 'REFUSED',
    prorationPolicy: 'OPERATING_DAYS',
    cancellationTerms: { noticeHours: 24, billableSharePercent: 50, maxMinutes: 120, payer: 'SPLIT', consumesQuota: true },
    priceNoticeDays: 30,
    valueNoticeDays: 30,
    hardLimitMonths: 3,
    maxVisitHours: 24,
    incrementMinutes: 15,
    tailDays: 30,
    firstDay: '2026-01-01',
    contents: [
      {
        code: 'a',
        names,
        kind: 'TRAVEL',
        unit: 'VISIT',
        vatTreatment: 'STANDARD',
        includedInPrice: false,
        maxPerVisit: '2',
        extraServiceAllowed: true,
        parallelAllowed: true,
        multiWorker: true,
        deductibleAllowed: true,
        bands: [{ dayClasses: ['WEEKDAY'], from: '06:00', to: '18:00' }],
      },
    ],
    deliberateGaps: [{ dayClass: 'SATURDAY', from: '20:00', to: '24:00' }],
    reason: null,
  })),
  'Mutation.approveProvider': input('case-handler', ({ service, content }) => ({
    providerId: COMPANY.id,
    serviceId: service,
    contentIds: [content],
    firstDay: '2036-01-01',
    lastDay: '2036-12-31',
  })),
  'Mutation.withdrawApproval': input('case-handler', () => ({ approvalId: UNKNOWN, lastDay: '2036-01-01' })),
  'Mutation.savePriceListDraft': input('service-manager', ({ service, content }) => ({
    priceListId: UNKNOWN,
    unitId: COMPANY.units[0]!.id,
    serviceId: service,
    firstDay: day(),
    prices: [{ contentId: content, price: '40.00' }],
  })),
  'Mutation.submitPriceList': input('service-manager', ({ service, content }) => ({
    priceListId: null,
    unitId: COMPANY.units[0]!.id,
    serviceId: service,
    firstDay: day(),
    prices: [{ contentId: content, price: '40.00' }],
    reason: null,
  })),
  'Mutation.acceptPriceList': input('organiser-admin', () => ({ priceListId: UNKNOWN, previewId: 'x' })),
  'Mutation.rejectPriceList': input('organiser-admin', () => ({ priceListId: UNKNOWN })),
  'Mutation.publishValues': input('organiser-admin', ({ service, content }) => ({
    serviceId: service,
    firstDay: day(),
    base: '30.00',
    values: [
      { contentId: content, value: '32.00' },
      { contentId: content, coefficient: '1.15' },
      { contentId: content, percentage: { ofContentId: content, percent: 80 } },
    ],
    previewId: null,
    reason: 'CORRECTION_OF_ERROR',
  })),
  'Mutation.grantVoucher': input('granter', ({ service, content }) => ({
    idempotencyKey: key(),
    personId: PERSONAS.aku.person.id,
    serviceId: service,
    firstDay: '2026-01-01',
    lastDay: '2036-12-31',
    voucherNumber: `K${String(wishes++).padStart(13, '0')}`,
    clientCard: {
      name: 'Outo Syöte',
      streetAddress: 'Katu 1',
      postalCode: '33100',
      municipality: 'Tampere',
      phone: '0',
      email: 'x@example.fi',
    },
    entitlements: [
      {
        contentIds: [content],
        minutes: 60,
        amount: null,
        unlimited: null,
        recurrence: 'PERIOD',
        periods: [{ firstDay: '2026-01-01', lastDay: '2026-01-31' }],
        carryOver: true,
      },
    ],
    balance: { contentIds: [content], batches: [{ amount: '100.00', firstDay: '2026-01-01', lastDay: '2026-12-31' }] },
    ownValue: { base: '20.00', contents: [{ contentId: content, value: '21.00' }], income: { monthlyIncome: '1800.00', persons: 2 } },
    contractPrices: [{ contentId: content, price: '175.00' }],
    predecessorId: null,
  })),
  'Mutation.publishIncomeFormula': input('organiser-admin', ({ service }) => ({
    serviceId: service,
    firstDay: day(),
    max: '27.00',
    floor: '7.00',
    households: [{ limit: '563.00', percent: 35 }],
    furtherLimit: '342.00',
    furtherPercent: 1,
    roundUpToCents: 5,
  })),
  'Mutation.endVoucher': input('granter', () => ({ idempotencyKey: key(), voucherId: UNKNOWN, lastDay: '2036-01-01' })),
  'Mutation.declineVoucher': input('granter', () => ({ idempotencyKey: key(), voucherId: UNKNOWN, reason: 'Ei halua' })),
  'Mutation.arrangeOtherwise': input('granter', () => ({
    idempotencyKey: key(),
    voucherId: UNKNOWN,
    kind: 'PURCHASED',
    note: 'Ostopalvelu',
  })),
  'Mutation.suspendVoucher': input('granter', () => ({
    idempotencyKey: key(),
    voucherId: UNKNOWN,
    firstDay: '2036-01-01',
    lastDay: '2036-01-02',
  })),
  'Mutation.resumeVoucher': input('granter', () => ({
    idempotencyKey: key(),
    voucherId: UNKNOWN,
    suspensionId: UNKNOWN,
    lastDay: '2036-01-01',
  })),
  'Mutation.extendVoucher': input('granter', () => ({ idempotencyKey: key(), voucherId: UNKNOWN, lastDay: '2036-01-01' })),
  'Mutation.changeEntitlement': input('granter', () => ({ idempotencyKey: key(), entitlementId: UNKNOWN, minutes: 60 })),
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
  'Mutation.recalculateBalance': input('granter', () => ({ idempotencyKey: key(), voucherId: UNKNOWN, previewId: UNKNOWN })),
  'Mutation.revokeVoucher': input('granter', () => ({ idempotencyKey: key(), voucherId: UNKNOWN, lastDay: '2036-01-01' })),
  'Mutation.makeBooking': input('recorder', ({ voucher }) => ({
    idempotencyKey: key(),
    voucherId: voucher,
    unitId: COMPANY.units[0]!.id,
    firstDay: '2026-02-01',
    wish: 'Aamuisin',
    termsAccepted: true,
    contractFormed: true,
    channel: 'PHONE',
  })),
  'Mutation.endBooking': input('recorder', () => ({ idempotencyKey: key(), bookingId: UNKNOWN, lastDay: '2026-06-15' })),
  'Mutation.recordVisits': input('recorder', ({ booking }) => ({
    idempotencyKey: key(),
    visits: [
      { bookingId: booking, ...hour(), externalId: key(), overlapReason: 'Syy', workers: 1, workerReference: 'w1', kind: 'NORMAL' },
      {
        bookingId: booking,
        day: `${MONTH}-01`,
        lastDay: `${MONTH}-02`,
        contentId: UNKNOWN,
        amount: '1',
        ...EXTRAS,
        retry: true,
      },
      { bookingId: booking, ...hour(), kind: 'CANCELLATION', noticeAt: `${MONTH}-01T00:00:00Z` },
    ],
  })),
  'Mutation.importVisits': input('recorder', ({ booking }) => ({ idempotencyKey: key(), csv: `bookingId;start;end\n${booking};08:00;?` })),
  'Mutation.setRecurringVisits': input('recorder', ({ booking }) => ({
    idempotencyKey: key(),
    bookingId: booking,
    rule: 'FREQ=WEEKLY;BYDAY=MO,WE',
    firstDay: '2036-01-01',
    lastDay: '2036-12-31',
    startTime: '08:00',
    endTime: '09:00',
    contentId: null,
    amount: null,
  })),
  'Mutation.pauseRecurringVisits': input('recorder', () => ({
    idempotencyKey: key(),
    recurringVisitsId: UNKNOWN,
    firstDay: '2036-01-01',
    lastDay: '2036-01-02',
    contentId: UNKNOWN,
  })),
  'Mutation.endRecurringVisits': input('recorder', () => ({ idempotencyKey: key(), recurringVisitsId: UNKNOWN, lastDay: '2036-01-01' })),
  'Mutation.editVisit': input('recorder', ({ visit }) => ({
    idempotencyKey: key(),
    visitId: visit,
    ...hour(),
    overlapReason: 'Syy',
    ...EXTRAS,
  })),
  'Mutation.correctVisit': input('checker', () => ({
    idempotencyKey: key(),
    visitId: UNKNOWN,
    reason: 'Syy',
    ...hour(),
    workers: 1,
    workerReference: 'w1',
    overlapReason: 'Syy',
  })),
  'Mutation.creditVisit': input('checker', () => ({ idempotencyKey: key(), visitId: UNKNOWN, reason: 'Syy' })),
  'Mutation.deleteVisit': input('recorder', () => ({ idempotencyKey: key(), visitId: UNKNOWN })),
  'Mutation.approveVisit': input('checker', () => ({ idempotencyKey: key(), visitId: UNKNOWN })),
  'Mutation.returnVisit': input('checker', () => ({ idempotencyKey: key(), visitId: UNKNOWN, reason: 'Syy' })),
  'Mutation.lockRun': input('approver', () => ({ idempotencyKey: key(), month: String(MONTH.add({ years: 1 })) })),
  'Mutation.approveRun': input('approver', () => ({ idempotencyKey: key(), runId: UNKNOWN })),
  'Mutation.exportRun': input('approver', () => ({ idempotencyKey: key(), runId: UNKNOWN })),
  'Mutation.publishSettlementTerms': input('organiser-admin', () => ({
    firstMonth: String(MONTH.add({ years: 5 })),
    mode: 'PROVIDER_INVOICED',
    carriedRunsMax: 3,
  })),
  'Mutation.publishProviderBilling': input('provider-admin', () => ({ firstMonth: String(MONTH.add({ years: 5 })), byUnit: true })),
  'Mutation.submitInvoice': input('service-manager', ({ visit }) => ({
    idempotencyKey: key(),
    statementId: UNKNOWN,
    invoiceNumber: key(),
    invoiceDay: '2036-01-01',
    lines: [{ visitId: visit, amount: '80.00' }],
  })),
};
