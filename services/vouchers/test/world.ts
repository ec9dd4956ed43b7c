/**
 * Vouchers with the facts that it has heard: an organiser with a service, an approved provider with a team, and others
 * who have no part in it.
 */
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import type { DataOf } from '@seteli/kit/events';
import { announce } from '@seteli/kit/outbox';
import { announced, openPeer, untilApplied, type Peer, OPEN_TO_ALL } from '@seteli/testing/peer';
import { startForTest, type ServiceUnderTest } from '@seteli/testing/service';
import { visitDeleted, visitRecorded } from '@seteli/schema/events/bookings';
import { personChanged, teamChanged } from '@seteli/schema/events/identity';
import { providerApproved, servicePublished } from '@seteli/schema/events/registry';
import type { Settings } from '../src/config.ts';
import { start } from '../src/main.ts';

export const NOW = '2026-06-16T09:00:00Z';

export const organiserId = newId();
export const otherOrganiserId = newId();
export const providerId = newId();
export const otherProviderId = newId();
export const serviceId = newId();
export const teamId = newId();
/** The organiser's team, which covers all its services, and another organiser's. */
export const officeId = newId();
const otherOfficeId = newId();
export const personId = newId();
/** a: free for the client by law; b: with a client's share. */
export const contentA = newId();
export const contentB = newId();
export const unapprovedContent = newId();

export const actor = (kind: Actor['organisation']['kind'], id: string, roles: string[], teamIds: string[] = []): Actor => ({
  userId: newId(),
  organisation: { kind, id },
  roles,
  teamIds,
  assurance: 'STRONG',
});

export const granter = actor('ORGANISER', organiserId, ['GRANTER'], [officeId]);
export const granterWithoutTeam = actor('ORGANISER', organiserId, ['GRANTER']);
export const administrator = actor('ORGANISER', organiserId, ['ADMIN']);
export const otherGranter = actor('ORGANISER', otherOrganiserId, ['GRANTER', 'ADMIN'], [otherOfficeId]);
export const recorder = actor('PROVIDER', providerId, ['RECORDER'], [teamId]);
export const recorderWithoutTeam = actor('PROVIDER', providerId, ['RECORDER']);
export const otherRecorder = actor('PROVIDER', otherProviderId, ['RECORDER'], [teamId]);
export const client = actor('PERSON', personId, ['CLIENT']);
export const stranger = actor('PERSON', newId(), ['CLIENT']);

export type World = {
  vouchers: ServiceUnderTest;
  identity: Peer;
  registry: Peer;
  bookings: Peer;
  heard(): Promise<void>;
  stop(): Promise<void>;
};

const day = (text: string) => Temporal.PlainDate.from(text);

/** A provider's approval for the service of the world, or for another. */
export const approvalOf = (provider: string, change: Partial<DataOf<typeof providerApproved>> = {}) =>
  announce(providerApproved, provider, {
    approvalId: newId(),
    organiserId,
    serviceId,
    providerId: provider,
    contentIds: [contentA, contentB],
    firstDay: day('2026-01-01'),
    lastDay: null,
    version: 1,
    ...change,
  });

/** A team that covers the service of the world, or others. */
export const teamOf = (
  id: string,
  organisationKind: 'ORGANISER' | 'PROVIDER',
  organisationId: string,
  change: Partial<DataOf<typeof teamChanged>> = {},
) =>
  announce(teamChanged, id, {
    teamId: id,
    organisationKind,
    organisationId,
    serviceIds: [serviceId],
    ...OPEN_TO_ALL,
    version: 1,
    ...change,
  });

/** A registry that adds each published service to the organiser's team. */
function withOffice(registry: Peer, identity: Peer): Peer {
  const covered = new Set<string>();
  return {
    ...registry,
    async say(partition, ...announcements) {
      await registry.say(partition, ...announcements);
      const before = covered.size;
      for (const { contract, subject } of announcements) if (contract === servicePublished) covered.add(subject);
      if (covered.size === before) return;
      const change = { serviceIds: [...covered], version: covered.size };
      await identity.say('national', teamOf(officeId, 'ORGANISER', organiserId, change));
    },
  };
}

export async function openWorld(settings?: Settings): Promise<World> {
  const vouchers = await startForTest('vouchers', start, NOW, settings);
  const [identity, bookings] = [await openPeer('identity'), await openPeer('bookings')];
  const registry = withOffice(await openPeer('registry'), identity);
  const peers = [identity, registry, bookings];
  const heard = () => untilApplied(vouchers.database, peers);
  await registry.say(
    organiserId,
    publication({ contents: [contentOf(contentA, { deductibleAllowed: false }), contentOf(contentB), contentOf(unapprovedContent)] }),
    approvalOf(providerId),
  );
  await identity.say('national', teamOf(teamId, 'PROVIDER', providerId));
  await identity.say('national', personOf(personId), personOf(stranger.organisation.id));
  await heard();
  await vouchers.ask(administrator, PUBLISH_VALUES, {
    input: {
      idempotencyKey: newId(),
      serviceId,
      firstDay: '2026-01-01',
      values: [
        { contentId: contentA, value: '21.00' },
        { contentId: contentB, value: '32.00' },
        { contentId: unapprovedContent, value: '10.00' },
      ],
    },
  });
  const stop = async () => {
    await vouchers.stop();
    await Promise.all(peers.map((peer) => peer.stop()));
  };
  return { vouchers, identity, registry, bookings, heard, stop };
}

/** A person as identity announces them. */
export const personOf = (id: string, change: Partial<DataOf<typeof personChanged>> = {}) =>
  announce(personChanged, id, { personId: id, protectedAddress: false, mergedInto: null, diedOn: null, version: 1, ...change });

type Publication = DataOf<typeof servicePublished>;

/** A content in hours, with a client's share, free of tax. */
export const contentOf = (contentId: string, change: Partial<Publication['contents'][number]> = {}): Publication['contents'][number] => ({
  contentId,
  code: contentId.slice(-4),
  unit: 'HOUR',
  deductibleAllowed: true,
  kind: 'SERVICE',
  vatTreatment: 'EXEMPT',
  includedInPrice: false,
  maxStepsPerVisit: null,
  extraServiceAllowed: false,
  parallelAllowed: false,
  multiWorker: false,
  bands: [],
  ...change,
});

/** The service of the world, or another one. */
export const publication = (change: Partial<Publication>) =>
  announce(servicePublished, change.serviceId ?? serviceId, {
    serviceId,
    organiserId,
    code: 'HA',
    arrangementKind: 'VOUCHER',
    approvalPolicy: 'AUTOMATIC_UNLESS_FLAGGED',
    maxVisitMinutes: 1440,
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
    contents: [],
    version: 1,
    ...change,
  });

export const PUBLISH_VALUES = `mutation ($input: PublishValuesInput!) {
  publishValues(input: $input) { unitValues { content { id } value firstDay } refusal { code path message } }
}`;

export const GRANT = `mutation ($input: GrantVoucherInput!) {
  grantVoucher(input: $input) {
    voucher { id voucherNumber state firstDay lastDay clientCard { name streetAddress postalCode municipality } entitlements { quantity { amount minutes } recurrence remaining(day: "2026-06-30") { minutes } } }
    refusal { code path message(language: SV) }
  }
}`;

export const grantInput = (change: Record<string, unknown> = {}) => ({
  idempotencyKey: newId(),
  personId,
  serviceId,
  firstDay: '2026-06-01',
  lastDay: '2026-12-31',
  clientCard: { name: 'Aku Asiakas', streetAddress: 'Salainen kuja 1', postalCode: '33100', municipality: 'Tampere' },
  entitlements: [{ contentIds: [contentA, contentB], minutes: 600, recurrence: 'MONTH' }],
  ...change,
});

/** Grants a voucher and answers its id. It introduces the person first. */
export async function grantVoucher(world: World, change: { personId?: string } & Record<string, unknown> = {}): Promise<string> {
  if (change.personId !== undefined) await introduce(world, change.personId);
  const { vouchers } = world;
  const { data } = await vouchers.ask(granter, GRANT, { input: grantInput(change) });
  return data.grantVoucher.voucher.id;
}

export async function introduce({ identity, heard }: World, id: string): Promise<void> {
  await identity.say('national', personOf(id));
  await heard();
}

export type RecordedVisit = DataOf<typeof visitRecorded>;

/** A visit of content b at 38.50 an hour, between two Helsinki times of one day. */
export function visitOf(voucherId: string, start: string, end: string, change: Partial<RecordedVisit> = {}): RecordedVisit {
  const [from, to] = [helsinki(start), helsinki(end)];
  const minutes = from.until(to).total('minutes');
  return {
    visitId: newId(),
    version: 1,
    bookingId: newId(),
    voucherId,
    organiserId,
    serviceId,
    providerId,
    unitId: newId(),
    personId,
    start: from,
    end: to,
    overlapReasonGiven: false,
    decidedAnew: false,
    kind: 'NORMAL',
    timed: true,
    workers: 1,
    extraServiceAccepted: false,
    cancellation: null,
    serviceVersion: null,
    pieces: [pieceOf(contentB, start.slice(0, 10), minutes, 3850n)],
    ...change,
  };
}

export const helsinki = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/Helsinki').toInstant();
type Piece = RecordedVisit['pieces'][number];
export const pieceOf = (contentId: string, onDay: string, minutes: number, unitPriceCents: bigint, change: Partial<Piece> = {}): Piece => ({
  contentId,
  day: day(onDay),
  unit: 'HOUR',
  steps: minutes,
  stepsPerUnit: 60,
  unitPriceCents,
  ...change,
});

/** Bookings announces the visits at once; then waits until vouchers has applied them. */
export async function record({ bookings, heard }: World, ...visits: RecordedVisit[]): Promise<void> {
  await bookings.say(organiserId, ...visits.map((visit) => announce(visitRecorded, visit.visitId, visit)));
  await heard();
}

export const deletionOf = (visit: RecordedVisit) => {
  const { visitId, version, bookingId, voucherId, providerId, unitId } = visit;
  const parties = { bookingId, voucherId, organiserId, serviceId: visit.serviceId, providerId, unitId, personId: visit.personId };
  return { visitId, version: version + 1, ...parties, cause: 'DELETED' as const };
};

export async function remove({ bookings, heard }: World, visit: RecordedVisit): Promise<void> {
  await bookings.say(organiserId, announce(visitDeleted, visit.visitId, deletionOf(visit)));
  await heard();
}

export type Answered = { readonly made: boolean; readonly visitVersion: number } & Record<string, unknown>;

/** What vouchers has announced about a visit, oldest first. */
export async function answersTo({ vouchers }: World, { visitId }: Pick<RecordedVisit, 'visitId'>): Promise<Answered[]> {
  const events = await announced(vouchers.database);
  return events
    .filter((event) => event.subject === visitId)
    .map(({ type, data }) => ({ made: type.includes('allocation-made'), ...(data as { visitVersion: number }) }));
}

export async function remaining({ vouchers }: World, voucherId: string, onDay = '2026-06-16'): Promise<number> {
  const query = `query ($id: ID!, $day: Date!) { voucher(id: $id) { entitlements { remaining(day: $day) { minutes } } } }`;
  const { data } = await vouchers.ask(granter, query, { id: voucherId, day: onDay });
  return data.voucher.entitlements[0].remaining.minutes;
}
