/**
 * What each caller has spent of this minute's budget, in objects: the estimate before an operation, the real number
 * after it. Every gateway counts for itself and hears the counts of the others (`spending-news.ts`).
 */
import type { Actor } from '@seteli/kit/actor';
import type { Clock } from '@seteli/kit/clock';
import { newId } from '@seteli/kit/ids';
import { rateLimited } from './errors.ts';
import { say } from '@seteli/kit/language';
import { isSystem } from '@seteli/schema/actors';

/**
 * People spend for themselves. The systems of a municipality or a provider spend together, however many accounts they
 * have.
 */
export const callerKeyOf = (actor: Actor): string => (isSystem(actor) ? `systems of ${actor.organisation.id}` : actor.userId);

/** Totals of a minute. Later news of a gateway replaces its earlier news. */
export type News = { readonly minute: number; readonly totals: readonly (readonly [callerKey: string, total: number])[] };

export type Spending = {
  /** The name of this gateway among the others. */
  readonly gateway: string;
  /**
   * Sets the estimate aside, or throws RATE_LIMITED. The returned function takes the number that was really fetched,
   * once, and gives the rest back.
   */
  reserve(callerKey: string, estimate: number): (fetched: number) => void;
  /** What this gateway has not told the others yet, of `most` callers at most. */
  news(most: number): News;
  hear(gateway: string, news: News): void;
};

const MINUTE_MS = 60_000;
/** The most other gateways that this one remembers. */
const GATEWAYS_MAX = 100;

export function createSpending(perMinute: number, clock: Clock): Spending {
  const name = newId();
  let minute = 0;
  const own = new Map<string, number>();
  const untold = new Set<string>();
  const others = new Map<string, Map<string, number>>();

  function turn(): number {
    const nowMs = clock.now().epochMilliseconds;
    const current = Math.floor(nowMs / MINUTE_MS);
    if (current !== minute) {
      for (const each of [own, untold, others]) each.clear();
      minute = current;
    }
    return nowMs;
  }

  function add(callerKey: string, points: number): void {
    own.set(callerKey, (own.get(callerKey) ?? 0) + points);
    untold.add(callerKey);
  }

  function spentBy(callerKey: string): number {
    let spent = own.get(callerKey) ?? 0;
    for (const totals of others.values()) spent += totals.get(callerKey) ?? 0;
    return spent;
  }

  return {
    gateway: name,
    reserve(callerKey, estimate) {
      const nowMs = turn();
      if (spentBy(callerKey) + estimate > perMinute) throw rateLimited(WORDS, Math.ceil(((minute + 1) * MINUTE_MS - nowMs) / 1_000));
      const of = minute;
      add(callerKey, estimate);
      let isOpen = true;
      return (fetched) => {
        turn();
        if (isOpen && of === minute) add(callerKey, Math.min(fetched, estimate) - estimate);
        isOpen = false;
      };
    },
    news(most) {
      turn();
      const told = [...untold].slice(0, most);
      for (const callerKey of told) untold.delete(callerKey);
      return { minute, totals: told.map((callerKey) => [callerKey, own.get(callerKey) ?? 0]) };
    },
    hear(gateway, news) {
      turn();
      // A gateway also hears its own news.
      if (news.minute !== minute || gateway === name) return;
      const known = others.get(gateway) ?? new Map<string, number>();
      if (!others.has(gateway) && others.size >= GATEWAYS_MAX) return;
      others.set(gateway, known);
      for (const [callerKey, total] of news.totals) known.set(callerKey, total);
    },
  };
}

const WORDS = say(
  'Olet hakenut niin paljon kuin minuutissa voi. Odota seuraavaa tai kysy pienempiä sivuja.',
  'Du har hämtat så mycket som man kan på en minut. Vänta på nästa, eller fråga mindre sidor.',
  'You have fetched as much as one may in a minute. Wait for the next one, or ask for smaller pages.',
);
