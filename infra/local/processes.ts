/**
 * Which programs a local system consists of, and the environment of each: a program gets its own secrets and no others.
 */
import { pathToFileURL } from 'node:url';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import type { BrokerUser } from '@seteli/steward/permissions';
import { HOST, type Ports } from './ports.ts';
import { mainOf, type ProgramName } from './programs.ts';
import { clientKeys, publicPart, type Secrets } from './secrets.ts';
import type { DatabaseUrls } from './service-database.ts';

export type Surroundings = {
  ports: Ports;
  secrets: Secrets;
  databases: Record<ServiceName, DatabaseUrls>;
  natsUrl: (user: BrokerUser) => string;
  /** The folder of the built browser client. */
  webFolder: string;
  /** The folder of the files that people send. */
  filesFolder: string;
  /** Moves the clock of services; see the kit's movable clock. */
  clockFile: string;
};

export type Program = { name: ProgramName; file: string; env: Record<string, string> };

/** No other replica could take over while one drains. */
const ALONE = { DRAIN_MS: '0' };

export const httpUrl = (port: number): string => `http://${HOST}:${port}`;

export function signInProgram({ ports, secrets }: Surroundings): Program {
  return {
    name: 'sign-in',
    file: mainOf('sign-in'),
    env: {
      PORT: String(ports['sign-in']),
      PUBLIC_URL: httpUrl(ports.gateway),
      SIGN_IN_URL: httpUrl(ports['sign-in']),
      SIGN_IN_CLIENT_KEYS: JSON.stringify(clientKeys(secrets.signInSigningKey, secrets.signInDecryptionKey)),
      SIGN_IN_KEY: JSON.stringify(secrets.signInKey),
    },
  };
}

/** What the counterparts of registers ask of their callers, under the names that both sides use. */
const registerSecrets = ({ registers }: Secrets) => ({
  POPULATION_REGISTER_PASSWORD: registers.population,
  MANDATES_API_KEY: registers.mandatesApi,
  MANDATES_OAUTH_SECRET: registers.mandatesOauth,
  SMS_KEY: registers.sms,
  SUOMI_FI_MESSAGES_PASSWORD: registers.suomiFiMessages,
});

export const registersProgram = ({ ports, secrets }: Surroundings): Program => ({
  name: 'registers',
  file: mainOf('registers'),
  env: {
    PORT: String(ports.registers),
    MAIL_PORT: String(ports.mail),
    PUBLIC_URL: httpUrl(ports.gateway),
    MAIL_PASSWORD: secrets.registers.mail,
    ...registerSecrets(secrets),
  },
});

/** Where the counterparts stand, as identity's settings name them. */
export const registerUrls = (registersUrl: string, mailPort: number, mailPassword: string) => ({
  POPULATION_REGISTER_URL: `${registersUrl}/vtj`,
  MANDATES_URL: `${registersUrl}/mandates`,
  SMS_URL: `${registersUrl}/sms`,
  SUOMI_FI_MESSAGES_URL: `${registersUrl}/suomi-fi-messages`,
  MAIL_URL: `smtp://seteli:${mailPassword}@${HOST}:${mailPort}`,
});

export const companyRegisterUrl = (registersUrl: string) => ({ COMPANY_REGISTER_URL: `${registersUrl}/opendata-ytj-api/v3` });

export const stewardProgram = ({ natsUrl }: Surroundings): Program => ({
  name: 'steward',
  file: mainOf('steward'),
  env: { NATS_URL: natsUrl('steward') },
});

export function servicePrograms(surroundings: Surroundings): Program[] {
  const { ports, secrets, databases, natsUrl, clockFile, filesFolder } = surroundings;
  const identity = {
    PUBLIC_URL: httpUrl(ports.gateway),
    SIGN_IN_URL: httpUrl(ports['sign-in']),
    SIGN_IN_SIGNING_KEY: JSON.stringify(secrets.signInSigningKey),
    SIGN_IN_DECRYPTION_KEY: JSON.stringify(secrets.signInDecryptionKey),
    TOKEN_KEY: JSON.stringify(secrets.tokenKey),
    PERSON_KEY: secrets.person,
    PERSON_INDEX_KEY: secrets.personIndex,
    FILES_URL: String(pathToFileURL(filesFolder)),
    ...registerUrls(httpUrl(ports.registers), ports.mail, secrets.registers.mail),
    ...registerSecrets(secrets),
  };
  const own: Partial<Record<ServiceName, Record<string, string>>> = {
    identity,
    registry: companyRegisterUrl(httpUrl(ports.registers)),
    bookings: { SAMPLING_KEY: secrets.sampling },
  };
  return SERVICES.map((name) => ({
    name,
    file: mainOf(name),
    env: {
      PORT: String(ports[name]),
      DATABASE_URL: databases[name].url,
      NATS_URL: natsUrl(name),
      CLOCK_FILE: clockFile,
      ACTOR_PUBLIC_KEY: JSON.stringify(publicPart(secrets.actorKey)),
      ...ALONE,
      ...own[name],
    },
  }));
}

export function gatewayProgram({ ports, secrets, natsUrl, webFolder }: Surroundings): Program {
  return {
    name: 'gateway',
    file: mainOf('gateway'),
    env: {
      PORT: String(ports.gateway),
      PUBLIC_URL: httpUrl(ports.gateway),
      NATS_URL: natsUrl('gateway'),
      ACTOR_KEY: JSON.stringify(secrets.actorKey),
      OPERATOR_TOKEN: secrets.operator,
      WEB_FOLDER: webFolder,
      ...ALONE,
      ...Object.fromEntries(SERVICES.map((name) => [`${name.toUpperCase()}_URL`, httpUrl(ports[name])])),
    },
  };
}
