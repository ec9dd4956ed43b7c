/**
 * Makes and changes the systems of an organisation, and the keys by which they prove themselves. Each command is one
 * transaction. Commands about one organisation's systems wait for each other, so that no limit is overrun.
 */
import type { Actor } from '@seteli/kit/actor';
import { lock, type Tx } from '@seteli/kit/db';
import type { Day } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { accept, checkSeen, refuse, type Decision } from '@seteli/kit/result';
import { isStrongSecret, markOf, newCharacters, newSecret } from '@seteli/kit/secrets';
import { constraintOf } from '@seteli/kit/transaction';
import type { AddSystemKeyInput, RevokeSystemKeyInput, SaveSystemAccountInput } from '@seteli/schema/generated/identity';
import type { SystemScope } from '@seteli/schema/actors';
import { decideSystem, newSystem, placeKey, type SystemAccount, type SystemKey, type SystemWish } from '../domain/system.ts';
import type { TeamOrganisation } from '../domain/team.ts';
import * as store from '../store/system.ts';
import { findTeams } from '../store/team.ts';
import { listMemberships, voidTokensOf } from '../store/user.ts';
import { lockMemberships, moveMember, type MemberCause } from './membership.ts';
import type { Desk } from './desk.ts';

/** Keys end in real time, as tokens do, wherever the demonstration moves the clock. */
type SystemDesk = Pick<Desk, 'database' | 'realTime'>;

/** Letters and digits that nobody takes for one another. 16 of them are 79 random bits. */
const newClientId = (): string => `system-${newCharacters('abcdefghjkmnpqrstuvwxyz23456789', 16)}`;

const lockSystemsOf = (tx: Tx, { id }: TeamOrganisation) => lock(tx, `systems ${id}`);

/** The policy lets only administrators of organisers and providers come this far. */
const organisationOf = ({ organisation }: Actor): TeamOrganisation => organisation as TeamOrganisation;

/** Saves a system as an administrator of the organisation wishes. A new one gets a client id of ours, and no key. */
export async function saveSystemAccount(
  { database, realTime }: SystemDesk,
  actor: Actor,
  input: SaveSystemAccountInput,
): Promise<Decision<Id>> {
  const now = realTime.now();
  const organisation = organisationOf(actor);
  const { idempotencyKey, id, name, active, scopes, teamIds, expectedVersion } = input;
  const wish: SystemWish = { name, active, scopes, teamIds, unitIds: input.unitIds ?? null };
  return await once<Decision<Id>>(
    database,
    { organisation: organisation.id, key: idempotencyKey, command: 'saveSystemAccount', input, now },
    async (tx) => {
      await lockSystemsOf(tx, organisation);
      const [known] = id ? await store.findSystems(tx, organisation, [id]) : [];
      if (id && !known) return refuse('NOT_FOUND', { path: ['id'] });
      const stale = checkSeen(known, expectedVersion);
      if (stale) return stale;
      return await save(tx, known ?? newSystem(newId(), organisation, newClientId()), wish, { now, actor: actor.userId });
    },
  );
}

async function save(tx: Tx, known: SystemAccount, wish: SystemWish, cause: MemberCause): Promise<Decision<Id>> {
  const { id, organisation } = known;
  const memberOf = (await listMemberships(tx, [id])).map(({ teamId }) => teamId);
  const decision = decideSystem(known, wish, {
    ownUnitIds: await store.findOwnUnitIds(tx, organisation, wish.unitIds ?? []),
    ownTeamIds: new Set((await findTeams(tx, organisation, wish.teamIds)).map((team) => team.id)),
    memberOf,
    others: known.version === 0 ? await store.countSystems(tx, organisation) : 0,
  });
  if (!decision.accepted) return decision;
  const { account, changed } = decision.value;
  if (!changed) return accept(id);
  // Whoever changes a team locks it before its members.
  const teams = await lockMemberships(tx, organisation, id, wish.teamIds);
  if (!teams.accepted) return teams;
  await store.saveSystem(tx, account);
  await moveMember(tx, id, teams.value, cause);
  // Their tokens name the units. A change of scopes or a passivation has voided them already.
  if (known.version > 0 && known.unitIds?.join() !== account.unitIds?.join()) await voidTokensOf(tx, organisation, [id]);
  return accept(id);
}

/** A key with its secret, which nobody can read again. */
export type ShownKey = { readonly keyId: Id; readonly secret: string };

/**
 * Makes another key. The answer holds the secret, and the database only its mark. So a repetition cannot show the
 * secret again: it is refused, and the administrator makes another key.
 */
export async function addSystemKey(
  { database, realTime }: SystemDesk,
  actor: Actor,
  input: AddSystemKeyInput,
): Promise<Decision<ShownKey>> {
  const now = realTime.now();
  const organisation = organisationOf(actor);
  const { idempotencyKey, accountId, name, expiresOn } = input;
  let shown: ShownKey | undefined;
  const decision = await once<Decision<Id>>(
    database,
    { organisation: organisation.id, key: idempotencyKey, command: 'addSystemKey', input, now },
    async (tx) => {
      await lockSystemsOf(tx, organisation);
      const [account] = await store.findSystems(tx, organisation, [accountId]);
      if (!account) return refuse('NOT_FOUND', { path: ['accountId'] });
      const placed = placeKey(await store.listStanding(tx, accountId), { name, expiresOn: expiresOn ?? null }, now);
      if (!placed.accepted) return placed;
      const { place, expired } = placed.value;
      await store.lockSystem(tx, accountId);
      if (expired) await store.endKey(tx, { id: expired.id, endedAt: now, endedBy: actor.userId });
      const secret = newSecret();
      const key = newKey({ accountId, name, place, expiresOn: expiresOn ?? null, madeAt: now, madeBy: actor.userId });
      await store.insertKey(tx, { ...key, mark: markOf(secret) });
      shown = { keyId: key.id, secret };
      return accept(key.id);
    },
  );
  if (!decision.accepted) return decision;
  // A try that was rolled back made another key than the one that stands.
  return shown?.keyId === decision.value ? accept(shown) : refuse('KEY_ALREADY_SHOWN', { path: ['idempotencyKey'] });
}

type NewKey = Omit<SystemKey, 'id' | 'endedAt' | 'endedBy' | 'lastUsedAt'> & { readonly expiresOn: Day | null };
const newKey = (made: NewKey): SystemKey => ({ id: newId(), ...made, endedAt: null, endedBy: null, lastUsedAt: null });

/** Ends a key at once, with all tokens that it has opened. An ended key stays as it is. */
export async function revokeSystemKey(
  { database, realTime }: SystemDesk,
  actor: Actor,
  input: RevokeSystemKeyInput,
): Promise<Decision<Id>> {
  const now = realTime.now();
  const organisation = organisationOf(actor);
  return await once<Decision<Id>>(
    database,
    { organisation: organisation.id, key: input.idempotencyKey, command: 'revokeSystemKey', input, now },
    async (tx) => {
      await lockSystemsOf(tx, organisation);
      const key = await store.findKey(tx, organisation, input.keyId);
      if (!key) return refuse('NOT_FOUND', { path: ['keyId'] });
      await store.lockSystem(tx, key.accountId);
      await store.endKey(tx, { id: key.id, endedAt: now, endedBy: actor.userId });
      return accept(key.accountId);
    },
  );
}

/** A system with fixed ids and a known secret. */
export type SystemOrder = Pick<SystemAccount, 'id' | 'organisation' | 'clientId' | 'active'> & {
  readonly name?: string;
  readonly secret: string;
  readonly scopes: readonly SystemScope[];
  readonly unitIds?: readonly Id[] | null;
};

/**
 * Makes a system without a user, or gives it another secret: a seed or an operator's program calls it. A repetition
 * changes nothing, so it needs no key. The secret is one of ours (`newSecret`), which nobody can guess. So a plain hash
 * is enough, and a guess costs us next to nothing.
 */
export async function registerSystemAccount(
  { database, realTime }: SystemDesk,
  { secret, name, unitIds = null, ...order }: SystemOrder,
): Promise<Decision<Id, 'CLIENT_ID_TAKEN' | 'SECRET_TOO_WEAK'>> {
  if (!isStrongSecret(secret)) return refuse('SECRET_TOO_WEAK', { path: ['secret'] });
  const now = realTime.now();
  const { id, organisation } = order;
  try {
    await database.transaction(async (tx) => {
      await lockSystemsOf(tx, organisation);
      const [known] = await store.findSystems(tx, organisation, [id]);
      await store.saveSystem(tx, { ...order, name: name ?? known?.name ?? order.clientId, unitIds, version: (known?.version ?? 0) + 1 });
      const standing = await store.listStanding(tx, id);
      if (standing.some(({ mark }) => mark === markOf(secret))) return;
      for (const each of standing) await store.endKey(tx, { id: each.id, endedAt: now, endedBy: null });
      const key = newKey({ accountId: id, name: 'registered', place: 1, expiresOn: null, madeAt: now, madeBy: null });
      await store.insertKey(tx, { ...key, mark: markOf(secret) });
    });
  } catch (fault) {
    if (constraintOf(fault) === 'client_id_is_unique') return refuse('CLIENT_ID_TAKEN', { path: ['clientId'] });
    throw fault;
  }
  return accept(id);
}
