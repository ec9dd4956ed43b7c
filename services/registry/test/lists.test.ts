/**
 * Lists that people filter, order and count: approved providers, a provider's approvals, and price lists. Readers
 * neither see nor count what they have no right to.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import type { ServiceUnderTest } from '@seteli/testing/service';
import { registerProvider } from '../src/commands/company.ts';
import { PERSONAL_ASSISTANCE } from '../src/domain/example-service.ts';
import {
  ACCEPT,
  admin,
  answerOf,
  APPROVE,
  caseHandler,
  client,
  contentId,
  faultOf,
  openRegistry,
  OTHER_PROVIDER,
  OTHER_UNIT,
  otherAdmin,
  otherServiceManager,
  PROVIDER,
  publishExample,
  recorder,
  REJECT,
  SAVE_DRAFT,
  serviceManager,
  SUBMIT,
  UNIT,
  type PublishedService,
} from './scene.ts';

/** Two companies of one name, one of them with a unit elsewhere, and one company without prices. */
const TWINS = [newId(), newId()].toSorted();
const TWIN_UNITS = [newId(), newId()];
const UNPRICED = newId();

let registry: ServiceUnderTest;
let service: PublishedService;
let a: string;
beforeAll(async () => {
  registry = await openRegistry();
  const more = [
    { id: TWINS[0]!, businessId: '9000006-2', name: 'Äiti ja Ö', units: [{ id: TWIN_UNITS[0]!, name: 'Toimipaikka' }] },
    { id: TWINS[1]!, businessId: '9000007-0', name: 'Äiti ja Ö', units: [{ id: TWIN_UNITS[1]!, name: 'ÅLAND' }] },
    { id: UNPRICED, businessId: '9000008-9', name: 'Zorro', units: [] },
  ];
  for (const provider of more) await registerProvider(registry, provider);
  service = await publishExample(registry, { contents: PERSONAL_ASSISTANCE.map((content) => ({ ...content, deductibleAllowed: true })) });
  a = contentId(service, 'a');
});
afterAll(() => registry.stop());

// oxlint-disable-next-line typescript/no-explicit-any -- the query of each test says what a node holds
type Node = Record<string, any>;
type Connection = { edges: { node: Node }[]; pageInfo: { hasNextPage: boolean; endCursor: string }; totalCount: number };

/** Reads a list page by page, two entries at a time. */
async function readAll(actor: Actor, field: string, args: string, node: string): Promise<{ nodes: Node[]; total: number }> {
  const nodes: Node[] = [];
  const query = `query ($after: String) { ${field}(${args} first: 2, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { ${node} } } } }`;
  for (let after: string | null = null; ;) {
    const page: Connection = await answerOf<Connection>(registry, actor, query, { after });
    nodes.push(...page.edges.map((edge) => edge.node));
    if (!page.pageInfo.hasNextPage) return { nodes, total: page.totalCount };
    after = page.pageInfo.endCursor;
  }
}

const approve = (changes: object = {}, actor = caseHandler, serviceId = service.id) =>
  answerOf(registry, actor, APPROVE, { input: { providerId: PROVIDER, serviceId, firstDay: '2026-06-01', ...changes } });
const listOf = ({ priceList, refusal }: Record<string, unknown>) => {
  expect(refusal).toBeNull();
  return (priceList as { id: string }).id;
};
const submit = async (actor: Actor, unitId: string, price: string, firstDay = '2026-06-15') =>
  listOf(
    await answerOf(registry, actor, SUBMIT, { input: { unitId, serviceId: service.id, firstDay, prices: [{ contentId: a, price }] } }),
  );
const accept = async (id: string) => expect(await answerOf(registry, admin, ACCEPT, { id })).toMatchObject({ refusal: null });
const managerOf = (providerId: string): Actor => ({ ...serviceManager, organisation: { kind: 'PROVIDER', id: providerId } });

describe('approved providers', () => {
  beforeAll(async () => {
    const b = contentId(service, 'b');
    for (const providerId of [PROVIDER, OTHER_PROVIDER, ...TWINS]) await approve({ providerId });
    await approve({ providerId: UNPRICED, contentIds: [b] });
    for (const [actor, unit, price] of [
      [serviceManager, UNIT, '30.00'],
      [otherServiceManager, OTHER_UNIT, '25.00'],
      [managerOf(TWINS[0]!), TWIN_UNITS[0]!, '25.00'],
    ] as const)
      await accept(await submit(actor, unit, price));
    // Neither price holds today: the first begins later, the organiser has not accepted the second.
    await accept(await submit(otherServiceManager, OTHER_UNIT, '1.00', '2026-09-01'));
    await submit(managerOf(TWINS[1]!), TWIN_UNITS[1]!, '1.00');
  });
  const offered = async (more = '') => {
    const { nodes, total } = await readAll(client, 'approvedProviders', `serviceId: "${service.id}" ${more}`, 'provider { id name }');
    const ids = nodes.map(({ provider }) => provider.id as string);
    expect(total).toBe(ids.length);
    return ids;
  };

  test('come in the order of their names, companies of one name too, page by page', async () => {
    const names = [OTHER_PROVIDER, PROVIDER, UNPRICED];
    const ids = await offered('order: NAME_ASC');
    expect(ids.slice(0, 3)).toEqual(names);
    expect(ids.slice(3).toSorted()).toEqual(TWINS);
    expect((await offered()).toSorted()).toEqual([...names, ...TWINS].toSorted());
  });

  test('come in the order of today’s prices for a content, those without a price last', async () => {
    const ids = await offered(`filter: { contentId: "${a}" } order: PRICE_ASC`);
    expect(ids.slice(0, 2).toSorted()).toEqual([OTHER_PROVIDER, TWINS[0]!].toSorted());
    expect(ids.slice(2)).toEqual([PROVIDER, TWINS[1]]);
    expect(await faultOf(registry, client, `{ approvedProviders(serviceId: "${service.id}", order: PRICE_ASC) { totalCount } }`)).toBe(
      'BAD_USER_INPUT',
    );
  });

  test('are found by their own and their units’ names in any case of letters, and a percent sign is no wildcard', async () => {
    expect((await offered('filter: { text: "äiti JA ö" }')).toSorted()).toEqual(TWINS);
    expect(await offered('filter: { text: "åland" }')).toEqual([TWINS[1]]);
    expect(await offered('filter: { text: "%" }')).toEqual([]);
  });

  test('are found by the contents that they are approved for', async () => {
    expect(await offered(`filter: { contentId: "${contentId(service, 'b')}", text: "zor" }`)).toEqual([UNPRICED]);
    expect(await offered(`filter: { contentId: "${a}", text: "zor" }`)).toEqual([]);
  });

  test('take a cursor only in the order in which they gave it', async () => {
    const page = await answerOf<Connection>(
      registry,
      client,
      `{ approvedProviders(serviceId: "${service.id}", order: NAME_ASC, first: 1) { pageInfo { endCursor } } }`,
    );
    const query = `{ approvedProviders(serviceId: "${service.id}", after: "${page.pageInfo.endCursor}") { totalCount } }`;
    expect(await faultOf(registry, client, query)).toBe('BAD_USER_INPUT');
  });
});

test('everybody sees what a provider is approved for; only its own people and the approving organiser see ended approvals', async () => {
  const companies = [newId(), newId()];
  for (const [index, id] of companies.entries())
    await registerProvider(registry, { id, businessId: ['9000009-7', '9000011-8'][index]!, name: `Uusi ${index}`, units: [] });
  const approved = async (changes: object) => ((await approve({ providerId: companies[0], ...changes })).approval as { id: string }).id;
  const old = await approved({ firstDay: '2025-01-01', lastDay: '2026-06-14', contentIds: [a] });
  const lasting = await approved({ firstDay: '2026-06-15', lastDay: '2026-06-15', contentIds: [a] });
  const coming = await approved({ firstDay: '2026-08-01', contentIds: [a] });
  const reps = companies.map((id) => ({ __typename: 'Provider', id }));
  const query = `query ($reps: [_Any!]!, $after: String) { _entities(representations: $reps) { ... on Provider {
    approvals(first: 2, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } } } }`;
  const shown = async (actor: Actor, after: string | null = null) => {
    const found = await answerOf<{ approvals: Connection }[]>(registry, actor, query, { reps, after });
    expect(found[1]!.approvals).toMatchObject({ edges: [], totalCount: 0 });
    return found[0]!.approvals;
  };
  const ids = ({ edges }: Connection) => edges.map(({ node }) => node['id']);
  for (const actor of [client, otherAdmin, serviceManager]) {
    const page = await shown(actor);
    expect([ids(page), page.totalCount, page.pageInfo.hasNextPage]).toEqual([[coming, lasting], 2, false]);
  }
  for (const actor of [managerOf(companies[0]!), caseHandler]) {
    const page = await shown(actor);
    expect([ids(page), page.totalCount, page.pageInfo.hasNextPage]).toEqual([[coming, lasting], 3, true]);
    expect(ids(await shown(actor, page.pageInfo.endCursor))).toEqual([old]);
  }
});

describe('price lists', () => {
  const NODE = 'id state firstDay';
  const lists = (actor: Actor, args = '') => readAll(actor, 'priceLists', args, NODE);
  const of = (serviceId: string, more = '') => `filter: { serviceId: "${serviceId}" ${more} }`;
  let other: PublishedService;
  let ids: Record<'draft' | 'rejected' | 'superseded' | 'inForce' | 'accepted' | 'submitted' | 'others', string>;

  beforeAll(async () => {
    other = await publishExample(registry, {
      code: 'PL',
      contents: PERSONAL_ASSISTANCE.map((each) => ({ ...each, deductibleAllowed: true })),
    });
    for (const providerId of [PROVIDER, OTHER_PROVIDER]) await approve({ providerId, firstDay: '2026-01-01' }, caseHandler, other.id);
    const content = contentId(other, 'a');
    const write = async (mutation: string, firstDay: string, price: string, unitId = UNIT, actor = serviceManager) =>
      listOf(
        await answerOf(registry, actor, mutation, {
          input: { unitId, serviceId: other.id, firstDay, prices: [{ contentId: content, price }] },
        }),
      );
    const accepted = async (firstDay: string, price: string) => {
      const id = await write(SUBMIT, firstDay, price);
      await accept(id);
      return id;
    };
    const superseded = await accepted('2026-01-01', '30.00');
    const inForce = await accepted('2026-06-15', '29.00');
    const comes = await accepted('2026-08-01', '28.00');
    const rejected = await write(SUBMIT, '2026-10-01', '27.00');
    await answerOf(registry, admin, REJECT, { id: rejected });
    const submitted = await write(SUBMIT, '2026-10-01', '26.00');
    const draft = await write(SAVE_DRAFT, '2026-11-01', '25.00');
    const others = await write(SUBMIT, '2026-10-01', '26.00', OTHER_UNIT, otherServiceManager);
    ids = { draft, rejected, superseded, inForce, accepted: comes, submitted, others };
  });

  test('of an organiser are those that providers submitted to it, and drafts neither appear nor count', async () => {
    const { draft: _, ...out } = ids;
    for (const actor of [admin, caseHandler]) {
      const { nodes, total } = await lists(actor, of(other.id));
      expect(nodes.map(({ id }) => id)).toEqual(Object.values(out).toSorted().toReversed());
      expect(total).toBe(6);
    }
    expect(await lists(admin, of(other.id, 'states: [DRAFT]'))).toEqual({ nodes: [], total: 0 });
  });

  test('of a provider are its own, and no filter brings those of others', async () => {
    const { others, ...own } = ids;
    const { nodes } = await lists(serviceManager, of(other.id));
    expect(nodes.map(({ id }) => id).toSorted()).toEqual(Object.values(own).toSorted());
    expect((await lists(otherServiceManager, of(other.id))).nodes.map(({ id }) => id)).toEqual([others]);
    for (const filter of [`providerId: "${PROVIDER}"`, `unitId: "${UNIT}"`])
      expect(await lists(otherServiceManager, of(other.id, filter))).toEqual({ nodes: [], total: 0 });
  });

  test('another organiser finds none, whatever service it asks for; clients and recorders may not ask', async () => {
    expect(await lists(otherAdmin, of(other.id))).toEqual({ nodes: [], total: 0 });
    for (const actor of [client, recorder]) expect(await faultOf(registry, actor, '{ priceLists { totalCount } }')).toBe('FORBIDDEN');
  });

  test('are found by the state that readers see', async () => {
    for (const [state, id] of [
      ['REJECTED', ids.rejected],
      ['SUPERSEDED', ids.superseded],
      ['IN_FORCE', ids.inForce],
      ['ACCEPTED', ids.accepted],
    ] as const)
      expect((await lists(admin, of(other.id, `states: [${state}]`))).nodes).toEqual([expect.objectContaining({ id, state })]);
    const waiting = await lists(admin, of(other.id, 'states: [SUBMITTED, ACCEPTED]'));
    expect(waiting.nodes.map(({ id }) => id).toSorted()).toEqual([ids.submitted, ids.others, ids.accepted].toSorted());
  });

  test('come in the order of their first days, lists of one day too, page by page', async () => {
    const { nodes } = await lists(serviceManager, `${of(other.id)} order: FIRST_DAY_ASC`);
    const days = nodes.map(({ firstDay }) => firstDay as string);
    expect(days).toEqual(days.toSorted());
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(6);
  });

  test('are found by their first day, unit and provider', async () => {
    const found = async (filter: string) => (await lists(admin, of(other.id, filter))).nodes.map(({ id }) => id);
    expect(await found('firstDayFrom: "2026-06-15", firstDayTo: "2026-08-01"')).toEqual([ids.accepted, ids.inForce]);
    expect(await found(`unitId: "${OTHER_UNIT}"`)).toEqual([ids.others]);
    expect(await found(`providerId: "${OTHER_PROVIDER}"`)).toEqual([ids.others]);
    expect(await found(`providerId: "${newId()}"`)).toEqual([]);
    expect(await faultOf(registry, admin, '{ priceLists(filter: { unitId: "x" }) { totalCount } }')).toBe('BAD_USER_INPUT');
  });
});
