/**
 * The job of a copy of a person's data. It asks one service after another, page by page, and keeps each page under
 * seal. While a service is away, the job waits and goes on where it was.
 */
import type { Backbone } from '@seteli/kit/backbone';
import type { Chore } from '@seteli/kit/chores';
import { newId } from '@seteli/kit/ids';
import type { Job, Work } from '@seteli/kit/jobs';
import { refuseWhole } from '@seteli/kit/result';
import { PERSON_DATA, personDataPage, readPersonData, type PersonDataPage } from '@seteli/schema/person-data';
import type { Desk } from '../commands/desk.ts';
import { EXPORT_PERSON, pagePlace } from '../commands/exporting.ts';
import { holdKeyOf } from '../commands/sealing.ts';
import { checkPages, doneBefore, stepAfter, type ExportStep } from '../domain/person-export.ts';
import * as store from '../store/person-export.ts';
import { listsOfPerson } from './own-data.ts';

type Asking = Pick<Desk, 'database' | 'vault'> & { readonly ask: Backbone['ask'] };

/** A page takes a query; a service that is busy may take longer. */
const PATIENCE_MS = 10_000;

export const exportWork = ({ database, vault, ask }: Asking): Work<ExportStep, PersonDataPage | undefined> => ({
  kind: EXPORT_PERSON,
  async ask({ subjectId, step }: Job<ExportStep>) {
    const made = await store.findExport(database.reader, subjectId);
    if (!made) return undefined;
    const { personId, organiserId } = made;
    const { answerer, after } = step;
    if (answerer === 'identity') return await readPersonData(listsOfPerson(database.reader, vault, made), after);
    return personDataPage.parse(await ask(answerer, PERSON_DATA, { personId, organiserId, after }, PATIENCE_MS));
  },
  async piece(tx, { subjectId, step, done }, _, page) {
    const made = page && (await store.findExport(tx, subjectId));
    const key = made && (await holdKeyOf(tx, vault, made.personId));
    // The copy was forgotten, or the person erased.
    if (!key) return { done, step: null, refusal: refuseWhole('NOT_FOUND').refusal };
    const id = newId();
    const sealedPage = key.seal(JSON.stringify({ records: page.records }), pagePlace(id));
    if (page.records.length > 0)
      await store.insertPage(tx, { id, exportId: subjectId, number: step.number, service: step.answerer, sealedPage });
    const next = stepAfter(step, page.next);
    const refusal = checkPages(next);
    return refusal ? { done, step: null, refusal } : { done: doneBefore(next), step: next };
  },
});

/** A copy has up to 2,000 pages, which go with it. */
const AT_ONCE = 20;

/** Forgets copies after thirty days. */
export const copiesForgettingChore = ({ database, clock }: Pick<Desk, 'database' | 'clock'>): Chore => ({
  name: 'forgetting copies of persons’ data',
  everyMs: 60_000,
  run: async () => (await database.transaction((tx) => store.forgetExports(tx, clock.now(), AT_ONCE))) === AT_ONCE,
});
