/** Sentences that tell more than the code of a refusal. */
import { say } from '@seteli/kit/language';

export const NO_MUNICIPALITY = say(
  'Kuntanumerossa on kolme numeroa.',
  'En kommunkod har tre siffror.',
  'The code of a municipality has three digits.',
);
