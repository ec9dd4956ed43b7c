/** A caller's budget of a minute: what is set aside, what comes back, and what other gateways tell. */
import { stillClock } from '@seteli/kit/clock';
import type { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { callerKeyOf, createSpending } from './spending.ts';

const setUp = () => {
  const clock = stillClock('2026-06-01T12:00:48Z');
  return { clock, here: createSpending(1_000, clock), there: createSpending(1_000, clock) };
};
/** The seconds until the caller may ask again. */
const refusalOf = (work: () => unknown): number | undefined => {
  try {
    work();
    return undefined;
  } catch (fault) {
    const { code, http } = (fault as GraphQLError).extensions as { code: string; http: { status: number; headers: Map<string, string> } };
    expect([code, http.status]).toEqual(['RATE_LIMITED', 429]);
    return Number(http.headers.get('retry-after'));
  }
};

describe('in the budget of a minute', () => {
  it('an estimate is set aside at once, so that many questions at a time spend no more than one after another', () => {
    const { here } = setUp();
    here.reserve('a', 600);
    expect(refusalOf(() => here.reserve('a', 600))).toBe(12);
    here.reserve('a', 400);
    here.reserve('b', 1_000);
  });

  it('unfetched objects come back, once; a refused operation costs nothing', () => {
    const { here } = setUp();
    const settle = here.reserve('a', 900);
    expect(refusalOf(() => here.reserve('a', 200))).toBeDefined();
    settle(100);
    settle(0);
    here.reserve('a', 900);
    expect(refusalOf(() => here.reserve('a', 1))).toBeDefined();
  });

  it('the caller never pays more than the estimate', () => {
    const { here } = setUp();
    here.reserve('a', 500)(5_000);
    expect(refusalOf(() => here.reserve('a', 500))).toBeUndefined();
    expect(refusalOf(() => here.reserve('a', 1))).toBeDefined();
  });

  it('the next minute brings a new budget, and returns from the last minute do not add to it', () => {
    const { clock, here } = setUp();
    const settle = here.reserve('a', 1_000);
    clock.advance({ seconds: 12 });
    settle(0);
    here.reserve('a', 1_000);
    expect(refusalOf(() => here.reserve('a', 1))).toBe(60);
  });

  it('gateways add up what each has told, where later news replaces earlier, and count their own once', () => {
    const { here, there } = setUp();
    const settle = here.reserve('a', 800);
    const first = here.news(10);
    for (const gateway of [here, there]) gateway.hear(here.gateway, first);
    expect(refusalOf(() => there.reserve('a', 300))).toBeDefined();
    here.reserve('a', 200);
    settle(100);
    there.hear(here.gateway, here.news(10));
    there.reserve('a', 700);
    expect(refusalOf(() => there.reserve('a', 1))).toBeDefined();
  });

  it('a gateway tells only changes, of so many callers at a time, and ignores news of another minute', () => {
    const { clock, here, there } = setUp();
    for (const caller of ['a', 'b', 'c']) here.reserve(caller, 1_000);
    expect(here.news(2).totals).toEqual([
      ['a', 1_000],
      ['b', 1_000],
    ]);
    const late = here.news(2);
    expect(late.totals).toEqual([['c', 1_000]]);
    expect(here.news(2).totals).toEqual([]);
    clock.advance({ minutes: 1 });
    there.hear(here.gateway, late);
    there.reserve('c', 1_000);
  });
});

it('people have budgets of their own; the systems of an organisation share one', () => {
  const actor = { userId: 'u', organisation: { kind: 'ORGANISER', id: 'o' }, roles: ['GRANTER'], teamIds: [] } as const;
  const keys = [
    actor,
    { ...actor, userId: 'v' },
    { ...actor, roles: ['SYSTEM_READ'] },
    { ...actor, userId: 'v', roles: ['SYSTEM_FEED'] },
  ].map(callerKeyOf);
  expect(new Set(keys).size).toBe(3);
  expect(keys[2]).toBe(keys[3]);
});
