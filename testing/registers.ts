/** The counterparts of registers for tests of one service, and the settings with which a service finds them. */
import { randomBytes } from 'node:crypto';
import { openRegistersClient, type RegistersClient } from '@seteli/local/registers/client';
import { startRegisters } from '@seteli/local/registers/main';
import { companyRegisterUrl, registerUrls } from '@seteli/local/processes';
import { AT_ONCE } from './service.ts';

const secret = () => randomBytes(24).toString('base64url');

const newSecrets = () => ({
  POPULATION_REGISTER_PASSWORD: secret(),
  MANDATES_API_KEY: secret(),
  MANDATES_OAUTH_SECRET: secret(),
  SMS_KEY: secret(),
  SUOMI_FI_MESSAGES_PASSWORD: secret(),
});

/** Names under which the counterparts know us, which production may change. */
const USUAL = {
  POPULATION_REGISTER_USER: 'seteli',
  POPULATION_REGISTER_PRODUCT: 'PERUSSANOMA 1',
  MANDATES_CLIENT_ID: 'seteli',
  MAIL_FROM: 'seteli@localhost.localdomain',
  SMS_SENDER: 'Seteli',
  SUOMI_FI_MESSAGES_USER: 'seteli',
  SUOMI_FI_MESSAGES_SERVICE: 'seteli',
};

/** Port 9 (discard) has no listener: for tests that ask no register. */
export const NOBODY_THERE = { ...USUAL, ...newSecrets(), ...registerUrls('http://127.0.0.1:9', 9, 'nobody-has-this-one') };

export type RegistersForTest = {
  readonly url: string;
  /** For identity. */
  readonly settings: typeof NOBODY_THERE;
  /** For the registry. */
  readonly companySettings: ReturnType<typeof companyRegisterUrl>;
  readonly client: RegistersClient;
  stop(): Promise<void>;
};

/** `publicUrl`: where the browser comes back to after a choice. */
export async function openRegistersForTest(publicUrl = 'http://127.0.0.1:4000'): Promise<RegistersForTest> {
  const [secrets, mailPassword] = [newSecrets(), secret()];
  const { url, mailPort, stop } = await startRegisters({
    NODE_ENV: 'test',
    PORT: 0,
    MAIL_PORT: 0,
    PUBLIC_URL: publicUrl,
    MAIL_PASSWORD: mailPassword,
    LOG_LEVEL: 'silent',
    ...secrets,
    ...AT_ONCE,
  });
  const settings = { ...USUAL, ...secrets, ...registerUrls(url, mailPort, mailPassword) };
  return { url, settings, companySettings: companyRegisterUrl(url), client: openRegistersClient(url), stop };
}

/** For tests in which time does not matter, on a busy machine. */
export const PATIENCE_MS = 20_000;
const IMPATIENCE_MS = 300;

/** How a port answers when the counterpart is unwell, with this time limit. */
export const UNWELL = (
  [
    { mood: 'DOWN', why: 'UNREACHED' },
    { mood: 'FAILING', why: 'FAILED' },
    { mood: 'SLOW', why: 'SLOW' },
    { mood: 'SILENT', why: 'SLOW' },
    { mood: 'WRONG', why: 'UNREADABLE' },
    { mood: 'GARBLED', why: 'UNREADABLE' },
    { mood: 'HUGE', why: 'TOO_LARGE' },
    { mood: 'LEADING_AWAY', why: 'UNREADABLE' },
  ] as const
).map((one) => ({ ...one, timeoutMs: one.why === 'SLOW' ? IMPATIENCE_MS : PATIENCE_MS }));
