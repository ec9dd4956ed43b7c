/** A municipality's own system: it follows the feed over SSE, loses the connection, and resumes where it was. */
import type { Client } from '@seteli/local/client';
import { PIRKANMAA } from '@seteli/local/personas';

export type FeedItem = {
  cursor: string;
  seq: number;
  kind: 'LEDGER_ENTRY' | 'RUN';
  total: string | null;
  organiserShare: string | null;
  clientShare: string | null;
  payload: string;
  hash: string;
  previousHash: string;
};

const ITEM = 'cursor seq kind total organiserShare clientShare payload hash previousHash';

export const SUBSCRIPTION = `subscription ($organiserId: ID!, $after: String) { settlementFeed(organiserId: $organiserId, after: $after) { ${ITEM} } }`;

/** The whole feed after a cursor, page by page. */
export async function readFeed(client: Client, after: string | null, first = 50): Promise<FeedItem[]> {
  const items: FeedItem[] = [];
  for (let cursor = after; ;) {
    const { settlementFeed } = await client.ask(
      'system',
      `query ($organiserId: ID!, $after: String, $first: Int!) { settlementFeed(organiserId: $organiserId, after: $after, first: $first) { items { ${ITEM} } endCursor } }`,
      { organiserId: PIRKANMAA.id, after: cursor, first },
    );
    items.push(...settlementFeed.items);
    if (settlementFeed.items.length < first) return items;
    cursor = settlementFeed.endCursor;
  }
}

export type Subscriber = { readonly items: FeedItem[]; lastEventId: string | null; cut(): void };

/** Subscribes over SSE: from `after`, or by Last-Event-ID when it comes back. */
export async function subscribe(client: Client, from: { after: string | null } | { lastEventId: string }): Promise<Subscriber> {
  const connection = new AbortController();
  const after = 'after' in from ? from.after : null;
  const response = await fetch(`${client.url}/graphql/stream`, {
    method: 'POST',
    signal: connection.signal,
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${await client.token('system')}`,
      ...('lastEventId' in from && { 'last-event-id': from.lastEventId }),
    },
    body: JSON.stringify({ query: SUBSCRIPTION, variables: { organiserId: PIRKANMAA.id, after } }),
  });
  const subscriber: Subscriber = { items: [], lastEventId: 'lastEventId' in from ? from.lastEventId : null, cut: () => connection.abort() };
  void listen(response, subscriber).catch((fault: unknown) => {
    if (!connection.signal.aborted) throw fault;
  });
  return subscriber;
}

async function listen(response: Response, subscriber: Subscriber): Promise<void> {
  let waiting = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const events = (waiting + chunk).split('\n\n');
    waiting = events.pop()!;
    for (const event of events) {
      const field = (name: string) =>
        event
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2);
      const data = field('data');
      if (field('event') !== 'next' || !data) continue;
      const result = JSON.parse(data);
      if (result.errors) throw new Error(`the stream reported ${JSON.stringify(result.errors)}`);
      subscriber.items.push(result.data.settlementFeed);
      subscriber.lastEventId = field('id') ?? subscriber.lastEventId;
    }
  }
}
