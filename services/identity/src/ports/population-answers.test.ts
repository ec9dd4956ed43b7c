/** What the population register may write, as a table: what identity reads in it, and what it takes for no answer. */
import { describe, expect, it } from 'vitest';
import { readChanges, readPerson } from './population-answers.ts';

const HENKILO = {
  Henkilotunnus: '150385-9013',
  NykyinenSukunimi: { Sukunimi: 'Asiakas' },
  NykyisetEtunimet: { Etunimet: 'Aku' },
  Turvakielto: { TurvakieltoTieto: '0' },
};
const HOME = { LahiosoiteS: 'Katu 1', LahiosoiteR: '', Postinumero: '33100', PostitoimipaikkaS: 'TAMPERE' };
const read = (change: object) => readPerson.safeParse({ Paluukoodi: { '@koodi': '0000' }, Henkilo: { ...HENKILO, ...change } });
const day = (text: string) => Temporal.PlainDate.from(text);

describe('identity reads', () => {
  it.each([
    ['the least that there can be', {}, { address: null, municipalityCode: null, language: null, diedOn: null, guardians: [] }],
    ['a code with attributes', { Henkilotunnus: { '#text': '150385-9013', '@voimassaolokoodi': '1' } }, { identityCode: '150385-9013' }],
    [
      'empty elements as nothing',
      { Kotikunta: { Kuntanumero: '' }, Aidinkieli: { Kielikoodi: '' } },
      { municipalityCode: null, language: null },
    ],
    [
      'the language of business before the mother tongue',
      { Asiointikieli: { Kielikoodi: 'sv' }, Aidinkieli: { Kielikoodi: 'fi' } },
      { language: 'sv' },
    ],
    [
      'a Swedish street',
      { VakinainenKotimainenLahiosoite: { ...HOME, LahiosoiteS: '', LahiosoiteR: 'Gatan 1' } },
      { address: { street: 'Gatan 1' } },
    ],
    [
      'no address of a protected person, whoever let it through',
      { VakinainenKotimainenLahiosoite: HOME, Turvakielto: { TurvakieltoTieto: '1' } },
      { address: null, protectedAddress: true },
    ],
    ['a day of death', { Kuolintiedot: { Kuollut: '1', Kuolinpvm: '20260131' } }, { diedOn: day('2026-01-31') }],
    ['the last day of a month without a day', { Kuolintiedot: { Kuollut: '1', Kuolinpvm: '20240200' } }, { diedOn: day('2024-02-29') }],
    ['the last day of a year without a month', { Kuolintiedot: { Kuollut: '1', Kuolinpvm: '20240000' } }, { diedOn: day('2024-12-31') }],
    ['no relative without a code', { Huoltaja: [{ Henkilotunnus: '', Sukunimi: 'A', Etunimet: 'B' }] }, { custodians: [] }],
    [
      'one relative that stands alone',
      { Huollettava: { Henkilotunnus: '110516A941L', Sukunimi: 'A', Etunimet: 'B' } },
      { children: [{ identityCode: '110516A941L' }] },
    ],
  ])('%s', (_, change, wanted) => {
    const parsed = read(change);
    expect(parsed.data?.person).toMatchObject(wanted);
  });
});

describe('identity takes for no answer', () => {
  it.each([
    ['one that does not say whether the address is protected', { Turvakielto: undefined }],
    ['one without a name', { NykyinenSukunimi: { Sukunimi: ' ' } }],
    ['a death without any day', { Kuolintiedot: { Kuollut: '1', Kuolinpvm: '' } }],
    ['a day that no calendar has', { Kuolintiedot: { Kuollut: '1', Kuolinpvm: '20260231' } }],
    ['a month that no calendar has', { Kuolintiedot: { Kuollut: '1', Kuolinpvm: '20261300' } }],
    ['a name without end', { NykyisetEtunimet: { Etunimet: 'a'.repeat(201) } }],
    ['relatives without end', { Huollettava: Array.from({ length: 51 }, () => ({ Henkilotunnus: '110516A941L' })) }],
  ])('%s', (_, change) => {
    expect(read(change).success).toBe(false);
  });

  it('changes whose key is no whole number, or loses digits as a number', () => {
    const changes = { muutokset: [], ajanTasalla: true };
    for (const viimeisinKirjausavain of ['12', 12])
      expect(readChanges.parse({ ...changes, viimeisinKirjausavain }).viimeisinKirjausavain).toBe('12');
    for (const viimeisinKirjausavain of ['1.5', 1.5, -1, 2 ** 60, ''])
      expect(readChanges.safeParse({ ...changes, viimeisinKirjausavain }).success).toBe(false);
  });
});
