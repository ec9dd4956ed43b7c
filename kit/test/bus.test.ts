/**
 * Asking over the broker: a connection that closes leaves nobody waiting, and the asked service knows whose request it
 * is.
 */
import { openBus } from '@seteli/kit/bus';
import { currentTrace, serving } from '@seteli/kit/request';
import { natsUrl } from '@seteli/testing/broker';
import { openOwnBroker } from '@seteli/testing/own-broker';
import { expect, test } from 'vitest';
import { silent } from './exchange.ts';

test.each(['stands still', 'is gone'])(
  'a caller who waits for an answer while the broker %s hears at once that the service stops',
  async (state) => {
    const broker = await openOwnBroker();
    const bus = await openBus({ service: 'vouchers', broker: { url: broker.urlOf('vouchers') }, log: silent });
    if (state === 'is gone') await broker.kill();
    else broker.freeze();
    const asking = bus.ask('bookings', 'heads', {}, 60_000);
    const started = performance.now();
    const [told] = await Promise.allSettled([asking, bus.close()]);
    expect(told).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('closing') } });
    expect(performance.now() - started).toBeLessThan(30_000);
    if (state === 'stands still') broker.thaw();
    await broker.close();
  },
);

test('the asked service logs under the asker’s trace, and under none when nobody sent one', async () => {
  const [asking, asked] = await Promise.all(
    (['vouchers', 'bookings'] as const).map((service) => openBus({ service, broker: { url: natsUrl(service) }, log: silent })),
  );
  asked!.answer('page', async () => JSON.stringify(currentTrace() ?? null));
  await asked!.nats.flush();
  const ask = () => asking!.ask<string | null>('bookings', 'page', {});
  expect(await serving({ traceparent: '00-7' }, ask)).toBe('00-7');
  expect(await ask()).toBeNull();
  await Promise.all([asking!.close(), asked!.close()]);
});
