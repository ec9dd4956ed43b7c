/** What identity does when others say that something happened: whoever is granted something is served by that organiser, with that service. */
import { on, type Reaction } from '@seteli/kit/inbox';
import { voucherGranted } from '@seteli/schema/events/vouchers';
import { saveServed } from './store/person.ts';

export const createReactions = (): Reaction[] => [
  on(voucherGranted, async (tx, events) => {
    await saveServed(
      tx,
      events.map(({ data: { organiserId, personId, serviceId } }) => ({ organiserId, personId, serviceId })),
    );
  }),
];
