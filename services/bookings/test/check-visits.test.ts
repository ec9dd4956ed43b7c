/** What people do with a recorded visit: check, return, change, delete and settle it; and who sees it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { announced } from '@seteli/kit/testing/peer';
import { visitApproved, visitDeleted, visitHeld, visitRecorded, visitReturned } from '@seteli/schema/events/bookings';
import { visitsSettled } from '@seteli/schema/events/settlement';
import { made, refused, type RecordedVisit } from './played-vouchers.ts';
import * as op from './operations.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.vouchersAnswers(made));

async function command(by: typeof w.checker, mutation: string, visitId: string, more: Record<string, unknown> = {}) {
  const { data, errors } = await world.bookings.ask(by, mutation, { input: { idempotencyKey: newId(), visitId, ...more } });
  return data
    ? (Object.values(data)[0] as { visit: Record<string, unknown>; refusal: { code: string; path: string[] } })
    : errors![0]!.extensions;
}
const approve = (visitId: string, by = w.checker) => command(by, op.APPROVE, visitId);
const giveBack = (visitId: string, reason = 'Tarkista kellonajat', by = w.checker) => command(by, op.RETURN, visitId, { reason });
const remove = (visitId: string, by = w.recorder) => command(by, op.DELETE, visitId);
const edit = (visitId: string, start: string, end: string, more: Record<string, unknown> = {}, by = w.recorder) =>
  command(by, op.EDIT, visitId, { start: sent.helsinki(start), end: sent.helsinki(end), ...more });
const done = (visit: Record<string, unknown>) => ({ visit: expect.objectContaining(visit), refusal: null });
const not = (code: string, path?: string) => ({ visit: null, refusal: expect.objectContaining({ code, ...(path && { path: [path] }) }) });

const eventsAbout = async (visitId: string) =>
  (await announced(world.bookings.database))
    .filter(({ subject }) => subject === visitId)
    .map(({ type, data }) => [type, (data as { version: number }).version]);

/** A visit that waits for the checker. */
async function underReview(start = '2026-06-15T10:00', end = '2026-06-15T12:00') {
  const { bookingId, voucherId } = await w.book(world, w.checkedVoucher);
  const visit = await w.recordOne(world, bookingId, start, end);
  return { bookingId, voucherId, visitId: visit.id as string };
}

async function returned(start?: string, end?: string) {
  const at = await underReview(start, end);
  await giveBack(at.visitId);
  return at;
}

describe('the checker', () => {
  it('approves a visit, and bookings announces it as approved by a checker', async () => {
    const { visitId } = await underReview();
    expect(await approve(visitId)).toEqual(done({ state: 'APPROVED', version: 1 }));
    const query = 'query ($id: ID!) { visit(id: $id) { approvedAt approvedBy { id organisationKind organisationId roles } } }';
    const approvalFor = async (by: typeof w.checker) => (await world.bookings.ask(by, query, { id: visitId })).data.visit;
    const known = { organisationKind: 'ORGANISER', organisationId: w.organiserId, roles: ['EVENT_CHECKER'] };
    const approvedAt = '2026-06-16T09:00:00.000Z';
    expect(await approvalFor(w.checker)).toEqual({ approvedAt, approvedBy: { id: w.checker.userId, ...known } });
    expect(await approvalFor(w.recorder)).toEqual({ approvedAt, approvedBy: { id: null, ...known } });
    const [event] = (await announced(world.bookings.database, visitApproved.type)).filter(({ subject }) => subject === visitId);
    expect(event!.data).toMatchObject({ approvedBy: 'CHECKER', lines: [{ totalCents: 7700, organiserCents: 6400, clientCents: 1300 }] });
  });

  it('returns a visit with a reason, and the visit keeps its shares until its provider changes it', async () => {
    const { visitId } = await underReview();
    expect(await giveBack(visitId, ' ')).toEqual(not('REASON_MISSING', 'reason'));
    expect(await giveBack(visitId, ' Väärä päivä ')).toEqual(done({ state: 'RETURNED', returnReason: 'Väärä päivä', total: '77.00' }));
    expect(await eventsAbout(visitId)).toEqual([
      [visitRecorded.type, 1],
      [visitReturned.type, 1],
    ]);
  });

  it('decides once: the same key gets the same answer, another finds the state changed', async () => {
    const { visitId } = await underReview();
    const twins = await Promise.all([approve(visitId), giveBack(visitId)]);
    expect(twins.filter((answer) => 'refusal' in answer && answer.refusal === null)).toHaveLength(1);
    expect(twins).toContainEqual(not('WRONG_STATE', 'visitId'));
    const { visitId: other } = await underReview();
    const idempotencyKey = newId();
    const once = () => world.bookings.ask(w.checker, op.APPROVE, { input: { idempotencyKey, visitId: other } });
    const [one, twin] = await Promise.all([once(), once()]);
    expect(one.data.approveVisit).toEqual(done({ state: 'APPROVED' }));
    expect(twin.data).toEqual(one.data);
    expect((await eventsAbout(other)).length).toBe(2);
  });

  it('sees the waiting visits of their own organiser only, oldest first and page by page', async () => {
    const waiting = [await underReview(), await underReview(), await underReview()].map(({ visitId }) => visitId);
    const list = async (by: typeof w.checker, first: number, after: string | null) =>
      (
        await world.bookings.ask(
          by,
          'query ($first: Int!, $after: String) { visitsUnderReview(first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }',
          { first, after },
        )
      ).data.visitsUnderReview;
    const ids: string[] = [];
    let page = await list(w.checker, 2, null);
    for (; ; page = await list(w.checker, 2, page.pageInfo.endCursor)) {
      ids.push(...page.edges.map(({ node }: { node: { id: string } }) => node.id));
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(ids.slice(-3)).toEqual(waiting);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await list(w.otherChecker, 50, null)).edges).toEqual([]);
  });
});

describe('the provider changes a returned visit', () => {
  it('and it goes through allocation and approval again', async () => {
    const { visitId } = await returned();
    expect(await edit(visitId, '2026-06-15T10:00', '2026-06-15T11:00')).toEqual(
      done({ state: 'UNDER_REVIEW', allocation: 'MADE', version: 2, total: '38.50', returnReason: null }),
    );
    expect(await eventsAbout(visitId)).toEqual([
      [visitRecorded.type, 1],
      [visitReturned.type, 1],
      [visitRecorded.type, 2],
    ]);
  });

  it('and it stays as it was when bookings or vouchers refuses the change, and says why', async () => {
    const { visitId } = await returned();
    const before = await w.see(world, visitId);
    expect(await edit(visitId, '2026-06-16T12:00', '2026-06-16T13:00')).toEqual(not('IN_FUTURE', 'end'));
    expect(await w.see(world, visitId)).toEqual(before);
    world.vouchersAnswers((visit) => refused(visit, 'QUOTA_EXCEEDED', 120));
    const idempotencyKey = newId();
    const refusal = { code: 'QUOTA_EXCEEDED', path: ['end'], remaining: { minutes: 120 } };
    const tooLong = () => edit(visitId, '2026-06-15T10:00', '2026-06-15T15:00', { idempotencyKey });
    expect(await tooLong()).toMatchObject({ visit: null, refusal });
    expect(await w.see(world, visitId)).toEqual({ ...before, version: 2, refusal });
    expect(await tooLong()).toMatchObject({ visit: null, refusal });
    world.vouchersAnswers(made);
    expect(await edit(visitId, '2026-06-15T10:00', '2026-06-15T11:00')).toEqual(done({ version: 3, state: 'UNDER_REVIEW', refusal: null }));
  });

  it('but not to the times of another visit', async () => {
    const { visitId, bookingId } = await returned();
    await w.recordOne(world, bookingId, '2026-06-15T14:00', '2026-06-15T15:00');
    expect(await edit(visitId, '2026-06-15T14:00', '2026-06-15T15:00')).toEqual(not('DUPLICATE'));
    expect(await edit(visitId, '2026-06-15T10:00', '2026-06-15T12:00')).toEqual(done({ state: 'UNDER_REVIEW', version: 2 }));
  });

  it('and until vouchers answers, nobody records at the times to which the visit may go back', async () => {
    const { visitId, bookingId } = await returned();
    let asked: RecordedVisit | undefined;
    world.vouchersHears((visit) => void (asked = visit));
    expect(await edit(visitId, '2026-06-15T14:00', '2026-06-15T15:00')).toEqual(done({ state: 'RECORDED', allocation: 'PENDING' }));
    const [old, fresh] = await w.record(world, [
      sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T12:00'),
      sent.row(bookingId, '2026-06-15T14:00', '2026-06-15T15:00'),
    ]);
    expect([old.refusal?.code, fresh.refusal?.code]).toEqual(['DUPLICATE', 'DUPLICATE']);
    await world.vouchers.say(w.organiserId, refused(asked!, 'OVERLAP'));
    await world.heard();
    expect(await w.see(world, visitId)).toMatchObject({
      state: 'RETURNED',
      allocation: 'MADE',
      start: '2026-06-15T07:00:00.000Z',
      refusal: { code: 'OVERLAP' },
    });
  });

  it('and its first recording counts for the cut-off, unless it moves to another month', async () => {
    const { visitId } = await returned('2026-06-15T10:00', '2026-06-15T12:00');
    const { visitId: moved } = await returned('2026-06-15T10:00', '2026-06-15T12:00');
    world.bookings.clock.set('2026-07-06T09:00:00Z');
    expect(await edit(visitId, '2026-06-15T10:00', '2026-06-15T11:00')).toEqual(
      done({ flags: [], recordedAt: '2026-06-16T09:00:00.000Z' }),
    );
    expect(await edit(moved, '2026-05-29T10:00', '2026-05-29T11:00')).toEqual(
      done({ flags: ['LATE'], recordedAt: '2026-07-06T09:00:00.000Z' }),
    );
    world.bookings.clock.set(w.NOW);
  });

  it('but not one that a checker approved, which the provider may only delete', async () => {
    const { visitId } = await underReview();
    await approve(visitId);
    expect(await edit(visitId, '2026-06-15T10:00', '2026-06-15T11:00')).toEqual(not('WRONG_STATE', 'visitId'));
    expect(await remove(visitId)).toEqual(done({ state: 'DELETED' }));
  });
});

describe('the provider deletes a visit', () => {
  it.each(['UNDER_REVIEW', 'RETURNED', 'APPROVED'])('that is %s, and bookings announces it at the next version', async (state) => {
    const { visitId } = await underReview();
    if (state === 'RETURNED') await giveBack(visitId);
    if (state === 'APPROVED') await approve(visitId);
    expect(await remove(visitId)).toEqual(done({ state: 'DELETED', version: 2 }));
    expect((await eventsAbout(visitId)).at(-1)).toEqual([visitDeleted.type, 2]);
    expect(await remove(visitId)).toEqual(not('WRONG_STATE', 'visitId'));
  });

  it('that still waits for its allocation, and the late answer changes nothing', async () => {
    const { bookingId } = await w.book(world);
    let asked: RecordedVisit | undefined;
    world.vouchersHears((visit) => void (asked = visit));
    const { id } = await w.recordOne(world, bookingId);
    expect(await remove(id)).toEqual(done({ state: 'DELETED', version: 2 }));
    await world.vouchers.say(w.organiserId, made(asked!));
    await world.heard();
    expect(await w.see(world, id)).toMatchObject({ state: 'DELETED', allocation: 'PENDING', version: 2 });
    expect((await eventsAbout(id)).map(([type]) => type)).toEqual([visitRecorded.type, visitDeleted.type]);
  });
});

it('an answer to an older version, and a second answer to the current one, change nothing', async () => {
  const { visitId } = await returned();
  const heardOf: RecordedVisit[] = [];
  world.vouchersHears((visit) => void heardOf.push(visit));
  await edit(visitId, '2026-06-15T10:00', '2026-06-15T11:00');
  const [second] = heardOf;
  await world.vouchers.say(w.organiserId, made(second!, { visitVersion: 1 }));
  await world.heard();
  expect(await w.see(world, visitId)).toMatchObject({ allocation: 'PENDING', version: 2 });
  await world.vouchers.say(w.organiserId, made(second!), refused(second!, 'QUOTA_EXCEEDED'));
  await world.heard();
  expect(await w.see(world, visitId)).toMatchObject({ allocation: 'MADE', state: 'UNDER_REVIEW', total: '38.50', refusal: null });
});

describe('a settled visit', () => {
  const settle = async (visitId: string, versions?: number[]) => {
    const run = { runId: newId(), organiserId: w.organiserId, month: Temporal.PlainYearMonth.from('2026-06') };
    await world.settlement.say(w.organiserId, announce(visitsSettled, run.runId, { ...run, visitIds: [visitId], versions }));
    await world.heard();
  };
  /** A visit that is approved automatically and edited at once. */
  async function edited() {
    const { bookingId } = await w.book(world);
    const { id: visitId } = await w.recordOne(world, bookingId);
    let asked: RecordedVisit | undefined;
    world.vouchersHears((visit) => void (asked = visit));
    expect(await edit(visitId, '2026-06-15T10:00', '2026-06-15T11:00')).toEqual(done({ state: 'RECORDED', version: 2 }));
    const answer = async (...more: Parameters<typeof made>[1][]) => {
      await world.vouchers.say(w.organiserId, made(asked!, ...more));
      await world.heard();
    };
    return { visitId, answer };
  }
  const told = async (visitId: string) => (await eventsAbout(visitId)).filter(([type]) => type !== visitRecorded.type);

  it('can no longer be changed, deleted or checked', async () => {
    const { visitId } = await underReview();
    await approve(visitId);
    await settle(visitId);
    expect(await w.see(world, visitId)).toMatchObject({ state: 'SETTLED' });
    const answers = [edit(visitId, '2026-06-15T10:00', '2026-06-15T11:00'), remove(visitId), approve(visitId), giveBack(visitId)];
    for (const answer of await Promise.all(answers)) expect(answer).toEqual(not('SETTLED', 'visitId'));
  });

  it('that its provider deleted before bookings heard of the settlement stays deleted', async () => {
    const { visitId } = await underReview();
    await approve(visitId);
    await remove(visitId);
    await settle(visitId);
    expect(await w.see(world, visitId)).toMatchObject({ state: 'DELETED' });
  });

  it('65: stays approved when the lock names an older version: bookings announces it again until settlement settles the current one', async () => {
    const { visitId, answer } = await edited();
    await answer();
    await settle(visitId, [1]);
    expect(await w.see(world, visitId)).toMatchObject({ state: 'APPROVED', version: 2 });
    expect(await told(visitId)).toEqual([1, 2, 2].map((version) => [visitApproved.type, version]));
    await settle(visitId, [2]);
    expect(await w.see(world, visitId)).toMatchObject({ state: 'SETTLED' });
    expect(await told(visitId)).toHaveLength(3);
  });

  it('68: goes to a checker when the lock overtakes an edit, and settlement reverses what it posted', async () => {
    const { visitId, answer } = await edited();
    await settle(visitId, [1]);
    await answer({ overlap: true });
    expect(await w.see(world, visitId)).toMatchObject({ state: 'UNDER_REVIEW', flags: ['OVERLAP'] });
    expect(await told(visitId)).toEqual([
      [visitApproved.type, 1],
      [visitHeld.type, 2],
    ]);
    expect(await approve(visitId)).toEqual(done({ state: 'APPROVED', version: 3 }));
  });
});

describe('others', () => {
  const ENTITY = 'query ($of: [_Any!]!) { entities: _entities(representations: $of) { ... on Visit { id total } } }';

  it('see and do nothing: another organiser’s checker, another provider, a user without the team, a stranger', async () => {
    const { visitId } = await returned();
    for (const by of [w.otherChecker, w.otherRecorder, w.recorderWithoutTeam, w.stranger]) {
      expect(await w.see(world, visitId, by)).toBeNull();
      expect((await world.bookings.ask(by, ENTITY, { of: [{ __typename: 'Visit', id: visitId }] })).data.entities).toEqual([null]);
    }
    const unknown = not('NOT_FOUND', 'visitId');
    for (const by of [w.otherRecorder, w.recorderWithoutTeam]) {
      expect(await remove(visitId, by)).toEqual(unknown);
      expect(await edit(visitId, '2026-06-15T10:00', '2026-06-15T11:00', {}, by)).toEqual(unknown);
    }
    expect(await approve(visitId, w.otherChecker)).toEqual(unknown);
    expect(await giveBack(visitId, 'x', w.otherChecker)).toEqual(unknown);
    expect(await approve(newId())).toEqual(unknown);
    expect(await w.see(world, visitId)).toMatchObject({ state: 'RETURNED', version: 1 });
  });

  it('the client and the organiser’s officers see it, and may not decide', async () => {
    const { visitId } = await underReview();
    for (const by of [w.client, w.granter]) {
      expect(await w.see(world, visitId, by)).toMatchObject({ id: visitId, clientShare: '13.00' });
      for (const attempt of [approve(visitId, by), remove(visitId, by)]) expect(await attempt).toEqual({ code: 'FORBIDDEN' });
    }
    expect(await approve(visitId, w.recorder)).toEqual({ code: 'FORBIDDEN' });
    expect(await remove(visitId, w.checker)).toEqual({ code: 'FORBIDDEN' });
  });
});
