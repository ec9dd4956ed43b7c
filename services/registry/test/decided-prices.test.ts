/** Drafts that two people write at once, and what an organiser tells a provider about its decision. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import type { ServiceUnderTest } from '@seteli/kit/testing/service';
import * as s from './scene.ts';

let registry: ServiceUnderTest;
let service: s.PublishedService;
beforeAll(async () => {
  registry = await s.openRegistry();
  const contents = s.serviceInput().contents.map((content) => ({ ...content, deductibleAllowed: true }));
  service = await s.publishExample(registry, { contents });
  const input = { providerId: s.PROVIDER, serviceId: service.id, firstDay: '2026-01-01' };
  await s.answerOf(registry, s.caseHandler, s.APPROVE, { input });
});
afterAll(() => registry.stop());

type List = { readonly id: string; readonly version: number; readonly prices: readonly { readonly price: string }[] };
type Answer = { readonly priceList: List | null; readonly refusal: { readonly code: string; readonly path?: readonly string[] } | null };
const withVersion = (mutation: string) => mutation.replace('priceList { id', 'priceList { id version');
const pricesOf = (price: string, firstDay: string) => ({
  unitId: s.UNIT,
  serviceId: service.id,
  firstDay,
  prices: [{ contentId: s.contentId(service, 'a'), price }],
});
const send = (mutation: string, input: object) => s.answerOf<Answer>(registry, s.serviceManager, withVersion(mutation), { input });

test('a manager who saw an older draft neither overwrites nor submits what another has written since', async () => {
  const draft = (await send(s.SAVE_DRAFT, pricesOf('38.50', '2026-07-01'))).priceList!;
  expect(draft.version).toBe(1);
  const asSeen = { priceListId: draft.id, expectedVersion: 1 };
  const saved = await send(s.SAVE_DRAFT, { ...pricesOf('39.00', '2026-07-01'), ...asSeen });
  expect(saved.priceList).toMatchObject({ id: draft.id, version: 2, prices: [{ price: '39.00' }] });
  for (const mutation of [s.SAVE_DRAFT, s.SUBMIT])
    expect(await send(mutation, { ...pricesOf('40.00', '2026-07-01'), ...asSeen })).toEqual({
      priceList: null,
      refusal: { code: 'STALE', path: ['expectedVersion'] },
    });
  const submitted = await send(s.SUBMIT, { ...pricesOf('39.00', '2026-07-01'), priceListId: draft.id, expectedVersion: 2 });
  expect(submitted.priceList).toMatchObject({ id: draft.id, version: 3, prices: [{ price: '39.00' }] });
});

const DECISION = 'decision { kind decidedAt reason decidedBy { id organisationKind organisationId roles user { id } } }';
const REJECT = `mutation ($input: RejectPriceListInput!) { rejectPriceList(input: $input) { priceList { state ${DECISION} } refusal { code path } } }`;
const LIST = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on PriceList { ${DECISION} } } }`;

const submitted = async (firstDay: string) => (await send(s.SUBMIT, pricesOf('38.50', firstDay))).priceList!.id;
const reject = (input: object, actor: Actor = s.admin) => s.answerOf<Answer>(registry, actor, REJECT, { input });
async function decisionSeenBy(actor: Actor, id: string) {
  const [found] = await s.answerOf<[{ decision: object | null } | null]>(registry, actor, LIST, { of: [{ __typename: 'PriceList', id }] });
  return found && found.decision;
}

test('the provider of a rejected list reads why, when and for which organiser, and the organiser also by whom; others do not see the list', async () => {
  const priceListId = await submitted('2026-08-01');
  expect(await decisionSeenBy(s.serviceManager, priceListId)).toBeNull();
  registry.clock.set('2026-06-16T10:00:00Z');
  const reason = 'Hinta ylittää sopimuksen.\nLähettäkää uusi.';
  const { priceList, refusal } = await reject({ priceListId, reason: ` ${reason} ` });
  const by = { organisationKind: 'ORGANISER', organisationId: s.ORGANISER, roles: ['ADMIN'] };
  const decision = { kind: 'REJECTED', decidedAt: '2026-06-16T10:00:00.000Z', reason };
  const own = { ...decision, decidedBy: { ...by, id: s.admin.userId, user: { id: s.admin.userId } } };
  expect([priceList, refusal]).toEqual([{ state: 'REJECTED', decision: own }, null]);
  expect(await decisionSeenBy(s.caseHandler, priceListId)).toEqual(own);
  expect(await decisionSeenBy(s.recorder, priceListId)).toEqual({ ...decision, decidedBy: { ...by, id: null, user: null } });
  for (const actor of [s.otherAdmin, s.otherServiceManager, s.client]) expect(await decisionSeenBy(actor, priceListId)).toBeNull();
});

test('nobody rejects without a reason, and the first reason stays', async () => {
  const priceListId = await submitted('2026-08-02');
  for (const reason of ['', ' \n '])
    expect(await reject({ priceListId, reason })).toEqual({ priceList: null, refusal: { code: 'REASON_MISSING', path: ['reason'] } });
  for (const reason of [undefined, 'x'.repeat(2001)])
    expect(await s.faultOf(registry, s.admin, REJECT, { input: { priceListId, reason } })).toBe('BAD_USER_INPUT');
  await reject({ priceListId, reason: 'Liian kallis' });
  const again = await reject({ priceListId, reason: 'Muu syy' }, { ...s.admin, userId: newId() });
  expect(again.priceList).toMatchObject({ decision: { reason: 'Liian kallis', decidedBy: { id: s.admin.userId } } });
});

test('everybody sees an accepted list, but only its organiser and its provider see the decision', async () => {
  const id = await submitted('2026-09-01');
  await s.answerOf(registry, s.admin, s.ACCEPT, { id });
  for (const actor of [s.admin, s.serviceManager])
    expect(await decisionSeenBy(actor, id)).toMatchObject({ kind: 'ACCEPTED', reason: null, decidedBy: { organisationId: s.ORGANISER } });
  for (const actor of [s.otherAdmin, s.otherServiceManager, s.client]) expect(await decisionSeenBy(actor, id)).toBeNull();
});
