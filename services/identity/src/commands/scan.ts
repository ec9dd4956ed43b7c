/** Opens the scan of a mandate on paper for whoever may read it, and notes that before they do. */
import type { Actor } from '@seteli/kit/actor';
import type { Id } from '@seteli/kit/ids';
import type { StoredFile } from '../domain/file.ts';
import type { Mandate } from '../domain/mandate.ts';
import { findServed } from '../loads/served.ts';
import { findFile } from '../store/file.ts';
import { findMandateOfScan } from '../store/mandate.ts';
import { insertAccess } from '../store/person.ts';
import type { Desk } from './desk.ts';

/** Whether the actor acts for whom the paper concerns, or for the organiser that recorded it. Rights come on top. */
export const isPartyTo = ({ recordedFor, representedId }: Mandate, { organisation, personId, acting }: Actor): boolean =>
  organisation.kind === 'PERSON' ? representedId === personId && organisation.id === personId && !acting : recordedFor === organisation.id;

export async function readScan(desk: Desk, actor: Actor, scanId: Id): Promise<StoredFile | undefined> {
  const { reader } = desk.database;
  const mandate = await findMandateOfScan(reader, scanId);
  if (!mandate || !isPartyTo(mandate, actor)) return undefined;
  const { personId } = actor;
  if (mandate.representedId !== personId && !(await findServed(reader, actor, mandate.representedId))) return undefined;
  const look = { action: 'SCAN_READ', outcome: 'SEEN', personId: mandate.representedId, subjectId: scanId } as const;
  await desk.database.transaction((tx) => insertAccess(tx, actor, [look]));
  return await findFile(reader, scanId);
}
