/**
 * Corrections for past days: one administrator proposes, bookings or vouchers previews, and another person confirms
 * (rules 14).
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announced, openPeer, type Peer } from '@seteli/kit/testing/peer';
import type { ServiceUnderTest } from '@seteli/kit/testing/service';
import { calendarDaysSet, servicePublished } from '@seteli/schema/events/registry';
import { PERSONAL_ASSISTANCE } from '../src/domain/example-service.ts';
import {
  ACCEPT,
  admin,
  answerOf,
  APPROVE,
  caseHandler,
  contentId,
  faultOf,
  openRegistry,
  ORGANISER,
  otherAdmin,
  PROVIDER,
  PUBLISH,
  publishExample,
  serviceInput,
  serviceManager,
  SUBMIT,
  UNIT,
} from './scene.ts';

let registry: ServiceUnderTest;
let peers: Peer[];
/** What bookings and vouchers would say about the delivered visits; a test changes it as time passes. */
const shown = { previewId: 'as shown', visits: 3, left: 0 };
let asked: unknown[] = [];

beforeAll(async () => {
  registry = await openRegistry();
  const answer = async (question: unknown) => {
    asked.push(question);
    return JSON.stringify(shown);
  };
  peers = [await openPeer('bookings', { 'correction-preview': answer }), await openPeer('vouchers', { 'price-list-preview': answer })];
});
afterAll(async () => {
  await registry.stop();
  for (const peer of peers) await peer.stop();
});

const secondAdmin = { ...admin, userId: newId() };
const PROPOSE = PUBLISH.replace(
  'refusal { code path }',
  'refusal { code path } correction { id state firstDay lastDay proposedBy { id roles } decidedBy { id } service { id } change }',
);
const SET_DAYS = `mutation ($input: SetCalendarDaysInput!) { setCalendarDays(input: $input) { organiser { id } refusal { code path }
  correction { id state firstDay lastDay service { id } } } }`;
const CONFIRM = `mutation ($key: String!, $id: ID!, $previewId: ID!) { confirmCorrection(input: { idempotencyKey: $key, correctionId: $id, previewId: $previewId }) {
  refusal { code path } correction { state decidedBy { id } decidedAt } } }`;
const WITHDRAW = `mutation ($key: String!, $id: ID!) { withdrawCorrection(input: { idempotencyKey: $key, correctionId: $id }) { refusal { code } correction { state decidedBy { id } } } }`;
const CORRECTION = `query ($id: ID!) { correction(id: $id) { id state decidedBy { id } decidedAt } }`;

type Answer = { readonly correction: { readonly id: string } | null; readonly refusal: { readonly code: string } | null };
const propose = (changes: object) =>
  answerOf<Answer>(registry, admin, PROPOSE, { input: serviceInput({ reason: 'CORRECTION_OF_ERROR', ...changes }) });
const confirm = (actor: typeof admin, id: string, previewId = shown.previewId) =>
  answerOf<Answer>(registry, actor, CONFIRM, { id, previewId });
const versionsOf = async (code: string) =>
  (await announced(registry.database, servicePublished.type)).filter(({ data }) => (data as { code: string }).code === code);

/** Content `d` covers Saturday from 18 to 24, and no longer to 20. */
const corrected = PERSONAL_ASSISTANCE.map((content) =>
  content.code === 'd' ? { ...content, bands: [{ dayClasses: ['SATURDAY' as const], from: '18:00', to: '24:00' }] } : content,
);

describe('a wrongly published service', () => {
  test('is corrected from its own first day on, once a second administrator confirms what the first saw in the preview', async () => {
    const service = await publishExample(registry, { code: 'WRONG' });
    const { correction, refusal } = await propose({ code: 'WRONG', contents: corrected });
    expect(refusal).toBeNull();
    expect(correction).toMatchObject({ state: 'PROPOSED', firstDay: '2026-01-01', lastDay: null, service: { id: service.id } });
    expect(correction).toMatchObject({ proposedBy: { id: admin.userId, roles: ['ADMIN'] }, decidedBy: null });
    expect(JSON.parse((correction as unknown as { change: string }).change)).toMatchObject({
      service: { code: 'WRONG', version: 2, firstDay: '2026-01-01' },
    });
    expect(await versionsOf('WRONG')).toHaveLength(1);

    const { id } = correction!;
    expect(await confirm(admin, id)).toMatchObject({ correction: null, refusal: { code: 'SECOND_PERSON_NEEDED' } });
    expect(await confirm(secondAdmin, id, 'of yesterday')).toMatchObject({ refusal: { code: 'STALE_PREVIEW', path: ['previewId'] } });
    expect(await versionsOf('WRONG')).toHaveLength(1);
    asked = [];
    expect(await confirm(secondAdmin, id)).toMatchObject({
      refusal: null,
      correction: { state: 'CONFIRMED', decidedBy: { id: secondAdmin.userId }, decidedAt: '2026-06-15T09:00:00.000Z' },
    });
    expect(asked).toEqual([{ organiserId: ORGANISER, change: (correction as unknown as { change: string }).change }]);
    const [, second] = await versionsOf('WRONG');
    expect(second!.data).toMatchObject({ version: 2, firstDay: '2026-01-01', serviceId: service.id });
    expect(await confirm(secondAdmin, id)).toMatchObject({ refusal: { code: 'WRONG_STATE' } });

    const bandsOn = `{ service(id: "${service.id}", day: "2026-03-01") { version contents { code bands { from to } } } }`;
    const read = await answerOf<{ version: number; contents: { code: string; bands: unknown[] }[] }>(registry, admin, bandsOn);
    expect(read.version).toBe(2);
    expect(read.contents.find(({ code }) => code === 'd')!.bands).toEqual([{ from: '18:00', to: '24:00' }]);
  });

  test('is not corrected without a reason, nor where nothing was published', async () => {
    await publishExample(registry, { code: 'KEPT' });
    expect(await propose({ code: 'KEPT', reason: null, firstDay: '2026-06-01' })).toMatchObject({
      correction: null,
      refusal: { code: 'INVALID_RANGE' },
    });
    expect(await propose({ code: 'NEVER' })).toMatchObject({ correction: null, refusal: { code: 'NOT_FOUND', path: ['code'] } });
  });

  test('stays as it is when an administrator withdraws the correction', async () => {
    await publishExample(registry, { code: 'DROPPED' });
    const { correction } = await propose({ code: 'DROPPED', firstDay: '2026-03-01' });
    expect(await answerOf(registry, admin, WITHDRAW, correction!)).toEqual({
      refusal: null,
      correction: { state: 'WITHDRAWN', decidedBy: { id: admin.userId } },
    });
    expect(await confirm(secondAdmin, correction!.id)).toMatchObject({ refusal: { code: 'WRONG_STATE' } });
    expect(await versionsOf('DROPPED')).toHaveLength(1);
  });

  test('is not confirmed when another version has come in between, which the correction would undo', async () => {
    await publishExample(registry, { code: 'TWICE' });
    const { correction } = await propose({ code: 'TWICE', firstDay: '2026-03-01', incrementMinutes: 15 });
    await publishExample(registry, { code: 'TWICE', firstDay: '2026-07-01' });
    expect(await confirm(secondAdmin, correction!.id)).toMatchObject({ refusal: { code: 'STALE_PREVIEW', path: ['previewId'] } });
    expect(await versionsOf('TWICE')).toHaveLength(2);
  });

  test('has one waiting correction: a new proposal replaces it, and corrections of other services wait beside it', async () => {
    await publishExample(registry, { code: 'ANEW' });
    await publishExample(registry, { code: 'BESIDE' });
    const first = await propose({ code: 'ANEW', firstDay: '2026-03-01', incrementMinutes: 15 });
    const beside = await propose({ code: 'BESIDE', firstDay: '2026-03-01' });
    const second = await propose({ code: 'ANEW', firstDay: '2026-03-01', contents: corrected });
    const { id } = first.correction!;
    expect(await answerOf(registry, admin, CORRECTION, { id })).toEqual({ id, state: 'REPLACED', decidedBy: null, decidedAt: null });
    for (const decided of [await confirm(secondAdmin, id), await answerOf(registry, admin, WITHDRAW, { id })])
      expect(decided).toMatchObject({ correction: null, refusal: { code: 'WRONG_STATE' } });
    expect(await confirm(secondAdmin, second.correction!.id)).toMatchObject({ refusal: null });
    expect(await confirm(secondAdmin, beside.correction!.id)).toMatchObject({ refusal: null });
  });

  test('is corrected once, however many administrators confirm, withdraw or propose anew at the same time', async () => {
    await publishExample(registry, { code: 'RACED' });
    const proposing = () => propose({ code: 'RACED', firstDay: '2026-03-01', contents: corrected });
    const { id } = (await proposing()).correction!;
    const thirdAdmin = { ...admin, userId: newId() };
    const [anew, ...decided] = await Promise.all([
      proposing(),
      confirm(secondAdmin, id),
      confirm(thirdAdmin, id),
      answerOf<Answer>(registry, admin, WITHDRAW, { id }),
    ]);
    expect(anew!.refusal).toBeNull();
    const codes = decided.flatMap(({ refusal }) => refusal?.code ?? []);
    expect([2, 3]).toContain(codes.length);
    expect(new Set(codes)).toEqual(new Set(['WRONG_STATE']));
    const { state } = await answerOf<{ state: string }>(registry, admin, CORRECTION, { id });
    expect(state === 'REPLACED').toBe(codes.length === 3);
    expect(await versionsOf('RACED')).toHaveLength(state === 'CONFIRMED' ? 2 : 1);
  });

  test('an administrator of another county neither sees, confirms nor withdraws the correction, and a case handler may do none of it', async () => {
    await publishExample(registry, { code: 'OURS' });
    const { correction } = await propose({ code: 'OURS', firstDay: '2026-03-01' });
    const { id } = correction!;
    expect(await answerOf(registry, otherAdmin, CORRECTION, { id })).toBeNull();
    expect(await confirm(otherAdmin, id)).toMatchObject({ correction: null, refusal: { code: 'NOT_FOUND' } });
    expect(await answerOf(registry, otherAdmin, WITHDRAW, { id })).toMatchObject({ correction: null, refusal: { code: 'NOT_FOUND' } });
    expect(await faultOf(registry, caseHandler, CONFIRM, { id, previewId: 'x' })).toBe('FORBIDDEN');
    const list = `{ corrections { edges { node { id } } pageInfo { hasNextPage } } }`;
    const own = await answerOf<{ edges: { node: { id: string } }[] }>(registry, secondAdmin, list);
    expect(own.edges[0]!.node.id).toBe(id);
    expect(await answerOf(registry, otherAdmin, list)).toMatchObject({ edges: [] });
  });
});

describe('days about which the organiser was wrong', () => {
  const holiday = {
    days: [
      { day: '2026-05-20', dayClass: 'HOLIDAY' },
      { day: '2026-05-18', dayClass: 'SUNDAY' },
    ],
  };

  test('are corrected by two administrators', async () => {
    const { correction } = await answerOf<Answer>(registry, admin, SET_DAYS, { input: { ...holiday, reason: 'CORRECTION_OF_ERROR' } });
    expect(correction).toMatchObject({ state: 'PROPOSED', firstDay: '2026-05-18', lastDay: '2026-05-20', service: null });
    expect(await announced(registry.database, calendarDaysSet.type)).toEqual([]);
    expect(await confirm(secondAdmin, correction!.id)).toMatchObject({ refusal: null });
    expect(await announced(registry.database, calendarDaysSet.type)).toMatchObject([
      {
        partition: ORGANISER,
        data: {
          days: [
            { day: '2026-05-20', dayClass: 'HOLIDAY' },
            { day: '2026-05-18', dayClass: 'SUNDAY' },
          ],
        },
      },
    ]);
  });

  test('are not corrected without a reason, and a correction that changes nothing needs no confirmation', async () => {
    expect(await answerOf(registry, admin, SET_DAYS, { input: { days: [{ day: '2026-05-21', dayClass: 'SUNDAY' }] } })).toMatchObject({
      refusal: { code: 'INVALID_RANGE' },
    });
    expect(
      await answerOf(registry, admin, SET_DAYS, { input: { days: [{ day: '2026-05-22' }], reason: 'CORRECTION_OF_ERROR' } }),
    ).toMatchObject({
      refusal: null,
      correction: null,
      organiser: { id: ORGANISER },
    });
  });
});

describe('a wrong price list', () => {
  test('is replaced from its own first day on by a provider who says why and an organiser who accepts the previewed effect', async () => {
    const service = await publishExample(registry, {
      code: 'PRICED',
      contents: PERSONAL_ASSISTANCE.map((content) => ({ ...content, deductibleAllowed: true })),
    });
    await answerOf(registry, caseHandler, APPROVE, { input: { providerId: PROVIDER, serviceId: service.id, firstDay: '2026-01-01' } });
    const submit = (price: string, changes: object = {}) =>
      answerOf<{ priceList: { id: string } | null; refusal: unknown }>(registry, serviceManager, SUBMIT, {
        input: {
          unitId: UNIT,
          serviceId: service.id,
          firstDay: '2026-02-01',
          prices: [{ contentId: contentId(service, 'a'), price }],
          ...changes,
        },
      });
    const accept = (id: string, previewId: string | null = null) => answerOf(registry, admin, ACCEPT, { id, previewId });
    const first = await submit('38.50');
    expect(await accept(first.priceList!.id)).toMatchObject({ refusal: null });

    expect(await submit('40.00', { firstDay: '2026-03-01' })).toMatchObject({ refusal: { code: 'INVALID_RANGE' } });
    expect(await submit('40.00')).toMatchObject({ refusal: { code: 'INVALID_RANGE' } });
    const second = await submit('40.00', { reason: 'CORRECTION_OF_ERROR' });
    expect(second.refusal).toBeNull();
    asked = [];
    const { id } = second.priceList!;
    expect(await accept(id)).toMatchObject({ priceList: null, refusal: { code: 'STALE_PREVIEW', path: ['previewId'] } });
    expect(asked).toEqual([
      {
        id,
        organiserId: ORGANISER,
        serviceId: service.id,
        unitId: UNIT,
        firstDay: '2026-02-01',
        lastDay: null,
        prices: [{ contentId: contentId(service, 'a'), priceCents: 4000 }],
      },
    ]);
    expect(await accept(id, 'of yesterday')).toMatchObject({ refusal: { code: 'STALE_PREVIEW' } });
    expect(await accept(id, shown.previewId)).toMatchObject({ refusal: null, priceList: { state: 'IN_FORCE' } });
    const read = `{ _entities(representations: [{ __typename: "PriceList", id: "${first.priceList!.id}" }]) { ... on PriceList { state } } }`;
    expect(await answerOf(registry, serviceManager, read)).toEqual([{ state: 'SUPERSEDED' }]);
  });
});
