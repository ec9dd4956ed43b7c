/**
 * Reacts to events of vouchers: keeps the values that cap prices of contents that are free for the client. Answers what
 * vouchers asks.
 */
import { z } from 'zod';
import type { Answers } from '@seteli/kit/backbone';
import type { Database } from '@seteli/kit/db';
import { on, type Reaction } from '@seteli/kit/inbox';
import { valuesPublished } from '@seteli/schema/events/vouchers';
import { listAcceptedAfter, saveValues } from './store/price-list.ts';

const listsAsked = z.object({ serviceId: z.uuid(), after: z.uuid().nullable() });

/** Vouchers asks for price lists that the registry announced before vouchers listened to them. */
export const createAnswers = (database: Database): Answers => ({
  'accepted-price-lists': async (question: unknown) => {
    const { serviceId, after } = listsAsked.parse(question);
    return JSON.stringify(await listAcceptedAfter(database.reader, serviceId, after));
  },
});

export const createReactions = (): Reaction[] => [
  on(valuesPublished, async (tx, events) => {
    await saveValues(
      tx,
      events.flatMap(({ data: { firstDay, values } }) => values.map(({ contentId, valueCents }) => ({ contentId, firstDay, valueCents }))),
    );
  }),
];
