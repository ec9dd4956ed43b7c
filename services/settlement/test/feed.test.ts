/** The feed as municipalities read it: page by page, from a cursor, their own only. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import * as w from './world.ts';

let world: w.World;
let organiser: w.Organiser;
beforeAll(async () => {
  world = await w.openWorld('2026-07-02T09:00:00Z');
  organiser = w.newOrganiser();
  await world.register(organiser);
  await world.say(organiser, ...Array.from({ length: 23 }, () => w.approved(organiser, w.visit())));
});
afterAll(() => world.stop());

const ask = (actor = organiser.staff.system, args: Record<string, unknown> = {}) =>
  world.settlement.ask(
    actor,
    `query ($organiserId: ID!, $after: String, $first: Int) {
      settlementFeed(organiserId: $organiserId, after: $after, first: $first) { items { id seq cursor visit { id } run { id } } endCursor }
    }`,
    { organiserId: organiser.id, ...args },
  );

describe('reading', () => {
  it('gives the same items by pages of any size as in one', async () => {
    const whole = await world.readFeed(organiser.staff.system);
    expect(whole).toHaveLength(23);
    expect(w.isWholeChain(whole)).toBe(true);
    for (const size of [1, 7, 23]) expect(await world.readFeed(organiser.staff.system, size)).toEqual(whole);
  });

  it('goes on from the cursor, which stays when there is nothing new', async () => {
    const { items, endCursor } = (await ask(undefined, { first: 20 })).data.settlementFeed;
    expect(endCursor).toBe(items.at(-1).cursor);
    const rest = (await ask(undefined, { after: endCursor })).data.settlementFeed;
    expect(rest.items.map(({ seq }: { seq: number }) => seq)).toEqual([21, 22, 23]);
    expect((await ask(undefined, { after: rest.endCursor })).data.settlementFeed).toEqual({ items: [], endCursor: rest.endCursor });
  });

  it('shows the empty feed of an organiser to whom nothing has happened', async () => {
    const fresh = w.newOrganiser();
    expect((await ask(fresh.staff.system, { organiserId: fresh.id })).data.settlementFeed).toEqual({ items: [], endCursor: null });
  });

  it('finds an item by its id, for its organiser only', async () => {
    const [item] = (await ask(undefined, { first: 1 })).data.settlementFeed.items;
    const entity = async (actor: typeof organiser.staff.system) =>
      (
        await world.settlement.ask(
          actor,
          'query ($reps: [_Any!]!) { found: _entities(representations: $reps) { ... on SettlementFeedItem { seq cursor } } }',
          {
            reps: [{ __typename: 'SettlementFeedItem', id: item.id }],
          },
        )
      ).data.found;
    expect(await entity(organiser.staff.system)).toEqual([{ seq: 1, cursor: item.cursor }]);
    expect(await entity(w.newOrganiser().staff.system)).toEqual([null]);
  });
});

describe('is refused', () => {
  it.each([
    ['of another epoch', '2.5'],
    ['beyond the newest item', '1.24'],
    ['that is none', 'abc'],
  ])('with a cursor %s', async (_, after) => {
    const { data, errors } = await ask(undefined, { after });
    expect([data, errors![0]!.extensions.code]).toEqual([null, 'CURSOR_EXPIRED']);
  });

  it.each([0, 201])('for %i items at a time', async (first) => {
    expect((await ask(undefined, { first })).errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('to another organiser, to a provider and to a role without it, whether or not the organiser exists', async () => {
    const strangers = [w.newOrganiser().staff.system, organiser.staff.granter, w.biller, w.clientOf(newId())];
    for (const stranger of strangers) expect((await ask(stranger)).errors![0]!.extensions.code).toBe('FORBIDDEN');
    expect((await ask(organiser.staff.system, { organiserId: newId() })).errors![0]!.extensions.code).toBe('FORBIDDEN');
  });
});

it('four batches at once to four organisers give four whole feeds', async () => {
  const organisers = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const one = w.newOrganiser();
      await world.register(one);
      return one;
    }),
  );
  await Promise.all(
    organisers.flatMap((one) =>
      [1, 2, 3].map(() => world.bookings.say(one.id, ...Array.from({ length: 15 }, () => w.approved(one, w.visit())))),
    ),
  );
  await world.heard();
  for (const one of organisers) {
    const items = await world.readFeed(one.staff.system);
    expect([items.length, w.isWholeChain(items)]).toEqual([45, true]);
  }
});
