/**
 * A command that changes days that have begun answers with the job that recalculates their visits, and announces the
 * job. A change that touches no visit has no job.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announced, openPeer, type Peer } from '@seteli/kit/testing/peer';
import type { ServiceUnderTest } from '@seteli/kit/testing/service';
import { calendarDaysSet, priceListAccepted, servicePublished } from '@seteli/schema/events/registry';
import { PERSONAL_ASSISTANCE } from '../src/domain/example-service.ts';
import * as s from './scene.ts';

const shown = { previewId: 'as shown', visits: 3, left: 0 };
let registry: ServiceUnderTest;
let peers: Peer[];
beforeAll(async () => {
  registry = await s.openRegistry();
  const answer = async () => JSON.stringify(shown);
  peers = [await openPeer('bookings', { 'correction-preview': answer }), await openPeer('vouchers', { 'price-list-preview': answer })];
});
afterAll(async () => {
  await registry.stop();
  for (const peer of peers) await peer.stop();
});

type Answer = {
  readonly job: { readonly id: string } | null;
  readonly service: { readonly id: string } | null;
  readonly correction: { readonly id: string } | null;
  readonly priceList: { readonly id: string } | null;
  readonly refusal: { readonly code: string } | null;
};
const REST = 'refusal { code } job { id kind state done total startedBy { id roles } askedAt startedAt endedAt refusal { code } resultId }';
const PUBLISH = `mutation ($input: PublishServiceInput!) { publishService(input: $input) { service { id } correction { id } ${REST} } }`;
const SET_DAYS = `mutation ($input: SetCalendarDaysInput!) { setCalendarDays(input: $input) { correction { id } ${REST} } }`;
const CONFIRM = `mutation ($input: ConfirmCorrectionInput!) { confirmCorrection(input: $input) { correction { id } ${REST} } }`;
const WITHDRAW = `mutation ($input: WithdrawCorrectionInput!) { withdrawCorrection(input: $input) { correction { id } ${REST} } }`;
const ACCEPT = `mutation ($input: AcceptPriceListInput!) { acceptPriceList(input: $input) { priceList { id } ${REST} } }`;

const secondAdmin = { ...s.admin, userId: newId() };
const send = (mutation: string, input: object, by = s.admin) => s.answerOf<Answer>(registry, by, mutation, { input });
const publish = (changes: object) => send(PUBLISH, s.serviceInput(changes));
const confirm = (correctionId: string, idempotencyKey = newId()) =>
  send(CONFIRM, { correctionId, previewId: shown.previewId, idempotencyKey }, secondAdmin);
const setDays = (day: string, more: object = {}) => send(SET_DAYS, { days: [{ day, dayClass: 'HOLIDAY' }], ...more });
const saidOf = async (type: string) => (await announced(registry.database, type)).at(-1)!.data as { repricing?: object };
const asked = (resultId: string, by = secondAdmin) => ({
  id: expect.any(String),
  kind: 'REPRICE_VISITS',
  state: 'WAITING',
  done: 0,
  total: 0,
  startedBy: { id: by.userId, roles: ['ADMIN'] },
  askedAt: '2026-06-15T09:00:00.000Z',
  startedAt: null,
  endedAt: null,
  refusal: null,
  resultId,
});
const CORRECTION = { reason: 'CORRECTION_OF_ERROR' };

describe('a service', () => {
  test('that is corrected backwards: the administrator who confirms it gets the job, also when they send it again', async () => {
    const { service, job: none } = await publish({ code: 'BACK' });
    expect([none, (await saidOf(servicePublished.type)).repricing]).toEqual([null, undefined]);
    const proposed = await publish({ code: 'BACK', incrementMinutes: 15, ...CORRECTION });
    expect(proposed).toMatchObject({ job: null, refusal: null });
    const key = newId();
    const { job } = await confirm(proposed.correction!.id, key);
    expect(job).toEqual(asked(service!.id));
    expect((await saidOf(servicePublished.type)).repricing).toEqual({ jobId: job!.id, roles: ['ADMIN'] });
    expect((await confirm(proposed.correction!.id, key)).job).toEqual(job);
  });

  test('that is published anew from today on has a job for this morning’s visits, and from tomorrow on none', async () => {
    const { service } = await publish({ code: 'TODAY' });
    const idempotencyKey = newId();
    const today = { code: 'TODAY', firstDay: '2026-06-15', idempotencyKey };
    const { job } = await publish(today);
    expect(job).toEqual(asked(service!.id, s.admin));
    expect((await publish(today)).job).toEqual(job);
    expect((await publish({ code: 'TODAY', firstDay: '2026-06-16' })).job).toBeNull();
  });

  test('whose correction is withdrawn has no job', async () => {
    await publish({ code: 'DROPPED' });
    const { correction } = await publish({ code: 'DROPPED', firstDay: '2026-03-01', ...CORRECTION });
    expect(await send(WITHDRAW, { correctionId: correction!.id })).toMatchObject({ refusal: null, job: null });
  });
});

test('a word about past days or today has a job, and about later days of a begun period only where operating days share it', async () => {
  const { correction } = await setDays('2026-05-20', CORRECTION);
  const { job } = await confirm(correction!.id);
  expect(job).toEqual(asked(s.ORGANISER));
  expect((await saidOf(calendarDaysSet.type)).repricing).toEqual({ jobId: job!.id, roles: ['ADMIN'] });
  expect((await setDays('2026-06-15')).job).toEqual(asked(s.ORGANISER, s.admin));
  expect((await setDays('2026-06-24')).job).toBeNull();
  await publish({ code: 'MONTHLY', prorationPolicy: 'OPERATING_DAYS' });
  expect((await setDays('2026-06-25')).job).toEqual(asked(s.ORGANISER, s.admin));
  expect((await setDays('2026-07-20')).job).toBeNull();
});

test('a price list that follows another backwards has a job, and the first list of a unit has none', async () => {
  const service = await s.publishExample(registry, {
    code: 'PRICED',
    contents: PERSONAL_ASSISTANCE.map((content) => ({ ...content, deductibleAllowed: true })),
  });
  await s.answerOf(registry, s.caseHandler, s.APPROVE, {
    input: { providerId: s.PROVIDER, serviceId: service.id, firstDay: '2026-01-01' },
  });
  const submit = async (price: string, firstDay: string) => {
    const prices = [{ contentId: s.contentId(service, 'a'), price }];
    const input = { unitId: s.UNIT, serviceId: service.id, firstDay, prices };
    return (await s.answerOf<Answer>(registry, s.serviceManager, s.SUBMIT, { input })).priceList!.id;
  };
  const first = await submit('38.50', '2026-02-01');
  expect(await send(ACCEPT, { priceListId: first })).toMatchObject({ refusal: null, job: null });
  const later = await submit('38.00', '2026-03-01');
  const { job } = await send(ACCEPT, { priceListId: later, previewId: shown.previewId });
  expect(job).toEqual(asked(later, s.admin));
  expect((await saidOf(priceListAccepted.type)).repricing).toEqual({ jobId: job!.id, roles: ['ADMIN'] });
  expect((await send(ACCEPT, { priceListId: later }, secondAdmin)).job).toMatchObject({ id: job!.id, startedBy: { id: s.admin.userId } });
});
