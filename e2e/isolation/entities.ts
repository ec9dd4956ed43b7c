/** Says what strangers get of every entity of every subgraph when they ask by its key, as only the gateway may. */
import { gzipSync } from 'node:zlib';
import { COMPANY, demonstrationId, PERSONAS, PIRKANMAA, type PersonaKey } from '@seteli/local/personas';
import { weekday, type Belongings } from './belongings.ts';
import { FREE_HOUR } from './expectations.ts';

export type EntityExpectation = {
  readonly id: (of: Belongings) => string;
  /** The fields that another subgraph would give first. */
  readonly given?: (of: Belongings) => object;
  /** `echo`: the answer repeats the id that was sent, and says nothing else. */
  readonly strangers: 'null' | 'public' | 'echo';
  readonly owner: PersonaKey;
};
const secret = (owner: PersonaKey, id: EntityExpectation['id']): EntityExpectation => ({ id, strangers: 'null', owner });
const open = (id: EntityExpectation['id']): EntityExpectation => ({ id, strangers: 'public', owner: 'granter' });
/** An entity of another subgraph: only the added fields are secret, its id is not. */
const added = (owner: PersonaKey, given: (of: Belongings) => object): EntityExpectation => ({
  id: () => demonstrationId(77),
  given,
  strangers: 'echo',
  owner,
});

/** The same for an entity of ours: strangers get their id back, as for an entity that does not exist. */
const addedTo = (owner: PersonaKey, id: EntityExpectation['id']): EntityExpectation => ({ id, strangers: 'echo', owner });

const explained = ({ voucher, content }: Belongings) => ({
  voucher: { id: voucher },
  kind: 'NORMAL',
  ...FREE_HOUR,
  timed: true,
  workers: 1,
  extraServiceAccepted: false,
  overlapReasonGiven: false,
  cancellation: null,
  pieces: [{ day: weekday(1), content: { id: content }, unit: 'HOUR', steps: 60, stepsPerUnit: 60, unitPrice: '38.50' }],
});
const noticed = ({ voucher, content }: Belongings) => ({
  voucher: { id: voucher },
  content: { id: content },
  firstDay: '2036-06-01',
  oldPrice: '38.50',
  newPrice: '55.55',
  usualUse: { unit: 'HOUR', amount: '1', minutes: 60 },
});
const listed = ({ service, content }: Belongings) => ({
  service: { id: service },
  unit: { id: COMPANY.units[0]!.id },
  firstDay: '2036-01-01',
  lastDay: null,
  state: 'SUBMITTED',
  prices: [{ content: { id: content }, price: '38.50' }],
});

const proposed = (): object => ({
  change: JSON.stringify({
    days: { organiserId: PIRKANMAA.id, days: [{ day: '2020-01-07', dayClass: 'HOLIDAY', holidayEve: null }], version: 1 },
  }),
});
const takenAgain = (): object => ({
  ...proposed(),
  takenAgain: gzipSync(JSON.stringify({ previewId: 'x', visits: [], left: [] })).toString('base64'),
});

/** By subgraph and type. A type has several entries when its entities are public in one state and secret in another. */
export const ENTITIES: Readonly<Record<string, readonly EntityExpectation[]>> = {
  'identity.User': [
    secret('provider-admin', () => PERSONAS.recorder.userId),
    secret('organiser-admin', () => PERSONAS.granter.userId),
    secret('aku', () => PERSONAS.aku.userId),
  ],
  'identity.Person': [secret('granter', () => PERSONAS.aku.person.id), secret('recorder', () => PERSONAS.recorder.person.id)],
  'identity.ServiceTeam': [secret('provider-admin', ({ team }) => team)],
  'registry.Organiser': [open(() => PIRKANMAA.id)],
  'registry.Service': [open(({ service }) => service)],
  'registry.ServiceContent': [open(({ content }) => content)],
  'registry.Provider': [open(() => COMPANY.id)],
  'registry.ProviderUnit': [open(() => COMPANY.units[0]!.id)],
  'registry.ProviderApproval': [open(({ approval }) => approval)],
  'registry.ServiceArea': [open(({ area }) => area)],
  'registry.PriceList': [
    open(({ acceptedPrices }) => acceptedPrices),
    secret('service-manager', ({ waitingPrices }) => waitingPrices),
    secret('service-manager', ({ draftPrices }) => draftPrices),
  ],
  'registry.Correction': [secret('organiser-admin', ({ correction }) => correction)],
  'vouchers.Voucher': [secret('granter', ({ voucher }) => voucher)],
  'bookings.Voucher': [addedTo('recorder', ({ voucher }) => voucher), addedTo('checker', ({ voucher }) => voucher)],
  'vouchers.PriceList': [added('organiser-admin', listed)],
  'vouchers.Correction': [added('organiser-admin', takenAgain)],
  'bookings.Correction': [added('organiser-admin', proposed)],
  'vouchers.PriceNotice': [added('recorder', noticed), added('aku', noticed)],
  'vouchers.VisitExplanation': [added('recorder', explained), added('aku', explained)],
  'bookings.Organiser': [open(() => PIRKANMAA.id)],
  'bookings.PriceNotice': [secret('recorder', ({ priceNotice }) => priceNotice), secret('aku', ({ priceNotice }) => priceNotice)],
  'bookings.RecurringVisits': [secret('recorder', ({ recurringVisits }) => recurringVisits)],
  'bookings.VisitExplanation': [secret('recorder', ({ settledVisit }) => settledVisit)],
  'bookings.Booking': [secret('recorder', ({ booking }) => booking)],
  'bookings.Visit': [secret('checker', ({ settledVisit }) => settledVisit), secret('recorder', ({ waitingVisit }) => waitingVisit)],
  'settlement.SettlementFeedItem': [secret('system', ({ feedItem }) => feedItem)],
  'settlement.LedgerEntry': [secret('system', ({ entry }) => entry)],
  'settlement.SettlementRun': [secret('approver', ({ run }) => run)],
  'settlement.SettlementStatement': [secret('service-manager', ({ statement }) => statement)],
  'settlement.Voucher': [addedTo('aku', ({ voucher }) => voucher)],
  'settlement.ClientShareStatement': [secret('aku', ({ clientShare }) => clientShare)],
};
