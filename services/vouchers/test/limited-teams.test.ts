/** People in a team that is for one client grant to, see and open the vouchers of that client only. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import * as w from './world.ts';

let world: w.World;
const [mia, other] = [newId(), newId()];
const [office, team] = [newId(), newId()];
const granter = w.actor('ORGANISER', w.organiserId, ['GRANTER'], [office]);
const recorder = w.actor('PROVIDER', w.providerId, ['RECORDER'], [team]);
beforeAll(async () => {
  world = await w.openWorld();
  await world.identity.say(
    'national',
    w.teamOf(office, 'ORGANISER', w.organiserId, { personIds: [mia] }),
    w.teamOf(team, 'PROVIDER', w.providerId, { personIds: [mia], unitIds: [newId()] }),
  );
  await world.heard();
});
afterAll(() => world.stop());

const grantFor = async (personId: string) => {
  await w.introduce(world, personId);
  const { data } = await world.vouchers.ask(granter, w.GRANT, { input: w.grantInput({ personId }) });
  return data.grantVoucher;
};

it('a granter grants to the client of their team, and the service is not there for another', async () => {
  expect(await grantFor(mia)).toMatchObject({ refusal: null });
  expect(await grantFor(other)).toMatchObject({ voucher: null, refusal: { code: 'NOT_FOUND', path: ['serviceId'] } });
});

it('both sides see and open the vouchers of that client, and as if there were no others', async () => {
  const ids = [await w.grantVoucher(world, { personId: mia }), await w.grantVoucher(world, { personId: other })];
  const SEE = 'query ($id: ID!) { voucher(id: $id) { id voucherNumber clientCard { name } } }';
  const NUMBER = 'query ($number: String!) { voucherByNumber(voucherNumber: $number) { id } }';
  const numbers = await Promise.all(
    ids.map(async (id) => (await world.vouchers.ask(w.granter, SEE, { id })).data.voucher.voucherNumber as string),
  );
  for (const who of [granter, recorder]) {
    const seen = await Promise.all(ids.map(async (id) => (await world.vouchers.ask(who, SEE, { id })).data.voucher?.id ?? null));
    expect(seen).toEqual([ids[0], null]);
    const opened = await Promise.all(
      numbers.map(async (number) => (await world.vouchers.ask(who, NUMBER, { number })).data.voucherByNumber?.id ?? null),
    );
    expect(opened).toEqual([ids[0], null]);
  }
  const LIST = '{ vouchers(first: 100) { totalCount edges { node { id } } } }';
  const { vouchers } = (await world.vouchers.ask(granter, LIST)).data;
  const listed = vouchers.edges.map(({ node }: { node: { id: string } }) => node.id);
  expect([listed.includes(ids[0]!), listed.includes(ids[1]!), listed.length]).toEqual([true, false, vouchers.totalCount]);
});
