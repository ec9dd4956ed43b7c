/** What an organiser's administrators publish: services and their areas, and what they say of single days. */
import type { Actor } from '@seteli/kit/actor';
import { dayOf } from '@seteli/kit/day';
import { lock } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import { publish as announceIn } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { PublishServiceAreaInput, PublishServiceInput, SetCalendarDaysInput } from '@seteli/schema/generated/registry';
import { setDays } from '../domain/calendar.ts';
import { publish, wishOf } from '../domain/service.ts';
import * as events from '../events.ts';
import * as companies from '../store/company.ts';
import * as organisers from '../store/organiser.ts';
import * as services from '../store/service.ts';
import type { Desk } from './desk.ts';

export async function publishService({ database, clock }: Desk, actor: Actor, input: PublishServiceInput): Promise<Decision<Id>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  const { code, names } = input;
  const { contents: _wished, maxVisitHours, ...wish } = wishOf(input);
  return await database.transaction(async (tx): Promise<Decision<Id>> => {
    const [organiser] = await companies.listOrganisers(tx, [organiserId]);
    if (!organiser) return refuse('NOT_FOUND');
    await lock(tx, `service ${organiserId} ${code}`);
    const known = await services.lockService(tx, organiserId, code);
    const isAreaKnown = wish.areaId === null || (await organisers.hasArea(tx, organiserId, wish.areaId));
    const decision = publish({ known, isAreaKnown, today: dayOf(now) }, wishOf(input));
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
      publishedBy: actor.userId,
      publishedAt: now,
    };
    const ids = new Map(known?.contents.map((content) => [content.code, content.id]));
    const contents = decision.value.contents.map((content) => ({
      ...content,
      id: ids.get(content.code) ?? newId(),
      serviceId: version.id,
      version: version.version,
    }));
    await services.insertVersion(tx, version, contents);
    await announceIn(tx, organiserId, [events.servicePublished(version, contents)], { now, actor: actor.userId });
    return accept(version.id);
  });
}

export async function publishServiceArea(
  { database }: Desk,
  actor: Actor,
  { code, names }: PublishServiceAreaInput,
): Promise<Decision<Id>> {
  const organiserId = actor.organisation.id;
  return await database.transaction(async (tx): Promise<Decision<Id>> => {
    const [organiser] = await companies.listOrganisers(tx, [organiserId]);
    if (!organiser) return refuse('NOT_FOUND');
    return accept(await organisers.saveArea(tx, { id: newId(), organiserId, code, names }));
  });
}

export async function setCalendarDays({ database, clock }: Desk, actor: Actor, input: SetCalendarDaysInput): Promise<Decision<Id>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  return await database.transaction(async (tx): Promise<Decision<Id>> => {
    const [organiser] = await companies.listOrganisers(tx, [organiserId]);
    if (!organiser) return refuse('NOT_FOUND');
    await lock(tx, `calendar ${organiserId}`);
    const known = await organisers.listCalendarDays(tx, organiserId);
    const decision = setDays({ known, today: dayOf(now) }, input.days);
    if (!decision.accepted) return decision;
    const days = decision.value;
    if (days.length === 0) return accept(organiserId);
    const version = (await organisers.findCalendarVersion(tx, organiserId)) + 1;
    await organisers.insertCalendarDays(tx, organiserId, days, { version, setBy: actor.userId, setAt: now });
    await announceIn(tx, organiserId, [events.calendarDaysSet(organiserId, days, version)], { now, actor: actor.userId });
    return accept(organiserId);
  });
}
