/** Lets an operator's scripts work on a service's database as its owner, in one transaction. Decides nothing. */
import { ConfigError, readConfig, setting } from '@seteli/kit/config';
import { openDatabase } from '@seteli/kit/database';
import type { Tx } from '@seteli/kit/db';
import { openLog } from '@seteli/kit/log';
import { PASSWORD } from '@seteli/kit/production';
import { postgresUrl } from '@seteli/kit/service-settings';
import { stateFolder } from '@seteli/local/places';
import { basePort, portsFrom } from '@seteli/local/ports';
import { adminUrl } from '@seteli/local/postgres';
import { readSecrets } from '@seteli/local/secrets';
import { serviceUrls } from '@seteli/local/service-database';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { z } from 'zod';

export function serviceNamed(name: string | undefined, usage: string): ServiceName {
  const service = SERVICES.find((each) => each === name);
  if (service) return service;
  console.error(usage);
  process.exit(2);
}

const settingName = (service: ServiceName): string => `DATABASE_OWNER_URL_${service.toUpperCase()}`;

/** The settings of an operator's scripts: one for each service that they work on. */
export const operatorSettings = (services: readonly ServiceName[]) =>
  z.object(
    Object.fromEntries(
      services.map((service) => [
        settingName(service),
        setting(z.union([postgresUrl, z.literal('')]), {
          meaning: `The database of ${service} as its owner, for an operator’s scripts.`,
          development: '',
          production: [PASSWORD],
        }),
      ]),
    ),
  );

/**
 * The owner's addresses from the environment. In development a missing one means the database of the system on this
 * machine.
 */
export function ownerUrls(services: readonly ServiceName[]): string[] {
  const given = readOrExit(services);
  return services.map((service) => given[settingName(service)] || embedded(service));
}

/** Missing or wrong settings end the script with a sentence, without a stack. */
function readOrExit(services: readonly ServiceName[]): Record<string, string> {
  try {
    return readConfig(operatorSettings(services));
  } catch (fault) {
    if (!(fault instanceof ConfigError)) throw fault;
    console.error(fault.message);
    process.exit(1);
  }
}

function embedded(service: ServiceName): string {
  const { postgres, services } = readSecrets(stateFolder(basePort()));
  return serviceUrls(adminUrl(portsFrom(basePort()).postgres, postgres), service, service, services[service]).ownerUrl;
}

/** `statementLimitMs`: how long one statement may take, where it reads very much. */
export async function inDatabaseOf<T>(service: ServiceName, work: (tx: Tx) => Promise<T>, statementLimitMs?: number): Promise<T> {
  const url = ownerUrls([service])[0]!;
  const limit = statementLimitMs === undefined ? {} : { statementLimitMs };
  const database = openDatabase({ url, log: openLog('operator', 'error'), name: 'operator', max: 1, ...limit });
  try {
    return await database.transaction(work);
  } finally {
    await database.close();
  }
}
