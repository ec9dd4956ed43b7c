/**
 * The services behind a gateway that is measured alone. They execute each distinct body once and then answer from
 * memory. They check no caller, and also answer what a gateway asks identity about tokens.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { graphql, type GraphQLSchema } from 'graphql';
import type { JWK } from 'jose';
import { executableSchema } from '@seteli/kit/subgraph';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { subgraphSdl } from '@seteli/schema/sdl';

/** The length of the list. */
export const BOOKINGS = 20;
const VOUCHERS = 15;
const UNITS = 4;
const CONTENTS = 3;

const many = (count: number, name: string, from = 0) => Array.from({ length: count }, (_, index) => ({ id: `${name}-${from + index}` }));

const RESOLVERS: Partial<Record<ServiceName, object>> = {
  bookings: {
    Query: {
      bookings: () => ({
        edges: many(BOOKINGS, 'booking').map((node, place) => ({ cursor: `1.${place}`, node: { ...node, place } })),
        pageInfo: { hasNextPage: true, endCursor: `1.${BOOKINGS}` },
      }),
    },
    Booking: {
      wish: ({ place }: { place: number }) => `Two hours a week, at home, ${place}`,
      firstDay: () => Temporal.PlainDate.from('2026-01-01'),
      voucher: ({ place }: { place: number }) => ({ id: `voucher-${place % VOUCHERS}` }),
      unit: ({ place }: { place: number }) => ({ id: `unit-${place % UNITS}` }),
      contents: ({ place }: { place: number }) => many(2, 'content', place % CONTENTS),
    },
  },
  vouchers: {
    Voucher: {
      __resolveReference: async ({ id }: { id: string }) => ({ id }),
      voucherNumber: ({ id }: { id: string }) => `H7KM RTX9 3PVA ${id}`,
      clientCard: ({ id }: { id: string }) => ({ name: `Meri ${id}`, municipality: 'Lohja', phone: '040 123', email: 'meri@example.fi' }),
    },
  },
  registry: {
    ProviderUnit: { __resolveReference: async ({ id }: { id: string }) => ({ id }), name: ({ id }: { id: string }) => `Home care ${id}` },
    ServiceContent: {
      __resolveReference: async ({ id }: { id: string }) => ({ id }),
      code: ({ id }: { id: string }) => id,
      names: ({ id }: { id: string }) => ({ fi: `Koti ${id}`, sv: `Hem ${id}`, en: `Home ${id}` }),
    },
  },
};

export type Canned = { readonly urls: Readonly<Record<ServiceName, string>>; close(): void };

export async function serveCanned(accessKeys: readonly JWK[]): Promise<Canned> {
  const servers = new Map(
    SERVICES.map((name) => [name, serveOne(executableSchema(subgraphSdl(name), RESOLVERS[name] ?? {}).schema, accessKeys)]),
  );
  const urls = await Promise.all([...servers].map(async ([name, server]) => [name, await listening(server)] as const));
  return {
    urls: Object.fromEntries(urls) as Record<ServiceName, string>,
    close() {
      for (const server of servers.values()) server.close().closeAllConnections();
    },
  };
}

function serveOne(schema: GraphQLSchema, accessKeys: readonly JWK[]): Server {
  const known = new Map<string, Promise<string>>();
  const answerOf = async (request: IncomingMessage): Promise<string> => {
    if (request.url === '/.well-known/jwks.json') return JSON.stringify({ keys: accessKeys });
    if (request.url!.startsWith('/ended-sessions'))
      return JSON.stringify({ readTo: String(Temporal.Now.instant().round('millisecond')), complete: true, sessions: [], users: [] });
    // A gateway asks now and then how the service is.
    if (request.method === 'GET') return '{}';
    const body = (await buffer(request)).toString();
    const answer = known.get(body) ?? execute(schema, body);
    known.set(body, answer);
    return await answer;
  };
  return createServer(async (request, response) => {
    const answer = await answerOf(request);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) }).end(answer);
  });
}

async function execute(schema: GraphQLSchema, body: string): Promise<string> {
  const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
  return JSON.stringify(await graphql({ schema, source: query, variableValues: variables ?? {} }));
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
