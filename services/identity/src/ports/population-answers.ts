/**
 * The answers of the population register as it writes them, and what identity reads in them. The register writes XML
 * that its bus turns into JSON, so a list of one is no list, and an empty element is an empty text.
 */
import type { Day } from '@seteli/kit/day';
import { z } from 'zod';

export type Address = { readonly street: string; readonly postalCode: string; readonly city: string };
export type Relative = { readonly identityCode: string; readonly givenNames: string; readonly familyName: string };
/** A guardian of an adult (edunvalvoja), and from when until when they are. Both days are part of it. */
export type Guardian = Relative & { readonly from: Day | null; readonly until: Day | null };

export type RegisteredPerson = {
  readonly identityCode: string;
  readonly givenNames: string;
  readonly familyName: string;
  /** Three digits; null for a person who lives abroad. */
  readonly municipalityCode: string | null;
  /** The permanent address. The register gives none of a protected person. */
  readonly address: Address | null;
  /** The language in which authorities write to the person (ISO 639-1). */
  readonly language: string | null;
  /** The last possible day, where the register knows the month or the year only. */
  readonly diedOn: Day | null;
  /** Nobody may learn where the person lives (turvakielto). */
  readonly protectedAddress: boolean;
  readonly guardians: readonly Guardian[];
  /** Those who have the custody of a minor (huoltajat). */
  readonly custodians: readonly Relative[];
  /** The minors of whom the person has the custody (huollettavat). */
  readonly children: readonly Relative[];
};

const RELATIVES_MAX = 50;

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .nullish()
    .transform((given) => given || null);
const name = z.string().trim().min(1).max(200);
const codeOrNothing = text(11);

/** An element that is absent, stands once, or stands several times. */
const several = <T extends z.ZodType>(one: T) =>
  z
    .union([z.array(one).max(RELATIVES_MAX), one.transform((single) => [single])])
    .nullish()
    .transform((given) => (given ?? []) as z.output<T>[]);

/** CCYYMMDD, with zeros for what nobody knows: the last day that it can be. */
const lastPossibleDay = z
  .string()
  .regex(/^(\d{8})?$/)
  .nullish()
  .transform((given, context): Day | null => {
    if (!given) return null;
    const [year, month, day] = [given.slice(0, 4), given.slice(4, 6), given.slice(6)].map(Number) as [number, number, number];
    try {
      if (month === 0) return Temporal.PlainDate.from({ year, month: 12, day: 31 });
      const whole = Temporal.PlainYearMonth.from({ year, month }, { overflow: 'reject' });
      return Temporal.PlainDate.from({ year, month, day: day || whole.daysInMonth }, { overflow: 'reject' });
    } catch {
      // A day that no calendar has makes the whole answer unreadable.
      context.addIssue({ code: 'custom', message: 'is no day' });
      return z.NEVER;
    }
  });

const identityCode = z.union([z.string(), z.object({ '#text': z.string() }).transform((element) => element['#text'])]);

const relative = z
  .object({ Henkilotunnus: codeOrNothing, Sukunimi: text(200), Etunimet: text(200) })
  .transform((one) => ({ identityCode: one.Henkilotunnus ?? '', givenNames: one.Etunimet ?? '', familyName: one.Sukunimi ?? '' }));

const guardian = z
  .object({
    Henkilotunnus: codeOrNothing,
    NykyinenSukunimi: z.object({ Sukunimi: text(200) }).nullish(),
    NykyisetEtunimet: z.object({ Etunimet: text(200) }).nullish(),
    TehtavaAlkupvm: lastPossibleDay,
    TehtavaLoppupvm: lastPossibleDay,
  })
  .transform((one) => ({
    identityCode: one.Henkilotunnus ?? '',
    givenNames: one.NykyisetEtunimet?.Etunimet ?? '',
    familyName: one.NykyinenSukunimi?.Sukunimi ?? '',
    from: one.TehtavaAlkupvm,
    until: one.TehtavaLoppupvm,
  }));

/** The register has relatives without a code, such as foreigners. Nobody can sign in as one of them. */
const withCode = <T extends Relative>(people: readonly T[]): T[] => people.filter((one) => one.identityCode !== '');

const person = z
  .object({
    Henkilotunnus: identityCode,
    NykyinenSukunimi: z.object({ Sukunimi: name }),
    NykyisetEtunimet: z.object({ Etunimet: name }),
    Kotikunta: z.object({ Kuntanumero: text(3) }).nullish(),
    VakinainenKotimainenLahiosoite: z
      .object({ LahiosoiteS: text(200), LahiosoiteR: text(200), Postinumero: text(5), PostitoimipaikkaS: text(100) })
      .nullish(),
    Asiointikieli: z.object({ Kielikoodi: text(2) }).nullish(),
    Aidinkieli: z.object({ Kielikoodi: text(2) }).nullish(),
    Kuolintiedot: z.object({ Kuollut: z.enum(['0', '1', '']).nullish(), Kuolinpvm: lastPossibleDay }).nullish(),
    // Without this word nobody may show the address, so an answer that lacks it is not one.
    Turvakielto: z.object({ TurvakieltoTieto: z.enum(['0', '1']) }),
    Edunvalvonta: z.object({ HenkiloEdunvalvoja: several(guardian) }).nullish(),
    Huoltaja: several(relative),
    Huollettava: several(relative),
  })
  .refine(({ Kuolintiedot }) => Kuolintiedot?.Kuollut !== '1' || Kuolintiedot.Kuolinpvm !== null, 'says a death without any day')
  .transform((one): RegisteredPerson => {
    const protectedAddress = one.Turvakielto.TurvakieltoTieto === '1';
    const home = one.VakinainenKotimainenLahiosoite;
    const street = home?.LahiosoiteS ?? home?.LahiosoiteR;
    return {
      identityCode: one.Henkilotunnus,
      givenNames: one.NykyisetEtunimet.Etunimet,
      familyName: one.NykyinenSukunimi.Sukunimi,
      municipalityCode: one.Kotikunta?.Kuntanumero ?? null,
      // What a bus lets through by mistake ends here.
      address: protectedAddress || !street ? null : { street, postalCode: home?.Postinumero ?? '', city: home?.PostitoimipaikkaS ?? '' },
      language: one.Asiointikieli?.Kielikoodi ?? one.Aidinkieli?.Kielikoodi ?? null,
      diedOn: one.Kuolintiedot?.Kuolinpvm ?? null,
      protectedAddress,
      guardians: withCode(one.Edunvalvonta?.HenkiloEdunvalvoja ?? []),
      custodians: withCode(one.Huoltaja),
      children: withCode(one.Huollettava),
    };
  });

export const readPerson = z
  .object({ Paluukoodi: z.object({ '@koodi': z.string().max(10) }), Henkilo: person.nullish() })
  .transform(({ Paluukoodi, Henkilo }) => ({ code: Paluukoodi['@koodi'], person: Henkilo ?? null }));

/** Some of their versions write the number as a text, others as a number. Nobody calculates with it. */
const entryKey = z.union([z.string().regex(/^\d{1,20}$/), z.number().int().nonnegative().transform(String)]);

export const readEntryKey = z.object({ viimeisinKirjausavain: entryKey });

export const readChanges = z.object({
  viimeisinKirjausavain: entryKey,
  muutokset: z.array(z.object({ henkilotunnus: z.string().max(11) })).max(10_000),
  ajanTasalla: z.boolean(),
});
