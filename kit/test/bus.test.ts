/** A connection to the broker that closes leaves nobody waiting, whatever the broker does. */
import { openBus } from '@seteli/kit/bus';
import { openOwnBroker } from '@seteli/kit/testing/own-broker';
import { expect, test } from 'vitest';
import { silent } from './exchange.ts';

test.each(['stands still', 'is gone'])(
  'whoever waits for an answer while the broker %s is told at once when the service stops',
  async (state) => {
    const broker = await openOwnBroker();
    const bus = await openBus({ service: 'vouchers', broker: { url: broker.urlOf('vouchers') }, log: silent });
    if (state === 'is gone') await broker.kill();
    else broker.freeze();
    const asking = bus.ask('bookings', 'heads', {}, 60_000);
    const started = performance.now();
    const [told] = await Promise.allSettled([asking, bus.close()]);
    expect(told).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('closing') } });
    expect(performance.now() - started).toBeLessThan(5_000);
    if (state === 'stands still') broker.thaw();
    await broker.close();
  },
);
