/**
 * Tests prices as the voucher meets them: what the client pays before and after a rise, and what a price list does to
 * delivered visits.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import * as w from './world.ts';

let world: w.World;
const [bought, unvalued, extra] = [newId(), newId(), newId()];
const [serviceId, purchasedServiceId, extraServiceId] = [newId(), newId(), newId()];
beforeAll(async () => {
  world = await w.openWorld();
  await world.registry.say(
    w.organiserId,
    w.publication({ serviceId, contents: [w.contentOf(unvalued)] }),
    w.publication({ serviceId: purchasedServiceId, arrangementKind: 'PURCHASED', contents: [w.contentOf(bought)] }),
    w.publication({ serviceId: extraServiceId, contents: [w.contentOf(extra, { extraServiceAllowed: true })] }),
  );
  await world.heard();
  const values = [{ contentId: extra, value: '32.00' }];
  await world.vouchers.ask(w.administrator, w.PUBLISH_VALUES, {
    input: { idempotencyKey: newId(), serviceId: extraServiceId, firstDay: '2026-01-01', values },
  });
});
afterAll(() => world.stop());

async function entity(actor: typeof w.granter, type: string, fields: string, representation: object) {
  const query = `query ($of: [_Any!]!) { entities: _entities(representations: $of) { ... on ${type} { ${fields} } } }`;
  const { data, errors } = await world.vouchers.ask(actor, query, { of: [{ __typename: type, id: newId(), ...representation }] });
  return errors ? { error: errors[0]!.extensions.code } : data.entities[0];
}
const himself = (personId: string) => ({ ...w.client, organisation: { kind: 'PERSON' as const, id: personId } });
async function grant(change: Record<string, unknown> = {}) {
  const personId = newId();
  const entitlements = [{ contentIds: [w.contentA, w.contentB], minutes: 600, recurrence: 'MONTH' }];
  return { personId, voucherId: await w.grantVoucher(world, { personId, entitlements, ...change }) };
}

describe('a notice of a price that rises', () => {
  const shares = async (
    voucherId: string | null,
    contentId: string,
    [oldPrice, newPrice]: [string, string],
    actor: typeof w.granter,
    firstDay = '2026-07-01',
  ) => {
    const notice = { voucher: voucherId && { id: voucherId }, content: { id: contentId }, firstDay, oldPrice, newPrice };
    const { oldClientShare, newClientShare, error } = await entity(actor, 'PriceNotice', 'oldClientShare newClientShare', notice);
    return error ?? [oldClientShare, newClientShare];
  };

  it.each<[string, [string, string], [string, string]]>([
    ['above the value', ['38.50', '40.00'], ['6.50', '8.00']],
    ['over the value', ['32.00', '32.01'], ['0.00', '0.01']],
    ['within the value', ['30.00', '32.00'], ['0.00', '0.00']],
  ])('R18: %s', async (_, prices, expected) => {
    const { personId, voucherId } = await grant();
    expect(await shares(voucherId, w.contentB, prices, himself(personId))).toEqual(expected);
  });

  it('uses the value of its first day, from the client’s own decision where there is one', async () => {
    const own = (value: string) => ({ contents: [{ contentId: w.contentB, value }] });
    const { personId, voucherId } = await grant({ ownValue: own('34.00') });
    const mutation = `mutation ($input: ChangeOwnValueInput!) { changeOwnValue(input: $input) { refusal { code } } }`;
    const input = { idempotencyKey: newId(), voucherId, firstDay: '2026-07-02', ownValue: own('36.00') };
    expect((await world.vouchers.ask(w.granter, mutation, { input })).data.changeOwnValue.refusal).toBeNull();
    const prices: [string, string] = ['38.50', '40.00'];
    expect(await shares(voucherId, w.contentB, prices, himself(personId))).toEqual(['4.50', '6.00']);
    expect(await shares(voucherId, w.contentB, prices, himself(personId), '2026-07-02')).toEqual(['2.50', '4.00']);
  });

  it('costs nothing to clients who are free by law, whose service is purchased, or whose balance pays the price', async () => {
    const { voucherId } = await grant();
    expect(await shares(voucherId, w.contentA, ['20.00', '25.00'], w.granter)).toEqual(['0.00', '0.00']);
    const purchased = await grant({
      serviceId: purchasedServiceId,
      entitlements: [{ contentIds: [bought], minutes: 60, recurrence: 'MONTH' }],
    });
    expect(await shares(purchased.voucherId, bought, ['170.00', '175.00'], w.granter)).toEqual(['0.00', '0.00']);
    const batches = [{ amount: '40.00', firstDay: '2026-06-01', lastDay: '2026-12-31' }];
    const balance = await grant({ serviceId, entitlements: [], balance: { contentIds: [unvalued], batches } });
    expect(await shares(balance.voucherId, unvalued, ['30.00', '31.00'], w.granter)).toEqual(['0.00', '0.00']);
  });

  it('tells the rise for a usual month, as far as the voucher covers it', async () => {
    const { personId, voucherId } = await grant();
    const monthly = async (usualUse: object | null, firstDay = '2026-07-01', actor: typeof w.granter = himself(personId)) => {
      const notice = { voucher: { id: voucherId }, content: { id: w.contentB }, firstDay, oldPrice: '38.50', newPrice: '40.00', usualUse };
      const { monthlyChange, error } = await entity(actor, 'PriceNotice', 'monthlyChange', notice);
      return error ?? monthlyChange;
    };
    const hours = (amount: string, minutes: number) => ({ unit: 'HOUR', amount, minutes });
    expect(await monthly(hours('8.3333', 500))).toBe('12.50');
    expect(await monthly(hours('12', 720))).toBe('15.00');
    expect(await monthly({ unit: 'VISIT', amount: '2.5', minutes: null })).toBe('3.75');
    expect([await monthly(null), await monthly(hours('1', 60), '2199-01-01')]).toEqual([null, null]);
    expect(await monthly(hours('1', 60), '2026-07-01', w.stranger)).toBeNull();
    expect(await monthly({ unit: 'HOUR', amount: 'some', minutes: null })).toBe('BAD_USER_INPUT');
  });

  it('tells nothing to readers who may not see the voucher, and nothing of contents that it does not grant', async () => {
    const { voucherId } = await grant();
    for (const actor of [w.otherGranter, w.stranger, w.otherRecorder])
      expect(await shares(voucherId, w.contentB, ['38.50', '40.00'], actor)).toEqual([null, null]);
    expect(await shares(voucherId, w.unapprovedContent, ['38.50', '40.00'], w.granter)).toEqual([null, null]);
    expect(await shares(null, w.contentB, ['38.50', '40.00'], w.granter)).toEqual([null, null]);
    expect(await shares(voucherId, w.contentB, ['38.5', '40.00'], w.granter)).toBe('BAD_USER_INPUT');
  });
});

describe('the effect of a price list', () => {
  const EFFECT = `effect { previewId visits leftVisits organiserShareChange clientShareChange
    effects { visit { id } organiserShareBefore organiserShareAfter clientShareBefore clientShareAfter } }`;
  const effectOf = async (unitId: string, price: string, change: Record<string, unknown> = {}, actor = w.administrator) =>
    (
      await entity(actor, 'PriceList', EFFECT, {
        id: '019b0000-0009-7000-8000-000000000001',
        state: 'SUBMITTED',
        service: { id: w.serviceId },
        unit: { id: unitId },
        firstDay: '2026-06-02',
        lastDay: '2026-06-10',
        prices: [{ content: { id: w.contentB }, price }],
        ...change,
      })
    ).effect;

  async function delivered() {
    const unitId = newId();
    const { personId, voucherId } = await grant();
    const hour = (onDay: string, of = unitId) => w.visitOf(voucherId, `${onDay}T10:00`, `${onDay}T11:00`, { personId, unitId: of });
    const visits = ['2026-06-01', '2026-06-02', '2026-06-10', '2026-06-11'].map((day) => hour(day));
    await w.record(world, ...visits, hour('2026-06-05', newId()));
    return { unitId, voucherId, visits };
  }

  it('shows the organiser’s administrator the unit’s visits on its days, both included, and no others', async () => {
    const { unitId, voucherId, visits } = await delivered();
    const effect = await effectOf(unitId, '35.00');
    const cents = { organiserShareBefore: '32.00', organiserShareAfter: '32.00', clientShareBefore: '6.50', clientShareAfter: '3.00' };
    expect(effect).toMatchObject({ visits: 2, organiserShareChange: '0.00', clientShareChange: '-7.00' });
    expect(effect.effects).toEqual([1, 2].map((index) => ({ visit: { id: visits[index]!.visitId }, ...cents })));
    expect(await effectOf(unitId, '35.00')).toEqual(effect);
    expect((await effectOf(unitId, '34.00')).previewId).not.toBe(effect.previewId);
    expect(await effectOf(unitId, '30.00')).toMatchObject({ organiserShareChange: '-4.00', clientShareChange: '-13.00' });
    expect(await effectOf(unitId, '35.00', { lastDay: null })).toMatchObject({ visits: 3 });
    expect(await effectOf(unitId, '38.50')).toMatchObject({ visits: 0, effects: [] });
    // A decided list is not computed again each time someone looks at it.
    expect(await effectOf(unitId, '35.00', { state: 'ACCEPTED' })).toBeNull();
    // A preview carries nothing out.
    expect(await w.remaining(world, voucherId)).toBe(600 - 5 * 60);
  });

  it('includes a visit that a later one overlaps, and comes true: nobody asks a standing visit again for a reason', async () => {
    const [unitId, otherUnitId] = [newId(), newId()];
    const { personId, voucherId } = await grant();
    const first = w.visitOf(voucherId, '2026-06-05T08:00', '2026-06-05T10:00', { personId, unitId });
    const second = { personId, unitId: otherUnitId, providerId: w.otherProviderId, overlapReasonGiven: true };
    await w.record(world, first, w.visitOf(voucherId, '2026-06-05T09:00', '2026-06-05T11:00', second));
    const { effects, leftVisits } = await effectOf(unitId, '36.00');
    expect([leftVisits, effects]).toMatchObject([
      0,
      [{ visit: { id: first.visitId }, clientShareBefore: '13.00', clientShareAfter: '8.00' }],
    ]);
    const anew = { ...first, version: 2, decidedAnew: true, pieces: first.pieces.map((piece) => ({ ...piece, unitPriceCents: 3600n })) };
    await w.record(world, anew);
    expect((await w.answersTo(world, first)).at(-1)).toMatchObject({
      made: true,
      visitVersion: 2,
      lines: [{ clientCents: 800, organiserCents: 6400 }],
    });
    // Editing the visit needs the reason again.
    await w.record(world, { ...anew, version: 3, decidedAnew: false });
    expect((await w.answersTo(world, first)).at(-1)).toMatchObject({ made: false, visitVersion: 3, code: 'OVERLAP' });
  });

  it('leaves extra service as it is, though the quota has more left by now', async () => {
    const unitId = newId();
    const of = { serviceId: extraServiceId, entitlements: [{ contentIds: [extra], minutes: 60, recurrence: 'MONTH' }] };
    const { personId, voucherId } = await grant(of);
    const served = (day: string, end: string, minutes: number) =>
      w.visitOf(voucherId, `${day}T08:00`, `${day}T${end}`, {
        personId,
        serviceId: extraServiceId,
        unitId,
        extraServiceAccepted: true,
        pieces: [w.pieceOf(extra, day, minutes, 3850n)],
      });
    const [one, other] = [served('2026-06-05', '08:30', 30), served('2026-06-06', '09:30', 90)];
    await w.record(world, one, other);
    const lines = [
      { isExtraService: false, steps: 30 },
      { isExtraService: true, steps: 60 },
    ];
    expect(await w.answersTo(world, other)).toMatchObject([{ made: true, lines }]);
    const [before] = await w.answersTo(world, other);
    await w.remove(world, one);
    await w.record(world, { ...other, version: 2, decidedAnew: true });
    expect((await w.answersTo(world, other)).at(-1)).toEqual({ ...before, visitVersion: 2 });
  });

  it('shows the visits without a price in the list as left', async () => {
    const { unitId } = await delivered();
    const other = [{ content: { id: w.contentA }, price: '21.00' }];
    const effect = await effectOf(unitId, '35.00', { prices: other });
    expect(effect).toMatchObject({ visits: 0, leftVisits: 2 });
  });

  it('is shown to nobody else, not even another county’s administrator', async () => {
    const { unitId } = await delivered();
    for (const actor of [w.granter, w.recorder, w.client]) expect(await effectOf(unitId, '35.00', {}, actor)).toBeNull();
    expect(await effectOf(unitId, '35.00', {}, { ...w.administrator, organisation: w.otherGranter.organisation })).toBeNull();
  });
});
