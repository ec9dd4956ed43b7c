/**
 * Makes things that belong to Pirkanmaa, to Yritys and to Aku, through the gateway. Among them are a settled month, a
 * visit that waits for a checker and a price list that waits for its organiser. Lists the words that would give them
 * away.
 */
import { randomUUID } from 'node:crypto';
import { onceKnown } from '@seteli/local/client';
import { HOME_CLEANING } from '@seteli/local/demonstration';
import { COMPANY, PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import { lockMonth } from '@seteli/local/locking';
import { book, findService, grant, grantInput } from '../bookings.ts';
import { query } from '../books.ts';
import { moveToRecording, moveToSettlement } from '../diary.ts';
import { openOffice } from '../rules/office.ts';
import { PATIENCE_MS, until, untilWell } from '../waiting.ts';
import type { World } from '../world.ts';
import { findTeams, type Teams } from './actors.ts';
import { makeArrivals, makeLimitedTeams, PROPOSED_IBAN } from './arrivals.ts';
import { giveMandates, type MandateRole, type Representing } from './mandates.ts';
import { MONTH } from './month.ts';

export type Belongings = {
  readonly teams: Teams;
  readonly service: string;
  readonly content: string;
  readonly area: string;
  readonly approval: string;
  readonly acceptedPrices: string;
  readonly waitingPrices: string;
  readonly draftPrices: string;
  readonly correction: string;
  readonly ibanProposal: string;
  readonly invitation: string;
  readonly voucher: string;
  readonly voucherNumber: string;
  readonly entitlement: string;
  readonly suspension: string;
  readonly valueProposal: string;
  readonly declinedVoucher: string;
  readonly booking: string;
  readonly recurringVisits: string;
  readonly priceNotice: string;
  readonly settledVisit: string;
  readonly waitingVisit: string;
  /** A visit with a named content and kilometres, which a checker has returned to its provider. */
  readonly returnedVisit: string;
  readonly correctionRequest: string;
  readonly run: string;
  readonly lock: string;
  readonly tableImport: string;
  readonly repricing: string;
  readonly statement: string;
  readonly clientShare: string;
  readonly entry: string;
  readonly feedItem: string;
  readonly team: string;
  readonly systemKey: string;
  /** By which somebody may see Aku's services. */
  readonly mandate: string;
  readonly representing: Readonly<Record<MandateRole, Representing>>;
  /** Texts that must be in no answer to a stranger. */
  readonly secrets: readonly string[];
};

const RECORD = `mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) { results { visit { id state } refusal { code } } } }`;
const IMPORT = `mutation ($input: ImportVisitsInput!) { importVisits(input: $input) { job { id } } }`;
const APPROVE = `mutation ($input: ApproveRunInput!) { approveRun(input: $input) { run { id } refusal { code } } }`;
const SUBMIT = `mutation ($input: SubmitPriceListInput!) { submitPriceList(input: $input) { priceList { id } refusal { code } } }`;
const DRAFT = `mutation ($input: SavePriceListDraftInput!) { savePriceListDraft(input: $input) { priceList { id } refusal { code } } }`;
const ACCEPT = `mutation ($input: AcceptPriceListInput!) { acceptPriceList(input: $input) { priceList { id } refusal { code } } }`;
const CORRECT = `mutation ($input: SetCalendarDaysInput!) { setCalendarDays(input: $input) { correction { id } refusal { code } } }`;
const SAY = `mutation ($input: SetCalendarDaysInput!) { setCalendarDays(input: $input) { job { id } refusal { code } } }`;
const AREA = `mutation ($input: PublishServiceAreaInput!) { publishServiceArea(input: $input) { area { id } refusal { code } } }`;
const SUSPEND = `mutation ($input: SuspendVoucherInput!) { suspendVoucher(input: $input) { voucher { suspensions { id } } refusal { code } } }`;
const DECIDE = `mutation ($input: ChangeOwnValueInput!) { changeOwnValue(input: $input) { preview { previewId } proposal { id } refusal { code } } }`;
const DECLINE = `mutation ($input: DeclineVoucherInput!) { declineVoucher(input: $input) { voucher { id } refusal { code } } }`;
const PUBLISH = `mutation ($input: PublishValuesInput!) { publishValues(input: $input) { unitValues { value } refusal { code } } }`;
const RECUR = `mutation ($input: SetRecurringVisitsInput!) { setRecurringVisits(input: $input) { recurringVisits { id } refusal { code } } }`;
const WISH = `mutation ($input: RequestCorrectionInput!) { requestCorrection(input: $input) { correctionRequest { id } refusal { code } } }`;
const NOTICES = 'query ($id: ID!) { booking(id: $id) { priceNotices { id } } }';

/** A Tuesday of the second week, and the days after it. */
export const weekday = (day: number) => {
  const eighth = MONTH.toPlainDate({ day: 8 });
  return eighth.add({ days: ((2 - eighth.dayOfWeek + 7) % 7) + day }).toString();
};

export async function makeBelongings(world: World): Promise<Belongings> {
  const { client, system } = world;
  await moveToRecording(system.clockFile, MONTH);
  const teams = await findTeams(world);
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
  const prices = (firstDay: string, price: string) => ({
    input: {
      idempotencyKey: randomUUID(),
      unitId: COMPANY.units[0]!.id,
      serviceId: service.id,
      firstDay,
      prices: service.contents.map(({ id }) => ({ contentId: id, price })),
    },
  });
  // In force in a far year. Until then, its notice belongs to the client and the provider.
  const risen = (await client.ask('service-manager', SUBMIT, prices('2036-06-01', '55.55'))).submitPriceList.priceList.id;
  await client.ask('organiser-admin', ACCEPT, { input: { idempotencyKey: randomUUID(), priceListId: risen } });
  const waitingPrices = (await client.ask('service-manager', SUBMIT, prices('2036-01-01', '77.77'))).submitPriceList.priceList.id as string;
  const draftPrices = (await client.ask('service-manager', DRAFT, prices('2036-02-01', '66.66'))).savePriceListDraft.priceList.id as string;
  const mistaken = {
    input: { idempotencyKey: randomUUID(), days: [{ day: '2020-01-07', dayClass: 'HOLIDAY' }], reason: 'CORRECTION_OF_ERROR' },
  };
  const correction = (await client.ask('organiser-admin', CORRECT, mistaken)).setCalendarDays.correction.id as string;
  const limited = await makeLimitedTeams(client, teams);
  const arrivals = await makeArrivals(client, teams.get(COMPANY.id)!);
  const area = (
    await client.ask('organiser-admin', AREA, {
      input: { idempotencyKey: randomUUID(), code: 'isolation', names: { fi: 'Alue', sv: 'Område', en: 'Area' } },
    })
  ).publishServiceArea.area.id as string;
  const faraway = { firstDay: '2036-01-01', lastDay: '2036-01-02' };
  const suspended = { input: { idempotencyKey: randomUUID(), voucherId: voucher.id, ...faraway } };
  const [suspension] = (await client.ask('granter', SUSPEND, suspended)).suspendVoucher.voucher.suspensions;
  const decide = async (more: object) => {
    const ownValue = { contents: [{ contentId: service.contents[0]!.id, value: '11.11' }] };
    const wish = { voucherId: voucher.id, firstDay: `${MONTH}-01`, ownValue, reason: 'CORRECTION_OF_ERROR' };
    return (await client.ask('granter', DECIDE, { input: { idempotencyKey: randomUUID(), ...wish, ...more } })).changeOwnValue;
  };
  const { proposal } = await decide({ previewId: (await decide({})).preview.previewId });
  const values = service.contents.slice(0, 1).map(({ id }) => ({ contentId: id, value: '12.12' }));
  await client.ask('organiser-admin', PUBLISH, {
    input: { idempotencyKey: randomUUID(), serviceId: service.id, firstDay: '2036-07-01', values },
  });
  const declined = await grant(client, grantInput(service, 6_000, 'MONTH', PERSONAS.aku.person.id));
  await client.ask('granter', DECLINE, {
    input: { idempotencyKey: randomUUID(), voucherId: declined.id, reason: 'Ei halua vierasta kotiinsa' },
  });
  const rule = { rule: 'FREQ=DAILY', firstDay: '2036-03-01', startTime: '09:00', endTime: '10:00' };
  const recurring = { input: { idempotencyKey: randomUUID(), bookingId: booking, ...rule } };
  const recurringVisits = (await client.ask('recorder', RECUR, recurring)).setRecurringVisits.recurringVisits.id as string;
  const [priceNotice] = await until('the rise has been told', async () => {
    const { priceNotices } = (await client.ask('recorder', NOTICES, { id: booking })).booking;
    return priceNotices.length > 0 && (priceNotices as { id: string }[]);
  });
  const returnedVisit = await makeReturned(world);
  const tableImport = await importTable(client);
  // Of today, so that what was delivered this morning is looked at.
  const today = { day: MONTH.add({ months: 1 }).toPlainDate({ day: 1 }).toString(), holidayEve: false };
  const said = { input: { idempotencyKey: randomUUID(), days: [today] } };
  const repricing = (await client.ask('organiser-admin', SAY, said)).setCalendarDays.job.id as string;
  await untilWell(system);
  const run = await settleMonth(world);
  const shorter = { start: `${weekday(0)}T09:00:00+03:00`, end: `${weekday(0)}T09:30:00+03:00`, reason: 'Väärin kirjattu' };
  const wish = { input: { idempotencyKey: randomUUID(), visitId: settledVisit, ...shorter } };
  const correctionRequest = (await client.ask('recorder', WISH, wish)).requestCorrection.correctionRequest.id as string;
  await untilWell(system);

  const one = async (from: 'identity' | 'settlement' | 'registry', sql: string, values: unknown[] = []) =>
    (await query<{ id: string }>(system, from, sql, values))[0]!.id;
  const belongings = {
    service: service.id,
    content: service.contents[0]!.id,
    approval: await one('registry', 'select id from provider_approval where service_id = $1', [service.id]),
    acceptedPrices: await one(
      'registry',
      `select id from price_list where service_id = $1 and state = 'ACCEPTED' order by first_day limit 1`,
      [service.id],
    ),
    area,
    waitingPrices,
    draftPrices,
    correction,
    ...arrivals,
    voucher: voucher.id,
    voucherNumber: voucher.voucherNumber,
    entitlement: voucher.entitlements[0]!.id,
    suspension: suspension.id as string,
    valueProposal: proposal.id as string,
    declinedVoucher: declined.id,
    booking,
    recurringVisits,
    priceNotice: priceNotice!.id,
    settledVisit,
    waitingVisit,
    returnedVisit,
    correctionRequest,
    run: run.id,
    lock: run.job.id,
    tableImport,
    repricing,
    statement: await one('settlement', 'select id from statement'),
    clientShare: await one('settlement', 'select id from client_share_statement'),
    entry: await one('settlement', 'select id from ledger_entry'),
    feedItem: await one('settlement', 'select id from feed_item'),
    team: teams.get(COMPANY.id)!,
    systemKey: await one('identity', 'select id from system_key where account_id = $1', [PERSONAS.system.userId]),
  };
  const representing = await giveMandates(world);
  const withMandate = { ...belongings, mandate: representing.MANDATE_SEE.mandateId };
  return { ...withMandate, teams: new Map([...teams, ...limited]), representing, secrets: await secretsOf(world, withMandate) };
}

/** So long that a job records it. Nobody knows its bookings. */
async function importTable(client: World['client']): Promise<string> {
  const lines = Array.from({ length: 501 }, () => `${randomUUID()};${weekday(0)}`);
  const input = { idempotencyKey: randomUUID(), csv: ['bookingId;day', ...lines].join('\n') };
  return (await client.ask('recorder', IMPORT, { input })).importVisits.job.id;
}

/** Dressing at a fixed price, with the way there. A checker looks at each visit. */
const DRESSING = {
  code: 'dressing',
  parameters: { approvalPolicy: 'ALWAYS_CHECKED' },
  contents: [
    { code: 'once', unit: 'PROCEDURE' },
    { code: 'km', unit: 'KILOMETRE', kind: 'ACCESSORY' },
  ],
  values: [{ of: { once: '50.00', km: '0.50' } }],
  prices: [{ of: { once: '95.00', km: '0.50' } }],
} as const;

async function makeReturned(world: World): Promise<string> {
  const office = openOffice(world);
  await office.publish([DRESSING]);
  const [once, km] = ['once', 'km'].map((code) => office.content(DRESSING.code, code));
  const granted = [once, km].map((contentId) => ({ contentIds: [contentId], amount: '20', recurrence: 'MONTH' }));
  const { bookingId } = await office.serve(DRESSING.code, { entitlements: granted });
  const given = {
    contentId: once,
    day: weekday(0),
    accessories: [{ contentId: km, amount: '4.5' }],
    workerReference: 'Tekijä 7',
    groupReference: 'Ryhmä 7',
  };
  const { visit } = await office.record(bookingId, given);
  const reason = { idempotencyKey: randomUUID(), visitId: visit.id, reason: 'Matka puuttuu' };
  await office.change('checker', 'returnVisit', 'visit { state }', reason);
  const recurring = { idempotencyKey: randomUUID(), bookingId, contentId: once, rule: 'FREQ=DAILY', firstDay: '2036-03-01' };
  await office.change('recorder', 'setRecurringVisits', 'recurringVisits { id }', recurring);
  return visit.id;
}

type Settled = { readonly id: string; readonly hash: string; readonly job: { readonly id: string } };

async function settleMonth({ client, system }: World): Promise<Settled> {
  await moveToSettlement(system.clockFile, MONTH);
  const { run } = await onceKnown(
    () => lockMonth<Settled>(client, 'id hash job { id }', { idempotencyKey: randomUUID(), month: String(MONTH) }),
    PATIENCE_MS,
  );
  await client.ask('second-approver', APPROVE, { input: { idempotencyKey: randomUUID(), runId: run!.id, hash: run!.hash } });
  await untilWell(system);
  return run!;
}

const OURS: readonly string[] = [PIRKANMAA.id, COMPANY.id, PERSONAS.aku.person.id];

type Things = Omit<Belongings, 'secrets' | 'representing' | 'teams'>;

async function secretsOf({ system }: World, { service: _s, content: _c, area: _r, approval: _a, acceptedPrices: _p, ...ids }: Things) {
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
    'kutsuttu@example.fi',
    'Hämeenkatu',
    'Siivous pesun aikana',
    'Väärin kirjattu',
    'Matka puuttuu',
    'Tekijä 7',
    'Ryhmä 7',
    '77.77',
    '66.66',
    // Whole, because a moment may end in it.
    '"11.11"',
    'Ei halua vierasta kotiinsa',
    'Tampereen tiimi',
    PROPOSED_IBAN,
  ];
}
