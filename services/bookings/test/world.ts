/**
 * Bookings with what it has heard: one organiser with two services, one approved provider with a unit and a team, and
 * outsiders. The test says what vouchers answers.
 */
import type { Actor } from '@seteli/kit/actor';
import type { DataOf } from '@seteli/kit/events';
import { newId } from '@seteli/kit/ids';
import { announce, type Announcement } from '@seteli/kit/outbox';
import { openPeer, untilApplied, type Peer, OPEN_TO_ALL } from '@seteli/testing/peer';
import { startForTest, testSettings, type ServiceUnderTest } from '@seteli/testing/service';
import { teamChanged } from '@seteli/schema/events/identity';
import { organiserChanged, priceListAccepted, providerApproved, providerChanged, servicePublished } from '@seteli/schema/events/registry';
import { voucherGranted } from '@seteli/schema/events/vouchers';
import type { Settings } from '../src/config.ts';
import { start } from '../src/main.ts';
import * as op from './operations.ts';
import { playPatience, playVouchers } from './played-vouchers.ts';
import { row, type Row } from './sent.ts';

/** A Tuesday, noon in Helsinki. */
export const NOW = '2026-06-16T09:00:00Z';

/** The key of the lots for samples. */
export const SAMPLING_KEY = Buffer.alloc(32, 7);

export const organiserId = newId();
export const [providerId, otherProviderId] = [newId(), newId()];
/** Approved automatically unless something is flagged. */
export const serviceId = newId();
/** A checker looks at every visit. */
export const checkedServiceId = newId();
/** Charged by started quarters of an hour. */
export const quarterServiceId = newId();
/** Tests that need these services publish them. */
export const [variedServiceId, sampledServiceId, finalServiceId, eveServiceId] = [newId(), newId(), newId(), newId()];
/** The changing unit has no price list until a test gives it one. */
export const [unitId, unpricedUnitId, changingUnitId, otherUnitId] = [newId(), newId(), newId(), newId()];
export const personId = newId();

/** Weekdays 6–18, at 38.50. */
export const dayContent = newId();
/** Weekdays 18–21, at 44.00. */
export const eveningContent = newId();
/** Weekdays 21–24, without a price. */
export const nightContent = newId();
/** Weekdays 5–6: granted, but the provider is not approved for it. */
export const earlyContent = newId();
/** Saturdays 6–18: not granted. */
export const saturdayContent = newId();
/** Every day around the clock, of the service that is always checked. */
export const checkedContent = newId();

const [teamId, otherTeamId, officeId] = [newId(), newId(), newId()];
export const actor = (kind: Actor['organisation']['kind'], id: string, roles: string[], teamIds: string[] = []): Actor => ({
  userId: newId(),
  organisation: { kind, id },
  roles,
  teamIds,
  assurance: 'STRONG',
});

export const recorder = actor('PROVIDER', providerId, ['RECORDER'], [teamId]);
export const recorderWithoutTeam = actor('PROVIDER', providerId, ['RECORDER']);
/** Their team covers the service, but their company is not approved for it. */
export const otherRecorder = actor('PROVIDER', otherProviderId, ['RECORDER'], [otherTeamId]);
export const checker = actor('ORGANISER', organiserId, ['EVENT_CHECKER'], [officeId]);
export const granter = actor('ORGANISER', organiserId, ['GRANTER'], [officeId]);
export const checkerWithoutTeam = actor('ORGANISER', organiserId, ['EVENT_CHECKER']);
export const otherChecker = actor('ORGANISER', newId(), ['EVENT_CHECKER']);
export const client = actor('PERSON', personId, ['CLIENT']);
export const stranger = actor('PERSON', newId(), ['CLIENT']);

export type World = Omit<ReturnType<typeof playPatience>, 'patience'> & {
  bookings: ServiceUnderTest;
  runUrl: string;
  identity: Peer;
  registry: Peer;
  vouchers: Peer;
  settlement: Peer;
  heard(): Promise<void>;
  stop(): Promise<void>;
};

export const day = (text: string) => Temporal.PlainDate.from(text);

const bands = (fromHour: number, toHour: number, ...dayClasses: ('WEEKDAY' | 'SATURDAY' | 'SUNDAY')[]) => [
  { dayClasses, fromMinute: fromHour * 60, toMinute: toHour * 60 },
];
type Content = DataOf<typeof servicePublished>['contents'][number];

const content = (contentId: string, code: string, ofContent: Content['bands'], change: Partial<Content> = {}): Content => ({
  contentId,
  code,
  unit: 'HOUR',
  deductibleAllowed: true,
  kind: 'SERVICE',
  vatTreatment: 'EXEMPT',
  includedInPrice: false,
  maxStepsPerVisit: null,
  extraServiceAllowed: false,
  parallelAllowed: false,
  multiWorker: false,
  bands: ofContent,
  ...change,
});

/** A content that rows name, since it has no bands. */
export const unbanded = (contentId: string, change: Partial<Content>): Content => content(contentId, contentId.slice(-8), [], change);

export const checkedByDay = content(checkedContent, 'x', bands(0, 24, 'WEEKDAY', 'SATURDAY', 'SUNDAY'));

export const service = (change: Partial<DataOf<typeof servicePublished>> = {}): Announcement =>
  announce(servicePublished, change.serviceId ?? serviceId, {
    serviceId,
    organiserId,
    code: 'HA',
    arrangementKind: 'VOUCHER',
    approvalPolicy: 'AUTOMATIC_UNLESS_FLAGGED',
    maxVisitMinutes: 720,
    incrementMinutes: 1,
    tailDays: 30,
    samplePercent: 0,
    approvedEditable: true,
    overlapPolicy: 'REASON_NEEDED',
    prorationPolicy: 'CALENDAR_DAYS',
    hardLimitMonths: 3,
    valueNoticeDays: 30,
    cancellationTerms: null,
    firstDay: day('2026-01-01'),
    contents: [
      content(dayContent, 'a', bands(6, 18, 'WEEKDAY')),
      content(eveningContent, 'b', bands(18, 21, 'WEEKDAY')),
      content(nightContent, 'g', bands(21, 24, 'WEEKDAY')),
      content(earlyContent, 'e', bands(5, 6, 'WEEKDAY')),
      content(saturdayContent, 'c', bands(6, 18, 'SATURDAY')),
    ],
    version: 1,
    ...change,
  });

export const priceList = (prices: Record<string, bigint>, change: Partial<DataOf<typeof priceListAccepted>> = {}): Announcement =>
  announce(priceListAccepted, unitId, {
    priceListId: newId(),
    organiserId,
    serviceId,
    providerId,
    unitId,
    firstDay: day('2026-01-01'),
    prices: Object.entries(prices).map(([contentId, priceCents]) => ({ contentId, priceCents })),
    version: 1,
    ...change,
  });

export const approval = (change: Partial<DataOf<typeof providerApproved>> = {}): Announcement =>
  announce(providerApproved, providerId, {
    approvalId: newId(),
    organiserId,
    serviceId,
    providerId,
    contentIds: [dayContent, eveningContent, nightContent, saturdayContent],
    firstDay: day('2026-01-01'),
    lastDay: null,
    version: 1,
    ...change,
  });

export async function openWorld(): Promise<World> {
  const { patience, ...answering } = playPatience((answerer) => play.answers(answerer));
  const settings = Object.defineProperties({ ...(await testSettings('bookings')), SAMPLING_KEY }, patience);
  const bookings = await startForTest('bookings', start, NOW, settings as unknown as Settings);
  const played: { by?: { trial(question: unknown): string } } = {};
  const [identity, registry, vouchers, settlement] = await Promise.all([
    openPeer('identity'),
    openPeer('registry'),
    openPeer('vouchers', { 'visit-trial': async (question: unknown) => played.by!.trial(question) }),
    openPeer('settlement'),
  ]);
  const peers = [identity, registry, vouchers, settlement];
  const companies = [providerId, otherProviderId].map((id) => ({
    providerId: id,
    businessId: '1234567-1',
    companyName: 'Hoiva Oy',
    iban: null,
    unitIds: id === providerId ? [unitId, unpricedUnitId, changingUnitId] : [otherUnitId],
    version: 1,
  }));
  await registry.say('national', ...companies.map((company) => announce(providerChanged, company.providerId, company)));
  const organiser = {
    organiserId,
    businessId: '1234567-1',
    companyName: 'Hyvinvointialue',
    iban: null,
    settlementDay: 5,
    recordingCutOffDay: 3,
    municipalityCodes: [],
    closed: false,
    version: 1,
  };
  await registry.say(
    organiserId,
    announce(organiserChanged, organiserId, organiser),
    service(),
    service({
      serviceId: checkedServiceId,
      approvalPolicy: 'ALWAYS_CHECKED',
      contents: [checkedByDay],
    }),
    approval(),
    approval({ serviceId: checkedServiceId, contentIds: [checkedContent] }),
    priceList({ [dayContent]: 3850n, [eveningContent]: 4400n, [saturdayContent]: 4400n, [earlyContent]: 4400n }),
    priceList({ [checkedContent]: 3850n }, { serviceId: checkedServiceId }),
  );
  const team = (id: string, organisationId: string, organisationKind: 'PROVIDER' | 'ORGANISER' = 'PROVIDER') =>
    announce(teamChanged, id, {
      teamId: id,
      organisationKind,
      organisationId,
      serviceIds: [serviceId, checkedServiceId, quarterServiceId, variedServiceId, sampledServiceId, finalServiceId, eveServiceId],
      ...OPEN_TO_ALL,
      version: 1,
    });
  await identity.say('national', team(teamId, providerId), team(otherTeamId, otherProviderId), team(officeId, organiserId, 'ORGANISER'));
  const heard = () => untilApplied(bookings.database, peers);
  await heard();
  const play = (played.by = playVouchers(bookings, vouchers, organiserId));
  const stop = async () => {
    await play.stop();
    await bookings.stop();
    await Promise.all(peers.map((peer) => peer.stop()));
  };
  return { bookings, runUrl: settings.DATABASE_URL, identity, registry, vouchers, settlement, heard, ...answering, stop };
}

/** Publishes a service for which the provider is approved and all contents have a price. */
export async function publishService(
  { registry, heard }: World,
  id: string,
  prices: Record<string, bigint>,
  change: Partial<DataOf<typeof servicePublished>>,
): Promise<void> {
  await registry.say(
    organiserId,
    service({ serviceId: id, code: id.slice(-8), ...change }),
    approval({ serviceId: id, contentIds: Object.keys(prices) }),
    priceList(prices, { serviceId: id }),
  );
  await heard();
}

export type Voucher = DataOf<typeof voucherGranted>;

/** Vouchers announces a voucher of content by day, evening and night, and early morning. Returns its id. */
export async function grantVoucher({ vouchers, heard }: World, change: Partial<Voucher> = {}): Promise<string> {
  const voucherId = change.voucherId ?? newId();
  const voucher: Voucher = {
    voucherId,
    voucherNumber: 'H0800000015002',
    organiserId,
    serviceId,
    personId,
    contentIds: [dayContent, eveningContent, nightContent, earlyContent],
    firstDay: day('2026-01-01'),
    lastDay: day('2026-12-31'),
    state: 'ACTIVE',
    suspensions: [],
    predecessorId: null,
    contractPrices: [],
    version: 1,
    ...change,
  };
  await vouchers.say(organiserId, announce(voucherGranted, voucherId, voucher));
  await heard();
  return voucherId;
}

export const bookingInput = (voucherId: string, change: Record<string, unknown> = {}) => ({
  idempotencyKey: newId(),
  voucherId,
  unitId,
  firstDay: '2026-02-01',
  termsAccepted: true,
  contractFormed: true,
  channel: 'PHONE',
  ...change,
});

/** Grants a voucher and books it. Returns both ids. */
export async function book(world: World, change: Partial<Voucher> = {}, input: Record<string, unknown> = {}) {
  const voucherId = await grantVoucher(world, change);
  const { data } = await world.bookings.ask(recorder, op.BOOK, { input: bookingInput(voucherId, input) });
  return { voucherId, bookingId: data.makeBooking.booking.id as string };
}

export const checkedVoucher = { serviceId: checkedServiceId, contentIds: [checkedContent] };

/** Records as the ordinary recorder. Returns the results in order. */
export async function record({ bookings }: World, rows: readonly Row[], idempotencyKey = newId(), by = recorder) {
  const { data } = await bookings.ask(by, op.RECORD, { input: { idempotencyKey, visits: rows } });
  return data.recordVisits.results;
}

/** Records a visit that stands: approved by the policy, or waiting for the checker. */
export async function recordOne(
  world: World,
  bookingId: string,
  start = '2026-06-15T10:00',
  end = '2026-06-15T12:30',
  change: Partial<Row> = {},
) {
  const [result] = await record(world, [row(bookingId, start, end, change)]);
  return result.visit;
}

export async function see({ bookings }: World, visitId: string, by = recorder) {
  const { data } = await bookings.ask(by, `query ($id: ID!) { visit(id: $id) { ${op.VISIT} } }`, { id: visitId });
  return data.visit;
}

export const count = async ({ bookings }: World, query: string, ...values: unknown[]): Promise<number> =>
  Number((await bookings.database.pool.query(query, values)).rows[0].count);
