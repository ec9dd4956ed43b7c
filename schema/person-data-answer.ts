/** How a service answers identity's question about a person. The service says which lists it has. */
import type { Answers } from '@seteli/kit/backbone';
import {
  PERSON_DATA,
  personDataPage,
  personDataQuestion,
  readPersonData,
  type PersonDataQuestion,
  type PersonList,
} from './person-data.ts';

export const answersAboutPersons = (listsOf: (question: PersonDataQuestion) => readonly PersonList[]): Answers => ({
  [PERSON_DATA]: async (question: unknown) => {
    const asked = personDataQuestion.parse(question);
    return JSON.stringify(personDataPage.parse(await readPersonData(listsOf(asked), asked.after)));
  },
});
