/**
 * Commands about files, each one transaction. The bytes travel between them: the row is there before the first byte,
 * and says that the file is whole after the last. A crash in between leaves a row, by which a chore removes the rest.
 */
import type { Actor } from '@seteli/kit/actor';
import { lock } from '@seteli/kit/db';
import { newFileKey } from '@seteli/kit/file-cipher';
import type { FileKind } from '@seteli/kit/file-kind';
import { newId, type Id } from '@seteli/kit/ids';
import { accept, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import { FILES_OF_PERSON_MAX, type StoredFile } from '../domain/file.ts';
import { findServed } from '../loads/served.ts';
import * as store from '../store/file.ts';
import { insertAccess } from '../store/person.ts';
import type { Desk } from './desk.ts';
import { sealFileKey } from './file-keys.ts';

export type BegunFile = { readonly id: Id; readonly key: string };

/** Makes room for a file about a person whom the actor's teams serve. */
export async function beginFile(desk: Desk, actor: Actor, ownerId: Id): Promise<Decision<BegunFile, 'NOT_FOUND' | 'LIMIT_REACHED'>> {
  const now = desk.realTime.now();
  return await desk.database.transaction(async (tx) => {
    await lock(tx, `files ${ownerId}`);
    const unknown = refuse('NOT_FOUND', { path: ['person'] });
    if (!(await findServed(tx, actor, ownerId))) return unknown;
    if ((await store.countFilesOf(tx, ownerId)) >= FILES_OF_PERSON_MAX) return refuseWhole('LIMIT_REACHED');
    const begun = { id: newId(), key: newFileKey() };
    const sealedKey = await sealFileKey(tx, desk, { id: begun.id, ownerId }, begun.key);
    if (sealedKey === undefined) return unknown;
    const { userId, organisation } = actor;
    const sent = { id: begun.id, ownerId, organisationId: organisation.id, sentBy: userId, sentAt: now, sealedKey };
    await store.insertFile(tx, { ...sent, state: 'COMING', kind: null, bytes: null });
    await insertAccess(tx, actor, [{ action: 'SCAN_SENT', outcome: 'DONE', personId: ownerId, subjectId: begun.id }]);
    return accept(begun);
  });
}

type Whole = { readonly kind: FileKind; readonly bytes: number };

const change = ({ database }: Pick<Desk, 'database'>, id: Id, decide: (coming: StoredFile) => StoredFile): Promise<boolean> =>
  database.transaction(async (tx) => {
    const known = await store.lockFile(tx, id);
    if (known?.state !== 'COMING') return false;
    await store.saveFile(tx, decide(known));
    return true;
  });

/** Says that the store has all bytes. False: a chore has removed the file meanwhile. */
export const finishFile = (desk: Pick<Desk, 'database'>, id: Id, whole: Whole): Promise<boolean> =>
  change(desk, id, (coming) => ({ ...coming, ...whole, state: 'READY' }));

/** Says that the bytes will not come, or are none that we take. */
export const abandonFile = (desk: Pick<Desk, 'database'>, id: Id): Promise<boolean> =>
  change(desk, id, (coming) => ({ ...coming, state: 'LEAVING' }));
