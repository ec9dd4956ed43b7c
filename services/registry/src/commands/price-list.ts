/** What providers and organisers do about price lists: draft, submit, accept and reject them. */
import type { Actor } from '@seteli/kit/actor';
import { dayOf } from '@seteli/kit/day';
import { lock, type Tx } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import { publish as announceIn } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { SavePriceListDraftInput, SubmitPriceListInput } from '@seteli/schema/generated/registry';
import { checkDraft, checkPrices, decide, type Price, type PriceList } from '../domain/price-list.ts';
import * as events from '../events.ts';
import * as companies from '../store/company.ts';
import * as priceLists from '../store/price-list.ts';
import * as services from '../store/service.ts';
import type { Desk } from './desk.ts';

/** Lists of one unit and service are decided about one at a time. */
const lockPrices = (tx: Tx, { unitId, serviceId }: { unitId: Id; serviceId: Id }) => lock(tx, `prices ${unitId} ${serviceId}`);

/** Whose unit and service a list is of; others' units are not found. */
async function findParties(tx: Tx, providerId: Id, { unitId, serviceId }: { unitId: Id; serviceId: Id }): Promise<Decision<Parties>> {
  const [unit] = await companies.listUnits(tx, { ids: [unitId] });
  if (unit?.providerId !== providerId) return refuse('NOT_FOUND', { path: ['unitId'] });
  const organiserId = await services.findOrganiserOf(tx, serviceId);
  return organiserId ? accept({ organiserId, providerId, unitId, serviceId }) : refuse('NOT_FOUND', { path: ['serviceId'] });
}

type Parties = Pick<PriceList, 'organiserId' | 'providerId' | 'unitId' | 'serviceId'>;

/** The list that is to be written: a draft of the provider's, or a new one. */
async function findDraft(tx: Tx, providerId: Id, id: Id | null | undefined): Promise<Decision<Pick<PriceList, 'id' | 'version'>>> {
  if (!id) return accept({ id: newId(), version: 0 });
  return checkDraft(await priceLists.lockOwnPriceList(tx, providerId, id));
}

export async function savePriceListDraft({ database, clock }: Desk, actor: Actor, input: SavePriceListDraftInput): Promise<Decision<Id>> {
  const now = clock.now();
  const providerId = actor.organisation.id;
  return await database.transaction(async (tx): Promise<Decision<Id>> => {
    const parties = await findParties(tx, providerId, input);
    if (!parties.accepted) return parties;
    const draft = await findDraft(tx, providerId, input.priceListId);
    if (!draft.accepted) return draft;
    const prices = pricesOf(input);
    const contentIds = await services.findContentIds(tx, parties.value.organiserId, input.serviceId);
    const unknown = prices.findIndex(({ contentId }) => !contentIds?.includes(contentId));
    if (unknown !== -1) return refuse('UNKNOWN_CONTENT', { path: ['prices', String(unknown), 'contentId'] });
    const { id, version } = draft.value;
    const list: PriceList = { ...parties.value, id, state: 'DRAFT', firstDay: input.firstDay, version: version + 1 };
    await priceLists.saveDraft(tx, { ...list, submittedBy: actor.userId, submittedAt: now }, prices);
    return accept(id);
  });
}

const pricesOf = ({ prices }: SubmitPriceListInput): Price[] => prices.map(({ contentId, price }) => ({ contentId, priceCents: price }));

export async function submitPriceList({ database, clock }: Desk, actor: Actor, input: SubmitPriceListInput): Promise<Decision<Id>> {
  const now = clock.now();
  const providerId = actor.organisation.id;
  const { firstDay } = input;
  return await database.transaction(async (tx): Promise<Decision<Id>> => {
    await lockPrices(tx, input);
    const parties = await findParties(tx, providerId, input);
    if (!parties.accepted) return parties;
    const draft = await findDraft(tx, providerId, input.priceListId);
    if (!draft.accepted) return draft;
    const { id, version } = draft.value;
    const list: PriceList = { ...parties.value, id, state: 'SUBMITTED', firstDay, version: version + 1 };
    const decision = checkPrices(await priceLists.findPriceFacts(tx, list), { firstDay, prices: pricesOf(input) }, dayOf(now));
    if (!decision.accepted) return decision;
    await priceLists.savePriceList(tx, { ...list, submittedBy: actor.userId, submittedAt: now }, decision.value);
    return accept(id);
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
