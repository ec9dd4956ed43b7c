/** What the registry does when others say that something happened: it remembers the values that cap the prices of what is free for the client. */
import { on, type Reaction } from '@seteli/kit/inbox';
import { valuesPublished } from '@seteli/schema/events/vouchers';
import { saveValues } from './store/price-list.ts';

export const createReactions = (): Reaction[] => [
  on(valuesPublished, async (tx, events) => {
    await saveValues(
      tx,
      events.flatMap(({ data: { firstDay, values } }) => values.map(({ contentId, valueCents }) => ({ contentId, firstDay, valueCents }))),
    );
  }),
];
