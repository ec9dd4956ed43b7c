/**
 * Lets people wish the most extreme things of a running system. The system may do what they wish, refuse it by name or
 * answer BAD_USER_INPUT. The player notes every other answer.
 */
import { randomUUID } from 'node:crypto';
import { COMPANY, type PersonaKey } from '@seteli/local/personas';
import { book } from '../bookings.ts';
import { nextClient } from '../clients.ts';
import { post, unfitIn } from '../post.ts';
import type { Payload } from '../rules/reading.ts';
import { coverServices } from '../teams.ts';
import { until, untilWell } from '../waiting.ts';
import type { World } from '../world.ts';
import { AT_THE_EDGE, CONTENTS, EUROS, quantitiesOf, serviceOf, tablesOf, visitsOf, type Extreme } from './wishes.ts';

const UNIT = COMPANY.units[0]!.id;
const FIRST_DAY = '2024-01-01';
const LAST_DAY = '2033-12-31';

export type Played = {
  /** Answers that nobody may get. */
  readonly wrong: string[];
  /** How often each refusal, or BAD_USER_INPUT, came instead of what was wished. */
  readonly refused: Map<string, number>;
  readonly visits: string[];
};

type Configured = { readonly serviceId: string; readonly ids: readonly string[] };

type Served = { readonly voucher: Payload; readonly visits: readonly object[]; readonly recorded: readonly string[] };

export type Player = ReturnType<typeof openPlayer>;

export function openPlayer(world: Pick<World, 'client' | 'system'>) {
  const played: Played = { wrong: [], refused: new Map(), visits: [] };
  const refuse = (name: string) => void played.refused.set(name, (played.refused.get(name) ?? 0) + 1);

  /** The data; nothing when the input was malformed. */
  async function send(persona: PersonaKey, query: string, variables: object): Promise<Payload> {
    const answer = await post(`${world.system.url}/graphql`, await world.client.token(persona), { query, variables });
    const codes = answer.errors.map(({ extensions }) => extensions?.code);
    const unfit =
      unfitIn(answer) ?? codes.find((code) => code !== 'BAD_USER_INPUT') ?? (answer.data || codes.length > 0 ? undefined : 'nothing');
    if (unfit)
      played.wrong.push(`${unfit}: ${answer.text.slice(0, 200)} to ${query.slice(0, 60)} ${JSON.stringify(variables).slice(0, 300)}`);
    if (codes.includes('BAD_USER_INPUT')) refuse('BAD_USER_INPUT');
    return codes.length > 0 ? undefined : answer.data;
  }

  /** The payload of a mutation that succeeded. */
  async function change(persona: PersonaKey, name: string, fields: string, input: object): Promise<Payload> {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} refusal { code path remaining { amount minutes } } } }`;
    const payload = await until(`${name} is answered`, async () => {
      const own = { ...input, idempotencyKey: randomUUID() };
      const answered = (await send(persona, mutation, { input: own }))?.[name] ?? null;
      return answered?.refusal?.code !== 'NOT_YET_KNOWN' && { answered };
    });
    const { answered } = payload;
    if (answered?.refusal) refuse(answered.refusal.code);
    return answered?.refusal ? null : answered;
  }

  /** The first wish that succeeds. */
  async function firstOf<Wish>(wishes: readonly Wish[], attempt: (wish: Wish) => Promise<Payload>): Promise<Payload> {
    for (const wish of wishes) {
      const done = await attempt(wish);
      if (done) return done;
    }
    return null;
  }

  async function configure(wish: Extreme): Promise<Configured | null> {
    const published = await change(
      'organiser-admin',
      'publishService',
      'service { id contents { id code } }',
      serviceOf(randomUUID(), wish),
    );
    if (!published) return null;
    const { id: serviceId, contents } = published.service;
    const ids = CONTENTS.map((code) => contents.find((content: { code: string }) => content.code === code).id);
    if (!wish.isPurchased)
      await firstOf(tablesOf(wish, ids), (table) =>
        change('organiser-admin', 'publishValues', 'unitValues { value }', { serviceId, firstDay: FIRST_DAY, ...table }),
      );
    await change('case-handler', 'approveProvider', 'approval { id }', { providerId: COMPANY.id, serviceId, firstDay: FIRST_DAY });
    const [main, ...others] = ids;
    const priced = await firstOf(EUROS.slice(wish.price), async (price) => {
      const prices = [{ contentId: main, price }, ...others.map((contentId) => ({ contentId, price: '0.01' }))];
      const wished = { unitId: UNIT, serviceId, firstDay: FIRST_DAY, prices };
      const submitted = await change('service-manager', 'submitPriceList', 'priceList { id }', wished);
      return submitted && (await change('organiser-admin', 'acceptPriceList', 'priceList { id }', { priceListId: submitted.priceList.id }));
    });
    return priced && { serviceId, ids };
  }

  async function cover(serviceIds: readonly string[]): Promise<void> {
    await coverServices(world.client, serviceIds, ['provider-admin', 'organiser-admin']);
    await untilWell(world.system);
  }

  async function grant(wish: Extreme, serviceId: string, [main, ...others]: readonly string[]): Promise<Payload> {
    const unlimited = { contentIds: others, unlimited: true, recurrence: 'ONCE' };
    // The accessories of a visit may have several units, so each has an entitlement of its own.
    const accessories = others.map((contentId) => ({ ...unlimited, contentIds: [contentId] }));
    const batches = (amount: string) => ({ contentIds: [main], batches: [{ amount, firstDay: FIRST_DAY, lastDay: LAST_DAY }] });
    const granted =
      wish.granted === 'BALANCE'
        ? EUROS.map((amount) => ({ entitlements: accessories, balance: batches(amount) }))
        : quantitiesOf(wish).map((quantity) => ({ entitlements: [{ contentIds: [main], ...quantity }, ...accessories] }));
    const own = wish.ownBase && !wish.isPurchased ? EUROS.map((base) => ({ ownValue: { base } })) : [];
    const prices = wish.isPurchased ? EUROS.slice(wish.price).map((price) => ({ contractPrices: [{ contentId: main, price }] })) : [];
    const ways = [...own, ...prices, {}];
    const personId = nextClient();
    const done = await firstOf(
      granted.flatMap((each) => ways.map((way) => ({ ...each, ...way }))),
      (input) =>
        change('granter', 'grantVoucher', 'voucher { id entitlements { id } }', {
          idempotencyKey: '',
          personId,
          serviceId,
          firstDay: FIRST_DAY,
          lastDay: LAST_DAY,
          clientCard: { name: 'Koe Asiakas', municipality: 'Tampere' },
          ...input,
        }),
    );
    return done?.voucher ?? null;
  }

  const RECORD = `mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) { results { visit { id allocation } refusal { code path remaining { amount minutes } } } } }`;
  const QUOTE = `query ($input: QuoteVisitsInput!) { quoteVisits(input: $input) { results { explanation { pieces { quantity { amount minutes } }
    shares { total organiserShare clientShare refusal { code remaining { amount minutes } } pieces { quotaBefore { amount minutes } quotaAfter { amount minutes } } } } refusal { code } } } }`;

  async function record(bookingId: string, visits: readonly object[]): Promise<readonly string[]> {
    const input = { idempotencyKey: randomUUID(), visits: visits.map((visit) => ({ bookingId, ...visit })) };
    const answered = await send('recorder', RECORD, { input });
    const results: Payload[] = answered?.recordVisits.results ?? [];
    for (const { refusal } of results) if (refusal) refuse(refusal.code);
    const ids = results.flatMap(({ visit }) => (visit ? [visit.id] : []));
    played.visits.push(...ids);
    return ids;
  }

  /** Asks for the change. When a preview comes instead, confirms that preview. */
  async function seenFirst(persona: PersonaKey, name: string, fields: string, input: object): Promise<void> {
    const shown = await change(persona, name, `${fields} preview { previewId visits organiserShareChange clientShareChange }`, input);
    const previewId = shown?.preview?.previewId;
    if (previewId) await change(persona, name, fields, { ...input, previewId });
  }

  const LISTS =
    'query ($id: ID!) { provider(id: $id) { units { priceLists { id effect { previewId organiserShareChange clientShareChange } } } } }';

  /**
   * Changes everything granted, recorded and published to the most extreme, and reaches back with a table of values and
   * a lower price list.
   */
  async function reconsider(wish: Extreme, { serviceId, ids }: Configured, { voucher, visits, recorded }: Served, firstDay: string) {
    const [entitlement] = voucher.entitlements;
    for (const { minutes, amount } of quantitiesOf(wish) as { minutes?: number; amount?: string }[])
      await change('granter', 'changeEntitlement', 'voucher { id }', {
        idempotencyKey: '',
        entitlementId: entitlement.id,
        minutes,
        amount,
      });
    for (const amount of AT_THE_EDGE)
      await change('granter', 'loadBalance', 'voucher { id }', {
        idempotencyKey: '',
        voucherId: voucher.id,
        batch: { amount, firstDay: FIRST_DAY, lastDay: LAST_DAY },
      });
    for (const visitId of recorded.slice(0, 2)) for (const visit of visits.slice(0, 4)) await edit(visitId, visit);
    for (const base of AT_THE_EDGE)
      await seenFirst('granter', 'changeOwnValue', 'voucher { id }', {
        idempotencyKey: '',
        voucherId: voucher.id,
        firstDay,
        ownValue: { base },
      });
    for (const table of tablesOf({ ...wish, value: 1 }, ids).slice(0, 4))
      await seenFirst('organiser-admin', 'publishValues', 'unitValues { value }', { serviceId, firstDay, ...table });
    const list = {
      unitId: UNIT,
      serviceId,
      firstDay,
      prices: ids.map((contentId) => ({ contentId, price: '0.01' })),
    };
    const submitted = await change('service-manager', 'submitPriceList', 'priceList { id }', list);
    if (!submitted) return;
    const { provider } = (await send('organiser-admin', LISTS, { id: COMPANY.id })) ?? {};
    const lists: Payload[] = provider?.units.flatMap(({ priceLists }: Payload) => priceLists) ?? [];
    const priceListId = submitted.priceList.id;
    const previewId = lists.find(({ id }) => id === priceListId)?.effect?.previewId;
    await change('organiser-admin', 'acceptPriceList', 'priceList { id }', { priceListId, previewId });
  }

  async function edit(visitId: string, visit: object): Promise<void> {
    const { kind: _kind, ...changed } = visit as { kind?: string };
    await change('recorder', 'editVisit', 'visit { id total }', { idempotencyKey: '', visitId, ...changed });
  }

  return {
    played,
    send,
    change,
    configure,
    cover,
    grant,
    record,
    reconsider,
    quote: (visits: readonly object[]) => send('recorder', QUOTE, { input: { visits } }),
  };
}

/** Publishes, grants, books and records what is wished, as far as the system accepts it. */
export async function play(player: Player, world: Pick<World, 'client'>, wishes: readonly Extreme[], year: number): Promise<void> {
  const configured = await Promise.all(wishes.map((wish) => player.configure(wish)));
  await player.cover(configured.flatMap((service) => service?.serviceId ?? []));
  await Promise.all(
    wishes.map(async (wish, index) => {
      const service = configured[index];
      const voucher = service && (await player.grant(wish, service.serviceId, service.ids));
      if (!voucher) return;
      const bookingId = await book(world.client, voucher.id, 'recorder', UNIT, FIRST_DAY);
      const visits = visitsOf(wish, year, service.ids);
      await player.quote(visits.map((visit) => ({ bookingId, ...visit })));
      const recorded = await player.record(bookingId, visits);
      if (index % 3 === 0) await player.reconsider(wish, service, { voucher, visits, recorded }, `${year}-01-20`);
    }),
  );
}
