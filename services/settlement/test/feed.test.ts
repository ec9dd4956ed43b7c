/** Tests the feed as municipalities read it: page by page, from a cursor, their own only. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newId } from '@seteli/kit/ids';
import { feedPayloadOf, ledgerEntryPosted, runChanged } from '@seteli/schema/events/feed';
import { brokenLinks } from './chain.ts';
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
  it('gives the same items in pages of any size', async () => {
    const whole = await world.readFeed(organiser.staff.system);
    expect(whole).toHaveLength(23);
    expect(w.isWholeChain(whole)).toBe(true);
    for (const size of [1, 7, 23]) expect(await world.readFeed(organiser.staff.system, size)).toEqual(whole);
  });

  it('goes on from the cursor, which stays while nothing is new', async () => {
    const { items, endCursor } = (await ask(undefined, { first: 20 })).data.settlementFeed;
    expect(endCursor).toBe(items.at(-1).cursor);
    const rest = (await ask(undefined, { after: endCursor })).data.settlementFeed;
    expect(rest.items.map(({ seq }: { seq: number }) => seq)).toEqual([21, 22, 23]);
    expect((await ask(undefined, { after: rest.endCursor })).data.settlementFeed).toEqual({ items: [], endCursor: rest.endCursor });
  });

  it('shows the empty feed of an organiser without items', async () => {
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
    ['that is none at all', 'abc'],
  ])('with a cursor %s', async (_, after) => {
    const { data, errors } = await ask(undefined, { after });
    expect([data, errors![0]!.extensions.code]).toEqual([null, 'CURSOR_EXPIRED']);
  });

  it.each([0, 201])('for %i items at a time', async (first) => {
    expect((await ask(undefined, { first })).errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('for another organiser, a provider and a role without the right, whether or not the organiser exists', async () => {
    const strangers = [w.newOrganiser().staff.system, organiser.staff.granter, w.biller, w.clientOf(newId())];
    for (const stranger of strangers) expect((await ask(stranger)).errors![0]!.extensions.code).toBe('FORBIDDEN');
    expect((await ask(organiser.staff.system, { organiserId: newId() })).errors![0]!.extensions.code).toBe('FORBIDDEN');
  });
});

/** An organiser with a locked, approved and exported June, a correction, and a July that collects. */
async function settled(): Promise<w.Organiser> {
  const one = await world.registered();
  const { approver, secondApprover } = one.staff;
  const visit = w.visit({
    lines: [{ totalCents: 9625n, organiserCents: 8000n, vatPermille: 255, totalVatCents: 1956n, organiserVatCents: 1625n }],
  });
  const others = [w.visit(), w.visit({ lines: [{ totalCents: 0n, organiserCents: 0n }] })];
  await world.say(one, ...[visit, ...others].map((each) => w.approved(one, each)));
  world.settlement.clock.set('2026-07-05T06:00:00Z');
  const { run } = await world.lock(approver, '2026-06');
  await world.approve(secondApprover, run!.id);
  await world.say(one, w.approved(one, { ...visit, version: 2, lines: [{ totalCents: 7700n, organiserCents: 6400n, steps: 120 }] }));
  await world.export(approver, run!.id);
  await world.say(one, w.deleted(one, others[0]!));
  world.settlement.clock.set('2026-07-02T09:00:00Z');
  return one;
}

const ofKinds = async (one: w.Organiser, args: Record<string, unknown>) => {
  const { data, errors } = await world.settlement.ask(
    one.staff.system,
    `query ($organiserId: ID!, $after: String, $first: Int, $kinds: [SettlementFeedKind!]) {
      settlementFeed(organiserId: $organiserId, after: $after, first: $first, kinds: $kinds) {
        items { seq cursor kind payload hash previousHash previousOfKind { seq hash } } endCursor newest { cursor seq hash } } }`,
    { organiserId: one.id, first: 200, ...args },
  );
  expect(errors).toBeUndefined();
  return data.settlementFeed;
};

describe('one kind', () => {
  it('can be checked alone, in pages of any size, and names the newest item of all', async () => {
    const one = await settled();
    const whole = await world.readFeed(one.staff.system);
    expect(w.isWholeChain(whole)).toBe(true);
    for (const kind of ['LEDGER_ENTRY', 'RUN']) {
      const wanted = whole.filter((item) => item.kind === kind);
      for (const first of [1, 2, 200]) {
        const items: (w.FeedItem & { previousOfKind: { seq: number; hash: string } })[] = [];
        let after: string | null = null;
        for (;;) {
          const page = await ofKinds(one, { kinds: [kind], after, first });
          expect(page.newest).toEqual({ seq: whole.length, cursor: whole.at(-1)!.cursor, hash: whole.at(-1)!.hash });
          items.push(...page.items);
          after = page.endCursor;
          if (page.items.length < first) break;
        }
        // The cursor has passed the items of the other kind, so nobody reads them again.
        expect(after).toBe(whole.at(-1)!.cursor);
        expect(items.map(({ hash }) => hash)).toEqual(wanted.map(({ hash }) => hash));
        expect(brokenLinks(items)).toEqual([]);
        for (const { payload, previousOfKind } of items) {
          const { previousofkind, previousofkindhash } = JSON.parse(payload);
          expect(previousOfKind).toEqual({ seq: Number(previousofkind), hash: previousofkindhash });
        }
        // A removed item, and a changed item.
        expect(brokenLinks(items.toSpliced(1, 1))).toEqual([items[2]!.seq]);
        expect(brokenLinks(items.with(1, { ...items[1]!, payload: items[1]!.payload.replace('"', ' "') }))).not.toEqual([]);
      }
    }
    expect((await ofKinds(one, { kinds: ['RUN', 'LEDGER_ENTRY', 'RUN'].slice(0, 2) })).items).toHaveLength(whole.length);
    expect((await ofKinds(one, { kinds: null })).items).toHaveLength(whole.length);
  });

  it('lets a newcomer begin at the newest item, and the next item names it', async () => {
    const one = await settled();
    const { newest } = await ofKinds(one, { first: 1 });
    expect((await ofKinds(one, { after: newest.cursor })).items).toEqual([]);
    await world.say(one, w.approved(one, w.visit()));
    const { items, newest: later } = await ofKinds(one, { after: newest.cursor });
    expect(items).toMatchObject([{ seq: newest.seq + 1, previousHash: newest.hash }]);
    expect(later.seq - newest.seq).toBe(1);
    const fresh = w.newOrganiser();
    expect(await ofKinds(fresh, {})).toEqual({ items: [], endCursor: null, newest: null });
  });

  it('goes on over items of an older version, which name none of their kind', async () => {
    const one = await settled();
    const { pool } = world.settlement.database;
    const [last] = (await ofKinds(one, { kinds: ['RUN'] })).items.slice(-1);
    await pool.query(
      `insert into feed_item (organiser_id, seq, id, kind, run_id, payload, hash, previous_hash)
       select organiser_id, seq + 1, uuidv7(), 'RUN', uuidv7(), '{}', encode(sha256(convert_to(hash || '{}', 'UTF8')), 'hex'), hash from feed_head where organiser_id = $1`,
      [one.id],
    );
    await pool.query(
      'update feed_head h set seq = i.seq, hash = i.hash from feed_item i where i.organiser_id = h.organiser_id and i.seq = h.seq + 1',
    );
    await world.say(one, w.approved(one, w.visit({ lines: [{ serviceMonth: '2026-07', totalCents: 9625n, organiserCents: 8000n }] })));
    world.settlement.clock.set('2026-08-05T06:00:00Z');
    await world.lock(one.staff.approver, '2026-07');
    world.settlement.clock.set('2026-07-02T09:00:00Z');
    const { items } = await ofKinds(one, { kinds: ['RUN'], after: last.cursor });
    expect(items).toMatchObject([{ previousOfKind: null }, { previousOfKind: { seq: items[0].seq, hash: items[0].hash } }]);
    expect(
      (await world.readFeed(one.staff.system)).every(
        ({ previousHash }, index, all) => index === 0 || previousHash === all[index - 1]!.hash,
      ),
    ).toBe(true);
  });

  it('is refused when the reader asks for no kind, or may not read the feed', async () => {
    const query =
      'query ($o: ID!, $kinds: [SettlementFeedKind!]) { settlementFeed(organiserId: $o, kinds: $kinds) { items { id } newest { seq } } }';
    const codeFor = async (actor: typeof organiser.staff.system, kinds: string[]) =>
      (await world.settlement.ask(actor, query, { o: organiser.id, kinds })).errors![0]!.extensions.code;
    expect(await codeFor(organiser.staff.system, [])).toBe('BAD_USER_INPUT');
    expect(await codeFor(organiser.staff.system, ['RUN', 'RUN', 'RUN'])).toBe('BAD_USER_INPUT');
    for (const stranger of [w.newOrganiser().staff.system, organiser.staff.granter, w.biller])
      expect(await codeFor(stranger, ['RUN'])).toBe('FORBIDDEN');
  });
});

it('each payload follows its contract, with no field that the contract does not explain', async () => {
  const one = await settled();
  const items = await world.readFeed(one.staff.system);
  const told = items.map(({ kind, payload, seq }) => {
    const contract = kind === 'RUN' ? runChanged : ledgerEntryPosted;
    const event = JSON.parse(payload);
    const decoded = z.decode(feedPayloadOf<z.ZodType>(contract), event);
    // Reading and writing it again gives the same: no field is unknown, and none is missing.
    expect(z.encode(feedPayloadOf<z.ZodType>(contract), decoded)).toEqual(event);
    expect([event.sequence, event.subject]).toEqual([String(seq), event.data.entryId ?? event.data.runId]);
    expect(event.data.totalCents).toBe(event.data.organiserCents + event.data.clientCents);
    return event.data.state ?? `${event.data.kind} ${event.data.cause} ${Math.sign(event.data.totalCents)}`;
  });
  expect(new Set(told)).toEqual(
    new Set([
      'ORIGINAL null 1',
      'ORIGINAL null 0',
      'LOCKED',
      'APPROVED',
      'REVERSAL CORRECTED -1',
      'REPLACEMENT CORRECTED 1',
      'EXPORTED',
      'REVERSAL CREDITED -1',
    ]),
  );
});

it('four batches at once for four organisers make four whole feeds', async () => {
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
