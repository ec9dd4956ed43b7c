/** Sends operations as they are, and keeps the whole answer: tests look at the status and at every word. */
export type Answer = {
  readonly status: number;
  readonly text: string;
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly { message: string; path?: readonly (string | number)[]; extensions?: { code?: string } }[];
};

export async function post(url: string, token: string | null, body: unknown): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'accept-language': 'en',
      ...(token !== null && { authorization: `Bearer ${token}` }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, ...read(text) };
}

function read(text: string): Pick<Answer, 'data' | 'errors'> {
  try {
    const { data = null, errors = [] } = JSON.parse(text) as Partial<Answer>;
    return { data, errors };
  } catch {
    return { data: null, errors: [] };
  }
}

/** Only people who repair the system may read these: traces, SQL, folders, the names of its parts. */
const INNARDS =
  /\\n\s+at |\.ts:\d|node_modules|node:internal|\bselect\b[^"]*\bfrom\b|insert into|violates|syntax error at|invalid input syntax|pg_|postgres|drizzle|SQLSTATE|ECONN|127\.0\.0\.1|stacktrace|serviceName/i;

/** The forbidden part of an answer; nothing when the answer is fit to be seen. */
export const unfitIn = ({ status, text }: Answer): string | undefined => (status >= 500 ? `status ${status}` : INNARDS.exec(text)?.[0]);
