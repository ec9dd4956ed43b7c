/**
 * Tests an organiser's commitments. A correction of a voucher whose tail has passed releases what it gives back to the
 * budget at once. A later correction may take it again, up to the grant (rules 69e).
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { priceListAccepted } from '@seteli/schema/events/registry';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());

async function commitmentOf(ofService: string): Promise<string[]> {
  const query = `query { commitments(year: 2026) { service { id } granted used held released } }`;
  const { commitments } = (await world.vouchers.ask(w.granter, query)).data;
  const { granted, used, held, released } = commitments.find(({ service }: { service: { id: string } }) => service.id === ofService);
  return [granted, used, held, released];
}

it('R16: a correction of an expired voucher releases what it gives back; a later one may take released units, never more than the grant', async () => {
  const [serviceId, content, personId] = [newId(), newId(), newId()];
  await world.registry.say(w.organiserId, w.publication({ serviceId, contents: [w.contentOf(content)] }));
  await world.heard();
  const values = [{ contentId: content, value: '32.00' }];
  await world.vouchers.ask(w.administrator, w.PUBLISH_VALUES, {
    input: { idempotencyKey: newId(), serviceId, firstDay: '2026-01-01', values },
  });
  // Its tail of 30 days ended on 15 June, yesterday.
  const days = { firstDay: '2026-05-01', lastDay: '2026-05-16' };
  const entitlements = [{ contentIds: [content], minutes: 600, recurrence: 'ONCE' }];
  const voucherId = await w.grantVoucher(world, { serviceId, personId, entitlements, ...days });
  const commitment = () => commitmentOf(serviceId);
  const visitId = newId();
  let version = 0;
  const visit = (end: string) =>
    w.visitOf(voucherId, '2026-05-14T08:00', `2026-05-14T${end}`, {
      visitId,
      version: ++version,
      serviceId,
      personId,
      pieces: [w.pieceOf(content, '2026-05-14', (Number(end.slice(0, 2)) - 8) * 60 + Number(end.slice(3)), 3850n)],
    });
  const corrected = async (end: string) => {
    const changed = visit(end);
    await w.record(world, changed);
    const { made, code, remaining } = (await w.answersTo(world, changed)).at(-1)!;
    return [made ? 'made' : code, ...(remaining ? [(remaining as { steps: number }).steps] : [])];
  };
  expect(await corrected('10:00')).toEqual(['made']);
  expect(await commitment()).toEqual(['320.00', '64.00', '0.00', '256.00']);
  expect(await corrected('09:00')).toEqual(['made']);
  expect(await commitment()).toEqual(['320.00', '32.00', '0.00', '288.00']);
  // All ten hours of the grant, and not a minute more.
  expect(await corrected('18:00')).toEqual(['made']);
  expect(await commitment()).toEqual(['320.00', '320.00', '0.00', '0.00']);
  expect(await corrected('18:01')).toEqual(['QUOTA_EXCEEDED', 600]);
  expect(await commitment()).toEqual(['320.00', '320.00', '0.00', '0.00']);
  await w.remove(world, { ...visit('18:00'), version });
  expect(await commitment()).toEqual(['320.00', '0.00', '0.00', '320.00']);
});

it('30: a purchased service is committed at the order’s price, else at the dearest accepted list', async () => {
  const [serviceId, content, personId, unitId] = [newId(), newId(), newId(), newId()];
  const day = (text: string) => Temporal.PlainDate.from(text);
  const { registry, heard } = world;
  await registry.say(w.organiserId, w.publication({ serviceId, arrangementKind: 'PURCHASED', contents: [w.contentOf(content)] }));
  const list = (firstDay: string, priceCents: bigint, of = unitId) => ({
    priceListId: newId(),
    organiserId: w.organiserId,
    serviceId,
    providerId: w.providerId,
    unitId: of,
    firstDay: day(firstDay),
    prices: [{ contentId: content, priceCents }],
    version: 1,
  });
  const accept = async (...lists: ReturnType<typeof list>[]) => {
    await registry.say(w.organiserId, ...lists.map((each) => announce(priceListAccepted, each.priceListId, each)));
    await heard();
  };
  const entitlements = [{ contentIds: [content], minutes: 600, recurrence: 'MONTH' }];
  const days = { firstDay: '2026-06-01', lastDay: '2026-07-31' };
  const voucherId = await w.grantVoucher(world, { serviceId, personId, entitlements, ...days });
  expect(await commitmentOf(serviceId)).toEqual(['0.00', '0.00', '0.00', '0.00']);
  await accept(list('2026-01-01', 3250n));
  expect(await commitmentOf(serviceId)).toEqual(['650.00', '0.00', '650.00', '0.00']);
  const pieces = [w.pieceOf(content, '2026-06-15', 600, 3250n)];
  await w.record(world, w.visitOf(voucherId, '2026-06-15T08:00', '2026-06-15T18:00', { personId, serviceId, unitId, pieces }));
  expect(await commitmentOf(serviceId)).toEqual(['650.00', '325.00', '325.00', '0.00']);
  // Another unit asks more from July, and the provider corrects the list of January backwards.
  await accept(list('2026-07-01', 4000n, newId()), list('2026-01-01', 3300n));
  expect(await commitmentOf(serviceId)).toEqual(['730.00', '325.00', '400.00', '0.00']);
  await w.grantVoucher(world, { serviceId, entitlements, ...days, contractPrices: [{ contentId: content, price: '30.00' }] });
  expect(await commitmentOf(serviceId)).toEqual(['1330.00', '325.00', '1000.00', '0.00']);
});
