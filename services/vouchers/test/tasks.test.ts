/**
 * Tests the tasks of an organiser: decisions that a published fall replaces (rules 15), services of declined vouchers
 * that it arranges otherwise (R31), and clients who moved.
 */
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { announced } from '@seteli/testing/peer';
import { clientMoved, personChanged } from '@seteli/schema/events/identity';
import { vouchersTasks } from '@seteli/schema/events/vouchers';
import { hearOfMoves } from '../src/commands/residence.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());

async function ask(actor: Actor, operation: string, name: string, variables: Record<string, unknown>) {
  const { data, errors } = await world.vouchers.ask(actor, operation, variables);
  return errors ? { error: errors[0]!.extensions.code } : data[name];
}

describe('15: a published fall lists the vouchers whose decisions it replaces', () => {
  const [serviceId, content, other] = [newId(), newId(), newId()];
  const REPLACE = `query ($serviceId: ID!, $firstDay: Date!, $first: Int!, $after: String) {
    decisionsToReplace(serviceId: $serviceId, firstDay: $firstDay, first: $first, after: $after) {
      edges { node { voucher { id } falls { content { id } before after } } } pageInfo { hasNextPage endCursor } } }`;
  type Page = { edges: { node: { voucher: { id: string }; falls: unknown[] } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
  const listed = (change: Record<string, unknown> = {}, actor: Actor = w.granter): Promise<Page> =>
    ask(actor, REPLACE, 'decisionsToReplace', { serviceId, firstDay: '2026-08-01', first: 50, ...change });
  const publish = (firstDay: string, value: string) =>
    world.vouchers.ask(w.administrator, w.PUBLISH_VALUES, {
      input: {
        idempotencyKey: newId(),
        serviceId,
        firstDay,
        values: [
          { contentId: content, value },
          { contentId: other, value: '20.00' },
        ],
      },
    });
  const grant = (change: Record<string, unknown> = {}) =>
    w.grantVoucher(world, {
      personId: newId(),
      serviceId,
      entitlements: [{ contentIds: [content, other], minutes: 600, recurrence: 'MONTH' }],
      ...change,
    });

  it('page by page, with old and new values; without vouchers that end before, have their own value, or were granted later', async () => {
    await world.registry.say(w.organiserId, w.publication({ serviceId, contents: [w.contentOf(content), w.contentOf(other)] }));
    await world.heard();
    await publish('2026-01-01', '32.00');
    const following = [await grant(), await grant(), await grant()];
    const declined = await grant();
    await ask(
      w.granter,
      'mutation ($input: DeclineVoucherInput!) { declineVoucher(input: $input) { refusal { code } } }',
      'declineVoucher',
      {
        input: { idempotencyKey: newId(), voucherId: declined },
      },
    );
    await grant({ lastDay: '2026-07-31' });
    await grant({ ownValue: { contents: [{ contentId: content, value: '33.00' }] } });
    await publish('2026-08-01', '30.00');
    await world.vouchers.database.pool.query(`update voucher set granted_at = granted_at + interval '1 second' where id = $1`, [
      await grant(),
    ]);
    const falls = [{ content: { id: content }, before: '32.00', after: '30.00' }];
    const first = await listed({ first: 2 });
    expect(first.edges).toEqual([following[2], following[1]].map((id) => ({ node: { voucher: { id }, falls } })));
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = await listed({ first: 2, after: first.pageInfo.endCursor });
    expect(rest.edges).toEqual([{ node: { voucher: { id: following[0] }, falls } }]);
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  it('for the organiser’s staff only; empty for a day without a table and for another county', async () => {
    expect((await listed({ firstDay: '2026-08-02' })).edges).toEqual([]);
    expect((await listed({}, w.otherGranter)).edges).toEqual([]);
    expect(await listed({}, w.client)).toEqual({ error: 'FORBIDDEN' });
    expect(await listed({}, w.recorder)).toEqual({ error: 'FORBIDDEN' });
  });
});

describe('R31: a declined voucher is a task of the organiser', () => {
  const FIELDS =
    'voucher { id } reason declinedBy { id organisationKind roles } declinedAt arrangement { kind note arrangedBy { id } arrangedAt }';
  const LIST = `query ($arranged: Boolean!) { declinedVouchers(arranged: $arranged) { edges { node { ${FIELDS} } } } }`;
  const DECLINE = `mutation ($input: DeclineVoucherInput!) { declineVoucher(input: $input) { voucher { state } refusal { code } } }`;
  const ARRANGE = `mutation ($input: ArrangeOtherwiseInput!) { arrangeOtherwise(input: $input) { declinedVoucher { ${FIELDS} } refusal { code path } } }`;
  const of = async (voucherId: string, arranged = false, actor: Actor = w.granter) => {
    const answer = await ask(actor, LIST, 'declinedVouchers', { arranged });
    return (
      answer.error ??
      answer.edges
        .map(({ node }: { node: { voucher: { id: string } } }) => node)
        .find(({ voucher }: { voucher: { id: string } }) => voucher.id === voucherId)
    );
  };
  const decline = (voucherId: string, reason?: string, actor: Actor = w.client) =>
    ask(actor, DECLINE, 'declineVoucher', { input: { idempotencyKey: newId(), voucherId, reason } });
  const arrange = (voucherId: string, change: Record<string, unknown> = {}, actor: Actor = w.granter) =>
    ask(actor, ARRANGE, 'arrangeOtherwise', { input: { idempotencyKey: newId(), voucherId, kind: 'OWN_PRODUCTION', ...change } });

  it('waits with the client’s reason until an officer records the arrangement, once', async () => {
    const voucherId = await w.grantVoucher(world);
    expect((await arrange(voucherId)).refusal).toEqual({ code: 'WRONG_STATE', path: ['voucherId'] });
    await decline(voucherId, 'En halua seteliä.');
    expect((await arrange(voucherId, { expectedVersion: 1 })).refusal).toEqual({ code: 'STALE', path: ['expectedVersion'] });
    const waiting = {
      voucher: { id: voucherId },
      reason: 'En halua seteliä.',
      // The client's own acts name them to nobody.
      declinedBy: { id: null, organisationKind: 'PERSON', roles: ['CLIENT'] },
      declinedAt: '2026-06-16T09:00:00.000Z',
    };
    expect(await of(voucherId)).toEqual({ ...waiting, arrangement: null });
    const again = { idempotencyKey: newId(), note: 'Kotihoito aloittaa 1.7.' };
    const done = await arrange(voucherId, again);
    const arrangement = {
      kind: 'OWN_PRODUCTION',
      note: 'Kotihoito aloittaa 1.7.',
      arrangedBy: { id: w.granter.userId },
      arrangedAt: '2026-06-16T09:00:00.000Z',
    };
    expect(done).toEqual({ declinedVoucher: { ...waiting, arrangement }, refusal: null });
    const told = (await announced(world.vouchers.database)).flatMap(({ type, data }) => {
      const { kind, subjectId, organisationId, roles } = data as Record<string, unknown>;
      return subjectId === voucherId && !type.includes('.notice-') ? [[type.split('.')[3], kind, organisationId, roles]] : [];
    });
    expect(told).toEqual(['task-opened', 'task-closed'].map((name) => [name, 'DECLINED_VOUCHER', w.organiserId, ['GRANTER']]));
    expect(await arrange(voucherId, again)).toEqual(done);
    expect((await arrange(voucherId, { kind: 'PURCHASED' })).refusal.code).toBe('WRONG_STATE');
    expect([await of(voucherId), await of(voucherId, true)]).toEqual([undefined, { ...waiting, arrangement }]);
    expect(JSON.stringify(await announced(world.vouchers.database))).not.toContain('En halua');
  });

  it('waits also when the client declined before reasons were kept', async () => {
    const voucherId = await w.grantVoucher(world);
    await world.vouchers.database.pool.query(`update voucher set state = 'DECLINED' where id = $1`, [voucherId]);
    const nothing = { reason: null, declinedBy: null, declinedAt: null };
    expect(await of(voucherId)).toEqual({ voucher: { id: voucherId }, ...nothing, arrangement: null });
    expect((await arrange(voucherId)).declinedVoucher.arrangement.kind).toBe('OWN_PRODUCTION');
  });

  it('belongs to the organiser: nobody else lists or arranges it, and too long texts are refused', async () => {
    const voucherId = await w.grantVoucher(world);
    expect(await decline(voucherId, 'x'.repeat(501))).toEqual({ error: 'BAD_USER_INPUT' });
    await decline(voucherId, 'x'.repeat(500));
    expect(await of(voucherId, false, w.otherGranter)).toBeUndefined();
    expect((await arrange(voucherId, {}, w.otherGranter)).refusal).toEqual({ code: 'NOT_FOUND', path: ['voucherId'] });
    for (const actor of [w.client, w.recorder]) {
      expect(await of(voucherId, false, actor)).toBe('FORBIDDEN');
      expect(await arrange(voucherId, {}, actor)).toEqual({ error: 'FORBIDDEN' });
    }
    expect(await arrange(voucherId, {}, w.administrator)).toEqual({ error: 'FORBIDDEN' });
    expect(await arrange(voucherId, { note: 'x'.repeat(501) })).toEqual({ error: 'BAD_USER_INPUT' });
    expect((await of(voucherId)).reason).toHaveLength(500);
  });
});

describe('a client who moves out of the organiser’s area', () => {
  const moved = (personId: string, livesInArea: boolean, version: number, organiserId = w.organiserId) =>
    announce(clientMoved, personId, { personId, organiserId, livesInArea, version });
  const hears = async (...news: ReturnType<typeof moved>[]) => {
    await world.identity.say('national', ...news);
    await world.heard();
  };
  const LIST = '{ vouchersOfMovedClients(first: 200) { edges { node { voucher { id state lastDay } toldAt } } } }';
  const listed = async (actor = w.granter): Promise<string[]> =>
    (await ask(actor, LIST, 'vouchersOfMovedClients', {})).edges.map(({ node }: { node: { voucher: { id: string } } }) => node.voucher.id);
  const act = (name: 'keepVoucher' | 'endVoucher', input: Record<string, unknown>, actor = w.granter) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const operation = `mutation ($input: ${type}!) { ${name}(input: $input) { voucher { id state lastDay } refusal { code path } } }`;
    return ask(actor, operation, name, { input: { idempotencyKey: newId(), ...input } });
  };
  const grantFor = (personId: string, change: Record<string, unknown> = {}) => w.grantVoucher(world, { personId, ...change });
  const toldOf = async (voucherId: string) =>
    (await announced(world.vouchers.database))
      .filter(({ type, data }) => (data as { subjectId?: string }).subjectId === voucherId && type.includes('.task-'))
      .map(({ type }) => type.split('.')[3]);

  it('keeps their vouchers until a granter ends or keeps each; other counties hear nothing', async () => {
    const personId = newId();
    const [kept, ended] = [await grantFor(personId), await grantFor(personId)];
    const over = await grantFor(personId, { lastDay: '2026-06-15' });
    await hears(moved(personId, false, 2), moved(newId(), false, 2));
    expect(await listed()).toEqual([ended, kept]);
    expect(await listed(w.otherGranter)).toEqual([]);
    // Only those who decide about a client, or work with them, learn where they live.
    expect(await listed(w.administrator)).toEqual([]);
    const tasks = await announced(world.vouchers.database, vouchersTasks.taskOpened.type);
    const decides = tasks.find(({ data }) => (data as { subjectId?: string }).subjectId === kept);
    expect(decides!.data).toMatchObject({ kind: 'CLIENT_MOVED', roles: ['GRANTER'] });
    expect(await ask(w.recorder, LIST, 'vouchersOfMovedClients', {})).toEqual({ error: 'FORBIDDEN' });
    expect((await act('keepVoucher', { voucherId: kept }, w.otherGranter)).refusal).toMatchObject({ code: 'NOT_FOUND' });
    expect(await act('keepVoucher', { voucherId: kept })).toMatchObject({
      voucher: { state: 'ACTIVE', lastDay: '2026-12-31' },
      refusal: null,
    });
    expect((await act('keepVoucher', { voucherId: kept })).refusal).toMatchObject({ code: 'WRONG_STATE' });
    expect((await act('keepVoucher', { voucherId: over })).refusal).toMatchObject({ code: 'WRONG_STATE' });
    expect(await act('endVoucher', { voucherId: ended, lastDay: '2026-06-30' })).toMatchObject({ voucher: { state: 'ENDED' } });
    expect(await listed()).toEqual([]);
    for (const id of [kept, ended]) expect(await toldOf(id)).toEqual(['task-opened', 'task-closed']);
    expect(await toldOf(over)).toEqual([]);
  });

  it('is heard of once, in any order; moving back or dying closes the task, moving out again opens one', async () => {
    const [comesBack, dies] = [newId(), newId()];
    const [one, other] = [await grantFor(comesBack), await grantFor(dies)];
    await hears(moved(comesBack, false, 2), moved(comesBack, false, 2), moved(dies, false, 2));
    expect(await listed()).toEqual([other, one]);
    const diedOn = Temporal.PlainDate.from('2026-06-10');
    await world.identity.say(
      'national',
      announce(personChanged, dies, { personId: dies, protectedAddress: false, mergedInto: null, diedOn, version: 3 }),
    );
    await hears(moved(comesBack, true, 4), moved(comesBack, false, 3));
    expect(await listed()).toEqual([]);
    await hears(moved(comesBack, false, 5));
    expect(await listed()).toEqual([one]);
    expect(await toldOf(one)).toEqual(['task-opened', 'task-closed', 'task-opened']);
  });

  it('leaves no task when a granter ends the voucher at the same moment', async () => {
    const personId = newId();
    const voucherId = await grantFor(personId);
    let ending: Promise<unknown> | undefined;
    await world.vouchers.database.transaction(async (tx) => {
      await hearOfMoves(tx, [{ personId, organiserId: w.organiserId, livesInArea: false, version: 2 }], {
        now: world.vouchers.clock.now(),
      });
      ending = act('endVoucher', { voucherId, lastDay: '2026-06-30' });
      await Promise.race([ending, setTimeout(500)]);
    });
    expect(await ending).toMatchObject({ refusal: null });
    expect(await listed()).not.toContain(voucherId);
    expect(await toldOf(voucherId)).toEqual(['task-opened', 'task-closed']);
  });

  it('leaves another county’s vouchers alone', async () => {
    const personId = newId();
    const voucherId = await grantFor(personId);
    await hears(moved(personId, false, 2, w.otherOrganiserId));
    expect(await listed()).not.toContain(voucherId);
    expect(await toldOf(voucherId)).toEqual([]);
  });
});
