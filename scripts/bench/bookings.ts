/**
 * The clients of the measurements: each has one voucher for home cleaning and a booking with the demonstration's
 * provider.
 */
import { randomUUID } from 'node:crypto';
import { onceKnown } from '@seteli/local/client';
import { HOME_CLEANING } from '@seteli/local/demonstration';
import { clientId, COMPANY, PIRKANMAA } from '@seteli/local/personas';
import type { Gateway } from './gateway.ts';

const SERVICES = 'query ($id: ID!) { services(organiserId: $id) { id code contents { id } } }';
const GRANT = 'mutation ($input: GrantVoucherInput!) { grantVoucher(input: $input) { voucher { id } refusal { code } } }';
const BOOK = 'mutation ($input: MakeBookingInput!) { makeBooking(input: $input) { booking { id } refusal { code } } }';

/** More than a client can use, so that vouchers counts the quota down but never refuses. */
const MINUTES_A_MONTH = 60_000;
const AT_ONCE = 8;

type Answer = { refusal: { code: string } | null };
type Service = { id: string; code: string; contents: { id: string }[] };

/** The bookings' ids. Only vouchers needs to know the clients: nobody asks identity while visits are recorded. */
export async function makeBookings(gateway: Gateway, count: number, untilCaughtUp: () => Promise<void>): Promise<string[]> {
  const { services } = await gateway.ask<{ services: Service[] }>('granter', SERVICES, { id: PIRKANMAA.id });
  const service = services.find(({ code }) => code === HOME_CLEANING.code)!;
  // For a recorder, a voucher or a team's right to it exists only once bookings has heard of it.
  await untilCaughtUp();
  const vouchers = await sideBySide(Array.from({ length: count }, (_, index) => () => grantVoucher(gateway, service, index)));
  await untilCaughtUp();
  return await sideBySide(vouchers.map((voucherId) => () => makeBooking(gateway, voucherId)));
}

async function sideBySide<T>(tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  const waiting = tasks.entries();
  const work = async () => {
    for (const [index, task] of waiting) results[index] = await task();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}

async function grantVoucher(gateway: Gateway, service: Service, index: number): Promise<string> {
  const input = {
    idempotencyKey: randomUUID(),
    personId: clientId(index),
    serviceId: service.id,
    firstDay: '2026-01-01',
    lastDay: '2036-12-31',
    clientCard: {
      name: `Mittaus Asiakas ${index}`,
      streetAddress: 'Hämeenkatu 1',
      postalCode: '33100',
      municipality: 'Tampere',
      phone: '0',
    },
    entitlements: [{ contentIds: service.contents.map(({ id }) => id), minutes: MINUTES_A_MONTH, recurrence: 'MONTH' }],
  };
  const { voucher } = accepted(
    await onceKnown(
      async () =>
        (await gateway.ask<{ grantVoucher: Answer & { voucher: { id: string } | null } }>('granter', GRANT, { input })).grantVoucher,
    ),
  );
  return voucher!.id;
}

async function makeBooking(gateway: Gateway, voucherId: string): Promise<string> {
  const { booking } = accepted(
    await onceKnown(async () => {
      const consents = { termsAccepted: true, contractFormed: true, channel: 'PHONE' };
      // The service keeps a refusal with its key, so each try has its own key.
      const input = { idempotencyKey: randomUUID(), voucherId, unitId: COMPANY.units[0]!.id, firstDay: '2026-01-01', ...consents };
      return (await gateway.ask<{ makeBooking: Answer & { booking: { id: string } | null } }>('recorder', BOOK, { input })).makeBooking;
    }),
  );
  return booking!.id;
}

function accepted<T extends Answer>(answer: T): T {
  if (answer.refusal) throw new Error(`The preparations were refused: ${answer.refusal.code}`);
  return answer;
}
