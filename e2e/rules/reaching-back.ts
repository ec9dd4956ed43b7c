/** Changes of values and prices that begin before today, and rises that are told before they begin. Registers the tests. */
import { COMPANY } from '@seteli/local/personas';
import { expect, it } from 'vitest';
import { until } from '../waiting.ts';
import type { World } from '../world.ts';
import type { Office } from './office.ts';
import { times, type Payload } from './reading.ts';

const UNIT = COMPANY.units[0]!.id;
const PROVIDER = COMPANY.id;

export function whatReachesBack(world: World, office: Office): void {
  const { content, recorded } = office;
  const seen = async (id: string): Promise<string> => {
    const { visit } = await world.client.ask('recorder', 'query ($id: ID!) { visit(id: $id) { total organiserShare clientShare } }', {
      id,
    });
    return `${visit.total} = ${visit.organiserShare} + ${visit.clientShare}`;
  };
  const PREVIEW =
    'previewId visits organiserShareChange clientShareChange effects { visit { id } organiserShareBefore organiserShareAfter clientShareBefore clientShareAfter }';

  it('a value raised backwards is shown first, and then corrects what was delivered', async () => {
    const { visit } = await recorded('raised', times('2026-06-16', '08:00', '09:00'));
    const before = await recorded('raised', times('2026-05-29', '08:00', '09:00'));
    const wish = {
      serviceId: office.service('raised').id,
      firstDay: '2026-06-01',
      values: [{ contentId: content('raised', 'h'), value: '32.00' }],
    };
    const publish = (change: object = {}) =>
      office.change('organiser-admin', 'publishValues', `unitValues { value } preview { ${PREVIEW} }`, { ...wish, ...change });
    const { preview, unitValues } = await publish();
    expect(unitValues).toBeNull();
    expect(preview).toEqual({
      previewId: expect.any(String),
      visits: 1,
      organiserShareChange: '2.00',
      clientShareChange: '-2.00',
      effects: [
        {
          visit: { id: visit.id },
          organiserShareBefore: '30.00',
          organiserShareAfter: '32.00',
          clientShareBefore: '8.50',
          clientShareAfter: '6.50',
        },
      ],
    });
    expect(await seen(visit.id)).toBe('38.50 = 30.00 + 8.50');
    expect((await publish({ previewId: 'of another' })).refusal.code).toBe('STALE_PREVIEW');
    expect((await publish({ previewId: preview.previewId })).unitValues).toEqual([{ value: '32.00' }]);
    await until('the visit is corrected', async () => (await seen(visit.id)) === '38.50 = 32.00 + 6.50');
    expect(await seen(before.visit.id)).toBe('38.50 = 30.00 + 8.50');
    const NOTICES = 'query ($id: ID!) { visit(id: $id) { booking { notices { kind oldClientShare newClientShare } } } }';
    const { booking } = (await world.client.ask('recorder', NOTICES, { id: visit.id })).visit;
    expect(booking.notices).toEqual([{ kind: 'SHARE_RECALCULATED', oldClientShare: '8.50', newClientShare: '6.50' }]);
  });

  it('a price lowered backwards is shown first, and then prices what was delivered anew', async () => {
    const { visit } = await recorded('lowered', times('2026-06-16', '08:00', '10:30'));
    const before = await recorded('lowered', times('2026-05-29', '08:00', '10:30'));
    const prices = [{ contentId: content('lowered', 'h'), price: '36.00' }];
    const { priceList } = await office.change('service-manager', 'submitPriceList', 'priceList { id }', {
      unitId: UNIT,
      serviceId: office.service('lowered').id,
      firstDay: '2026-06-01',
      prices,
    });
    const EFFECT = `query ($unit: ID!) { provider(id: $unit) { units { priceLists { id effect { ${PREVIEW} } } } } }`;
    const { provider } = await world.client.ask('organiser-admin', EFFECT, { unit: PROVIDER });
    const lists = provider.units.flatMap(({ priceLists }: Payload) => priceLists);
    expect(lists.find(({ id }: Payload) => id === priceList.id).effect).toMatchObject({
      visits: 1,
      organiserShareChange: '0.00',
      clientShareChange: '-6.25',
    });
    await office.change('organiser-admin', 'acceptPriceList', 'priceList { state }', { priceListId: priceList.id });
    await until('the visit is priced anew', async () => (await seen(visit.id)) === '90.00 = 80.00 + 10.00');
    expect(await seen(before.visit.id)).toBe('96.25 = 80.00 + 16.25');
  });

  it('a client is told of a rise with what he will pay himself', async () => {
    const { bookingId } = await office.serve('rising');
    const firstDay = Temporal.Now.plainDateISO('Europe/Helsinki').add({ days: 31 }).toString();
    const prices = [{ contentId: content('rising', 'h'), price: '40.00' }];
    const { priceList } = await office.change('service-manager', 'submitPriceList', 'priceList { id }', {
      unitId: UNIT,
      serviceId: office.service('rising').id,
      firstDay,
      prices,
    });
    await office.change('organiser-admin', 'acceptPriceList', 'priceList { state }', { priceListId: priceList.id });
    const NOTICES = 'query ($id: ID!) { booking(id: $id) { priceNotices { firstDay oldPrice newPrice oldClientShare newClientShare } } }';
    const notices = await until('the notice is there', async () => {
      const { booking } = await world.client.ask('recorder', NOTICES, { id: bookingId });
      return booking.priceNotices.length > 0 && booking.priceNotices;
    });
    expect(notices).toEqual([{ firstDay, oldPrice: '38.50', newPrice: '40.00', oldClientShare: '6.50', newClientShare: '8.00' }]);
  });
}
