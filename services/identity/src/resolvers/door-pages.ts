/** The pages for invitations and passkeys, in the reader's language. They are the same for everybody who opens them. */
import { createHash } from 'node:crypto';
import { LANGUAGES, say, type Language, type Sentences } from '@seteli/kit/language';
import { INVITATION_SCRIPT, PASSKEY_SCRIPT } from './door-script.ts';

const STYLE =
  'body{font:1.1rem/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}button,input{font:inherit;padding:.6rem;margin:.2rem 0}label{display:block}';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Only our own script runs, only our own style is used, and both speak with nobody but us. */
const policyOf = (script: string): string =>
  [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(STYLE)}`,
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join(';');

const WORDS = {
  title: say('Kutsu Seteliin', 'Inbjudan till Seteli', 'Invitation to Seteli'),
  looking: say('Haetaan kutsua …', 'Inbjudan hämtas …', 'We are looking for the invitation …'),
  waiting: say('Odota hetki …', 'Vänta ett ögonblick …', 'Wait a moment …'),
  needsScript: say('Sivu tarvitsee JavaScriptin.', 'Sidan behöver JavaScript.', 'This page needs JavaScript.'),
  invited: say(
    'Sinut on kutsuttu Setelin käyttäjäksi.',
    'Du har bjudits in som användare av Seteli.',
    'You have been invited to use Seteli.',
  ),
  invitedBy: say(
    '{organisation} on kutsunut sinut Setelin käyttäjäksi.',
    '{organisation} har bjudit in dig som användare av Seteli.',
    '{organisation} has invited you to use Seteli.',
  ),
  identify: say('Tunnistaudu vahvasti', 'Identifiera dig starkt', 'Identify yourself strongly'),
  orPasskey: say(
    'Tai tee tälle laitteelle pääsyavain. Salasanaa ei tarvita.',
    'Eller skapa en lösennyckel på den här enheten. Inget lösenord behövs.',
    'Or make a passkey on this device. You need no password.',
  ),
  name: say('Laitteen nimi', 'Enhetens namn', 'Name of the device'),
  unnamed: say('Laite', 'Enhet', 'Device'),
  make: say('Tee pääsyavain', 'Skapa en lösennyckel', 'Make a passkey'),
  joined: say(
    'Kutsu on otettu vastaan, ja olet kirjautunut sisään.',
    'Inbjudan är mottagen, och du är inloggad.',
    'You have taken the invitation up and are signed in.',
  ),
  signIn: say('Kirjaudu Seteliin', 'Logga in i Seteli', 'Sign in to Seteli'),
  use: say('Kirjaudu pääsyavaimella', 'Logga in med lösennyckel', 'Sign in with a passkey'),
  signedIn: say('Olet kirjautunut sisään.', 'Du är inloggad.', 'You are signed in.'),
  further: say(
    'Kun olet juuri kirjautunut pääsyavaimella, voit lisätä toisen.',
    'När du just har loggat in med en lösennyckel kan du lägga till en annan.',
    'When you have just signed in with a passkey, you can add another.',
  ),
  add: say('Lisää pääsyavain', 'Lägg till en lösennyckel', 'Add a passkey'),
  added: say('Pääsyavain on lisätty.', 'Lösennyckeln är tillagd.', 'The passkey has been added.'),
} as const satisfies Record<string, Sentences>;

/** What a page or its script says of an obstacle, by the name that the door gives it. */
export const OBSTACLES = {
  invitation_unknown: say(
    'Linkki ei toimi. Tarkista, että se on kokonainen ja että viesti on uusin.',
    'Länken fungerar inte. Kontrollera att den är hel och att meddelandet är det senaste.',
    'The link does not work. Check that it is complete and that the message is the newest.',
  ),
  invitation_taken_up: say(
    'Kutsu on jo otettu vastaan. Kirjaudu sisään tavalliseen tapaan.',
    'Inbjudan har redan tagits emot. Logga in som vanligt.',
    'The invitation has been taken up already. Sign in as usual.',
  ),
  invitation_withdrawn: say(
    'Kutsu on peruttu. Kysy organisaatiosi pääkäyttäjältä.',
    'Inbjudan har återkallats. Fråga din organisations huvudanvändare.',
    'The invitation has been withdrawn. Ask an administrator of your organisation.',
  ),
  invitation_expired: say(
    'Kutsu on vanhentunut. Pyydä organisaatiosi pääkäyttäjältä uusi.',
    'Inbjudan har gått ut. Be din organisations huvudanvändare om en ny.',
    'The invitation has expired. Ask an administrator of your organisation for a new one.',
  ),
  organisation_closed: say(
    'Organisaatio on suljettu. Kutsua ei voi nyt ottaa vastaan.',
    'Organisationen är stängd. Inbjudan kan inte tas emot nu.',
    'The organisation is closed. You cannot take the invitation up now.',
  ),
  user_exists: say(
    'Olet jo tämän organisaation käyttäjä. Pääkäyttäjä voi muuttaa oikeuksiasi.',
    'Du är redan användare i organisationen. Huvudanvändaren kan ändra dina rättigheter.',
    'You are a user of this organisation already. An administrator can change your roles.',
  ),
  other_person: say('Kutsu on toiselle henkilölle.', 'Inbjudan är till en annan person.', 'The invitation is for another person.'),
  user_passive: say(
    'Käyttäjä ei ole käytössä. Kysy organisaatiosi pääkäyttäjältä.',
    'Användaren är inte aktiv. Fråga din organisations huvudanvändare.',
    'The user is not active. Ask an administrator of your organisation.',
  ),
  person_cannot_act: say('Kutsua ei voi ottaa vastaan.', 'Inbjudan kan inte tas emot.', 'You cannot take the invitation up.'),
  own_accounts_not_allowed: say(
    'Organisaatio ei salli kirjautumista pääsyavaimella. Tunnistaudu vahvasti.',
    'Organisationen tillåter inte inloggning med lösennyckel. Identifiera dig starkt.',
    'The organisation does not allow passkeys. Identify yourself strongly.',
  ),
  passkey_refused: say('Pääsyavain ei kelpaa.', 'Lösennyckeln duger inte.', 'The passkey is not accepted.'),
  sign_in_again: say('Kirjaudu ensin pääsyavaimella.', 'Logga först in med lösennyckel.', 'Sign in with a passkey first.'),
  limit_reached: say(
    'Pääsyavaimia on jo enimmäismäärä.',
    'Det finns redan så många lösennycklar som tillåts.',
    'You have as many passkeys as you may.',
  ),
  slow_down: say(
    'Yrityksiä on liian monta. Odota minuutti.',
    'För många försök. Vänta en minut.',
    'There were too many tries. Wait a minute.',
  ),
  // The browser's own names: the person broke off, or the device holds a passkey of this account.
  NotAllowedError: say(
    'Keskeytit, tai aika loppui. Yritä uudelleen.',
    'Du avbröt, eller tiden tog slut. Försök igen.',
    'You broke off, or the time was over. Try again.',
  ),
  InvalidStateError: say('Laitteella on jo pääsyavain.', 'Enheten har redan en lösennyckel.', 'This device has a passkey already.'),
  failed: say('Jokin meni vikaan. Yritä uudelleen.', 'Något gick fel. Försök igen.', 'Something went wrong. Try again.'),
} as const satisfies Record<string, Sentences>;

/** The language of a page: as its address says, else the reader's own. */
export const pageLanguage = (wanted: unknown, usual: Language = 'FI'): Language =>
  LANGUAGES.find((language) => language.toLowerCase() === wanted) ?? usual;

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

type Page = { readonly html: string; readonly policy: string };

function page(language: Language, title: Sentences, body: (word: (of: keyof typeof WORDS) => string) => string, script = ''): Page {
  const others = LANGUAGES.map((each) => each.toLowerCase()).map((each) => `<a href="?lang=${each}" lang="${each}">${each}</a>`);
  const said = Object.fromEntries(Object.entries({ ...WORDS, ...OBSTACLES }).map(([name, sentences]) => [name, sentences[language]]));
  // Nothing within JSON may end the element.
  const words = JSON.stringify(said).replaceAll('<', String.raw`\u003c`);
  const html = `<!doctype html>
<html lang="${language.toLowerCase()}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title[language])}</title>
<style>${STYLE}</style>
<nav>${others.join(' ')}</nav>
<main>
<h1>${escape(title[language])}</h1>
${body((of) => escape(WORDS[of][language]))}
</main>
${script && `<script type="application/json" id="words">${words}</script>\n<script>${script}</script>\n`}</html>`;
  return { html, policy: policyOf(script) };
}

export const invitationPage = (language: Language): Page =>
  page(
    language,
    WORDS.title,
    (word) => `<p id="status" role="status">${word('looking')}</p>
<noscript><p>${word('needsScript')}</p></noscript>
<div id="ways" hidden>
<p><button id="identify" type="button">${word('identify')}</button></p>
<div id="own" hidden>
<p>${word('orPasskey')}</p>
<label>${word('name')} <input id="name" maxlength="100" autocomplete="off"></label>
<button id="make" type="button">${word('make')}</button>
</div>
</div>`,
    INVITATION_SCRIPT,
  );

export const passkeyPage = (language: Language): Page =>
  page(
    language,
    WORDS.signIn,
    (word) => `<p id="status" role="status"></p>
<noscript><p>${word('needsScript')}</p></noscript>
<p><button id="use" type="button">${word('use')}</button></p>
<p>${word('further')}</p>
<label>${word('name')} <input id="name" maxlength="100" autocomplete="off"></label>
<button id="make" type="button">${word('add')}</button>`,
    PASSKEY_SCRIPT,
  );

/** For whoever comes back from identification and cannot take the invitation up. */
export const closedInvitationPage = (language: Language, obstacle: keyof typeof OBSTACLES): Page =>
  page(language, WORDS.title, () => `<p>${escape(OBSTACLES[obstacle][language])}</p>`);
