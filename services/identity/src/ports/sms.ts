/**
 * Sends text messages through an SMS gateway over HTTP. Gateways have no common protocol: this one is plain JSON, which
 * an organisation's service bus translates for its operator.
 */
import { ANYTHING, setting } from '@seteli/kit/config';
import type { Log } from '@seteli/kit/log';
import { openOutside, unavailable } from '@seteli/kit/outside';
import { HTTPS, SECRET } from '@seteli/kit/production';
import { z } from 'zod';
import { ACCEPTED, requireShort, sendingRefused, type Deliverer } from './deliveries.ts';

export const smsSettings = {
  SMS_URL: setting(z.url(), { meaning: 'The SMS gateway.', development: 'http://127.0.0.1:4009/sms', production: [HTTPS] }),
  SMS_KEY: setting(z.string().min(16), { meaning: 'Our key at the SMS gateway.', production: [SECRET] }),
  SMS_SENDER: setting(z.string().regex(/^[A-Za-z0-9 ]{1,11}$/, 'has more than 11 letters and digits'), {
    meaning: 'The name that a telephone shows as the sender of a text message.',
    default: 'Seteli',
    production: ANYTHING,
  }),
};
type Settings = z.infer<z.ZodObject<typeof smsSettings>>;

/** E.164. */
const TELEPHONE = /^\+[1-9]\d{6,14}$/;
const answer = z.union([z.object({ id: z.string() }), z.object({ error: z.string().max(100) })]);

export function openSms({ SMS_URL, SMS_KEY, SMS_SENDER }: Settings, log: Log, timeoutMs?: number): Deliverer {
  const outside = openOutside({ system: 'SMS gateway', url: SMS_URL, log, ...(timeoutMs !== undefined && { timeoutMs }) });
  return {
    async send(to, message) {
      requireShort(message);
      if (!TELEPHONE.test(to)) return sendingRefused('NO_SUCH_RECEIVER');
      const reply = await outside.ask({
        method: 'POST',
        path: '/messages',
        headers: { authorization: `Bearer ${SMS_KEY}` },
        // A telephone shows no subject.
        body: { reference: message.id, sender: SMS_SENDER, recipient: to, text: message.text },
        answer,
        // They know the reference.
        repeatable: true,
        read: [400, 422],
      });
      if (reply.outcome === 'NOT_FOUND') return unavailable('REFUSED');
      if (reply.outcome === 'UNAVAILABLE') return reply;
      if ('id' in reply.value) return ACCEPTED;
      return sendingRefused(reply.value.error === 'INVALID_RECIPIENT' ? 'NO_SUCH_RECEIVER' : 'NOT_TAKEN');
    },
    close: () => undefined,
  };
}
