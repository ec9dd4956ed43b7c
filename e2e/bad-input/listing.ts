/** Well-formed arguments of the lists that people filter and order, with every argument of each. */
import { COMPANY, PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { MONTH, pageIn, UNKNOWN, type Asked } from './asked.ts';

const ACCESSES: Asked = {
  by: 'auditor',
  args: () => ({
    filter: {
      personId: PERSONAS.aku.person.id,
      userId: PERSONAS.granter.userId,
      actions: ['PERSON_READ'],
      since: '2026-01-01T00:00:00Z',
      until: '2036-01-01T00:00:00Z',
    },
    reason: 'Tarkastus',
    ...pageIn('accesses', '2026-06-01T05:00:00Z'),
  }),
};

export const LISTING: Readonly<Record<string, Asked>> = {
  'Query.mandates': { by: 'aku', args: () => ({ side: 'HELD' }) },
  'Query.findPersons': { by: 'granter', args: () => ({ filter: { text: 'Mia' }, reason: 'Syy', first: 5 }) },
  'Query.personAccesses': ACCESSES,
  'Query.voucherAccesses': ACCESSES,
  'Query.bookingAccesses': ACCESSES,
  'Query.settlementAccesses': ACCESSES,
  'Query.paperMandates': { by: 'granter', args: () => ({ personId: PERSONAS.aku.person.id }) },
  'Query.users': {
    by: 'organiser-admin',
    args: () => ({
      filter: { text: 'Mia', roles: ['GRANTER'], active: true },
      order: 'NAME_ASC',
      ...pageIn('users NAME_ASC', 'Myöntäjä', 'Mia'),
    }),
  },
  'Query.priceLists': {
    by: 'service-manager',
    args: ({ service }) => ({
      filter: {
        states: ['SUBMITTED'],
        serviceId: service,
        providerId: COMPANY.id,
        unitId: COMPANY.units[0]!.id,
        firstDayFrom: '2026-01-01',
        firstDayTo: '2036-01-01',
      },
      order: 'FIRST_DAY_ASC',
      ...pageIn('priceLists FIRST_DAY_ASC', '2036-01-01'),
    }),
  },
  'Query.approvedProviders': {
    by: 'granter',
    args: ({ service, content }) => ({
      serviceId: service,
      filter: { text: 'Yritys', contentId: content },
      order: 'PRICE_ASC',
      ...pageIn('approvedProviders PRICE_ASC', '3200'),
    }),
  },
  'Query.vouchers': {
    by: 'granter',
    args: ({ service }) => ({
      filter: {
        states: ['ACTIVE', 'SUSPENDED'],
        serviceId: service,
        personId: PERSONAS.aku.person.id,
        arrangementKinds: ['VOUCHER'],
        grantedFrom: '2026-01-01',
        grantedTo: '2036-12-31',
        lastDayFrom: '2026-01-01',
        lastDayTo: '2036-12-31',
      },
      order: 'LAST_DAY_ASC',
      ...pageIn('vouchers LAST_DAY_ASC', '2036-01-01'),
    }),
  },
  'Query.bookings': {
    by: 'recorder',
    args: () => ({
      ...pageIn('bookings FIRST_DAY_ASC', '2026-06-01'),
      order: 'FIRST_DAY_ASC',
      filter: {
        state: 'OPEN',
        serviceId: UNKNOWN,
        providerId: UNKNOWN,
        unitId: UNKNOWN,
        personId: UNKNOWN,
        firstDay: '2026-06-01',
        lastDay: '2026-06-30',
      },
    }),
  },
  'Query.visits': {
    by: 'recorder',
    args: () => ({
      ...pageIn('visits DAY_ASC', '2026-06-01T05:00:00Z'),
      order: 'DAY_ASC',
      filter: {
        states: ['APPROVED'],
        allocations: ['MADE'],
        flags: ['LATE'],
        serviceId: UNKNOWN,
        providerId: UNKNOWN,
        unitId: UNKNOWN,
        personId: UNKNOWN,
        workerReference: 'w1',
        firstDay: '2026-06-01',
        lastDay: '2026-06-30',
      },
    }),
  },
  'Query.tasks': {
    by: 'recorder',
    args: ({ service }) => ({
      filter: { kinds: ['RETURNED_VISIT'], serviceId: service, since: '2026-01-01T00:00:00Z', unread: true },
      order: 'OPENED_ASC',
      ...pageIn('tasks OPENED_ASC'),
    }),
  },
  'Query.notices': {
    by: 'recorder',
    args: ({ service }) => ({
      filter: { kinds: ['VISIT_RETURNED'], serviceId: service, since: '2026-01-01T00:00:00Z', unread: false },
      ...pageIn('notices'),
    }),
  },
  'Query.settlementRuns': {
    by: 'approver',
    args: () => ({ filter: { states: ['LOCKED'], firstMonth: '2026-01', lastMonth: '2036-01' }, ...pageIn('settlementRuns', '2026-06') }),
  },
  'Query.settlementStatements': {
    by: 'approver',
    args: () => ({
      filter: { month: String(MONTH), organiserId: PIRKANMAA.id, providerId: COMPANY.id, states: ['ISSUED'] },
      order: 'PAYABLE_DESC',
      ...pageIn('settlementStatements PAYABLE_DESC', '8000'),
    }),
  },
  'Query.clientShareStatements': {
    by: 'approver',
    args: ({ voucher }) => ({
      filter: { month: String(MONTH), providerId: COMPANY.id, personId: PERSONAS.aku.person.id, voucherId: voucher },
      ...pageIn('clientShareStatements'),
    }),
  },
  'Query.ledgerEntries': {
    by: 'approver',
    args: ({ service, voucher }) => ({
      filter: {
        month: String(MONTH),
        serviceMonth: String(MONTH),
        serviceId: service,
        providerId: COMPANY.id,
        voucherId: voucher,
        visitId: UNKNOWN,
        kinds: ['REVERSAL'],
        causes: ['CORRECTED'],
      },
      ...pageIn('ledgerEntries', '2026-06'),
    }),
  },
};
