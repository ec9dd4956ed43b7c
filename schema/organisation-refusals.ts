/** The sentences of refusals about organisations, their accounts and their users, in the languages of the service. */
import { say, type Sentences } from '@seteli/kit/language';

export const ORGANISATION_REFUSALS = {
  INVALID_CONTACT: say(
    'Sähköpostiosoite, puhelinnumero tai verkko-osoite ei kelpaa.',
    'E-postadressen, telefonnumret eller webbadressen är inte giltig.',
    'The e-mail address, the phone number or the web address is not valid.',
  ),
  IBAN_DIFFERS: say(
    'Tilinumero ei ole sama kuin ehdotettu. Tarkista kumpikin pankin antamasta tiedosta.',
    'Kontonumret är inte detsamma som det föreslagna. Kontrollera båda mot bankens uppgifter.',
    'The account number is not the proposed one. Check both against what the bank says.',
  ),
  COMPANY_ENDED: say(
    'Yritys on lakannut yritysrekisterin mukaan.',
    'Företaget har upphört enligt företagsregistret.',
    'The company has ended, says the company register.',
  ),
  ORGANISATION_CLOSED: say(
    'Organisaatio on suljettu. Sen puolesta ei voi enää toimia.',
    'Organisationen är stängd. Ingen kan längre handla för den.',
    'The organisation is closed. Nobody can act for it any more.',
  ),
  ORGANISER_IN_USE: say(
    'Järjestäjällä on palveluja, joten sitä ei voi sulkea.',
    'Anordnaren har tjänster, så den kan inte stängas.',
    'The organiser has services, so it cannot be closed.',
  ),
  ROLE_NOT_OF_ORGANISATION: say(
    'Roolia ei ole tällaisessa organisaatiossa, tai et voi kutsua siihen.',
    'Rollen finns inte i en sådan organisation, eller du kan inte bjuda in till den.',
    'Such an organisation does not have the role, or you may not invite to it.',
  ),
  ROLE_FROM_REGISTER: say(
    'Nimenkirjoitusoikeus tulee kaupparekisteristä. Sitä ei voi antaa eikä ottaa pois.',
    'Namnteckningsrätten kommer från handelsregistret. Ingen kan ge eller ta bort den.',
    'The right to sign comes from the trade register. Nobody can give or take it.',
  ),
  SIGNATORY_NEEDED: say(
    'Vain yrityksen nimenkirjoittaja voi tehdä tämän.',
    'Endast företagets namntecknare kan göra detta.',
    'Only a signatory of the company can do this.',
  ),
  TEAM_MISSING: say(
    'Rooli vaatii vähintään yhden palvelutiimin.',
    'Rollen kräver minst ett serviceteam.',
    'The role needs one service team at least.',
  ),
  NAME_MISSING: say(
    'Organisaation oma tili tarvitsee etunimet ja sukunimen.',
    'Organisationens eget konto behöver förnamn och efternamn.',
    'An account of the organisation needs given names and a family name.',
  ),
  OWN_ACCOUNTS_NOT_ALLOWED: say(
    'Organisaatio ei ole sallinut omia tilejä.',
    'Organisationen har inte tillåtit egna konton.',
    'The organisation has not allowed accounts of its own.',
  ),
  ADMINISTRATOR_EXISTS: say(
    'Palvelunjärjestäjällä on pääkäyttäjä, joka kutsuu muut.',
    'Serviceanordnaren har en huvudanvändare som bjuder in de andra.',
    'The organiser has an administrator, who invites the others.',
  ),
  LAST_ADMINISTRATOR: say(
    'Organisaatiolle ei jäisi pääkäyttäjää.',
    'Organisationen skulle inte ha någon huvudanvändare kvar.',
    'The organisation would have no administrator left.',
  ),
} as const satisfies Record<string, Sentences>;
