/**
 * The list as a program would make it for this one query, without GraphQL: the floor under every gateway. It asks the
 * same services for each entity once, two services side by side, and joins the answers. It checks no caller, limits
 * nothing and forgives no fault.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Pool } from 'undici';
import { standBy } from './side.ts';

type Id = { readonly id: string };
type Booking = Id & { wish: string; firstDay: string; voucher: Id; contents: Id[]; unit: Id };
type List = { bookings: { edges: { node: Booking }[]; pageInfo: unknown } };
type Of<Keys extends string> = Record<Keys, Record<string, unknown>[]>;

const QUERIES = {
  bookings: '{bookings(first:20){edges{node{id wish firstDay voucher{id}contents{id}unit{id}}}pageInfo{hasNextPage endCursor}}}',
  vouchers:
    'query($r:[_Any!]!){vouchers:_entities(representations:$r){...on Voucher{voucherNumber clientCard{name municipality phone email}}}}',
  registry:
    'query($c:[_Any!]!,$u:[_Any!]!){contents:_entities(representations:$c){...on ServiceContent{code names{fi sv en}}}units:_entities(representations:$u){...on ProviderUnit{name}}}',
};
type Name = keyof typeof QUERIES;

const urls = JSON.parse(process.env.SUBGRAPH_URLS!) as Record<Name, string>;
const pools = Object.fromEntries(Object.keys(QUERIES).map((name) => [name, new Pool(urls[name as Name], { connections: 32 })])) as Record<
  Name,
  Pool
>;

function ask<Data>(name: Name, variables: object): Promise<Data> {
  const body = JSON.stringify({ query: QUERIES[name], variables });
  const headers = { 'content-type': 'application/json', authorization: process.env.ACTOR_TOKEN! };
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pools[name].dispatch(
      { path: '/graphql', method: 'POST', headers, body },
      {
        onRequestStart: () => undefined,
        onResponseStart: () => undefined,
        onResponseData: (_, chunk) => void chunks.push(chunk),
        onResponseEnd: () => resolve((JSON.parse(Buffer.concat(chunks).toString()) as { data: Data }).data),
        onResponseError: (_, fault) => reject(fault),
      },
    );
  });
}

const idsOf = (things: readonly Id[]): string[] => [...new Set(things.map(({ id }) => id))];
const asked = (type: string, ids: readonly string[]) => ids.map((id) => ({ __typename: type, id }));
const byId = (ids: readonly string[], things: readonly Record<string, unknown>[]) => new Map(ids.map((id, index) => [id, things[index]!]));

async function list(): Promise<string> {
  const { bookings } = await ask<List>('bookings', {});
  const nodes = bookings.edges.map(({ node }) => node);
  const ids = {
    vouchers: idsOf(nodes.map(({ voucher }) => voucher)),
    contents: idsOf(nodes.flatMap(({ contents }) => contents)),
    units: idsOf(nodes.map(({ unit }) => unit)),
  };
  const [ofVouchers, ofRegistry] = await Promise.all([
    ask<Of<'vouchers'>>('vouchers', { r: asked('Voucher', ids.vouchers) }),
    ask<Of<'contents' | 'units'>>('registry', { c: asked('ServiceContent', ids.contents), u: asked('ProviderUnit', ids.units) }),
  ]);
  const vouchers = byId(ids.vouchers, ofVouchers.vouchers);
  const contents = byId(ids.contents, ofRegistry.contents);
  const units = byId(ids.units, ofRegistry.units);
  const edges = nodes.map(({ id, wish, firstDay, voucher, contents: of, unit }) => ({
    node: {
      id,
      wish,
      firstDay,
      voucher: vouchers.get(voucher.id),
      contents: of.map((each) => contents.get(each.id)),
      unit: units.get(unit.id),
    },
  }));
  return JSON.stringify({ data: { bookings: { edges, pageInfo: bookings.pageInfo } } });
}

const server = createServer(async (request, response) => {
  JSON.parse((await buffer(request)).toString());
  const answer = await list();
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(answer) }).end(answer);
});
server.listen(0, '127.0.0.1', () => standBy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
