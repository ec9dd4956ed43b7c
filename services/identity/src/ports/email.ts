/** Sends e-mail through the organisation's own mail server (SMTP). It keeps nothing and does not see later bounces. */
import { setting } from '@seteli/kit/config';
import type { Log } from '@seteli/kit/log';
import { unavailable } from '@seteli/kit/outside';
import { PASSWORD, type Ask } from '@seteli/kit/production';
import { orAborted } from '@seteli/kit/waiting';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { ACCEPTED, requireShort, sendingRefused, type Deliverer, type Sent } from './deliveries.ts';

const TLS_FROM_THE_START: Ask = {
  name: 'mail over TLS',
  refuses: 'a mail server without TLS from the first byte (smtps://)',
  isMet: (given) => given.startsWith('smtps://'),
};

const mailUrl = z.url({ protocol: /^smtps?$/ }).refine((text) => {
  const { pathname, search, hash } = new URL(text);
  // Options of the library in the address could turn its checks off.
  return /^\/?$/.test(pathname) && !search && !hash;
}, 'holds more than a server and a user');

export const emailSettings = {
  MAIL_URL: setting(mailUrl, {
    meaning: 'The mail server with user and password: smtps://user:password@mail.example:465.',
    development: 'smtp://127.0.0.1:4010',
    production: [PASSWORD, TLS_FROM_THE_START],
  }),
  MAIL_FROM: setting(z.email(), {
    meaning: 'The address from which e-mail comes.',
    development: 'seteli@localhost.localdomain',
    production: [{ name: 'own address', refuses: 'an address of a development machine', isMet: (given) => !given.includes('@localhost') }],
  }),
};
type Settings = z.infer<z.ZodObject<typeof emailSettings>>;

const TIMEOUT_MS = 5_000;
const CONNECTIONS_MAX = 2;
/** Connecting, greeting, the two addresses, the text. */
const STEPS = 4;
const email = z.email().max(254);

/** Their words for an address that is none (RFC 5321, RFC 3463: class 5.1 is about addresses). */
const NO_SUCH_RECEIVER: readonly number[] = [550, 551, 553, 556];

export function openEmail({ MAIL_URL, MAIL_FROM }: Settings, log: Log, timeoutMs = TIMEOUT_MS): Deliverer {
  const { hostname, port, protocol, username, password } = new URL(MAIL_URL);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname,
    port: Number(port || (secure ? 465 : 587)),
    secure,
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    pool: true,
    maxConnections: CONNECTIONS_MAX,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    // A message has our texts only: no file and no address of anybody can get into it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const ownName = MAIL_FROM.slice(MAIL_FROM.lastIndexOf('@') + 1);
  return {
    async send(to, message) {
      requireShort(message);
      if (!email.safeParse(to).success) return sendingRefused('NO_SUCH_RECEIVER');
      try {
        const sending = transport.sendMail({
          from: MAIL_FROM,
          to: { address: to, name: '' },
          subject: message.subject,
          text: message.text,
          // A second copy has the same id, by which mail programs recognise it.
          messageId: `<${message.id}@${ownName}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        // The library bounds each silence. A server that says a word now and then could hold the caller for ever.
        await orAborted(sending, AbortSignal.timeout(timeoutMs * STEPS));
        return ACCEPTED;
      } catch (fault) {
        const sent = outcomeOf(fault as MailFault);
        // Without the fault's words, which quote the address.
        if (sent.outcome === 'UNAVAILABLE')
          log.warn({ system: 'mail', why: sent.why, status: (fault as MailFault).responseCode }, 'no mail was sent');
        return sent;
      }
    },
    close: () => transport.close(),
  };
}

type MailFault = Error & { readonly code?: string; readonly command?: string; readonly responseCode?: number };

function outcomeOf({ name, code, command, responseCode }: MailFault): Sent {
  if (code === 'ETIMEDOUT' || name === 'TimeoutError') return unavailable('SLOW');
  if (code === 'EAUTH') return unavailable('REFUSED');
  if (responseCode === undefined) return unavailable(code === 'EPROTOCOL' ? 'UNREADABLE' : 'UNREACHED');
  if (responseCode < 500) return unavailable('FAILED');
  if (command === 'RCPT TO' && NO_SUCH_RECEIVER.includes(responseCode)) return sendingRefused('NO_SUCH_RECEIVER');
  // A refusal of the sender or of the greeting concerns us, and not this message.
  return command === 'DATA' || command === 'RCPT TO' ? sendingRefused('NOT_TAKEN') : unavailable('REFUSED');
}
