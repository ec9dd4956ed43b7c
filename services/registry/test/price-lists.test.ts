import { newId } from '@seteli/kit/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { announced, openPeer, type Peer } from '@seteli/testing/peer';
import type { ServiceUnderTest } from '@seteli/testing/service';
import { priceListAccepted } from '@seteli/schema/events/registry';
import { PERSONAL_ASSISTANCE } from '../src/domain/example-service.ts';
import {
  ACCEPT,
  admin,
  answerOf,
  APPROVE,
  caseHandler,
  client,
  contentId,
  faultOf,
  openRegistry,
  ORGANISER,
  OTHER_UNIT,
  otherAdmin,
  otherServiceManager,
  PROVIDER,
  publishExample,
  recorder,
  REJECT,
  SAVE_DRAFT,
  sayValues,
  serviceManager,
  SUBMIT,
  UNIT,
  WITHDRAW,
  type PublishedService,
} from './scene.ts';

/** Personal assistance of which the client pays a share. */
const SHARED = PERSONAL_ASSISTANCE.map((content) => ({ ...content, deductibleAllowed: true }));

let registry: ServiceUnderTest;
let vouchers: Peer;
let service: PublishedService;
let approvalId: string;

beforeAll(async () => {
  registry = await openRegistry();
  vouchers = await openPeer('vouchers');
  service = await approvedService('HA');
  await sayValues(registry, service, '2026-01-01', 2100n, vouchers);
});
afterAll(async () => {
  await registry.stop();
  await vouchers.stop();
});

async function approvedService(code: string, changes: object = {}): Promise<PublishedService> {
  const published = await publishExample(registry, { code, ...changes });
  const input = { providerId: PROVIDER, serviceId: published.id, firstDay: '2026-01-01' };
  const { approval } = await answerOf(registry, caseHandler, APPROVE, { input });
  approvalId = (approval as { id: string }).id;
  return published;
}

const inputOf = (of: PublishedService, changes: object = {}) => ({
  unitId: UNIT,
  serviceId: of.id,
  firstDay: '2026-07-01',
  prices: [{ contentId: contentId(of, 'a'), price: '21.00' }],
  ...changes,
});
const submit = (of: PublishedService, changes: object = {}, actor = serviceManager) =>
  answerOf(registry, actor, SUBMIT, { input: inputOf(of, changes) });
const idOf = ({ priceList }: Record<string, unknown>) => (priceList as { id: string }).id;
const accept = (id: string, actor = admin) => answerOf(registry, actor, ACCEPT, { id });
const reject = (id: string, actor = admin) => answerOf(registry, actor, REJECT, { id });
const asking = (of: PublishedService, price: string, code = 'a') => ({ prices: [{ contentId: contentId(of, code), price }] });

test('a submitted list comes into force when the organiser accepts it, and is announced with its exact prices', async () => {
  const submitted = await submit(service, { firstDay: '2026-01-01' });
  expect(submitted).toMatchObject({
    refusal: null,
    priceList: {
      state: 'SUBMITTED',
      firstDay: '2026-01-01',
      unit: { id: UNIT, provider: { id: PROVIDER } },
      service: { id: service.id },
      prices: [{ price: '21.00', content: { id: contentId(service, 'a') } }],
    },
  });
  expect(await announced(registry.database, priceListAccepted.type)).toEqual([]);
  expect(await accept(idOf(submitted))).toMatchObject({ refusal: null, priceList: { state: 'IN_FORCE' } });
  expect(await accept(idOf(submitted))).toMatchObject({ refusal: null, priceList: { state: 'IN_FORCE' } });
  expect(await reject(idOf(submitted))).toMatchObject({ refusal: { code: 'WRONG_STATE' } });
  const events = await announced(registry.database, priceListAccepted.type);
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ partition: ORGANISER, subject: idOf(submitted) });
  expect(z.decode(priceListAccepted.data, events[0]!.data as never)).toMatchObject({
    unitId: UNIT,
    providerId: PROVIDER,
    prices: [{ contentId: contentId(service, 'a'), priceCents: 2100n }],
    version: 2,
  });
});

test('a provider submits no price above the value of a service that is free for the client', async () => {
  expect(await submit(service, asking(service, '21.01'))).toEqual({
    priceList: null,
    refusal: { code: 'PRICE_EXCEEDS_CAP', path: ['prices', '0', 'price'] },
  });
});

test('the value on the first day of the list caps its prices, when the provider submits it and when the organiser accepts it', async () => {
  const capped = await approvedService('CAP');
  expect(await submit(capped)).toMatchObject({ refusal: { code: 'NOT_YET_KNOWN' } });
  await sayValues(registry, capped, '2026-01-01', 2100n, vouchers);
  const july = await submit(capped);
  expect(july.refusal).toBeNull();
  await sayValues(registry, capped, '2026-07-01', 2050n, vouchers);
  expect(await submit(capped, { firstDay: '2026-06-30' })).toMatchObject({ refusal: null });
  expect(await accept(idOf(july))).toEqual({ priceList: null, refusal: { code: 'PRICE_EXCEEDS_CAP', path: ['priceListId'] } });
  expect(await reject(idOf(july))).toMatchObject({ refusal: null, priceList: { state: 'REJECTED' } });
  const lower = await submit(capped, asking(capped, '20.50'));
  expect(await accept(idOf(lower))).toMatchObject({ refusal: null });
  // The organiser corrects an error: the later of two values for one day holds.
  await sayValues(registry, capped, '2026-07-01', 2040n, vouchers);
  expect(await submit(capped, { firstDay: '2026-07-02', ...asking(capped, '20.50') })).toMatchObject({
    refusal: { code: 'PRICE_EXCEEDS_CAP' },
  });
  expect(await submit(capped, { firstDay: '2026-07-02', ...asking(capped, '20.40') })).toMatchObject({ refusal: null });
});

test('3: an organiser lists accepted prices above a fallen value, and the provider sees from which day; another county lists nothing', async () => {
  const fallen = await approvedService('FALLEN');
  await sayValues(registry, fallen, '2026-01-01', 2100n, vouchers);
  const id = idOf(await submit(fallen, asking(fallen, '21.00')));
  expect(await accept(id)).toMatchObject({ refusal: null });
  const listed = async (actor = caseHandler) => {
    const query = `query ($id: ID!) { priceListsAboveValue(serviceId: $id) { edges { node { id unit { provider { id } } prices { price aboveValueFrom } } } } }`;
    const { edges } = await answerOf<{ edges: { node: object }[] }>(registry, actor, query, { id: fallen.id });
    return edges.map(({ node }) => node);
  };
  expect(await listed()).toEqual([]);
  await sayValues(registry, fallen, '2026-08-01', 2050n, vouchers);
  const prices = [{ price: '21.00', aboveValueFrom: '2026-08-01' }];
  expect(await listed()).toEqual([{ id, unit: { provider: { id: PROVIDER } }, prices }]);
  expect(await listed(otherAdmin)).toEqual([]);
  expect(await faultOf(registry, serviceManager, `{ priceListsAboveValue(serviceId: "${fallen.id}") { edges { cursor } } }`)).toBe(
    'FORBIDDEN',
  );
  const own = `{ _entities(representations: [{ __typename: "PriceList", id: "${id}" }]) { ... on PriceList { prices { price aboveValueFrom } } } }`;
  expect(await answerOf(registry, serviceManager, own)).toEqual([{ prices }]);
  // A new list takes its place on the day on which the value falls, so nothing is above the value.
  expect(await accept(idOf(await submit(fallen, { firstDay: '2026-08-01', ...asking(fallen, '20.50') })))).toMatchObject({ refusal: null });
  expect(await listed()).toEqual([]);
});

test('two lists of a unit and service do not start on one day, unless the organiser rejected the first', async () => {
  const once = await approvedService('ONCE');
  await sayValues(registry, once, '2026-01-01', 2100n, vouchers);
  const answers = await Promise.all([1, 2, 3].map(() => submit(once)));
  const submitted = answers.filter(({ refusal }) => refusal === null);
  expect(submitted).toHaveLength(1);
  expect(answers.filter(({ refusal }) => (refusal as { code: string } | null)?.code === 'VERSION_EXISTS')).toHaveLength(2);
  expect(await reject(idOf(submitted[0]!))).toMatchObject({ refusal: null });
  expect(await submit(once)).toMatchObject({ refusal: null });
});

test('a provider submits only for its own units, and only what it is approved for', async () => {
  expect(await submit(service, {}, otherServiceManager)).toMatchObject({ refusal: { code: 'NOT_FOUND', path: ['unitId'] } });
  expect(await submit(service, { unitId: OTHER_UNIT })).toMatchObject({ refusal: { code: 'NOT_FOUND', path: ['unitId'] } });
  expect(await submit(service, { unitId: OTHER_UNIT }, otherServiceManager)).toMatchObject({
    refusal: { code: 'NOT_APPROVED', path: ['prices', '0', 'contentId'] },
  });
  for (const actor of [recorder, admin, client])
    expect(await faultOf(registry, actor, SUBMIT, { input: inputOf(service) })).toBe('FORBIDDEN');
});

test('submitting gets a named refusal', async () => {
  const other = await publishExample(registry, { code: 'OTHER' });
  expect(await submit(service, asking(other, '1.00'))).toMatchObject({ refusal: { code: 'UNKNOWN_CONTENT' } });
  expect(await submit(service, asking(service, '0.00'))).toMatchObject({ refusal: { code: 'AMOUNT_NOT_POSITIVE' } });
  expect(await submit(service, { firstDay: '2025-12-31' })).toMatchObject({ refusal: { code: 'OUTSIDE_VALIDITY', path: ['firstDay'] } });
  expect(await submit(service, { firstDay: '2026-06-14', ...asking(service, '20.00', 'b') })).toMatchObject({
    refusal: { code: 'INVALID_RANGE' },
  });
});

test('another organiser neither accepts nor rejects nor sees a submitted list', async () => {
  const id = idOf(await submit(service, { firstDay: '2026-09-01' }));
  for (const answer of [await accept(id, otherAdmin), await reject(id, otherAdmin)])
    expect(answer).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
  expect(await faultOf(registry, caseHandler, ACCEPT, { id })).toBe('FORBIDDEN');
  expect(await faultOf(registry, serviceManager, ACCEPT, { id })).toBe('FORBIDDEN');

  const entity = `query { _entities(representations: [{ __typename: "PriceList", id: "${id}" }]) { ... on PriceList { state } } }`;
  const unit = `query { _entities(representations: [{ __typename: "ProviderUnit", id: "${UNIT}" }]) { ... on ProviderUnit { priceLists { id } } } }`;
  const sees = async (actor: typeof admin) => {
    const found = (await answerOf(registry, actor, entity)) as unknown as [object | null];
    const [{ priceLists }] = (await answerOf(registry, actor, unit)) as unknown as [{ priceLists: { id: string }[] }];
    expect(priceLists.some((list) => list.id === id)).toBe(found[0] !== null);
    return found[0] !== null;
  };
  expect(await Promise.all([admin, caseHandler, serviceManager, recorder].map(sees))).toEqual([true, true, true, true]);
  expect(await Promise.all([otherAdmin, otherServiceManager, client].map(sees))).toEqual([false, false, false]);
  // A system that its provider limits to units sees what everybody sees of the others.
  const limitedTo = (...unitIds: string[]) => ({ ...recorder, roles: ['SYSTEM_BILLING'], unitIds });
  expect(await Promise.all([limitedTo(UNIT), limitedTo(newId()), limitedTo()].map(sees))).toEqual([true, false, false]);
  await accept(id);
  expect(await Promise.all([otherAdmin, otherServiceManager, client, limitedTo()].map(sees))).toEqual([true, true, true, true]);
});

test('an organiser accepts no list once the approval is withdrawn', async () => {
  const left = await approvedService('LEFT');
  await sayValues(registry, left, '2026-01-01', 2100n, vouchers);
  const id = idOf(await submit(left));
  await answerOf(registry, caseHandler, WITHDRAW, { input: { approvalId, lastDay: '2026-06-30' } });
  expect(await accept(id)).toMatchObject({ refusal: { code: 'NOT_APPROVED' } });
});

test('the provider reads all price lists of a unit page by page, the newest first', async () => {
  const priceLists = async (page: string) => {
    const unit = `{ _entities(representations: [{ __typename: "ProviderUnit", id: "${UNIT}" }]) { ... on ProviderUnit { priceLists(${page}) { id } } } }`;
    const [found] = (await answerOf(registry, serviceManager, unit)) as unknown as [{ priceLists: { id: string }[] }];
    return found.priceLists;
  };
  const all = await priceLists('first: 200');
  expect(all.length).toBeGreaterThan(3);
  expect(await priceLists('first: 2')).toEqual(all.slice(-2));
  expect(await priceLists('first: 200, skip: 2')).toEqual(all.slice(0, -2));
});

const listsOf = async (of: PublishedService, actor: typeof admin) => {
  const unit = `{ _entities(representations: [{ __typename: "ProviderUnit", id: "${UNIT}" }]) { ... on ProviderUnit { priceLists { firstDay lastDay state service { id } } } } }`;
  const [{ priceLists }] = (await answerOf(registry, actor, unit)) as unknown as [
    { priceLists: { firstDay: string; lastDay: string | null; state: string; service: { id: string } }[] },
  ];
  return priceLists
    .filter((list) => list.service.id === of.id)
    .map(({ firstDay, lastDay, state }) => `${firstDay}..${lastDay ?? ''} ${state}`);
};

test('R18 a rise starts no earlier than its notice after the acceptance, and a reduction at once', async () => {
  const notice = await approvedService('NOTICE', { priceNoticeDays: 30, contents: SHARED });
  registry.clock.set('2026-05-02T09:00:00Z');
  const first = await submit(notice, { firstDay: '2026-01-01', ...asking(notice, '38.50') });
  expect(await accept(idOf(first))).toMatchObject({ refusal: null });
  const rise = (firstDay: string) => submit(notice, { firstDay, ...asking(notice, '44.00') });
  expect(await rise('2026-05-31')).toEqual({ priceList: null, refusal: { code: 'NOTICE_TOO_SHORT', path: ['firstDay'] } });
  const june = await rise('2026-06-01');
  expect(june.refusal).toBeNull();
  expect(await submit(notice, { firstDay: '2026-05-02', ...asking(notice, '38.00') })).toMatchObject({ refusal: null });
  // The day of acceptance counts, not the day of submission.
  registry.clock.set('2026-05-02T21:00:00Z');
  expect(await accept(idOf(june))).toEqual({ priceList: null, refusal: { code: 'NOTICE_TOO_SHORT', path: ['priceListId'] } });
  registry.clock.set('2026-05-02T20:59:00Z');
  expect(await accept(idOf(june))).toMatchObject({ refusal: null, priceList: { state: 'ACCEPTED' } });
  registry.clock.set('2026-06-15T09:00:00Z');
});

test('an accepted list holds from its first day until the next one begins; from then on only its provider sees it', async () => {
  const held = await approvedService('HELD', { contents: SHARED });
  for (const firstDay of ['2026-01-01', '2026-06-16'])
    expect(await accept(idOf(await submit(held, { firstDay, ...asking(held, '38.50') })))).toMatchObject({ refusal: null });
  expect(await listsOf(held, client)).toEqual(['2026-01-01..2026-06-15 IN_FORCE', '2026-06-16.. ACCEPTED']);
  registry.clock.set('2026-06-15T21:00:00Z');
  expect(await listsOf(held, client)).toEqual(['2026-06-16.. IN_FORCE']);
  expect(await listsOf(held, serviceManager)).toEqual(['2026-01-01..2026-06-15 SUPERSEDED', '2026-06-16.. IN_FORCE']);
  registry.clock.set('2026-06-15T09:00:00Z');
});

test('a provider rewrites a draft as often as they like and submits it once, and nobody else sees it', async () => {
  const drafted = await approvedService('DRAFT', { contents: SHARED });
  const save = (changes: object, actor = serviceManager) => answerOf(registry, actor, SAVE_DRAFT, { input: inputOf(drafted, changes) });
  // For a draft the registry checks only whose unit, service and contents it names.
  const saved = await save({ ...asking(drafted, '0.00'), firstDay: '2020-01-01' });
  expect(saved).toMatchObject({ refusal: null, priceList: { state: 'DRAFT', firstDay: '2020-01-01', prices: [{ price: '0.00' }] } });
  const priceListId = idOf(saved);
  const rewritten = await save({ priceListId, ...asking(drafted, '38.50', 'b') });
  expect(rewritten).toMatchObject({
    refusal: null,
    priceList: { id: priceListId, firstDay: '2026-07-01', prices: [{ price: '38.50', content: { id: contentId(drafted, 'b') } }] },
  });
  for (const [actor, lists] of [
    [serviceManager, ['2026-07-01.. DRAFT']],
    [admin, []],
    [otherServiceManager, []],
    [client, []],
  ] as const)
    expect(await listsOf(drafted, actor)).toEqual(lists);
  expect(await accept(priceListId)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
  expect(await reject(priceListId)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
  expect(await save({ priceListId, unitId: OTHER_UNIT }, otherServiceManager)).toMatchObject({
    refusal: { code: 'NOT_FOUND', path: ['priceListId'] },
  });
  expect(await save(asking(service, '1.00'))).toMatchObject({ refusal: { code: 'UNKNOWN_CONTENT', path: ['prices', '0', 'contentId'] } });
  expect(await faultOf(registry, admin, SAVE_DRAFT, { input: inputOf(drafted) })).toBe('FORBIDDEN');

  // A draft takes no day from other lists, and a refused submission leaves it a draft.
  const taken = await submit(drafted, asking(drafted, '39.00'));
  expect(taken.refusal).toBeNull();
  expect(await submit(drafted, { priceListId })).toMatchObject({ refusal: { code: 'VERSION_EXISTS' } });
  const submitted = await submit(drafted, { priceListId, firstDay: '2026-08-01', ...asking(drafted, '38.50') });
  expect(submitted).toMatchObject({ refusal: null, priceList: { id: priceListId, state: 'SUBMITTED', prices: [{ price: '38.50' }] } });
  for (const answer of [await save({ priceListId }), await submit(drafted, { priceListId, firstDay: '2026-09-01' })])
    expect(answer).toMatchObject({ refusal: { code: 'WRONG_STATE', path: ['priceListId'] } });
  expect(await accept(priceListId)).toMatchObject({ refusal: null });
});

test('R29 the price of a purchased service is its contract price: it needs no value and has no cap', async () => {
  const bought = await approvedService('BOUGHT', { arrangementKind: 'PURCHASED' });
  expect(await submit(bought, asking(bought, '175.00'))).toMatchObject({ refusal: null });
});
