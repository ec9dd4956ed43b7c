/**
 * Tests which vouchers the people and systems of organisers and providers see and change: those of services that their
 * teams cover.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());

const grant = async (change: Record<string, unknown> = {}, actor = w.granter) =>
  (await world.vouchers.ask(actor, w.GRANT, { input: w.grantInput(change) })).data?.grantVoucher;

describe('an organiser’s teams', () => {
  const SEE = `query ($id: ID!, $n: String!) { voucher(id: $id) { id clientCard { name } client { id } entitlements { quantity { minutes } } }
    voucherByNumber(voucherNumber: $n) { id } vouchers(first: 200) { edges { node { id } } } }`;
  const of = (roles: string, teamIds: string[] = []) => w.actor('ORGANISER', w.organiserId, roles.split(' '), teamIds);
  const look = async (actor: typeof w.granter, { id, voucherNumber }: { id: string; voucherNumber: string }) => {
    const { data } = await world.vouchers.ask(actor, SEE, { id, n: voucherNumber });
    const listed = data.vouchers.edges.some(({ node }: { node: { id: string } }) => node.id === id);
    return { voucher: data.voucher, opened: data.voucherByNumber !== null, listed };
  };
  const named = { clientCard: { name: 'Aku Asiakas' }, client: { id: w.personId }, entitlements: [{ quantity: { minutes: 600 } }] };
  const unnamed = { ...named, clientCard: null, client: null };

  it.each(['GRANTER', 'EVENT_CHECKER'])('let a %s see clients of the services that they cover; without a team, no client', async (role) => {
    const { voucher } = await grant();
    expect(await look(of(role, [w.officeId]), voucher)).toEqual({ voucher: { id: voucher.id, ...named }, opened: true, listed: true });
    for (const teamIds of [[], [newId()], [w.teamId]])
      expect(await look(of(role, teamIds), voucher)).toEqual({ voucher: null, opened: false, listed: false });
  });

  it.each(['ADMIN', 'SETTLEMENT_APPROVER', 'SYSTEM_READ SYSTEM_FEED'])(
    'give %s the names of clients; without a team, ids and money of all',
    async (role) => {
      const { voucher } = await grant();
      expect(await look(of(role), voucher)).toEqual({ voucher: { id: voucher.id, ...unnamed }, opened: false, listed: true });
      expect(await look(of(role, [w.officeId]), voucher)).toEqual({ voucher: { id: voucher.id, ...named }, opened: true, listed: true });
    },
  );

  it('let nobody outside them grant, change or end a voucher, whatever else they may see', async () => {
    const { voucher } = await grant();
    const mutations = [
      ['revokeVoucher', 'RevokeVoucherInput', { lastDay: '2026-10-01' }],
      ['endVoucher', 'EndVoucherInput', { lastDay: '2026-10-01' }],
      ['suspendVoucher', 'SuspendVoucherInput', { firstDay: '2026-08-01' }],
      ['extendVoucher', 'ExtendVoucherInput', { lastDay: '2027-01-31' }],
      ['changeOwnValue', 'ChangeOwnValueInput', { firstDay: '2026-08-01', ownValue: { base: '20.00' } }],
      ['declineVoucher', 'DeclineVoucherInput', {}],
    ] as const;
    for (const outside of [w.granterWithoutTeam, w.actor('ORGANISER', w.organiserId, ['GRANTER', 'ADMIN'])]) {
      expect((await grant({}, outside)).refusal).toMatchObject({ code: 'NOT_FOUND', path: ['serviceId'] });
      for (const [name, type, more] of mutations) {
        const input = { idempotencyKey: newId(), voucherId: voucher.id, ...more };
        const asked = `mutation ($input: ${type}!) { ${name}(input: $input) { refusal { code } } }`;
        expect([name, (await world.vouchers.ask(outside, asked, { input })).data[name].refusal]).toEqual([name, { code: 'NOT_FOUND' }]);
      }
    }
    expect(await look(w.granter, voucher)).toMatchObject({ voucher: { id: voucher.id } });
  });

  it('let the organiser’s own system grant, change and end vouchers of theirs, and never be the second person', async () => {
    expect((await grant({}, of('SYSTEM_GRANT'))).refusal.code).toBe('NOT_FOUND');
    const system = of('SYSTEM_GRANT', [w.officeId]);
    const { voucher } = await grant({}, system);
    expect(voucher).toMatchObject({ state: 'ACTIVE' });
    const carryOut = async (actor: typeof w.granter, [name, type, more]: readonly [string, string, object]) => {
      const asked = `mutation ($input: ${type}!) { ${name}(input: $input) { voucher { state } refusal { code } } }`;
      const input = { idempotencyKey: newId(), voucherId: voucher.id, ...more };
      const { data, errors } = await world.vouchers.ask(actor, asked, { input });
      return errors?.[0]?.extensions.code ?? data[name].refusal?.code ?? data[name].voucher.state;
    };
    const ofAnOfficer = ['declineVoucher', 'DeclineVoucherInput', {}] as const;
    const ofASystem = [
      ['extendVoucher', 'ExtendVoucherInput', { lastDay: '2027-01-31' }],
      ['suspendVoucher', 'SuspendVoucherInput', { firstDay: '2026-12-01' }],
      [
        'changeOwnValue',
        'ChangeOwnValueInput',
        { firstDay: '2026-08-01', ownValue: { contents: [{ contentId: w.contentA, value: '40.00' }] } },
      ],
      ['endVoucher', 'EndVoucherInput', { lastDay: '2026-10-01' }],
    ] as const;
    expect(await carryOut(system, ofAnOfficer)).toBe('FORBIDDEN');
    for (const each of ofASystem) expect([each[0], await carryOut(of('SYSTEM_GRANT'), each)]).toEqual([each[0], 'NOT_FOUND']);
    const became = [];
    for (const each of ofASystem) became.push(await carryOut(system, each));
    expect(became).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE', 'ENDED']);
    const confirm = 'mutation ($input: ConfirmValueChangeInput!) { confirmValueChange(input: $input) { refusal { code } } }';
    const input = { idempotencyKey: newId(), proposalId: newId(), previewId: 'x' };
    const { errors } = await world.vouchers.ask(of('SYSTEM_GRANT', [w.officeId]), confirm, { input });
    expect(errors![0]!.extensions.code).toBe('FORBIDDEN');
  });

  it('a provider’s system opens vouchers like a recorder of its teams; a preparer sees opened vouchers, and opens none', async () => {
    const { voucher } = await grant();
    const by = (role: string, teamIds: string[]) => w.actor('PROVIDER', w.providerId, [role], teamIds);
    const open = async (actor: typeof w.granter) => {
      const asked = 'query ($id: ID!, $n: String!) { voucher(id: $id) { id } voucherByNumber(voucherNumber: $n) { id } }';
      const { data } = await world.vouchers.ask(actor, asked, { id: voucher.id, n: voucher.voucherNumber });
      return [data.voucher !== null, data.voucherByNumber !== null];
    };
    expect(await open(by('SYSTEM_READ', [w.teamId]))).toEqual([true, true]);
    expect(await open(by('SYSTEM_BILLING', [w.teamId]))).toEqual([false, false]);
    expect(await open(by('SYSTEM_RECORD', []))).toEqual([false, false]);
    expect(await open(by('PREPARER', [w.teamId]))).toEqual([true, false]);
    expect(await open(by('PREPARER', []))).toEqual([false, false]);
    const balance = { contentIds: [w.unapprovedContent], batches: [{ firstDay: '2026-06-01', lastDay: '2026-12-31', amount: '50.00' }] };
    const { voucher: rich } = await grant({ ownValue: { contents: [{ contentId: w.contentB, value: '33.00' }] }, balance });
    const MONEY =
      'query ($id: ID!) { voucher(id: $id) { ownValue { base } balance { remaining(day: "2026-06-16") } contractPrices { price } } }';
    const money = async (actor: typeof w.granter) => (await world.vouchers.ask(actor, MONEY, { id: rich.id })).data.voucher;
    expect(await money(by('RECORDER', [w.teamId]))).toMatchObject({ ownValue: {}, balance: { remaining: '50.00' } });
    expect(await money(by('PREPARER', [w.teamId]))).toEqual({ ownValue: null, balance: null, contractPrices: [] });
  });
});

it('a voucher of a person whom identity does not know is listed without a client', async () => {
  const [before, { voucher }] = [await grant(), await grant()];
  await world.vouchers.database.pool.query('update voucher set person_id = $1 where id = $2', [newId(), voucher.id]);
  const { data, errors } = await world.vouchers.ask(w.granter, '{ vouchers(first: 2) { edges { node { id client { id } } } } }', {});
  expect(errors).toBeUndefined();
  expect(data.vouchers.edges).toMatchObject([
    { node: { id: voucher.id, client: null } },
    { node: { id: before.voucher.id, client: { id: w.personId } } },
  ]);
});
