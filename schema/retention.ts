/**
 * How long laws keep what services hold of a client, class by class. The times count from the end of the client's case
 * with an organiser: the last day of their last voucher. Services remove what is past its class.
 */
import { isBefore, type Day } from '@seteli/kit/day';
import { say, type Sentences } from '@seteli/kit/language';
import { wireDay } from '@seteli/kit/events';
import { z } from 'zod';

export const RETENTION_CLASSES = [
  'CONTACT_DATA',
  'CLIENT_BASICS',
  'CLIENT_DOCUMENTS',
  'FEE_DECISIONS',
  'SHARE_STATEMENTS',
  'BOOKS',
  'USE_LOG',
] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

type Rule = {
  readonly years: number;
  /** The law counts from the end of the year. */
  readonly fromEndOfYear?: boolean;
  /** Nobody can read these without knowing whose they are. */
  readonly needsBasics?: boolean;
  readonly sentence: Sentences;
};

/** The basics last as long as what needs them, so they have no years of their own. */
export const RETENTION: Readonly<Record<RetentionClass, Rule>> = {
  CONTACT_DATA: {
    years: 0,
    sentence: say(
      'Yhteystiedot, kirjautumiset ja tietojen jäljennökset: mikään laki ei vaadi säilyttämään niitä.',
      'Kontaktuppgifter, inloggningar och kopior av uppgifter: ingen lag kräver att de bevaras.',
      'Contact data, sign-ins and copies of data: no law keeps them.',
    ),
  },
  CLIENT_BASICS: {
    years: 0,
    sentence: say(
      'Nimi ja henkilötunnus: säilytetään yhtä kauan kuin asiakirjat, joissa asiakkaan on oltava tunnistettavissa.',
      'Namn och personbeteckning: bevaras lika länge som handlingarna där klienten måste kunna identifieras.',
      'Name and identity code: kept as long as the documents that must say whose they are.',
    ),
  },
  CLIENT_DOCUMENTS: {
    years: 10,
    needsBasics: true,
    sentence: say(
      'Asiakasasiakirjat: 10 vuotta asiakkuuden päättymisestä (703/2023).',
      'Klienthandlingar: 10 år efter att klientrelationen har upphört (703/2023).',
      'Client documents: 10 years from the end of the case (703/2023).',
    ),
  },
  FEE_DECISIONS: {
    years: 12,
    needsBasics: true,
    sentence: say(
      'Maksupäätökset ja tulotiedot: 12 vuotta asiakkuuden päättymisestä (703/2023).',
      'Avgiftsbeslut och inkomstuppgifter: 12 år efter att klientrelationen har upphört (703/2023).',
      'Fee decisions and data on income: 12 years from the end of the case (703/2023).',
    ),
  },
  SHARE_STATEMENTS: {
    years: 6,
    fromEndOfYear: true,
    sentence: say(
      'Tositteet: 6 vuotta vuoden lopusta (kirjanpitolaki 1336/1997). Niissä ei ole nimeä.',
      'Verifikationer: 6 år efter årets slut (bokföringslagen 1336/1997). De innehåller inget namn.',
      'Vouchers of the books: 6 years from the end of the year (1336/1997). They hold no name.',
    ),
  },
  BOOKS: {
    years: 10,
    fromEndOfYear: true,
    sentence: say(
      'Kirjanpito: 10 vuotta vuoden lopusta (kirjanpitolaki 1336/1997). Siinä ei ole nimeä.',
      'Bokföring: 10 år efter årets slut (bokföringslagen 1336/1997). Den innehåller inget namn.',
      'The books: 10 years from the end of the year (1336/1997). They hold no name.',
    ),
  },
  USE_LOG: {
    years: 12,
    sentence: say(
      'Käyttöloki: 12 vuotta viimeisestä käytöstä (703/2023). Siinä ei ole nimeä.',
      'Användningslogg: 12 år efter den senaste användningen (703/2023). Den innehåller inget namn.',
      'The access log: 12 years from the last look (703/2023). It holds no name.',
    ),
  },
};

/** What a service holds of a client of an organiser, in one class. */
export const retentionFact = z.object({
  retentionClass: z.enum(RETENTION_CLASSES),
  records: z.int().positive(),
  countsFrom: wireDay.nullable().describe('The end of the case, or the day of the last record. Null where no time counts.'),
});
export type RetentionFact = z.infer<typeof retentionFact>;

export type Kept = { readonly outcome: 'GOES' | 'KEPT' | 'KEPT_WHILE_OPEN'; readonly keptUntil: Day | null };

const GOES: Kept = { outcome: 'GOES', keptUntil: null };

/** The last day on which a law keeps it. */
export const lastDayKept = (retentionClass: RetentionClass, countsFrom: Day): Day => {
  const { years, fromEndOfYear } = RETENTION[retentionClass];
  return (fromEndOfYear ? countsFrom.with({ month: 12, day: 31 }) : countsFrom).add({ years });
};

/** Whether a law keeps it today. A case is open through its last day. */
export function isKept({ retentionClass, countsFrom }: Pick<RetentionFact, 'retentionClass' | 'countsFrom'>, today: Day): Kept {
  if (RETENTION[retentionClass].years === 0 || countsFrom === null) return GOES;
  if (RETENTION[retentionClass].needsBasics && !isBefore(countsFrom, today)) return { outcome: 'KEPT_WHILE_OPEN', keptUntil: null };
  const keptUntil = lastDayKept(retentionClass, countsFrom);
  return isBefore(keptUntil, today) ? GOES : { outcome: 'KEPT', keptUntil };
}

/** Cases that ended before this day are past the class. */
export const pastBefore = (retentionClass: RetentionClass, today: Day): Day => today.subtract({ years: RETENTION[retentionClass].years });
