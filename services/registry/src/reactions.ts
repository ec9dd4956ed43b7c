/**
 * Reacts to events of vouchers: keeps the values that cap prices of contents that are free for the client.
 */
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
