/** What people of the stories have: a voucher with a visit, a declined one, and a mandate in the register. */
import { randomUUID } from 'node:crypto';
import type { Client } from '@seteli/local/client';
import { HOME_CLEANING } from '@seteli/local/demonstration';
import { PERSONAS } from '@seteli/local/personas';
import { openRegistersClient } from '@seteli/local/registers/client';
import { MATTERS } from '../../services/identity/src/domain/mandate.ts';
import { book, findService, grant, grantInput } from '../bookings.ts';
import { until, untilWell } from '../waiting.ts';
import type { World } from '../world.ts';

const RECORD = `mutation ($input: RecordVisitsInput!) {
  recordVisits(input: $input) { results { visit { id } refusal { code } } }
}`;
const DECLINE = 'mutation ($input: DeclineVoucherInput!) { declineVoucher(input: $input) { voucher { id } refusal { code } } }';
const HELSINKI = 'Europe/Helsinki';
const HOURS_A_MONTH = 16;

/** The newest weekday that is over: home cleaning has no content on others. */
function lastWeekday(): Temporal.PlainDate {
  let day = Temporal.Now.plainDateISO(HELSINKI).subtract({ days: 1 });
  while (day.dayOfWeek > 5) day = day.subtract({ days: 1 });
  return day;
}

export type Scene = { readonly voucherNumber: string; readonly isVisitOfThisMonth: boolean };

/** Two and a half hours of home cleaning for Aku, of 16 a month; Bea has turned a voucher down. */
export async function setScene({ client, system }: Pick<World, 'client' | 'system'>): Promise<Scene> {
  // Vouchers may not have heard of all demonstration data yet.
  await untilWell(system);
  const service = await findService(client, HOME_CLEANING.code);
  const ofAku = await grant(client, grantInput(service, HOURS_A_MONTH * 60, 'MONTH', PERSONAS.aku.person.id));
  const bookingId = await book(client, ofAku.id);
  const day = lastWeekday();
  const at = (hour: number, minute: number) =>
    day.toZonedDateTime({ timeZone: HELSINKI, plainTime: { hour, minute } }).toString({ timeZoneName: 'never' });
  const visits = [{ bookingId, start: at(10, 0), end: at(12, 30) }];
  const recorded = await client.ask('recorder', RECORD, { input: { idempotencyKey: randomUUID(), visits } });
  const [result] = recorded.recordVisits.results;
  if (result.refusal) throw new Error(`The visit was refused: ${result.refusal.code}`);
  const ofBea = await grant(client, grantInput(service, 60, 'MONTH', PERSONAS['other-client'].person.id));
  await decline(client, ofBea.id);
  await openRegistersClient(`http://127.0.0.1:${system.ports.registers}`).mandate({
    delegate: PERSONAS['other-client'].person.identityCode,
    principal: PERSONAS.aku.person.identityCode,
    codes: [MATTERS.MANDATE_SEE],
    from: '2020-01-01',
  });
  const { year, month } = Temporal.Now.plainDateISO(HELSINKI);
  return { voucherNumber: ofAku.voucherNumber, isVisitOfThisMonth: day.year === year && day.month === month };
}

const decline = (client: Client, voucherId: string): Promise<boolean> =>
  until('the voucher is declined', async () => {
    const { declineVoucher } = await client.ask('other-client', DECLINE, { input: { idempotencyKey: randomUUID(), voucherId } });
    return declineVoucher.refusal === null;
  });
