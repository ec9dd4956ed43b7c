/**
 * Opens a voucher by its number in one transaction that counts, looks, decides and logs. It runs the same statements
 * whether the actor may open the voucher, may not, or the number does not exist. It also shows the client cards of open
 * vouchers.
 */
import type { NoteLooks } from '@seteli/kit/access-looks';
import type { Actor } from '@seteli/kit/actor';
import type { Tx } from '@seteli/kit/db';
import { dayOf } from '@seteli/kit/day';
import { createGate, createGates } from '@seteli/kit/gate';
import type { Id } from '@seteli/kit/ids';
import { countWithin, sumsSoFar, type Count } from '@seteli/kit/limits';
import { sqlStateOf } from '@seteli/kit/transaction';
import type { AccessAction } from '@seteli/schema/generated/shared';
import { COUNTED, isAlarming, isTooOften, WINDOWS, type Counted, type Tally } from '../domain/guessing.ts';
import { isOlder } from '../domain/number.ts';
import { mayOpen } from '../domain/opening.ts';
import { listProtectedPersons, listTeamServices } from '../store/known.ts';
import { keyOf, listRestricted } from '../store/restriction.ts';
import * as store from '../store/opening.ts';
import type { StoredVoucher } from '../store/voucher.ts';
import { nameOnly, type ClientCard } from '../domain/client-card.ts';
import type { Desk } from './desk.ts';

/** The actor and their network address, where it is known. */
export type Caller = { readonly actor: Actor; readonly address: string | undefined };

export type Opening = {
  /**
   * Null when the actor opens nothing, for whatever reason. `TOO_OFTEN` when nothing was looked up, or too many
   * look-ups were under way.
   */
  readonly opened: Id | 'TOO_OFTEN' | null;
  /** The counts that deserve an alarm. */
  readonly alarms: readonly Tally[];
};

const NOBODY: Id = '00000000-0000-0000-0000-000000000000';

/**
 * Look-ups of one user wait for each other's counts, so they queue before they take a connection. The queue holds as
 * many as one request may ask for.
 */
const OF_A_USER = { atOnce: 1, waiting: 9 };
/** So do look-ups of one organisation and of one address. This leaves most connections to everybody else. */
const OF_ALL = { atOnce: 4, waiting: 400 };

const TURNED_AWAY: Opening = { opened: 'TOO_OFTEN', alarms: [] };

export type OpenByNumber = (caller: Caller, voucherNumber: string) => Promise<Opening>;

export function openNumberDoor(desk: Desk): OpenByNumber {
  const users = createGates(OF_A_USER);
  const all = createGate(OF_ALL);
  return async (caller, voucherNumber) => {
    const entered = await users(caller.actor.userId, () => all(() => openByNumber(desk, caller, voucherNumber)));
    return entered.accepted && entered.value.accepted ? entered.value.value : TURNED_AWAY;
  };
}

async function openByNumber(desk: Desk, caller: Caller, voucherNumber: string): Promise<Opening> {
  const tallies = readTallies(caller, await sumsSoFar(desk.database.reader, countsFor(caller, NO_MORE)));
  if (tallies.some(isTooOften)) return TURNED_AWAY;
  try {
    return await lookFor(desk, caller, voucherNumber);
  } catch (fault) {
    // Another replica holds the same counts; nothing of this look-up stays.
    if (sqlStateOf(fault) === LOCK_TOOK_TOO_LONG) return TURNED_AWAY;
    throw fault;
  }
}

const LOCK_TOOK_TOO_LONG = '55P03';

/** Answers only after its counts and its rows of the access log are committed. */
const lookFor = ({ database, clock }: Desk, caller: Caller, voucherNumber: string): Promise<Opening> =>
  database.transaction(async (tx) => {
    const { actor } = caller;
    const { organisation } = actor;
    const now = clock.now();
    const before = await count(tx, caller, { ...NO_MORE, lookups: 1 });
    if (before.some(isTooOften)) {
      const alarms = before.filter((tally) => isAlarming(tally, undefined));
      if (alarms.length > 0) await store.insertAccess(tx, actor, [{ action: 'VOUCHER_NUMBERS_GUESSED', outcome: 'REFUSED' }]);
      return { opened: 'TOO_OFTEN', alarms };
    }
    const sought = await store.findSought(tx, voucherNumber);
    const { id, serviceId } = sought ?? { id: NOBODY, serviceId: NOBODY };
    const [approvals, teamServices] = await Promise.all([
      store.listServingApprovals(tx, organisation.id, { id, serviceId }),
      listTeamServices(tx, actor),
    ]);
    const view = {
      serviceId,
      personId: sought?.personId,
      granted: approvals.flatMap(({ contentIds }) => contentIds),
      approvals,
      teamServices,
    };
    const isOpened = sought !== null && mayOpen(organisation, sought, view, dayOf(now));
    const openedAs = isOlder(voucherNumber) ? 'older opened' : undefined;
    const outcome = isOpened ? openedAs : 'missed';
    const kept = isOpened
      ? ({ action: 'VOUCHER_OPENED', outcome: 'SEEN' } as const)
      : ({ action: 'VOUCHER_NOT_OPENED', outcome: 'REFUSED' } as const);
    const [after] = await Promise.all([
      count(tx, caller, { lookups: 0, misses: Number(outcome === 'missed'), older: Number(outcome === 'older opened') }),
      store.insertAccess(tx, actor, [{ ...kept, personId: sought?.personId, subjectId: sought?.id }]),
    ]);
    const alarms = after.filter((tally) => isAlarming(tally, outcome));
    if (alarms.length > 0) await store.insertAccess(tx, actor, [{ action: 'VOUCHER_NUMBERS_GUESSED', outcome: 'REFUSED' }]);
    return { opened: isOpened ? sought.id : null, alarms };
  }, 'impatient');

type More = Readonly<Record<Counted, number>>;
const NO_MORE: More = { lookups: 0, misses: 0, older: 0 };

/** All counts of every window, even those that stay the same: a transaction that counts locks them all. */
const countsFor = ({ actor, address }: Caller, more: More): Count[] => {
  const keys = { user: actor.userId, organisation: actor.organisation.id, address };
  return WINDOWS.flatMap(({ by, seconds }) => {
    const key = keys[by];
    if (key === undefined) return [];
    return COUNTED.map((what) => ({ name: `${what} ${by} ${seconds}`, key, seconds, more: more[what] }));
  });
};

const readTallies = ({ address }: Caller, sums: readonly number[]): Tally[] =>
  WINDOWS.filter(({ by }) => by !== 'address' || address !== undefined).map((window, index) => {
    const [lookups, misses, older] = sums.slice(COUNTED.length * index) as [number, number, number];
    return { window, lookups, misses, older };
  });

const count = async (tx: Tx, caller: Caller, more: More): Promise<Tally[]> =>
  readTallies(caller, await countWithin(tx, countsFor(caller, more)));

/**
 * Shows the cards of vouchers that the actor may see. Of protected people, and of those whose data the organiser
 * restricts, everybody but themselves sees only the name. It asks each time, since both may begin and end. It notes
 * that a provider's user sees a card before it answers.
 */
export async function seeClientCards(
  { database, noteLooks }: Pick<Desk, 'database'> & { readonly noteLooks: NoteLooks<AccessAction> },
  actor: Actor,
  vouchers: readonly StoredVoucher[],
): Promise<ClientCard[]> {
  const { organisation } = actor;
  if (organisation.kind === 'PROVIDER')
    await noteLooks(
      actor,
      vouchers.map(({ id, personId }) => ({ action: 'CLIENT_CARD_SEEN', outcome: 'SEEN', personId, subjectId: id })),
    );
  const persons = vouchers.map(({ personId }) => personId);
  const [isProtected, isRestricted] = await Promise.all([
    listProtectedPersons(database.reader, persons),
    listRestricted(database.reader, persons),
  ]);
  const isOwn = (personId: Id) => organisation.kind === 'PERSON' && organisation.id === personId;
  const hides = (voucher: StoredVoucher) => isProtected.has(voucher.personId) || isRestricted.has(keyOf(voucher));
  return vouchers.map((voucher) => (!isOwn(voucher.personId) && hides(voucher) ? nameOnly(voucher.clientCard) : voucher.clientCard));
}
