/** Price lists as they were seen: drafts of two people at once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('who has seen an older draft neither overwrites nor submits what another has written since', async () => {
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
