/**
 * Settlement with the facts that it has heard: two providers with an account and one without, and the people who work
 * for them.
 */
import { createHash } from 'node:crypto';
import type { Actor } from '@seteli/kit/actor';
import type { DataOf } from '@seteli/kit/events';
import { newId, type Id } from '@seteli/kit/ids';
import { announce, type Announcement } from '@seteli/kit/outbox';
import { openPeer, untilApplied, type Peer, OPEN_TO_ALL } from '@seteli/testing/peer';
import { untilWorked } from '@seteli/testing/jobs';
import { startForTest, testSettings, type ServiceUnderTest } from '@seteli/testing/service';
import { visitApproved, visitDeleted, visitHeld } from '@seteli/schema/events/bookings';
import { teamChanged } from '@seteli/schema/events/identity';
import { organiserChanged, providerChanged } from '@seteli/schema/events/registry';
import type { Settings } from '../src/config.ts';
import { start } from '../src/main.ts';

export const providerId = newId();
export const otherProviderId = newId();
/** A provider without a bank account. */
export const unpaidProviderId = newId();
export const serviceId = newId();
export const contentId = newId();

export type Staff = Record<'admin' | 'approver' | 'secondApprover' | 'checker' | 'granter' | 'system', Actor>;

export const actor = (kind: Actor['organisation']['kind'], id: Id, roles: string[], teamIds: Id[] = []): Actor => ({
  userId: newId(),
  organisation: { kind, id },
  roles,
  teamIds,
  assurance: 'STRONG',
});

export const biller = actor('PROVIDER', providerId, ['ADMIN']);
export const recorder = actor('PROVIDER', providerId, ['RECORDER']);
export const otherBiller = actor('PROVIDER', otherProviderId, ['ADMIN']);
export const clientOf = (personId: Id): Actor => actor('PERSON', personId, ['CLIENT']);

/** The team covers the service of the world. */
export type Organiser = { readonly id: Id; readonly teamId: Id; readonly staff: Staff };

/** Each test has its own organiser, so that months do not disturb each other. */
export const newOrganiser = (): Organiser => {
  const [id, teamId] = [newId(), newId()];
  const of = (role: string, ...teams: Id[]) => actor('ORGANISER', id, [role], teams);
  return {
    id,
    teamId,
    staff: {
      admin: of('ADMIN'),
      approver: of('SETTLEMENT_APPROVER'),
      secondApprover: of('SETTLEMENT_APPROVER'),
      checker: of('EVENT_CHECKER', teamId),
      granter: of('GRANTER'),
      system: of('SYSTEM_FEED'),
    },
  };
};

export type World = {
  settlement: ServiceUnderTest;
  /** The database as the service itself sees it. */
  runUrl: string;
  registry: Peer;
  bookings: Peer;
  identity: Peer;
  register(organiser: Organiser, change?: { iban?: string | null; companyName?: string }): Promise<void>;
  /** A new organiser that settlement has heard of. */
  registered(change?: { iban?: string | null; companyName?: string }): Promise<Organiser>;
  say(organiser: Organiser, ...announcements: Announcement[]): Promise<void>;
  heard(): Promise<void>;
  /** Answers at once, as the mutation does. */
  startLock(actor: Actor, month: string, idempotencyKey?: string): Promise<LockPayload>;
  /** Answers with the run as it is when the job has ended. */
  lock(actor: Actor, month: string, idempotencyKey?: string): Promise<RunPayload>;
  /** Approves the current hash, unless a hash is given. */
  approve(actor: Actor, runId: Id, more?: { readonly idempotencyKey?: string; readonly hash?: string }): Promise<RunPayload>;
  export(actor: Actor, runId: Id): Promise<RunPayload>;
  readFeed(actor: Actor, first?: number): Promise<FeedItem[]>;
  stop(): Promise<void>;
};

export type RunPayload = {
  run: {
    id: Id;
    state: string;
    total: string;
    organiserShare: string;
    clientShare: string;
    hash: string;
    paymentFile: string | null;
  } | null;
  refusal: { code: string } | null;
};

export type Job = { id: Id; kind: string; state: string; done: number; total: number; resultId: Id; endedAt: string | null };
export type LockPayload = RunPayload & { job: Job | null };

export type FeedItem = {
  id: Id;
  seq: number;
  cursor: string;
  kind: string;
  total: string | null;
  payload: string;
  hash: string;
  previousHash: string;
};

export const ACCOUNT = 'FI2112345600000785';
export const OTHER_ACCOUNT = 'FI5542345670000081';
export const DEBTOR_ACCOUNT = 'FI4950009420028730';

export const provider = (id: Id, companyName: string, iban: string | null, version = 1) =>
  announce(providerChanged, id, { providerId: id, businessId: '2362180-3', companyName, iban, unitIds: [], version });

export const JOB = 'id kind state done total startedBy { id } askedAt startedAt endedAt refusal { code } resultId';
const RUN_FIELDS = 'id state total organiserShare clientShare hash paymentFile';
const RUN = `run { ${RUN_FIELDS} } refusal { code path }`;
const FEED = `query ($organiserId: ID!, $after: String, $first: Int!) {
  settlementFeed(organiserId: $organiserId, after: $after, first: $first) { items { id seq cursor kind total payload hash previousHash } endCursor }
}`;

export async function openWorld(now: string): Promise<World> {
  const settings = (await testSettings('settlement')) as Settings;
  const settlement = await startForTest('settlement', start, now, settings);
  const [registry, bookings, identity] = [await openPeer('registry'), await openPeer('bookings'), await openPeer('identity')];
  await registry.say(
    'national',
    provider(providerId, 'Hoiva Äyräs & Pojat Oy', ACCOUNT),
    provider(otherProviderId, 'Toinen Hoiva Oy', OTHER_ACCOUNT),
    provider(unpaidProviderId, 'Tilitön Oy', null),
  );
  const heard = () => untilApplied(settlement.database, [registry, bookings, identity]);
  const act =
    (mutation: string, type: string, selection = RUN) =>
    async (actor: Actor, input: Record<string, unknown>) =>
      (await settlement.ask(actor, `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`, { input })).data?.[
        mutation
      ];
  const [startLock, approve, exportRun] = [
    act('lockRun', 'LockRunInput', `${RUN} job { ${JOB} }`),
    act('approveRun', 'ApproveRunInput'),
    act('exportRun', 'ExportRunInput'),
  ];
  /** Locks, and waits for the end of the job. */
  const lock = async (actor: Actor, input: Record<string, unknown>): Promise<RunPayload> => {
    const { run, refusal }: RunPayload = await startLock(actor, input);
    if (!run) return { run, refusal };
    await untilWorked(settlement);
    const { data } = await settlement.ask(actor, `query ($id: ID!) { settlementRun(id: $id) { ${RUN_FIELDS} } }`, { id: run.id });
    return { run: data.settlementRun, refusal };
  };
  /** The hash that a person sees who looks at the run. */
  const hashOf = async (runId: Id): Promise<string> => {
    const { rows } = await settlement.database.pool.query('select hash from settlement_run where id = $1', [runId]);
    return rows[0]?.hash ?? 'none';
  };
  const world: World = {
    settlement,
    runUrl: settings.DATABASE_URL,
    registry,
    bookings,
    identity,
    async register({ id, teamId }, { iban = DEBTOR_ACCOUNT, companyName = 'Pirkanmaan hyvinvointialue' } = {}) {
      await registry.say(id, announce(organiserChanged, id, organiserData(id, iban, companyName)));
      await identity.say('national', teamOf(teamId, 'ORGANISER', id));
      await heard();
    },
    async registered(change) {
      const organiser = newOrganiser();
      await world.register(organiser, change);
      return organiser;
    },
    async say({ id }, ...announcements) {
      await bookings.say(id, ...announcements);
      await heard();
    },
    heard,
    startLock: (actor, month, idempotencyKey = newId()) => startLock(actor, { month, idempotencyKey }),
    lock: (actor, month, idempotencyKey = newId()) => lock(actor, { month, idempotencyKey }),
    approve: async (actor, runId, { idempotencyKey = newId(), hash = '' } = {}) =>
      approve(actor, { runId, idempotencyKey, hash: hash || (await hashOf(runId)) }),
    export: (actor, runId) => exportRun(actor, { runId, idempotencyKey: newId() }),
    async readFeed(actor, first = 200) {
      const items: FeedItem[] = [];
      for (let after: string | null = null; ;) {
        const { data } = await settlement.ask(actor, FEED, { organiserId: actor.organisation.id, after, first });
        const page: { items: FeedItem[]; endCursor: string | null } = data.settlementFeed;
        if (page.items.length === 0) return items;
        items.push(...page.items);
        after = page.endCursor;
      }
    },
    async stop() {
      await settlement.stop();
      await Promise.all([registry.stop(), bookings.stop(), identity.stop()]);
    },
  };
  return world;
}

export const teamOf = (teamId: Id, organisationKind: 'ORGANISER' | 'PROVIDER', organisationId: Id) =>
  announce(teamChanged, teamId, { teamId, organisationKind, organisationId, serviceIds: [serviceId], ...OPEN_TO_ALL, version: 1 });

const organiserData = (organiserId: Id, iban: string | null, companyName: string) => ({
  organiserId,
  businessId: '0202637-8',
  companyName,
  iban,
  settlementDay: 5,
  recordingCutOffDay: 3,
  municipalityCodes: [],
  closed: false,
  version: 1,
});

type LineData = DataOf<typeof visitApproved>['lines'][number];
export type VisitLine = Pick<LineData, 'totalCents' | 'organiserCents'> &
  Partial<Omit<LineData, 'serviceMonth'>> & { readonly serviceMonth?: string };

export type Visit = {
  id: Id;
  version: number;
  providerId: Id;
  /** Its provider's id, where the provider has only one unit. */
  unitId?: Id;
  personId: Id;
  voucherId: Id;
  /** The service of the world, which the teams cover, unless another is given. */
  serviceId?: Id;
  recordedAt: string;
  /** Why bookings announces a later version; CORRECTED by default. */
  cause?: DataOf<typeof visitApproved>['cause'];
  lines: VisitLine[];
};

/** R1: 2.5 hours at 38.50, of which the organiser pays 32.00 an hour. */
export const visit = (change: Partial<Visit> = {}): Visit => ({
  id: newId(),
  version: 1,
  providerId,
  personId: newId(),
  voucherId: newId(),
  recordedAt: '2026-06-20T09:00:00Z',
  lines: [{ totalCents: 9625n, organiserCents: 8000n }],
  ...change,
});

const partiesOf = (organiserId: Id, given: Visit) => ({
  bookingId: given.voucherId,
  voucherId: given.voucherId,
  organiserId,
  serviceId: given.serviceId ?? serviceId,
  providerId: given.providerId,
  unitId: given.unitId ?? given.providerId,
  personId: given.personId,
});

const month = (text: string) => Temporal.PlainYearMonth.from(text);
const instant = (text: string) => Temporal.Instant.from(text);

export const approved = ({ id: organiserId }: Organiser, given: Visit): Announcement =>
  announce(visitApproved, given.id, {
    visitId: given.id,
    version: given.version,
    ...partiesOf(organiserId, given),
    recordedAt: instant(given.recordedAt),
    approvedAt: instant(given.recordedAt),
    approvedBy: 'POLICY',
    cause: given.version > 1 ? (given.cause ?? 'CORRECTED') : null,
    lines: given.lines.map(({ serviceMonth = '2026-06', ...line }) => ({
      contentId,
      serviceMonth: month(serviceMonth),
      unit: 'HOUR' as const,
      steps: 150,
      stepsPerUnit: 60,
      unitPriceCents: 3850n,
      unitValueCents: 3200n,
      clientCents: line.totalCents - line.organiserCents,
      unbilledCents: 0n,
      isExtraService: false,
      vatPermille: 0,
      totalVatCents: 0n,
      organiserVatCents: 0n,
      ...line,
    })),
  });

export const deleted = ({ id: organiserId }: Organiser, given: Visit): Announcement =>
  announce(visitDeleted, given.id, { visitId: given.id, version: given.version + 1, ...partiesOf(organiserId, given), cause: 'CREDITED' });

/** Held under its next version. */
export const held = ({ id: organiserId }: Organiser, given: Visit): Announcement =>
  announce(visitHeld, given.id, { visitId: given.id, version: given.version + 1, ...partiesOf(organiserId, given), cause: 'HELD' });

/** Checks the feed as a municipality does: it counts, and computes every hash itself. */
export function isWholeChain(items: readonly FeedItem[]): boolean {
  let previous = '0'.repeat(64);
  return items.every(({ seq, payload, hash, previousHash, id }, index) => {
    const holds =
      seq === index + 1 &&
      previousHash === previous &&
      hash ===
        createHash('sha256')
          .update(previousHash + payload)
          .digest('hex') &&
      JSON.parse(payload).id === id;
    previous = hash;
    return holds;
  });
}
