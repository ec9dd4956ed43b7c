/** Which programs a local system is made of, and the environment that each gets: its own secrets and nobody else's. */
import path from 'node:path';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import type { BrokerUser } from '@seteli/steward/permissions';
import { REPOSITORY } from './places.ts';
import { HOST, type Ports } from './ports.ts';
import { publicPart, type Secrets } from './secrets.ts';
import type { DatabaseUrls } from './service-database.ts';

export type Surroundings = {
  ports: Ports;
  secrets: Secrets;
  databases: Record<ServiceName, DatabaseUrls>;
  natsUrl: (user: BrokerUser) => string;
  /** Moves the clock of services and gateway; see the kit's movable clock. */
  clockFile: string;
};

export type Program = { name: 'sign-in' | 'steward' | ServiceName | 'gateway'; file: string; env: NodeJS.ProcessEnv };

export const httpUrl = (port: number): string => `http://${HOST}:${port}`;

export function signInProgram({ ports, secrets }: Surroundings): Program {
  return {
    name: 'sign-in',
    file: path.join(REPOSITORY, 'infra/local/sign-in.ts'),
    env: {
      PORT: String(ports['sign-in']),
      PUBLIC_URL: httpUrl(ports.gateway),
      SIGN_IN_URL: httpUrl(ports['sign-in']),
      SIGN_IN_CLIENT_SECRET: secrets.signInClient,
      SIGN_IN_KEY: JSON.stringify(secrets.signInKey),
    },
  };
}

export const stewardProgram = ({ natsUrl }: Surroundings): Program => ({
  name: 'steward',
  file: path.join(REPOSITORY, 'steward/src/main.ts'),
  env: { NATS_URL: natsUrl('steward') },
});

export function servicePrograms(surroundings: Surroundings): Program[] {
  const { ports, secrets, databases, natsUrl, clockFile } = surroundings;
  const identity = {
    PUBLIC_URL: httpUrl(ports.gateway),
    SIGN_IN_URL: httpUrl(ports['sign-in']),
    SIGN_IN_CLIENT_SECRET: secrets.signInClient,
    TOKEN_KEY: JSON.stringify(secrets.tokenKey),
    PERSON_KEY: secrets.person,
    PERSON_INDEX_KEY: secrets.personIndex,
    SYSTEM_SECRET: secrets.system,
  };
  const own: Partial<Record<ServiceName, NodeJS.ProcessEnv>> = { identity, bookings: { SAMPLING_KEY: secrets.sampling } };
  return SERVICES.map((name) => ({
    name,
    file: path.join(REPOSITORY, 'services', name, 'src/main.ts'),
    env: {
      PORT: String(ports[name]),
      DATABASE_URL: databases[name].url,
      DATABASE_OWNER_URL: databases[name].ownerUrl,
      NATS_URL: natsUrl(name),
      CLOCK_FILE: clockFile,
      ACTOR_PUBLIC_KEY: JSON.stringify(publicPart(secrets.actorKey)),
      ...own[name],
    },
  }));
}

export function gatewayProgram({ ports, secrets, natsUrl, clockFile }: Surroundings): Program {
  return {
    name: 'gateway',
    file: path.join(REPOSITORY, 'gateway/src/main.ts'),
    env: {
      PORT: String(ports.gateway),
      PUBLIC_URL: httpUrl(ports.gateway),
      SIGN_IN_URL: httpUrl(ports['sign-in']),
      NATS_URL: natsUrl('gateway'),
      CLOCK_FILE: clockFile,
      ACTOR_KEY: JSON.stringify(secrets.actorKey),
      ...Object.fromEntries(SERVICES.map((name) => [`${name.toUpperCase()}_URL`, httpUrl(ports[name])])),
    },
  };
}
