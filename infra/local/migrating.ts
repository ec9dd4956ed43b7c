/**
 * Migrates a service's database: tells the kit's runner where the migrations stand and what the running role may do.
 */
import path from 'node:path';
import { migrate } from '@seteli/kit/migrate';
import type { Rights } from '@seteli/kit/tables';
import type { Walls } from '@seteli/kit/walls';
import type { ServiceName } from '@seteli/schema/events/listeners';
import { REPOSITORY } from './places.ts';

export async function migrateService(service: ServiceName, ownerUrl: string): Promise<void> {
  const folder = path.join(REPOSITORY, 'services', service);
  const { RIGHTS } = (await import(path.join(folder, 'src/tables.ts'))) as { RIGHTS: Rights };
  const { WALLS } = (await import(path.join(folder, 'src/tables/walls.ts'))) as { WALLS: Walls };
  await migrate({ ownerUrl, folder: path.join(folder, 'migrations'), role: service, rights: RIGHTS, walls: WALLS });
}
