/**
 * People ask what a visit would cost, and why a visit costs what it costs. Asking records nothing and announces
 * nothing.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announced } from '@seteli/kit/testing/peer';
import { visitRecorded } from '@seteli/schema/events/bookings';
import * as op from './operations.ts';
import { made, refused } from './played-vouchers.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.vouchersAnswers(made));

const EXPLANATION = `id standing replacing { id } refusal { code } visit { id state } voucher { id } kind start end timed workers elapsedMinutes incrementMinutes extraServiceAccepted overlapReasonGiven
  cancellation { payer consumesQuota }
  pieces { day dayClass bandFrom bandTo content { id } unit steps stepsPerUnit quantity { minutes } unitPrice priceFirstDay serviceVersion rules { code text } }`;
const QUOTE = `query ($input: QuoteVisitsInput!) { quoteVisits(input: $input) { results { index explanation { ${EXPLANATION} } refusal { code path } } } }`;
const EXPLAIN = `query ($id: ID!) {
  explainVisit(visitId: $id) { ${EXPLANATION} }
  entities: _entities(representations: [{ __typename: "VisitExplanation", id: $id }]) { ... on VisitExplanation { ${EXPLANATION} } }
}`;

const quoteAll = async (visits: readonly object[], by = w.recorder) => {
  const { data, errors } = await world.bookings.ask(by, QUOTE, { input: { visits } });
  return errors ? [errors[0]!.extensions] : data.quoteVisits.results;
};
const quote = async (visit: object, by = w.recorder) => (await quoteAll([visit], by))[0];
const explain = async (id: string, by = w.recorder) => (await world.bookings.ask(by, EXPLAIN, { id })).data;
const afternoon = (bookingId: string, change: Partial<sent.Row> = {}) =>
  sent.row(bookingId, '2026-06-15T16:30', '2026-06-15T19:00', change);

describe('R2: a quoted visit', () => {
  it('is explained piece by piece, and nothing of it stays', async () => {
    const { bookingId, voucherId } = await w.book(world);
    const before = await w.count(world, 'select (select count(*) from visit) + (select count(*) from outbox) as count');
    const { explanation, refusal: none } = await quote(afternoon(bookingId));
    expect(none).toBeNull();
    const rule = (code: string) => ({ code, text: expect.stringMatching(/\./) });
    const rules = [rule('BAND'), rule('LIST_PRICE')];
    const onMonday = {
      day: '2026-06-15',
      dayClass: 'WEEKDAY',
      unit: 'HOUR',
      stepsPerUnit: 60,
      priceFirstDay: '2026-01-01',
      serviceVersion: 1,
      rules,
    };
    expect(explanation).toEqual({
      id: expect.any(String),
      standing: 'ASKED',
      replacing: null,
      refusal: null,
      visit: null,
      voucher: { id: voucherId },
      kind: 'NORMAL',
      start: '2026-06-15T13:30:00.000Z',
      end: '2026-06-15T16:00:00.000Z',
      timed: true,
      workers: 1,
      elapsedMinutes: 150,
      incrementMinutes: 1,
      extraServiceAccepted: false,
      overlapReasonGiven: false,
      cancellation: null,
      pieces: [
        {
          ...onMonday,
          bandFrom: '06:00',
          bandTo: '18:00',
          content: { id: w.dayContent },
          steps: 90,
          quantity: { minutes: 90 },
          unitPrice: '38.50',
        },
        {
          ...onMonday,
          bandFrom: '18:00',
          bandTo: '21:00',
          content: { id: w.eveningContent },
          steps: 60,
          quantity: { minutes: 60 },
          unitPrice: '44.00',
        },
      ],
    });
    expect(await w.count(world, 'select (select count(*) from visit) + (select count(*) from outbox) as count')).toBe(before);
    // Bookings keeps no quote.
    expect(await explain(explanation.id)).toEqual({ explainVisit: null, entities: [null] });
  });

  it('is recorded as it was quoted, and explained in the same words', async () => {
    const { bookingId } = await w.book(world);
    const sentVisit = afternoon(bookingId, { workerReference: 'w1', overlapReason: 'Kaksi avustajaa' });
    const { explanation } = await quote(sentVisit);
    const [{ visit }] = await w.record(world, [sentVisit]);
    const [told] = (await announced(world.bookings.database, visitRecorded.type)).filter(({ subject }) => subject === visit.id);
    const pieces = (told!.data as { pieces: { contentId: string; steps: number; unitPriceCents: number }[] }).pieces;
    expect(explanation.pieces.map((piece: { content: { id: string }; steps: number }) => [piece.content.id, piece.steps])).toEqual(
      pieces.map(({ contentId, steps }) => [contentId, steps]),
    );
    const standing = { ...explanation, standing: 'STANDS', id: visit.id, visit: { id: visit.id, state: 'UNDER_REVIEW' } };
    expect(await explain(visit.id)).toEqual({ explainVisit: standing, entities: [standing] });
    expect(standing.overlapReasonGiven).toBe(true);
  });

  it('locks nothing, so nobody waits for it', async () => {
    const { bookingId, voucherId } = await w.book(world);
    await world.bookings.database.transaction(async (tx) => {
      await tx.execute(`select from voucher where id = '${voucherId}' for update`);
      expect((await quote(afternoon(bookingId))).refusal).toBeNull();
    });
  });
});

describe('the explanation of a visit', () => {
  it('goes to the client, the provider and the organiser, and to nobody else', async () => {
    const { bookingId } = await w.book(world);
    const visit = await w.recordOne(world, bookingId);
    for (const by of [w.client, w.recorder, w.checker, w.granter])
      expect((await explain(visit.id, by)).explainVisit.pieces, by.roles.join()).toHaveLength(1);
    for (const by of [w.stranger, w.otherRecorder, w.recorderWithoutTeam, w.otherChecker])
      expect(await explain(visit.id, by), by.roles.join()).toEqual({ explainVisit: null, entities: [null] });
  });

  it('says that the visit was deleted, and what it cost', async () => {
    const { bookingId } = await w.book(world);
    const visit = await w.recordOne(world, bookingId);
    await world.bookings.ask(w.recorder, op.DELETE, { input: { idempotencyKey: newId(), visitId: visit.id } });
    expect((await explain(visit.id)).explainVisit).toMatchObject({ standing: 'DELETED', refusal: null, pieces: [{ unitPrice: '38.50' }] });
  });

  it('says that its voucher refused the visit, and why', async () => {
    const { bookingId } = await w.book(world);
    world.vouchersAnswers((visit) => refused(visit, 'QUOTA_EXCEEDED', 0));
    const [{ visit: none }] = await w.record(world, [sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00')]);
    expect(none).toBeNull();
    const { rows } = await world.bookings.database.pool.query<{ id: string }>('select id from visit where booking_id = $1', [bookingId]);
    expect((await explain(rows[0]!.id)).explainVisit).toMatchObject({
      standing: 'REFUSED',
      refusal: { code: 'QUOTA_EXCEEDED' },
      pieces: [{ unitPrice: '38.50' }],
    });
  });

  it('is missing while vouchers has not answered', async () => {
    const { bookingId } = await w.book(world);
    world.vouchersHears(() => undefined);
    const waiting = await w.recordOne(world, bookingId);
    expect(waiting.allocation).toBe('PENDING');
    expect(await explain(waiting.id)).toEqual({ explainVisit: null, entities: [null] });
  });

  it('stays when the visit could no longer be recorded', async () => {
    const { bookingId, voucherId } = await w.book(world);
    const visit = await w.recordOne(world, bookingId);
    await world.bookings.database.pool.query("update voucher set last_day = '2026-06-01' where id = $1", [voucherId]);
    expect((await explain(visit.id)).explainVisit.pieces).toMatchObject([{ unitPrice: '38.50', steps: 150 }]);
  });

  it('goes by the price list and the service version of each day of the visit', async () => {
    const hourly = newId();
    const service = { serviceId: w.variedServiceId, contents: [{ ...w.checkedByDay, contentId: hourly }] };
    await w.publishService(world, w.variedServiceId, { [hourly]: 3850n }, service);
    await world.registry.say(
      w.organiserId,
      w.service({ ...service, code: w.variedServiceId.slice(-8), firstDay: w.day('2026-06-16'), version: 2 }),
      w.priceList({ [hourly]: 3600n }, { serviceId: w.variedServiceId, firstDay: w.day('2026-06-16') }),
    );
    await world.heard();
    const { bookingId } = await w.book(world, { serviceId: w.variedServiceId, contentIds: [hourly] });
    const visit = await w.recordOne(world, bookingId, '2026-06-15T23:00', '2026-06-16T01:00');
    expect((await explain(visit.id)).explainVisit.pieces).toMatchObject([
      { day: '2026-06-15', bandFrom: '00:00', bandTo: '24:00', unitPrice: '38.50', priceFirstDay: '2026-01-01', serviceVersion: 1 },
      { day: '2026-06-16', bandFrom: '00:00', bandTo: '24:00', unitPrice: '36.00', priceFirstDay: '2026-06-16', serviceVersion: 2 },
    ]);
  });
});

test('people who may set a rule see its days before they set it', async () => {
  const query = 'query ($rule: String!) { recurrenceDays(rule: $rule, firstDay: "2026-12-15", startTime: "08:00", first: 3) }';
  const shown = async (rule: string, by: typeof w.recorder = w.recorder) => {
    const { data, errors } = await world.bookings.ask(by, query, { rule });
    return errors ? errors[0]!.extensions.code : data.recurrenceDays;
  };
  expect(await shown('FREQ=WEEKLY;BYDAY=TU')).toEqual(['2026-12-15', '2026-12-22', '2026-12-29']);
  expect(await shown('FREQ=WEEKLY;BYDAY=TU;UNTIL=20261222T055959Z')).toEqual(['2026-12-15']);
  expect(await shown('FREQ=HOURLY')).toBe('BAD_USER_INPUT');
  expect(await shown('FREQ=DAILY', w.client)).toBe('FORBIDDEN');
});
