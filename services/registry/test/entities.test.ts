import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newId } from '@seteli/kit/ids';
import type { ServiceUnderTest } from '@seteli/testing/service';
import {
  answerOf,
  APPROVE,
  caseHandler,
  client,
  contentId,
  openRegistry,
  ORGANISER,
  PROVIDER,
  publishExample,
  UNIT,
  type PublishedService,
} from './scene.ts';

let registry: ServiceUnderTest;
let service: PublishedService;
beforeAll(async () => {
  registry = await openRegistry();
  service = await publishExample(registry);
});
afterAll(() => registry.stop());

const QUERY = `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename
  ... on Organiser { names { fi } } ... on Service { code } ... on ServiceContent { code service { organiser { id } } }
  ... on Provider { name } ... on ProviderUnit { name } ... on ProviderApproval { provider { id } contents { code } } } }`;

test('other subgraphs’ references get public facts, and unknown or malformed ones null', async () => {
  const input = { providerId: PROVIDER, serviceId: service.id, firstDay: '2026-01-01', contentIds: [contentId(service, 'b')] };
  const { approval } = await answerOf(registry, caseHandler, APPROVE, { input });
  const representations = [
    { __typename: 'Organiser', id: ORGANISER },
    { __typename: 'Service', id: service.id },
    { __typename: 'ServiceContent', id: contentId(service, 'h') },
    { __typename: 'Provider', id: PROVIDER },
    { __typename: 'ProviderUnit', id: UNIT },
    { __typename: 'ProviderApproval', id: (approval as { id: string }).id },
    { __typename: 'Provider', id: newId() },
    { __typename: 'Service', id: 'x' },
  ];
  expect(await answerOf(registry, client, QUERY, { representations })).toEqual([
    { __typename: 'Organiser', names: { fi: 'Pirkanmaa' } },
    { __typename: 'Service', code: 'HA' },
    { __typename: 'ServiceContent', code: 'h', service: { organiser: { id: ORGANISER } } },
    { __typename: 'Provider', name: 'Yritys' },
    { __typename: 'ProviderUnit', name: 'Toimipaikka' },
    { __typename: 'ProviderApproval', provider: { id: PROVIDER }, contents: [{ code: 'b' }] },
    null,
    null,
  ]);
});

const statementsOf = (pool: object) => (pool as { Client: { Query: { prototype: { submit(): void } } } }).Client.Query.prototype;

test('a list costs one query for each kind of thing in it, however long it is', async () => {
  for (const code of ['L1', 'L2', 'L3', 'L4']) await publishExample(registry, { code });
  // The spy sits on the prototype of all statements, since the service has connections of its own.
  const spy = vi.spyOn(statementsOf(registry.database.pool), 'submit');
  const services = await answerOf<{ code: string }[]>(
    registry,
    client,
    `{ services(organiserId: "${ORGANISER}") { code organiser { names { fi } } gaps { from } contents { code bands { from } } } }`,
  );
  const statements = spy.mock.contexts.map((statement) => (statement as unknown as { text: string }).text);
  spy.mockRestore();
  expect(services.map(({ code }) => code)).toEqual(['HA', 'L1', 'L2', 'L3', 'L4']);
  const tables = statements.flatMap((text) => /from "(service|organiser|service_content_version|band)"/.exec(text)?.[1] ?? []);
  expect(tables.toSorted()).toEqual(['band', 'organiser', 'service', 'service_content_version']);
});
