/**
 * What a recorder entered for a visit: read back whole, changed field by field. Also visits of one worker to a couple.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { made } from './played-vouchers.ts';
import * as op from './operations.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

const [hourly, kilometres, housing] = [newId(), newId(), newId()];
const contentIds = [hourly, kilometres, housing];

let world: w.World;
let bookingId: string;
beforeAll(async () => {
  world = await w.openWorld();
  await w.publishService(
    world,
    w.variedServiceId,
    { [hourly]: 3850n, [kilometres]: 50n, [housing]: 17500n },
    {
      cancellationTerms: { noticeMinutes: 24 * 60, billableSharePercent: 50, maxMinutes: 120, payer: 'SPLIT', consumesQuota: true },
      contents: [
        { ...w.checkedByDay, contentId: hourly, multiWorker: true },
        w.unbanded(kilometres, { unit: 'KILOMETRE', kind: 'ACCESSORY', maxStepsPerVisit: 50_000 }),
        w.unbanded(housing, { unit: 'DAY' }),
      ],
    },
  );
});
afterAll(() => world.stop());
beforeEach(async () => {
  world.vouchersAnswers(made);
  ({ bookingId } = await w.book(world, { serviceId: w.variedServiceId, contentIds }));
});

const recordRow = async (row: sent.Row) => (await w.record(world, [row]))[0];

const ENTERED = `start end day lastDay kind content { id } amount workers workerReference groupReference noticeAt overlapReason externalId
  accessories { content { id } amount } extraServiceAcceptance { acceptedAt channel notedAt notedBy { id organisationKind } } recordedAt recordedBy { id roles } approvedBy { id } approvedAt`;

describe('the content of a visit', () => {
  const entered = async (visitId: string, by = w.recorder) =>
    (await world.bookings.ask(by, `query ($id: ID!) { visit(id: $id) { ${ENTERED} } }`, { id: visitId })).data.visit;
  const change = async (mutation: 'editVisit' | 'correctVisit', by: typeof w.recorder, input: Record<string, unknown>) => {
    const type = mutation === 'editVisit' ? 'EditVisitInput' : 'CorrectVisitInput';
    const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { visit { ${ENTERED} } refusal { code path } } }`;
    return (await world.bookings.ask(by, query, { input: { idempotencyKey: newId(), ...input } })).data?.[mutation];
  };
  const filled = () =>
    sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00', {
      workers: 2,
      workerReference: 'w1',
      groupReference: newId(),
      accessories: [{ contentId: kilometres, amount: '24.5' }],
      extraService: { acceptedAt: sent.helsinki('2026-06-14T10:00'), channel: 'PHONE' },
      overlapReason: 'two carers at once',
      externalId: newId(),
    });
  const patches: [string, Record<string, unknown>, Record<string, unknown>][] = [
    ['start', { start: sent.helsinki('2026-06-15T09:30') }, { start: '2026-06-15T06:30:00.000Z' }],
    ['end', { end: sent.helsinki('2026-06-15T11:30') }, { end: '2026-06-15T08:30:00.000Z' }],
    ['workers', { workers: 1 }, { workers: 1 }],
    ['workers, emptied', { workers: null }, { workers: 1 }],
    ['worker', { workerReference: 'w2' }, { workerReference: 'w2' }],
    ['worker, emptied', { workerReference: null }, { workerReference: null }],
    ['group', { groupReference: 'other' }, { groupReference: 'other' }],
    ['group, emptied', { groupReference: null }, { groupReference: null }],
    [
      'accessories',
      { accessories: [{ contentId: kilometres, amount: '3' }] },
      { accessories: [{ content: { id: kilometres }, amount: '3' }] },
    ],
    ['accessories, emptied', { accessories: null }, { accessories: [] }],
    ['extra service, emptied', { extraService: null }, { extraServiceAcceptance: null }],
    ['reason', { overlapReason: 'three' }, { overlapReason: 'three' }],
    ['reason, emptied', { overlapReason: null }, { overlapReason: null }],
    ['nothing', {}, {}],
  ];

  it('is readable for people who may edit it, and an edit of one field loses nothing of the others', async () => {
    const { visit } = await recordRow(filled());
    const before = await entered(visit.id);
    expect(before).toMatchObject({
      workers: 2,
      workerReference: 'w1',
      accessories: [{ content: { id: kilometres }, amount: '24.5' }],
      extraServiceAcceptance: { channel: 'PHONE', notedAt: '2026-06-16T09:00:00.000Z', notedBy: { id: w.recorder.userId } },
      overlapReason: 'two carers at once',
      recordedBy: { id: w.recorder.userId, roles: ['RECORDER'] },
      approvedBy: null,
      approvedAt: null,
    });
    world.vouchersAnswers((each) => made(each, { overlap: false }));
    let was = before;
    for (const [name, patch, becomes] of patches) {
      const { visit: now, refusal } = await change('editVisit', w.recorder, { visitId: visit.id, ...patch });
      // Without an overlap bookings approves the visit automatically, though no edit says so.
      const approval = { approvedBy: null, approvedAt: '2026-06-16T09:00:00.000Z' };
      expect([name, refusal, now]).toEqual([name, null, { ...was, ...becomes, ...approval }]);
      was = now;
    }
  });

  it('keeps a field for a missing variable, in a literal too, and empties it for null in a literal', async () => {
    const { visit } = await recordRow(filled());
    const literal = `mutation ($id: ID!, $worker: String, $key: String!) {
      editVisit(input: { idempotencyKey: $key, visitId: $id, workerReference: $worker, workers: null }) { visit { ${ENTERED} } } }`;
    world.vouchersAnswers((each) => made(each, { overlap: false }));
    const edit = async (variables: Record<string, unknown>) =>
      (await world.bookings.ask(w.recorder, literal, { id: visit.id, key: newId(), ...variables })).data.editVisit.visit;
    expect(await edit({})).toMatchObject({ workerReference: 'w1', workers: 1 });
    expect(await edit({ worker: null })).toMatchObject({ workerReference: null, overlapReason: 'two carers at once' });
  });

  it('includes a cancellation’s notice, which no edit may empty, and the last day of days', async () => {
    const times = ['2026-06-15T10:00', '2026-06-15T12:00'] as const;
    const notice = { kind: 'CANCELLATION', noticeAt: sent.helsinki('2026-06-15T08:00') };
    const { visit } = await recordRow(sent.row(bookingId, ...times, notice));
    const edited = await change('editVisit', w.recorder, { visitId: visit.id, end: sent.helsinki('2026-06-15T11:00') });
    expect(edited.visit).toMatchObject({ kind: 'CANCELLATION', noticeAt: '2026-06-15T05:00:00.000Z', end: '2026-06-15T08:00:00.000Z' });
    expect(await change('editVisit', w.recorder, { visitId: visit.id, noticeAt: null })).toBeUndefined();
    const days = (await recordRow(sent.dayRow(bookingId, housing, '2026-06-01', { lastDay: '2026-06-03' }))).visit;
    const later = await change('editVisit', w.recorder, { visitId: days.id, day: '2026-06-02', workerReference: 'w1' });
    expect(later.visit).toMatchObject({ day: '2026-06-02', lastDay: '2026-06-03', content: { id: housing }, workerReference: 'w1' });
  });
});

describe('a couple served together', () => {
  const served = async (rows: (first: string, second: string) => sent.Row[]) => {
    const second = await w.book(world, { serviceId: w.variedServiceId, contentIds, personId: newId() });
    return (await w.record(world, rows(bookingId, second.bookingId))).map(({ visit }: { visit: { state: string; flags: string[] } }) => [
      visit.state,
      visit.flags.join(),
    ]);
  };
  const worker = newId();
  const of = (booking: string, hour: number, groupReference?: string) =>
    sent.row(booking, `2026-06-15T${hour}:00`, `2026-06-15T${hour + 1}:00`, { workerReference: worker, groupReference });

  it('as one group waits for no checker; without a group, or in two, the second visit waits', async () => {
    const group = newId();
    expect(await served((one, other) => [of(one, 10, group), of(other, 10, group)])).toEqual([
      ['APPROVED', ''],
      ['APPROVED', ''],
    ]);
    expect(await served((one, other) => [of(one, 12), of(other, 12)])).toEqual([
      ['APPROVED', ''],
      ['UNDER_REVIEW', 'WORKER_ELSEWHERE'],
    ]);
    expect(await served((one, other) => [of(one, 14, newId()), of(other, 14, newId())])).toEqual([
      ['APPROVED', ''],
      ['UNDER_REVIEW', 'WORKER_ELSEWHERE'],
    ]);
  });

  it('as one group waits for no checker when its visits come one after the other, or get the group later', async () => {
    const group = newId();
    const second = (await w.book(world, { serviceId: w.variedServiceId, contentIds, personId: newId() })).bookingId;
    const { visit: one } = await recordRow(of(bookingId, 16));
    const { visit: other } = await recordRow(of(second, 16));
    expect(other.flags).toEqual(['WORKER_ELSEWHERE']);
    const say = (visitId: string) =>
      world.bookings.ask(w.recorder, op.EDIT, { input: { idempotencyKey: newId(), visitId, groupReference: group } });
    await say(other.id);
    await say(one.id);
    const { data } = await say(other.id);
    expect(data.editVisit.visit).toMatchObject({ state: 'APPROVED', flags: [] });
  });
});
