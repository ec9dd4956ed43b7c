/**
 * Plays the population register (VTJ) behind an organisation's service bus: one person by identity code, and the list
 * of changes. It asks for user, password, request id and end user, as the real one does.
 */
import { z } from 'zod';
import type { Book, Person } from './book.ts';
import { CLIENT, type Settings } from './config.ts';
import { hasBasic, json, NOTHING_HERE, readJson, refused, UNAUTHORISED, type Answer, type Exchange } from './exchange.ts';

const PRODUCT = 'PERUSSANOMA 1';
const CODES_AT_ONCE = 100;
const CHANGES_AT_ONCE = 50;

const query = z.object({ Henkilotunnus: z.string().max(11), SoSoNimi: z.string(), Loppukayttaja: z.string().min(1).max(100) });
const wish = z.object({
  viimeisinKirjausavain: z.union([z.string().regex(/^\d+$/), z.number().int().nonnegative()]),
  hetulista: z.array(z.string().max(11)).max(CODES_AT_ONCE),
});

export async function servePopulation(exchange: Exchange, book: Book, config: Settings): Promise<Answer> {
  if (!hasBasic(exchange, CLIENT, config.POPULATION_REGISTER_PASSWORD)) return UNAUTHORISED;
  const { method, path } = exchange;
  if (method === 'POST' && path === '/api/HenkilonTunnuskysely') return await find(exchange, book);
  if (method === 'POST' && path === '/api/v1/muutokset') return await listChanges(exchange, book);
  const day = /^\/api\/v1\/kirjausavain\/(\d{4}-\d\d-\d\d)$/.exec(path)?.[1];
  if (method === 'GET' && day) return json({ viimeisinKirjausavain: book.changes.filter((change) => change.day < day).length });
  return NOTHING_HERE;
}

async function find(exchange: Exchange, book: Book): Promise<Answer> {
  if (!exchange.request.headers['x-request-id']) return refused(400, 'X-Request-ID is missing');
  const { Henkilotunnus, SoSoNimi } = await readJson(exchange, query);
  if (SoSoNimi !== PRODUCT) return refused(400, 'the message is not agreed');
  const present = book.replaced.get(Henkilotunnus);
  const found = book.persons.get(present ?? Henkilotunnus);
  const passive = present === undefined ? ['0000', 'Haku onnistui'] : ['0002', 'Käytetty hetu on passivoitu, aktiivi löytyi'];
  const returned = found ? passive : ['0001', 'Hakuperusteella ei löytynyt'];
  return json({
    '@sanomatunnus': PRODUCT,
    Paluukoodi: { '@koodi': returned[0], '#text': returned[1] },
    ...(found && { Henkilo: toAnswer(found, book) }),
  });
}

async function listChanges(exchange: Exchange, book: Book): Promise<Answer> {
  const { viimeisinKirjausavain, hetulista } = await readJson(exchange, wish);
  const from = Number(viimeisinKirjausavain);
  const later = book.changes.slice(from, from + CHANGES_AT_ONCE);
  return json({
    viimeisinKirjausavain: from + later.length,
    muutokset: later
      .filter(({ identityCode }) => hetulista.includes(identityCode))
      .map((change) => ({ muutospv: `${change.day}T00:00:00.000Z`, henkilotunnus: change.identityCode, tietoryhmat: [] })),
    ajanTasalla: from + later.length >= book.changes.length,
  });
}

const compact = (day: string | null): string => day?.replaceAll('-', '') ?? '';

/** XML that became JSON: one element is no list, none is absent. */
const elements = <T>(list: readonly T[]): T | readonly T[] | undefined => (list.length > 1 ? list : list[0]);

function toAnswer(one: Person, book: Book) {
  const nameOf = (identityCode: string) => {
    const { givenNames = '', familyName = '' } = book.persons.get(identityCode) ?? {};
    return { Henkilotunnus: identityCode, Sukunimi: familyName, Etunimet: givenNames };
  };
  const children = [...book.persons.values()].filter(({ custodians }) => custodians.includes(one.identityCode));
  return {
    Henkilotunnus: { '@voimassaolokoodi': '1', '#text': one.identityCode },
    NykyinenSukunimi: { Sukunimi: one.familyName },
    NykyisetEtunimet: { Etunimet: one.givenNames },
    Kotikunta: { Kuntanumero: one.municipalityCode ?? '' },
    // Without a right of their own, askers get no address of a protected person.
    VakinainenKotimainenLahiosoite:
      one.address && !one.protectedAddress
        ? { LahiosoiteS: one.address.street, LahiosoiteR: '', Postinumero: one.address.postalCode, PostitoimipaikkaS: one.address.city }
        : { LahiosoiteS: '', LahiosoiteR: '', Postinumero: '', PostitoimipaikkaS: '' },
    Asiointikieli: { Kielikoodi: one.language },
    Aidinkieli: { Kielikoodi: one.language },
    Kuolintiedot: { Kuollut: one.diedOn ? '1' : '', Kuolinpvm: compact(one.diedOn) },
    Turvakielto: { TurvakieltoTieto: one.protectedAddress ? '1' : '0' },
    Edunvalvonta: {
      HenkiloEdunvalvoja: elements(
        one.guardians.map(({ identityCode, from, until }) => {
          const { Sukunimi, Etunimet } = nameOf(identityCode);
          return {
            Henkilotunnus: identityCode,
            NykyinenSukunimi: { Sukunimi },
            NykyisetEtunimet: { Etunimet },
            TehtavaAlkupvm: compact(from),
            TehtavaLoppupvm: compact(until),
          };
        }),
      ),
    },
    Huoltaja: elements(one.custodians.map(nameOf)),
    Huollettava: elements(children.map(({ identityCode }) => nameOf(identityCode))),
  };
}
