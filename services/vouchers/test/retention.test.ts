/** Vouchers go when no law keeps them any longer, and an organiser's erasure takes what no law keeps at once. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { announced } from '@seteli/testing/peer';
import { personErased, restrictionChanged } from '@seteli/schema/events/identity';
import { clientForgotten } from '@seteli/schema/events/vouchers';
import { removePast } from '../src/commands/forgetting.ts';
import { findRetention } from '../src/store/client-case.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
afterEach(() => world.vouchers.clock.set('2026-06-16T09:00:00Z'));

const CARD = {
  name: 'Aku Asiakas',
  streetAddress: 'Salainen kuja 1',
  postalCode: '33100',
  municipality: 'Tampere',
  phone: null,
  email: null,
};
const NAME_ONLY = { ...CARD, streetAddress: null, postalCode: null, municipality: null };

/** A client with a voucher until the end of 2026, and a visit. */
async function served(change: Record<string, unknown> = {}) {
  const personId = newId();
  const voucherId = await w.grantVoucher(world, { personId, ...change });
  await w.record(world, w.visitOf(voucherId, '2026-06-15T08:00', '2026-06-15T09:00', { personId }));
  return { personId, voucherId, client: { personId, organiserId: w.organiserId } };
}
const sql = async (text: string, id: string) => (await world.vouchers.database.pool.query(text, [id])).rows;
const cardOf = async (voucherId: string) => (await sql('select client_card from voucher where id = $1', voucherId))[0]?.client_card;
const LEFT = `select (select count(*) from voucher where id = $1) + (select count(*) from allocation where voucher_id = $1)
  + (select count(*) from entitlement where voucher_id = $1) + (select count(*) from entitlement_content where voucher_id = $1) as left`;
const left = async (voucherId: string) => Number((await sql(LEFT, voucherId))[0].left);
async function removeOn(day: string): Promise<void> {
  world.vouchers.clock.set(`${day}T09:00:00Z`);
  while (await removePast({ database: world.vouchers.database, clock: world.vouchers.clock }, 1));
}
const forgotten = async (personId: string) =>
  (await announced(world.vouchers.database, clientForgotten.type)).filter(({ subject }) => subject === personId).map(({ data }) => data);
const hears = async (...news: ReturnType<typeof announce>[]) => {
  await world.identity.say('national', ...news);
  await world.heard();
};
const erases = (personId: string, organiserId = w.organiserId, isForgotten = false) =>
  hears(announce(personErased, personId, { personId, organiserId, forgotten: isForgotten }));
const restricts = (personId: string, ground: 'LEGAL_CLAIM' | 'KEPT_BY_LAW') =>
  hears(announce(restrictionChanged, personId, { personId, organiserId: w.organiserId, restricted: true, ground, version: 1 }));

describe('as years pass', () => {
  test('a voucher stays ten years after its last day and not longer, and takes its visits and entitlements with it', async () => {
    const { personId, voucherId, client } = await served();
    await removeOn('2036-12-31');
    expect(await left(voucherId)).toBeGreaterThan(3);
    await removeOn('2037-01-01');
    expect(await left(voucherId)).toBe(0);
    await removeOn('2037-01-02');
    expect(await forgotten(personId)).toEqual([client]);
  });

  test('a fee decision stays twelve years', async () => {
    const { personId, voucherId } = await served();
    await sql(`update voucher set income = '{"monthlyIncomeCents":"100000","persons":1}' where id = $1 returning id`, voucherId);
    await removeOn('2038-12-31');
    expect(await left(voucherId)).toBeGreaterThan(0);
    await removeOn('2039-01-01');
    expect([await left(voucherId), (await forgotten(personId)).length]).toEqual([0, 1]);
  });

  test('a later voucher of the same organiser keeps the earlier ones', async () => {
    const { personId, voucherId } = await served();
    const later = await w.grantVoucher(world, { personId, firstDay: '2027-01-01', lastDay: '2027-12-31' });
    await removeOn('2037-12-31');
    expect(await left(voucherId)).toBeGreaterThan(0);
    await removeOn('2038-01-01');
    expect([await left(voucherId), await left(later)]).toEqual([0, 0]);
  });

  test('a client keeps what they need for a legal claim, and what a law kept after an erasure goes', async () => {
    const [claims, erased] = [await served(), await served()];
    await restricts(claims.personId, 'LEGAL_CLAIM');
    await restricts(erased.personId, 'KEPT_BY_LAW');
    await removeOn('2040-01-01');
    expect([(await left(claims.voucherId)) > 0, await left(erased.voucherId)]).toEqual([true, 0]);
  });
});

describe('an erasure', () => {
  test('leaves the card of a client who still has a voucher', async () => {
    const { personId, voucherId } = await served();
    await erases(personId);
    expect(await cardOf(voucherId)).toEqual(CARD);
  });

  test('takes from the card all but the name when the case has ended, for that organiser only', async () => {
    const { personId, voucherId, client } = await served();
    world.vouchers.clock.set('2027-06-01T09:00:00Z');
    await erases(personId, newId());
    expect(await cardOf(voucherId)).toEqual(CARD);
    await erases(personId);
    await erases(personId);
    expect([await cardOf(voucherId), (await left(voucherId)) > 0]).toEqual([NAME_ONLY, true]);
    expect(await findRetention(world.vouchers.database.reader, client)).toEqual([
      { retentionClass: 'CONTACT_DATA', records: 1, countsFrom: null },
      { retentionClass: 'CLIENT_DOCUMENTS', records: 1, countsFrom: Temporal.PlainDate.from('2026-12-31') },
    ]);
  });

  test('takes all of a case that no law keeps, and nobody grants anything to whom identity forgot', async () => {
    const { personId, voucherId, client } = await served();
    world.vouchers.clock.set('2037-01-01T09:00:00Z');
    await erases(personId, w.organiserId, true);
    expect([await left(voucherId), await forgotten(personId)]).toEqual([0, [client]]);
    const { data } = await world.vouchers.ask(w.granter, w.GRANT, {
      input: w.grantInput({ personId, firstDay: '2037-01-01', lastDay: '2037-12-31' }),
    });
    expect(data.grantVoucher.refusal).toMatchObject({ code: 'NOT_FOUND', path: ['personId'] });
  });
});
