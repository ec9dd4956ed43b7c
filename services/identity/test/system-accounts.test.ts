/**
 * Systems by self-service: administrators make those of their own organisation, limit them and change them, and earlier
 * tokens of a system that may do less hold no longer.
 */
import { newId } from '@seteli/kit/ids';
import { describe, expect, it } from 'vitest';
import { ADD, admin, alsoOurs, claimsOf, LIST, openSystems, ours, REVOKE, SAVE, theirs, wish } from './systems.ts';
import { actorOf, SERVICE_ID } from './world.ts';

const { world, save, made, addKey, revoke, listed, askToken, isVoid } = openSystems();

describe('an administrator', () => {
  it('makes a system with a client id of ours and no key, and changes it', async () => {
    const { systemAccount, refusal } = await save({ unitIds: [alsoOurs, ours], teamIds: [world.teamId] });
    expect(refusal).toBeNull();
    expect(systemAccount).toEqual({
      id: expect.any(String),
      version: 1,
      name: 'Toiminnanohjaus',
      clientId: expect.stringMatching(/^system-[a-z2-9]{16}$/),
      scopes: ['SYSTEM_READ', 'SYSTEM_RECORD'],
      units: [ours, alsoOurs].toSorted().map((id) => ({ id })),
      teams: [{ id: world.teamId }],
      active: true,
      keys: [],
    });
    const { id, clientId } = systemAccount;
    expect(await save({ id, name: 'Uusi nimi', scopes: ['SYSTEM_BILLING'] })).toMatchObject({
      systemAccount: { id, clientId, version: 2, name: 'Uusi nimi', scopes: ['SYSTEM_BILLING'], units: null, teams: [] },
    });
    expect(await listed(id)).toMatchObject({ version: 2, name: 'Uusi nimi' });
  });

  it('who saw an older version overwrites nothing; one key makes one system', async () => {
    const { id } = await made();
    const answers = await Promise.all(['A', 'B'].map((name) => save({ id, name, expectedVersion: 1 })));
    expect(answers.map(({ refusal }) => refusal?.code ?? null).toSorted()).toEqual(['STALE', null]);
    const idempotencyKey = newId();
    const [first, ...twins] = await Promise.all([1, 2, 3].map(() => save({ idempotencyKey, name: 'Once' })));
    expect(twins).toEqual([first, first]);
    expect(
      (await world.identity.ask(admin, LIST)).data.systemAccounts.filter(({ name }: { name: string }) => name === 'Once'),
    ).toHaveLength(1);
  });

  it.each([
    ['a scope of the other side', { scopes: ['SYSTEM_FEED'] }, 'ROLE_NOT_OF_ORGANISATION', ['scopes']],
    ['the role of a person', { scopes: ['SYSTEM_READ', 'ADMIN'] }, 'ROLE_NOT_OF_ORGANISATION', ['scopes']],
    ['a unit of another provider', { unitIds: [ours, theirs] }, 'NOT_FOUND', ['unitIds', '1']],
    ['a unit that nobody has', { unitIds: [SERVICE_ID] }, 'NOT_FOUND', ['unitIds', '0']],
    ['a team that nobody has', { teamIds: [SERVICE_ID] }, 'NOT_FOUND', ['teamIds', '0']],
    ['an id that nobody has', { id: SERVICE_ID }, 'NOT_FOUND', ['id']],
  ])('gives no system %s', async (_, change, code, path) => {
    expect(await save(change)).toEqual({ systemAccount: null, refusal: { code, path } });
  });

  it('gives an organiser’s system no unit', async () => {
    const county = { scopes: ['SYSTEM_GRANT'] };
    expect(await save({ ...county, unitIds: [ours] }, actorOf('organiser-admin'))).toMatchObject({
      refusal: { code: 'NOT_FOUND', path: ['unitIds', '0'] },
    });
    expect(await save(county, actorOf('organiser-admin'))).toMatchObject({ systemAccount: { scopes: ['SYSTEM_GRANT'], units: null } });
  });

  it('who has not identified themselves strongly sees systems and ends keys, and makes none', async () => {
    const weak = { ...admin, assurance: 'OWN' } as const;
    const { id } = await made();
    const { keyId } = await addKey(id);
    const asked = [
      [SAVE, wish({ id })],
      [ADD, { idempotencyKey: newId(), accountId: id, name: 'avain' }],
    ] as const;
    for (const [query, input] of asked)
      expect((await world.identity.ask(weak, query, { input })).errors).toMatchObject([
        { extensions: { code: 'INSUFFICIENT_USER_AUTHENTICATION' } },
      ]);
    expect(await listed(id, weak)).toMatchObject({ id });
    expect((await revoke(keyId, weak)).systemAccount.keys).toMatchObject([{ id: keyId, state: 'REVOKED' }]);
  });

  it('of another organisation finds and changes nothing of it, and learns nothing of its ids', async () => {
    const { id } = await made();
    const { keyId } = await addKey(id);
    for (const by of [actorOf('other-provider-admin'), actorOf('organiser-admin')]) {
      expect(await listed(id, by)).toBeUndefined();
      const scopes = by.organisation.kind === 'PROVIDER' ? ['SYSTEM_READ'] : ['SYSTEM_FEED'];
      for (const unknown of [false, true]) {
        expect((await save({ id: unknown ? newId() : id, scopes }, by)).refusal).toEqual({ code: 'NOT_FOUND', path: ['id'] });
        expect((await addKey(unknown ? newId() : id, {}, by)).refusal).toEqual({ code: 'NOT_FOUND', path: ['accountId'] });
        expect((await revoke(unknown ? newId() : keyId, by)).refusal).toEqual({ code: 'NOT_FOUND', path: ['keyId'] });
      }
    }
    expect(await listed(id)).toMatchObject({ version: 1, keys: [{ id: keyId, state: 'LIVE' }] });
  });

  it.each(['recorder', 'granter', 'aku', 'system', 'provider-system'] as const)('is not %s', async (persona) => {
    const by = { ...actorOf(persona), assurance: 'STRONG' } as const;
    const asked = [
      [LIST, {}],
      [SAVE, wish()],
      [ADD, { idempotencyKey: newId(), accountId: newId(), name: 'a' }],
      [REVOKE, { idempotencyKey: newId(), keyId: newId() }],
    ] as const;
    for (const [query, input] of asked)
      expect((await world.identity.ask(by, query, { input })).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('earlier tokens of a system', () => {
  it.each([
    ['get another scope', { scopes: ['SYSTEM_READ'] }, true],
    ['is limited to units', { unitIds: [ours] }, true],
    ['leaves a team', { teamIds: [] }, true],
    ['becomes passive', { active: false }, true],
    ['gets another name', { name: 'Toinen' }, false],
    ['changes in nothing', {}, false],
  ])('when it %s, by %j, are void: %s', async (_, change, expected) => {
    const { id, clientId } = await made({ teamIds: [world.teamId] });
    const { secret } = await addKey(id);
    const claims = await claimsOf(await askToken(clientId, secret));
    expect(await isVoid(claims)).toBe(false);
    expect((await save({ id, teamIds: [world.teamId], ...change })).refusal).toBeNull();
    expect(await isVoid(claims)).toBe(expected);
  });
});

it('an organisation has fifty systems at most', async () => {
  const by = actorOf('other-provider-admin');
  const answers = [];
  for (let number = 0; number < 50; number++) answers.push(await save({ name: `Järjestelmä ${number}` }, by));
  expect(answers.every(({ refusal }) => refusal === null)).toBe(true);
  expect((await save({}, by)).refusal).toEqual({ code: 'LIMIT_REACHED', path: null });
  expect((await save({ id: answers[0].systemAccount.id, name: 'Uusi' }, by)).refusal).toBeNull();
  expect((await world.identity.ask(by, LIST)).data.systemAccounts).toHaveLength(50);
});
