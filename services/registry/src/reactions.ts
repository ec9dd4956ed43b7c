/** What the registry does when others say that something happened: it remembers the values that cap the prices of what is free for the client. */
import { z } from 'zod';
import type { Answers } from '@seteli/kit/backbone';
import type { Database } from '@seteli/kit/db';
import { on, type Reaction } from '@seteli/kit/inbox';
import { valuesPublished } from '@seteli/schema/events/vouchers';
import { listAcceptedAfter, saveValues } from './store/price-list.ts';

const listsAsked = z.object({ serviceId: z.uuid(), after: z.uuid().nullable() });

/** What vouchers asks, which must count with price lists of before it listened for them. */
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
