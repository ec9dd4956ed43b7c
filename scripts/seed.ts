/**
 * Fills a running system with the demonstration data. People and organisations go straight into their services, since
 * their ids are fixed and the doors choose ids of their own. Everything else goes through the gateway, as its users
 * would do it. May be run again.
 */
import { randomUUID } from 'node:crypto';
import { onceKnown, openClient, type Client } from '@seteli/local/client';
import { HOME_CLEANING, IBANS, PERSONAL_ASSISTANCE, type DemonstrationService } from '@seteli/local/demonstration';
import {
  client,
  CLIENTS,
  COMPANY,
  OTHER_COMPANY,
  OTHER_ORGANISER,
  PERSONAS,
  PIRKANMAA,
  type Organiser,
  type PersonaKey,
  type Provider,
} from '@seteli/local/personas';
import { requireDevelopment } from '@seteli/local/development';
import { stateFolder } from '@seteli/local/places';
import { basePort, portsFrom } from '@seteli/local/ports';
import { adminUrl } from '@seteli/local/postgres';
import { httpUrl } from '@seteli/local/processes';
import { readSecrets } from '@seteli/local/secrets';
import { serviceUrls } from '@seteli/local/service-database';
import { systemClock } from '@seteli/kit/clock';
import { openDatabase } from '@seteli/kit/database';
import { openLog } from '@seteli/kit/log';
import type { Decision } from '@seteli/kit/result';
import { SERVICE } from '@seteli/kit/scope';
import { keyRing } from '@seteli/kit/secrets';
import { openVault } from '@seteli/kit/vault';
import type { ServiceName } from '@seteli/schema/events/listeners';
import { registerNewcomers, registerPerson } from '../services/identity/src/commands/person.ts';
import { registerSystemAccount } from '../services/identity/src/commands/system-account.ts';
import { saveUser } from '../services/identity/src/commands/user.ts';
import { registerOrganiser, registerProvider } from '../services/registry/src/commands/company.ts';
import { NO_CONTACT } from '../services/registry/src/domain/contact.ts';
import { DEFAULTS } from '../services/registry/src/domain/organiser.ts';

const FIRST_DAY = '2026-01-01';

requireDevelopment('Demonstration data');

const ports = portsFrom(basePort());
const secrets = readSecrets(stateFolder(basePort()));
const log = openLog('seed', 'warn');

const databaseOf = (service: ServiceName) => {
  const embedded = serviceUrls(adminUrl(ports.postgres, secrets.postgres), service, service, secrets.services[service]).url;
  return openDatabase({ url: process.env[`DATABASE_URL_${service.toUpperCase()}`] ?? embedded, log, name: 'seed', max: 4 }).within(SERVICE);
};

function accepted<T>(what: string, decision: Decision<T>): T {
  if (!decision.accepted) throw new Error(`${what} was refused: ${JSON.stringify(decision.refusal)}`);
  return decision.value;
}

/**
 * The doors take 60 identity codes an hour from a granter, and each user of an organisation waits a second for their
 * e-mail and signs in.
 */
async function seedPeople(): Promise<void> {
  const database = databaseOf('identity');
  const vault = openVault({ keys: keyRing.parse(secrets.person), indexKeys: keyRing.parse(secrets.personIndex) });
  const desk = { database, clock: systemClock, realTime: systemClock, vault, identityCodes: 'ARTIFICIAL' } as const;
  for (const [name, persona] of Object.entries(PERSONAS)) {
    const { userId: id, organisation, roles } = persona;
    if (!('person' in persona)) continue;
    const { identityCode, givenNames, familyName, id: personId } = persona.person;
    const organiserIds = persona.organisation.kind === 'PERSON' ? [PIRKANMAA.id] : [];
    const facts = { identityCode, givenNames, familyName, protectedAddress: false, diedOn: null, municipalityCode: '837', organiserIds };
    accepted(name, await registerPerson(desk, { ...facts, id: personId }));
    if (organisation.kind !== 'PERSON')
      accepted(name, await saveUser(desk, { id, organisation, roles: roles as never, active: true, personId }));
  }
  await registerNewcomers(
    desk,
    Array.from({ length: CLIENTS }, (_, number) => client(number)),
  );
  await database.close();
}

/** A door chooses a system's name and shows a new secret once. Scripts know both from the state folder. */
async function seedSystems(): Promise<void> {
  const database = databaseOf('identity');
  for (const [name, persona] of Object.entries(PERSONAS)) {
    if (!('clientId' in persona)) continue;
    const { userId: id, clientId, organisation, roles: scopes } = persona;
    const order = { id, organisation, clientId, name: clientId, scopes, secret: secrets.system, active: true };
    accepted(name, await registerSystemAccount({ database, realTime: systemClock }, order));
  }
  await database.close();
}

async function seedOrganisations(): Promise<void> {
  const database = databaseOf('registry');
  const desk = { database, clock: systemClock };
  const organiser = async ({ id, businessId, names, municipalityCodes }: Organiser) => {
    const said = { kind: 'WELLBEING_COUNTY', languages: ['FI', 'SV'], contact: NO_CONTACT } as const;
    const wish = { id, businessId, names, municipalityCodes, ...DEFAULTS, ...said };
    accepted(names.fi, await registerOrganiser(desk, wish));
  };
  const provider = async ({ id, businessId, name, units }: Provider) =>
    accepted(name, await registerProvider(desk, { id, businessId, name, units }));
  await organiser(PIRKANMAA);
  await organiser(OTHER_ORGANISER);
  await provider(COMPANY);
  await provider(OTHER_COMPANY);
  await database.close();
}

type Account = { readonly iban: string; readonly by: PersonaKey; readonly second: PersonaKey; readonly confirm: string };

/** Each account takes two persons. Each company has one, so an organiser that approves it is the second. */
const ACCOUNTS: readonly Account[] = [
  { iban: IBANS.organiser, by: 'organiser-admin', second: 'second-organiser-admin', confirm: 'confirmIban' },
  { iban: IBANS.otherOrganiser, by: 'other-organiser-admin', second: 'other-second-organiser-admin', confirm: 'confirmIban' },
  { iban: IBANS.provider, by: 'provider-admin', second: 'case-handler', confirm: 'confirmProviderIban' },
  { iban: IBANS.otherProvider, by: 'other-provider-admin', second: 'other-case-handler', confirm: 'confirmProviderIban' },
];

async function seedAccount(client: Client, { iban, by, second, confirm }: Account): Promise<void> {
  const { bankAccount } = await client.ask(by, '{ bankAccount { iban } }');
  if (bankAccount.iban === iban) return;
  const { proposal } = await change<Payload & { proposal: { id: string } }>(
    client,
    by,
    'proposeIban',
    `mutation ($input: ProposeIbanInput!) { proposeIban(input: $input) { proposal { id } refusal { code path } } }`,
    { iban },
  );
  await change(client, second, confirm, `mutation ($input: ConfirmIbanInput!) { ${confirm}(input: $input) { refusal { code path } } }`, {
    proposalId: proposal.id,
    iban,
  });
}

type Payload = { refusal: { code: string; path?: string[] } | null };

/** A service refuses what an earlier run of the seed already did; that is as good. */
async function change<T extends Payload>(client: Client, persona: PersonaKey, field: string, query: string, wish: object): Promise<T> {
  const input = { idempotencyKey: randomUUID(), ...wish };
  const payload = await onceKnown<T>(async () => (await client.ask(persona, query, { input }))[field]);
  if (payload.refusal && payload.refusal.code !== 'VERSION_EXISTS')
    throw new Error(`${field} was refused: ${JSON.stringify(payload.refusal)}`);
  return payload;
}

type Staff = { admin: PersonaKey; caseHandler: PersonaKey; serviceManager: PersonaKey };

/** A service with its values, an approved provider and a unit's price list. */
async function seedService(
  client: Client,
  organiser: Organiser,
  provider: Provider,
  service: DemonstrationService,
  staff: Staff,
): Promise<string> {
  const { code, names, deductibleAllowed, contents } = service;
  await change(
    client,
    staff.admin,
    'publishService',
    `mutation ($input: PublishServiceInput!) { publishService(input: $input) { refusal { code path } } }`,
    {
      code,
      names,
      firstDay: FIRST_DAY,
      contents: contents.map(({ code: contentCode, fi, sv, en, bands }) => ({
        code: contentCode,
        names: { fi, sv, en },
        deductibleAllowed,
        bands,
      })),
    },
  );
  const { services } = await client.ask(staff.admin, `query ($id: ID!) { services(organiserId: $id) { id code contents { id code } } }`, {
    id: organiser.id,
  });
  const published = services.find((each: { code: string }) => each.code === code);
  const contentIds = new Map<string, string>(published.contents.map((content: { id: string; code: string }) => [content.code, content.id]));
  const serviceId = published.id;
  await change(
    client,
    staff.admin,
    'publishValues',
    `mutation ($input: PublishValuesInput!) { publishValues(input: $input) { refusal { code path } } }`,
    {
      serviceId,
      firstDay: FIRST_DAY,
      values: contents.map((content) => ({ contentId: contentIds.get(content.code), value: content.value })),
    },
  );
  const approved = await client.ask(
    staff.admin,
    `query ($id: ID!) { approvedProviders(serviceId: $id) { edges { node { provider { id } } } } }`,
    { id: serviceId },
  );
  if (!approved.approvedProviders.edges.some((edge: { node: { provider: { id: string } } }) => edge.node.provider.id === provider.id))
    await change(
      client,
      staff.caseHandler,
      'approveProvider',
      `mutation ($input: ApproveProviderInput!) { approveProvider(input: $input) { refusal { code path } } }`,
      {
        providerId: provider.id,
        serviceId,
        firstDay: FIRST_DAY,
      },
    );
  await seedPrices(client, provider, service, serviceId, contentIds, staff);
  return serviceId;
}

async function seedPrices(
  client: Client,
  { units }: Provider,
  { contents }: DemonstrationService,
  serviceId: string,
  contentIds: ReadonlyMap<string, string>,
  staff: Staff,
): Promise<void> {
  const submitted = await change<Payload & { priceList: { id: string } | null }>(
    client,
    staff.serviceManager,
    'submitPriceList',
    `mutation ($input: SubmitPriceListInput!) { submitPriceList(input: $input) { priceList { id } refusal { code path } } }`,
    {
      unitId: units[0]!.id,
      serviceId,
      firstDay: FIRST_DAY,
      prices: contents.map((content) => ({ contentId: contentIds.get(content.code), price: content.price })),
    },
  );
  if (!submitted.priceList) return;
  await change(
    client,
    staff.admin,
    'acceptPriceList',
    `mutation ($input: AcceptPriceListInput!) { acceptPriceList(input: $input) { refusal { code path } } }`,
    {
      priceListId: submitted.priceList.id,
    },
  );
}

type Team = { readonly by: PersonaKey; readonly name: string; readonly serviceIds: string[]; readonly members: readonly PersonaKey[] };

/** Says which users work with the clients of which services. */
async function seedTeam(client: Client, { by, name, serviceIds, members }: Team): Promise<void> {
  const { serviceTeams } = await client.ask(by, '{ serviceTeams { id name } }');
  const known = serviceTeams.find((team: { id: string; name: string }) => team.name === name);
  const memberIds = members.map((member) => PERSONAS[member].userId);
  const query = `mutation ($input: SaveServiceTeamInput!) { saveServiceTeam(input: $input) { refusal { code path } } }`;
  await change(client, by, 'saveServiceTeam', query, { id: known?.id, name, serviceIds, memberIds });
}

async function seedEverything(): Promise<void> {
  await seedSystems();
  await seedPeople();
  await seedOrganisations();
  const client = openClient(httpUrl(ports.gateway));
  const staff: Staff = { admin: 'organiser-admin', caseHandler: 'case-handler', serviceManager: 'service-manager' };
  const otherStaff: Staff = { admin: 'other-organiser-admin', caseHandler: 'other-case-handler', serviceManager: 'other-service-manager' };
  const assistance = await seedService(client, PIRKANMAA, COMPANY, PERSONAL_ASSISTANCE, staff);
  const cleaning = await seedService(client, PIRKANMAA, COMPANY, HOME_CLEANING, staff);
  const otherCleaning = await seedService(client, OTHER_ORGANISER, OTHER_COMPANY, HOME_CLEANING, otherStaff);
  const teams: Team[] = [
    {
      by: 'provider-admin',
      name: 'Tampereen tiimi',
      serviceIds: [assistance, cleaning],
      members: ['recorder', 'service-manager', 'provider-admin', 'preparer', 'provider-system'],
    },
    {
      by: 'organiser-admin',
      name: 'Seniorineuvonta',
      serviceIds: [assistance, cleaning],
      members: ['granter', 'second-granter', 'checker'],
    },
    { by: 'other-organiser-admin', name: 'Toinen neuvonta', serviceIds: [otherCleaning], members: ['other-granter', 'other-checker'] },
    {
      by: 'other-provider-admin',
      name: 'Toinen tiimi',
      serviceIds: [otherCleaning],
      members: ['other-recorder', 'other-service-manager', 'other-provider-admin'],
    },
  ];
  await Promise.all([...ACCOUNTS.map((account) => seedAccount(client, account)), ...teams.map((team) => seedTeam(client, team))]);
}

await seedEverything();
