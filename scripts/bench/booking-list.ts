/**
 * A provider's list of bookings through our gateway and through the stock one, in pairs, so that both meet the same
 * machine.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { isDeepStrictEqual } from 'node:util';
import { decodeJwt } from 'jose';
import { fromClaims } from '@seteli/schema/actors';
import { httpUrl } from '@seteli/local/processes';
import { SERVICES } from '@seteli/schema/events/listeners';
import { recordAll } from './recording.ts';
import { atLeast, check, type Measurement } from './figure.ts';
import type { Load, Outcome } from './load.ts';
import type { Stage } from './stage.ts';

const LIST = `query { bookings(first: 20) { edges { node { id wish firstDay
  voucher { voucherNumber clientCard { name municipality phone email } }
  contents { code names { fi sv en } }
  unit { name }
  visits(first: 5) { edges { node { id start end state total organiserShare clientShare flags
    lines { content { code } quantity { amount unit } unitPrice total organiserShare clientShare } } } }
} } pageInfo { hasNextPage endCursor } } }`;

const PAIRS = 4;
const SECONDS = 8;
const CONNECTIONS = 8;
const WARM_UP_SECONDS = 3;

export async function measureBookingList(stage: Stage): Promise<Measurement> {
  await giveEachVisits(stage);
  const token = await stage.gateway.token('recorder');
  const stock = await startStock(stage, token);
  try {
    return await compare({ ours: `${stage.gateway.url}/graphql`, stock: stock.url }, token, stage.quick);
  } finally {
    stock.process.disconnect();
    await once(stock.process, 'exit');
  }
}

/** Records five visits for each of the newest bookings, so that the list is full whatever ran before. */
async function giveEachVisits({ gateway, bookings, month, diary }: Stage): Promise<void> {
  await recordAll(gateway, bookings, diary.take(bookings.length * 5), { clients: 8, batch: 50, month });
}

async function startStock({ system }: Stage, token: string): Promise<{ url: string; process: ChildProcess }> {
  const urls = Object.fromEntries(SERVICES.map((name) => [name, httpUrl(system.ports[name])]));
  const env = {
    ...process.env,
    APOLLO_TELEMETRY_DISABLED: '1',
    NODE_ENV: 'production',
    SUBGRAPH_URLS: JSON.stringify(urls),
    ACTOR: JSON.stringify(fromClaims(decodeJwt(token))),
    ACTOR_KEY: JSON.stringify(system.secrets.actorKey),
  };
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'stock-gateway.ts')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [{ url: string } | number | null];
  if (!message || typeof message !== 'object') throw new Error('The stock gateway did not start.');
  return { url: message.url, process: child };
}

type Side = 'ours' | 'stock';

async function compare(urls: Record<Side, string>, token: string, quick: boolean): Promise<Measurement> {
  const body = JSON.stringify({ query: LIST });
  const answer = { ours: await fetchText(urls.ours, token, body), stock: await fetchText(urls.stock, token, body) };
  const outcomes: Record<Side, Outcome[]> = { ours: [], stock: [] };
  const load = (side: Side, seconds: number) =>
    runLoad({ url: urls[side], token, body, expected: answer[side], seconds, connections: CONNECTIONS });
  for (const side of ['ours', 'stock'] as const) await load(side, WARM_UP_SECONDS);
  for (let pair = 0; pair < (quick ? 1 : PAIRS); pair++)
    for (const side of ['ours', 'stock'] as const) outcomes[side].push(await load(side, quick ? 3 : SECONDS));
  const rates = (side: Side) => outcomes[side].map(({ requests, seconds }) => requests / seconds);
  const stockRates = rates('stock');
  return {
    figures: [
      { name: 'booking list: ours', unit: 'requests/s', values: rates('ours') },
      { name: 'booking list: stock gateway', unit: 'requests/s', values: stockRates },
      {
        name: 'booking list: ours / stock',
        unit: 'times',
        target: atLeast(1.5),
        values: rates('ours').map((rate, pair) => rate / stockRates[pair]!),
      },
      { name: 'booking list: ours, p99', unit: 'ms', values: outcomes.ours.map(({ p99Ms }) => p99Ms) },
      { name: 'booking list: stock gateway, p99', unit: 'ms', values: outcomes.stock.map(({ p99Ms }) => p99Ms) },
    ],
    checks: [
      check('both answer the same', isDeepStrictEqual(JSON.parse(answer.ours), JSON.parse(answer.stock)), true),
      check('bookings in the answer, each with five visits', countFull(answer.ours), 20),
      check(
        'answers under load that were another',
        [...outcomes.ours, ...outcomes.stock].reduce((sum, { bad }) => sum + bad, 0),
        0,
      ),
    ],
  };
}

async function fetchText(url: string, token: string, body: string): Promise<string> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return await (await fetch(url, { method: 'POST', headers, body })).text();
}

type Visit = { node: { lines: unknown[] } };
type List = {
  data?: { bookings: { edges: { node: { voucher: unknown; contents: unknown[] | null; unit: unknown; visits: { edges: Visit[] } } }[] } };
};

const countFull = (answer: string): number =>
  ((JSON.parse(answer) as List).data?.bookings.edges ?? []).filter(
    ({ node: { voucher, contents, unit, visits } }) =>
      voucher && contents?.length && unit && visits.edges.filter(({ node }) => node.lines.length > 0).length === 5,
  ).length;

async function runLoad(load: Load): Promise<Outcome> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'load.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(load));
  return JSON.parse(await text(child.stdout)) as Outcome;
}
