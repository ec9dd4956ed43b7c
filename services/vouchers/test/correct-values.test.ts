/**
 * Tests values to a client's loss that begin before today (rules 14). One officer sees the effect and proposes it;
 * another confirms it as seen, or withdraws it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { announced } from '@seteli/testing/peer';
import { allocationRecalculated, valuesPublished } from '@seteli/schema/events/vouchers';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());

const colleagueOf = (actor: Actor): Actor => ({ ...actor, userId: newId() });
const [second, secondGranter] = [colleagueOf(w.administrator), colleagueOf(w.granter)];

const PREVIEW = `preview { previewId visits clientShareChange risingVouchers rises { voucher { id } visits rise } leftVisits left { id } }`;
const PROPOSAL = `proposal { id state reason firstDay previewId service { id } voucher { id } proposedBy { id } decidedBy { id } }`;
const PUBLISH = `mutation ($input: PublishValuesInput!) { publishValues(input: $input) { unitValues { value } ${PREVIEW} ${PROPOSAL} refusal { code path } } }`;
const DECIDE = `mutation ($input: ChangeOwnValueInput!) { changeOwnValue(input: $input) { voucher { id } ${PREVIEW} ${PROPOSAL} refusal { code path } } }`;
const CONFIRM = `mutation ($input: ConfirmValueChangeInput!) { confirmValueChange(input: $input) { ${PROPOSAL} refusal { code path } } }`;
const WITHDRAW = `mutation ($input: WithdrawValueChangeInput!) { withdrawValueChange(input: $input) { ${PROPOSAL} refusal { code path } } }`;
const LOOK = `query ($id: ID!) { valueProposal(id: $id) { state asOfNow { ${PREVIEW} unitValues { value } ownValue { basis contents { value } } } } }`;
const LIST = `query ($state: ProposalState!) { valueProposals(state: $state) { edges { node { id } } } }`;

async function ask(actor: Actor, operation: string, name: string, variables: Record<string, unknown>) {
  const { data, errors } = await world.vouchers.ask(actor, operation, variables);
  return errors ? { error: errors[0]!.extensions.code } : data[name];
}
const confirm = (actor: Actor, proposal: { id: string; previewId: string }, more: Record<string, unknown> = {}) =>
  ask(actor, CONFIRM, 'confirmValueChange', {
    input: { idempotencyKey: newId(), proposalId: proposal.id, previewId: proposal.previewId, ...more },
  });
const withdraw = (actor: Actor, { id }: { id: string }, more: Record<string, unknown> = {}) =>
  ask(actor, WITHDRAW, 'withdrawValueChange', { input: { idempotencyKey: newId(), proposalId: id, ...more } });
const look = (actor: Actor, id: string) => ask(actor, LOOK, 'valueProposal', { id });
const listed = async (actor: Actor, state = 'PROPOSED'): Promise<string[]> =>
  (await ask(actor, LIST, 'valueProposals', { state })).edges.map(({ node }: { node: { id: string } }) => node.id);

/** A service whose only content is worth 34.00 from June on, where the organiser meant 33.00. */
async function service() {
  const [serviceId, content] = [newId(), newId()];
  await world.registry.say(w.organiserId, w.publication({ serviceId, contents: [w.contentOf(content)] }));
  await world.heard();
  const publish = (firstDay: string, value: string, more: Record<string, unknown> = {}, actor: Actor = w.administrator) =>
    ask(actor, PUBLISH, 'publishValues', {
      input: { idempotencyKey: newId(), serviceId, firstDay, values: [{ contentId: content, value }], ...more },
    });
  await publish('2026-01-01', '32.00');
  await publish('2026-06-01', '34.00');
  const grant = async () => {
    const personId = newId();
    const entitlements = [{ contentIds: [content], minutes: 600, recurrence: 'MONTH' }];
    const voucherId = await w.grantVoucher(world, { personId, serviceId, firstDay: '2026-04-01', entitlements });
    const hour = (onDay: string, price = 3850n) =>
      w.visitOf(voucherId, `${onDay}T10:00`, `${onDay}T11:00`, { personId, serviceId, pieces: [w.pieceOf(content, onDay, 60, price)] });
    return { voucherId, hour };
  };
  const correct = (value: string, more: Record<string, unknown> = {}) =>
    publish('2026-06-01', value, { reason: 'CORRECTION_OF_ERROR', ...more });
  /** The administrator sees the preview and proposes it. */
  const propose = async (value = '33.00') => (await correct(value, { previewId: (await correct(value)).preview.previewId })).proposal;
  return { serviceId, content, publish, grant, correct, propose };
}

const organiserPaid = async ({ visitId }: w.RecordedVisit) =>
  (await announced(world.vouchers.database, allocationRecalculated.type))
    .filter(({ subject }) => subject === visitId)
    .map(({ data }) => (data as { lines: { organiserCents: number }[] }).lines[0]!.organiserCents);

describe('a table of values that was an error', () => {
  it('is shown with the clients who pay more, proposed, and carried out when a second officer confirms it', async () => {
    const { serviceId, content, grant, correct } = await service();
    const [one, other] = [await grant(), await grant()];
    const visits = [one.hour('2026-06-02'), one.hour('2026-06-03'), other.hour('2026-06-02', 3300n), other.hour('2026-05-29')];
    await w.record(world, ...visits);
    const { preview } = await correct('33.00');
    expect(preview).toEqual({
      previewId: expect.any(String),
      visits: 2,
      clientShareChange: '2.00',
      risingVouchers: 1,
      rises: [{ voucher: { id: one.voucherId }, visits: 2, rise: '2.00' }],
      leftVisits: 0,
      left: [],
    });
    const { proposal, unitValues } = await correct('33.00', { previewId: preview.previewId });
    expect(unitValues).toBeNull();
    expect(proposal).toMatchObject({
      state: 'PROPOSED',
      reason: 'CORRECTION_OF_ERROR',
      firstDay: '2026-06-01',
      previewId: preview.previewId,
      service: { id: serviceId },
      voucher: null,
      proposedBy: { id: w.administrator.userId },
      decidedBy: null,
    });
    expect(await organiserPaid(visits[0]!)).toEqual([]);
    expect((await confirm(w.administrator, proposal)).refusal.code).toBe('SECOND_PERSON_NEEDED');
    expect(await look(second, proposal.id)).toEqual({
      state: 'PROPOSED',
      asOfNow: { preview, unitValues: [{ value: '33.00' }], ownValue: null },
    });
    const key = { idempotencyKey: newId() };
    const done = await confirm(second, proposal, key);
    expect(done.proposal).toMatchObject({ state: 'CONFIRMED', decidedBy: { id: second.userId } });
    expect(await confirm(second, proposal, key)).toEqual(done);
    expect((await confirm(second, proposal)).refusal.code).toBe('WRONG_STATE');
    // The third visit is worth less and costs the same. Bookings hears it and announces nothing.
    expect([await organiserPaid(visits[0]!), await organiserPaid(visits[2]!), await organiserPaid(visits[3]!)]).toEqual([
      [3300],
      [3300],
      [],
    ]);
    const values = await world.vouchers.ask(
      w.administrator,
      'query ($s: ID!) { unitValues(serviceId: $s, day: "2026-06-16") { value firstDay } }',
      {
        s: serviceId,
      },
    );
    expect(values.data.unitValues).toEqual([{ value: '33.00', firstDay: '2026-06-01' }]);
    const later = one.hour('2026-06-04');
    await w.record(world, later);
    expect((await w.answersTo(world, later)).at(-1)).toMatchObject({ lines: [{ organiserCents: 3300 }] });
    const announcements = (await announced(world.vouchers.database, valuesPublished.type)).filter(({ subject }) => subject === serviceId);
    expect(announcements.at(-1)!.data).toMatchObject({ version: 2, values: [{ contentId: content, valueCents: 3300 }] });
  });

  it('is refused when a visit or another table has come since', async () => {
    const { publish, grant, correct, propose } = await service();
    const { hour } = await grant();
    await w.record(world, hour('2026-06-02'));
    const { preview } = await correct('33.00');
    await w.record(world, hour('2026-06-03'));
    expect((await correct('33.00', { previewId: preview.previewId })).refusal).toEqual({ code: 'STALE_PREVIEW', path: ['previewId'] });
    const proposal = await propose();
    await w.record(world, hour('2026-06-04'));
    expect((await confirm(second, proposal)).refusal).toEqual({ code: 'STALE_PREVIEW', path: ['previewId'] });
    const again = await propose();
    await publish('2026-06-04', '35.00', { previewId: (await publish('2026-06-04', '35.00')).preview.previewId });
    expect((await confirm(second, again)).refusal.code).toBe('STALE_PREVIEW');
  });

  it('waits alone: a new proposal replaces the waiting one', async () => {
    const { propose } = await service();
    const [first, last] = [await propose('33.00'), await propose('32.50')];
    const waiting = await listed(second);
    expect([waiting.includes(first.id), waiting.includes(last.id)]).toEqual([false, true]);
    expect(await listed(second, 'REPLACED')).toContain(first.id);
    expect((await confirm(second, first)).refusal.code).toBe('WRONG_STATE');
    expect(await look(second, first.id)).toEqual({ state: 'REPLACED', asOfNow: null });
    expect((await confirm(second, last)).proposal.state).toBe('CONFIRMED');
  });

  it('is withdrawn once, by its author or a colleague, and changes nothing', async () => {
    const { serviceId, propose } = await service();
    const proposal = await propose();
    const key = { idempotencyKey: newId() };
    const done = await withdraw(second, proposal, key);
    expect(done).toMatchObject({ proposal: { id: proposal.id, state: 'WITHDRAWN', decidedBy: { id: second.userId } }, refusal: null });
    expect(await withdraw(second, proposal, key)).toEqual(done);
    expect((await withdraw(second, await propose(), key)).refusal).toEqual({ code: 'IDEMPOTENCY_MISMATCH', path: ['idempotencyKey'] });
    const wrongState = { code: 'WRONG_STATE', path: ['proposalId'] };
    expect((await withdraw(w.administrator, proposal)).refusal).toEqual(wrongState);
    expect((await confirm(second, proposal)).refusal).toEqual(wrongState);
    expect(await look(second, proposal.id)).toEqual({ state: 'WITHDRAWN', asOfNow: null });
    expect(await listed(second, 'WITHDRAWN')).toContain(proposal.id);
    const tables = (await announced(world.vouchers.database, valuesPublished.type)).filter(({ subject }) => subject === serviceId);
    expect(tables).toHaveLength(2);
    // Nothing waits any more, so the author of the next proposal withdraws that one.
    expect((await withdraw(w.administrator, await propose())).proposal.state).toBe('WITHDRAWN');
  });

  it('is decided once, however many officers decide at the same time', async () => {
    const { serviceId, propose } = await service();
    const proposal = await propose();
    const third = colleagueOf(w.administrator);
    const answers = await Promise.all([
      confirm(second, proposal),
      confirm(third, proposal),
      confirm(second, proposal),
      withdraw(w.administrator, proposal),
    ]);
    const [done, ...more] = answers.filter(({ refusal }) => refusal === null);
    expect(more).toEqual([]);
    expect(answers.flatMap(({ refusal }) => refusal?.code ?? [])).toEqual(['WRONG_STATE', 'WRONG_STATE', 'WRONG_STATE']);
    const tables = (await announced(world.vouchers.database, valuesPublished.type)).filter(({ subject }) => subject === serviceId);
    expect(tables).toHaveLength(done.proposal.state === 'CONFIRMED' ? 3 : 2);
  });

  it('is confirmed or replaced when one officer confirms it and another proposes at the same time', async () => {
    const { correct, propose } = await service();
    const first = await propose('33.00');
    const { preview } = await correct('32.50');
    const [confirmed, proposed] = await Promise.all([confirm(second, first), correct('32.50', { previewId: preview.previewId })]);
    const outcome = [confirmed, proposed].map(({ refusal, proposal }) => refusal?.code ?? proposal.state);
    // The second to come was previewed before the first was carried out.
    expect([
      ['CONFIRMED', 'STALE_PREVIEW'],
      ['WRONG_STATE', 'PROPOSED'],
    ]).toContainEqual(outcome);
  });

  it('belongs to the organiser’s administrators: nobody else sees, confirms or withdraws it', async () => {
    const proposal = await (await service()).propose();
    for (const actor of [w.otherGranter, w.granter]) {
      expect(await look(actor, proposal.id)).toBeNull();
      expect(await listed(actor)).not.toContain(proposal.id);
      const refusal = { code: 'NOT_FOUND', path: ['proposalId'] };
      expect([(await confirm(actor, proposal)).refusal, (await withdraw(actor, proposal)).refusal]).toEqual([refusal, refusal]);
    }
    for (const actor of [w.recorder, w.client]) {
      expect((await look(actor, proposal.id)).error).toBe('FORBIDDEN');
      expect([(await confirm(actor, proposal)).error, (await withdraw(actor, proposal)).error]).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    }
  });

  it('begins before today; without the reason a table neither falls nor replaces another', async () => {
    const { publish } = await service();
    const reason = { reason: 'CORRECTION_OF_ERROR' };
    expect((await publish('2026-06-16', '33.00', reason)).refusal).toEqual({ code: 'INVALID_RANGE', path: ['firstDay'] });
    expect((await publish('2026-06-15', '33.00', reason)).preview.visits).toBe(0);
    expect((await publish('2026-06-15', '33.00')).refusal.code).toBe('NOTICE_TOO_SHORT');
    expect((await publish('2026-06-01', '34.50')).refusal.code).toBe('VERSION_EXISTS');
  });
});

describe('a client’s own decision that was an error', () => {
  it('is corrected by two granters, and only that voucher’s visits change', async () => {
    const { content, grant } = await service();
    const [{ voucherId, hour }, other] = [await grant(), await grant()];
    const visit = hour('2026-06-02');
    await w.record(world, visit, other.hour('2026-06-02'));
    const input = {
      voucherId,
      firstDay: '2026-06-01',
      ownValue: { contents: [{ contentId: content, value: '31.00' }] },
      reason: 'CORRECTION_OF_ERROR',
    };
    const decide = (more: Record<string, unknown> = {}) =>
      ask(w.granter, DECIDE, 'changeOwnValue', { input: { idempotencyKey: newId(), ...input, ...more } });
    expect((await decide({ reason: null })).refusal.code).toBe('NOTICE_TOO_SHORT');
    const { preview } = await decide();
    expect(preview).toMatchObject({ visits: 1, rises: [{ voucher: { id: voucherId }, visits: 1, rise: '3.00' }] });
    const { proposal, voucher } = await decide({ previewId: preview.previewId });
    expect([voucher, proposal.voucher.id, await organiserPaid(visit)]).toEqual([null, voucherId, []]);
    expect((await look(secondGranter, proposal.id)).asOfNow.ownValue).toEqual({ basis: 'INDIVIDUAL', contents: [{ value: '31.00' }] });
    expect(await look(second, proposal.id)).toBeNull();
    expect((await withdraw(second, proposal)).refusal.code).toBe('NOT_FOUND');
    expect((await confirm(w.granter, proposal)).refusal.code).toBe('SECOND_PERSON_NEEDED');
    expect((await confirm(secondGranter, proposal)).proposal.state).toBe('CONFIRMED');
    expect(await organiserPaid(visit)).toEqual([3100]);
  });

  it('is withdrawn by any who may propose it for the client, the organiser’s own system included', async () => {
    const { content, grant } = await service();
    const { voucherId } = await grant();
    const ownValue = { contents: [{ contentId: content, value: '31.00' }] };
    const input = { voucherId, firstDay: '2026-06-01', ownValue, reason: 'CORRECTION_OF_ERROR' };
    const decide = (more: Record<string, unknown> = {}) =>
      ask(w.granter, DECIDE, 'changeOwnValue', { input: { idempotencyKey: newId(), ...input, ...more } });
    const propose = async () => (await decide({ previewId: (await decide()).preview.previewId })).proposal;
    const system = { ...colleagueOf(w.granter), roles: ['SYSTEM_GRANT'] };
    const [first, last] = [await propose(), await propose()];
    expect((await withdraw(w.granterWithoutTeam, last)).refusal).toEqual({ code: 'NOT_FOUND', path: ['proposalId'] });
    expect((await withdraw(system, first)).refusal).toEqual({ code: 'WRONG_STATE', path: ['proposalId'] });
    expect((await confirm(system, last)).error).toBe('FORBIDDEN');
    expect((await withdraw(system, last)).proposal).toMatchObject({ state: 'WITHDRAWN', decidedBy: { id: system.userId } });
  });
});

it('no code can let one person propose and confirm a table', async () => {
  const { id } = await (await service()).propose();
  const update = `update proposal set state = 'CONFIRMED', decided_by = proposed_by, decided_at = now() where id = $1`;
  await expect(world.vouchers.database.pool.query(update, [id])).rejects.toThrow('proposal_is_confirmed_by_a_second_person');
});
