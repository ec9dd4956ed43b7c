import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '@seteli/kit/ids';
import { announced } from '@seteli/testing/peer';
import type { ServiceUnderTest } from '@seteli/testing/service';
import { approvalWithdrawn, providerApproved } from '@seteli/schema/events/registry';
import {
  admin,
  answerOf,
  APPROVE,
  caseHandler,
  client,
  contentId,
  faultOf,
  granter,
  openRegistry,
  ORGANISER,
  OTHER_PROVIDER,
  otherAdmin,
  PROVIDER,
  publishExample,
  serviceManager,
  WITHDRAW,
  type PublishedService,
} from './scene.ts';

let registry: ServiceUnderTest;
let service: PublishedService;
beforeAll(async () => {
  registry = await openRegistry();
  service = await publishExample(registry);
});
afterAll(() => registry.stop());

const approve = (changes: object = {}, actor = caseHandler) =>
  answerOf(registry, actor, APPROVE, { input: { providerId: PROVIDER, serviceId: service.id, firstDay: '2026-06-01', ...changes } });
const withdraw = (approvalId: string, lastDay: string, actor = caseHandler) =>
  answerOf(registry, actor, WITHDRAW, { input: { approvalId, lastDay } });
const idOf = ({ approval }: Record<string, unknown>) => (approval as { id: string }).id;
const offered = async (serviceId = service.id) => {
  const { edges } = await answerOf(
    registry,
    client,
    `{ approvedProviders(serviceId: "${serviceId}") { edges { node { provider { name } } } } }`,
  );
  return (edges as { node: { provider: { name: string } } }[]).map(({ node }) => node.provider.name);
};

test('an approval covers all contents of the service unless the organiser names some, and is announced in the organiser’s partition', async () => {
  const answer = await approve();
  expect(answer).toMatchObject({
    refusal: null,
    approval: { firstDay: '2026-06-01', lastDay: null, provider: { name: 'Yritys' }, service: { code: 'HA' } },
  });
  expect((answer.approval as { contents: unknown[] }).contents).toHaveLength(8);
  const [event] = await announced(registry.database, providerApproved.type);
  expect(event).toMatchObject({ partition: ORGANISER, subject: idOf(answer) });
  expect(z.decode(providerApproved.data, event!.data as never)).toMatchObject({
    providerId: PROVIDER,
    serviceId: service.id,
    lastDay: null,
    version: 1,
  });
  expect(await offered()).toEqual(['Yritys']);
});

test('approving the same again answers the existing approval; another for the same content and days is refused', async () => {
  const before = await announced(registry.database);
  expect(idOf(await approve())).toBe(idOf(await approve()));
  expect(await announced(registry.database)).toHaveLength(before.length);
  const again = { firstDay: '2026-07-01', contentIds: [contentId(service, 'a')] };
  expect(await approve(again)).toMatchObject({ approval: null, refusal: { code: 'VERSION_EXISTS' } });
});

test('case handlers who approve the same at once make one approval', async () => {
  const input = { providerId: OTHER_PROVIDER, firstDay: '2026-08-01', contentIds: [contentId(service, 'b')] };
  const ids = await Promise.all([1, 2, 3].map(async () => idOf(await approve(input))));
  expect(new Set(ids).size).toBe(1);
});

test("an organiser neither approves for another's service nor withdraws another's approval", async () => {
  expect(await approve({ firstDay: '2027-01-01' }, otherAdmin)).toMatchObject({ refusal: { code: 'NOT_FOUND', path: ['serviceId'] } });
  expect(await withdraw(idOf(await approve()), '2026-06-30', otherAdmin)).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
  for (const actor of [granter, serviceManager, client])
    expect(
      await faultOf(registry, actor, APPROVE, { input: { providerId: PROVIDER, serviceId: service.id, firstDay: '2027-01-01' } }),
    ).toBe('FORBIDDEN');
});

test('approving gets a named refusal', async () => {
  expect(await approve({ providerId: newId() })).toMatchObject({ refusal: { code: 'NOT_FOUND', path: ['providerId'] } });
  expect(await approve({ contentIds: [newId()] })).toMatchObject({ refusal: { code: 'UNKNOWN_CONTENT', path: ['contentIds', '0'] } });
  expect(await approve({ lastDay: '2026-05-31' })).toMatchObject({ refusal: { code: 'INVALID_RANGE' } });
  expect(await faultOf(registry, admin, APPROVE, { input: { providerId: 'x', serviceId: service.id, firstDay: '2026-06-01' } })).toBe(
    'BAD_USER_INPUT',
  );
});

test('the organiser pays up to the last day of a withdrawn approval, but clients no longer find the provider from the withdrawal on', async () => {
  const another = await publishExample(registry, { code: 'W' });
  const approvalId = idOf(await approve({ serviceId: another.id }));
  expect(await withdraw(approvalId, '2026-06-14')).toMatchObject({ refusal: { code: 'INVALID_RANGE' } });
  expect(await offered(another.id)).toEqual(['Yritys']);
  expect(await withdraw(approvalId, '2026-06-15', admin)).toMatchObject({
    refusal: null,
    approval: { id: approvalId, lastDay: '2026-06-15' },
  });
  expect(await offered(another.id)).toEqual([]);
  expect(await withdraw(approvalId, '2026-06-15')).toMatchObject({ refusal: null });
  const events = (await announced(registry.database, approvalWithdrawn.type)).filter(({ subject }) => subject === approvalId);
  expect(events.map(({ data }) => z.decode(approvalWithdrawn.data, data as never))).toMatchObject([{ approvalId, version: 2 }]);
});

test('clients page through the approvals that last, newest first', async () => {
  const paged = await publishExample(registry, { code: 'P' });
  await approve({ serviceId: paged.id, lastDay: '2026-06-15' });
  await approve({ serviceId: paged.id, providerId: OTHER_PROVIDER });
  await approve({ serviceId: paged.id, providerId: OTHER_PROVIDER, firstDay: '2025-01-01', lastDay: '2026-05-31' });
  const query = `query ($after: String) { approvedProviders(serviceId: "${paged.id}", first: 1, after: $after) {
    pageInfo { hasNextPage endCursor } edges { node { provider { name units { name priceLists { id } } } } } } }`;
  const first = await answerOf(registry, client, query);
  const { endCursor } = first.pageInfo as { endCursor: string };
  expect(first).toMatchObject({ pageInfo: { hasNextPage: true }, edges: [{ node: { provider: { name: 'Toinen yritys' } } }] });
  const second = await answerOf(registry, client, query, { after: endCursor });
  expect(second).toMatchObject({ pageInfo: { hasNextPage: false }, edges: [{ node: { provider: { name: 'Yritys' } } }] });
  registry.clock.set('2026-06-15T21:00:00Z');
  expect(await offered(paged.id)).toEqual(['Toinen yritys']);
  registry.clock.set('2026-06-15T09:00:00Z');
});
