/** Configures services as an organiser and a provider would, all through the gateway, and serves clients with them. */
import { randomUUID } from 'node:crypto';
import { onceKnown } from '@seteli/local/client';
import { COMPANY, type PersonaKey } from '@seteli/local/personas';
import { book } from '../bookings.ts';
import { nextClient } from '../clients.ts';
import { coverServices } from '../teams.ts';
import { PATIENCE_MS, until, untilWell } from '../waiting.ts';
import type { World } from '../world.ts';
import type { Payload } from './reading.ts';
import type { ServiceSpec } from './services.ts';

export type Service = { readonly id: string; readonly code: string; readonly contents: ReadonlyMap<string, string> };

type Wish = { readonly firstDay?: string; readonly [more: string]: unknown };

export type Office = {
  /** A mutation's payload. Repeats the mutation while a service has not yet heard of something. */
  change(persona: PersonaKey, name: string, fields: string, input: object): Promise<Payload>;
  service(code: string): Service;
  publish(specs: readonly ServiceSpec[]): Promise<void>;
  content(service: string, code: string): string;
  contents(service: string): string[];
  grant(code: string, wish: Wish): Promise<Payload>;
  /** Makes a voucher for all contents of a service, and a booking of it. */
  serve(code: string, wish?: Wish): Promise<{ voucher: Payload; bookingId: string }>;
  record(bookingId: string, visit: object, persona?: PersonaKey): Promise<Payload>;
  /** Records a visit of a new client. */
  recorded(service: string, visit: object, wish?: Wish): Promise<Payload>;
  /** Wishes for a quantity of all contents of a service. */
  amounts(service: string, amount: string, recurrence?: string): Wish;
  minutes(service: string, minutes: number, recurrence?: string, more?: object): Wish;
};

const UNIT = COMPANY.units[0]!.id;
const FIRST_DAY = '2024-01-01';

export const VISIT = `id kind state allocation total organiserShare clientShare unbilled extraService flags version refusal { code remaining { minutes amount } }
  lines { content { code } serviceMonth quantity { amount } unitPrice unitValue total organiserShare clientShare unbilled extraService vatPercent totalVat organiserVat clientVat }`;
const REFUSAL = 'refusal { code path remaining { minutes amount } }';

/** The world may still be starting when a test opens the office. */
export function openOffice(world: Pick<World, 'client' | 'system'>): Office {
  const services = new Map<string, Service>();
  const service = (code: string): Service => services.get(code)!;
  const contents: Office['contents'] = (code) => [...service(code).contents.values()];
  const entitled = (code: string, quantity: object, recurrence = 'MONTH') => ({
    entitlements: [{ contentIds: contents(code), ...quantity, recurrence }],
  });

  const change: Office['change'] = async (persona, name, fields, input) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} ${REFUSAL} } }`;
    const own = () => ({ ...input, idempotencyKey: randomUUID() });
    return await onceKnown<Payload>(async () => (await world.client.ask(persona, mutation, { input: own() }))[name], PATIENCE_MS);
  };

  const surely = async (persona: PersonaKey, name: string, fields: string, input: object): Promise<Payload> => {
    const payload = await change(persona, name, fields, input);
    if (payload.refusal) throw new Error(`${name} was refused: ${JSON.stringify(payload.refusal)} ${JSON.stringify(input)}`);
    return payload;
  };

  async function publishOne({ code, parameters = {}, contents, values, prices, cap }: ServiceSpec): Promise<void> {
    const names = { fi: code, sv: code, en: code };
    const wish = contents.map(({ deductibleAllowed = true, bands = [], ...content }) => ({
      names: { fi: content.code, sv: content.code, en: content.code },
      deductibleAllowed,
      bands,
      ...content,
    }));
    const published = await surely('organiser-admin', 'publishService', 'service { id contents { id code } }', {
      code,
      names,
      firstDay: FIRST_DAY,
      ...parameters,
      contents: wish,
    });
    const ids = new Map<string, string>(
      published.service.contents.map((content: { id: string; code: string }) => [content.code, content.id]),
    );
    services.set(code, { id: published.service.id, code, contents: ids });
    const serviceId = published.service.id;
    for (const { firstDay = FIRST_DAY, base, of } of values ?? []) {
      const said = Object.entries(of).map(([content, value]) => ({
        contentId: ids.get(content),
        ...(typeof value === 'string' ? { value } : value),
      }));
      await surely('organiser-admin', 'publishValues', 'unitValues { value }', {
        serviceId,
        firstDay,
        ...(base && { base }),
        values: said,
      });
    }
    await surely('case-handler', 'approveProvider', 'approval { id }', { providerId: COMPANY.id, serviceId, firstDay: FIRST_DAY });
    for (const { firstDay = FIRST_DAY, of } of prices) {
      const said = Object.entries(of).map(([content, price]) => ({ contentId: ids.get(content), price }));
      const { priceList } = await surely('service-manager', 'submitPriceList', 'priceList { id }', {
        unitId: UNIT,
        serviceId,
        firstDay,
        prices: said,
      });
      await surely('organiser-admin', 'acceptPriceList', 'priceList { state }', { priceListId: priceList.id });
    }
    if (cap) await surely('organiser-admin', 'publishIncomeFormula', 'incomeFormula { max }', { serviceId, firstDay: FIRST_DAY, ...cap });
  }

  const office: Office = {
    change,
    service,
    content: (of, code) => service(of).contents.get(code)!,
    contents,
    async publish(specs) {
      for (const spec of specs) await publishOne(spec);
      const published = [...services.values()].map(({ id }) => id);
      await coverServices(world.client, published, ['provider-admin', 'organiser-admin']);
      await untilWell(world.system);
    },
    grant: async (code, wish) =>
      await change('granter', 'grantVoucher', 'voucher { id voucherNumber state entitlements { id } ownValue { base } }', {
        idempotencyKey: '',
        personId: nextClient(),
        serviceId: service(code).id,
        firstDay: FIRST_DAY,
        lastDay: '2036-12-31',
        clientCard: { name: 'Koe Asiakas', municipality: 'Tampere' },
        entitlements: [],
        ...wish,
      }),
    async serve(code, wish) {
      const { voucher, refusal } = await office.grant(code, wish ?? entitled(code, { minutes: 60_000 }));
      if (refusal) throw new Error(`The voucher was refused: ${JSON.stringify(refusal)}`);
      return { voucher, bookingId: await book(world.client, voucher.id, 'recorder', UNIT, wish?.firstDay ?? FIRST_DAY) };
    },
    async record(bookingId, visit, persona = 'recorder') {
      const mutation = `mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) { results { visit { ${VISIT} } ${REFUSAL} } } }`;
      const { recordVisits } = await world.client.ask(persona, mutation, {
        input: { idempotencyKey: randomUUID(), visits: [{ bookingId, ...visit }] },
      });
      const [answer] = recordVisits.results;
      if (answer.visit?.allocation !== 'PENDING') return answer;
      const found = await until('the voucher has answered', async () => {
        const { visit: now } = await world.client.ask(persona, `query ($id: ID!) { visit(id: $id) { ${VISIT} } }`, { id: answer.visit.id });
        return now.allocation !== 'PENDING' && now;
      });
      return found.refusal ? { visit: null, refusal: found.refusal } : { visit: found, refusal: null };
    },
    async recorded(code, visit, wish) {
      const { bookingId } = await office.serve(code, wish);
      return await office.record(bookingId, visit);
    },
    amounts: (code, amount, recurrence) => entitled(code, { amount }, recurrence),
    minutes: (code, quantity, recurrence, more) => entitled(code, { minutes: quantity, ...more }, recurrence),
  };
  return office;
}
