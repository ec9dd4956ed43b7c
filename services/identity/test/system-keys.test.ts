/**
 * Keys of systems: shown once, two at a time, ended at once or on their last day, with the tokens that they opened.
 */
import { newId } from '@seteli/kit/ids';
import { COMPANY } from '@seteli/local/personas';
import { describe, expect, it } from 'vitest';
import { admin, claimsOf, openSystems, ours } from './systems.ts';

const { world, save, made, addKey, revoke, listed, askToken, isVoid } = openSystems();

describe('a key', () => {
  it('shows its secret once: no list, no repetition and no table has it again', async () => {
    const { id, clientId } = await made({ unitIds: [ours], teamIds: [world.teamId] });
    const idempotencyKey = newId();
    const [first, ...twins] = await Promise.all([1, 2].map(() => addKey(id, { idempotencyKey })));
    const [shown, hidden] = first.secret ? [first, twins[0]] : [twins[0], first];
    expect(shown).toMatchObject({
      keyId: expect.any(String),
      secret: expect.stringMatching(/^[\w-]{43}$/),
      systemAccount: { keys: [{ name: 'avain', state: 'LIVE', madeBy: { id: admin.userId }, lastUsedAt: null }] },
    });
    const again = { systemAccount: null, keyId: null, secret: null, refusal: { code: 'KEY_ALREADY_SHOWN', path: ['idempotencyKey'] } };
    expect(hidden).toEqual(again);
    expect(await addKey(id, { idempotencyKey })).toEqual(again);
    expect(JSON.stringify(await listed(id))).not.toContain(shown.secret);
    const { pool } = world.identity.database;
    for (const table of ['idempotency_answer', 'idempotency', 'system_key', 'outbox', 'access_log']) {
      const { rows } = await pool.query(`select t::text as row from "${table}" t`);
      expect(rows.filter(({ row }) => row.includes(shown.secret))).toEqual([]);
    }
    expect(await claimsOf(await askToken(clientId, shown.secret))).toMatchObject({
      sub: id,
      org: { kind: 'PROVIDER', id: COMPANY.id },
      roles: ['SYSTEM_READ', 'SYSTEM_RECORD'],
      teams: [world.teamId],
      units: [ours],
      sid: shown.keyId,
    });
  });

  it('is one of two at a time, so that a system changes from one to the next without a gap', async () => {
    const { id, clientId } = await made();
    const keys = await Promise.all([addKey(id), addKey(id), addKey(id)]);
    const [old, next] = keys.filter(({ refusal }) => refusal === null);
    expect(keys.filter(({ refusal }) => refusal !== null)).toMatchObject([{ secret: null, refusal: { code: 'LIMIT_REACHED' } }]);
    const [byOld, byNext] = [await claimsOf(await askToken(clientId, old.secret)), await claimsOf(await askToken(clientId, next.secret))];
    const { systemAccount } = await revoke(old.keyId);
    expect(systemAccount.keys.find((key: { id: string }) => key.id === old.keyId)).toMatchObject({
      state: 'REVOKED',
      endedAt: expect.any(String),
    });
    // The old key's tokens end with it, and the next key's hold.
    expect([await isVoid(byOld), await isVoid(byNext)]).toEqual([true, false]);
    expect((await askToken(clientId, old.secret)).status).toBe(401);
    expect((await askToken(clientId, next.secret)).status).toBe(200);
    // The place is free again, and a repetition changes nothing.
    expect(await revoke(old.keyId)).toEqual({ systemAccount: await listed(id), refusal: null });
    expect((await addKey(id)).refusal).toBeNull();
  });

  it('that is revoked, expired or of a passive system is refused as an unknown one is', async () => {
    const { id, clientId } = await made();
    const { secret, keyId } = await addKey(id);
    const answerTo = async (name: string, given: string) => {
      const response = await askToken(name, given);
      return [response.status, await response.text()];
    };
    const unknown = await answerTo('system-unknown', secret);
    expect(unknown[0]).toBe(401);
    await save({ id, active: false });
    expect(await answerTo(clientId, secret)).toEqual(unknown);
    await save({ id, active: true });
    expect((await answerTo(clientId, secret))[0]).toBe(200);
    await revoke(keyId);
    expect(await answerTo(clientId, secret)).toEqual(unknown);
  });

  it('holds to the end of its last day and not longer, tokens included; the next takes its place', async () => {
    const { id, clientId } = await made();
    const today = world.sessionClock.now().toZonedDateTimeISO('Europe/Helsinki').toPlainDate();
    expect((await addKey(id, { expiresOn: today.subtract({ days: 1 }).toString() })).refusal).toEqual({
      code: 'INVALID_RANGE',
      path: ['expiresOn'],
    });
    const [mortal] = [await addKey(id, { expiresOn: today.toString() }), await addKey(id)];
    expect((await addKey(id)).refusal.code).toBe('LIMIT_REACHED');
    const midnight = today.add({ days: 1 }).toZonedDateTime('Europe/Helsinki').toInstant();
    const before = world.sessionClock.now();
    try {
      world.sessionClock.set(midnight.subtract({ seconds: 90 }).toString());
      const answer = await askToken(clientId, mortal.secret);
      expect([answer.status, ((await answer.json()) as { expires_in: number }).expires_in]).toEqual([200, 90]);
      world.sessionClock.set(midnight.toString());
      expect((await askToken(clientId, mortal.secret)).status).toBe(401);
      expect((await addKey(id)).systemAccount.keys.map(({ state }: { state: string }) => state)).toEqual(['LIVE', 'LIVE', 'EXPIRED']);
    } finally {
      world.sessionClock.set(before.toString());
    }
  });

  it('shows its last use, and identity writes that once a minute at most', async () => {
    const { id, clientId } = await made();
    const { secret } = await addKey(id);
    const lastUse = async () => (await listed(id)).keys[0].lastUsedAt;
    const use = async () => {
      expect((await askToken(clientId, secret)).status).toBe(200);
      return await lastUse();
    };
    expect(await lastUse()).toBeNull();
    const first = await use();
    expect(first).toBe(world.sessionClock.now().toString({ smallestUnit: 'millisecond' }));
    world.sessionClock.advance({ seconds: 59 });
    expect(await use()).toBe(first);
    world.sessionClock.advance({ seconds: 1 });
    expect(await use()).not.toBe(first);
    await askToken(clientId, 'another');
    const before = await lastUse();
    world.sessionClock.advance({ minutes: 5 });
    await askToken(clientId, 'another');
    expect(await lastUse()).toBe(before);
  });
});

it('the database itself lets no system have a third key, a person’s role or a limit without units, and keeps keys', async () => {
  const { id } = await made();
  const [first] = [await addKey(id), await addKey(id)];
  const { pool } = world.identity.database;
  const third = `insert into system_key (id, account_id, name, mark, place, made_at) select $1, account_id, name, mark, $2, made_at from system_key where id = $3`;
  await expect(pool.query(third, [newId(), 1, first.keyId])).rejects.toMatchObject({ constraint: 'system_has_two_keys_at_most' });
  await expect(pool.query(third, [newId(), 3, first.keyId])).rejects.toMatchObject({ constraint: 'place_is_one_of_two' });
  await expect(pool.query(`update user_account set roles = '{ADMIN}' where id = $1`, [id])).rejects.toMatchObject({
    constraint: 'systems_and_only_they_have_scopes',
  });
  await expect(pool.query(`update user_account set roles = '{SYSTEM_READ}' where id = $1`, [admin.userId])).rejects.toMatchObject({
    constraint: 'systems_and_only_they_have_scopes',
  });
  await expect(pool.query(`update system_account set unit_ids = '{}' where id = $1`, [id])).rejects.toMatchObject({
    constraint: 'a_limit_names_a_unit',
  });
  await expect(world.desk.database.pool.query(`delete from system_key where id = $1`, [first.keyId])).rejects.toMatchObject({
    code: '42501',
  });
});
