/** A mail server (SMTP) that delivers nothing: what it takes lies in the book. It turns addresses away on demand. */
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerEnvelope } from 'smtp-server';
import { HOST } from '../ports.ts';
import type { Book } from './book.ts';
import { CLIENT, type Settings } from './config.ts';
import { isSame } from './exchange.ts';
import { moodOf } from './moods.ts';

const LARGEST_MAIL_BYTES = 200_000;

const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

export async function startMail(book: Book, { MAIL_PORT, MAIL_PASSWORD }: Settings): Promise<{ port: number; stop(): Promise<void> }> {
  const server = new SMTPServer({
    banner: 'Seteli development',
    size: LARGEST_MAIL_BYTES,
    maxClients: 50,
    // It listens on loopback only, so it has no certificate.
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onAuth({ username, password }, _, done) {
      if (username === CLIENT && isSame(password ?? '', MAIL_PASSWORD)) done(null, { user: CLIENT });
      else done(refusal(535, 'Authentication credentials invalid'));
    },
    onMailFrom(_, __, done) {
      const current = moodOf(book.moods, 'mail');
      if (current?.mood === 'DOWN') {
        for (const connection of server.connections) connection.close();
        return;
      }
      if (current?.mood === 'SILENT') return;
      if (current?.mood === 'SLOW') setTimeout(done, current.delayMs).unref();
      else done(current ? refusal(451, 'Requested action aborted') : null);
    },
    onRcptTo({ address }, _, done) {
      done(book.bounces.has(address.toLowerCase()) ? refusal(550, '5.1.1 No such user') : null);
    },
    async onData(stream, { envelope }, done) {
      done(await take(stream, envelope, book));
    },
  });
  // A peer that hangs up in the middle is no fault of ours.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(MAIL_PORT, HOST, () => resolve());
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const connection of server.connections) connection.close();
      }),
  };
}

/** Puts a mail into the book. Answers why it takes it not. */
async function take(stream: SMTPServerDataStream, { mailFrom, rcptTo }: SMTPServerEnvelope, book: Book): Promise<Error | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of stream) {
      bytes += (part as Buffer).length;
      if (bytes <= LARGEST_MAIL_BYTES) parts.push(part as Buffer);
    }
    if (bytes > LARGEST_MAIL_BYTES) return refusal(552, 'Message too large');
    const { subject = '', text = '', messageId = '' } = await PostalMime.parse(Buffer.concat(parts));
    const to = rcptTo.map(({ address }) => address).join(', ');
    book.keep({ way: 'EMAIL', from: mailFrom ? mailFrom.address : '', to, subject, text: text.trimEnd() }, messageId);
    return null;
  } catch {
    // The sender hears it, and nobody else waits for this mail.
    return refusal(554, 'Not readable');
  }
}
