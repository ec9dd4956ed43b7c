/**
 * A provider asks for the correction of a settled visit. The organiser sees what it would do, and accepts exactly that
 * or declines it.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { announced } from '@seteli/kit/testing/peer';
import { visitRecorded } from '@seteli/schema/events/bookings';
import { visitsSettled } from '@seteli/schema/events/settlement';
import { made, refused } from './played-vouchers.ts';
import * as op from './operations.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.vouchersAnswers(made));

const REQUEST = `id state reason requestedAt decidedAt declineReason visit { id state version total refusal { code } }
  wish { start end content { id } workers overlapReason }`;
const SHARES = 'total organiserShare clientShare extraService lines { quantity { minutes } }';
const asking = (mutation: string, type: string) =>
  `mutation ($input: ${type}!) { ${mutation}(input: $input) { correctionRequest { ${REQUEST} } refusal { code path remaining { minutes } } } }`;
const ASK = asking('requestCorrection', 'RequestCorrectionInput');
const WITHDRAW = asking('withdrawCorrectionRequest', 'WithdrawCorrectionRequestInput');
const ACCEPT = asking('acceptCorrectionRequest', 'AcceptCorrectionRequestInput');
const DECLINE = asking('declineCorrectionRequest', 'DeclineCorrectionRequestInput');
const PREVIEW = `query ($requestId: ID!) { previewCorrectionRequest(requestId: $requestId) {
  preview { previewId before { ${SHARES} } after { ${SHARES} } refusal { code remaining { minutes } } } refusal { code path } } }`;

type Answer = { correctionRequest: { id: string; state: string } | null; refusal: Record<string, unknown> | null };

async function command(by: Actor, mutation: string, input: Record<string, unknown>): Promise<Answer> {
  const { data, errors } = await world.bookings.ask(by, mutation, { input: { idempotencyKey: newId(), ...input } });
  return data ? (Object.values(data)[0] as Answer) : { correctionRequest: null, refusal: errors![0]!.extensions };
}
const ask = (visitId: string, end = '2026-06-15T11:00', by = w.recorder, more: Record<string, unknown> = {}) =>
  command(by, ASK, { visitId, reason: 'Kirjaaja erehtyi', start: sent.helsinki('2026-06-15T10:00'), end: sent.helsinki(end), ...more });
const accept = (requestId: string, previewId: string, by = w.checker, more: Record<string, unknown> = {}) =>
  command(by, ACCEPT, { requestId, previewId, ...more });
const decline = (requestId: string, reason: string, by = w.checker) => command(by, DECLINE, { requestId, reason });
const withdraw = (requestId: string, by = w.recorder) => command(by, WITHDRAW, { requestId });
const preview = async (requestId: string, by = w.checker) => {
  const { data, errors } = await world.bookings.ask(by, PREVIEW, { requestId });
  return data ? data.previewCorrectionRequest : { preview: null, refusal: errors![0]!.extensions };
};
const see = async (id: string, by: Actor = w.recorder) => {
  const { data, errors } = await world.bookings.ask(by, `query ($id: ID!) { correctionRequest(id: $id) { ${REQUEST} } }`, { id });
  return errors ? errors[0]!.extensions.code : data.correctionRequest;
};
const not = (code: string, path: string) => ({ correctionRequest: null, refusal: expect.objectContaining({ code, path: [path] }) });

/** Two hours of a visit: 77.00, of which the client pays 13.00. */
async function settled() {
  const { bookingId } = await w.book(world);
  const { id: visitId } = await w.recordOne(world, bookingId, '2026-06-15T10:00', '2026-06-15T12:00');
  const run = { runId: newId(), organiserId: w.organiserId, month: Temporal.PlainYearMonth.from('2026-06'), visitIds: [visitId] };
  await world.settlement.say(w.organiserId, announce(visitsSettled, run.runId, run));
  await world.heard();
  return visitId as string;
}

async function asked() {
  const visitId = await settled();
  const { correctionRequest } = await ask(visitId);
  return { visitId, requestId: correctionRequest!.id };
}

/** What the inboxes of both sides heard of a request. */
const toldOf = async (requestId: string) =>
  (await announced(world.bookings.database)).flatMap(({ type, data }) => {
    const { kind, subjectId, organisationId } = data as Record<string, string>;
    const side = organisationId === w.organiserId ? 'organiser' : organisationId === w.providerId ? 'provider' : 'nobody';
    return subjectId === requestId ? [`${type.split('.')[3]} ${kind} ${side}`] : [];
  });
const versionsOf = async (visitId: string) =>
  (await announced(world.bookings.database, visitRecorded.type)).filter(({ subject }) => subject === visitId).length;

describe('a correction request', () => {
  it('shows the shares before and after, and one act carries it out; its provider sees what became of it', async () => {
    const { visitId, requestId } = await asked();
    expect(await see(requestId)).toMatchObject({
      state: 'OPEN',
      reason: 'Kirjaaja erehtyi',
      visit: { id: visitId, state: 'SETTLED', version: 1 },
      wish: { start: '2026-06-15T07:00:00.000Z', end: '2026-06-15T08:00:00.000Z', workers: 1 },
    });
    const { preview: shown } = await preview(requestId);
    expect(shown).toEqual({
      previewId: expect.any(String),
      before: {
        total: '77.00',
        organiserShare: '64.00',
        clientShare: '13.00',
        extraService: '0.00',
        lines: [{ quantity: { minutes: 120 } }],
      },
      after: { total: '38.50', organiserShare: '32.00', clientShare: '6.50', extraService: '0.00', lines: [{ quantity: { minutes: 60 } }] },
      refusal: null,
    });
    expect(await w.see(world, visitId)).toMatchObject({ state: 'SETTLED', version: 1 });
    const key = { idempotencyKey: newId() };
    const first = await accept(requestId, shown.previewId, w.checker, key);
    expect(first).toMatchObject({
      correctionRequest: {
        state: 'ACCEPTED',
        decidedAt: '2026-06-16T09:00:00.000Z',
        visit: { state: 'APPROVED', total: '38.50', version: 2 },
      },
      refusal: null,
    });
    expect(await accept(requestId, shown.previewId, w.checker, key)).toEqual(first);
    expect(await w.see(world, visitId)).toMatchObject({ flags: ['CORRECTED'], correctionReason: 'Kirjaaja erehtyi' });
    expect(await versionsOf(visitId)).toBe(2);
    expect(await toldOf(requestId)).toEqual([
      'task-opened CORRECTION_REQUEST organiser',
      'task-closed CORRECTION_REQUEST organiser',
      'notice-given CORRECTION_ACCEPTED provider',
    ]);
    expect(await accept(requestId, shown.previewId)).toEqual(not('WRONG_STATE', 'requestId'));
  });

  it('is declined with a reason or withdrawn, once, and the provider may then make another', async () => {
    const { visitId, requestId } = await asked();
    expect(await ask(visitId)).toEqual(not('ALREADY_REQUESTED', 'visitId'));
    expect(await decline(requestId, ' ')).toEqual(not('REASON_MISSING', 'reason'));
    expect(await decline(requestId, ' Käynti kesti kaksi tuntia ')).toMatchObject({
      correctionRequest: { state: 'DECLINED', declineReason: 'Käynti kesti kaksi tuntia' },
    });
    for (const late of [decline(requestId, 'x'), withdraw(requestId)]) expect(await late).toEqual(not('WRONG_STATE', 'requestId'));
    const { correctionRequest: next } = await ask(visitId);
    expect(await withdraw(next!.id)).toMatchObject({ correctionRequest: { state: 'WITHDRAWN' } });
    expect(await toldOf(requestId)).toContain('notice-given CORRECTION_DECLINED provider');
    expect(await w.see(world, visitId)).toMatchObject({ state: 'SETTLED', version: 1 });
  });

  it('is only for a settled visit, needs a reason, and has a limit for each visit', async () => {
    const { bookingId } = await w.book(world);
    const { id } = await w.recordOne(world, bookingId, '2026-06-15T10:00', '2026-06-15T12:00');
    expect(await ask(id)).toEqual(not('WRONG_STATE', 'visitId'));
    const visitId = await settled();
    expect(await ask(visitId, '2026-06-15T11:00', w.recorder, { reason: ' ' })).toEqual(not('REASON_MISSING', 'reason'));
    expect(await ask(visitId, '2026-06-15T09:00')).toEqual(not('EMPTY_VISIT', 'end'));
    expect(await ask(visitId, '2100-06-15T09:00')).toEqual(not('VISIT_TOO_LONG', 'end'));
    const first = (await ask(visitId)).correctionRequest!.id;
    await withdraw(first);
    await world.bookings.database.pool.query(
      `insert into correction_request select (json_populate_record(r, json_build_object('id', uuidv7()))).* from correction_request r, generate_series(1, 19) where id = $1`,
      [first],
    );
    expect(await ask(visitId)).toEqual(not('LIMIT_REACHED', 'visitId'));
  });

  it('is refused when its provider saw another version of the visit', async () => {
    const visitId = await settled();
    expect((await ask(visitId, undefined, w.recorder, { expectedVersion: 99 })).refusal).toMatchObject({
      code: 'STALE',
      path: ['expectedVersion'],
    });
    expect((await ask(visitId, undefined, w.recorder, { expectedVersion: 1 })).refusal).toBeNull();
  });

  it('is refused to the second of two who ask at the same time', async () => {
    const visitId = await settled();
    const both = await Promise.all([ask(visitId), ask(visitId)]);
    expect(both).toContainEqual(not('ALREADY_REQUESTED', 'visitId'));
  });
});

describe('a request that a checker has seen', () => {
  it('is not carried out with other shares or another version of the visit', async () => {
    const { visitId, requestId } = await asked();
    const { preview: shown } = await preview(requestId);
    world.vouchersAnswers((visit) => made(visit, { lines: { organiserCents: 3000n, clientCents: 850n } }));
    expect(await accept(requestId, shown.previewId)).toEqual(not('STALE_PREVIEW', 'previewId'));
    expect((await preview(requestId)).preview.previewId).not.toBe(shown.previewId);
    expect(await w.see(world, visitId)).toMatchObject({ state: 'SETTLED', version: 1 });
    expect(await accept(requestId, newId())).toEqual(not('STALE_PREVIEW', 'previewId'));
  });

  it('shows a refusal in the preview, and gets it when the checker accepts all the same', async () => {
    const { visitId, requestId } = await asked();
    world.vouchersAnswers((visit) => refused(visit, 'QUOTA_EXCEEDED', 30));
    const { preview: shown } = await preview(requestId);
    expect(shown).toMatchObject({ after: null, refusal: { code: 'QUOTA_EXCEEDED', remaining: { minutes: 30 } } });
    expect((await accept(requestId, shown.previewId)).refusal).toMatchObject({ code: 'QUOTA_EXCEEDED', remaining: { minutes: 30 } });
    expect(await versionsOf(visitId)).toBe(1);
    world.vouchersAnswers(made);
    const { correctionRequest: early } = await ask(await settled(), '2026-06-15T21:30');
    expect((await preview(early!.id)).preview).toMatchObject({ after: null, refusal: { code: 'NO_PRICE' } });
  });

  it('is open again when vouchers refuses only afterwards', async () => {
    const { visitId, requestId } = await asked();
    const { preview: shown } = await preview(requestId);
    let trials = 0;
    world.vouchersAnswers((visit) => (trials++ === 0 ? made(visit) : refused(visit, 'QUOTA_EXCEEDED')));
    await accept(requestId, shown.previewId);
    expect(await see(requestId)).toMatchObject({
      state: 'OPEN',
      decidedAt: null,
      visit: { state: 'SETTLED', total: '77.00', refusal: { code: 'QUOTA_EXCEEDED' } },
    });
    expect((await toldOf(requestId)).slice(-2)).toEqual([
      'task-opened CORRECTION_REQUEST organiser',
      'notice-given CORRECTION_REQUEST_REOPENED provider',
    ]);
    world.vouchersAnswers(made);
    const again = await preview(requestId);
    expect(await accept(requestId, again.preview.previewId)).toMatchObject({ correctionRequest: { state: 'ACCEPTED' } });
    expect(await w.see(world, visitId)).toMatchObject({ total: '38.50' });
  });

  it('is accepted once by the same key, after vouchers refused because it had not heard of everything', async () => {
    const { visitId, requestId } = await asked();
    const { preview: shown } = await preview(requestId);
    const key = { idempotencyKey: newId() };
    let trials = 0;
    world.vouchersAnswers((visit) => (trials++ === 0 ? made(visit) : refused(visit, 'NOT_YET_KNOWN')));
    await accept(requestId, shown.previewId, w.checker, key);
    expect(await see(requestId)).toMatchObject({ state: 'OPEN', visit: { state: 'SETTLED', refusal: { code: 'NOT_YET_KNOWN' } } });
    let questions = 0;
    world.vouchersAnswers((visit) => {
      questions++;
      return made(visit);
    });
    const again = await accept(requestId, shown.previewId, w.checker, key);
    expect(again).toMatchObject({ correctionRequest: { state: 'ACCEPTED' }, refusal: null });
    await expect.poll(() => w.see(world, visitId)).toMatchObject({ total: '38.50' });
    expect(questions).toBe(2);
    // Bookings keeps the answer and asks vouchers nothing more.
    expect((await accept(requestId, shown.previewId, w.checker, key)).correctionRequest).toMatchObject({
      id: requestId,
      state: 'ACCEPTED',
    });
    expect(questions).toBe(2);
  });

  it('closes when a checker corrects or credits the visit otherwise, and its provider hears of it', async () => {
    const reason = { reason: 'Väärä asiakas' };
    const times = { start: sent.helsinki('2026-06-15T10:00'), end: sent.helsinki('2026-06-15T10:30') };
    for (const [mutation, more] of [
      [op.CORRECT, { ...reason, ...times }],
      [op.CREDIT, reason],
    ] as const) {
      const { visitId, requestId } = await asked();
      await world.bookings.ask(w.checker, mutation, { input: { idempotencyKey: newId(), visitId, ...more } });
      expect(await see(requestId)).toMatchObject({ state: 'CLOSED' });
      expect((await toldOf(requestId)).slice(1)).toEqual([
        'task-closed CORRECTION_REQUEST organiser',
        'notice-given CORRECTION_REQUEST_CLOSED provider',
      ]);
    }
  });

  it('gets one decision when one side accepts and the other withdraws at the same time, and the visit follows it', async () => {
    const { visitId, requestId } = await asked();
    const { preview: shown } = await preview(requestId);
    const [accepted, withdrawn] = await Promise.all([accept(requestId, shown.previewId), withdraw(requestId)]);
    expect([accepted, withdrawn].filter(({ refusal }) => refusal?.code === 'WRONG_STATE')).toHaveLength(1);
    expect(await versionsOf(visitId)).toBe(accepted.refusal ? 1 : 2);
  });
});

describe('others', () => {
  it('see and do nothing', async () => {
    const { visitId, requestId } = await asked();
    const { preview: shown } = await preview(requestId);
    for (const by of [w.otherRecorder, w.recorderWithoutTeam, w.otherChecker]) expect(await see(requestId, by)).toBeNull();
    for (const by of [w.client, w.granter]) expect(await see(requestId, by)).toBe('FORBIDDEN');
    for (const by of [w.otherRecorder, w.recorderWithoutTeam]) {
      expect(await ask(visitId, '2026-06-15T11:00', by)).toEqual(not('NOT_FOUND', 'visitId'));
      expect(await withdraw(requestId, by)).toEqual(not('NOT_FOUND', 'requestId'));
    }
    expect((await preview(requestId, w.otherChecker)).refusal).toMatchObject({ code: 'NOT_FOUND' });
    expect(await accept(requestId, shown.previewId, w.otherChecker)).toEqual(not('NOT_FOUND', 'requestId'));
    expect(await decline(requestId, 'x', w.otherChecker)).toEqual(not('NOT_FOUND', 'requestId'));
    const forbidden = { correctionRequest: null, refusal: { code: 'FORBIDDEN' } };
    expect(await accept(requestId, shown.previewId, w.recorder)).toEqual(forbidden);
    expect(await decline(requestId, 'x', w.recorder)).toEqual(forbidden);
    expect(await withdraw(requestId, w.checker)).toEqual(forbidden);
    expect(await ask(visitId, '2026-06-15T11:00', w.checker)).toEqual(forbidden);
    expect((await preview(requestId, w.recorder)).refusal).toEqual({ code: 'FORBIDDEN' });
  });

  it('each side lists its own requests, by state and page by page', async () => {
    const [one, two] = [await asked(), await asked()];
    await decline(one.requestId, 'Ei');
    const list = async (by: Actor, state: string | null, first = 200, after: string | null = null) => {
      const query = `query ($state: CorrectionRequestState, $first: Int!, $after: String) { correctionRequests(state: $state, first: $first, after: $after) { edges { node { id } } pageInfo { endCursor } } }`;
      const { data, errors } = await world.bookings.ask(by, query, { state, first, after });
      if (errors) return [errors[0]!.extensions.code];
      const { edges, pageInfo } = data.correctionRequests;
      return [...edges.map(({ node }: { node: { id: string } }) => node.id), pageInfo.endCursor];
    };
    const [newest, cursor] = await list(w.recorder, null, 1);
    expect([newest, (await list(w.checker, null, 1, cursor))[0]]).toEqual([two.requestId, one.requestId]);
    expect((await list(w.checker, 'OPEN')).includes(one.requestId)).toBe(false);
    expect((await list(w.recorder, 'DECLINED'))[0]).toBe(one.requestId);
    for (const by of [w.otherChecker, w.otherRecorder, w.recorderWithoutTeam]) expect(await list(by, null)).toEqual([null]);
    expect(await list(w.client, null)).toEqual(['FORBIDDEN']);
  });
});
