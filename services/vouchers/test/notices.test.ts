/** What the inbox of a client hears of their vouchers: a grant, an end that is near, and an officer's decision. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announced } from '@seteli/testing/peer';
import { vouchersTasks } from '@seteli/schema/events/vouchers';
import { endingChore } from '../src/jobs/ending.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.vouchers.clock.set(w.NOW));

type Told = { kind: string; subjectId: string; organisationKind: string; organisationId: string; dueDay: string | null };
const toldOf = async (voucherId: string): Promise<(string | null)[][]> =>
  (await announced(world.vouchers.database, vouchersTasks.noticeGiven.type))
    .map(({ data }) => data as Told)
    .filter(({ subjectId }) => subjectId === voucherId)
    .map(({ kind, organisationKind, dueDay }) => [kind, organisationKind, dueDay]);
const act = async (name: string, input: object) => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { refusal { code } } }`;
  return (await world.vouchers.ask(w.granter, query, { input: { idempotencyKey: newId(), ...input } })).data[name];
};
const lookAt = async (now: string) => {
  const { clock, database } = world.vouchers;
  clock.set(now);
  while (await endingChore({ database, clock }).run());
};
const granted = (change: object = {}) => w.grantVoucher(world, { personId: newId(), ...change });

it('a grant reaches the client once, as ids and kinds, and names nobody else’s inbox', async () => {
  const personId = newId();
  await w.introduce(world, personId);
  const input = w.grantInput({ personId });
  for (let turn = 0; turn < 2; turn++) await world.vouchers.ask(w.granter, w.GRANT, { input });
  const told = (await announced(world.vouchers.database, vouchersTasks.noticeGiven.type)).map(({ data }) => data as Told);
  const own = told.filter(({ organisationId }) => organisationId === personId);
  expect(own).toMatchObject([{ kind: 'VOUCHER_GRANTED', organisationKind: 'PERSON', dueDay: null }]);
  expect(JSON.stringify(told)).not.toMatch(/Aku|Asiakas|Salainen/);
});

it.each(['endVoucher', 'revokeVoucher'])('%s reaches the client with the last day, and a refusal reaches nobody', async (command) => {
  const voucherId = await granted();
  expect(await act(command, { voucherId, lastDay: '2026-01-15' })).toMatchObject({ refusal: { code: 'INVALID_RANGE' } });
  expect(await toldOf(voucherId)).toEqual([['VOUCHER_GRANTED', 'PERSON', null]]);
  expect(await act(command, { voucherId, lastDay: '2026-06-30' })).toEqual({ refusal: null });
  expect(await toldOf(voucherId)).toEqual([
    ['VOUCHER_GRANTED', 'PERSON', null],
    ['VOUCHER_ENDED', 'PERSON', '2026-06-30'],
  ]);
});

it('a client hears thirty days before that a voucher ends, once, and again when it is prolonged', async () => {
  const voucherId = await granted({ lastDay: '2026-08-31' });
  const near = async () => (await toldOf(voucherId)).filter(([kind]) => kind === 'VOUCHER_ENDS_SOON').map(([, , day]) => day);
  await lookAt('2026-07-31T20:59:59Z');
  expect(await near()).toEqual([]);
  await lookAt('2026-07-31T21:00:00Z');
  await lookAt('2026-08-02T09:00:00Z');
  expect(await near()).toEqual(['2026-08-31']);
  await act('extendVoucher', { voucherId, lastDay: '2026-10-31' });
  await lookAt('2026-09-01T09:00:00Z');
  expect(await near()).toEqual(['2026-08-31']);
  await lookAt('2026-10-15T09:00:00Z');
  expect(await near()).toEqual(['2026-08-31', '2026-10-31']);
});

it('nobody hears of a near end of a voucher that goes on in another, was ended, or was short from the beginning', async () => {
  const personId = newId();
  const followed = await granted({ personId, lastDay: '2026-08-31' });
  await granted({ personId, firstDay: '2026-09-01', predecessorId: followed });
  const ended = await granted({ lastDay: '2026-08-31' });
  await act('endVoucher', { voucherId: ended, lastDay: '2026-07-31' });
  const short = await granted({ firstDay: '2026-08-05', lastDay: '2026-08-31' });
  await lookAt('2026-08-10T09:00:00Z');
  for (const id of [followed, ended, short]) expect((await toldOf(id)).map(([kind]) => kind)).not.toContain('VOUCHER_ENDS_SOON');
});
