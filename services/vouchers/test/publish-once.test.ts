/** Tests that one key publishes values and formulas once. A preview publishes nothing and does not use the key up. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announced } from '@seteli/testing/peer';
import { valuesPublished } from '@seteli/schema/events/vouchers';
import * as w from './world.ts';

const PUBLISH = `mutation ($input: PublishValuesInput!) { publishValues(input: $input) {
  unitValues { content { id } value coefficient firstDay } preview { previewId visits } proposal { id } refusal { code path } } }`;
const FORMULA = `mutation ($input: PublishIncomeFormulaInput!) { publishIncomeFormula(input: $input) {
  incomeFormula { firstDay max floor } refusal { code path } } }`;

let world: w.World;
const [serviceId, content] = [newId(), newId()];
beforeAll(async () => {
  world = await w.openWorld();
  await world.registry.say(w.organiserId, w.publication({ serviceId, contents: [w.contentOf(content)] }));
  await world.heard();
  await publish({ idempotencyKey: newId(), firstDay: '2026-01-01' });
});
afterAll(() => world.stop());

async function publish(change: object) {
  const input = { serviceId, base: '32.00', values: [{ contentId: content, coefficient: '1' }], ...change };
  return (await world.vouchers.ask(w.administrator, PUBLISH, { input })).data.publishValues;
}
const tables = async () =>
  (await announced(world.vouchers.database, valuesPublished.type)).filter(({ subject }) => subject === serviceId).length;
const MISMATCH = { code: 'IDEMPOTENCY_MISMATCH', path: ['idempotencyKey'] };

it('a table that is sent again is published once and gets the same answer, with its cents and coefficients', async () => {
  const input = { idempotencyKey: newId(), firstDay: '2027-01-01', values: [{ contentId: content, coefficient: '1.15' }] };
  const before = await tables();
  const [first, ...twins] = await Promise.all([publish(input), publish(input), publish(input)]);
  expect(first).toEqual({
    unitValues: [{ content: { id: content }, value: '36.80', coefficient: '1.15', firstDay: '2027-01-01' }],
    preview: null,
    proposal: null,
    refusal: null,
  });
  expect(twins).toEqual([first, first]);
  expect(await publish({ ...input, base: '33.00' })).toMatchObject({ unitValues: null, refusal: MISMATCH });
  expect(await publish({ ...input, idempotencyKey: newId() })).toMatchObject({ refusal: { code: 'VERSION_EXISTS' } });
  expect(await tables()).toBe(before + 1);
});

it('a change of delivered visits is shown as often as asked, and carried out once by the same key', async () => {
  const personId = newId();
  const entitlements = [{ contentIds: [content], minutes: 600, recurrence: 'MONTH' }];
  const voucherId = await w.grantVoucher(world, { personId, serviceId, entitlements });
  const visit = w.visitOf(voucherId, '2026-06-10T08:00', '2026-06-10T09:00', { personId, serviceId });
  await w.record(world, { ...visit, pieces: visit.pieces.map((piece) => ({ ...piece, contentId: content })) });
  const input = { idempotencyKey: newId(), firstDay: '2026-06-10', base: '34.00' };
  const before = await tables();
  const { preview } = await publish(input);
  expect(preview.visits).toBe(1);
  expect((await publish(input)).preview).toEqual(preview);
  expect(await tables()).toBe(before);

  const confirmed = { ...input, previewId: preview.previewId };
  const published = await publish(confirmed);
  expect(published).toMatchObject({ unitValues: [{ value: '34.00' }], refusal: null });
  expect(await publish(confirmed)).toEqual(published);
  expect(await tables()).toBe(before + 1);
});

it('one key proposes a correction once', async () => {
  const wish = { firstDay: '2026-06-12', base: '31.00', reason: 'CORRECTION_OF_ERROR', idempotencyKey: newId() };
  const { preview } = await publish(wish);
  const proposed = await publish({ ...wish, previewId: preview.previewId });
  expect(proposed.proposal.id).toEqual(expect.any(String));
  expect(await publish({ ...wish, previewId: preview.previewId })).toEqual(proposed);
});

it('a formula that is sent again is published once and gets the same answer', async () => {
  const formula = { serviceId, firstDay: '2026-01-01', max: '25.00', floor: '7.00', households: [{ limit: '528.00', percent: 35 }] };
  const input = { idempotencyKey: newId(), ...formula };
  const send = async (change: object = {}) =>
    (await world.vouchers.ask(w.administrator, FORMULA, { input: { ...input, ...change } })).data.publishIncomeFormula;
  const [first, ...twins] = await Promise.all([send(), send(), send()]);
  expect(first).toEqual({
    incomeFormula: { firstDay: '2026-01-01', max: '25.00', floor: '7.00' },
    refusal: null,
  });
  expect(twins).toEqual([first, first]);
  expect((await send({ max: '26.00' })).refusal).toEqual(MISMATCH);
  expect((await send({ idempotencyKey: newId() })).refusal.code).toBe('VERSION_EXISTS');
});
