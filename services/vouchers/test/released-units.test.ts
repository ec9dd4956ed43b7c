/** What is given back to a voucher whose tail has passed is released to the budget at once, and may be taken again up to what was granted (rules 69e). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());

it('R16: a correction of an expired voucher releases what it gives back, and takes released units again, never more than was granted', async () => {
  const [serviceId, content, personId] = [newId(), newId(), newId()];
  await world.registry.say(w.organiserId, w.publication({ serviceId, contents: [w.contentOf(content)] }));
  await world.heard();
  const values = [{ contentId: content, value: '32.00' }];
  await world.vouchers.ask(w.administrator, w.PUBLISH_VALUES, { input: { serviceId, firstDay: '2026-01-01', values } });
  // Its tail of 30 days ended on 15 June, yesterday.
  const days = { firstDay: '2026-05-01', lastDay: '2026-05-16' };
  const entitlements = [{ contentIds: [content], minutes: 600, recurrence: 'ONCE' }];
  const voucherId = await w.grantVoucher(world, { serviceId, personId, entitlements, ...days });
  const commitment = async () => {
    const query = `query { commitments(year: 2026) { service { id } granted used held released } }`;
    const { commitments } = (await world.vouchers.ask(w.granter, query)).data;
    const { granted, used, held, released } = commitments.find(({ service }: { service: { id: string } }) => service.id === serviceId);
    return [granted, used, held, released];
  };
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
  // All ten hours that were granted, and not a minute more.
  expect(await corrected('18:00')).toEqual(['made']);
  expect(await commitment()).toEqual(['320.00', '320.00', '0.00', '0.00']);
  expect(await corrected('18:01')).toEqual(['QUOTA_EXCEEDED', 600]);
  expect(await commitment()).toEqual(['320.00', '320.00', '0.00', '0.00']);
  await w.remove(world, { ...visit('18:00'), version });
  expect(await commitment()).toEqual(['320.00', '0.00', '0.00', '320.00']);
});
