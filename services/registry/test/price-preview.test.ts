/** What a provider sees of a price list before submitting it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServiceUnderTest } from '@seteli/testing/service';
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
  OTHER_UNIT,
  PROVIDER,
  publishExample,
  recorder,
  sayValues,
  serviceManager,
  SUBMIT,
  UNIT,
} from './scene.ts';

let registry: ServiceUnderTest;
beforeAll(async () => {
  registry = await openRegistry();
});
afterAll(() => registry.stop());

test('33: before submitting, a provider sees what a list changes for clients, the earliest day of a rise, and the refusal; nothing of it stays', async () => {
  const contents = PERSONAL_ASSISTANCE.map((content) => ({ ...content, deductibleAllowed: true }));
  const shared = await publishExample(registry, { contents });
  await answerOf(registry, caseHandler, APPROVE, { input: { providerId: PROVIDER, serviceId: shared.id, firstDay: '2026-01-01' } });
  await sayValues(registry, shared, '2026-01-01', 2100n);
  const [a, b] = ['a', 'b'].map((code) => contentId(shared, code));
  const prices = (...given: string[]) => ({ prices: given.map((price, index) => ({ contentId: [a, b][index], price })) });
  const inputOf = (changes: object) => ({ unitId: UNIT, serviceId: shared.id, firstDay: '2026-08-01', ...prices('24.00'), ...changes });
  const submit = (changes: object) =>
    answerOf<{ priceList: { id: string } }>(registry, serviceManager, SUBMIT, { input: inputOf(changes) });
  const { id } = (await submit({ firstDay: '2026-01-01', ...prices('22.00', '20.00') })).priceList;
  expect(await answerOf(registry, admin, ACCEPT, { id })).toMatchObject({ refusal: null });
  const PREVIEW = `query ($input: SubmitPriceListInput!) { previewPriceList(input: $input) {
    preview { earliestRise changes { content { id } oldPrice newPrice oldClientShare newClientShare } } refusal { code path } } }`;
  const preview = (changes: object) => answerOf(registry, serviceManager, PREVIEW, { input: inputOf(changes) });
  expect(await preview({})).toEqual({
    preview: {
      earliestRise: '2026-07-15',
      changes: [
        { content: { id: a }, oldPrice: '22.00', newPrice: '24.00', oldClientShare: '1.00', newClientShare: '3.00' },
        { content: { id: b }, oldPrice: '20.00', newPrice: null, oldClientShare: '0.00', newClientShare: null },
      ],
    },
    refusal: null,
  });
  expect(await preview({ firstDay: '2026-07-14' })).toMatchObject({
    preview: { earliestRise: '2026-07-15', changes: [{ newPrice: '24.00' }, {}] },
    refusal: { code: 'NOTICE_TOO_SHORT', path: ['firstDay'] },
  });
  expect(await preview({ unitId: OTHER_UNIT })).toEqual({ preview: null, refusal: { code: 'NOT_FOUND', path: ['unitId'] } });
  for (const nobody of [recorder, admin, client])
    expect(await faultOf(registry, nobody, PREVIEW, { input: inputOf({}) })).toBe('FORBIDDEN');
  const { rows } = await registry.database.pool.query('select from price_list where service_id = $1', [shared.id]);
  expect(rows).toHaveLength(1);
  expect(await submit({})).toMatchObject({ refusal: null });
});
