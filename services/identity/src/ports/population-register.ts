/**
 * The population register (väestötietojärjestelmä, VTJ): what it knows of a person by their identity code, and whose
 * facts have changed. The organisation's own service bus speaks with it. Nothing is kept here.
 */
import { ANYTHING, setting } from '@seteli/kit/config';
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Log } from '@seteli/kit/log';
import { answered, basic, mapAnswer, NOT_FOUND, openOutside, unavailable, type Outcome } from '@seteli/kit/outside';
import { HTTPS, SECRET } from '@seteli/kit/production';
import { z } from 'zod';
import { readChanges, readEntryKey, readPerson, type RegisteredPerson } from './population-answers.ts';

export type { Address, Guardian, RegisteredPerson, Relative } from './population-answers.ts';

/** On whose behalf we ask. The register keeps it, and tells the person. */
export type Inquiry = { readonly endUser: Id; readonly requestId: Id };

export type Changes = {
  /** From where to ask the next time. */
  readonly cursor: string;
  /** The identity codes whose facts have changed, each once. */
  readonly identityCodes: readonly string[];
  /** Whether nothing more has changed since. */
  readonly isComplete: boolean;
};

export type PopulationRegister = {
  /** The person of this code. Their present code differs from it when the register has replaced it. */
  find(identityCode: string, inquiry: Inquiry): Promise<Outcome<RegisteredPerson>>;
  /** The place in the list of changes at which a day begins. */
  cursorOf(day: Day): Promise<Outcome<string>>;
  /** Which of these people, 100 at most, have changed since. */
  changesSince(cursor: string, identityCodes: readonly string[]): Promise<Outcome<Changes>>;
};

export const CODES_AT_ONCE = 100;

export const populationRegisterSettings = {
  POPULATION_REGISTER_URL: setting(z.url(), {
    meaning: 'The population register (VTJ) behind the organisation’s service bus: queries by identity code and the list of changes.',
    development: 'http://127.0.0.1:4009/vtj',
    production: [HTTPS],
  }),
  POPULATION_REGISTER_USER: setting(z.string(), { meaning: 'Our user name there.', default: 'seteli', production: ANYTHING }),
  POPULATION_REGISTER_PASSWORD: setting(z.string().min(16), { meaning: 'Our password there.', production: [SECRET] }),
  POPULATION_REGISTER_PRODUCT: setting(z.string(), {
    meaning: 'The agreed message (SoSoNimi), whose answer has name, home, language, death, protection, guardians and children.',
    default: 'PERUSSANOMA 1',
    production: ANYTHING,
  }),
};
type Settings = z.infer<z.ZodObject<typeof populationRegisterSettings>>;

const FOUND = '0000';
const NOBODY = '0001';
/** The code no longer holds. The answer is about the same person, under the code that replaced it. */
const REPLACED = '0002';

export function openPopulationRegister(settings: Settings, log: Log, timeoutMs?: number): PopulationRegister {
  const outside = openOutside({
    system: 'population register',
    url: settings.POPULATION_REGISTER_URL,
    log,
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  const authorization = basic(settings.POPULATION_REGISTER_USER, settings.POPULATION_REGISTER_PASSWORD);
  return {
    async find(identityCode, { endUser, requestId }) {
      const reply = await outside.ask({
        method: 'POST',
        path: '/api/HenkilonTunnuskysely',
        headers: { authorization, 'x-request-id': requestId },
        body: { Henkilotunnus: identityCode, SoSoNimi: settings.POPULATION_REGISTER_PRODUCT, Loppukayttaja: endUser },
        answer: readPerson,
        repeatable: true,
      });
      // An address that is wrong answers 404 as well, so only the register's own word says that nobody has the code.
      if (reply.outcome === 'NOT_FOUND') return unavailable('REFUSED');
      if (reply.outcome !== 'ANSWERED') return reply;
      const { code, person } = reply.value;
      if (code === NOBODY) return NOT_FOUND;
      if (!person || (code === FOUND && person.identityCode !== identityCode)) return unavailable('UNREADABLE');
      return code === FOUND || code === REPLACED ? answered(person) : unavailable('UNREADABLE');
    },
    async cursorOf(day) {
      const reply = await outside.ask({
        path: `/api/v1/kirjausavain/${day}`,
        headers: { authorization },
        answer: readEntryKey,
        repeatable: true,
      });
      return mapAnswer(reply, ({ viimeisinKirjausavain }) => viimeisinKirjausavain);
    },
    async changesSince(cursor, identityCodes) {
      if (identityCodes.length > CODES_AT_ONCE) throw new RangeError(`The register takes ${CODES_AT_ONCE} codes at once.`);
      const reply = await outside.ask({
        method: 'POST',
        path: '/api/v1/muutokset',
        headers: { authorization },
        body: { viimeisinKirjausavain: cursor, hetulista: identityCodes },
        answer: readChanges,
        repeatable: true,
      });
      return mapAnswer(reply, (changes) => ({
        cursor: changes.viimeisinKirjausavain,
        identityCodes: [...new Set(changes.muutokset.map(({ henkilotunnus }) => henkilotunnus))],
        isComplete: changes.ajanTasalla,
      }));
    },
  };
}
