/** Tasks and notices about price lists. They follow a decision within its transaction. */
import type { Tx } from '@seteli/kit/db';
import type { Cause } from '@seteli/kit/outbox';
import type { PriceList } from '../domain/price-list.ts';
import { closeTasks, giveNotices, openTasks } from '../events.ts';
import { rolesFor } from '../policy.ts';

/** A submitted list waits for whoever may decide it. Prices have no clients, so no team limits who that is. */
export const openSubmitted = (tx: Tx, { id, organiserId }: PriceList, cause: Cause): Promise<void> =>
  openTasks(
    tx,
    [
      {
        partition: organiserId,
        kind: 'PRICE_LIST_SUBMITTED',
        subjectId: id,
        organisation: { kind: 'ORGANISER', id: organiserId },
        roles: rolesFor('decidePriceList', 'ORGANISER'),
        serviceId: null,
        dueDay: null,
      },
    ],
    cause,
  );

/** The list waits no longer, and its provider hears how it went. */
export async function tellDecided(tx: Tx, { id, organiserId, providerId, state }: PriceList, cause: Cause): Promise<void> {
  await closeTasks(tx, 'PRICE_LIST_SUBMITTED', [id], cause);
  giveNotices(
    tx,
    [
      {
        partition: organiserId,
        kind: state === 'ACCEPTED' ? 'PRICE_LIST_ACCEPTED' : 'PRICE_LIST_REJECTED',
        subjectId: id,
        organisation: { kind: 'PROVIDER', id: providerId },
        roles: rolesFor('submitPriceList', 'PROVIDER'),
        serviceId: null,
        dueDay: null,
      },
    ],
    cause,
  );
}
