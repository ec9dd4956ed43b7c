/** Quotes and explanations through the gateway: bookings says the pieces, vouchers the shares, both the rules behind them. Registers the tests. */
import { expect, it } from 'vitest';
import type { World } from '../world.ts';
import type { Office } from './office.ts';
import { money, times, type Payload } from './reading.ts';

export function whatIsExplained(world: World, office: Office): void {
  const { minutes } = office;
  const PIECES =
    'day dayClass bandFrom bandTo content { code } quantity { amount } unitPrice priceFirstDay serviceVersion rules { code text(language: EN) }';
  const SHARES = `refusal { code remaining { minutes } } total organiserShare clientShare extraService
    pieces { content { code } unitValue valueFirstDay quotaBefore { minutes } quotaAfter { minutes } extraService }
    lines { content { code } total organiserShare clientShare rules { code } }`;
  const EXPLANATION = `id visit { id } elapsedMinutes incrementMinutes pieces { ${PIECES} } shares { ${SHARES} }`;
  const QUOTE = `query ($visit: VisitInput!) { quoteVisit(visit: $visit) { explanation { ${EXPLANATION} } refusal { code path } } }`;
  const EXPLAIN = `query ($id: ID!) { explainVisit(visitId: $id) { ${EXPLANATION} } }`;
  const LEFT = 'query ($id: ID!) { voucher(id: $id) { entitlements { remaining(day: "2026-06-16") { minutes } } } }';
  const quote = async (bookingId: string, visit: object): Promise<Payload> =>
    (await world.client.ask('recorder', QUOTE, { visit: { bookingId, ...visit } })).quoteVisit;

  it('a quote takes nothing and says what recording then says; afterwards the same is explained to the client', async () => {
    const { voucher, bookingId } = await office.serve('cleaning', minutes('cleaning', 600));
    const visit = times('2026-06-16', '16:30', '19:00');
    // Twice: what comes again takes another way through the gateway.
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

  it('a quote says why the voucher would refuse it, and what is left', async () => {
    const { bookingId } = await office.serve('cleaning', minutes('cleaning', 60));
    const { explanation, refusal } = await quote(bookingId, times('2026-06-16', '08:00', '10:00'));
    expect([refusal, explanation.shares.refusal]).toEqual([null, { code: 'QUOTA_EXCEEDED', remaining: { minutes: 60 } }]);
    expect((await quote(bookingId, times('2026-06-14', '08:00', '10:00'))).refusal.code).toBe('NO_BAND');
  });

  it('nobody else is quoted or explained anything', async () => {
    const { bookingId } = await office.serve('cleaning');
    const answer = await office.record(bookingId, times('2026-06-16', '08:00', '10:00'));
    const asked = await world.client.ask('other-recorder', QUOTE, { visit: { bookingId, ...times('2026-06-17', '08:00', '10:00') } });
    expect(asked.quoteVisit).toEqual({ explanation: null, refusal: { code: 'NOT_FOUND', path: ['visit', 'bookingId'] } });
    expect((await world.client.ask('other-recorder', EXPLAIN, { id: answer.visit.id })).explainVisit).toBeNull();
  });
}
