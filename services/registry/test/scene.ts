/**
 * What the tests of the registry start from: two organisers, two providers, people who act for them, and short ways to
 * ask.
 */
import { expect } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId, type Id } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { openPeer, untilApplied, type Peer } from '@seteli/testing/peer';
import { startForTest, testSettings, type ServiceUnderTest } from '@seteli/testing/service';
import { valuesPublished } from '@seteli/schema/events/vouchers';
import { registerOrganiser, registerProvider } from '../src/commands/company.ts';
import type { Settings } from '../src/config.ts';
import { NO_CONTACT } from '../src/domain/contact.ts';
import { PERSONAL_ASSISTANCE } from '../src/domain/example-service.ts';
import { start } from '../src/main.ts';

export const ORGANISER = newId();
export const OTHER_ORGANISER = newId();
export const PROVIDER = newId();
export const OTHER_PROVIDER = newId();
export const UNIT = newId();
export const OTHER_UNIT = newId();

const acting = (kind: Actor['organisation']['kind'], id: Id, ...roles: string[]): Actor => ({
  userId: newId(),
  organisation: { kind, id },
  roles,
  teamIds: [],
  personId: newId(),
  assurance: 'STRONG',
});

export const admin = acting('ORGANISER', ORGANISER, 'ADMIN');
export const caseHandler = acting('ORGANISER', ORGANISER, 'CASE_HANDLER');
export const granter = acting('ORGANISER', ORGANISER, 'GRANTER');
export const otherAdmin = acting('ORGANISER', OTHER_ORGANISER, 'ADMIN', 'CASE_HANDLER');
export const serviceManager = acting('PROVIDER', PROVIDER, 'SERVICE_MANAGER');
export const recorder = acting('PROVIDER', PROVIDER, 'RECORDER');
export const otherServiceManager = acting('PROVIDER', OTHER_PROVIDER, 'SERVICE_MANAGER', 'ADMIN', 'SIGNATORY');
export const client = acting('PERSON', newId(), 'CLIENT');

export const names = (text: string) => ({ fi: text, sv: text, en: text });

/** Port 9 (discard) has no listener: most tests ask no register. */
export const registrySettings = async (companyRegister = { COMPANY_REGISTER_URL: 'http://127.0.0.1:9' }): Promise<Settings> =>
  ({ ...(await testSettings('registry')), ...companyRegister }) as unknown as Settings;

export async function openRegistry(settings?: Settings): Promise<ServiceUnderTest> {
  const registry = await startForTest('registry', start, '2026-06-15T09:00:00Z', settings ?? (await registrySettings()));
  const organisers = [
    { id: ORGANISER, businessId: '9000001-1', names: names('Pirkanmaa') },
    { id: OTHER_ORGANISER, businessId: '9000003-8', names: names('Toinen') },
  ];
  for (const organiser of organisers)
    expect(
      await registerOrganiser(registry, {
        ...organiser,
        kind: 'WELLBEING_COUNTY',
        settlementDay: 5,
        recordingCutOffDay: 3,
        municipalityCodes: [],
        languages: ['FI'],
        contact: NO_CONTACT,
      }),
    ).toMatchObject({ accepted: true });
  const providers = [
    { id: PROVIDER, businessId: '9000004-6', name: 'Yritys', units: [{ id: UNIT, name: 'Toimipaikka' }] },
    { id: OTHER_PROVIDER, businessId: '9000005-4', name: 'Toinen yritys', units: [{ id: OTHER_UNIT, name: 'Toinen yritys' }] },
  ];
  for (const provider of providers) expect(await registerProvider(registry, provider)).toMatchObject({ accepted: true });
  return registry;
}

export const serviceInput = (changes: object = {}) => ({
  code: 'HA',
  names: names('Henkilökohtainen apu'),
  firstDay: '2026-01-01',
  contents: PERSONAL_ASSISTANCE,
  ...changes,
});

const REFUSAL = 'refusal { code path }';
export const PUBLISH = `mutation ($input: PublishServiceInput!) { publishService(input: $input) { ${REFUSAL}
  service { id version firstDay names { fi } contents { id code names { sv } } } } }`;
export const APPROVE = `mutation ($input: ApproveProviderInput!) { approveProvider(input: $input) { ${REFUSAL}
  approval { id firstDay lastDay provider { id name } service { id code } contents { code } } } }`;
export const WITHDRAW = `mutation ($input: WithdrawApprovalInput!) { withdrawApproval(input: $input) { ${REFUSAL} approval { id lastDay } } }`;
export const SUBMIT = `mutation ($input: SubmitPriceListInput!) { submitPriceList(input: $input) { ${REFUSAL}
  priceList { id state firstDay unit { id provider { id } } service { id } prices { price content { id } } } } }`;
export const SAVE_DRAFT = `mutation ($input: SavePriceListDraftInput!) { savePriceListDraft(input: $input) { ${REFUSAL}
  priceList { id state firstDay prices { price content { id } } } } }`;
export const ACCEPT = `mutation ($key: String!, $id: ID!, $previewId: ID) { acceptPriceList(input: { idempotencyKey: $key, priceListId: $id, previewId: $previewId }) { ${REFUSAL} priceList { id state } } }`;
export const REJECT = `mutation ($key: String!, $id: ID!) { rejectPriceList(input: { idempotencyKey: $key, priceListId: $id, reason: "Liian kallis" }) { ${REFUSAL} priceList { id state } } }`;

/** Adds a key, which every command needs; queries ignore it. */
const keyed = ({ input, ...variables }: Record<string, unknown>) => ({
  key: newId(),
  ...variables,
  ...(input !== undefined && { input: { idempotencyKey: newId(), ...(input as object) } }),
});

/** Asks, and returns the answer of the one field. Fails when there are errors. */
export async function answerOf<Wanted = Record<string, unknown>>(
  registry: ServiceUnderTest,
  actor: Actor,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Wanted> {
  const { data, errors } = await registry.ask(actor, query, keyed(variables));
  expect(errors ?? []).toEqual([]);
  return Object.values(data as Record<string, unknown>)[0] as Wanted;
}

/** The GraphQL error code of a request that the actor may not even make. */
export async function faultOf(registry: ServiceUnderTest, actor: Actor, query: string, variables: Record<string, unknown> = {}) {
  const { errors } = await registry.ask(actor, query, keyed(variables));
  return errors?.[0]?.extensions.code;
}

export type PublishedService = { readonly id: Id; readonly contents: readonly { readonly id: Id; readonly code: string }[] };

export async function publishExample(registry: ServiceUnderTest, changes: object = {}): Promise<PublishedService> {
  const { service, refusal } = await answerOf(registry, admin, PUBLISH, { input: serviceInput(changes) });
  expect(refusal).toBeNull();
  return service as PublishedService;
}

export const contentId = ({ contents }: PublishedService, code: string): Id => contents.find((content) => content.code === code)!.id;

/** Vouchers says what the organiser pays at most. Returns when the registry has heard it. */
export async function sayValues(
  registry: ServiceUnderTest,
  service: PublishedService,
  firstDay: string,
  cents: bigint,
  vouchers?: Peer,
): Promise<void> {
  const peer = vouchers ?? (await openPeer('vouchers'));
  try {
    await peer.say(
      ORGANISER,
      announce(valuesPublished, service.id, {
        valueTableId: newId(),
        organiserId: ORGANISER,
        serviceId: service.id,
        firstDay: Temporal.PlainDate.from(firstDay),
        values: service.contents.map(({ id }) => ({ contentId: id, valueCents: cents })),
        version: 1,
      }),
    );
    await untilApplied(registry.database, [peer]);
  } finally {
    if (!vouchers) await peer.stop();
  }
}
