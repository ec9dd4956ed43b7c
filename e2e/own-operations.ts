/**
 * Sends the operations of our own clients as their users, about the demonstration data. Mutations get arguments with
 * which they change nothing.
 */
import { randomUUID } from 'node:crypto';
import { IBANS } from '@seteli/local/demonstration';
import { COMPANY, PERSONAS, PIRKANMAA, type PersonaKey } from '@seteli/local/personas';
import type { Client } from '@seteli/local/client';
import { newId } from '@seteli/kit/ids';
import { ownOperations } from '@seteli/schema/operations';

type Asked = {
  readonly by: PersonaKey;
  readonly variables: object;
  /** The part of an answer without which the screen is of no use. */ readonly shows: (data: Data) => unknown;
};
// Callers know what they asked for.
// oxlint-disable-next-line typescript/no-explicit-any -- what it holds, each operation says
type Data = any;

const SCENE = `{
  bookings(first: 10) { edges { node { id voucher { id service { id contents { id } } } visits(first: 5) { edges { node { id allocation start } } } } } }
}`;

async function askedOf(client: Client): Promise<Record<string, Asked>> {
  const { bookings } = await client.ask('recorder', SCENE);
  const booking = bookings.edges.map(({ node }: Data) => node).find(({ visits }: Data) => visits.edges.length > 0);
  const visit = booking.visits.edges.map(({ node }: Data) => node).find(({ allocation }: Data) => allocation === 'MADE');
  const { voucher } = booking;
  const month = visit.start.slice(0, 7);
  const again = { start: visit.start, end: Temporal.Instant.from(visit.start).add({ minutes: 30 }).toString() };
  const grant = {
    idempotencyKey: newId(),
    personId: PERSONAS.aku.person.id,
    serviceId: voucher.service.id,
    firstDay: `${month}-01`,
    lastDay: '2036-12-31',
    clientCard: { name: 'Aku Asiakas' },
    entitlements: [{ contentIds: [voucher.service.contents[0].id], minutes: 600, recurrence: 'MONTH' }],
  };
  return {
    Me: { by: 'recorder', variables: {}, shows: ({ me }) => me.person },
    FrontPage: {
      by: 'aku',
      variables: { month, day: `${month}-15` },
      shows: ({ vouchers }) => vouchers.edges.some(({ node }: Data) => node.monthSoFar.visits > 0),
    },
    // Nobody has acted for the client yet.
    MyMandates: { by: 'aku', variables: {}, shows: ({ mandates }) => Array.isArray(mandates) },
    WhoSawMe: { by: 'aku', variables: {}, shows: ({ bookingAccesses }) => bookingAccesses.edges[0] },
    Why: {
      by: 'aku',
      variables: { visitId: visit.id, language: 'FI' },
      shows: ({ explainVisit }) => explainVisit.shares.lines[0].rules[0].text,
    },
    FindVoucher: {
      by: 'recorder',
      variables: { voucherNumber: 'h 0800 0000 15002' },
      shows: ({ voucherByNumber }) => voucherByNumber.contents[0],
    },
    BookingForm: { by: 'recorder', variables: { voucherId: voucher.id }, shows: (data) => data.voucher.clientCard },
    Units: { by: 'recorder', variables: { providerId: COMPANY.id }, shows: ({ provider }) => provider.units[0].priceLists[0].prices[0] },
    Quote: {
      by: 'recorder',
      variables: { input: { visits: [{ bookingId: booking.id, ...again }] } },
      shows: ({ quoteVisits: { results } }) => results[0].explanation ?? results[0].refusal,
    },
    PreviewGrant: {
      by: 'granter',
      variables: { input: grant },
      shows: ({ previewGrant }) => previewGrant.preview.cost.after.clientShares[0].cheapest.price,
    },
    FindPersons: {
      by: 'granter',
      variables: { filter: { text: 'Aku' }, reason: 'Asiakas soitti' },
      shows: ({ findPersons }) => findPersons[0].contacts.language,
    },
    // Nobody has the code, and the phone number is none: both are refused.
    RegisterClient: {
      by: 'granter',
      variables: { input: { idempotencyKey: newId(), identityCode: '010203-9057', reason: 'Hakemus' } },
      shows: ({ registerClient }) => registerClient.refusal,
    },
    SaveMyContacts: {
      by: 'aku',
      variables: { input: { idempotencyKey: newId(), phone: 'x' } },
      shows: ({ saveMyContacts }) => saveMyContacts.refusal,
    },
    CheckersDesk: { by: 'checker', variables: { month, first: 50 }, shows: ({ heldVisits }) => heldVisits.sum },
    RunDesk: {
      by: 'approver',
      variables: { month, first: 50 },
      shows: ({ monthSoFar }) => monthSoFar.providers.edges[0].node.services[0].sums.accrued.entries,
    },
    PriceListDesk: {
      by: 'organiser-admin',
      variables: { states: ['IN_FORCE'], first: 20 },
      shows: ({ priceLists }) => priceLists.edges[0].node.prices[0].content.names,
    },
    AcceptPriceList: {
      by: 'organiser-admin',
      variables: { input: { idempotencyKey: newId(), priceListId: newId() } },
      shows: ({ acceptPriceList }) => acceptPriceList.refusal,
    },
    // Nobody has started one: it shows that there is none.
    FollowRecalculation: { by: 'organiser-admin', variables: { jobId: randomUUID() }, shows: ({ repricing }) => repricing === null },
    Feed: {
      by: 'system',
      variables: { organiserId: PIRKANMAA.id, first: 20 },
      shows: ({ settlementFeed }) => settlementFeed.items[0].hash,
    },
    Book: {
      by: 'recorder',
      variables: { input: { idempotencyKey: newId(), voucherId: newId(), unitId: COMPANY.units[0]!.id } },
      shows: ({ makeBooking }) => makeBooking.refusal,
    },
    Record: {
      by: 'recorder',
      variables: { input: { idempotencyKey: newId(), visits: [{ bookingId: newId(), ...again }] } },
      shows: ({ recordVisits }) => recordVisits.results[0].refusal,
    },
    Grant: {
      by: 'granter',
      variables: { input: { ...grant, serviceId: newId() } },
      shows: ({ grantVoucher }) => grantVoucher.refusal,
    },
    ...askedOfOrganisations(),
  };
}

function askedOfOrganisations(): Record<string, Asked> {
  const names = { fi: 'Alue', sv: 'Område', en: 'County' };
  const confirmation = { input: { idempotencyKey: newId(), proposalId: newId(), iban: IBANS.provider } };
  return {
    Organisers: { by: 'operator', variables: { first: 20 }, shows: ({ organisers }) => organisers.totalCount >= 2 },
    OpenOrganiser: {
      by: 'operator',
      variables: {
        input: { idempotencyKey: newId(), businessId: PIRKANMAA.businessId, kind: 'WELLBEING_COUNTY', names, languages: ['FI'] },
      },
      shows: ({ openOrganiser }) => openOrganiser.refusal,
    },
    OrganiserSettings: {
      by: 'organiser-admin',
      variables: { organiserId: PIRKANMAA.id },
      shows: ({ organiser, bankAccount }) => organiser.version > 0 && bankAccount.iban === IBANS.organiser,
    },
    SaveOrganiserSettings: {
      by: 'organiser-admin',
      variables: { input: { idempotencyKey: newId(), expectedVersion: 1_000_000 } },
      shows: ({ saveOrganiserSettings }) => saveOrganiserSettings.refusal,
    },
    ProposeIban: {
      by: 'organiser-admin',
      variables: { input: { idempotencyKey: newId(), iban: 'FI00' } },
      shows: ({ proposeIban }) => proposeIban.refusal,
    },
    ConfirmIban: { by: 'organiser-admin', variables: confirmation, shows: ({ confirmIban }) => confirmIban.refusal },
    ConfirmProviderIban: { by: 'case-handler', variables: confirmation, shows: (data) => data.confirmProviderIban.refusal },
    ProviderIbans: { by: 'case-handler', variables: { first: 20 }, shows: (data) => data.providerIbanProposals.pageInfo },
    ProviderDetails: {
      by: 'provider-admin',
      variables: { providerId: COMPANY.id },
      shows: ({ provider, bankAccount }) => provider.units.length > 0 && bankAccount.iban === IBANS.provider,
    },
  };
}

/** The faults in the answers, by operation. None when each operation has an answer that shows its purpose. */
export async function wrongWithOwnOperations(client: Client): Promise<readonly string[]> {
  const asked = await askedOf(client);
  const wrong: string[] = [];
  for (const [name, text] of ownOperations()) {
    const wish = asked[name];
    if (!wish) {
      wrong.push(`${name} is asked by nobody`);
      continue;
    }
    const { data, errors } = await client.send(wish.by, text, wish.variables as Record<string, unknown>);
    if (errors) wrong.push(`${name}: ${JSON.stringify(errors)}`);
    else if (!wish.shows(data)) wrong.push(`${name} shows nothing: ${JSON.stringify(data)}`);
  }
  return wrong;
}
