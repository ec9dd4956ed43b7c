/**
 * Clients with a voucher for home cleaning and a booking with the demonstration's provider, made through the gateway.
 */
import { randomUUID } from 'node:crypto';
import { onceKnown, type Client } from '@seteli/local/client';
import { HOME_CLEANING } from '@seteli/local/demonstration';
import { COMPANY, PIRKANMAA, type PersonaKey } from '@seteli/local/personas';
import { nextClient } from './clients.ts';
import { PATIENCE_MS, until } from './waiting.ts';

export type Service = { id: string; code: string; contents: { id: string; code: string }[] };

const SERVICES = 'query ($id: ID!) { services(organiserId: $id) { id code contents { id code } } }';
const GRANT =
  'mutation ($input: GrantVoucherInput!) { grantVoucher(input: $input) { voucher { id voucherNumber entitlements { id } } refusal { code } } }';
const BOOK = 'mutation ($input: MakeBookingInput!) { makeBooking(input: $input) { booking { id } refusal { code } } }';

export async function findService(client: Client, code: string, organiserId: string = PIRKANMAA.id): Promise<Service> {
  const { services } = await client.ask('granter', SERVICES, { id: organiserId });
  return services.find((service: Service) => service.code === code);
}

export const grantInput = (service: Service, minutes: number, recurrence: 'ONCE' | 'MONTH', personId: string = nextClient()) => ({
  idempotencyKey: randomUUID(),
  personId,
  serviceId: service.id,
  firstDay: '2026-01-01',
  lastDay: '2036-12-31',
  clientCard: { name: 'Koe Asiakas', streetAddress: 'Hämeenkatu 1', postalCode: '33100', municipality: 'Tampere', phone: '0' },
  entitlements: [{ contentIds: service.contents.map(({ id }) => id), minutes, recurrence }],
});

export type Granted = { id: string; voucherNumber: string; entitlements: { id: string }[] };

export async function grant(client: Client, input: ReturnType<typeof grantInput>): Promise<Granted> {
  const { voucher, refusal } = await onceKnown(
    async () => (await client.ask('granter', GRANT, { input: { ...input, idempotencyKey: randomUUID() } })).grantVoucher,
    PATIENCE_MS,
  );
  if (refusal) throw new Error(`The voucher was refused: ${refusal.code}`);
  return voucher;
}

/** Until bookings has heard of a voucher it answers NOT_FOUND, as for another's voucher. So this asks again. */
export async function book(
  client: Client,
  voucherId: string,
  persona: PersonaKey = 'recorder',
  unitId = COMPANY.units[0]!.id,
  firstDay = '2026-01-01',
): Promise<string> {
  const consents = { termsAccepted: true, contractFormed: true, channel: 'PHONE' };
  let refusal: { code: string } | null = null;
  return await until('the booking is made', async () => {
    // The service keeps a refusal with its key, so each try has its own key.
    const input = { idempotencyKey: randomUUID(), voucherId, unitId, firstDay, ...consents };
    const answer = (await client.ask(persona, BOOK, { input })).makeBooking;
    refusal = answer.refusal;
    return answer.booking?.id as string | undefined;
  }).catch((fault: unknown) => {
    throw new Error(`The booking was refused: ${refusal?.code}`, { cause: fault });
  });
}

/** More than anybody can use, so that vouchers counts the quota down but never refuses. */
const PLENTY = 60_000;

export async function makeBookings(client: Client, count: number): Promise<string[]> {
  const service = await findService(client, HOME_CLEANING.code);
  const makeOne = async () => book(client, (await grant(client, grantInput(service, PLENTY, 'MONTH'))).id);
  return await Promise.all(Array.from({ length: count }, makeOne));
}
