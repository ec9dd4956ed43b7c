/** What administrators of systems do and see, and what their systems get at the door. Starts its world. */
import { decodeJwt } from 'jose';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { form } from '@seteli/local/browser';
import { COMPANY, OTHER_COMPANY, PERSONAS } from '@seteli/local/personas';
import { providerChanged } from '@seteli/schema/events/registry';
import { openPeer, untilApplied, type Peer } from '@seteli/testing/peer';
import { afterAll, beforeAll, expect } from 'vitest';
import { listChangedUsers } from '../src/store/session.ts';
import { listEndedKeys } from '../src/store/system.ts';
import { actorOf, openWorld, SERVICE_ID, type World } from './world.ts';

export const [ours, alsoOurs] = COMPANY.units.map(({ id }) => id) as [string, string];
export const [theirs] = OTHER_COMPANY.units.map(({ id }) => id) as [string];
export const admin = actorOf('provider-admin');

const ACCOUNT = `id version name clientId scopes units { id } teams { id } active
  keys { id name state madeBy { id } expiresOn endedAt lastUsedAt }`;
export const SAVE = `mutation ($input: SaveSystemAccountInput!) { saveSystemAccount(input: $input) { systemAccount { ${ACCOUNT} } refusal { code path } } }`;
export const ADD = `mutation ($input: AddSystemKeyInput!) { addSystemKey(input: $input) {
  systemAccount { ${ACCOUNT} } keyId secret refusal { code path } } }`;
export const REVOKE = `mutation ($input: RevokeSystemKeyInput!) { revokeSystemKey(input: $input) { systemAccount { ${ACCOUNT} } refusal { code path } } }`;
export const LIST = `{ systemAccounts { ${ACCOUNT} } }`;

export const wish = (change: object = {}) => ({
  idempotencyKey: newId(),
  name: 'Toiminnanohjaus',
  scopes: ['SYSTEM_READ', 'SYSTEM_RECORD'],
  teamIds: [],
  active: true,
  ...change,
});

export const claimsOf = async (response: Response) => {
  expect(response.status).toBe(200);
  return decodeJwt(((await response.json()) as { access_token: string }).access_token);
};

async function sayUnits(registry: Peer): Promise<void> {
  for (const { id, businessId, name, units } of [COMPANY, OTHER_COMPANY]) {
    const company = { providerId: id, businessId, companyName: name, iban: null, unitIds: units.map((unit) => unit.id), version: 1 };
    await registry.say('national', announce(providerChanged, id, company));
  }
}

export function openSystems() {
  const [opened, peers] = [{} as World & { teamId: string }, {} as { registry: Peer }];
  beforeAll(async () => {
    Object.assign(opened, await openWorld());
    peers.registry = await openPeer('registry');
    await sayUnits(peers.registry);
    await untilApplied(opened.identity.database, [peers.registry]);
    const TEAM = 'mutation ($input: SaveServiceTeamInput!) { saveServiceTeam(input: $input) { serviceTeam { id } } }';
    const team = { idempotencyKey: newId(), name: 'Tiimi', serviceIds: [SERVICE_ID], memberIds: [PERSONAS.recorder.userId] };
    opened.teamId = (await opened.identity.ask(admin, TEAM, { input: team })).data.saveServiceTeam.serviceTeam.id;
  });
  afterAll(async () => {
    await peers.registry.stop();
    await opened.stop();
  });

  /** What identity tells the gateway of tokens that hold no longer. */
  async function ended() {
    const { reader } = opened.desk.database;
    const [since, most] = [Temporal.Instant.from('2026-01-01T00:00:00Z'), 10_000];
    const [keys, users] = [await listEndedKeys(reader, since, most), await listChangedUsers(reader, since, most)];
    return { keys: keys.map(({ id }) => id), usersFrom: new Map(users.map(({ id, at }) => [id, at.epochMilliseconds])) };
  }

  const systems = {
    world: opened,
    async save(change: object = {}, by = admin) {
      const { data, errors } = await opened.identity.ask(by, SAVE, { input: wish(change) });
      expect(errors).toBeUndefined();
      return data.saveSystemAccount;
    },
    made: async (change: object = {}, by = admin) => (await systems.save(change, by)).systemAccount as { id: string; clientId: string },
    addKey: async (accountId: string, change: object = {}, by = admin) =>
      (await opened.identity.ask(by, ADD, { input: { idempotencyKey: newId(), accountId, name: 'avain', ...change } })).data.addSystemKey,
    revoke: async (keyId: string, by = admin) =>
      (await opened.identity.ask(by, REVOKE, { input: { idempotencyKey: newId(), keyId } })).data.revokeSystemKey,
    listed: async (id: string, by = admin) =>
      (await opened.identity.ask(by, LIST)).data.systemAccounts.find((account: { id: string }) => account.id === id),
    askToken: (clientId: string, secret: string) =>
      fetch(opened.url('/token'), form({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret })),
    async isVoid({ sub, sid, iat }: { sub?: string; sid?: unknown; iat?: number }): Promise<boolean> {
      const { keys, usersFrom } = await ended();
      return keys.includes(sid as string) || Math.round(iat! * 1_000) < (usersFrom.get(sub!) ?? 0);
    },
  };
  return systems;
}
