/** The registry carries out a command once per key, and answers the same key the same. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { announced, openPeer, type Peer } from '@seteli/kit/testing/peer';
import type { ServiceUnderTest } from '@seteli/kit/testing/service';
import { providerApproved, servicePublished } from '@seteli/schema/events/registry';
import * as s from './scene.ts';

const SET_DAYS = `mutation ($input: SetCalendarDaysInput!) { setCalendarDays(input: $input) { organiser { id } correction { id } refusal { code path } } }`;
const AREA = `mutation ($input: PublishServiceAreaInput!) { publishServiceArea(input: $input) { area { id names { fi } } refusal { code path } } }`;
const CONFIRM = `mutation ($input: ConfirmCorrectionInput!) { confirmCorrection(input: $input) { correction { id state } refusal { code path } } }`;
const TAKE_BACK = `mutation ($input: WithdrawCorrectionInput!) { withdrawCorrection(input: $input) { correction { id state } refusal { code path } } }`;
const ACCEPT = `mutation ($input: AcceptPriceListInput!) { acceptPriceList(input: $input) { priceList { id state } refusal { code path } } }`;
const REJECT = `mutation ($input: RejectPriceListInput!) { rejectPriceList(input: $input) { priceList { id state } refusal { code path } } }`;

type Payload = Record<string, { readonly id: string } | null> & { readonly refusal: { readonly code: string } | null };

let registry: ServiceUnderTest;
let bookings: Peer;
let vouchers: Peer;
let previews = 0;
let service: s.PublishedService;
beforeAll(async () => {
  registry = await s.openRegistry();
  const preview = async () => JSON.stringify({ previewId: `preview ${++previews}`, visits: 1, left: 0 });
  bookings = await openPeer('bookings', { 'correction-preview': preview });
  vouchers = await openPeer('vouchers');
  service = await s.publishExample(registry, { code: 'ONCE' });
  await s.sayValues(registry, service, '2026-01-01', 2100n, vouchers);
  await send(s.caseHandler, s.APPROVE, { providerId: s.PROVIDER, serviceId: service.id, firstDay: '2026-01-01' });
});
afterAll(async () => {
  await registry.stop();
  await bookings.stop();
  await vouchers.stop();
});

const send = (actor: Actor, mutation: string, input: object) => s.answerOf<Payload>(registry, actor, mutation, { input });
const secondAdmin = { ...s.admin, userId: newId() };
const pricesFrom = (firstDay: string, price = '21.00') => ({
  unitId: s.UNIT,
  serviceId: service.id,
  firstDay,
  prices: [{ contentId: s.contentId(service, 'a'), price }],
});
const submitted = async (firstDay: string) => (await send(s.serviceManager, s.SUBMIT, pricesFrom(firstDay))).priceList!.id;
const proposed = async (day: string) =>
  (await send(s.admin, SET_DAYS, { days: [{ day, dayClass: 'HOLIDAY' }], reason: 'CORRECTION_OF_ERROR' })).correction!.id;
const count = async (table: string) =>
  Number((await registry.database.pool.query<{ count: string }>(`select count(*) from ${table}`)).rows[0]!.count);

type Case = readonly [what: string, actor: Actor, mutation: string, table: string, input: () => object | Promise<object>, other: object];

const CASES: readonly Case[] = [
  ['publishServiceArea', s.admin, AREA, 'service_area', () => ({ code: 'A', names: s.names('A') }), { code: 'B' }],
  ['setCalendarDays', s.admin, SET_DAYS, 'calendar_day', () => ({ days: [{ day: '2026-10-05', dayClass: 'HOLIDAY' }] }), { days: [] }],
  ['publishService', s.admin, s.PUBLISH, 'service_version', () => s.serviceInput({ code: 'TWICE' }), { code: 'OTHER' }],
  [
    'approveProvider',
    s.caseHandler,
    s.APPROVE,
    'provider_approval',
    () => ({ providerId: s.OTHER_PROVIDER, serviceId: service.id, firstDay: '2026-01-01' }),
    { firstDay: '2026-02-01' },
  ],
  [
    'withdrawApproval',
    s.caseHandler,
    s.WITHDRAW,
    'outbox',
    async () => {
      const input = {
        providerId: s.OTHER_PROVIDER,
        serviceId: (await s.publishExample(registry, { code: 'LEFT' })).id,
        firstDay: '2026-01-01',
      };
      return { approvalId: (await send(s.caseHandler, s.APPROVE, input)).approval!.id, lastDay: '2026-07-31' };
    },
    { lastDay: '2026-06-30' },
  ],
  ['savePriceListDraft', s.serviceManager, s.SAVE_DRAFT, 'price_list', () => pricesFrom('2026-07-01'), { firstDay: '2026-07-02' }],
  ['submitPriceList', s.serviceManager, s.SUBMIT, 'price_list', () => pricesFrom('2026-07-03'), { firstDay: '2026-07-04' }],
  ['acceptPriceList', s.admin, ACCEPT, 'outbox', async () => ({ priceListId: await submitted('2026-07-05') }), { previewId: 'x' }],
  [
    'rejectPriceList',
    s.admin,
    REJECT,
    'price_list',
    async () => ({ priceListId: await submitted('2026-07-06'), reason: 'Liian kallis' }),
    { priceListId: newId() },
  ],
  [
    'confirmCorrection',
    secondAdmin,
    CONFIRM,
    'calendar_day',
    async () => ({ correctionId: await proposed('2026-03-02'), previewId: `preview ${previews + 1}` }),
    { previewId: 'x' },
  ],
  [
    'withdrawCorrection',
    s.admin,
    TAKE_BACK,
    'proposal',
    async () => ({ correctionId: await proposed('2026-03-03') }),
    { correctionId: newId() },
  ],
];

test.each(CASES)(
  '%s happens once for a key, and the key with another input is refused',
  async (_, actor, mutation, table, inputOf, other) => {
    const input = { ...(await inputOf()), idempotencyKey: newId() };
    const first = await send(actor, mutation, input);
    expect(first.refusal).toBeNull();
    const after = [await count(table), await count('outbox'), previews];
    expect(await send(actor, mutation, input)).toEqual(first);
    expect(await send(actor, mutation, { ...input, ...other })).toMatchObject({
      refusal: { code: 'IDEMPOTENCY_MISMATCH', path: ['idempotencyKey'] },
    });
    expect([await count(table), await count('outbox'), previews]).toEqual(after);
  },
);

test('twins at the same time make one draft, one version and one approval', async () => {
  const twins = (actor: Actor, mutation: string, input: object) => {
    const keyed = { ...input, idempotencyKey: newId() };
    return Promise.all([1, 2, 3, 4].map(() => send(actor, mutation, keyed)));
  };
  const drafts = await twins(s.serviceManager, s.SAVE_DRAFT, pricesFrom('2026-08-01'));
  expect(new Set(drafts.map(({ priceList }) => priceList?.id)).size).toBe(1);
  const services = await twins(s.admin, s.PUBLISH, s.serviceInput({ code: 'TWINS' }));
  expect(services.map((each) => (each.service as unknown as { version: number }).version)).toEqual([1, 1, 1, 1]);
  const ofTwins = (await announced(registry.database, servicePublished.type)).filter(
    ({ data }) => (data as { code: string }).code === 'TWINS',
  );
  expect(ofTwins).toHaveLength(1);
  const serviceId = services[0]!.service!.id;
  const approvals = await twins(s.caseHandler, s.APPROVE, { providerId: s.PROVIDER, serviceId, firstDay: '2026-01-01' });
  expect(new Set(approvals.map(({ approval }) => approval?.id)).size).toBe(1);
  const told = (await announced(registry.database, providerApproved.type)).filter(({ subject }) => subject === approvals[0]!.approval!.id);
  expect(told).toHaveLength(1);
});

test('one key makes one proposal, and another command may not use it', async () => {
  const input = { idempotencyKey: newId(), days: [{ day: '2026-04-01', dayClass: 'HOLIDAY' }], reason: 'CORRECTION_OF_ERROR' };
  const first = await send(s.admin, SET_DAYS, input);
  expect(await send(s.admin, SET_DAYS, input)).toEqual(first);
  const area = { idempotencyKey: input.idempotencyKey, code: 'Z', names: s.names('Z') };
  expect((await send(s.admin, AREA, area)).refusal).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  // Keys belong to an organisation: another one may use the same.
  expect((await send(s.otherAdmin, AREA, area)).refusal).toBeNull();
});

test('a key gets its refusal again, except when the registry had not yet heard of a fact', async () => {
  const input = { ...pricesFrom('2026-07-05', '21.01'), idempotencyKey: newId() };
  const refusal = { code: 'PRICE_EXCEEDS_CAP', path: ['prices', '0', 'price'] };
  for (let turn = 0; turn < 2; turn++) expect((await send(s.serviceManager, s.SUBMIT, input)).refusal).toEqual(refusal);
  await s.sayValues(registry, service, '2026-07-05', 2200n, vouchers);
  expect((await send(s.serviceManager, s.SUBMIT, input)).refusal).toEqual(refusal);

  const young = await s.publishExample(registry, { code: 'YOUNG' });
  await send(s.caseHandler, s.APPROVE, { providerId: s.PROVIDER, serviceId: young.id, firstDay: '2026-01-01' });
  const prices = [{ contentId: s.contentId(young, 'a'), price: '21.00' }];
  const early = { ...pricesFrom('2026-09-01'), serviceId: young.id, prices, idempotencyKey: newId() };
  expect((await send(s.serviceManager, s.SUBMIT, early)).refusal).toMatchObject({ code: 'NOT_YET_KNOWN' });
  await s.sayValues(registry, young, '2026-01-01', 2100n, vouchers);
  expect((await send(s.serviceManager, s.SUBMIT, early)).refusal).toBeNull();
});

test('a waiting proposal does not contain the key of its command', async () => {
  const key = newId();
  await s.publishExample(registry, { code: 'KEPT' });
  const propose = `mutation ($input: PublishServiceInput!) { publishService(input: $input) { correction { id } refusal { code path } } }`;
  const { correction } = await send(s.admin, propose, {
    ...s.serviceInput({ code: 'KEPT', reason: 'CORRECTION_OF_ERROR' }),
    idempotencyKey: key,
  });
  const { rows } = await registry.database.pool.query('select wish::text from proposal where id = $1', [correction!.id]);
  expect(rows[0].wish).not.toContain(key);
});
