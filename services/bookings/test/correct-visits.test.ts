/** Providers edit automatically approved visits; organisers correct settled ones. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { announced } from '@seteli/kit/testing/peer';
import { visitApproved, visitDeleted, visitRecorded } from '@seteli/schema/events/bookings';
import { visitsSettled } from '@seteli/schema/events/settlement';
import { allocationRecalculated } from '@seteli/schema/events/vouchers';
import { linesOf, made, refused, type RecordedVisit } from './played-vouchers.ts';
import * as op from './operations.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

const finalContent = newId();
const approver = { ...w.checker, userId: newId(), roles: ['SETTLEMENT_APPROVER'] };

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
  await w.publishService(
    world,
    w.finalServiceId,
    { [finalContent]: 3850n },
    { approvedEditable: false, contents: [{ ...w.checkedByDay, contentId: finalContent }] },
  );
});
afterAll(() => world.stop());
beforeEach(() => world.vouchersAnswers(made));

async function command(by: typeof w.checker, mutation: string, visitId: string, more: Record<string, unknown> = {}) {
  const { data, errors } = await world.bookings.ask(by, mutation, { input: { idempotencyKey: newId(), visitId, ...more } });
  return data
    ? (Object.values(data)[0] as { visit: Record<string, unknown>; refusal: { code: string; path: string[] } })
    : errors![0]!.extensions;
}
const times = (start: string, end: string) => ({ start: sent.helsinki(`2026-06-15T${start}`), end: sent.helsinki(`2026-06-15T${end}`) });
const edit = (visitId: string, start: string, end: string, more = {}, by = w.recorder) =>
  command(by, op.EDIT, visitId, { ...times(start, end), ...more });
const correct = (visitId: string, start: string, end: string, more = {}, by = w.checker) =>
  command(by, op.CORRECT, visitId, { ...times(start, end), reason: 'Väärä kesto', ...more });
const credit = (visitId: string, reason = 'Väärä asiakas', by = w.checker) => command(by, op.CREDIT, visitId, { reason });
const remove = (visitId: string) => command(w.recorder, op.DELETE, visitId);
const done = (visit: Record<string, unknown>) => ({ visit: expect.objectContaining(visit), refusal: null });
const not = (code: string, path?: string) => ({ visit: null, refusal: expect.objectContaining({ code, ...(path && { path: [path] }) }) });

type Told = { version: number; approvedBy?: string; lines?: { organiserCents: number }[] };
const eventsAbout = async (visitId: string) =>
  (await announced(world.bookings.database))
    .filter(({ subject }) => subject === visitId)
    .map(({ type, data }) => ({ type, ...(data as Told) }));
const settle = async (...visitIds: unknown[]) => {
  const settled = {
    runId: newId(),
    organiserId: w.organiserId,
    month: Temporal.PlainYearMonth.from('2026-06'),
    visitIds: visitIds as string[],
  };
  await world.settlement.say(w.organiserId, announce(visitsSettled, settled.runId, settled));
  await world.heard();
};

/** Two and a half hours, 96.25 = 80.00 + 16.25, approved automatically. */
async function approved(change: Partial<sent.Row> = {}, voucher: Partial<w.Voucher> = {}) {
  const { bookingId, voucherId } = await w.book(world, voucher);
  const visit = await w.recordOne(world, bookingId, '2026-06-15T10:00', '2026-06-15T12:30', change);
  return { bookingId, voucherId, visitId: visit.id as string };
}
async function settledVisit(change: Partial<sent.Row> = {}) {
  const at = await approved(change);
  await settle(at.visitId);
  return at;
}

describe('50: the provider edits an automatically approved visit', () => {
  it('and it is allocated, approved and announced again', async () => {
    const { visitId } = await approved();
    expect(await edit(visitId, '10:00', '12:00')).toEqual(done({ state: 'APPROVED', version: 2, total: '77.00', organiserShare: '64.00' }));
    expect((await eventsAbout(visitId)).map(({ type, version, approvedBy }) => [type, version, approvedBy])).toEqual([
      [visitRecorded.type, 1, undefined],
      [visitApproved.type, 1, 'POLICY'],
      [visitRecorded.type, 2, undefined],
      [visitApproved.type, 2, 'POLICY'],
    ]);
  });

  it('and a change that does not fit leaves the visit whole as it was and announces nothing', async () => {
    const { visitId } = await approved({ workerReference: 'w1' });
    const before = await w.see(world, visitId);
    world.vouchersAnswers((visit) => refused(visit, 'QUOTA_EXCEEDED', 30));
    expect(await edit(visitId, '10:00', '13:00', { workerReference: 'w2', overlapReason: 'Syy' })).toEqual(not('QUOTA_EXCEEDED'));
    expect(await w.see(world, visitId)).toEqual({
      ...before,
      version: 2,
      refusal: { code: 'QUOTA_EXCEEDED', path: ['end'], remaining: { minutes: 30 } },
    });
    expect((await eventsAbout(visitId)).filter(({ type }) => type === visitApproved.type)).toHaveLength(1);
    world.vouchersAnswers(made);
    expect(await edit(visitId, '10:00', '12:00')).toEqual(done({ state: 'APPROVED', version: 3, total: '77.00' }));
  });

  it('but not where the service forbids it, nor after the visit is settled', async () => {
    const { visitId } = await approved({}, { serviceId: w.finalServiceId, contentIds: [finalContent] });
    expect(await edit(visitId, '10:00', '12:00')).toEqual(not('WRONG_STATE', 'visitId'));
    const { visitId: settled } = await settledVisit();
    expect(await edit(settled, '10:00', '12:00')).toEqual(not('SETTLED', 'visitId'));
  });

  it('by days too: the fields are the fields of recording', async () => {
    const { visitId } = await approved();
    const { data } = await world.bookings.ask(w.recorder, op.EDIT, {
      input: { idempotencyKey: newId(), visitId, day: '2026-06-15', contentId: w.dayContent },
    });
    expect(data.editVisit).toEqual(not('WRONG_QUANTITY', 'day'));
  });

  it('and a refused change leaves it settled when its month was settled meanwhile', async () => {
    const { visitId } = await approved();
    let asked: RecordedVisit | undefined;
    world.vouchersHears((visit) => void (asked = visit));
    await edit(visitId, '10:00', '12:00');
    await settle(visitId);
    expect(await remove(visitId)).toEqual(not('SETTLED', 'visitId'));
    await world.vouchers.say(w.organiserId, refused(asked!, 'QUOTA_EXCEEDED', 0));
    await world.heard();
    expect(await w.see(world, visitId)).toMatchObject({ state: 'SETTLED', total: '96.25' });
  });
});

describe('49: the provider edits a visit about which vouchers has not answered', () => {
  it('and when vouchers refuses the change, the visit goes back to what was allocated first, which bookings then announces', async () => {
    const { bookingId } = await w.book(world);
    const asked: RecordedVisit[] = [];
    world.vouchersHears((visit) => void asked.push(visit));
    const { id } = await w.recordOne(world, bookingId, '2026-06-15T10:00', '2026-06-15T12:30');
    expect(await edit(id, '10:00', '16:00')).toEqual(done({ state: 'RECORDED', allocation: 'PENDING', version: 2 }));
    expect(await edit(id, '10:00', '11:00')).toEqual(not('WRONG_STATE', 'visitId'));
    await world.vouchers.say(w.organiserId, made(asked[0]!), refused(asked[1]!, 'QUOTA_EXCEEDED', 0));
    await world.heard();
    expect(await w.see(world, id)).toMatchObject({ state: 'APPROVED', total: '96.25', version: 2, refusal: { code: 'QUOTA_EXCEEDED' } });
    const told = (await eventsAbout(id)).filter(({ type }) => type === visitApproved.type);
    expect(told).toMatchObject([{ version: 2, lines: [{ organiserCents: 8000 }] }]);
  });
});

describe('R10: the organiser corrects a settled visit', () => {
  it('2.5 h to 2.0 h: the corrector approves it at once, and bookings flags and announces it with its new shares', async () => {
    const { visitId } = await settledVisit();
    expect(await correct(visitId, '10:00', '12:00')).toEqual(
      done({
        state: 'APPROVED',
        version: 2,
        total: '77.00',
        organiserShare: '64.00',
        clientShare: '13.00',
        flags: ['CORRECTED'],
        correctionReason: 'Väärä kesto',
      }),
    );
    expect((await eventsAbout(visitId)).at(-1)).toMatchObject({
      type: visitApproved.type,
      version: 2,
      approvedBy: 'CHECKER',
      lines: [{ organiserCents: 6400 }],
    });
    expect([await edit(visitId, '10:00', '11:00'), await remove(visitId)]).toEqual([not('SETTLED', 'visitId'), not('SETTLED', 'visitId')]);
    await settle(visitId);
    expect(await correct(visitId, '10:00', '12:30', {}, approver)).toEqual(done({ state: 'APPROVED', version: 3, total: '96.25' }));
  });

  it('and a correction that does not fit leaves it settled, and shows why', async () => {
    const { visitId } = await settledVisit();
    const before = await w.see(world, visitId);
    world.vouchersAnswers((visit) => refused(visit, 'QUOTA_EXCEEDED', 15));
    expect(await correct(visitId, '10:00', '13:00')).toEqual(not('QUOTA_EXCEEDED'));
    expect(await w.see(world, visitId)).toEqual({
      ...before,
      version: 2,
      refusal: { code: 'QUOTA_EXCEEDED', path: ['end'], remaining: { minutes: 15 } },
    });
    world.vouchersAnswers(made);
    expect(await correct(visitId, '10:00', '12:00')).toEqual(done({ state: 'APPROVED', version: 3 }));
  });

  it('17: and the reason of an overlap and the acceptance of extra service stay unless the checker gives new ones', async () => {
    const extraService = { acceptedAt: sent.helsinki('2026-06-14T10:00'), channel: 'PHONE' };
    const { visitId } = await approved({ extraService, overlapReason: 'Kaksi avustajaa' });
    await command(w.checker, op.APPROVE, visitId);
    await settle(visitId);
    await correct(visitId, '10:00', '12:00');
    const [recorded] = (await announced(world.bookings.database, visitRecorded.type)).filter(
      ({ subject, data }) => subject === visitId && (data as Told).version === 2,
    );
    expect(recorded!.data).toMatchObject({ overlapReasonGiven: true, extraServiceAccepted: true });
  });

  it('24: bound neither by the tail nor by the hard limit', async () => {
    const { visitId } = await settledVisit();
    world.bookings.clock.set('2027-03-01T09:00:00Z');
    expect(await correct(visitId, '10:00', '12:00')).toEqual(done({ state: 'APPROVED', flags: ['CORRECTED'] }));
    world.bookings.clock.set(w.NOW);
  });

  it('with a reason, and only a settled visit of their own organiser', async () => {
    const { visitId } = await approved();
    expect(await correct(visitId, '10:00', '12:00')).toEqual(not('WRONG_STATE', 'visitId'));
    await settle(visitId);
    expect(await correct(visitId, '10:00', '12:00', { reason: ' ' })).toEqual(not('REASON_MISSING', 'reason'));
    expect(await correct(visitId, '10:00', '12:00', {}, w.otherChecker)).toEqual(not('NOT_FOUND', 'visitId'));
    expect(await credit(visitId, 'x', w.otherChecker)).toEqual(not('NOT_FOUND', 'visitId'));
    for (const by of [w.recorder, w.granter, w.client]) {
      expect(await correct(visitId, '10:00', '12:00', {}, by)).toEqual({ code: 'FORBIDDEN' });
      expect(await credit(visitId, 'x', by)).toEqual({ code: 'FORBIDDEN' });
    }
    expect(await w.see(world, visitId)).toMatchObject({ state: 'SETTLED', version: 1 });
  });

  it('once for one key', async () => {
    const { visitId } = await settledVisit();
    const idempotencyKey = newId();
    const twins = await Promise.all([
      correct(visitId, '10:00', '12:00', { idempotencyKey }),
      correct(visitId, '10:00', '12:00', { idempotencyKey }),
    ]);
    expect(twins[0]).toEqual(done({ version: 2 }));
    expect(twins[1]).toEqual(twins[0]);
    expect(await correct(visitId, '10:00', '11:00', { idempotencyKey })).toEqual(not('IDEMPOTENCY_MISMATCH'));
  });
});

describe('the organiser credits a settled visit', () => {
  it('and bookings deletes it with the reason and announces it', async () => {
    const { visitId } = await settledVisit();
    expect(await credit(visitId, ' ')).toEqual(not('REASON_MISSING', 'reason'));
    expect(await credit(visitId)).toEqual(done({ state: 'DELETED', version: 2, correctionReason: 'Väärä asiakas', flags: ['CORRECTED'] }));
    expect((await eventsAbout(visitId)).at(-1)).toMatchObject({ type: visitDeleted.type, version: 2 });
    expect(await credit(visitId)).toEqual(not('WRONG_STATE', 'visitId'));
  });
});

describe('9: vouchers recalculates a balance', () => {
  const again = async (visitId: string, voucherId: string, organiserCents: bigint) => {
    const [recorded] = (await announced(world.bookings.database, visitRecorded.type)).filter(({ subject }) => subject === visitId);
    const [line] = linesOf({
      ...(recorded!.data as object),
      pieces: [{ contentId: w.dayContent, day: w.day('2026-06-15'), unit: 'HOUR', steps: 150, stepsPerUnit: 60, unitPriceCents: 3850n }],
    } as unknown as RecordedVisit);
    const lines = [{ ...line!, organiserCents, clientCents: 9625n - organiserCents }];
    await world.vouchers.say(w.organiserId, announce(allocationRecalculated, visitId, { visitId, visitVersion: 1, voucherId, lines }));
    await world.heard();
  };

  it.each(['APPROVED', 'SETTLED'])(
    'a visit that is %s gets the new shares at a new version each time, and bookings announces them',
    async (state) => {
      const { visitId, voucherId } = await approved();
      if (state === 'SETTLED') await settle(visitId);
      await again(visitId, voucherId, 9000n);
      expect(await w.see(world, visitId)).toMatchObject({ state, version: 2, organiserShare: '90.00', clientShare: '6.25' });
      await again(visitId, voucherId, 9625n);
      const told = (await eventsAbout(visitId)).filter(({ type }) => type === visitApproved.type);
      expect(told.map(({ version, approvedBy, lines }) => [version, approvedBy, lines![0]!.organiserCents])).toEqual([
        [1, 'POLICY', 8000],
        [2, 'POLICY', 9000],
        [3, 'POLICY', 9625],
      ]);
    },
  );

  it('a deleted visit stays as it is', async () => {
    const { visitId, voucherId } = await approved();
    await remove(visitId);
    await again(visitId, voucherId, 9000n);
    expect(await w.see(world, visitId)).toMatchObject({ state: 'DELETED', version: 2, organiserShare: '80.00' });
  });
});

it('a visit from before workers, taxes and extra service existed reads as it was meant', async () => {
  const { visitId } = await approved();
  const now = await w.see(world, visitId);
  const older = "'{stepsPerUnit,unbilledCents,isExtraService,vatPermille,totalVatCents,organiserVatCents}'::text[]";
  await world.bookings.database.pool.query(
    `update visit set lines = (select jsonb_agg(line - ${older}) from jsonb_array_elements(lines) line), approved_by = null, allocated_version = null where id = $1`,
    [visitId],
  );
  expect(await w.see(world, visitId)).toEqual(now);
  // The row does not say who approved it.
  expect(await edit(visitId, '10:00', '12:00')).toEqual(not('WRONG_STATE', 'visitId'));
});
