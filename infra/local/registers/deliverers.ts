/** Plays those who deliver messages over HTTP: an SMS gateway and Suomi.fi-viestit. What they take lies in the book. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Book } from './book.ts';
import { CLIENT, type Settings } from './config.ts';
import { bearerOf, isSame, json, NOTHING_HERE, readJson, refused, UNAUTHORISED, type Answer, type Exchange } from './exchange.ts';

const textMessage = z.object({
  reference: z.string().min(1).max(100),
  sender: z.string().min(1).max(11),
  recipient: z.string().max(100),
  text: z.string().min(1).max(20_000),
});

export async function serveSms(exchange: Exchange, book: Book, config: Settings): Promise<Answer> {
  if (!isSame(bearerOf(exchange), config.SMS_KEY)) return UNAUTHORISED;
  if (exchange.method !== 'POST' || exchange.path !== '/messages') return NOTHING_HERE;
  const { reference, sender, recipient, text } = await readJson(exchange, textMessage);
  if (!/^\+\d{7,15}$/.test(recipient) || book.bounces.has(recipient)) return refused(422, 'INVALID_RECIPIENT');
  return json({ id: book.keep({ way: 'SMS', from: sender, to: recipient, subject: '', text }, reference) }, 201);
}

const login = z.object({ username: z.string(), password: z.string() });
const mailboxes = z.object({ endUsers: z.array(z.object({ id: z.string().max(20) })).max(10_000) });
const electronic = z.object({
  externalId: z.string().min(1).max(100),
  sender: z.object({ serviceId: z.string().min(1) }),
  recipient: z.object({ id: z.string().max(20) }),
  electronic: z.object({ title: z.string().min(1).max(200), body: z.string().min(1).max(20_000) }),
});

const TOKENS_MAX = 100;

export function openSuomiFiMessages(book: Book, config: Settings) {
  const tokens = new Set<string>();
  const numbers = new Map<string, number>();
  return {
    expireTokens: () => tokens.clear(),
    async serve(exchange: Exchange): Promise<Answer> {
      const { method, path } = exchange;
      if (method !== 'POST') return NOTHING_HERE;
      if (path === '/v1/token') {
        const { username, password } = await readJson(exchange, login);
        if (username !== CLIENT || !isSame(password, config.SUOMI_FI_MESSAGES_PASSWORD)) return UNAUTHORISED;
        const token = randomBytes(24).toString('base64url');
        const [oldest] = tokens;
        if (tokens.add(token).size > TOKENS_MAX && oldest) tokens.delete(oldest);
        return json({ access_token: token, token_type: 'bearer', expires_in: 3_600 });
      }
      if (!tokens.has(bearerOf(exchange))) return json({ reason: 'Unauthorized' }, 401);
      const hasMailbox = (id: string) => book.persons.get(id)?.mailbox === true;
      if (path === '/v1/mailboxes/active') {
        const { endUsers } = await readJson(exchange, mailboxes);
        return json({ endUsersWithActiveMailbox: endUsers.filter(({ id }) => hasMailbox(id)) });
      }
      if (path !== '/v2/messages/electronic') return NOTHING_HERE;
      const message = await readJson(exchange, electronic);
      if (!hasMailbox(message.recipient.id)) return json({ reason: 'Recipient has no active mailbox' }, 400);
      const known = numbers.get(message.externalId);
      if (known !== undefined) return json({ reason: 'externalId is not unique', messageId: known }, 409);
      const { title: subject, body: text } = message.electronic;
      book.keep({ way: 'SUOMI_FI', from: message.sender.serviceId, to: message.recipient.id, subject, text }, message.externalId);
      numbers.set(message.externalId, numbers.size + 1);
      return json({ messageId: numbers.size });
    },
  };
}
