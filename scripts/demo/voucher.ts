/** Granting, opening and booking the vouchers of the story. */
import { randomUUID } from 'node:crypto';
import { onceKnown } from '@seteli/local/client';
import { HOME_CLEANING, PERSONAL_ASSISTANCE } from '@seteli/local/demonstration';
import { COMPANY, PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { chapter, Difference, expectToBe, say, within } from './account.ts';
import * as ask from './queries.ts';
import { client, type Booked, type Row } from './stage.ts';

async function serviceOf(code: string): Promise<{ id: string; contents: { id: string; code: string }[] }> {
  const { services } = await client.ask('granter', 'query ($id: ID!) { services(organiserId: $id) { id code contents { id code } } }', {
    id: PIRKANMAA.id,
  });
  return services.find((service: { code: string }) => service.code === code);
}

export async function grantVouchers(): Promise<{ assistance: string; cleaning: string }> {
  chapter('0. Pirkanmaan hyvinvointialue grants Aku Asiakas a voucher');
  const granted = (await client.ask('granter', ask.VOUCHERS)).vouchers.edges as {
    node: { id: string; voucherNumber: string; service: { code: string } };
  }[];
  const grant = async (code: string, minutes: number, voucherNumber?: string): Promise<{ id: string; voucherNumber: string }> => {
    const before = granted.find(({ node }) => node.service.code === code);
    if (before) return before.node;
    const service = await serviceOf(code);
    const { voucher, refusal } = await onceKnown(async () => {
      const input = {
        idempotencyKey: randomUUID(),
        personId: PERSONAS.aku.person.id,
        serviceId: service.id,
        firstDay: '2026-01-01',
        lastDay: '2036-12-31',
        ...(voucherNumber && { voucherNumber }),
        clientCard: { name: 'Aku Asiakas', postalCode: '33100', municipality: 'Tampere', phone: '0' },
        entitlements: [{ contentIds: service.contents.map(({ id }) => id), minutes, recurrence: 'MONTH' }],
      };
      return (await client.ask('granter', ask.GRANT, { input })).grantVoucher;
    });
    if (refusal) throw new Difference(`granting ${code} was refused: ${refusal.code}`);
    return voucher as { id: string; voucherNumber: string };
  };
  const assistance = await grant(PERSONAL_ASSISTANCE.code, 30 * 60, 'H0800000015002');
  expectToBe('personal assistance, 30 hours a month', assistance.voucherNumber, 'H0800000015002');
  const cleaning = await grant(HOME_CLEANING.code, 10 * 60);
  say(`✓ home cleaning, 10 hours a month: ${inGroups(cleaning.voucherNumber)}`);
  return { assistance: assistance.id, cleaning: cleaning.id };
}

/** As it would be printed. */
const inGroups = (number: string): string => number.match(/.{1,4}/g)!.join(' ');

export async function openVoucher(voucherId: string): Promise<void> {
  chapter('1. A recorder opens the voucher by its number');
  const open = async (persona: Parameters<typeof client.ask>[0], number: string) =>
    (await client.ask(persona, ask.BY_NUMBER, { number })).voucherByNumber;
  // Asks by id, because vouchers counts wrong voucher numbers.
  await within(
    5_000,
    'the provider is known',
    async () => (await client.ask('recorder', ask.VOUCHER, { id: voucherId })).voucher ?? undefined,
  );
  const voucher = await open('recorder', 'h 0800 0000 15002');
  const { name, streetAddress, postalCode, municipality } = voucher.clientCard;
  expectToBe(
    'client card',
    [name, streetAddress ?? 'osoitetietoja ei saatavilla', postalCode, municipality],
    ['Aku Asiakas', 'osoitetietoja ei saatavilla', '33100', 'Tampere'],
  );
  expectToBe('contents that the provider may serve', voucher.contents.map(({ code }: { code: string }) => code).toSorted(), [
    ...'abcdefgh',
  ]);
  for (const { code, names } of voucher.contents.toSorted((a: { code: string }, b: { code: string }) => a.code.localeCompare(b.code)))
    say(`    ${code} ${names.fi}`);
  expectToBe('an unknown number', await open('recorder', 'H0000000000000'), null);
  expectToBe('a provider without approval', await open('other-recorder', 'H0800000015002'), null);
  expectToBe('a user without the team right', await open('newcomer', 'H0800000015002'), null);
}

export async function book(name: string, voucherId: string): Promise<Booked> {
  chapter(`2. A booking for the ${name} voucher`);
  const made = (await client.ask('recorder', ask.BOOKINGS)).bookings.edges as { node: { id: string; voucher: { id: string } } }[];
  const before = made.find(({ node }) => node.voucher.id === voucherId);
  if (before) {
    say('✓ an earlier run made it');
    return { bookingId: before.node.id };
  }
  const bookOnce = async (contractFormed: boolean) => {
    const input = {
      idempotencyKey: randomUUID(),
      voucherId,
      unitId: COMPANY.units[0]!.id,
      firstDay: '2026-01-01',
      wish: 'Apua arkiaskareissa, mieluiten iltapäivisin',
      termsAccepted: true,
      contractFormed,
      channel: 'IN_PERSON',
    };
    return (await client.ask('recorder', ask.BOOK, { input })).makeBooking;
  };
  const booking = await within(5_000, 'a new voucher is known where it is booked', async () => {
    const without = await bookOnce(false);
    return without.refusal.code === 'NOT_FOUND' ? undefined : without;
  }).then((without) => {
    expectToBe('without the second consent', without.refusal.code, 'CONSENT_MISSING');
    return bookOnce(true);
  });
  const { unit, contents, consents } = booking.booking;
  expectToBe('with both consents, the unit that has a price list', unit.name, COMPANY.units[0]!.name);
  say(
    `  covers ${contents
      .map(({ code }: Row) => code)
      .toSorted()
      .join(' ')}; ${consents.map(({ kind, channel }: Row) => `${kind} ${channel}`).join(', ')}`,
  );
  return { bookingId: booking.booking.id };
}
