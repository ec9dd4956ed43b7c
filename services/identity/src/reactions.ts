/** What identity does when others say that something happened: it remembers which municipalities are whose area. */
import { on, type Reaction } from '@seteli/kit/inbox';
import { organiserChanged } from '@seteli/schema/events/registry';
import { saveAreas } from './store/person.ts';

export const createReactions = (): Reaction[] => [
  on(organiserChanged, async (tx, events) => {
    await saveAreas(
      tx,
      events.map(({ data: { organiserId, municipalityCodes, version } }) => ({ id: organiserId, municipalityCodes, version })),
    );
  }),
];
