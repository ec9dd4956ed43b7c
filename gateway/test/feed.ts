/** A feed in memory behind settlement's real SDL, and a reader that shows server-sent events as they came. */
import { coded } from './subgraphs.ts';
import { ORGANISER } from './world.ts';

type Item = {
  id: string;
  seq: number;
  cursor: string;
  kind: 'LEDGER_ENTRY' | 'RUN';
  payload: string;
  hash: string;
  previousHash: string;
  visit: { id: string };
};

/** The feed of one organiser; `grow` adds items at its end. */
export function createTestFeed() {
  const items: Item[] = [];
  const page = ({
    organiserId,
    after,
    first,
    kinds,
  }: {
    organiserId: string;
    after?: string | null;
    first: number;
    kinds?: string[] | null;
  }) => {
    if (organiserId !== ORGANISER) throw coded('You may not see this feed.', 'FORBIDDEN');
    const [epoch, seq] = (after ?? '1.0').split('.');
    if (epoch !== '1') throw coded('The cursor is of another feed.', 'CURSOR_EXPIRED');
    if (kinds?.length === 0) throw coded('kinds: give one at least.', 'BAD_USER_INPUT');
    const found = items
      .slice(Number(seq))
      .filter(({ kind }) => !kinds || kinds.includes(kind))
      .slice(0, first);
    return { items: found, endCursor: found.at(-1)?.cursor ?? after ?? null };
  };
  return {
    grow(count: number, payload = '{}', kind: Item['kind'] = 'LEDGER_ENTRY') {
      for (let left = count; left > 0; left--) {
        const seq = items.length + 1;
        items.push({
          id: `item-${seq}`,
          seq,
          cursor: `1.${seq}`,
          kind,
          payload,
          hash: 'h',
          previousHash: 'p',
          visit: { id: `${seq}` },
        });
      }
    },
    empty() {
      items.length = 0;
    },
    resolvers: {
      settlement: { Query: { settlementFeed: (_: unknown, args: Parameters<typeof page>[0]) => page(args) } },
      bookings: {
        Visit: {
          __resolveReference: async ({ id }: { id: string }) => {
            if (id === '13') throw coded('You may not see this visit.', 'FORBIDDEN');
            return { id, externalId: `visit-${id}` };
          },
        },
      },
    },
  };
}

export const FEED = `subscription ($after: String) { settlementFeed(organiserId: "${ORGANISER}", after: $after) { seq } }`;
export const FEED_WITH_VISITS = `subscription ($after: String) { settlementFeed(organiserId: "${ORGANISER}", after: $after) { seq visit { externalId } } }`;

export type SseEvent = { id?: string; event?: string; data?: unknown; retry?: string; comment?: string };
export type Stream = {
  status: number;
  /** The next events, without comments and `retry`. Stops short when the stream ends. */
  take(count: number): Promise<SseEvent[]>;
  leave(): void;
};

export async function openStream(url: string, init: RequestInit): Promise<Stream> {
  const leaving = new AbortController();
  const response = await fetch(url, { ...init, signal: leaving.signal });
  const events = read(response);
  return {
    status: response.status,
    async take(count) {
      const taken: SseEvent[] = [];
      while (taken.length < count) {
        const { value, done } = await events.next();
        if (done) break;
        if (value.event) taken.push(value);
      }
      return taken;
    },
    leave: () => leaving.abort(),
  };
}

async function* read(response: Response): AsyncGenerator<SseEvent, void> {
  let rest = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) yield eventOf(block);
  }
}

function eventOf(block: string): SseEvent {
  const fields = block
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf(':')) || 'comment', line.slice(line.indexOf(':') + 1).trim()] as const);
  const { data, ...event } = Object.fromEntries(fields);
  return { ...event, ...(data && { data: JSON.parse(data) as unknown }) };
}
