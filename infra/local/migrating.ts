/** Migrates a service's database: says to the kit's runner where the migrations stand and which tables are only added to. */
import path from 'node:path';
import { migrate } from '@seteli/kit/migrate';
import { APPEND_ONLY } from '@seteli/kit/tables';
import type { ServiceName } from '@seteli/schema/events/listeners';
import { REPOSITORY } from './places.ts';

export async function migrateService(service: ServiceName, ownerUrl: string): Promise<void> {
  const folder = path.join(REPOSITORY, 'services', service);
  const tables = (await import(path.join(folder, 'src/tables.ts'))) as { APPEND_ONLY?: readonly string[] };
  const appendOnly = [...new Set([...APPEND_ONLY, ...(tables.APPEND_ONLY ?? [])])];
  await migrate({ ownerUrl, folder: path.join(folder, 'migrations'), role: service, appendOnly });
}
