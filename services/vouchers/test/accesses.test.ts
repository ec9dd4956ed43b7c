/**
 * Tests who reads the access log: a client who has seen their data, in plain words; an auditor what the organiser's own
 * people did, with a reason; nobody else, and nobody what would tell of others.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import * as w from './world.ts';

let world: w.World;
let voucherId: string;
beforeAll(async () => {
  world = await w.openWorld();
  voucherId = (await world.vouchers.ask(w.granter, w.GRANT, { input: w.grantInput() })).data.grantVoucher.voucher.id;
});
afterAll(() => world.stop());

const client: Actor = { ...w.client, personId: w.personId };
const newUser = (of: Actor): Actor => ({ ...of, userId: newId(), personId: newId() });
const auditor = newUser(w.actor('ORGANISER', w.organiserId, ['AUDITOR']));
const otherAuditor = newUser(w.actor('ORGANISER', w.otherOrganiserId, ['AUDITOR']));

const LIST = `query ($filter: AccessFilter, $reason: String, $first: Int!, $after: String) {
  voucherAccesses(filter: $filter, reason: $reason, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges { node { action outcome right sentence { fi sv en } by { organisationKind organisationId roles user { id } } personId subjectId reason network } }
  }
}`;
const ask = (actor: Actor, variables: object = {}) => world.vouchers.ask(actor, LIST, { first: 50, ...variables });
const list = async (actor: Actor, variables: object = {}) =>
  (await ask(actor, variables)).data.voucherAccesses.edges.map(({ node }: { node: object }) => node);
const codeOf = async (actor: Actor, variables: object = {}) => (await ask(actor, variables)).errors?.[0]?.extensions.code;
const readAs = (actor: Actor, id = voucherId, headers = {}) =>
  world.vouchers.ask(actor, 'query ($id: ID!) { voucher(id: $id) { id } }', { id }, headers);

type Page = { edges: { node: object }[]; pageInfo: { hasNextPage: boolean; endCursor: string }; totalCount: number };

describe('a client', () => {
  it('reads who looked: the organisation, the roles, what they saw in three languages, and no official’s user, reason or network', async () => {
    const granter = newUser(w.granter);
    expect((await readAs(granter, voucherId, { 'x-forwarded-for': '192.0.2.17' })).data.voucher).toEqual({ id: voucherId });
    expect(await list(client, { filter: { userId: granter.userId } })).toEqual([
      {
        action: 'VOUCHER_READ',
        outcome: 'SEEN',
        right: 'ROLE',
        sentence: { fi: 'Katsoi palveluseteliä.', sv: 'Såg på en servicesedel.', en: 'Looked at a voucher.' },
        by: { organisationKind: 'ORGANISER', organisationId: w.organiserId, roles: ['GRANTER'], user: null },
        personId: w.personId,
        subjectId: voucherId,
        reason: null,
        network: null,
      },
    ]);
  });

  it('reads of looks in lists, too, and of those that were denied', async () => {
    const [granter, stranger] = [newUser(w.granter), newUser(w.otherGranter)];
    await world.vouchers.ask(granter, '{ vouchers(first: 50) { edges { node { id } } } }');
    expect((await readAs(stranger)).data.voucher).toBeNull();
    const of = { personId: w.personId, subjectId: voucherId };
    expect(await list(client, { filter: { userId: granter.userId } })).toMatchObject([{ action: 'VOUCHER_READ', outcome: 'SEEN', ...of }]);
    expect(await list(client, { filter: { userId: stranger.userId } })).toMatchObject([
      { outcome: 'REFUSED', ...of, sentence: { fi: 'Yritti katsoa tietoja, mutta ei saanut nähdä niitä.' } },
    ]);
  });

  it('reads nothing of others, whatever they filter by, and their own look leaves no row', async () => {
    await readAs(client);
    expect(await list(client, { filter: { userId: client.userId } })).toEqual([]);
    const other = newUser(w.stranger);
    const own: Actor = { ...other, organisation: { kind: 'PERSON', id: other.personId! } };
    expect(await list(own)).toEqual([]);
    expect(await list(own, { filter: { personId: w.personId } })).toEqual([]);
  });

  it('reads page by page, by time and by action', async () => {
    const users = [newUser(w.granter), newUser(w.granter), newUser(w.granter)];
    for (const user of users) await readAs(user);
    const all = await list(client);
    const paged: object[] = [];
    for (let after: string | null = null; ;) {
      const { edges, pageInfo, totalCount }: Page = (await ask(client, { first: 2, after })).data.voucherAccesses;
      expect(totalCount).toBe(all.length);
      paged.push(...edges.map(({ node }) => node));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(paged).toEqual(all);
    expect(await list(client, { filter: { actions: ['VOUCHER_NOT_OPENED'] } })).toEqual([]);
    expect(await list(client, { filter: { until: '2026-01-01T00:00:00Z' } })).toEqual([]);
    expect(await list(client, { filter: { since: '2026-01-01T00:00:00Z' } })).toHaveLength(all.length);
  });
});

describe('whoever represents a client', () => {
  const representing = (by: NonNullable<Actor['acting']>['by'], roles = ['MANDATE_SEE']): Actor => ({
    ...newUser(w.actor('PERSON', w.personId, roles)),
    acting: { by, mandateId: newId() },
  });

  it.each(['GUARDIAN', 'CUSTODIAN'] as const)('reads the list as %s, and the log says that they did', async (by) => {
    const guardian = representing(by);
    expect((await list(guardian)).length).toBeGreaterThan(0);
    expect(await list(client, { filter: { userId: guardian.userId } })).toMatchObject([
      { action: 'ACCESSES_SEARCHED', right: by, by: { organisationKind: 'PERSON' }, personId: w.personId },
    ]);
  });

  it.each(['MANDATE', 'PAPER'] as const)('gets FORBIDDEN with a %s, whatever it allows', async (by) => {
    expect(await codeOf(representing(by, ['MANDATE_SEE', 'MANDATE_ARRANGE', 'MANDATE_PAY']))).toBe('FORBIDDEN');
  });

  it('stands in the list with the right by which they looked', async () => {
    const daughter = representing('MANDATE');
    await readAs(daughter);
    expect(await list(client, { filter: { userId: daughter.userId } })).toMatchObject([{ action: 'VOUCHER_READ', right: 'MANDATE' }]);
  });
});

describe('an auditor', () => {
  const reason = 'Asiakkaan tarkastuspyyntö';

  it('gives a reason, and reads what the organiser’s own people did, who they are and from where', async () => {
    expect(await codeOf(auditor)).toBe('BAD_USER_INPUT');
    expect(await codeOf(auditor, { reason: 'x'.repeat(201) })).toBe('BAD_USER_INPUT');
    const granter = newUser(w.granter);
    await readAs(granter, voucherId, { 'x-forwarded-for': '192.0.2.17' });
    expect(await list(auditor, { reason, filter: { personId: w.personId, userId: granter.userId } })).toMatchObject([
      { action: 'VOUCHER_READ', by: { user: { id: granter.userId } }, personId: w.personId, network: '192.0.2.0/24' },
    ]);
  });

  it('does not read what other organisations’ people did', async () => {
    const recorder = newUser(w.recorder);
    await readAs(recorder);
    expect(await list(client, { filter: { userId: recorder.userId } })).not.toEqual([]);
    expect(await list(auditor, { reason, filter: { userId: recorder.userId } })).toEqual([]);
    expect(await list(otherAuditor, { reason, filter: { actions: ['VOUCHER_READ'] } })).toEqual([]);
  });

  it('does not learn from a denied look that something of others exists, or whose it is', async () => {
    const stranger = newUser(w.otherGranter);
    await readAs(stranger);
    expect(await list(client, { filter: { userId: stranger.userId } })).toHaveLength(1);
    expect(await list(otherAuditor, { reason, filter: { userId: stranger.userId } })).toEqual([]);
    // A look beyond the teams, at a client of the organiser's own.
    const withoutTeam = newUser(w.granterWithoutTeam);
    await readAs(withoutTeam);
    expect(await list(auditor, { reason, filter: { userId: withoutTeam.userId } })).toMatchObject([
      { outcome: 'REFUSED', subjectId: voucherId },
    ]);
  });

  it('leaves a row of each search with its reason, which the client sees without the reason', async () => {
    const searching = newUser(auditor);
    for (const _ of [1, 2]) await list(searching, { reason, filter: { personId: w.personId } });
    const search = { action: 'ACCESSES_SEARCHED', personId: w.personId };
    expect(await list(auditor, { reason, filter: { userId: searching.userId } })).toMatchObject([
      { ...search, reason },
      { ...search, reason },
    ]);
    expect(await list(client, { filter: { userId: searching.userId } })).toMatchObject([
      { ...search, reason: null },
      { ...search, reason: null },
    ]);
  });

  it('reads nothing when the search cannot be kept', async () => {
    await world.vouchers.database.pool.query('revoke insert on access_log from vouchers');
    try {
      expect(await codeOf(auditor, { reason })).toBe('INTERNAL');
      // Nor does anybody else who looks for the first time.
      expect((await readAs(newUser(w.granter))).errors?.[0]?.extensions.code).toBe('INTERNAL');
    } finally {
      await world.vouchers.database.pool.query('grant insert on access_log to vouchers');
    }
  });
});

it.each([
  ['an officer', w.granter],
  ['an administrator', w.administrator],
  ['a provider’s recorder', w.recorder],
])('%s gets FORBIDDEN', async (_, actor) => {
  expect(await codeOf(actor, { reason: 'Haluan nähdä' })).toBe('FORBIDDEN');
});
