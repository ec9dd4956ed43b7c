/**
 * Lets the demonstration's other provider serve home cleaning for Pirkanmaa too, so that two providers meet at one
 * voucher.
 */
import { randomUUID } from 'node:crypto';
import { onceKnown, type Client } from '@seteli/local/client';
import { OTHER_COMPANY, type PersonaKey } from '@seteli/local/personas';
import type { Service } from './bookings.ts';
import { coverServices } from './teams.ts';
import { PATIENCE_MS } from './waiting.ts';

type Payload = { refusal: { code: string } | null; priceList?: { id: string } | null };

export async function admitSecondProvider(client: Client, service: Service): Promise<void> {
  const change = async (persona: PersonaKey, field: string, type: string, fields: string, input: object): Promise<Payload> => {
    const mutation = `mutation ($input: ${type}!) { ${field}(input: $input) { ${fields} refusal { code } } }`;
    const payload = await onceKnown<Payload>(
      async () => (await client.ask(persona, mutation, { input: { idempotencyKey: randomUUID(), ...input } }))[field],
      PATIENCE_MS,
    );
    if (payload.refusal) throw new Error(`${field} was refused: ${payload.refusal.code}`);
    return payload;
  };
  const firstDay = '2026-01-01';
  await change('case-handler', 'approveProvider', 'ApproveProviderInput', '', {
    providerId: OTHER_COMPANY.id,
    serviceId: service.id,
    firstDay,
  });
  const prices = service.contents.map(({ id, code }) => ({ contentId: id, price: code === 'a' ? '38.50' : '44.00' }));
  const { priceList } = await change('other-service-manager', 'submitPriceList', 'SubmitPriceListInput', 'priceList { id }', {
    unitId: OTHER_COMPANY.units[0]!.id,
    serviceId: service.id,
    firstDay,
    prices,
  });
  await change('organiser-admin', 'acceptPriceList', 'AcceptPriceListInput', '', { priceListId: priceList!.id });
  await coverServices(client, [service.id], ['other-provider-admin']);
}
