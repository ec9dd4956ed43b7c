/**
 * Grants a voucher in one transaction: it locks the values of the service, a chosen number and the predecessor,
 * decides, saves and announces.
 */
import type { Actor } from '@seteli/kit/actor';
import { keepActors } from '@seteli/kit/kept-actors';
import { dayOf, UNTIL_FURTHER_NOTICE, type Day } from '@seteli/kit/day';
import { lock, type Reader } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { newCharacters } from '@seteli/kit/secrets';
import type { GrantVoucherInput, OwnValueInput } from '@seteli/schema/generated/vouchers';
import { grant, type EntitlementWish, type Grant, type GrantFacts, type GrantWish, type OwnValueWish } from '../domain/grant.ts';
import type { Income } from '../domain/income.ts';
import { NUMBER_ALPHABET, RANDOM_CHARACTERS, voucherNumberOf } from '../domain/number.ts';
import { checkPreviewed, type ChangePreview } from '../domain/preview.ts';
import type { ArrangementKind } from '../domain/worth.ts';
import { voucherGranted } from '../events.ts';
import { isClientKnown, listTeamServices } from '../store/known.ts';
import { insertAccess } from '../store/opening.ts';
import { insertEntitlements } from '../store/entitlement.ts';
import { findContents, findFormula, findTerms, keepValues, listValueVersions } from '../store/value.ts';
import * as store from '../store/voucher.ts';
import type { ClientCard } from '../domain/client-card.ts';
import type { StoredIncome } from '../tables.ts';
import { previewGranted } from './cost.ts';
import type { Desk } from './desk.ts';
import { tellClients } from './telling.ts';

/** The parts of the input that the resolver parses: the quantities, and a number that was given before Seteli. */
export type ReadGrant = { readonly entitlements: readonly EntitlementWish[]; readonly chosenNumber: string | null };

export async function grantVoucher(
  { database, clock }: Desk,
  actor: Actor,
  input: GrantVoucherInput,
  { entitlements, chosenNumber }: ReadGrant,
): Promise<Decision<Id>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  const wish = toWish(input, entitlements);
  return await once<Decision<Id>>(
    database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'grantVoucher', input, now },
    async (tx) => {
      const { serviceId, personId, predecessorId = null } = input;
      const { firstDay, lastDay } = wish;
      await store.lockPersons(tx, [personId]);
      await keepValues(tx, serviceId);
      const grantedAt = clock.now();
      if (chosenNumber) await lock(tx, `voucher number ${chosenNumber}`);
      const service = await findServiceFacts(tx, actor, input);
      if (!service.accepted) return service;
      const facts: GrantFacts = {
        ...service.value,
        predecessor: predecessorId ? await store.lockPredecessor(tx, actor, predecessorId) : undefined,
        diedOn: await store.findDayOfDeath(tx, personId),
        isClientKnown: await isClientKnown(tx, personId),
        isOwnClient: await store.hasVoucher(tx, organiserId, personId),
        isNumberTaken: chosenNumber !== null && (await store.isNumberTaken(tx, chosenNumber)),
      };
      const decision = grant(facts, wish);
      if (!decision.accepted) {
        // A user who tries persons to learn who exists or has died leaves a trace of each.
        if (decision.refusal.path?.join() === 'personId')
          await insertAccess(tx, actor, [{ action: 'VOUCHER_NOT_GRANTED', outcome: 'REFUSED', personId }]);
        return decision;
      }
      const stale = await checkPreviewed(input.previewId, () =>
        previewOfGrant(tx, actor, input, wish, { decided: decision.value, arrangementKind: facts.arrangementKind, today: dayOf(now) }),
      );
      if (stale) return stale;
      const { ownValue, income, contractPrices } = decision.value;
      const voucher: store.StoredVoucher = {
        id: newId(),
        // Two drawn numbers hardly ever meet. If they do, the constraint refuses and the caller tries again.
        voucherNumber: chosenNumber ?? voucherNumberOf(newCharacters(NUMBER_ALPHABET, RANDOM_CHARACTERS)),
        organiserId,
        serviceId,
        personId,
        state: 'ACTIVE',
        arrangementKind: facts.arrangementKind,
        firstDay,
        lastDay,
        suspensions: [],
        ownValue,
        income: toStoredIncome(income),
        predecessorId,
        beforeDeath: null,
        contractPrices,
        clientCard: toClientCard(input.clientCard),
        grantedBy: actor.userId,
        grantedAt,
        version: 1,
      };
      await keepActors(tx, [actor]);
      await store.insertVoucher(tx, voucher);
      await insertEntitlements(tx, voucher.id, decision.value.entitlements, { loadedBy: actor.userId, loadedAt: now });
      const contentIds = decision.value.entitlements.flatMap((entitlement) => entitlement.contentIds);
      publish(tx, organiserId, [voucherGranted(voucher, contentIds)], { now, actor: actor.userId });
      tellClients(tx, 'VOUCHER_GRANTED', [{ ...voucher, dueDay: null }], { now, actor: actor.userId });
      return accept(voucher.id);
    },
  );
}

/** The facts that all vouchers of a service share. It refuses a service that no team of the actor covers. */
async function findServiceFacts(reader: Reader, actor: Actor, { serviceId, personId, firstDay, ownValue }: GrantVoucherInput) {
  const contents = await findContents(reader, actor.organisation.id, serviceId);
  if (contents && !(await listTeamServices(reader, actor)).has(serviceId, { personId }))
    return refuse('NOT_FOUND', { path: ['serviceId'] });
  return accept({
    serviceId,
    contents,
    arrangementKind: (await findTerms(reader, serviceId, firstDay)).arrangementKind,
    values: await listValueVersions(reader, serviceId),
    formula: ownValue?.income ? await findFormula(reader, serviceId, firstDay) : undefined,
  });
}

/**
 * Previews what a grant costs. It looks up neither the person nor the number: to learn which exist, users must grant in
 * their own name.
 */
export async function previewGrant(
  { database, clock }: Desk,
  actor: Actor,
  input: GrantVoucherInput,
  { entitlements }: ReadGrant,
): Promise<Decision<ChangePreview>> {
  const wish = toWish(input, entitlements);
  return await database.transaction(async (tx): Promise<Decision<ChangePreview>> => {
    const service = await findServiceFacts(tx, actor, input);
    if (!service.accepted) return service;
    const person = { isClientKnown: true, isOwnClient: true, diedOn: null, isNumberTaken: false };
    const predecessor = wish.predecessorId === null ? undefined : await store.findPredecessor(tx, actor, wish.predecessorId);
    const decision = grant({ ...service.value, ...person, predecessor }, wish);
    if (!decision.accepted) return decision;
    const decided = { decided: decision.value, arrangementKind: service.value.arrangementKind, today: dayOf(clock.now()) };
    return accept(await previewOfGrant(tx, actor, input, wish, decided));
  });
}

/** Its id is the same for the same grant throughout a day. */
function previewOfGrant(
  reader: Reader,
  actor: Actor,
  { serviceId, personId }: GrantVoucherInput,
  { firstDay, lastDay }: GrantWish,
  { decided, arrangementKind, today }: { readonly decided: Grant; readonly arrangementKind: ArrangementKind; readonly today: Day },
): Promise<ChangePreview> {
  const { ownValue, contractPrices, entitlements } = decided;
  const voucher = {
    organiserId: actor.organisation.id,
    serviceId,
    state: 'ACTIVE' as const,
    arrangementKind,
    firstDay,
    lastDay,
    suspensions: [],
    ownValue,
    ownValueChanges: [],
    contractPrices,
  };
  return previewGranted(reader, `${serviceId} ${personId} ${firstDay} ${lastDay}`, voucher, entitlements, today);
}

export const toOwnValueWish = (ownValue: OwnValueInput): OwnValueWish => ({
  baseCents: ownValue.base ?? null,
  contents: (ownValue.contents ?? []).map(({ contentId, value }) => ({ contentId, valueCents: value })),
  income: ownValue.income ? { monthlyIncomeCents: ownValue.income.monthlyIncome, persons: ownValue.income.persons } : null,
});

export const toStoredIncome = (income: Income | null): StoredIncome | null =>
  income && { monthlyIncomeCents: income.monthlyIncomeCents.toString(), persons: income.persons };

const toWish = (input: GrantVoucherInput, entitlements: readonly EntitlementWish[]): GrantWish => {
  const { personId, firstDay, lastDay, balance, ownValue, contractPrices, predecessorId = null } = input;
  return {
    personId,
    firstDay,
    lastDay: lastDay ?? UNTIL_FURTHER_NOTICE,
    predecessorId,
    entitlements,
    balance: balance
      ? { contentIds: balance.contentIds, batches: balance.batches.map(({ amount, ...days }) => ({ ...days, amountCents: amount })) }
      : null,
    ownValue: ownValue ? toOwnValueWish(ownValue) : null,
    contractPrices: (contractPrices ?? []).map(({ contentId, price }) => ({ contentId, priceCents: price })),
  };
};

const toClientCard = ({ name, streetAddress, postalCode, municipality, phone, email }: GrantVoucherInput['clientCard']): ClientCard => ({
  name,
  streetAddress: streetAddress ?? null,
  postalCode: postalCode ?? null,
  municipality: municipality ?? null,
  phone: phone ?? null,
  email: email ?? null,
});
