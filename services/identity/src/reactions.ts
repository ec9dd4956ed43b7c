/** What identity does when others say that something happened: whom an organiser grants a voucher, it serves from then on, whatever becomes of the voucher. */
import { on, type Reaction } from '@seteli/kit/inbox';
import { voucherGranted } from '@seteli/schema/events/vouchers';
import { addServed } from './store/person.ts';

export const createReactions = (): Reaction[] => [
  on(voucherGranted, async (tx, events) => {
    await addServed(
      tx,
      events.map(({ data: { organiserId, personId } }) => ({ organiserId, personId })),
    );
  }),
];
