/** Somebody asks for a copy of a person's data, or reads one. The job of the copy asks the services afterwards. */
import type { Actor } from '@seteli/kit/actor';
import { lock, type Tx } from '@seteli/kit/db';
import { hashOf, once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { startJob } from '@seteli/kit/jobs';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { scopeOf } from '@seteli/kit/scope';
import { z } from 'zod';
import { personDataPage, type PersonDataPage } from '@seteli/schema/person-data';
import type { ExportMyDataInput, ExportPersonInput } from '@seteli/schema/generated/identity';
import { ANSWERERS, checkCopies, expiryOf, FIRST_STEP, type Answerer, type ExportStep } from '../domain/person-export.ts';
import { may } from '../policy.ts';
import { insertAccess, servesPerson } from '../store/person.ts';
import * as store from '../store/person-export.ts';
import type { Desk } from './desk.ts';
import { holdKeyOf } from './sealing.ts';

export const EXPORT_PERSON = 'EXPORT_PERSON';

export const pagePlace = (row: Id) => ({ table: 'person_export_page', row }) as const;

type Wish = { readonly personId: Id; readonly organiserId: Id | null; readonly reason: string | null };

export const exportMyData = (desk: Desk, actor: Actor, { idempotencyKey }: ExportMyDataInput): Promise<Decision<Id>> =>
  once<Decision<Id>>(
    desk.database,
    { organisation: actor.organisation.id, key: idempotencyKey, command: 'exportMyData', input: {}, now: desk.clock.now() },
    (tx) => ask(tx, desk, actor, { personId: actor.organisation.id, organiserId: null, reason: null }),
  );

/** The database keeps a keyed mark of the input: a reason in an officer's own words may tell of the client. */
export async function exportPerson(desk: Desk, actor: Actor, { idempotencyKey, ...wish }: ExportPersonInput): Promise<Decision<Id>> {
  const { personId, reason } = wish;
  const organiserId = actor.organisation.id;
  const input = desk.vault.marksOf(`exportPerson ${hashOf(wish)}`).at(-1)!.mark;
  return await once<Decision<Id>>(
    desk.database,
    { organisation: organiserId, key: idempotencyKey, command: 'exportPerson', input, now: desk.clock.now() },
    async (tx) => {
      if (!(await servesPerson(tx, organiserId, personId))) return refuse('NOT_FOUND', { path: ['personId'] });
      return await ask(tx, desk, actor, { personId, organiserId, reason });
    },
  );
}

async function ask(tx: Tx, { clock, vault }: Desk, actor: Actor, { personId, organiserId, reason }: Wish): Promise<Decision<Id>> {
  const now = clock.now();
  await lock(tx, `export ${personId}`);
  const key = await holdKeyOf(tx, vault, personId);
  // Of an erased person nothing is left to copy.
  if (!key) return refuse('NOT_FOUND', { path: ['personId'] });
  const tooMany = checkCopies(await store.countExports(tx, personId, organiserId));
  if (tooMany) return tooMany;
  const id = newId();
  await store.insertExport(tx, {
    id,
    personId,
    organiserId,
    askedBy: actor.userId,
    askedAt: now,
    expiresAt: expiryOf(now),
  });
  const step = FIRST_STEP satisfies ExportStep;
  await startJob(tx, actor, { id, kind: EXPORT_PERSON, subjectId: id, step, total: ANSWERERS.length, now });
  await insertAccess(tx, actor, [{ action: 'COPY_ASKED', outcome: 'DONE', personId, subjectId: id, reason: reason ?? undefined }]);
  return accept(id);
}

export type PersonCopy = {
  readonly made: store.PersonExport;
  /** The pages in their order, opened one at a time. */
  readonly pages: AsyncGenerator<PersonDataPage & { readonly service: Answerer }>;
};

const stored = personDataPage.pick({ records: true });
type Stored = z.infer<typeof stored>;

/**
 * The copy, for whoever asked for it and for colleagues of theirs who may ask. It notes who reads it before it answers.
 */
export async function readCopy({ clock, vault, ...desk }: Desk, actor: Actor, id: Id): Promise<PersonCopy | undefined> {
  const { organisation } = actor;
  const database = desk.database.within(scopeOf(actor));
  const made = await store.findExport(database.reader, id);
  if (!made) return undefined;
  const isOwn = made.organiserId === null && may(actor, 'exportMyData') && made.personId === organisation.id;
  const isOurs = made.organiserId !== null && may(actor, 'exportPerson') && made.organiserId === organisation.id;
  if (!isOwn && !isOurs) return undefined;
  const { personId } = made;
  const now = clock.now();
  if (Temporal.Instant.compare(made.expiresAt, now) <= 0) return undefined;
  const key = await database.transaction(async (tx) => {
    await insertAccess(tx, actor, [{ action: 'COPY_READ', outcome: 'SEEN', personId, subjectId: id }]);
    return await holdKeyOf(tx, vault, personId);
  });
  if (!key) return undefined;
  async function* pages(): PersonCopy['pages'] {
    for (let number = 0; ;) {
      const page = await store.findPageAfter(database.reader, id, number);
      if (!page) return;
      const { records }: Stored = stored.parse(JSON.parse(key!.unseal(page.sealedPage, pagePlace(page.id))));
      yield { service: page.service, records, next: null };
      ({ number } = page);
    }
  }
  return { made, pages: pages() };
}
