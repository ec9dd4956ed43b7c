/** Messages to people by e-mail, SMS and Suomi.fi: taken once, turned away for good, or to be tried again. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { newId } from '@seteli/kit/ids';
import { openLog } from '@seteli/kit/log';
import { PERSONAS } from '@seteli/local/personas';
import { openRegistersForTest, PATIENCE_MS, UNWELL, type RegistersForTest } from '@seteli/testing/registers';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Deliverer } from '../src/ports/deliveries.ts';
import { openEmail } from '../src/ports/email.ts';
import { openSms } from '../src/ports/sms.ts';
import { openSuomiFiMessages } from '../src/ports/suomi-fi-messages.ts';

const AKU = PERSONAS.aku.person.identityCode;
const lines: string[] = [];
const log = openLog('test', 'info', { write: (line) => void lines.push(line) });

let registers: RegistersForTest;
beforeAll(async () => {
  registers = await openRegistersForTest();
});
afterEach(async () => {
  for (const register of ['mail', 'sms', 'suomi-fi-messages'] as const) await registers.client.mood({ register, mood: 'WELL' });
});
afterAll(() => registers.stop());

const WAYS = [
  { way: 'EMAIL', register: 'mail', to: 'aku@example.fi', open: openEmail },
  { way: 'SMS', register: 'sms', to: '+358401234567', open: openSms },
  { way: 'SUOMI_FI', register: 'suomi-fi-messages', to: AKU, open: openSuomiFiMessages },
] as const;
type Way = (typeof WAYS)[number];

const openWay = ({ open }: Way, change: object = {}, timeoutMs = PATIENCE_MS): Deliverer => {
  const deliverer = open({ ...registers.settings, ...change }, log, timeoutMs);
  onTestFinished(() => deliverer.close());
  return deliverer;
};
const newMessage = () => ({
  id: newId(),
  subject: 'Uusi tehtävä – ny uppgift',
  text: `Sinulle on tehtävä.\nDu har en uppgift. ${newId()}`,
});

describe.each(WAYS)('by $way', (one) => {
  test('a message arrives as it was written', async () => {
    const message = newMessage();
    expect(await openWay(one).send(one.to, message)).toEqual({ outcome: 'ACCEPTED' });
    const [newest] = await registers.client.messages(one.to);
    expect(newest).toMatchObject({ way: one.way, to: one.to, text: message.text, subject: one.way === 'SMS' ? '' : message.subject });
  });

  test('the same message a second time is the same message', async () => {
    const [deliverer, message] = [openWay(one), newMessage()];
    for (let attempt = 0; attempt < 2; attempt++) expect(await deliverer.send(one.to, message)).toEqual({ outcome: 'ACCEPTED' });
    expect((await registers.client.messages(one.to)).filter(({ text }) => text === message.text)).toHaveLength(1);
  });

  test('a message without end is a fault of its writer, and reaches nobody', async () => {
    const deliverer = openWay(one);
    await expect(deliverer.send(one.to, { ...newMessage(), text: 'x'.repeat(20_001) })).rejects.toThrow(RangeError);
    await expect(deliverer.send(one.to, { ...newMessage(), subject: 'x'.repeat(201) })).rejects.toThrow(RangeError);
  });

  test('the log of a failure names neither receiver nor message', async () => {
    lines.length = 0;
    await registers.client.mood({ register: one.register, mood: 'FAILING' });
    expect(await openWay(one).send(one.to, newMessage())).toMatchObject({ outcome: 'UNAVAILABLE', why: 'FAILED' });
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join()).not.toMatch(/aku|35840|9013|tehtävä/i);
  });
});

describe.each(WAYS.filter(({ way }) => way !== 'EMAIL'))('by $way', (one) => {
  test.each(UNWELL)('a deliverer that is $mood has taken nothing for sure', async ({ mood, why, timeoutMs }) => {
    await registers.client.mood({ register: one.register, mood });
    expect(await openWay(one, {}, timeoutMs).send(one.to, newMessage())).toMatchObject({ outcome: 'UNAVAILABLE', why });
  });

  test('a deliverer that fails once gets the message at the second try', async () => {
    await registers.client.mood({ register: one.register, mood: 'FAILING', times: 1 });
    expect(await openWay(one).send(one.to, newMessage())).toEqual({ outcome: 'ACCEPTED' });
  });

  test('a deliverer that does not know our secret gets nothing', async () => {
    const wrong = { SMS_KEY: 'another-key-of-ours', SUOMI_FI_MESSAGES_PASSWORD: 'another-password-of-ours' };
    expect(await openWay(one, wrong).send(one.to, newMessage())).toMatchObject({ outcome: 'UNAVAILABLE', why: 'REFUSED' });
  });
});

describe('by e-mail', () => {
  const [email] = WAYS;
  test.each([
    ['DOWN', 'UNREACHED', PATIENCE_MS],
    ['FAILING', 'FAILED', PATIENCE_MS],
    ['SILENT', 'SLOW', 300],
    ['SLOW', 'SLOW', 300],
  ] as const)('a mail server that is %s has taken nothing for sure', async (mood, why, timeoutMs) => {
    await registers.client.mood({ register: 'mail', mood });
    expect(await openWay(email, {}, timeoutMs).send(email.to, newMessage())).toEqual({ outcome: 'UNAVAILABLE', why });
  });

  test('an address that bounces is refused for good, and takes mail again when it is open', async () => {
    const deliverer = openWay(email);
    await registers.client.bounce('pois@example.fi', true);
    expect(await deliverer.send('pois@example.fi', newMessage())).toEqual({ outcome: 'REFUSED', why: 'NO_SUCH_RECEIVER' });
    await registers.client.bounce('pois@example.fi', false);
    expect(await deliverer.send('pois@example.fi', newMessage())).toEqual({ outcome: 'ACCEPTED' });
  });

  test.each(['', 'aku', 'aku@', 'a@b.fi, c@d.fi', 'a@b.fi\r\nBcc: c@d.fi', '"a b"@c.fi', `${'a'.repeat(300)}@b.fi`])(
    'what is no single address (%j) reaches no server',
    async (to) => {
      await registers.client.mood({ register: 'mail', mood: 'FAILING' });
      expect(await openWay(email).send(to, newMessage())).toEqual({ outcome: 'REFUSED', why: 'NO_SUCH_RECEIVER' });
    },
  );

  test('a subject cannot add a header or a receiver', async () => {
    const message = { ...newMessage(), subject: 'Terve\r\nBcc: muu@example.fi\r\nX-Own: 1' };
    expect(await openWay(email).send(email.to, message)).toEqual({ outcome: 'ACCEPTED' });
    const [newest] = await registers.client.messages(email.to);
    expect(newest!.subject).toBe('Terve Bcc: muu@example.fi X-Own: 1');
    expect(await registers.client.messages('muu@example.fi')).toEqual([]);
  });

  test('a server that does not know our password, one that is away and one that speaks another language have taken nothing', async () => {
    const { MAIL_URL } = registers.settings;
    const wrong = Object.assign(new URL(MAIL_URL), { password: 'another' }).href;
    expect(await openWay(email, { MAIL_URL: wrong }).send(email.to, newMessage())).toEqual({ outcome: 'UNAVAILABLE', why: 'REFUSED' });
    const nobody = { MAIL_URL: 'smtp://127.0.0.1:1' };
    expect(await openWay(email, nobody).send(email.to, newMessage())).toEqual({ outcome: 'UNAVAILABLE', why: 'UNREACHED' });
    const strange = { MAIL_URL: registers.url.replace('http:', 'smtp:') };
    expect(await openWay(email, strange, 300).send(email.to, newMessage())).toMatchObject({ outcome: 'UNAVAILABLE' });
  });

  test('a server that says a word now and then holds nobody for ever', async () => {
    const lines = new Set<Socket>();
    const server = createServer((line) => {
      lines.add(line.on('error', () => undefined));
      line.write('220 ready\r\n');
      line.once('data', () => {
        const dripping = setInterval(() => line.write('250-wait\r\n'), 50);
        line.on('close', () => clearInterval(dripping));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      for (const line of lines) line.destroy();
      server.close();
    });
    const MAIL_URL = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await openWay(email, { MAIL_URL }, 300).send(email.to, newMessage())).toEqual({ outcome: 'UNAVAILABLE', why: 'SLOW' });
  });
});

describe('by SMS and Suomi.fi', () => {
  const [, sms, suomiFi] = WAYS;

  test.each(['0401234567', '+358', 'aku', '+358401234567;+358407654321'])('what is no telephone (%s) gets nothing', async (to) => {
    await registers.client.mood({ register: 'sms', mood: 'FAILING' });
    expect(await openWay(sms).send(to, newMessage())).toEqual({ outcome: 'REFUSED', why: 'NO_SUCH_RECEIVER' });
  });

  test('a telephone that the operator does not know is refused for good', async () => {
    await registers.client.bounce('+358400000000', true);
    expect(await openWay(sms).send('+358400000000', newMessage())).toEqual({ outcome: 'REFUSED', why: 'NO_SUCH_RECEIVER' });
  });

  test('a person without a mailbox in Suomi.fi gets nothing there', async () => {
    await registers.client.person({ identityCode: AKU, mailbox: false });
    expect(await openWay(suomiFi).send(AKU, newMessage())).toEqual({ outcome: 'REFUSED', why: 'NO_SUCH_RECEIVER' });
    await registers.client.person({ identityCode: AKU, mailbox: true });
  });

  test('a login that has ended is made anew, and nobody notices', async () => {
    const deliverer = openWay(suomiFi);
    expect(await deliverer.send(AKU, newMessage())).toEqual({ outcome: 'ACCEPTED' });
    await registers.client.expireTokens();
    expect(await deliverer.send(AKU, newMessage())).toEqual({ outcome: 'ACCEPTED' });
  });
});
