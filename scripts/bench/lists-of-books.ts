/**
 * First pages and counts of the lists of vouchers, settlement, registry and identity over many rows. Measures each
 * filter and order of every reader as SQL alone.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openDatabase } from '@seteli/kit/database';
import type { Reader } from '@seteli/kit/db';
import { openLog } from '@seteli/kit/log';
import { readPage } from '@seteli/kit/pages';
import type { ActorSight } from '@seteli/kit/policy';
import { scopeOf } from '@seteli/kit/scope';
import { migrateService } from '@seteli/local/migrating';
import { freePort } from '@seteli/local/ports';
import { startPostgres } from '@seteli/local/postgres';
import { createServiceDatabase } from '@seteli/local/service-database';
import * as users from '../../services/identity/src/store/user-list.ts';
import * as inbox from '../../services/identity/src/store/inbox.ts';
import * as prices from '../../services/registry/src/store/listed-prices.ts';
import * as offered from '../../services/registry/src/store/offered.ts';
import * as ofClients from '../../services/settlement/src/store/client-lists.ts';
import * as ofSettlement from '../../services/settlement/src/store/lists.ts';
import * as ofVouchers from '../../services/vouchers/src/store/voucher-list.ts';
import type { Figure, Measurement } from './figure.ts';
import { timeLists, type List } from './lists.ts';
import { BOOKS, fillBooks, ROW, VOUCHER } from './many-books.ts';
import { idOf, ORGANISER, PERSON, PROVIDER, SERVICE, TEAM, UNIT } from './many-visits.ts';
import { makeHome } from './system.ts';

const REPETITIONS = 20;
const QUICK_REPETITIONS = 3;
const FIRST = { first: 50 };

type Work = () => Promise<unknown>;
/** The query of a first page, and the query of its count. */
type Asked = Readonly<Record<string, readonly [page: Work, count: Work]>>;

const day = (text: string) => Temporal.PlainDate.from(text);
const month = (text: string) => Temporal.PlainYearMonth.from(text);
const onDay = day('2026-11-29');

const of = (kind: ActorSight['organisation']['kind'], id: string, ...teams: number[]): ActorSight => ({
  organisation: { kind, id },
  teamIds: teams.map((number) => idOf(TEAM, number)),
});
const officer = of('ORGANISER', idOf(ORGANISER, 0), 0);
const administrator = { ...officer, beyondTeams: true };
const WHO: Readonly<Record<string, ActorSight>> = {
  'organiser’s team': officer,
  'team of nothing': of('ORGANISER', idOf(ORGANISER, 0), 1),
  'organiser’s administrator': administrator,
  'provider’s team': of('PROVIDER', idOf(PROVIDER, 0), 2),
  client: of('PERSON', idOf(PERSON, 7)),
};

/** Combines each of these people with each of these filters. */
const each = <Filter>(
  what: string,
  people: readonly string[],
  filters: Readonly<Record<string, Filter>>,
  ask: (who: ActorSight, filter: Filter) => readonly [Work, Work],
): Asked =>
  Object.fromEntries(
    people.flatMap((whose) =>
      Object.entries(filters).map(([name, filter]) => [`${what} of the ${whose}: ${name}`, ask(WHO[whose]!, filter)]),
    ),
  );

const VOUCHER_FILTERS: Readonly<Record<string, Omit<ofVouchers.VoucherFilter, 'onDay'>>> = {
  everything: {},
  active: { states: ['ACTIVE'] },
  suspended: { states: ['SUSPENDED'] },
  expired: { states: ['EXPIRED'] },
  revoked: { states: ['REVOKED'] },
  declined: { states: ['DECLINED'] },
  'ends soon': { states: ['ACTIVE', 'SUSPENDED'], lastDayFrom: onDay, lastDayTo: day('2027-01-28') },
  'a service': { serviceId: idOf(SERVICE, 5) },
  'a service of nothing': { serviceId: idOf(SERVICE, 99) },
  purchased: { arrangementKinds: ['PURCHASED'] },
  'permission, which there is not': { arrangementKinds: ['PERMISSION'] },
  'granted long ago': { grantedFrom: day('2024-01-01'), grantedTo: day('2024-01-31') },
  'granted in no time': { grantedFrom: day('2020-01-01'), grantedTo: day('2020-01-31') },
  'a client': { personId: idOf(PERSON, 7) },
  'a client whom they do not know': { personId: randomUUID() },
};

const vouchers = (reader: Reader): Asked =>
  Object.assign(
    {},
    ...(['GRANTED_DESC', 'LAST_DAY_ASC'] as const).map((order) =>
      each(
        `vouchers ${order}`,
        ['organiser’s team', 'team of nothing', 'organiser’s administrator', 'client'],
        VOUCHER_FILTERS,
        (who, filter) => [
          () => ofVouchers.listVouchers(reader, who, { ...filter, onDay }, readPage(ofVouchers.VOUCHER_ORDERS[order], FIRST)),
          () => ofVouchers.countVouchers(reader, who, { ...filter, onDay }),
        ],
      ),
    ),
  );

const SHARE_FILTERS: Readonly<Record<string, ofClients.SharesWanted>> = {
  everything: {},
  'a month': { month: month('2024-06') },
  'a provider': { providerId: idOf(PROVIDER, 7) },
  'a client': { personId: idOf(PERSON, 7) },
  'a voucher': { voucherId: idOf(VOUCHER, 21) },
  'a provider in a month': { providerId: idOf(PROVIDER, 7), month: month('2024-06') },
};
const ENTRY_FILTERS: Readonly<Record<string, ofClients.EntriesWanted>> = {
  everything: {},
  'a month': { month: month('2024-06') },
  'a service': { serviceId: idOf(SERVICE, 5) },
  'a provider': { providerId: idOf(PROVIDER, 11) },
  'a provider of nothing': { providerId: randomUUID() },
  'a voucher': { voucherId: idOf(VOUCHER, 21) },
  'a visit': { visitId: idOf(ROW, 1000) },
  'what takes back': { kinds: ['REVERSAL', 'REPLACEMENT'] },
  'what replaces, which there is not': { kinds: ['REPLACEMENT'] },
  held: { causes: ['HELD'] },
  'a service month': { month: month('2024-06'), serviceMonth: month('2024-05') },
};
const STATEMENT_FILTERS: Readonly<Record<string, ofSettlement.StatementsWanted>> = {
  everything: {},
  'a month': { month: month('2024-06') },
  'a provider': { providerId: idOf(PROVIDER, 11) },
  held: { states: ['HELD'] },
  'awaiting an invoice': { states: ['AWAITING_INVOICE'] },
  released: { states: ['RELEASED'] },
  issued: { states: ['ISSUED'] },
  'held in a month': { states: ['HELD'], month: month('2024-06') },
};

function settlement(reader: Reader): Asked {
  const looker = (who: ActorSight): ofClients.Looker => ({ sees: who, follows: who });
  const staff = ['organiser’s team', 'team of nothing', 'organiser’s administrator', 'provider’s team'];
  return {
    ...each('client share statements', [...staff, 'client'], SHARE_FILTERS, (who, filter) => [
      () => ofClients.listClientShares(reader, looker(who), filter, readPage(ofClients.SHARE_ORDER, FIRST)),
      () => ofClients.countClientShares(reader, looker(who), filter),
    ]),
    ...each('ledger entries', staff, ENTRY_FILTERS, (who, filter) => [
      () => ofClients.listEntries(reader, looker(who), filter, readPage(ofClients.ENTRY_ORDER, FIRST)),
      () => ofClients.countEntries(reader, looker(who), filter),
    ]),
    ...Object.assign(
      {},
      ...(['ISSUED_DESC', 'PAYABLE_DESC'] as const).map((order) =>
        each(`statements ${order}`, ['organiser’s administrator', 'provider’s team'], STATEMENT_FILTERS, (who, filter) => [
          () => ofSettlement.listStatements(reader, who, filter, readPage(ofSettlement.STATEMENT_ORDERS[order], FIRST)),
          () => ofSettlement.countStatements(reader, who, filter),
        ]),
      ),
    ),
  };
}

const PRICE_LIST_FILTERS: Readonly<Record<string, Omit<prices.PriceListsWanted, 'onDay'>>> = {
  everything: {},
  'to decide': { states: ['SUBMITTED'] },
  'in force': { states: ['IN_FORCE'] },
  superseded: { states: ['SUPERSEDED'] },
  rejected: { states: ['REJECTED'] },
  'a draft': { states: ['DRAFT'] },
  'a provider': { providerId: idOf(PROVIDER, 11) },
  'a unit': { unitId: idOf(UNIT, 11) },
  'begins in a month': { firstDayFrom: day('2025-01-01'), firstDayTo: day('2025-01-31') },
};
const OFFERED_FILTERS: Readonly<Record<string, Partial<offered.OfferedWanted>>> = {
  everything: {},
  'a text': { text: 'ABC' },
  'a text that is nowhere': { text: 'xyz' },
  'a content': { contentId: idOf(ROW, 1) },
};

function registry(reader: Reader): Asked {
  const serviceId = idOf(SERVICE, 1);
  const actor = (who: ActorSight) => ({ ...who, userId: idOf(PERSON, 0), roles: [], teamIds: [] });
  return Object.assign(
    {},
    ...(['MADE_DESC', 'FIRST_DAY_ASC'] as const).map((order) =>
      each(`price lists ${order}`, ['organiser’s administrator', 'provider’s team'], PRICE_LIST_FILTERS, (who, filter) => [
        () => prices.listWanted(reader, actor(who), { ...filter, onDay }, readPage(prices.PRICE_LIST_ORDERS[order], FIRST)),
        () => prices.countWanted(reader, actor(who), { ...filter, onDay }),
      ]),
    ),
    ...(['APPROVED_DESC', 'NAME_ASC', 'PRICE_ASC'] as const).map((order) =>
      each(`approved providers ${order}`, ['client'], OFFERED_FILTERS, (_, filter) => {
        const wanted = { serviceId, onDay, ...filter, ...(order === 'PRICE_ASC' && { contentId: idOf(ROW, 1) }) };
        return [
          () => offered.listOffered(reader, wanted, readPage<offered.Offered>(offered.OFFERED_ORDERS[order], FIRST)),
          () => offered.countOffered(reader, wanted),
        ];
      }),
    ),
  );
}

const USER_FILTERS: Readonly<Record<string, users.UserFilter>> = {
  everything: {},
  'a name': { text: 'ABC' },
  'a name that is nobody’s': { text: 'xyz' },
  'a role': { roles: ['ADMIN'] },
  passive: { active: false },
};
const since = Temporal.Instant.from('2026-11-20T00:00:00Z');

function identity(reader: Reader): Asked {
  const who = { ...officer, userId: idOf(PERSON, 0), teamIds: [idOf(TEAM, 0)], roles: ['EVENT_CHECKER'], seesNobodys: false };
  const waiting = (name: string, filter: inbox.InboxFilter, reads: typeof who): Asked => ({
    [`tasks: ${name}`]: [
      () => inbox.listTasks(reader, reads, filter, readPage(inbox.TASK_ORDERS.OPENED_ASC, FIRST)),
      () => inbox.countTasks(reader, reads, filter),
    ],
    [`notices: ${name}`]: [
      () => inbox.listNotices(reader, reads, filter, readPage(inbox.NOTICE_ORDER, FIRST)),
      () => inbox.countNotices(reader, reads, filter),
    ],
  });
  return {
    ...Object.assign(
      {},
      ...(['MADE_DESC', 'NAME_ASC'] as const).map((order) =>
        each(`users ${order}`, ['organiser’s administrator'], USER_FILTERS, ({ organisation }, filter) => [
          () => users.listUsers(reader, organisation as never, filter, readPage<users.NamedUser>(users.USER_ORDERS[order], FIRST)),
          () => users.countUsers(reader, organisation as never, filter),
        ]),
      ),
    ),
    ...waiting('everything', {}, who),
    ...waiting('a rare kind', { kinds: ['VISIT_RELEASED', 'CLIENT_MOVED'] }, who),
    ...waiting('a kind that is not there', { kinds: ['DECLINED_VOUCHER', 'VISIT_RETURNED'] }, who),
    ...waiting('lately', { since }, who),
    ...waiting('a service', { serviceId: idOf(SERVICE, 1) }, who),
    ...waiting('what nobody can do', {}, { ...who, roles: ['ADMIN'], seesNobodys: true }),
  };
}

const LISTS = { vouchers, settlement, registry, identity };

export const listsOf = (service: keyof typeof LISTS, reader: Reader): List[] =>
  Object.entries(LISTS[service](reader)).map(([name, [page, count]]) => ({ name, pages: [page], counts: [count] }));

export async function measureListsOfBooks(quick: boolean, signal: AbortSignal): Promise<Measurement> {
  const home = makeHome();
  const password = randomUUID();
  try {
    const server = await startPostgres({ home: home.folder, port: await freePort(), password, signal });
    try {
      const figures: Figure[] = [];
      for (const service of Object.keys(BOOKS) as (keyof typeof BOOKS)[]) {
        const urls = await createServiceDatabase(server.url, service, service, { owner: password, run: password });
        await migrateService(service, urls.ownerUrl);
        const client = new pg.Client({ connectionString: urls.ownerUrl });
        await client.connect();
        await fillBooks(client, service);
        await client.end();
        const database = openDatabase({ url: urls.url, log: openLog(service, 'warn'), name: 'bench' });
        figures.push(
          ...(await timeLists(
            listsOf(service, database.within(scopeOf(...Object.values(WHO))).reader),
            quick ? QUICK_REPETITIONS : REPETITIONS,
          )),
        );
        await database.close();
      }
      return { figures, checks: [] };
    } finally {
      await server.stop();
    }
  } finally {
    home.remove();
  }
}
