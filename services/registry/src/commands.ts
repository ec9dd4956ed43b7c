/**
 * What people do in the registry. Each command is one transaction: lock, load, decide, save, announce. No money moves here, so
 * there are no idempotency keys: a command that is sent again changes nothing, or is refused by name.
 */
import type { Actor } from '@seteli/kit/actor';
import type { Clock } from '@seteli/kit/clock';
import { dayOf } from '@seteli/kit/day';
import { lock, type Database, type Tx } from '@seteli/kit/db';
import { NATIONAL } from '@seteli/kit/events';
import { newId, type Id } from '@seteli/kit/ids';
import { publish as announceIn, type Announcement } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type {
  ApproveProviderInput,
  PublishServiceInput,
  SubmitPriceListInput,
  WithdrawApprovalInput,
} from '@seteli/schema/generated/registry';
import { approve, withdraw, type Approval } from './domain/approval.ts';
import * as company from './domain/company.ts';
import { checkPrices, decide, type PriceList } from './domain/price-list.ts';
import { publish, wishOf } from './domain/service.ts';
import * as events from './events.ts';
import * as approvals from './store/approval.ts';
import * as companies from './store/company.ts';
import * as priceLists from './store/price-list.ts';
import * as services from './store/service.ts';

export type Desk = { readonly database: Database; readonly clock: Clock };

export async function publishService({ database, clock }: Desk, actor: Actor, input: PublishServiceInput): Promise<Decision<Id>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  const { code, names } = input;
  const wish = wishOf(input);
  return await database.transaction(async (tx): Promise<Decision<Id>> => {
    const [organiser] = await companies.listOrganisers(tx, [organiserId]);
    if (!organiser) return refuse('NOT_FOUND');
    await lock(tx, `service ${organiserId} ${code}`);
    const known = await services.lockService(tx, organiserId, code);
    const decision = publish({ known, today: dayOf(now) }, wish);
    if (!decision.accepted) return decision;
    const version: services.NewVersion = {
      id: known?.id ?? newId(),
      organiserId,
      code,
      version: (known?.version ?? 0) + 1,
      firstDay: wish.firstDay,
      names,
      arrangementKind: wish.arrangementKind,
      approvalPolicy: wish.approvalPolicy,
      maxVisitMinutes: wish.maxVisitHours * 60,
      incrementMinutes: wish.incrementMinutes,
      tailDays: wish.tailDays,
      publishedBy: actor.userId,
      publishedAt: now,
    };
    const ids = new Map(known?.contents.map((content) => [content.code, content.id]));
    const contents = decision.value.map((content) => ({
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

export async function approveProvider({ database, clock }: Desk, actor: Actor, input: ApproveProviderInput): Promise<Decision<Id>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  const { serviceId, providerId, firstDay, lastDay = null } = input;
  return await database.transaction(async (tx): Promise<Decision<Id>> => {
    await lock(tx, `approvals ${providerId} ${serviceId}`);
    const contentIds = await services.findContentIds(tx, organiserId, serviceId);
    const isProviderKnown = (await companies.listProviders(tx, [providerId])).length > 0;
    const held = await approvals.listApprovalsOfProvider(tx, providerId, serviceId);
    const decision = approve({ contentIds, isProviderKnown, approvals: held }, input);
    if (!decision.accepted) return decision;
    if (decision.value.same) return accept(decision.value.same.id);
    const approval: Approval = {
      id: newId(),
      organiserId,
      serviceId,
      providerId,
      contentIds: decision.value.contentIds,
      firstDay,
      lastDay,
      withdrawnAt: null,
      version: 1,
    };
    await approvals.insertApproval(tx, { ...approval, approvedBy: actor.userId, approvedAt: now });
    await announceIn(tx, organiserId, [events.providerApproved(approval)], { now, actor: actor.userId });
    return accept(approval.id);
  });
}

export async function withdrawApproval({ database, clock }: Desk, actor: Actor, input: WithdrawApprovalInput): Promise<Decision<Id>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  return await database.transaction(async (tx): Promise<Decision<Id>> => {
    const approval = await approvals.lockApproval(tx, organiserId, input.approvalId);
    const decision = withdraw(approval, input.lastDay, now);
    if (!decision.accepted) return decision;
    if (decision.value === approval) return accept(approval.id);
    await approvals.saveWithdrawal(tx, decision.value);
    await announceIn(tx, organiserId, [events.approvalWithdrawn(decision.value)], { now, actor: actor.userId });
    return accept(decision.value.id);
  });
}

/** Lists of one unit and service are decided about one at a time. */
const lockPrices = (tx: Tx, { unitId, serviceId }: { unitId: Id; serviceId: Id }) => lock(tx, `prices ${unitId} ${serviceId}`);

export async function submitPriceList({ database, clock }: Desk, actor: Actor, input: SubmitPriceListInput): Promise<Decision<Id>> {
  const now = clock.now();
  const providerId = actor.organisation.id;
  const { unitId, serviceId, firstDay } = input;
  return await database.transaction(async (tx): Promise<Decision<Id>> => {
    await lockPrices(tx, input);
    const [unit] = await companies.listUnits(tx, { ids: [unitId] });
    if (unit?.providerId !== providerId) return refuse('NOT_FOUND', { path: ['unitId'] });
    const organiserId = await services.findOrganiserOf(tx, serviceId);
    if (!organiserId) return refuse('NOT_FOUND', { path: ['serviceId'] });
    const list: PriceList = { id: newId(), organiserId, serviceId, providerId, unitId, state: 'SUBMITTED', firstDay, version: 1 };
    const prices = input.prices.map(({ contentId, price }) => ({ contentId, priceCents: price }));
    const decision = checkPrices(await priceLists.findPriceFacts(tx, list), { firstDay, prices }, dayOf(now));
    if (!decision.accepted) return decision;
    await priceLists.insertPriceList(tx, { ...list, submittedBy: actor.userId, submittedAt: now }, decision.value);
    return accept(list.id);
  });
}

export async function acceptPriceList({ database, clock }: Desk, actor: Actor, priceListId: Id): Promise<Decision<Id>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  return await database.transaction(async (tx): Promise<Decision<Id>> => {
    const list = await priceLists.lockPriceList(tx, organiserId, priceListId);
    if (list) await lockPrices(tx, list);
    const decision = decide(list, 'ACCEPTED');
    if (!decision.accepted) return decision;
    const accepted = decision.value;
    if (accepted === list) return accept(accepted.id);
    const prices = await priceLists.listPrices(tx, [accepted.id]);
    const checked = checkPrices(await priceLists.findPriceFacts(tx, accepted), { firstDay: accepted.firstDay, prices }, dayOf(now));
    if (!checked.accepted) return refuse(checked.refusal.code, { path: ['priceListId'] });
    await priceLists.saveDecision(tx, accepted, { decidedBy: actor.userId, decidedAt: now });
    await announceIn(tx, organiserId, [events.priceListAccepted(accepted, prices)], { now, actor: actor.userId });
    return accept(accepted.id);
  });
}

export async function rejectPriceList({ database, clock }: Desk, actor: Actor, priceListId: Id): Promise<Decision<Id>> {
  const now = clock.now();
  return await database.transaction(async (tx): Promise<Decision<Id>> => {
    const list = await priceLists.lockPriceList(tx, actor.organisation.id, priceListId);
    const decision = decide(list, 'REJECTED');
    if (!decision.accepted) return decision;
    if (decision.value !== list) await priceLists.saveDecision(tx, decision.value, { decidedBy: actor.userId, decidedAt: now });
    return accept(decision.value.id);
  });
}

// National data, which no user enters: a seed or an operator's import calls these. Repeating one changes nothing.

export async function registerOrganiser({ database, clock }: Desk, wish: company.OrganiserWish): Promise<Decision<Id>> {
  return await database.transaction(async (tx): Promise<Decision<Id>> => {
    await lock(tx, 'organisers');
    const [known = null] = await companies.listOrganisers(tx, [wish.id]);
    const holderOfBusinessId = await companies.findOrganiserHolding(tx, wish.businessId);
    const decision = company.registerOrganiser({ known, holderOfBusinessId }, wish);
    if (!decision.accepted || decision.value === known) return decision.accepted ? accept(wish.id) : decision;
    await companies.saveOrganiser(tx, decision.value);
    return await announced(tx, wish.id, [events.organiserChanged(decision.value)], clock, wish.id);
  });
}

export async function registerProvider({ database, clock }: Desk, wish: company.ProviderWish): Promise<Decision<Id>> {
  return await database.transaction(async (tx): Promise<Decision<Id>> => {
    await lock(tx, 'providers');
    const known = await companies.findProvider(tx, wish.id);
    const holderOfBusinessId = await companies.findProviderHolding(tx, wish.businessId);
    const foreignUnits = await companies.listForeignUnits(
      tx,
      wish.id,
      wish.units.map(({ id }) => id),
    );
    const decision = company.registerProvider({ known, holderOfBusinessId, foreignUnits }, wish);
    if (!decision.accepted || decision.value === known) return decision.accepted ? accept(wish.id) : decision;
    await companies.saveProvider(tx, decision.value);
    return await announced(tx, NATIONAL, [events.providerChanged(decision.value)], clock, wish.id);
  });
}

async function announced(tx: Tx, partition: string, announcements: readonly Announcement[], clock: Clock, id: Id): Promise<Decision<Id>> {
  await announceIn(tx, partition, announcements, { now: clock.now() });
  return accept(id);
}
