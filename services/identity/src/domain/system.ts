/**
 * The systems of an organisation (järjestelmätunnus): what they may do, to which units they are limited, and when a key
 * of theirs holds. The rules know no secret.
 */
import { dayOf, startOfDay, type Day, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import { SYSTEM_SCOPES, type SystemScope } from '@seteli/schema/actors';
import { KEYS_MAX, SYSTEMS_MAX } from './limits.ts';
import { SYSTEM_TOKEN_LASTS } from './session.ts';
import type { TeamOrganisation } from './team.ts';

export type SystemAccount = {
  /** Also its user's. */
  readonly id: Id;
  readonly organisation: TeamOrganisation;
  readonly clientId: string;
  readonly name: string;
  readonly scopes: readonly SystemScope[];
  /** Null: all units of the provider. */
  readonly unitIds: readonly Id[] | null;
  readonly active: boolean;
  readonly version: number;
};

export type SystemWish = Pick<SystemAccount, 'name' | 'active'> & {
  /** Callers name roles; a rule says which of them are scopes of their organisation. */
  readonly scopes: readonly string[];
  readonly unitIds: readonly Id[] | null;
  readonly teamIds: readonly Id[];
};

/** What the organisation has, and the teams of which the system is a member. */
export type SystemFacts = {
  readonly ownUnitIds: ReadonlySet<Id>;
  readonly ownTeamIds: ReadonlySet<Id>;
  readonly memberOf: readonly Id[];
  /** The organisation's other systems. */
  readonly others: number;
};

type SystemRefusal = 'ROLE_NOT_OF_ORGANISATION' | 'NOT_FOUND' | 'LIMIT_REACHED';

const sorted = <Text extends string>(texts: readonly Text[]): Text[] => [...new Set(texts)].toSorted();
const same = (a: readonly string[] | null, b: readonly string[] | null): boolean =>
  a === null || b === null ? a === b : sorted(a).join() === sorted(b).join();

/** A wish that changes nothing makes no new version, and earlier tokens then hold on. */
export function decideSystem(
  known: SystemAccount,
  wish: SystemWish,
  { ownUnitIds, ownTeamIds, memberOf, others }: SystemFacts,
): Decision<{ readonly account: SystemAccount; readonly changed: boolean }, SystemRefusal> {
  const { name, active } = wish;
  const fitting = SYSTEM_SCOPES[known.organisation.kind];
  const scopes = fitting.filter((scope) => wish.scopes.includes(scope));
  const strange = wish.scopes.findIndex((scope) => !(fitting as readonly string[]).includes(scope));
  if (strange !== -1 || scopes.length === 0) return refuse('ROLE_NOT_OF_ORGANISATION', { path: ['scopes'] });
  const unit = wish.unitIds?.findIndex((id) => !ownUnitIds.has(id)) ?? -1;
  if (unit !== -1) return refuse('NOT_FOUND', { path: ['unitIds', String(unit)] });
  const team = wish.teamIds.findIndex((id) => !ownTeamIds.has(id));
  if (team !== -1) return refuse('NOT_FOUND', { path: ['teamIds', String(team)] });
  if (known.version === 0 && others >= SYSTEMS_MAX) return refuseWhole('LIMIT_REACHED', { details: { count: SYSTEMS_MAX } });
  const unitIds = wish.unitIds && sorted(wish.unitIds);
  const changed =
    known.version === 0 ||
    known.name !== name ||
    known.active !== active ||
    !same(known.scopes, scopes) ||
    !same(known.unitIds, unitIds) ||
    !same(memberOf, wish.teamIds);
  return accept({ account: changed ? { ...known, name, active, scopes, unitIds, version: known.version + 1 } : known, changed });
}

/** A system before anything is known of it. */
export const newSystem = (id: Id, organisation: TeamOrganisation, clientId: string): SystemAccount => ({
  id,
  organisation,
  clientId,
  name: '',
  scopes: [],
  unitIds: null,
  active: true,
  version: 0,
});

export type SystemKey = {
  readonly id: Id;
  readonly accountId: Id;
  readonly name: string;
  readonly place: number;
  readonly madeAt: Instant;
  readonly madeBy: Id | null;
  readonly expiresOn: Day | null;
  readonly endedAt: Instant | null;
  readonly endedBy: Id | null;
  readonly lastUsedAt: Instant | null;
};

type KeyLife = Pick<SystemKey, 'expiresOn' | 'endedAt'>;

const expiryOf = ({ expiresOn }: KeyLife): Instant | null => expiresOn && startOfDay(expiresOn.add({ days: 1 }));

/** Whether somebody ended the key before its last day had passed. */
function isRevoked(key: KeyLife): boolean {
  const expiry = expiryOf(key);
  return key.endedAt !== null && (expiry === null || Temporal.Instant.compare(key.endedAt, expiry) < 0);
}

/** The moment from which a key opens nothing; it may be in the future. Null: it has no end. */
export const endOfKey = (key: KeyLife): Instant | null => (isRevoked(key) ? key.endedAt : expiryOf(key));

export type SystemKeyState = 'LIVE' | 'EXPIRED' | 'REVOKED';

export function stateOfKey(key: KeyLife, now: Instant): SystemKeyState {
  if (isRevoked(key)) return 'REVOKED';
  const expiry = expiryOf(key);
  return expiry && Temporal.Instant.compare(now, expiry) >= 0 ? 'EXPIRED' : 'LIVE';
}

export type KeyWish = Pick<SystemKey, 'name' | 'expiresOn'>;

/**
 * Where a new key goes. `expired`: the key that stood there until its last day. `keys`: those that nobody has ended.
 */
export function placeKey(
  keys: readonly SystemKey[],
  { expiresOn }: KeyWish,
  now: Instant,
): Decision<{ readonly place: number; readonly expired: SystemKey | undefined }, 'INVALID_RANGE' | 'LIMIT_REACHED'> {
  if (expiresOn && Temporal.PlainDate.compare(expiresOn, dayOf(now)) < 0) return refuse('INVALID_RANGE', { path: ['expiresOn'] });
  const live = new Set(keys.filter((key) => stateOfKey(key, now) === 'LIVE').map(({ place }) => place));
  const place = Array.from({ length: KEYS_MAX }, (_, index) => index + 1).find((each) => !live.has(each));
  if (place === undefined) return refuseWhole('LIMIT_REACHED', { details: { count: KEYS_MAX } });
  return accept({ place, expired: keys.find((key) => key.place === place) });
}

/** A token of a system never outlives the key by which it got the token. */
export function systemTokenLasts(key: KeyLife, now: Instant): Temporal.Duration {
  const end = endOfKey(key);
  const left = end && now.until(end);
  return left && Temporal.Duration.compare(left, SYSTEM_TOKEN_LASTS) < 0 ? left : SYSTEM_TOKEN_LASTS;
}

const USE_NOTED_AFTER = Temporal.Duration.from({ minutes: 1 });

/** Whether the use of a key is to be noted: once a minute, however often the system asks for tokens. */
export const isUseNew = ({ lastUsedAt }: Pick<SystemKey, 'lastUsedAt'>, now: Instant): boolean =>
  lastUsedAt === null || Temporal.Instant.compare(lastUsedAt.add(USE_NOTED_AFTER), now) <= 0;

/**
 * The scopes of a token: those that the system asked for, in RFC 6749's words (3.3), or all that it has. It may ask for
 * no other.
 */
export function narrowScopes<Scope extends string>(
  held: readonly Scope[],
  asked: string | undefined,
): Decision<readonly Scope[], 'SCOPE_NOT_HELD'> {
  // RFC 6749 (3.2) takes a parameter without a value as if it were not there.
  if (!asked) return accept(held);
  const wanted = new Set(asked.split(' '));
  const scopes = held.filter((scope) => wanted.has(scope));
  return scopes.length === wanted.size ? accept(scopes) : refuseWhole('SCOPE_NOT_HELD');
}
