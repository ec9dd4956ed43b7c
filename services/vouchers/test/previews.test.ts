/** Tests previews of granting and changing vouchers: they leave no trace, and users carry out what they saw. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { announced } from '@seteli/testing/peer';
import { priceListAccepted } from '@seteli/schema/events/registry';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
  await list(w.providerId, 3850n);
  await list(w.providerId, 4000n);
  // No organiser has approved this provider.
  await list(w.otherProviderId, 9900n);
});
afterAll(() => world.stop());

async function list(providerId: string, priceCents: bigint) {
  const { organiserId, serviceId } = w;
  await world.registry.say(
    organiserId,
    announce(priceListAccepted, newId(), {
      priceListId: newId(),
      organiserId,
      serviceId,
      providerId,
      unitId: newId(),
      firstDay: Temporal.PlainDate.from('2026-01-01'),
      prices: [{ contentId: w.contentB, priceCents }],
      version: 1,
    }),
  );
  await world.heard();
}

const COST = `month term unlimited months { month most } entitlements { contents { id } month term }
  clientShares { content { id } units cheapest { price unitShare monthShare } average { price unitShare } dearest { price unitShare monthShare } }`;
const FIELDS = `preview { previewId visits leftVisits left { id } cost { before { ${COST} } after { ${COST} } } } refusal { code path details { firstDay } }`;
const preview = async (name: string, input: object, actor: Actor = w.granter) => {
  const query = `query ($input: ${INPUTS[name]}!) { ${name}(input: $input) { ${FIELDS} } }`;
  const { data, errors } = await world.vouchers.ask(actor, query, { input: { idempotencyKey: newId(), ...input } });
  return errors ? { error: errors[0]!.extensions.code } : data[name];
};
const INPUTS: Record<string, string> = {
  previewGrant: 'GrantVoucherInput',
  previewRevocation: 'RevokeVoucherInput',
  previewEnd: 'EndVoucherInput',
  previewSuspension: 'SuspendVoucherInput',
  previewExtension: 'ExtendVoucherInput',
  previewEntitlementChange: 'ChangeEntitlementInput',
};
const command = async (name: string, of: string, input: object) => {
  const mutation = `mutation ($input: ${of}!) { ${name}(input: $input) { voucher { id version } refusal { code path } } }`;
  return (await world.vouchers.ask(w.granter, mutation, { input: { idempotencyKey: newId(), ...input } })).data[name];
};
/** 10 h of b a month, at 32.00. */
const tenHours = [{ contentIds: [w.contentB], minutes: 600, recurrence: 'MONTH' }];
const grant = async () => {
  const personId = newId();
  return { personId, voucherId: await w.grantVoucher(world, { personId, entitlements: tenHours }) };
};
const terms = ({ cost }: { cost: { before: { term: string } | null; after: { term: string } } }) => [cost.before?.term, cost.after.term];

describe('a grant', () => {
  it('shows what it costs the organiser and the client at most', async () => {
    const { preview: shown, refusal } = await preview('previewGrant', w.grantInput({ entitlements: tenHours }));
    expect(refusal).toBeNull();
    const { months, ...after } = shown.cost.after;
    expect(shown).toMatchObject({ visits: 0, leftVisits: 0, cost: { before: null } });
    expect(months.map(({ month, most }: { month: string; most: string }) => `${month} ${most}`)).toEqual(
      ['2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12'].map((month) => `${month} 320.00`),
    );
    expect(after).toEqual({
      month: '320.00',
      term: '2240.00',
      unlimited: false,
      entitlements: [{ contents: [{ id: w.contentB }], month: '320.00', term: '2240.00' }],
      clientShares: [
        {
          content: { id: w.contentB },
          units: 2,
          cheapest: { price: '38.50', unitShare: '6.50', monthShare: '65.00' },
          average: { price: '39.25', unitShare: '7.25' },
          dearest: { price: '40.00', unitShare: '8.00', monthShare: '80.00' },
        },
      ],
    });
  });

  it('is refused as granting would be, but tells nothing about the person and the number', async () => {
    const input = w.grantInput({ lastDay: '2026-05-31' });
    expect((await preview('previewGrant', input)).refusal).toMatchObject({ code: 'INVALID_RANGE', path: ['lastDay'] });
    const taken = await w.grantVoucher(world, { personId: newId(), voucherNumber: 'H0800000077777' });
    expect(taken).toEqual(expect.any(String));
    const unknown = await preview('previewGrant', w.grantInput({ personId: newId(), voucherNumber: 'H0800000077777' }));
    expect(unknown.refusal).toBeNull();
    expect((await preview('previewGrant', w.grantInput(), w.granterWithoutTeam)).refusal).toMatchObject({
      code: 'NOT_FOUND',
      path: ['serviceId'],
    });
    expect((await preview('previewGrant', w.grantInput(), w.otherGranter)).refusal).toMatchObject({ code: 'NOT_YET_KNOWN' });
    expect(await preview('previewGrant', w.grantInput(), w.administrator)).toEqual({ error: 'FORBIDDEN' });
  });

  it('carries out what its preview showed, with the same input and key; otherwise it grants nothing', async () => {
    const input = w.grantInput({ personId: w.personId, entitlements: tenHours });
    const { previewId } = (await preview('previewGrant', input)).preview;
    const before = (await announced(world.vouchers.database)).length;
    expect(await preview('previewGrant', { ...input, entitlements: [{ ...tenHours[0], minutes: 660 }] })).not.toMatchObject({
      preview: { previewId },
    });
    const other = { ...input, idempotencyKey: newId(), lastDay: '2026-11-30', previewId };
    expect(await command('grantVoucher', 'GrantVoucherInput', other)).toMatchObject({
      voucher: null,
      refusal: { code: 'STALE_PREVIEW', path: ['previewId'] },
    });
    expect(await announced(world.vouchers.database)).toHaveLength(before);
    expect(await command('grantVoucher', 'GrantVoucherInput', { ...input, previewId })).toMatchObject({ refusal: null });
    // The voucher, and the notice to its client.
    expect(await announced(world.vouchers.database)).toHaveLength(before + 2);
  });
});

describe('a change of a voucher', () => {
  it.each<[string, string, object, (string | undefined)[]]>([
    ['previewRevocation', 'revokeVoucher', { lastDay: '2026-08-31' }, ['2240.00', '960.00']],
    ['previewEnd', 'endVoucher', { lastDay: '2026-07-01' }, ['2240.00', '640.00']],
    ['previewSuspension', 'suspendVoucher', { firstDay: '2026-07-01', lastDay: '2026-08-31' }, ['2240.00', '1600.00']],
    ['previewExtension', 'extendVoucher', { lastDay: '2027-01-31' }, ['2240.00', '2560.00']],
  ])('%s shows the cost before and after, and %s follows it', async (look, name, wish, sums) => {
    const { voucherId } = await grant();
    const shown = await preview(look, { voucherId, ...wish });
    expect(terms(shown.preview)).toEqual(sums);
    const { previewId } = shown.preview;
    const input = INPUTS[look]!;
    const other = { voucherId, ...wish, lastDay: '2026-09-30', previewId };
    expect(await command(name, input, other)).toMatchObject({ refusal: { code: 'STALE_PREVIEW' } });
    expect(await command(name, input, { voucherId, ...wish, previewId })).toMatchObject({ voucher: { id: voucherId, version: 2 } });
  });

  it('names the visits that nobody could record again, and leaves them as they are', async () => {
    const { voucherId, personId } = await grant();
    const visits = ['2026-06-15', '2026-06-16'].map((day) => w.visitOf(voucherId, `${day}T08:00`, `${day}T09:00`, { personId }));
    await w.record(world, ...visits);
    const { preview: shown } = await preview('previewSuspension', { voucherId, firstDay: '2026-06-16' });
    expect(shown).toMatchObject({ visits: 0, leftVisits: 1, left: [{ id: visits[1]!.visitId }] });
    expect(await w.remaining(world, voucherId)).toBe(480);
  });

  it('is refused as the command is, and not found by others', async () => {
    const { voucherId, personId } = await grant();
    await w.record(world, w.visitOf(voucherId, '2026-06-16T08:00', '2026-06-16T09:00', { personId }));
    const refusalOf = async (look: string, wish: object, actor?: Actor) => {
      const { refusal, error } = await preview(look, { voucherId, ...wish }, actor);
      return error ?? refusal.code;
    };
    expect(await refusalOf('previewEnd', { lastDay: '2026-06-15' })).toBe('INVALID_RANGE');
    expect(await refusalOf('previewExtension', { lastDay: '2026-06-15' })).toBe('INVALID_RANGE');
    expect(await refusalOf('previewSuspension', { firstDay: '2026-06-15' })).toBe('INVALID_RANGE');
    expect(await refusalOf('previewRevocation', { lastDay: '2026-08-31', expectedVersion: 9 })).toBe('STALE');
    expect(await refusalOf('previewRevocation', { lastDay: '2026-08-31' }, w.otherGranter)).toBe('NOT_FOUND');
    expect(await refusalOf('previewRevocation', { lastDay: '2026-08-31' }, w.granterWithoutTeam)).toBe('NOT_FOUND');
    expect(await refusalOf('previewRevocation', { lastDay: '2026-08-31' }, w.client)).toBe('FORBIDDEN');
  });
});

it('a preview of another quantity shows its cost, and is refused below the use', async () => {
  const { voucherId, personId } = await grant();
  await w.record(world, w.visitOf(voucherId, '2026-06-16T08:00', '2026-06-16T09:00', { personId }));
  const query = `query ($id: ID!) { voucher(id: $id) { entitlements { id version } } }`;
  const [{ id: entitlementId }] = (await world.vouchers.ask(w.granter, query, { id: voucherId })).data.voucher.entitlements;
  const look = (input: object, actor?: Actor) => preview('previewEntitlementChange', { entitlementId, ...input }, actor);
  const { preview: shown } = await look({ minutes: 300 });
  expect(terms(shown)).toEqual(['2240.00', '1120.00']);
  expect(shown.cost.after.clientShares[0].dearest.monthShare).toBe('40.00');
  expect((await look({ minutes: 59 })).refusal.code).toBe('BELOW_USED');
  expect((await look({ minutes: 300 }, w.otherGranter)).refusal.code).toBe('NOT_FOUND');
  const { previewId } = shown;
  const change = (minutes: number) => command('changeEntitlement', 'ChangeEntitlementInput', { entitlementId, minutes, previewId });
  expect(await change(240)).toMatchObject({ refusal: { code: 'STALE_PREVIEW' } });
  expect(await change(300)).toMatchObject({ refusal: null });
});
