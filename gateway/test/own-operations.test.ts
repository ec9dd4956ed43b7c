/**
 * The operations of our own clients: each is within what an operation may cost, and the gateway runs each repeated
 * query itself.
 */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { getOperationAST, parse } from 'graphql';
import { scalars } from '@seteli/kit/scalars';
import { SERVICES } from '@seteli/schema/events/listeners';
import { ownOperations } from '@seteli/schema/operations';
import { subgraphSdl, supergraphSdl } from '@seteli/schema/sdl';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { ApolloServer } from '@apollo/server';
import { createCost, MAX_COST } from '../src/cost.ts';
import { resolversOfAnything } from './anything.ts';
import { ORGANISER, useWorld } from './world.ts';

const NO_CHANCE = { nulls: 0, faults: 0 };
const world = useWorld({
  resolvers: Object.fromEntries(
    SERVICES.map((name) => [
      name,
      resolversOfAnything(buildSubgraphSchema([{ typeDefs: parse(subgraphSdl(name)), resolvers: scalars as never }]), NO_CHANCE),
    ]),
  ),
});

/** As much as a screen asks for at once. */
const VARIABLES = {
  id: ORGANISER,
  month: '2026-06',
  day: '2026-06-16',
  first: 50,
  language: 'FI',
  number: 'H0800000015002',
  names: { fi: 'Alue', sv: 'Område', en: 'County' },
  iban: 'FI2112345600000785',
  visit: { bookingId: ORGANISER, start: '2026-06-16T06:00:00Z', end: '2026-06-16T07:00:00Z' },
  grant: {
    idempotencyKey: 'key',
    personId: ORGANISER,
    serviceId: ORGANISER,
    firstDay: '2026-06-16',
    clientCard: { name: 'Aku Asiakas' },
    entitlements: [{ contentIds: [ORGANISER], minutes: 600, recurrence: 'MONTH' }],
  },
};
const { id, month, day, first, language, names } = VARIABLES;
const ASKED: Readonly<Record<string, object>> = {
  Me: {},
  FrontPage: { month, day },
  MyMandates: {},
  WhoSawMe: {},
  Why: { visitId: id, language },
  FindPersons: { filter: { text: 'Aku' }, reason: 'Asiakas soitti' },
  FindVoucher: { voucherNumber: VARIABLES.number },
  BookingForm: { voucherId: id },
  Units: { providerId: id },
  Quote: { input: { visits: [VARIABLES.visit] } },
  PreviewGrant: { input: VARIABLES.grant },
  CheckersDesk: { month, first },
  RunDesk: { month, first },
  Feed: { organiserId: id, first: 500 },
  PriceListDesk: { states: ['SUBMITTED'], first },
  AcceptPriceList: { input: { idempotencyKey: 'key', priceListId: id } },
  FollowRecalculation: { jobId: id },
  Book: { input: { idempotencyKey: 'key', voucherId: id, unitId: id } },
  Record: { input: { idempotencyKey: 'key', visits: Array.from({ length: 20 }, () => VARIABLES.visit) } },
  Grant: { input: VARIABLES.grant },
  Organisers: { first },
  OpenOrganiser: { input: { idempotencyKey: 'key', businessId: '9000009-7', kind: 'MUNICIPALITY', names, languages: ['FI'] } },
  OrganiserSettings: { organiserId: id },
  SaveOrganiserSettings: { input: { idempotencyKey: 'key', settlementDay: 5 } },
  ProposeIban: { input: { idempotencyKey: 'key', iban: VARIABLES.iban } },
  ConfirmIban: { input: { idempotencyKey: 'key', proposalId: id, iban: VARIABLES.iban } },
  ConfirmProviderIban: { input: { idempotencyKey: 'key', proposalId: id, iban: VARIABLES.iban } },
  ProviderIbans: { first },
  ProviderDetails: { providerId: id },
};
const operations = [...ownOperations()];
const queries = operations.filter(([, text]) => getOperationAST(parse(text))?.operation === 'query');
const costOf = createCost(supergraphSdl());

/** A fifth of what an operation may cost: a screen asks for one after another, and a minute has a limit, too. */
it.each(operations)('%s costs no more than a screen should', (name, text) => {
  const document = parse(text);
  const cost = costOf({ document, operation: getOperationAST(document)!, variables: { ...ASKED[name] } });
  expect([name, cost < MAX_COST / 5 ? 'modest' : cost]).toEqual([name, 'modest']);
});

describe('each query of our own clients', () => {
  const throughApollo = vi.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');
  afterAll(() => throughApollo.mockRestore());

  it.each(queries)('%s is ready when it comes again', async (name, text) => {
    const one = await world.ask(text, ASKED[name]);
    expect(one.errors, JSON.stringify(one.errors)).toBeUndefined();
    throughApollo.mockClear();
    const again = await world.ask(text, ASKED[name]);
    expect([again.status, throughApollo.mock.calls.length]).toEqual([200, 0]);
  });
});
