/**
 * Proposals of one officer that another confirms, and lists that wait for an officer: errors in values, decisions that
 * a fall replaces, declined vouchers. Registers the tests.
 */
import { expect, it } from 'vitest';
import { until } from '../waiting.ts';
import type { World } from '../world.ts';
import type { Office } from './office.ts';
import { times, type Payload } from './reading.ts';

export function whatWaitsForAnOfficer(world: World, office: Office): void {
  const { content } = office;

  it('14 two officers lower a client’s wrong value over what was delivered', async () => {
    const { voucher, bookingId } = await office.serve('cleaning');
    const { visit } = await office.record(bookingId, times('2026-06-16', '08:00', '10:00'));
    const seen = async () => {
      const { visit: now } = await world.client.ask('recorder', 'query ($id: ID!) { visit(id: $id) { organiserShare clientShare } }', {
        id: visit.id,
      });
      return `${now.organiserShare} + ${now.clientShare}`;
    };
    const fields = 'preview { previewId rises { voucher { id } visits rise } } proposal { id previewId }';
    const decide = (more: object) =>
      office.change('granter', 'changeOwnValue', fields, {
        idempotencyKey: '',
        voucherId: voucher.id,
        firstDay: '2026-06-01',
        ownValue: { contents: [{ contentId: content('cleaning', 'a'), value: '30.00' }] },
        reason: 'CORRECTION_OF_ERROR',
        ...more,
      });
    const { preview } = await decide({});
    expect(preview.rises).toEqual([{ voucher: { id: voucher.id }, visits: 1, rise: '4.00' }]);
    const { proposal } = await decide({ previewId: preview.previewId });
    const confirm = (persona: 'granter' | 'second-granter') =>
      office.change(persona, 'confirmValueChange', 'proposal { state decidedBy { id } }', {
        idempotencyKey: '',
        proposalId: proposal.id,
        previewId: proposal.previewId,
      });
    expect((await confirm('granter')).refusal.code).toBe('SECOND_PERSON_NEEDED');
    const { valueProposals } = await world.client.ask(
      'second-granter',
      '{ valueProposals { edges { node { id asOfNow { preview { previewId } } } } } }',
    );
    expect(valueProposals.edges.map(({ node }: Payload) => node)).toContainEqual({
      id: proposal.id,
      asOfNow: { preview: { previewId: proposal.previewId } },
    });
    expect(await seen()).toBe('64.00 + 13.00');
    expect((await confirm('second-granter')).proposal.state).toBe('CONFIRMED');
    await until('the visit is corrected', async () => (await seen()) === '60.00 + 17.00');
  });

  it('15 the organiser that publishes a fall gets the list of vouchers whose decisions it replaces', async () => {
    const { voucher } = await office.serve('cheap');
    const values = [{ contentId: content('cheap', 'h'), value: '31.00' }];
    const wish = { serviceId: office.service('cheap').id, firstDay: '2036-06-01', values };
    expect((await office.change('organiser-admin', 'publishValues', 'unitValues { value }', wish)).refusal).toBeNull();
    const asked = `query ($serviceId: ID!) { decisionsToReplace(serviceId: $serviceId, firstDay: "2036-06-01", first: 200) {
      edges { node { voucher { id } falls { before after } } } } }`;
    const { decisionsToReplace } = await world.client.ask('granter', asked, { serviceId: wish.serviceId });
    expect(decisionsToReplace.edges.map(({ node }: Payload) => node)).toContainEqual({
      voucher: { id: voucher.id },
      falls: [{ before: '32.00', after: '31.00' }],
    });
  });

  it('R31 the service of a declined voucher waits until an officer arranges it otherwise', async () => {
    const { voucher } = await office.grant('cleaning', office.minutes('cleaning', 600));
    const declined = { idempotencyKey: '', voucherId: voucher.id, reason: 'Haluaa kunnan oman kotiavun' };
    await office.change('granter', 'declineVoucher', 'voucher { state }', declined);
    const waiting = async () => {
      const { declinedVouchers } = await world.client.ask(
        'second-granter',
        '{ declinedVouchers { edges { node { voucher { id } reason } } } }',
      );
      return declinedVouchers.edges.map(({ node }: Payload) => node).find((node: Payload) => node.voucher.id === voucher.id);
    };
    expect((await waiting()).reason).toBe('Haluaa kunnan oman kotiavun');
    const arrange = () =>
      office.change('second-granter', 'arrangeOtherwise', 'declinedVoucher { arrangement { kind } }', {
        idempotencyKey: '',
        voucherId: voucher.id,
        kind: 'OWN_PRODUCTION',
      });
    expect((await arrange()).declinedVoucher.arrangement.kind).toBe('OWN_PRODUCTION');
    expect(await waiting()).toBeUndefined();
    expect((await arrange()).refusal.code).toBe('WRONG_STATE');
  });
}
