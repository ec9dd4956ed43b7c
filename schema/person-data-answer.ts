/** How a service answers identity's questions about a person. The service says what it has. */
import { and, eq, sql } from 'drizzle-orm';
import type { Answers } from '@seteli/kit/backbone';
import { dayOf } from '@seteli/kit/day';
import type { Reader } from '@seteli/kit/db';
import { accessLog } from '@seteli/kit/tables';
import { z } from 'zod';
import {
  clientQuestion,
  PERSON_DATA,
  PERSON_RETENTION,
  personDataPage,
  personDataQuestion,
  readPersonData,
  type ClientQuestion,
  type PersonDataQuestion,
  type PersonList,
} from './person-data.ts';
import { retentionFact, type RetentionFact } from './retention.ts';

/** What the organiser's own people have left in the access log of a service. */
export async function findUseLog(reader: Reader, { organiserId, personId }: ClientQuestion): Promise<RetentionFact[]> {
  const [found] = await reader
    .select({ records: sql<number>`count(*)::int`, last: sql<string | null>`max(${accessLog.at})::text` })
    .from(accessLog)
    .where(and(eq(accessLog.personId, personId), eq(accessLog.organisationId, organiserId)));
  const { records, last } = found!;
  if (last === null) return [];
  return [{ retentionClass: 'USE_LOG', records, countsFrom: dayOf(Temporal.Instant.from(last.replace(' ', 'T'))) }];
}

export const answersAboutPersons = (
  reader: Reader,
  listsOf: (question: PersonDataQuestion) => readonly PersonList[],
  retentionOf: (question: ClientQuestion) => Promise<readonly RetentionFact[]>,
): Answers => ({
  [PERSON_DATA]: async (question: unknown) => {
    const asked = personDataQuestion.parse(question);
    return JSON.stringify(personDataPage.parse(await readPersonData(listsOf(asked), asked.after)));
  },
  [PERSON_RETENTION]: async (question: unknown) => {
    const client = clientQuestion.parse(question);
    const facts = [...(await retentionOf(client)), ...(await findUseLog(reader, client))];
    return JSON.stringify(facts.map((fact) => z.encode(retentionFact, fact)));
  },
});
