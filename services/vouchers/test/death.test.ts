/** Tests what a client's death does to their vouchers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { announced } from '@seteli/testing/peer';
import { personChanged } from '@seteli/schema/events/identity';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());

/** Carries out a mutation about vouchers and answers its result. */
async function act(name: string, input: Record<string, unknown>, actor = w.granter) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) {
    voucher { id state firstDay lastDay suspensions { id firstDay lastDay } entitlements { quantity { minutes } remaining(day: "2026-06-16") { minutes } } }
    refusal { code path remaining { minutes amount } } } }`;
  const { data, errors } = await world.vouchers.ask(actor, mutation, { input: { idempotencyKey: newId(), ...input } });
  return errors ? { error: errors[0]!.extensions.code } : data[name];
}

async function grant(change: Record<string, unknown> = {}) {
  const personId = newId();
  const voucherId = await w.grantVoucher(world, { personId, ...change });
  return { personId, voucherId, visit: (start: string, end: string) => w.visitOf(voucherId, start, end, { personId }) };
}

const lastAnswerTo = async (visit: w.RecordedVisit) => {
  await w.record(world, visit);
  return (await w.answersTo(world, visit)).at(-1)!;
};
const changes = async (voucherId: string) =>
  (await announced(world.vouchers.database)).filter(({ subject, type }) => subject === voucherId && type.includes('voucher-changed'));

describe('the client’s death', () => {
  /** Vouchers has heard once of every person to whom anything is granted. */
  const register = (personId: string, diedOn: string | null, version = 2) =>
    announce(personChanged, personId, {
      personId,
      protectedAddress: false,
      mergedInto: null,
      diedOn: diedOn === null ? null : Temporal.PlainDate.from(diedOn),
      version,
    });
  const hears = async (...news: ReturnType<typeof register>[]) => {
    await world.identity.say('national', ...news);
    await world.heard();
  };
  const seen = async (id: string, by = w.granter) => {
    const query = 'query ($id: [_Any!]!) { entities: _entities(representations: $id) { ... on Voucher { state lastDay endedBecause } } }';
    return (await world.vouchers.ask(by, query, { id: [{ __typename: 'Voucher', id }] })).data.entities[0];
  };
  const dead = { state: 'ENDED', lastDay: '2026-06-10', endedBecause: 'CLIENT_DIED' };
  const living = { state: 'ACTIVE', lastDay: '2026-12-31', endedBecause: null };

  it('ends the vouchers on its day: a visit of that day stands, and one of the next day is refused', async () => {
    const { voucherId, personId, visit } = await grant();
    const next = await w.grantVoucher(world, { personId, predecessorId: voucherId, firstDay: '2027-01-01', lastDay: '2027-12-31' });
    await hears(register(personId, '2026-06-10'), register(newId(), '2026-06-10'));
    expect([await seen(voucherId), await seen(next)]).toEqual([dead, { ...dead, lastDay: '2026-12-31' }]);
    const told = (await changes(voucherId)).map(({ data }) => data);
    expect(told).toMatchObject([{ state: 'ENDED', lastDay: '2026-06-10', version: 2, contentIds: expect.arrayContaining([w.contentA]) }]);
    const answers = [visit('2026-06-10T10:00', '2026-06-10T11:00'), visit('2026-06-11T10:00', '2026-06-11T11:00')];
    expect([await lastAnswerTo(answers[0]!), await lastAnswerTo(answers[1]!)]).toMatchObject([
      { made: true },
      { code: 'OUTSIDE_VALIDITY' },
    ]);
  });

  it('changes nothing when vouchers hears of it again, or with other news', async () => {
    const { voucherId, personId } = await grant();
    await hears(register(personId, '2026-06-10', 3), register(personId, null, 2));
    await hears(register(personId, '2026-06-10', 4));
    expect(await seen(voucherId)).toEqual(dead);
    expect(await changes(voucherId)).toHaveLength(1);
  });

  it('dated earlier by the register ends the vouchers earlier; taken back, it leaves them as decided', async () => {
    const { voucherId, personId } = await grant();
    await hears(register(personId, '2026-06-12'));
    await hears(register(personId, '2026-06-10', 3));
    expect(await seen(voucherId)).toEqual(dead);
    await hears(register(personId, null, 4));
    expect(await seen(voucherId)).toEqual(living);
    expect((await changes(voucherId)).map(({ data }) => data)).toMatchObject([
      { lastDay: '2026-06-12' },
      { lastDay: '2026-06-10' },
      { state: 'ACTIVE', lastDay: '2026-12-31', version: 4 },
    ]);
  });

  it('prevents grants, changes, and an end on another day', async () => {
    const { voucherId, personId } = await grant();
    await hears(register(personId, '2026-06-10'));
    const input = w.grantInput({ personId });
    const { data } = await world.vouchers.ask(w.granter, w.GRANT, { input });
    expect(data.grantVoucher).toMatchObject({ voucher: null, refusal: { code: 'CLIENT_DIED', path: ['personId'] } });
    expect((await act('extendVoucher', { voucherId, lastDay: '2026-12-31' })).refusal.code).toBe('WRONG_STATE');
    expect((await act('endVoucher', { voucherId, lastDay: '2026-06-16' })).refusal.code).toBe('INVALID_RANGE');
    expect((await act('suspendVoucher', { voucherId, firstDay: '2026-06-16' })).refusal.code).toBe('INVALID_RANGE');
  });

  it('is named as the reason only to an organiser that knows the person; a user who asks for the dead, or for nobody, leaves a trace of each', async () => {
    const { personId } = await grant();
    const [stranger, nobody] = [newId(), newId()];
    await hears(register(personId, '2026-06-10'), register(stranger, '2026-06-10'));
    const ask = async (id: string) =>
      (await world.vouchers.ask(w.granter, w.GRANT, { input: w.grantInput({ personId: id }) })).data.grantVoucher.refusal.code;
    const asked = [personId, stranger, nobody];
    expect([await ask(asked[0]!), await ask(asked[1]!), await ask(asked[2]!)]).toEqual(['CLIENT_DIED', 'NOT_FOUND', 'NOT_FOUND']);
    const { rows } = await world.vouchers.database.pool.query(
      `select action, user_id, organisation_id, person_id from access_log where person_id = any($1::uuid[]) and action = 'VOUCHER_NOT_GRANTED' order by at, id`,
      [asked],
    );
    const by = { action: 'VOUCHER_NOT_GRANTED', user_id: w.granter.userId, organisation_id: w.organiserId };
    expect(rows).toEqual(asked.map((id) => ({ ...by, person_id: id })));
  });

  it('ends a voucher that is granted at the same moment, whichever comes first', async () => {
    const people = Array.from({ length: 8 }, () => newId());
    await hears(...people.map((personId) => register(personId, null, 1)));
    // An organiser does not learn why it is refused for a person to whom it has granted nothing.
    for (const personId of people) await world.vouchers.ask(w.granter, w.GRANT, { input: w.grantInput({ personId }) });
    const granting = people.map((personId) => world.vouchers.ask(w.granter, w.GRANT, { input: w.grantInput({ personId }) }));
    await hears(...people.map((personId) => register(personId, '2026-06-10')));
    const outcomes = (await Promise.all(granting)).map(async ({ data: { grantVoucher: answer } }) =>
      answer.voucher ? (await seen(answer.voucher.id)).endedBecause : answer.refusal.code,
    );
    expect(await Promise.all(outcomes)).toEqual(people.map(() => 'CLIENT_DIED'));
  });

  it('concerns no other person', async () => {
    const [one, other] = [await grant(), await grant()];
    await hears(register(one.personId, '2026-06-10'));
    expect(await seen(other.voucherId)).toEqual(living);
    expect(await changes(other.voucherId)).toEqual([]);
  });
});
