/**
 * Asks for a correction, shows what it would do, and decides about it. Each command is one transaction. It asks
 * vouchers before the transaction begins.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '@seteli/kit/actor';
import { dayOf, type Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import type { Cause } from '@seteli/kit/outbox';
import { accept, checkSeen, refuse, type Decision, type Refusal } from '@seteli/kit/result';
import { visitRecorded as recordedContract } from '@seteli/schema/events/bookings';
import { allocationMade, allocationRefused } from '@seteli/schema/events/vouchers';
import type { NoticeKind } from '@seteli/schema/tasks';
import type * as api from '@seteli/schema/generated/bookings';
import { sharesOf, type Shares } from '../domain/allocation.ts';
import * as rules from '../domain/correction-request.ts';
import type { CorrectionRequest } from '../domain/correction-request.ts';
import { saidKind, type Recorded } from '../domain/recorded.ts';
import { versionOn } from '../domain/facts.ts';
import { obstacleOfSpan } from '../domain/obstacles.ts';
import { ordinaryPolicy } from '../domain/recording-facts.ts';
import { beforeOf, mayCorrect, type Visit } from '../domain/visit.ts';
import * as events from '../events.ts';
import { rolesFor } from '../policy.ts';
import { findBookings, findBookingOf, getBookings } from '../store/booking.ts';
import * as store from '../store/correction-request.ts';
import { findServices } from '../store/service-version.ts';
import { findVisits, isChangeRefusedAboutNow, lockVisit } from '../store/visit.ts';
import { readBookings, spanOf } from '../loads/at-hand.ts';
import type { AskingDesk, Desk } from './desk.ts';
import { changeWithin, workOutChange, type WantedVisit } from './changing.ts';
import { findStandingVisits } from '../loads/standing.ts';
import { sight } from '../policy.ts';

const toOrganiser = ({ id, organiserId }: CorrectionRequest, serviceId: Id) => ({
  partition: organiserId,
  kind: 'CORRECTION_REQUEST' as const,
  subjectId: id,
  organisation: { kind: 'ORGANISER' as const, id: organiserId },
  roles: rolesFor('decideCorrectionRequest', 'ORGANISER'),
  serviceId,
  dueDay: null,
});

const toProvider = ({ id, organiserId, providerId }: CorrectionRequest, kind: NoticeKind, serviceId: Id) => ({
  partition: organiserId,
  kind,
  subjectId: id,
  organisation: { kind: 'PROVIDER' as const, id: providerId },
  roles: rolesFor('requestCorrection', 'PROVIDER'),
  serviceId,
  dueDay: null,
});

export async function requestCorrection(
  { database, clock }: Desk,
  actor: Actor,
  input: api.RequestCorrectionInput,
  to: WantedVisit,
): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'requestCorrection', input, now },
    async (tx) => {
      const who = sight(actor, 'requestCorrection');
      const [visit, booking] = [await lockVisit(tx, who, input.visitId), await findBookingOf(tx, who, input.visitId)];
      const decision =
        checkSeen(visit, input.expectedVersion) ?? rules.mayRequest(visit, await store.countRequests(tx, input.visitId), input.reason);
      if (!decision.accepted) return decision;
      const { id: visitId, bookingId, organiserId, providerId } = decision.value;
      const { kind: _, ...wish } = to(decision.value);
      const service = (await findServices(tx, [booking!.serviceId])).get(booking!.serviceId);
      const obstacle = obstacleOfSpan(wish, service ? versionOn(service, dayOf(wish.startsAt)) : ordinaryPolicy);
      if (obstacle) return { accepted: false, refusal: obstacle };
      const about = { id: newId(), visitId, bookingId, organiserId, providerId, wish, reason: input.reason.trim() };
      const undecided = { decidedBy: null, decidedAt: null, declineReason: null, correctedVersion: null };
      const request: CorrectionRequest = { ...about, state: 'OPEN', requestedBy: actor.userId, requestedAt: now, ...undecided };
      await store.insertRequest(tx, request);
      await events.openTasks(tx, [toOrganiser(request, booking!.serviceId)], { now, actor: actor.userId });
      return accept(request.id);
    },
  );
}

/** Ends a request without a correction. */
async function endWithout(
  { database, clock }: Desk,
  actor: Actor,
  command: 'withdrawCorrectionRequest' | 'declineCorrectionRequest',
  input: { readonly idempotencyKey: string; readonly requestId: Id },
  decide: (request: CorrectionRequest | undefined, now: Instant) => Decision<CorrectionRequest>,
): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command, input, now },
    async (tx) => {
      const who = sight(actor, command === 'declineCorrectionRequest' ? 'decideCorrectionRequest' : 'requestCorrection');
      const decision = decide(await store.lockRequest(tx, who, input.requestId), now);
      if (!decision.accepted) return decision;
      const cause = { now, actor: actor.userId };
      await saveEnded(tx, decision.value, cause, decision.value.state === 'DECLINED' ? 'CORRECTION_DECLINED' : null);
      return accept(decision.value.id);
    },
  );
}

async function saveEnded(tx: Tx, request: CorrectionRequest, cause: Cause, notice: NoticeKind | null): Promise<void> {
  await store.saveDecided(tx, request);
  await events.closeTasks(tx, 'CORRECTION_REQUEST', [request.id], cause);
  if (notice) events.giveNotices(tx, [toProvider(request, notice, await serviceOf(tx, request))], cause);
}

const serviceOf = async (tx: Tx, { bookingId }: CorrectionRequest): Promise<Id> => (await getBookings(tx, [bookingId]))[0]!.serviceId;

export const withdrawCorrectionRequest = (desk: Desk, actor: Actor, input: api.WithdrawCorrectionRequestInput) =>
  endWithout(desk, actor, 'withdrawCorrectionRequest', input, (request, now) => rules.withdraw(request, { userId: actor.userId, now }));

export const declineCorrectionRequest = (desk: Desk, actor: Actor, input: api.DeclineCorrectionRequestInput) =>
  endWithout(desk, actor, 'declineCorrectionRequest', input, (request, now) =>
    rules.decline(request, input.reason, { userId: actor.userId, now }),
  );

/** A correction that does not accept the open request closes it. */
export async function closeRequestOf(
  tx: Tx,
  { id, version }: Pick<Visit, 'id' | 'version'>,
  cause: Required<Pick<Cause, 'now' | 'actor'>>,
) {
  const request = await store.lockOpenRequestOf(tx, id);
  if (!request) return;
  const closed = rules.ended(request, 'CLOSED', { userId: cause.actor!, now: cause.now, version });
  await saveEnded(tx, closed, cause, 'CORRECTION_REQUEST_CLOSED');
}

/** The voucher has refused the correction. The request that it ended is open again, and its provider hears so. */
export async function reopenRequestsOf(tx: Tx, refused: readonly Pick<Visit, 'id' | 'version'>[], cause: Cause): Promise<void> {
  const reopened = await store.reopenRequests(tx, new Map(refused.map(({ id, version }) => [id, version])));
  const asked = await Promise.all(reopened.map(async (request) => ({ request, serviceId: await serviceOf(tx, request) })));
  await events.openTasks(
    tx,
    asked.map(({ request, serviceId }) => toOrganiser(request, serviceId)),
    cause,
  );
  events.giveNotices(
    tx,
    asked.map(({ request, serviceId }) => toProvider(request, 'CORRECTION_REQUEST_REOPENED', serviceId)),
    cause,
  );
}

/** What a correction would do now. `after` is null when vouchers or the rule would refuse it. */
export type CorrectionPreview = {
  readonly previewId: string;
  readonly visit: Visit;
  readonly after: Shares | null;
  readonly refusal: Refusal | null;
};

const tried = z.object({ type: z.string(), data: z.unknown() }).nullable();
const PATIENCE_MS = 5_000;

/** A correction never changes the kind. */
const wished =
  ({ wish }: CorrectionRequest) =>
  (visit: Visit): Recorded => ({ ...wish, kind: saidKind(visit) });

/** Locks and writes nothing. Vouchers tries the correction in the same way. */
export async function previewCorrection(desk: AskingDesk, actor: Actor, requestId: Id): Promise<Decision<CorrectionPreview>> {
  const { database, clock, backbone, log } = desk;
  const { reader } = database;
  const who = sight(actor, 'decideCorrectionRequest');
  const waiting = rules.open(await store.findRequest(reader, who, requestId));
  if (!waiting.accepted) return waiting;
  const request = waiting.value;
  const [[visit], [booking]] = [await findVisits(reader, who, [request.visitId]), await findBookings(reader, who, [request.bookingId])];
  const allowed = mayCorrect(visit, request.reason);
  if (!allowed.accepted) return accept(previewOf(request, visit!, null, allowed.refusal));
  const recorded = wished(request)(visit!);
  const at = (await readBookings(reader, [booking!], spanOf([recorded]))).get(request.bookingId);
  if (!at) return refuse('NOT_YET_KNOWN', { path: ['requestId'] });
  const standing = await findStandingVisits(reader, [{ at, recorded, externalId: null, providerId: request.providerId }], [visit!.id]);
  const about = {
    at,
    standing,
    before: visit!,
    recorded,
    now: clock.now(),
    correctionReason: request.reason,
    by: actor.userId,
  };
  const worked = workOutChange(about);
  if (!worked.accepted) return accept(previewOf(request, visit!, null, worked.refusal));
  const question = z.encode(recordedContract.data, events.visitRecorded(worked.value.changed, at, worked.value.priced).data as never);
  const answer = await backbone.ask('vouchers', 'visit-trial', question, PATIENCE_MS).catch((fault: unknown) => {
    log.info({ err: fault }, 'vouchers did not tell what a correction would come to');
    return null;
  });
  const told = tried.parse(answer);
  if (told?.type === allocationMade.type)
    return accept(previewOf(request, visit!, sharesOf(z.decode(allocationMade.data, told.data as never).lines), null));
  if (told?.type !== allocationRefused.type) return refuse('NOT_YET_KNOWN', { path: ['requestId'] });
  const { code, remaining } = z.decode(allocationRefused.data, told.data as never);
  return accept(previewOf(request, visit!, null, { code, ...(remaining && { remaining }) }));
}

/**
 * The id names all that the checker sees: another content or share of the visit, before or after, or another refusal
 * makes another preview.
 */
function previewOf({ id }: CorrectionRequest, visit: Visit, after: Shares | null, refusal: Refusal | null): CorrectionPreview {
  const seen = JSON.stringify([id, beforeOf(visit), visit.lines, after, refusal], (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
  return { previewId: createHash('sha256').update(seen).digest('hex').slice(0, 32), visit, after, refusal };
}

/**
 * `version`: the version under which the correction waited for vouchers. Answers that were kept before there was one
 * name neither field.
 */
type AcceptAnswer = Decision<Id> & { readonly visitId?: Id; readonly version?: number };

/**
 * Carries out what the checker saw. It refuses with `STALE_PREVIEW` when the correction would now do something else.
 */
export async function acceptCorrectionRequest(
  desk: AskingDesk,
  actor: Actor,
  input: api.AcceptCorrectionRequestInput,
): Promise<Decision<Id>> {
  const { database, clock } = desk;
  const now = clock.now();
  let shown: Decision<CorrectionPreview> = refuse('NOT_YET_KNOWN', { path: ['requestId'] });
  return await once<AcceptAnswer>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'acceptCorrectionRequest', input, now },
    async (tx) => {
      if (!shown.accepted) return shown;
      const { previewId, visit: seen, refusal } = shown.value;
      if (previewId !== input.previewId) return refuse('STALE_PREVIEW', { path: ['previewId'] });
      if (refusal) return refuse(refusal.code, { path: ['requestId'], ...(refusal.remaining && { remaining: refusal.remaining }) });
      const who = sight(actor, 'decideCorrectionRequest');
      const asked = await store.findRequest(tx, who, input.requestId);
      if (!asked) return refuse('NOT_FOUND', { path: ['requestId'] });
      const { reason } = asked;
      const to = wished(asked);
      let waiting!: CorrectionRequest;
      // The voucher and the visit are locked before the request, as in every other correction.
      const right = async (visit: Visit | undefined): Promise<Decision<Visit>> => {
        const open = rules.open(await store.lockRequest(tx, who, input.requestId));
        if (!open.accepted) return open;
        waiting = open.value;
        return visit?.version === seen.version ? mayCorrect(visit, reason) : refuse('STALE_PREVIEW', { path: ['previewId'] });
      };
      const changed = await changeWithin(
        tx,
        actor,
        { command: 'decideCorrectionRequest', visitId: seen.id, to, right, correctionReason: reason },
        now,
      );
      if (!changed.accepted) return changed;
      const accepted = rules.ended(waiting, 'ACCEPTED', { userId: actor.userId, now, version: changed.value.version });
      await saveEnded(tx, accepted, { now, actor: actor.userId }, 'CORRECTION_ACCEPTED');
      return { ...accept(accepted.id), visitId: seen.id, version: changed.value.version };
    },
    // Vouchers may since have refused the correction because it had not heard of everything. The request is then open
    // again.
    async ({ visitId, version }) =>
      visitId !== undefined && version !== undefined && (await isChangeRefusedAboutNow(database.reader, visitId, version)),
    // This runs before the transaction, so that nobody's voucher waits for another service's answer.
    async () => {
      shown = await previewCorrection(desk, actor, input.requestId);
    },
  );
}
