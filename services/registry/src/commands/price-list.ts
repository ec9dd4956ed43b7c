/** Providers draft and submit price lists; organisers accept or reject them. */
import type { Actor } from '@seteli/kit/actor';
import { keepActors } from '@seteli/kit/kept-actors';
import { dayOf, type Day } from '@seteli/kit/day';
import { lock, type Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish as announceIn } from '@seteli/kit/outbox';
import { checkPreview } from '@seteli/kit/proposal';
import { accept, checkSeen, refuse, type Decision, type Refusal } from '@seteli/kit/result';
import type {
  AcceptPriceListInput,
  RejectPriceListInput,
  SavePriceListDraftInput,
  SubmitPriceListInput,
} from '@seteli/schema/generated/registry';
import {
  checkDraft,
  checkPrices,
  decide,
  lastDayOf,
  reachesBack,
  listReachesBegunDays,
  type Price,
  type PriceFacts,
  type PriceList,
} from '../domain/price-list.ts';
import { previewPrices, type PricePreview } from '../domain/price-preview.ts';
import * as events from '../events.ts';
import * as companies from '../store/company.ts';
import * as priceLists from '../store/price-list.ts';
import * as services from '../store/service.ts';
import type { AskingDesk, Desk } from './desk.ts';
import { previewNow, type Preview } from './proposing.ts';
import { askRepricing } from './repricing.ts';
import { openSubmitted, tellDecided } from './telling.ts';

/** The lock lets one command at a time decide lists of a unit and service. */
const lockPrices = (tx: Tx, { unitId, serviceId }: { unitId: Id; serviceId: Id }) => lock(tx, `prices ${unitId} ${serviceId}`);

/** Finds whose unit and service a list is about. Another provider's unit is `NOT_FOUND`. */
async function findParties(tx: Tx, providerId: Id, { unitId, serviceId }: { unitId: Id; serviceId: Id }): Promise<Decision<Parties>> {
  const [unit] = await companies.listUnits(tx, { ids: [unitId] });
  if (unit?.providerId !== providerId) return refuse('NOT_FOUND', { path: ['unitId'] });
  if (unit.closedAt !== null) return refuse('WRONG_STATE', { path: ['unitId'] });
  const organiserId = await services.findOrganiserOf(tx, serviceId);
  return organiserId ? accept({ organiserId, providerId, unitId, serviceId }) : refuse('NOT_FOUND', { path: ['serviceId'] });
}

type Parties = Pick<PriceList, 'organiserId' | 'providerId' | 'unitId' | 'serviceId'>;

/** Finds the provider's draft that the command writes, or makes the key of a new list. */
async function findDraft(
  tx: Tx,
  providerId: Id,
  { priceListId, expectedVersion }: SubmitPriceListInput,
): Promise<Decision<Pick<PriceList, 'id' | 'version'>>> {
  if (!priceListId) return accept({ id: newId(), version: 0 });
  const found = await priceLists.lockOwnPriceList(tx, providerId, priceListId);
  return checkSeen(found, expectedVersion) ?? checkDraft(found);
}

export async function savePriceListDraft({ database, clock }: Desk, actor: Actor, input: SavePriceListDraftInput): Promise<Decision<Id>> {
  const now = clock.now();
  const providerId = actor.organisation.id;
  return await once<Decision<Id>>(
    database,
    { organisation: providerId, key: input.idempotencyKey, command: 'savePriceListDraft', input, now },
    async (tx) => {
      const parties = await findParties(tx, providerId, input);
      if (!parties.accepted) return parties;
      const draft = await findDraft(tx, providerId, input);
      if (!draft.accepted) return draft;
      const prices = pricesOf(input);
      const contentIds = await services.findContentIds(tx, parties.value.organiserId, input.serviceId);
      const unknown = prices.findIndex(({ contentId }) => !contentIds?.includes(contentId));
      if (unknown !== -1) return refuse('UNKNOWN_CONTENT', { path: ['prices', String(unknown), 'contentId'] });
      const { id, version } = draft.value;
      const list: PriceList = { ...parties.value, id, state: 'DRAFT', firstDay: input.firstDay, reason: null, version: version + 1 };
      await priceLists.saveDraft(tx, { ...list, submittedBy: actor.userId, submittedAt: now }, prices);
      return accept(id);
    },
  );
}

const pricesOf = ({ prices }: Pick<SubmitPriceListInput, 'prices'>): Price[] =>
  prices.map(({ contentId, price }) => ({ contentId, priceCents: price }));

export async function submitPriceList({ database, clock }: Desk, actor: Actor, input: SubmitPriceListInput): Promise<Decision<Id>> {
  const now = clock.now();
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'submitPriceList', input, now },
    async (tx) => {
      await lockPrices(tx, input);
      const found = await findSubmitted(tx, actor, input);
      if (!found.accepted) return found;
      const { list, facts, prices } = found.value;
      const decision = checkPrices(facts, { ...list, prices }, dayOf(now));
      if (!decision.accepted) return decision;
      await priceLists.savePriceList(tx, { ...list, submittedBy: actor.userId, submittedAt: now }, decision.value);
      await openSubmitted(tx, list, { now, actor: actor.userId });
      return accept(list.id);
    },
  );
}

type Submitted = { readonly list: PriceList; readonly facts: PriceFacts; readonly prices: readonly Price[] };

async function findSubmitted(tx: Tx, actor: Actor, input: SubmitPriceListInput): Promise<Decision<Submitted>> {
  const { firstDay, reason = null } = input;
  const parties = await findParties(tx, actor.organisation.id, input);
  if (!parties.accepted) return parties;
  const draft = await findDraft(tx, actor.organisation.id, input);
  if (!draft.accepted) return draft;
  const { id, version } = draft.value;
  const list: PriceList = { ...parties.value, id, state: 'SUBMITTED', firstDay, reason, version: version + 1 };
  return accept({ list, facts: await priceLists.findPriceFacts(tx, list), prices: pricesOf(input) });
}

/** Tells what the list would change, and the refusal that submitting it would get. Saves nothing. */
export async function previewPriceList(
  { database, clock }: Desk,
  actor: Actor,
  input: SubmitPriceListInput,
): Promise<{ readonly preview: PricePreview | null; readonly refusal: Refusal | null }> {
  const today = dayOf(clock.now());
  return await database.transaction(async (tx) => {
    const found = await findSubmitted(tx, actor, input);
    if (!found.accepted) return { preview: null, refusal: found.refusal };
    const { list, facts, prices } = found.value;
    const decision = checkPrices(facts, { ...list, prices }, today);
    return { preview: previewPrices(facts, prices, today), refusal: decision.accepted ? null : decision.refusal };
  });
}

/**
 * An administrator accepts a list that reaches back only with the preview that they saw. The submitting provider is the
 * first person, the administrator the second (rules 14).
 */
export async function acceptPriceList(desk: AskingDesk, actor: Actor, input: AcceptPriceListInput): Promise<Decision<Id>> {
  const now = desk.clock.now();
  const { priceListId, previewId = null } = input;
  const organiserId = actor.organisation.id;
  let preview: Preview | null = null;
  return await once<Decision<Id>>(
    desk.database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'acceptPriceList', input, now },
    async (tx) => {
      const list = await priceLists.lockPriceList(tx, organiserId, priceListId);
      if (list) await lockPrices(tx, list);
      const decision = decide(list, { state: 'ACCEPTED' });
      if (!decision.accepted) return decision;
      const accepted = decision.value;
      if (accepted === list) return accept(accepted.id);
      const prices = await priceLists.listPrices(tx, [accepted.id]);
      const facts = await priceLists.findPriceFacts(tx, accepted);
      const checked = checkPrices(facts, { ...accepted, prices }, dayOf(now));
      if (!checked.accepted) return refuse(checked.refusal.code, { ...checked.refusal, path: ['priceListId'] });
      if (reachesBack(facts, accepted.firstDay, dayOf(now))) {
        const isNothing = preview?.visits === 0 && preview.left === 0 && previewId === null;
        const seen = isNothing ? accept(true) : checkPreview({ seen: previewId, now: preview?.previewId ?? null });
        if (!seen.accepted) return seen;
      }
      await priceLists.supersede(tx, accepted);
      await keepActors(tx, [actor]);
      await priceLists.saveDecision(tx, accepted, { decidedBy: actor.userId, decidedAt: now, decisionReason: null });
      const isTouched = listReachesBegunDays(facts, accepted.firstDay, dayOf(now));
      const repricing = isTouched ? await askRepricing(tx, actor, { subjectId: accepted.id, causeId: accepted.id, now }) : null;
      await tellDecided(tx, accepted, { now, actor: actor.userId });
      await announceIn(tx, accepted.organiserId, [events.priceListAccepted(accepted, prices, repricing)], { now, actor: actor.userId });
      return accept(accepted.id);
    },
    undefined,
    // The registry asks vouchers before the transaction, so that nobody who submits prices waits for the answer.
    async () => {
      preview = await effectNow(desk, actor, priceListId, dayOf(now));
    },
  );
}

/**
 * The effect of the list that vouchers shows now. Null where no question is needed, or where vouchers does not answer.
 */
async function effectNow(desk: AskingDesk, actor: Actor, priceListId: Id, today: Day) {
  const { reader } = desk.database;
  const [list] = await priceLists.listPriceLists(reader, actor, { ids: [priceListId] });
  if (list?.state !== 'SUBMITTED' || !reachesBack(await priceLists.findPriceFacts(reader, list), list.firstDay, today)) return null;
  const prices = await priceLists.listPrices(reader, [list.id]);
  const lastDay = lastDayOf(list, await priceLists.listPriceLists(reader, actor, { unitIds: [list.unitId] }));
  return await previewNow(desk, 'vouchers', 'price-list-preview', {
    id: list.id,
    organiserId: list.organiserId,
    serviceId: list.serviceId,
    unitId: list.unitId,
    firstDay: list.firstDay,
    lastDay,
    prices: prices.map(({ contentId, priceCents }) => ({ contentId, priceCents: Number(priceCents) })),
  });
}

export async function rejectPriceList({ database, clock }: Desk, actor: Actor, input: RejectPriceListInput): Promise<Decision<Id>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  return await once<Decision<Id>>(
    database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'rejectPriceList', input, now },
    async (tx) => {
      const list = await priceLists.lockPriceList(tx, organiserId, input.priceListId);
      const decision = decide(list, { state: 'REJECTED', reason: input.reason });
      if (!decision.accepted) return decision;
      if (decision.value === list) return accept(list.id);
      await keepActors(tx, [actor]);
      const decided = { decidedBy: actor.userId, decidedAt: now, decisionReason: input.reason.trim() };
      await priceLists.saveDecision(tx, decision.value, decided);
      await tellDecided(tx, decision.value, { now, actor: actor.userId });
      return accept(decision.value.id);
    },
  );
}
