/** An empty installation gets its first operator once, from whoever may write its database. */
import type { Id } from '@seteli/kit/ids';
import { PERSONAS } from '@seteli/local/personas';
import { PLATFORM } from '@seteli/schema/actors';
import { announced } from '@seteli/testing/peer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFirstOperator } from '../src/commands/operator.ts';
import { registerPerson } from '../src/commands/person.ts';
import { json } from '@seteli/local/browser';
import { decodeJwt } from 'jose';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  // The demonstration's own operator would be the first.
  await world.identity.database.pool.query(`delete from user_account where organisation_kind = 'PLATFORM'`);
});
afterAll(() => world.stop());

const { checker, granter } = { checker: PERSONAS.checker.person, granter: PERSONAS.granter.person };
const first = (identityCode: string) => makeFirstOperator(world.desk, { identityCode, givenNames: 'Oili', familyName: 'Operaattori' });
const newsOf = async () => (await announced(world.identity.database, 'fi.seteli.identity.person-changed.v1')).length;
const operators = async () =>
  (
    await world.identity.database.pool.query<{ id: Id; roles: string[] }>(
      `select id, roles from user_account where organisation_kind = 'PLATFORM' and organisation_id = $1`,
      [PLATFORM.id],
    )
  ).rows;

test.each(['', '150385-9014', '131052-308T'])(
  '%j is no identity code of a development system, and makes nobody an operator',
  async (code) => {
    expect(await first(code)).toMatchObject({ refusal: { code: 'INVALID_IDENTITY_CODE' } });
    expect(await operators()).toEqual([]);
  },
);

test('of several who ask at the same moment one becomes the operator; the same person again stays it, anybody else is refused', async () => {
  await registerPerson(world.desk, { ...checker, protectedAddress: true, diedOn: null, organiserIds: [] });
  const before = await newsOf();
  const [one, two, other] = await Promise.all([first(checker.identityCode), first(checker.identityCode), first(granter.identityCode)]);
  const made = await operators();
  expect(made).toMatchObject([{ roles: ['OPERATOR'] }]);
  const winners = [one, two, other].filter(({ accepted }) => accepted);
  expect(winners.filter((each) => each.accepted && each.value.isNew)).toHaveLength(1);
  const [winner, loser] = one.accepted ? [checker, granter] : [granter, checker];
  expect(await first(winner.identityCode)).toEqual({ accepted: true, value: { userId: made[0]!.id, isNew: false } });
  expect(await first(loser.identityCode)).toEqual({ accepted: false, refusal: { code: 'OPERATOR_EXISTS' } });
  // Known persons stay as they are, a protected address included.
  expect(await newsOf()).toBe(before);
  const { rows } = await world.identity.database.pool.query('select protected_address from person where id = $1', [checker.id]);
  expect(rows).toEqual([{ protected_address: true }]);

  const browser = await world.signedIn(one.accepted ? 'checker' : 'granter');
  const answer = await browser.send(new URL(world.url('/sign-in/token')), json({ organisation: PLATFORM.id }));
  const { access_token: token } = (await answer.json()) as { access_token: string };
  expect(decodeJwt(token)).toMatchObject({ org: PLATFORM, roles: ['OPERATOR'] });
});

test('a person whom nobody knew becomes known with the operator, and stays known to others by id only', async () => {
  await world.identity.database.pool.query(`delete from user_account where organisation_kind = 'PLATFORM'`);
  const before = await newsOf();
  // Artificial, and no persona's.
  expect(await first('010170-999R')).toMatchObject({ accepted: true, value: { isNew: true } });
  expect(await newsOf()).toBe(before + 1);
  expect(await operators()).toHaveLength(1);
});
