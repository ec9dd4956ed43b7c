/**
 * Sends messages to people's mailboxes in Suomi.fi (Suomi.fi-viestit, REST interface), by their identity code. Who has
 * no mailbox there gets nothing by this way. No paper is sent.
 */
import { ANYTHING, setting } from '@seteli/kit/config';
import type { Log } from '@seteli/kit/log';
import { openOutside, unavailable, type Outcome, type Reply } from '@seteli/kit/outside';
import { HTTPS, SECRET } from '@seteli/kit/production';
import { z } from 'zod';
import { ACCEPTED, requireShort, sendingRefused, type Deliverer } from './deliveries.ts';

export const suomiFiMessagesSettings = {
  SUOMI_FI_MESSAGES_URL: setting(z.url(), {
    meaning: 'Suomi.fi messages (REST interface).',
    development: 'http://127.0.0.1:4009/suomi-fi-messages',
    production: [HTTPS],
  }),
  SUOMI_FI_MESSAGES_USER: setting(z.string(), { meaning: 'Our user name there.', default: 'seteli', production: ANYTHING }),
  SUOMI_FI_MESSAGES_PASSWORD: setting(z.string().min(16), { meaning: 'Our password there.', production: [SECRET] }),
  SUOMI_FI_MESSAGES_SERVICE: setting(z.string(), {
    meaning: 'The id of our service there, which people see as the sender.',
    default: 'seteli',
    production: ANYTHING,
  }),
};
type Settings = z.infer<z.ZodObject<typeof suomiFiMessagesSettings>>;

const token = z.object({ access_token: z.string().min(1).max(8_000) });
const mailboxes = z.object({ endUsersWithActiveMailbox: z.array(z.object({ id: z.string().max(20) })).max(10) });
const delivered = z.union([z.object({ messageId: z.number().int() }), z.object({ reason: z.string().max(1_000) })]);

/** They know our id already. */
const CONFLICT = 409;

export function openSuomiFiMessages(settings: Settings, log: Log, timeoutMs?: number): Deliverer {
  const outside = openOutside({
    system: 'Suomi.fi messages',
    url: settings.SUOMI_FI_MESSAGES_URL,
    log,
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  let kept: string | undefined;

  async function logIn(): Promise<Outcome<string>> {
    if (kept !== undefined) return { outcome: 'ANSWERED', value: kept };
    const { SUOMI_FI_MESSAGES_USER: username, SUOMI_FI_MESSAGES_PASSWORD: password } = settings;
    const reply = await outside.ask({ method: 'POST', path: '/v1/token', body: { username, password }, answer: token, repeatable: true });
    if (reply.outcome !== 'ANSWERED') return reply;
    return { outcome: 'ANSWERED', value: (kept = reply.value.access_token) };
  }

  /** Asks with the token that we have, and once more with a new one when they no longer take it. */
  async function ask<T>(path: string, body: object, answer: z.ZodType<T>, read: readonly number[] = []): Promise<Reply<T>> {
    for (let attempt = 1; ; attempt++) {
      const access = await logIn();
      if (access.outcome !== 'ANSWERED') return access;
      const headers = { authorization: `Bearer ${access.value}` };
      const reply = await outside.ask({ method: 'POST', path, headers, body, answer, repeatable: true, read });
      if (reply.status !== 401) return reply;
      if (kept === access.value) kept = undefined;
      if (attempt === 2) return reply;
    }
  }

  return {
    async send(identityCode, message) {
      requireShort(message);
      const found = await ask('/v1/mailboxes/active', { endUsers: [{ id: identityCode }] }, mailboxes);
      if (found.outcome === 'NOT_FOUND') return unavailable('REFUSED');
      if (found.outcome === 'UNAVAILABLE') return found;
      const hasMailbox = found.value.endUsersWithActiveMailbox.some(({ id }) => id === identityCode);
      if (!hasMailbox) return sendingRefused('NO_SUCH_RECEIVER');
      const body = {
        externalId: message.id,
        sender: { serviceId: settings.SUOMI_FI_MESSAGES_SERVICE },
        recipient: { id: identityCode },
        electronic: { title: message.subject, body: message.text, bodyFormat: 'Text', messageServiceType: 'Normal', visibility: 'Normal' },
      };
      const reply = await ask('/v2/messages/electronic', body, delivered, [400, CONFLICT]);
      if (reply.outcome === 'NOT_FOUND') return unavailable('REFUSED');
      if (reply.outcome === 'UNAVAILABLE') return reply;
      return 'messageId' in reply.value || reply.status === CONFLICT ? ACCEPTED : sendingRefused('NOT_TAKEN');
    },
    close: () => undefined,
  };
}
