/**
 * What belongs to Pirkanmaa, to Yritys and to Aku, made through the gateway: a month that was settled, a visit that waits
 * for a checker, a price list that waits for its organiser. And the words by which one would know that some of it got out.
 */
import { randomUUID } from 'node:crypto';
import { onceKnown } from '@seteli/local/client';
import { HOME_CLEANING } from '@seteli/local/demonstration';
import { COMPANY, demonstrationId, PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { book, findService, grant, grantInput } from '../bookings.ts';
import { query } from '../books.ts';
import { MONTH, moveToRecording, moveToSettlement } from '../diary.ts';
import { untilWell } from '../waiting.ts';
import type { World } from '../world.ts';

export type Belongings = {
  readonly service: string;
  readonly content: string;
  readonly approval: string;
  readonly acceptedPrices: string;
  readonly waitingPrices: string;
  readonly voucher: string;
  readonly voucherNumber: string;
  readonly booking: string;
  readonly settledVisit: string;
  readonly waitingVisit: string;
  readonly run: string;
  readonly statement: string;
  readonly clientShare: string;
  readonly entry: string;
  readonly feedItem: string;
  readonly team: string;
  /** Must not be in any answer to a stranger. */
  readonly secrets: readonly string[];
};

const RECORD = `mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) { results { visit { id state } refusal { code } } } }`;
const LOCK = `mutation ($input: LockRunInput!) { lockRun(input: $input) { run { id } refusal { code } } }`;
const APPROVE = `mutation ($input: ApproveRunInput!) { approveRun(input: $input) { run { id } refusal { code } } }`;
const SUBMIT = `mutation ($input: SubmitPriceListInput!) { submitPriceList(input: $input) { priceList { id } refusal { code } } }`;

const weekday = (day: number) => {
  const eighth = MONTH.toPlainDate({ day: 8 });
  return eighth.add({ days: ((2 - eighth.dayOfWeek + 7) % 7) + day }).toString();
};

export async function makeBelongings(world: World): Promise<Belongings> {
  const { client, system } = world;
  await moveToRecording(system.clockFile);
  const service = await findService(client, HOME_CLEANING.code);
  const voucher = await grant(client, grantInput(service, 6_000, 'MONTH', PERSONAS.aku.person.id));
  const booking = await book(client, voucher.id);
  const record = async (times: object) => {
    const input = { idempotencyKey: randomUUID(), visits: [{ bookingId: booking, ...times }] };
    return (await client.ask('recorder', RECORD, { input })).recordVisits.results[0].visit.id as string;
  };
  const settledVisit = await record({ start: `${weekday(0)}T09:00:00+03:00`, end: `${weekday(0)}T11:30:00+03:00` });
  const waitingVisit = await record({
    start: `${weekday(0)}T10:00:00+03:00`,
    end: `${weekday(0)}T11:00:00+03:00`,
    overlapReason: 'Siivous pesun aikana',
  });
  const waitingPrices = (
    await client.ask('service-manager', SUBMIT, {
      input: {
        unitId: COMPANY.units[0]!.id,
        serviceId: service.id,
        firstDay: '2036-01-01',
        prices: service.contents.map(({ id }) => ({ contentId: id, price: '77.77' })),
      },
    })
  ).submitPriceList.priceList.id as string;
  await untilWell(system.url);
  const run = await settleMonth(world);

  const one = async (from: 'settlement' | 'registry', sql: string, values: unknown[] = []) =>
    (await query<{ id: string }>(system, from, sql, values))[0]!.id;
  const belongings = {
    service: service.id,
    content: service.contents[0]!.id,
    approval: await one('registry', 'select id from provider_approval where service_id = $1', [service.id]),
    acceptedPrices: await one('registry', `select id from price_list where service_id = $1 and state = 'ACCEPTED'`, [service.id]),
    waitingPrices,
    voucher: voucher.id,
    voucherNumber: voucher.voucherNumber,
    booking,
    settledVisit,
    waitingVisit,
    run,
    statement: await one('settlement', 'select id from statement'),
    clientShare: await one('settlement', 'select id from client_share_statement'),
    entry: await one('settlement', 'select id from ledger_entry'),
    feedItem: await one('settlement', 'select id from feed_item'),
    team: demonstrationId(1),
  };
  return { ...belongings, secrets: await secretsOf(world, belongings) };
}

async function settleMonth({ client, system }: World): Promise<string> {
  await moveToSettlement(system.clockFile);
  const { run } = await onceKnown(
    async () => (await client.ask('approver', LOCK, { input: { idempotencyKey: randomUUID(), month: String(MONTH) } })).lockRun,
  );
  await client.ask('second-approver', APPROVE, { input: { idempotencyKey: randomUUID(), runId: run.id } });
  await untilWell(system.url);
  return run.id;
}

const OURS: readonly string[] = [PIRKANMAA.id, COMPANY.id, PERSONAS.aku.person.id];

async function secretsOf(
  { system }: World,
  { service: _s, content: _c, approval: _a, acceptedPrices: _p, ...ids }: Omit<Belongings, 'secrets'>,
) {
  const people = Object.values(PERSONAS).flatMap((persona) => {
    if (!OURS.includes(persona.organisation.id)) return [];
    return 'person' in persona
      ? [persona.userId, persona.person.id, persona.person.givenNames, persona.person.identityCode]
      : [persona.userId];
  });
  const [money] = await query<{ hash: string; number: string; reference: string; iban: string }>(
    system,
    'settlement',
    `select hash, statement_number number, reference, creditor_iban iban from settlement_run join statement on run_id = settlement_run.id`,
  );
  return [
    ...Object.values(ids),
    ...people,
    ...Object.values(money!),
    'Koe Asiakas',
    'Hämeenkatu',
    'Siivous pesun aikana',
    '77.77',
    'Tampereen tiimi',
  ];
}
