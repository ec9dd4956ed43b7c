/**
 * Says what strangers get from every field at the root; entities.ts does the same for entities. Each field has an
 * entry, so nobody adds one without a thought of strangers. `owner` gets the thing, which proves that it exists.
 */
import { COMPANY, PIRKANMAA } from '@seteli/local/personas';
import { ACCESSES } from './accesses.ts';
import { weekday } from './belongings.ts';
import { APPS } from './apps.ts';
import { GRANTING } from './granting.ts';
import { INBOX } from './inbox.ts';
import { INVITING } from './inviting.ts';
import { MONTH } from './month.ts';
import { ORGANISATIONS } from './organisations.ts';
import { everybody, input, nothing, ofBothSides, onlyOrganisers, onlyProviders, type Expectation } from './outcomes.ts';
import { PEOPLE } from './people.ts';
import { PERSONAL_DATA } from './personal-data.ts';
import { SETTLING } from './settling.ts';
import { SYSTEMS } from './systems.ts';

/** Nobody has recorded anything in this hour. */
export const FREE_HOUR = { start: `${weekday(1)}T06:00:00Z`, end: `${weekday(1)}T07:00:00Z` };
const MORNING = { start: `${MONTH}-14T06:00:00Z`, end: `${MONTH}-14T07:00:00Z` };
const NAMES = { fi: 'x', sv: 'x', en: 'x' };
const OVERLAPPING = [
  { dayClasses: ['WEEKDAY'], from: '06:00', to: '18:00' },
  { dayClasses: ['WEEKDAY'], from: '07:00', to: '18:00' },
];

/** A preview takes what its command takes. */
const PRICES = input(({ service, content }) => ({
  unitId: COMPANY.units[0]!.id,
  serviceId: service,
  firstDay: '2035-01-01',
  prices: [{ contentId: content, price: '1.00' }],
}));

export const ROOT_FIELDS: Readonly<Record<string, Expectation>> = {
  ...GRANTING,
  ...INVITING,
  ...ORGANISATIONS,
  ...INBOX,
  ...SYSTEMS,
  ...ACCESSES,
  ...PEOPLE,
  ...APPS,
  ...PERSONAL_DATA,
  'Query.organiser': { args: () => ({ id: PIRKANMAA.id }), ...everybody('public'), owner: 'granter' },
  'Query.services': { args: () => ({ organiserId: PIRKANMAA.id, first: 20 }), ...everybody('public'), owner: 'granter' },
  'Query.service': { args: ({ service }) => ({ id: service, day: `${MONTH}-01` }), ...everybody('public'), owner: 'granter' },
  'Query.provider': { args: () => ({ id: COMPANY.id }), ...everybody('public'), owner: 'granter' },
  // It looks nothing up: it computes with its arguments.
  'Query.bandReport': {
    args: () => ({ contents: [{ code: 'a', bands: OVERLAPPING }] }),
    ...onlyOrganisers('own'),
    owner: 'organiser-admin',
  },
  'Query.approvedProviders': { args: ({ service }) => ({ serviceId: service }), ...everybody('public'), owner: 'granter' },
  // Another organiser and another provider have lists of their own.
  'Query.priceLists': {
    args: nothing,
    organiser: ['own', 'FORBIDDEN'],
    provider: ['own', 'FORBIDDEN'],
    citizen: ['FORBIDDEN'],
    owner: 'service-manager',
  },
  'Query.priceListsAboveValue': { args: ({ service }) => ({ serviceId: service }), ...onlyOrganisers('empty') },
  'Query.previewPriceList': { args: PRICES, ...onlyProviders('refused NOT_FOUND'), owner: 'service-manager' },
  'Query.correction': { args: ({ correction }) => ({ id: correction }), ...everybody('null'), owner: 'organiser-admin' },
  'Query.corrections': { args: nothing, ...onlyOrganisers('empty'), owner: 'organiser-admin' },
  'Query.booking': { args: ({ booking }) => ({ id: booking }), ...everybody('null'), owner: 'recorder' },
  'Query.bookings': { args: nothing, organiser: ['empty', 'FORBIDDEN'], provider: ['empty'], citizen: ['empty'], owner: 'recorder' },
  'Query.visits': {
    args: nothing,
    organiser: ['empty', 'FORBIDDEN'],
    provider: ['empty', 'FORBIDDEN'],
    citizen: ['empty'],
    owner: 'recorder',
  },
  'Query.visit': { args: ({ settledVisit }) => ({ id: settledVisit }), ...everybody('null'), owner: 'checker' },
  'Query.importedVisits': { args: ({ tableImport }) => ({ jobId: tableImport }), ...everybody('null'), owner: 'recorder' },
  'Query.repricing': { args: ({ repricing }) => ({ jobId: repricing }), ...everybody('null'), owner: 'organiser-admin' },
  'Query.consentTerms': { args: nothing, ...everybody('public'), owner: 'recorder' },
  'Query.quoteVisits': {
    args: ({ booking, voucher }) => ({
      input: {
        visits: [
          { bookingId: booking, ...FREE_HOUR },
          { voucherId: voucher, unitId: COMPANY.units[0]!.id, ...FREE_HOUR },
        ],
      },
    }),
    organiser: ['refused NOT_FOUND', 'FORBIDDEN'],
    provider: ['refused NOT_FOUND', 'FORBIDDEN'],
    citizen: ['refused NOT_FOUND'],
    owner: 'recorder',
  },
  'Query.recurrenceDays': {
    args: () => ({ rule: 'FREQ=DAILY', firstDay: `${MONTH}-01` }),
    ...onlyProviders('public'),
    owner: 'recorder',
  },
  'Query.explainVisit': { args: ({ settledVisit }) => ({ visitId: settledVisit }), ...everybody('null'), owner: 'recorder' },
  'Query.settledVisitsAfterDeath': { args: nothing, ...onlyOrganisers('empty') },
  'Query.correctionRequest': {
    args: ({ correctionRequest }) => ({ id: correctionRequest }),
    organiser: ['null', 'FORBIDDEN'],
    provider: ['null', 'FORBIDDEN'],
    citizen: ['FORBIDDEN'],
    owner: 'recorder',
  },
  'Query.correctionRequests': { args: nothing, ...ofBothSides, owner: 'checker' },
  'Query.previewCorrectionRequest': {
    args: ({ correctionRequest }) => ({ requestId: correctionRequest }),
    ...onlyOrganisers('refused NOT_FOUND'),
    owner: 'checker',
  },
  // The sums of the caller's own visits: zero without visits.
  'Query.heldVisits': {
    args: () => ({ month: String(MONTH) }),
    organiser: ['own', 'FORBIDDEN'],
    provider: ['own', 'FORBIDDEN'],
    citizen: ['FORBIDDEN'],
    owner: 'checker',
  },
  'Query.visitsUnderReview': { args: nothing, ...onlyOrganisers('empty'), owner: 'checker' },

  // This can only make a service of the caller's own, so the arguments are ones that it refuses.
  'Mutation.publishService': {
    args: input(() => ({
      code: 'KS',
      names: NAMES,
      firstDay: '2030-01-01',
      contents: [{ code: 'a', names: NAMES, deductibleAllowed: true, bands: OVERLAPPING }],
    })),
    ...onlyOrganisers('refused BANDS_OVERLAP'),
  },
  // These can only set the caller's own area and days, so the arguments are ones that they refuse.
  'Mutation.publishServiceArea': { args: input(() => ({ code: '', names: NAMES })), ...everybody('BAD_USER_INPUT') },
  'Mutation.setCalendarDays': {
    args: input(() => ({ days: [{ day: '2026-01-01', dayClass: 'WEEKDAY' }] })),
    ...onlyOrganisers('refused INVALID_RANGE'),
  },
  'Mutation.confirmCorrection': {
    args: input(({ correction }) => ({ correctionId: correction, previewId: 'x' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.withdrawCorrection': {
    args: input(({ correction }) => ({ correctionId: correction })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.approveProvider': {
    args: input(({ service }) => ({ providerId: COMPANY.id, serviceId: service, firstDay: '2026-01-01' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.withdrawApproval': {
    args: input(({ approval }) => ({ approvalId: approval, lastDay: '2036-01-01' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.savePriceListDraft': {
    args: input(({ draftPrices, service, content }) => ({
      priceListId: draftPrices,
      unitId: COMPANY.units[0]!.id,
      serviceId: service,
      firstDay: '2035-01-01',
      prices: [{ contentId: content, price: '1.00' }],
    })),
    ...onlyProviders('refused NOT_FOUND'),
  },
  'Mutation.submitPriceList': {
    args: PRICES,
    ...onlyProviders('refused NOT_FOUND'),
  },
  'Mutation.acceptPriceList': {
    args: input(({ waitingPrices }) => ({ priceListId: waitingPrices })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.rejectPriceList': {
    args: input(({ waitingPrices }) => ({ priceListId: waitingPrices, reason: 'x' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.makeBooking': {
    args: input(({ voucher }) => ({
      voucherId: voucher,
      unitId: COMPANY.units[0]!.id,
      termsAccepted: true,
      contractFormed: true,
      channel: 'PHONE',
    })),
    ...onlyProviders('refused NOT_FOUND'),
  },
  'Mutation.recordVisits': {
    args: input(({ booking }) => ({ visits: [{ bookingId: booking, ...MORNING }] })),
    ...onlyProviders('refused NOT_FOUND'),
  },
  'Mutation.importVisits': {
    args: input(({ booking }) => ({ csv: `bookingId;start;end\n${booking};${MORNING.start};${MORNING.end}\n` })),
    ...onlyProviders('refused NOT_FOUND'),
  },
  'Mutation.endBooking': {
    args: input(({ booking }) => ({ bookingId: booking, lastDay: '2036-01-01' })),
    organiser: ['refused NOT_FOUND', 'FORBIDDEN'],
    provider: ['refused NOT_FOUND', 'FORBIDDEN'],
    citizen: ['refused NOT_FOUND'],
  },
  'Mutation.setRecurringVisits': {
    args: input(({ booking }) => ({
      bookingId: booking,
      rule: 'FREQ=DAILY',
      firstDay: '2036-04-01',
      startTime: '09:00',
      endTime: '10:00',
    })),
    ...onlyProviders('refused NOT_FOUND'),
  },
  'Mutation.pauseRecurringVisits': {
    args: input(({ recurringVisits }) => ({ recurringVisitsId: recurringVisits, firstDay: '2036-04-01', lastDay: '2036-04-02' })),
    ...onlyProviders('refused NOT_FOUND'),
  },
  'Mutation.endRecurringVisits': {
    args: input(({ recurringVisits }) => ({ recurringVisitsId: recurringVisits, lastDay: '2036-04-02' })),
    ...onlyProviders('refused NOT_FOUND'),
  },
  'Mutation.editVisit': {
    args: input(({ waitingVisit }) => ({ visitId: waitingVisit, ...MORNING })),
    ...onlyProviders('refused NOT_FOUND'),
  },
  'Mutation.correctVisit': {
    args: input(({ settledVisit }) => ({ visitId: settledVisit, reason: 'x', ...MORNING })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.creditVisit': {
    args: input(({ settledVisit }) => ({ visitId: settledVisit, reason: 'x' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.deleteVisit': { args: input(({ waitingVisit }) => ({ visitId: waitingVisit })), ...onlyProviders('refused NOT_FOUND') },
  'Mutation.keepVisit': { args: input(({ settledVisit }) => ({ visitId: settledVisit })), ...onlyOrganisers('refused NOT_FOUND') },
  'Mutation.approveVisit': { args: input(({ waitingVisit }) => ({ visitId: waitingVisit })), ...onlyOrganisers('refused NOT_FOUND') },
  'Mutation.approveVisits': {
    args: input(({ waitingVisit }) => ({ visits: [{ visitId: waitingVisit }] })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.returnVisits': {
    args: input(({ waitingVisit }) => ({ visits: [{ visitId: waitingVisit }], reason: 'x' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.holdVisit': {
    args: input(({ waitingVisit }) => ({ visitId: waitingVisit, reason: 'x' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.requestCorrection': {
    args: input(({ settledVisit }) => ({ visitId: settledVisit, reason: 'x', ...MORNING })),
    ...onlyProviders('refused NOT_FOUND'),
  },
  'Mutation.withdrawCorrectionRequest': {
    args: input(({ correctionRequest }) => ({ requestId: correctionRequest })),
    ...onlyProviders('refused NOT_FOUND'),
  },
  'Mutation.acceptCorrectionRequest': {
    args: input(({ correctionRequest }) => ({ requestId: correctionRequest, previewId: 'x' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.declineCorrectionRequest': {
    args: input(({ correctionRequest }) => ({ requestId: correctionRequest, reason: 'x' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.returnVisit': {
    args: input(({ waitingVisit }) => ({ visitId: waitingVisit, reason: 'x' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },

  ...SETTLING,
  // Last: a stranger waits for a job of the last minute as for one that may yet come.
  'Query.bookingsJob': { args: ({ tableImport }) => ({ id: tableImport }), ...everybody('null'), owner: 'recorder' },
  'Subscription.bookingsJob': { args: ({ tableImport }) => ({ id: tableImport }), ...everybody('null') },
};
