/** A database whose connections die, for tests of work that goes on where it was. */
import type { Database } from '@seteli/kit/db';

/** The connection of the next statement that it has not cut yet dies; of a COMMIT also when it was sent. */
export function cutEachOnce({ pool }: Database): { cuts: () => number } {
  const cut = new Set<string>();
  let [piece, statement] = [0, 0];
  pool.on('connect', (client) => {
    const { query } = client;
    const die = (when: string) => {
      const name = `${piece} ${statement} ${when}`;
      if (cut.has(name)) return;
      cut.add(name);
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    };
    const dieAfter = async (sent: Promise<unknown>) => {
      await sent;
      die('after');
      piece++;
    };
    client.query = ((...given: Parameters<typeof query>) => {
      const text = String(typeof given[0] === 'string' ? given[0] : (given[0] as unknown as { text?: string }).text);
      if (text.startsWith('begin')) statement = 0;
      statement++;
      die('before');
      const sent = query.apply(client, given);
      // The caller of the query hears of its fault; this only follows the commit.
      if (text === 'commit') void dieAfter(sent as unknown as Promise<unknown>).catch(() => undefined);
      return sent;
    }) as typeof query;
  });
  return { cuts: () => cut.size };
}
