/** A submitted price list is a task of the organiser until it decides, and its provider hears how it went. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registryTasks } from '@seteli/schema/events/registry';
import { announced, openPeer, type Peer } from '@seteli/testing/peer';
import type { ServiceUnderTest } from '@seteli/testing/service';
import {
  ACCEPT,
  admin,
  answerOf,
  APPROVE,
  caseHandler,
  contentId,
  openRegistry,
  ORGANISER,
  otherAdmin,
  PROVIDER,
  publishExample,
  REJECT,
  SAVE_DRAFT,
  sayValues,
  serviceManager,
  SUBMIT,
  UNIT,
  type PublishedService,
} from './scene.ts';

let registry: ServiceUnderTest;
let vouchers: Peer;
let service: PublishedService;
beforeAll(async () => {
  registry = await openRegistry();
  vouchers = await openPeer('vouchers');
  service = await publishExample(registry, { code: 'HA' });
  const input = { providerId: PROVIDER, serviceId: service.id, firstDay: '2026-01-01' };
  await answerOf(registry, caseHandler, APPROVE, { input });
  await sayValues(registry, service, '2026-01-01', 2100n, vouchers);
});
afterAll(async () => {
  await registry.stop();
  await vouchers.stop();
});

const inputOf = (firstDay: string) => ({
  unitId: UNIT,
  serviceId: service.id,
  firstDay,
  prices: [{ contentId: contentId(service, 'a'), price: '21.00' }],
});
const idOf = ({ priceList }: Record<string, unknown>) => (priceList as { id: string }).id;
const submitted = async (firstDay: string) => idOf(await answerOf(registry, serviceManager, SUBMIT, { input: inputOf(firstDay) }));
const toldOf = async (id: string) => {
  const types = [registryTasks.taskOpened, registryTasks.taskClosed, registryTasks.noticeGiven].map(({ type }) => type);
  return (await announced(registry.database))
    .filter(({ type, data }) => types.includes(type) && (data as { subjectId: string }).subjectId === id)
    .map(({ type, partition, data }) => {
      const { kind, organisationKind, organisationId, roles, serviceId } = data as Record<string, unknown>;
      expect([partition, serviceId]).toEqual([ORGANISER, null]);
      return [type.split('.')[3], kind, organisationKind, organisationId, roles];
    });
};
const TASK = ['PRICE_LIST_SUBMITTED', 'ORGANISER', ORGANISER, ['ADMIN']];
const MANAGERS = ['SERVICE_MANAGER', 'ADMIN', 'SIGNATORY'];

test.each([
  ['accepts', ACCEPT, 'PRICE_LIST_ACCEPTED', '2026-07-01'],
  ['rejects', REJECT, 'PRICE_LIST_REJECTED', '2026-08-01'],
])('the organiser has a task until it %s the list, once, and the provider hears of it', async (_, decide, kind, firstDay) => {
  const id = await submitted(firstDay);
  expect(await toldOf(id)).toEqual([['task-opened', ...TASK]]);
  expect(await answerOf(registry, otherAdmin, decide, { id })).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
  for (let turn = 0; turn < 2; turn++) expect(await answerOf(registry, admin, decide, { id })).toMatchObject({ refusal: null });
  expect(await toldOf(id)).toEqual([
    ['task-opened', ...TASK],
    ['task-closed', ...TASK],
    ['notice-given', kind, 'PROVIDER', PROVIDER, MANAGERS],
  ]);
});

test('a draft is nobody’s task', async () => {
  const draft = await answerOf(registry, serviceManager, SAVE_DRAFT, { input: inputOf('2026-09-01') });
  expect(await toldOf(idOf(draft))).toEqual([]);
});
