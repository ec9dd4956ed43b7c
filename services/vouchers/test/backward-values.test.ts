/**
 * Tests values that begin before delivered visits (rules 14, 15): users see the effect and publish what they saw. Also
 * tests changes of a client's own decision.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announced } from '@seteli/testing/peer';
import { allocationRecalculated } from '@seteli/schema/events/vouchers';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());

const PREVIEW = `preview { previewId visits organiserShareChange clientShareChange leftVisits left { id }
  effects { visit { id } organiserShareBefore organiserShareAfter clientShareBefore clientShareAfter } }`;
const PUBLISH = `mutation ($input: PublishValuesInput!) { publishValues(input: $input) { unitValues { value } ${PREVIEW} refusal { code path } } }`;
const CHANGE = `mutation ($input: ChangeOwnValueInput!) { changeOwnValue(input: $input) {
  voucher { id ownValue { base basis contents { value firstDay } } } ${PREVIEW} refusal { code path } } }`;

/** A service with a free content, a content with a client's share, and their values from January on. */
async function service(change: Record<string, unknown> = {}) {
  const [serviceId, free, shared] = [newId(), newId(), newId()];
  const contents = [w.contentOf(free, { deductibleAllowed: false }), w.contentOf(shared)];
  await world.registry.say(w.organiserId, w.publication({ serviceId, contents, ...change }));
  await world.heard();
  const publish = async (firstDay: string, values: [string, string][], previewId?: string, actor = w.administrator) => {
    const input = {
      idempotencyKey: newId(),
      serviceId,
      firstDay,
      previewId,
      values: values.map(([contentId, value]) => ({ contentId, value })),
    };
    return (await world.vouchers.ask(actor, PUBLISH, { input })).data.publishValues;
  };
  await publish('2026-01-01', [
    [free, '21.00'],
    [shared, '32.00'],
  ]);
  const grant = async (granted: Record<string, unknown> = {}) => {
    const personId = newId();
    const entitlements = [{ contentIds: [free, shared], minutes: 600, recurrence: 'MONTH' }];
    const voucherId = await w.grantVoucher(world, { personId, serviceId, firstDay: '2026-04-01', entitlements, ...granted });
    const hour = (onDay: string, contentId = shared, price = 3850n, more: Partial<w.RecordedVisit> = {}) =>
      w.visitOf(voucherId, `${onDay}T10:00`, `${onDay}T11:00`, {
        personId,
        serviceId,
        pieces: [w.pieceOf(contentId, onDay, 60, price)],
        ...more,
      });
    return { voucherId, personId, hour };
  };
  return { serviceId, free, shared, publish, grant };
}

const recalculated = async ({ visitId }: w.RecordedVisit) =>
  (await announced(world.vouchers.database, allocationRecalculated.type))
    .filter(({ subject }) => subject === visitId)
    .map(({ data }) => data);
const change = (organiserBefore: string, organiserAfter: string, clientBefore: string, clientAfter: string) => ({
  organiserShareBefore: organiserBefore,
  organiserShareAfter: organiserAfter,
  clientShareBefore: clientBefore,
  clientShareAfter: clientAfter,
});

describe('a rise that begins before delivered visits', () => {
  it('is shown without being published, and then published as shown', async () => {
    const { shared, publish, grant } = await service();
    const { voucherId, hour } = await grant();
    const [before, first, later, within] = [hour('2026-05-31'), hour('2026-06-01'), hour('2026-06-03'), hour('2026-06-04', shared, 3200n)];
    await w.record(world, later, before, first, within);
    const shown = await publish('2026-06-01', [[shared, '34.00']]);
    expect(shown).toMatchObject({ unitValues: null, refusal: null });
    expect(shown.preview).toMatchObject({ visits: 2, organiserShareChange: '4.00', clientShareChange: '-4.00' });
    expect(shown.preview.effects).toEqual([
      { visit: { id: first.visitId }, ...change('32.00', '34.00', '6.50', '4.50') },
      { visit: { id: later.visitId }, ...change('32.00', '34.00', '6.50', '4.50') },
    ]);
    expect(await recalculated(first)).toEqual([]);
    expect(await publish('2026-06-01', [[shared, '34.00']])).toEqual(shown);
    const done = await publish('2026-06-01', [[shared, '34.00']], shown.preview.previewId);
    expect(done).toEqual({ unitValues: [{ value: '34.00' }], preview: null, refusal: null });
    expect(await recalculated(first)).toMatchObject([
      { visitVersion: 1, voucherId, lines: [{ unitValueCents: 3400, organiserCents: 3400, clientCents: 450 }] },
    ]);
    expect(await recalculated(before)).toEqual([]);
    expect(await recalculated(within)).toMatchObject([{ lines: [{ unitValueCents: 3400, organiserCents: 3200, clientCents: 0 }] }]);
    expect(await w.remaining(world, voucherId)).toBe(600 - 3 * 60);
    // A preview is confirmed only once.
    expect((await publish('2026-06-01', [[shared, '34.00']], shown.preview.previewId)).refusal.code).toBe('VERSION_EXISTS');
  });

  it('that raises nobody’s share is announced all the same, since bookings keeps the value of each line', async () => {
    const { free, publish, grant } = await service();
    const { hour } = await grant();
    const visit = hour('2026-06-01', free, 2100n);
    await w.record(world, visit);
    await publish('2026-06-01', [[free, '40.00']]);
    expect(await recalculated(visit)).toMatchObject([
      { visitVersion: 1, lines: [{ unitPriceCents: 2100, unitValueCents: 4000, organiserCents: 2100, clientCents: 0 }] },
    ]);
  });

  it('is refused when a visit has come since, or when the change is another', async () => {
    const { shared, publish, grant } = await service();
    const { hour } = await grant();
    await w.record(world, hour('2026-06-01'));
    const { preview } = await publish('2026-06-01', [[shared, '34.00']]);
    expect((await publish('2026-06-01', [[shared, '35.00']], preview.previewId)).refusal).toEqual({
      code: 'STALE_PREVIEW',
      path: ['previewId'],
    });
    await w.record(world, hour('2026-06-02'));
    expect((await publish('2026-06-01', [[shared, '34.00']], preview.previewId)).refusal.code).toBe('STALE_PREVIEW');
    expect((await publish('2026-06-01', [[shared, '34.00']])).preview.visits).toBe(2);
  });

  it('pays more for a service free by law that was cut to the value; deleted visits and another county’s are left out', async () => {
    const { free, publish, grant } = await service();
    const { hour } = await grant();
    const [kept, gone] = [hour('2026-06-01', free, 2250n), hour('2026-06-02', free, 2250n)];
    await w.record(world, kept, gone);
    await w.remove(world, gone);
    const { preview } = await publish('2026-06-01', [[free, '22.00']]);
    expect(preview.effects).toEqual([{ visit: { id: kept.visitId }, ...change('21.00', '22.00', '0.00', '0.00') }]);
    const foreign = await world.vouchers.ask(w.otherGranter, PUBLISH, {
      input: { idempotencyKey: newId(), serviceId: w.serviceId, firstDay: '2026-06-01', values: [{ contentId: free, value: '22.00' }] },
    });
    expect(foreign.data.publishValues.refusal.code).toBe('NOT_YET_KNOWN');
  });

  it('leaves purchased services and written own values alone; own base × coefficient follows', async () => {
    const purchased = await service({ arrangementKind: 'PURCHASED' });
    const bought = await purchased.grant();
    await w.record(world, bought.hour('2026-06-01'));
    expect((await purchased.publish('2026-06-01', [[purchased.shared, '40.00']])).unitValues).toEqual([{ value: '40.00' }]);

    const { serviceId, shared } = await service();
    const byCoefficient = (firstDay: string, coefficient: string, previewId?: string) =>
      world.vouchers
        .ask(w.administrator, PUBLISH, {
          input: { idempotencyKey: newId(), serviceId, firstDay, previewId, base: '32.00', values: [{ contentId: shared, coefficient }] },
        })
        .then(({ data }) => data.publishValues);
    await byCoefficient('2026-02-01', '1');
    const entitlements = [{ contentIds: [shared], minutes: 600, recurrence: 'MONTH' }];
    const voucher = async (ownValue: Record<string, unknown>) => {
      const personId = newId();
      const voucherId = await w.grantVoucher(world, { personId, serviceId, entitlements, ownValue });
      const visit = w.visitOf(voucherId, '2026-06-01T10:00', '2026-06-01T11:00', {
        personId,
        serviceId,
        pieces: [w.pieceOf(shared, '2026-06-01', 60, 3850n)],
      });
      await w.record(world, visit);
      return visit;
    };
    const [written, base] = [await voucher({ contents: [{ contentId: shared, value: '33.00' }] }), await voucher({ base: '20.00' })];
    const { preview } = await byCoefficient('2026-06-01', '1.1');
    expect(preview.effects).toEqual([{ visit: { id: base.visitId }, ...change('20.00', '22.00', '18.50', '16.50') }]);
    expect(await byCoefficient('2026-06-01', '1.1', preview.previewId)).toMatchObject({ refusal: null });
    expect([(await recalculated(written)).length, (await recalculated(base)).length]).toEqual([0, 1]);
  });

  it('pays from balances within what the visits hold and what is left, and never more', async () => {
    const { shared, publish, grant } = await service();
    const batches = [{ amount: '65.00', firstDay: '2026-04-01', lastDay: '2026-12-31' }];
    const { voucherId, hour } = await grant({ entitlements: [], balance: { contentIds: [shared], batches } });
    await w.record(world, hour('2026-06-01'), hour('2026-06-02'));
    const { preview } = await publish('2026-06-01', [[shared, '34.00']]);
    // The visit that arrived first takes the euro that was left.
    expect(preview).toMatchObject({ visits: 1, organiserShareChange: '1.00', clientShareChange: '-1.00' });
    await publish('2026-06-01', [[shared, '34.00']], preview.previewId);
    const query = 'query ($id: ID!) { voucher(id: $id) { balance { remaining(day: "2026-06-20") } } }';
    expect((await world.vouchers.ask(w.granter, query, { id: voucherId })).data.voucher.balance.remaining).toBe('0.00');
  });

  it('that reaches too many visits is refused before they are read; visits under a later table do not count', async () => {
    const { free, shared, publish, grant } = await service();
    const { voucherId, personId, hour } = await grant();
    expect((await publish('2026-06-01', [[shared, '34.00']])).refusal).toBeNull();
    const may = hour('2026-05-15');
    await w.record(world, may);
    await world.vouchers.database.pool.query(
      `insert into allocation (visit_id, visit_version, voucher_id, person_id, starts_at, ends_at, state, draws, pieces, lines)
       select gen_random_uuid(), 1, $1, $2, '2026-06-10T07:00Z', '2026-06-10T08:00Z', 'MADE', '[]', '[]', '[]' from generate_series(1, 50000)`,
      [voucherId, personId],
    );
    const refused = await publish('2026-05-01', [[free, '22.00']]);
    expect(refused).toEqual({ unitValues: null, preview: null, refusal: { code: 'TOO_MANY_VISITS', path: ['firstDay'] } });
    expect((await publish('2026-05-01', [[shared, '34.00']])).preview.effects).toMatchObject([{ visit: { id: may.visitId } }]);
  });

  it('leaves a visit that its balance cannot pay at the new value, and shows it even when nothing else changes', async () => {
    const { free, publish, grant } = await service();
    const batches = [{ amount: '21.00', firstDay: '2026-04-01', lastDay: '2026-12-31' }];
    const { hour } = await grant({ entitlements: [], balance: { contentIds: [free], batches } });
    const visit = hour('2026-06-01', free, 2250n);
    await w.record(world, visit);
    const { preview, unitValues } = await publish('2026-06-01', [[free, '22.00']]);
    expect([unitValues, preview.visits, preview.leftVisits, preview.left]).toEqual([null, 0, 1, [{ id: visit.visitId }]]);
    expect((await publish('2026-06-01', [[free, '22.00']], preview.previewId)).unitValues).toEqual([{ value: '22.00' }]);
    expect(await recalculated(visit)).toEqual([]);
  });

  it('values a visit that is recorded later at once', async () => {
    const { shared, publish, grant } = await service();
    const { hour } = await grant();
    expect((await publish('2026-06-01', [[shared, '34.00']])).unitValues).toEqual([{ value: '34.00' }]);
    const visit = hour('2026-06-01');
    await w.record(world, visit);
    expect((await w.answersTo(world, visit)).at(-1)).toMatchObject({ lines: [{ organiserCents: 3400 }] });
  });
});

describe('a client’s own decision', () => {
  const ownOf = (contentId: string, value: string) => ({ contents: [{ contentId, value }] });
  const decide = async (voucherId: string, firstDay: string, ownValue: unknown, more: Record<string, unknown> = {}, actor = w.granter) => {
    const { data, errors } = await world.vouchers.ask(actor, CHANGE, {
      input: { idempotencyKey: newId(), voucherId, firstDay, ownValue, ...more },
    });
    return errors ? { error: errors[0]!.extensions.code } : data.changeOwnValue;
  };

  it('rises backwards over delivered visits of that voucher, once, as shown', async () => {
    const { shared, grant } = await service();
    const [{ voucherId, hour }, other] = [await grant(), await grant()];
    const [before, first] = [hour('2026-05-31'), hour('2026-06-01')];
    await w.record(world, before, first, other.hour('2026-06-01'));
    const own = ownOf(shared, '36.00');
    const { preview, voucher } = await decide(voucherId, '2026-06-01', own);
    expect(voucher).toBeNull();
    expect(preview.effects).toEqual([{ visit: { id: first.visitId }, ...change('32.00', '36.00', '6.50', '2.50') }]);
    const again = { previewId: preview.previewId, idempotencyKey: newId() };
    const done = await decide(voucherId, '2026-06-01', own, again);
    expect(done.voucher.ownValue).toEqual({ base: null, basis: 'INDIVIDUAL', contents: [{ value: '36.00', firstDay: '2026-06-01' }] });
    expect(await decide(voucherId, '2026-06-01', own, again)).toEqual(done);
    expect(await recalculated(first)).toMatchObject([{ visitVersion: 1, lines: [{ organiserCents: 3600, clientCents: 250 }] }]);
    const next = hour('2026-06-02');
    await w.record(world, next);
    expect((await w.answersTo(world, next)).at(-1)).toMatchObject({ lines: [{ organiserCents: 3600 }] });
  });

  it('holds from its first day until the next decision, and earlier days keep the earlier one', async () => {
    const { shared, grant } = await service();
    const { voucherId, hour } = await grant({ ownValue: ownOf(shared, '33.00') });
    expect((await decide(voucherId, '2026-06-10', ownOf(shared, '34.00'))).voucher.ownValue.contents[0].value).toBe('34.00');
    expect((await decide(voucherId, '2026-06-20', ownOf(shared, '35.00'))).voucher.ownValue.contents[0].value).toBe('34.00');
    const days = ['2026-06-09', '2026-06-10', '2026-06-19', '2026-06-20'];
    const visits = days.map((day) => hour(day));
    await w.record(world, ...visits);
    const paid = await Promise.all(
      visits.map(async (visit) => ((await w.answersTo(world, visit)).at(-1)!.lines as { organiserCents: number }[])[0]!.organiserCents),
    );
    expect(paid).toEqual([3300, 3400, 3400, 3500]);
    const { rows } = await world.vouchers.database.pool.query(
      'select version, first_day::text from own_value_change where voucher_id = $1 order by version',
      [voucherId],
    );
    expect(rows).toEqual([
      { version: 1, first_day: '2026-06-10' },
      { version: 2, first_day: '2026-06-20' },
    ]);
  });

  it.each<[string, string, (contents: { shared: string; free: string }) => unknown, unknown]>([
    ['before the voucher', '2026-03-31', ({ shared }) => ownOf(shared, '40.00'), { code: 'INVALID_RANGE', path: ['firstDay'] }],
    ['after it', '2027-01-01', ({ shared }) => ownOf(shared, '40.00'), { code: 'INVALID_RANGE', path: ['firstDay'] }],
    ['a fall a day too early', '2026-07-15', ({ shared }) => ownOf(shared, '31.99'), { code: 'NOTICE_TOO_SHORT', path: ['ownValue'] }],
    ['a fall backwards', '2026-06-01', ({ shared }) => ownOf(shared, '31.99'), { code: 'NOTICE_TOO_SHORT', path: ['ownValue'] }],
    [
      'below the value of a content free by law',
      '2026-08-01',
      ({ free }) => ownOf(free, '20.99'),
      { code: 'VALUE_BELOW_CAP', path: ['ownValue'] },
    ],
    [
      'of an unknown content',
      '2026-06-16',
      () => ownOf(newId(), '40.00'),
      { code: 'UNKNOWN_CONTENT', path: ['ownValue', 'contents', '0'] },
    ],
  ])('is refused %s', async (_, firstDay, own, refusal) => {
    const contents = await service();
    const { voucherId } = await contents.grant();
    expect((await decide(voucherId, firstDay, own(contents))).refusal).toEqual(refusal);
  });

  it('may fall on the first day that the notice allows', async () => {
    const { shared, grant } = await service();
    const { voucherId } = await grant();
    expect((await decide(voucherId, '2026-07-16', ownOf(shared, '31.99'))).refusal).toBeNull();
  });

  it('is changed only by granters of the voucher’s county', async () => {
    const { shared, grant } = await service();
    const { voucherId } = await grant();
    const own = ownOf(shared, '40.00');
    expect((await decide(voucherId, '2026-06-16', own, {}, w.otherGranter)).refusal.code).toBe('NOT_FOUND');
    expect((await decide(voucherId, '2026-06-16', own, {}, w.administrator)).error).toBe('FORBIDDEN');
    expect((await decide(voucherId, '2026-06-16', {})).error).toBe('BAD_USER_INPUT');
  });

  it('is refused when a visit has come since the preview', async () => {
    const { shared, grant } = await service();
    const { voucherId, hour } = await grant();
    await w.record(world, hour('2026-06-01'));
    const { preview } = await decide(voucherId, '2026-06-01', ownOf(shared, '36.00'));
    await w.record(world, hour('2026-06-02'));
    expect((await decide(voucherId, '2026-06-01', ownOf(shared, '36.00'), { previewId: preview.previewId })).refusal.code).toBe(
      'STALE_PREVIEW',
    );
  });
});
