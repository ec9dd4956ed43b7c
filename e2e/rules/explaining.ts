/**
 * Quotes and explanations through the gateway: bookings gives the pieces, vouchers the shares, and both name their
 * rules. Registers the tests.
 */
import type { PersonaKey } from '@seteli/local/personas';
import { expect, it } from 'vitest';
import type { World } from '../world.ts';
import type { Office } from './office.ts';
import { money, times, type Payload } from './reading.ts';

const UNIT = '019b0000-0003-7000-8000-000000000001';
/** Measured: 2.2 s on two cores that other programs used, too. */
const MOST_MS = 10_000;

export function whatIsExplained(world: World, office: Office): void {
  const { minutes } = office;
  const PIECES =
    'day dayClass bandFrom bandTo content { code } quantity { amount } unitPrice priceFirstDay serviceVersion rules { code text(language: EN) }';
  const SHARES = `refusal { code path remaining { minutes } } total organiserShare clientShare extraService
    pieces { content { code } unitValue valueFirstDay quotaBefore { minutes } quotaAfter { minutes } extraService }
    lines { content { code } total organiserShare clientShare rules { code } }`;
  const EXPLANATION = `id visit { id } elapsedMinutes incrementMinutes pieces { ${PIECES} } shares { ${SHARES} }`;
  const QUOTE = `query ($input: QuoteVisitsInput!) { quoteVisits(input: $input) { results { explanation { ${EXPLANATION} } refusal { code path } } } }`;
  const EXPLAIN = `query ($id: ID!) { explainVisit(visitId: $id) { ${EXPLANATION} } }`;
  const LEFT = 'query ($id: ID!) { voucher(id: $id) { entitlements { remaining(day: "2026-06-16") { minutes } } } }';
  const quoteAll = async (visits: readonly object[], by: PersonaKey = 'recorder'): Promise<Payload[]> =>
    (await world.client.ask(by, QUOTE, { input: { visits } })).quoteVisits.results;
  const quote = async (bookingId: string, visit: object): Promise<Payload> => (await quoteAll([{ bookingId, ...visit }]))[0]!;

  it('a quote draws nothing and gives the shares of the later recording, and the client then reads the same explanation', async () => {
    const { voucher, bookingId } = await office.serve('cleaning', minutes('cleaning', 600));
    const visit = times('2026-06-16', '16:30', '19:00');
    // Twice, because a repeated query takes another way through the gateway.
    const [first, again] = [await quote(bookingId, visit), await quote(bookingId, visit)];
    expect(again).toEqual({ ...first, explanation: { ...first.explanation, id: expect.any(String) } });
    const { explanation, refusal } = first;
    expect({ refusal, visit: explanation.visit, elapsed: explanation.elapsedMinutes }).toEqual({
      refusal: null,
      visit: null,
      elapsed: 150,
    });
    expect(
      explanation.pieces.map(({ content: { code }, dayClass, bandFrom, bandTo, quantity, unitPrice }: Payload) => [
        code,
        dayClass,
        bandFrom,
        bandTo,
        quantity.amount,
        unitPrice,
      ]),
    ).toEqual([
      ['a', 'WEEKDAY', '06:00', '18:00', '1.5', '38.50'],
      ['b', 'WEEKDAY', '18:00', '21:00', '1', '44.00'],
    ]);
    const { shares } = explanation;
    expect([shares.total, shares.organiserShare, shares.clientShare]).toEqual(['101.75', '84.80', '16.95']);
    expect(
      shares.pieces.map(({ unitValue, quotaBefore, quotaAfter }: Payload) => [unitValue, quotaBefore.minutes, quotaAfter.minutes]),
    ).toEqual([
      ['32.00', 600, 510],
      ['36.80', 510, 450],
    ]);
    expect(shares.lines.flatMap(({ rules }: Payload) => rules.map(({ code }: Payload) => code))).toContain('VALUE_CAPS');
    expect((await world.client.ask('granter', LEFT, { id: voucher.id })).voucher.entitlements[0].remaining.minutes).toBe(600);
    const answer = await office.record(bookingId, visit);
    expect(money(answer)).toBe('101.75 = 84.80 + 16.95');
    const { explainVisit } = await world.client.ask('recorder', EXPLAIN, { id: answer.visit.id });
    expect(explainVisit).toMatchObject({
      id: answer.visit.id,
      visit: { id: answer.visit.id },
      pieces: explanation.pieces,
      shares: { lines: shares.lines, total: '101.75' },
    });
  });

  it('a quote says why the voucher would refuse the visit, and what is left', async () => {
    const { bookingId } = await office.serve('cleaning', minutes('cleaning', 60));
    const { explanation, refusal } = await quote(bookingId, times('2026-06-16', '08:00', '10:00'));
    expect([refusal, explanation.shares.refusal]).toEqual([
      null,
      { code: 'QUOTA_EXCEEDED', path: ['visits', '0', 'end'], remaining: { minutes: 60 } },
    ]);
    expect((await quote(bookingId, times('2026-06-14', '08:00', '10:00'))).refusal.code).toBe('NO_BAND');
  });

  it('visits in one quote count together, and an edit counts what its visit holds as free', async () => {
    const { bookingId } = await office.serve('cleaning', minutes('cleaning', 180));
    const [first, second, third] = ['08:00', '09:30', '11:00'].map((start, hour) => ({
      bookingId,
      ...times('2026-06-16', start, ['09:30', '11:00', '11:01'][hour]!),
    }));
    const clientShares = (results: Payload[]) =>
      results.map(({ explanation: { shares } }) => shares.refusal?.path.join('.') ?? shares.clientShare);
    expect(clientShares(await quoteAll([first!, second!, third!]))).toEqual(['9.75', '9.75', 'visits.2.end']);
    const { visit } = await office.record(bookingId, times('2026-06-16', '08:00', '11:00'));
    expect(clientShares(await quoteAll([{ ...first!, bookingId, replacing: visit.id }, second!]))).toEqual(['9.75', '9.75']);
  });

  it('one quote answers five hundred visits', async () => {
    const { bookingId } = await office.serve('cleaning', minutes('cleaning', 12_000));
    // A quarter of an hour each, from six to four, over weeks of working days.
    const rows = Array.from({ length: 500 }, (_, index) => {
      const start = Temporal.PlainDateTime.from('2026-05-25T06:00').add({
        weeks: Math.floor(index / 200),
        days: Math.floor((index % 200) / 40),
        minutes: 15 * (index % 40),
      });
      const instant = (at: Temporal.PlainDateTime) => at.toZonedDateTime('Europe/Helsinki').toInstant().toString();
      return { bookingId, start: instant(start), end: instant(start.add({ minutes: 15 })) };
    });
    const ask = `query ($input: QuoteVisitsInput!) { quoteVisits(input: $input) { results { explanation { shares { clientShare refusal { code } } } refusal { code } } } }`;
    const began = performance.now();
    const { results } = (await world.client.ask('recorder', ask, { input: { visits: rows } })).quoteVisits;
    const took = performance.now() - began;
    const answers = Map.groupBy(
      results as Payload[],
      ({ explanation, refusal }) => refusal?.code ?? explanation.shares.refusal?.code ?? 'taken',
    );
    expect([...answers].map(([code, of]) => [code, of.length])).toEqual([['taken', 500]]);
    expect(took).toBeLessThan(MOST_MS);
  });

  it('before there is a booking, a granter asks what a visit at a unit would cost, also in the future', async () => {
    const { voucher } = await office.serve('cleaning', minutes('cleaning', 60));
    const planned = (hour: string) => ({
      voucherId: voucher.id,
      unitId: UNIT,
      ...times('2026-06-17', `${hour}:00`, `${Number(hour) + 1}:00`),
    });
    const results = await quoteAll([planned('10'), planned('11')], 'granter');
    expect(results.map(({ explanation: { shares } }) => shares.clientShare)).toEqual(['6.50', '6.50']);
    const [unseen] = await quoteAll([planned('10')], 'other-recorder');
    expect(unseen).toEqual({ explanation: null, refusal: { code: 'NOT_FOUND', path: ['visits', '0', 'voucherId'] } });
  });

  it('nobody else gets a quote or an explanation', async () => {
    const { bookingId } = await office.serve('cleaning');
    const answer = await office.record(bookingId, times('2026-06-16', '08:00', '10:00'));
    const [asked] = await quoteAll([{ bookingId, ...times('2026-06-17', '08:00', '10:00') }], 'other-recorder');
    expect(asked).toEqual({ explanation: null, refusal: { code: 'NOT_FOUND', path: ['visits', '0', 'bookingId'] } });
    expect((await world.client.ask('other-recorder', EXPLAIN, { id: answer.visit.id })).explainVisit).toBeNull();
  });
}
