/** An organiser's administrators publish services and areas, and say what single days are. */
import { z } from 'zod';
import type { Actor } from '@seteli/kit/actor';
import { dayOf, type Instant } from '@seteli/kit/day';
import { lock, type Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish as announceIn, type Announcement } from '@seteli/kit/outbox';
import { accept, checkSeen, refuse, type Decision } from '@seteli/kit/result';
import type { PublishServiceAreaInput, PublishServiceInput, SetCalendarDaysInput } from '@seteli/schema/generated/registry';
import * as calendar from '../domain/calendar.ts';
import { requireOpen } from '../domain/organiser.ts';
import { lastDayFrom, mayPublishArea, publish, versionReachesBegunDays, wishOf } from '../domain/service.ts';
import * as events from '../events.ts';
import * as companies from '../store/company.ts';
import * as organisers from '../store/organiser.ts';
import * as services from '../store/service.ts';
import type { Desk } from './desk.ts';
import { lockCalendar, lockVersions, propose, type PublishedWish } from './proposing.ts';
import { askRepricing } from './repricing.ts';

/**
 * The ids of the published thing or its correction, and of the job that recalculates visits. Answers that were kept
 * before such jobs existed name no job.
 */
export type PublishedOrProposed = { readonly id: Id; readonly isProposed: boolean; readonly jobId?: Id | null };

/** The ids of what holds now, and of the job that recalculates visits. */
export type AnnouncedChange = { readonly id: Id; readonly jobId: Id | null };

/**
 * `version` is the number that the preview showed for a correction: carrying it out would undo a version that came in
 * between. `expectedVersion` is the newest version that the publisher saw.
 */
export type Saying = {
  readonly actor: Id;
  readonly now: Instant;
  readonly sayer: Actor;
  /** The confirmed correction that the command carries out. */
  readonly correctionId?: Id;
  readonly isCorrection: boolean;
  readonly version?: number;
  readonly expectedVersion?: number | null | undefined;
};

/** A version that the registry has decided and not yet written. */
type Version = {
  readonly version: services.NewVersion;
  readonly contents: services.NewContent[];
  readonly known: services.LockedService | null;
};

const dataOf = ({ contract, data }: Announcement): unknown => z.encode(contract.data, data as never);

export async function publishService(
  { database, clock }: Desk,
  actor: Actor,
  input: PublishServiceInput,
): Promise<Decision<PublishedOrProposed>> {
  const { reason, idempotencyKey, expectedVersion, ...wish } = input;
  const by = { actor: actor.userId, sayer: actor, now: clock.now() };
  const organiserId = actor.organisation.id;
  return await once<Decision<PublishedOrProposed>>(
    database,
    { organisation: organiserId, key: idempotencyKey, command: 'publishService', input, now: by.now },
    async (tx) => {
      if (reason == null) {
        const published = await publishVersion(tx, organiserId, wish, { ...by, isCorrection: false, expectedVersion });
        return published.accepted ? accept({ ...published.value, isProposed: false }) : published;
      }
      const decision = await decideVersion(tx, organiserId, wish, { ...by, isCorrection: true, expectedVersion });
      if (!decision.accepted) return decision;
      const { version, contents, known } = decision.value;
      const { firstDay } = version;
      const days = { firstDay, lastDay: lastDayFrom(known!, firstDay) };
      const change = dataOf(events.servicePublished(version, contents, null));
      const proposed = { serviceId: version.id, ...days, wish: { service: wish }, change };
      return accept({ id: await propose(tx, actor, proposed, by.now), isProposed: true });
    },
  );
}

export async function publishVersion(tx: Tx, organiserId: Id, input: PublishedWish, by: Saying): Promise<Decision<AnnouncedChange>> {
  const decision = await decideVersion(tx, organiserId, input, by);
  if (!decision.accepted) return decision;
  const { version, contents, known } = decision.value;
  await services.insertVersion(tx, version, contents);
  const isTouched = versionReachesBegunDays(known, version.firstDay, dayOf(by.now));
  return await announceChange(tx, version.id, by, isTouched, (repricing) => events.servicePublished(version, contents, repricing));
}

/** `isTouched`: the change reaches days that have begun, so bookings recalculates their visits. */
async function announceChange(
  tx: Tx,
  subjectId: Id,
  by: Saying,
  isTouched: boolean,
  announcementOf: (repricing: events.AskedRepricing | null) => Announcement,
): Promise<Decision<AnnouncedChange>> {
  const about = { subjectId, causeId: by.correctionId ?? null, now: by.now };
  const repricing = isTouched ? await askRepricing(tx, by.sayer, about) : null;
  await announceIn(tx, by.sayer.organisation.id, [announcementOf(repricing)], by);
  return accept({ id: subjectId, jobId: repricing?.jobId ?? null });
}

async function decideVersion(tx: Tx, organiserId: Id, input: PublishedWish, by: Saying): Promise<Decision<Version>> {
  const { code, names } = input;
  const { contents: _wished, maxVisitHours, ...wish } = wishOf(input);
  await lockVersions(tx, organiserId, code);
  const known = await services.lockService(tx, organiserId, code);
  const stale = checkSeen(known ?? undefined, by.expectedVersion);
  if (stale) return stale;
  const isAreaKnown = wish.areaId === null || (await organisers.hasArea(tx, organiserId, wish.areaId));
  // Whoever closes the organiser holds this lock, too.
  if (!known) await lock(tx, `services ${organiserId}`);
  const open = requireOpen(await companies.findOrganiser(tx, organiserId));
  if (!open.accepted) return open;
  const otherServices = known ? 0 : await services.countServices(tx, organiserId);
  const facts = { known, isAreaKnown, today: dayOf(by.now), otherServices, isCorrection: by.isCorrection };
  const decision = publish(facts, wishOf(input));
  if (!decision.accepted) return decision;
  const version: services.NewVersion = {
    ...wish,
    id: known?.id ?? newId(),
    organiserId,
    code,
    version: (known?.version ?? 0) + 1,
    names,
    maxVisitMinutes: maxVisitHours * 60,
    deliberateGaps: decision.value.deliberateGaps,
    publishedBy: by.actor,
    publishedAt: by.now,
  };
  const ids = new Map(known?.contents.map((content) => [content.code, content.id]));
  const contents = decision.value.contents.map((content) => ({
    ...content,
    id: ids.get(content.code) ?? newId(),
    serviceId: version.id,
    version: version.version,
  }));
  if (by.version !== undefined && by.version !== version.version) return refuse('STALE_PREVIEW', { path: ['previewId'] });
  return accept({ version, contents, known });
}

export async function publishServiceArea({ database, clock }: Desk, actor: Actor, input: PublishServiceAreaInput): Promise<Decision<Id>> {
  const organiserId = actor.organisation.id;
  const { code, names } = input;
  return await once<Decision<Id>>(
    database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'publishServiceArea', input, now: clock.now() },
    async (tx) => {
      const open = requireOpen(await companies.findOrganiser(tx, organiserId));
      if (!open.accepted) return open;
      await lock(tx, `areas ${organiserId}`);
      const areas = await organisers.listAreas(tx, { organiserIds: [organiserId] });
      if (!mayPublishArea(areas, code)) return refuse('LIMIT_REACHED', { path: ['code'] });
      return accept(await organisers.saveArea(tx, { id: newId(), organiserId, code, names }));
    },
  );
}

export async function setCalendarDays(
  { database, clock }: Desk,
  actor: Actor,
  input: SetCalendarDaysInput,
): Promise<Decision<PublishedOrProposed>> {
  const by = { actor: actor.userId, sayer: actor, now: clock.now() };
  const organiserId = actor.organisation.id;
  return await once<Decision<PublishedOrProposed>>(
    database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'setCalendarDays', input, now: by.now },
    async (tx) => {
      if (input.reason == null) {
        const said = await sayDays(tx, organiserId, input.days, { ...by, isCorrection: false });
        return said.accepted ? accept({ ...said.value, isProposed: false }) : said;
      }
      const decision = await decideDays(tx, organiserId, input.days, { ...by, isCorrection: true });
      if (!decision.accepted) return decision;
      const { days, version } = decision.value;
      const inOrder = days.map(({ day }) => day).toSorted(Temporal.PlainDate.compare);
      // Days that change nothing need no confirmation.
      if (inOrder.length === 0) return accept({ id: organiserId, isProposed: false });
      const span = { firstDay: inOrder[0]!, lastDay: inOrder.at(-1)! };
      const change = dataOf(events.calendarDaysSet(organiserId, days, version, null));
      return accept({
        id: await propose(tx, actor, { serviceId: null, ...span, wish: { days: input.days }, change }, by.now),
        isProposed: true,
      });
    },
  );
}

export async function sayDays(
  tx: Tx,
  organiserId: Id,
  wishes: readonly calendar.CalendarDayWish[],
  by: Saying,
): Promise<Decision<AnnouncedChange>> {
  const decision = await decideDays(tx, organiserId, wishes, by);
  if (!decision.accepted) return decision;
  const { days, version } = decision.value;
  if (days.length === 0) return accept({ id: organiserId, jobId: null });
  await organisers.insertCalendarDays(tx, organiserId, days, { version, setBy: by.actor, setAt: by.now });
  const said = days.map(({ day }) => day);
  const isTouched = calendar.daysReachBegunDays(said, dayOf(by.now), await services.hasOperatingDays(tx, organiserId));
  return await announceChange(tx, organiserId, by, isTouched, (repricing) => events.calendarDaysSet(organiserId, days, version, repricing));
}

type Days = { readonly days: readonly calendar.CalendarDay[]; readonly version: number };

async function decideDays(tx: Tx, organiserId: Id, wishes: readonly calendar.CalendarDayWish[], by: Saying): Promise<Decision<Days>> {
  const open = requireOpen(await companies.findOrganiser(tx, organiserId));
  if (!open.accepted) return open;
  await lockCalendar(tx, organiserId);
  const known = await organisers.listCalendarDays(tx, organiserId);
  const decision = calendar.setDays({ known, today: dayOf(by.now), isCorrection: by.isCorrection }, wishes);
  if (!decision.accepted) return decision;
  const version = (await organisers.findCalendarVersion(tx, organiserId)) + 1;
  if (by.version !== undefined && by.version !== version) return refuse('STALE_PREVIEW', { path: ['previewId'] });
  return accept({ days: decision.value, version });
}
