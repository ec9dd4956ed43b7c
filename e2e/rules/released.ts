/**
 * Releases of a voucher whose tail has passed (rules 69e). One test records before the month is settled, the other
 * corrects when the tail is over. Registers the tests.
 */
import { moveDevelopmentClock, readDevelopmentClock } from '@seteli/local/development-clock';
import { expect, it } from 'vitest';
import { MONTH, moveToRecording } from '../diary.ts';
import { until, untilWell } from '../waiting.ts';
import type { World } from '../world.ts';
import type { Office } from './office.ts';
import { money, times, type Payload } from './reading.ts';

const LIMIT_MS = 300_000;
const FIRST = MONTH.toPlainDate({ day: 1 });
/** A Wednesday: no month has two public holidays around it. */
const DAY = FIRST.add({ days: ((3 - FIRST.dayOfWeek + 7) % 7) + 7 });

/** Register `before` ahead of the tests that settle months, and `after` behind them. */
export function whatIsReleased(world: World, office: Office): { readonly before: () => void; readonly after: () => void } {
  let visitId: string;
  const sums = async () => {
    await untilWell(world.system);
    const asked = 'query ($year: Int!) { commitments(year: $year) { service { code } granted used held released } }';
    const { commitments } = await world.client.ask('granter', asked, { year: MONTH.year });
    const { granted, used, held, released } = commitments.find(({ service }: Payload) => service.code === 'released');
    return `${granted}: ${used}, ${held} held, ${released} released`;
  };

  const before = () =>
    it('a voucher that ends soon holds what it has not used', { timeout: LIMIT_MS }, async () => {
      await moveToRecording(world.system.clockFile);
      const days = { firstDay: String(FIRST), lastDay: String(DAY) };
      const { bookingId } = await office.serve('released', { ...office.minutes('released', 600, 'ONCE'), ...days });
      const answer = await office.record(bookingId, times(String(DAY), '08:00', '10:00'));
      expect(money(answer)).toBe('77.00 = 64.00 + 13.00');
      visitId = answer.visit.id;
      expect(await sums()).toBe('320.00: 64.00, 256.00 held, 0.00 released');
    });

  const after = () =>
    it(
      '69e after its tail a correction releases what it gives back and draws on what was released, within what was granted',
      { timeout: LIMIT_MS },
      async () => {
        const over = DAY.add({ days: 31 }).toZonedDateTime({ timeZone: 'Europe/Helsinki', plainTime: '12:00' }).toInstant();
        const now = readDevelopmentClock(world.system.clockFile);
        if (Temporal.Instant.compare(now, over) < 0) await moveDevelopmentClock(world.system.clockFile, over);
        expect(await sums()).toBe('320.00: 64.00, 0.00 held, 256.00 released');
        const correctTo = (end: string) =>
          office.change('checker', 'correctVisit', 'visit { total organiserShare clientShare }', {
            idempotencyKey: '',
            visitId,
            reason: 'Väärä kesto',
            ...times(String(DAY), '08:00', end),
          });
        expect(money(await correctTo('09:00'))).toBe('38.50 = 32.00 + 6.50');
        await until('it is released', async () => (await sums()) === '320.00: 32.00, 0.00 held, 288.00 released');
        expect(money(await correctTo('18:01'))).toBe('QUOTA_EXCEEDED 600');
        expect(money(await correctTo('18:00'))).toBe('385.00 = 320.00 + 65.00');
        await until('all is used', async () => (await sums()) === '320.00: 320.00, 0.00 held, 0.00 released');
      },
    );

  return { before, after };
}
