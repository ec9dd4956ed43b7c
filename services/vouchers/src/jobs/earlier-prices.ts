/**
 * Asks registry, service by service, for price lists that it accepted before vouchers listened for them. Asking twice
 * does no harm: of lists that begin on one day, the list that registry accepted last holds, whether announced or asked
 * for.
 */
import { z } from 'zod';
import type { Backbone } from '@seteli/kit/backbone';
import type { Database } from '@seteli/kit/db';
import { wireCents, wireDay } from '@seteli/kit/events';
import type { Chore } from '@seteli/kit/chores';
import { findUnasked, saveAsked, savePriceLists } from '../store/price.ts';

const EVERY_MS = 60_000;

const answered = z.array(
  z.object({
    id: z.uuid(),
    unitId: z.uuid(),
    serviceId: z.uuid(),
    // An earlier version of registry does not send it.
    providerId: z.uuid().nullable().default(null),
    firstDay: wireDay,
    acceptedAt: z.string().transform((text) => Temporal.Instant.from(text)),
    prices: z.array(z.object({ contentId: z.uuid(), priceCents: wireCents })),
  }),
);

export const askingForEarlierPrices = (database: Database, ask: Backbone['ask']): Chore => ({
  name: 'asking for earlier price lists',
  everyMs: EVERY_MS,
  async run() {
    const unasked = await findUnasked(database.reader);
    if (!unasked) return false;
    const { serviceId, askedThrough } = unasked;
    const lists = answered.parse(await ask<unknown>('registry', 'accepted-price-lists', { serviceId, after: askedThrough }));
    await database.transaction(async (tx) => {
      await savePriceLists(
        tx,
        lists.map(({ id: _, prices, ...list }) => ({
          ...list,
          prices: new Map(prices.map(({ contentId, priceCents }) => [contentId, priceCents])),
        })),
      );
      await saveAsked(tx, serviceId, lists.at(-1)?.id ?? null);
    });
    return true;
  },
});
