/**
 * Has PostgreSQL parse and plan each statement once per connection, which is most of the work of a small one. It also
 * sends statements together that the program asks at the same time.
 */
import type { Socket } from 'node:net';
import type pg from 'pg';

/**
 * No statement's text varies with its values, so there are only so many. Beyond this number, a statement gets no name.
 */
const STATEMENTS_MAX = 1_000;
const statementNames = new Map<string, string>();

export function statementName(text: string): string | undefined {
  if (!statementNames.has(text) && statementNames.size < STATEMENTS_MAX) statementNames.set(text, `statement ${statementNames.size + 1}`);
  return statementNames.get(text);
}

/** Names all statements that drizzle sends over the connection. */
export function prepareStatements(client: pg.ClientBase): void {
  const query = client.query.bind(client) as (...given: readonly unknown[]) => unknown;
  const holdBack = holdingBack((client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream);
  const isOfDrizzle = (statement: unknown): statement is pg.QueryConfig =>
    typeof statement === 'object' && statement !== null && 'types' in statement;
  client.query = ((statement: unknown, ...rest: readonly unknown[]) => {
    holdBack();
    return query(isOfDrizzle(statement) ? { ...statement, name: statementName(statement.text) } : statement, ...rest);
  }) as typeof client.query;
}

/**
 * Holds statements back until the program has nothing more to do, and sends them together: a system call costs as much
 * as a small statement.
 */
function holdingBack(stream: Socket): () => void {
  let held = false;
  const release = () => {
    held = false;
    stream.uncork();
  };
  return () => {
    if (held) return;
    held = true;
    stream.cork();
    process.nextTick(release);
  };
}
