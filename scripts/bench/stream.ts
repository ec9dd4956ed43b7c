/** A municipality's system that follows the feed over SSE, and notes when each visit arrived. */
import { PIRKANMAA } from '@seteli/local/personas';
import type { Gateway } from './gateway.ts';

const SUBSCRIPTION = `subscription ($organiserId: ID!, $after: String) {
  settlementFeed(organiserId: $organiserId, after: $after) { cursor kind total organiserShare clientShare payload hash previousHash visit { id } } }`;

export type Follower = {
  /** Visit → when it arrived. */
  readonly arrivals: ReadonlyMap<string, number>;
  stop(): void;
};

export async function followFeed(gateway: Gateway, after: string | null): Promise<Follower> {
  const connection = new AbortController();
  const response = await fetch(`${gateway.url}/graphql/stream`, {
    method: 'POST',
    signal: connection.signal,
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${await gateway.token('system')}` },
    body: JSON.stringify({ query: SUBSCRIPTION, variables: { organiserId: PIRKANMAA.id, after } }),
  });
  if (!response.ok) throw new Error(`The feed was answered with ${response.status}: ${await response.text()}`);
  const arrivals = new Map<string, number>();
  void listen(response, arrivals).catch((fault: unknown) => {
    if (!connection.signal.aborted) console.error('the feed broke off', fault);
  });
  return { arrivals, stop: () => connection.abort() };
}

type Event = { data?: { settlementFeed: { visit: { id: string } | null } }; errors?: unknown };

async function listen(response: Response, arrivals: Map<string, number>): Promise<void> {
  let waiting = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const now = performance.now();
    const events = (waiting + chunk).split('\n\n');
    waiting = events.pop()!;
    for (const event of events) {
      const line = event.split('\n').find((each) => each.startsWith('data: {'));
      if (!line) continue;
      const { data, errors } = JSON.parse(line.slice('data: '.length)) as Event;
      if (errors || !data) throw new Error(JSON.stringify(errors));
      if (data.settlementFeed.visit) arrivals.set(data.settlementFeed.visit.id, now);
    }
  }
}
