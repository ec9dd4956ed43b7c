/** No token grants what its user may no longer do: not even one from the very moment of the change. */
import { decodeJwt } from 'jose';
import { newSecret } from '@seteli/kit/secrets';
import type { Database } from '@seteli/kit/db';
import { form, json, type Browser } from '@seteli/local/browser';
import { COMPANY, PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerPerson } from '../src/commands/person.ts';
import { registerSystemAccount } from '../src/commands/system-account.ts';
import { saveUser } from '../src/commands/user.ts';
import type { Role } from '../src/domain/user.ts';
import { openWorld, saveTeam, SERVICE_ID, SYSTEM_SECRET, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

const { userId: id, person } = PERSONAS.recorder;
const organisation = { kind: 'PROVIDER', id: COMPANY.id } as const;
const save = (roles: readonly Role[], database: Pick<Database, 'transaction'> = world.desk.database) =>
  saveUser({ database: database as Database }, { id, organisation, roles, active: true, personId: person.id });

const { userId: systemId, clientId, roles: scopes, organisation: county } = PERSONAS.system;
const saveSecret = (secret: string, database: Pick<Database, 'transaction'> = world.desk.database) =>
  registerSystemAccount(
    { ...world.desk, database: database as Database },
    { id: systemId, organisation: county, clientId, scopes, secret, active: true },
  );

type Given = { readonly iatMs: number; readonly roles: unknown; readonly teams: unknown; readonly sid: unknown };
async function read(response: Response): Promise<Given> {
  expect(response.status).toBe(200);
  const { iat, roles, teams, sid } = decodeJwt(((await response.json()) as { access_token: string }).access_token);
  return { iatMs: Math.round(iat! * 1_000), roles, teams, sid };
}
const askToken = (browser: Browser, organisationId: string = COMPANY.id) =>
  browser.send(world.url('/sign-in/token'), json({ organisation: organisationId }));
const askSystemToken = (secret: string) =>
  fetch(world.url('/token'), form({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret }));

const tokensFrom = async (userId = id): Promise<number> =>
  Number(
    (
      await world.identity.database.pool.query<{ ms: string }>(
        'select (extract(epoch from tokens_from) * 1000)::bigint as ms from user_account where id = $1',
        [userId],
      )
    ).rows[0]!.ms,
  );

const endedKeys = async (): Promise<string[]> =>
  (await world.identity.database.pool.query<{ id: string }>('select id from system_key where ended_at is not null')).rows.map(
    ({ id: key }) => key,
  );

/** A database whose transactions pause just before the commit until the test lets them go. */
function pausedBeforeCommit() {
  const [reached, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { database } = world.desk;
  const paused: Pick<Database, 'transaction' | 'within'> = {
    // The database of the desk has the scope of the service already.
    within: () => paused as Database,
    transaction: (work) =>
      database.transaction(async (tx) => {
        const done = await work(tx);
        reached.resolve();
        await letGo.promise;
        return done;
      }),
  };
  return { reached: reached.promise, letGo: letGo.resolve, database: paused };
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('a token from just before a change is void, and one from just after it holds', async () => {
  const browser = await world.signedIn('recorder');
  for (const roles of [['PREPARER'], ['RECORDER'], ['PREPARER'], ['RECORDER']] as const) {
    const before = await read(await askToken(browser));
    await save(roles);
    const after = await read(await askToken(browser));
    const from = await tokensFrom();
    expect([before.iatMs < from, after.iatMs >= from, after.roles]).toEqual([true, true, roles]);
  }
});

test('a token that is asked for during an uncommitted change waits for it, and says what is then so', async () => {
  const browser = await world.signedIn('recorder');
  const { database, reached, letGo } = pausedBeforeCommit();
  const saving = save(['SIGNATORY'], database);
  await reached;
  const asked = askToken(browser).then(read);
  await pause(150);
  letGo();
  await saving;
  expect(await asked).toMatchObject({ roles: ['SIGNATORY'] });
  expect((await asked).iatMs).toBeGreaterThanOrEqual(await tokensFrom());
});

test('while a system gets another secret, the old one no longer gives a token', async () => {
  const { database, reached, letGo } = pausedBeforeCommit();
  const next = newSecret();
  const saving = saveSecret(next, database);
  await reached;
  const asked = askSystemToken(SYSTEM_SECRET);
  await pause(150);
  letGo();
  await saving;
  expect((await asked).status).toBe(401);
  const held = await read(await askSystemToken(next));
  expect(await endedKeys()).not.toContain(held.sid);
  await saveSecret(SYSTEM_SECRET);
  expect(await endedKeys()).toContain(held.sid);
  expect(await endedKeys()).not.toContain((await read(await askSystemToken(SYSTEM_SECRET))).sid);
});

test('however tokens and changes meet, a token that holds says what the user may do', async () => {
  const browser = await world.signedIn('recorder');
  await askToken(browser);
  for (let round = 0; round < 15; round++) {
    const roles = [round % 2 ? ('PREPARER' as const) : ('RECORDER' as const)];
    const [, ...given] = await Promise.all([save(roles), ...[0, 2, 4].map((ms) => pause(ms).then(() => askToken(browser).then(read)))]);
    const from = await tokensFrom();
    const holding = given.filter(({ iatMs }) => iatMs >= from);
    expect(holding.map((token) => token.roles)).toEqual(holding.map(() => roles));
  }
});

test('tokens of a user who leaves a team are void, and those of users who stay or come hold', async () => {
  const team = { name: 'A', serviceIds: [SERVICE_ID] };
  const [leaves, stays, comes] = [PERSONAS.recorder, PERSONAS['service-manager'], PERSONAS['provider-admin']].map(({ userId }) => userId);
  const teamId = await saveTeam(world, organisation, { ...team, memberIds: [leaves!, stays!] });
  const browser = await world.signedIn('recorder');
  const before = await read(await askToken(browser));
  expect(before.teams).toEqual([teamId]);
  const others = () => Promise.all([stays, comes].map((userId) => tokensFrom(userId)));
  const heldBefore = await others();
  await saveTeam(world, organisation, { ...team, id: teamId, memberIds: [stays!, comes!] });
  expect(before.iatMs).toBeLessThan(await tokensFrom());
  expect(await others()).toEqual(heldBefore);
  const after = await read(await askToken(browser));
  expect(after.teams).toEqual([]);
  expect(after.iatMs).toBeGreaterThanOrEqual(await tokensFrom());
});

test('a user who leaves two teams in the same moment is out of both, and neither change waits for the other without end', async () => {
  const memberIds = [PERSONAS.recorder, PERSONAS['service-manager'], PERSONAS['provider-admin']].map(({ userId }) => userId);
  const made = await Promise.all(
    ['B', 'C', 'D'].map((name) => saveTeam(world, organisation, { name, serviceIds: [SERVICE_ID], memberIds })),
  );
  const browser = await world.signedIn('recorder');
  const before = await read(await askToken(browser));
  await Promise.all(
    made.map((teamId, index) =>
      saveTeam(world, organisation, { id: teamId, name: String(index), serviceIds: [SERVICE_ID], memberIds: [] }),
    ),
  );
  expect(before.teams).toHaveLength(3);
  expect(before.iatMs).toBeLessThan(await tokensFrom());
  expect((await read(await askToken(browser))).teams).toEqual([]);
});

test('tokens of a user who has died are void, and one that is asked for in that moment is not given', async () => {
  const { person: deceased, userId } = PERSONAS.granter;
  const browser = await world.signedIn('granter');
  const before = await read(await askToken(browser, PIRKANMAA.id));
  const { database, reached, letGo } = pausedBeforeCommit();
  const facts = { ...deceased, protectedAddress: false, diedOn: Temporal.PlainDate.from('2026-05-01'), organiserIds: [] };
  const registering = registerPerson({ ...world.desk, database: database as Database }, facts);
  await reached;
  const asked = askToken(browser, PIRKANMAA.id);
  await pause(150);
  letGo();
  await registering;
  expect((await asked).status).toBe(403);
  expect(before.iatMs).toBeLessThan(await tokensFrom(userId));
});
