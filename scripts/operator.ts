/** What an operator's scripts share: one transaction in a service's database, as its owner. Decides nothing. */
import { openDatabase, type Tx } from '@seteli/kit/db';
import { openLog } from '@seteli/kit/log';
import { stateFolder } from '@seteli/local/places';
import { basePort, portsFrom } from '@seteli/local/ports';
import { adminUrl } from '@seteli/local/postgres';
import { readSecrets } from '@seteli/local/secrets';
import { serviceUrls } from '@seteli/local/service-database';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';

export function serviceNamed(name: string | undefined, usage: string): ServiceName {
  const service = SERVICES.find((each) => each === name);
  if (service) return service;
  console.error(usage);
  process.exit(2);
}

/** DATABASE_OWNER_URL_<SERVICE>, else the database of the development system on this machine. */
function ownerUrl(service: ServiceName): string {
  const given = process.env[`DATABASE_OWNER_URL_${service.toUpperCase()}`];
  if (given) return given;
  const { postgres, services } = readSecrets(stateFolder(basePort()));
  return serviceUrls(adminUrl(portsFrom(basePort()).postgres, postgres), service, service, services[service]).ownerUrl;
}

export async function inDatabaseOf<T>(service: ServiceName, work: (tx: Tx) => Promise<T>): Promise<T> {
  const database = openDatabase({ url: ownerUrl(service), log: openLog('operator', 'error'), name: 'operator', max: 1 });
  try {
    return await database.transaction(work);
  } finally {
    await database.close();
  }
}
