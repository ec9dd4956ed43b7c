/** Finds pages and counts of what belongs to each of several owners. One query serves all owners with the same wish. */
import DataLoader from 'dataloader';
import { isId, type Id } from './ids.ts';

type Wanted<W> = { readonly id: Id; readonly wanted: W };
export type OfEach<W, Found> = DataLoader<Wanted<W>, Found, string>;

export const ofEach = <W, Found>(find: (ids: readonly Id[], wanted: W) => Promise<ReadonlyMap<Id, Found>>, none: Found): OfEach<W, Found> =>
  new DataLoader<Wanted<W>, Found, string>(
    async (keys) => {
      const found = new Map<string, ReadonlyMap<Id, Found>>();
      for (const [name, asked] of Map.groupBy(keys, ({ wanted }) => JSON.stringify(wanted))) {
        const ids = asked.map(({ id }) => id).filter(isId);
        found.set(name, await find(ids, asked[0]!.wanted));
      }
      return keys.map(({ id, wanted }) => found.get(JSON.stringify(wanted))?.get(id) ?? none);
    },
    { cacheKeyFn: ({ id, wanted }) => `${id} ${JSON.stringify(wanted)}` },
  );
