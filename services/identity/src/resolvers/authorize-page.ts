/** The pages on which a person lets an app of others act for them. They run no script and load nothing. */
import { fillIn, say, type Language } from '@seteli/kit/language';
import type { App } from '../domain/app.ts';
import type { Choice } from '../loads/choices.ts';

const TITLE = say('Sovelluksen käyttölupa', 'Tillstånd för en app', 'Permission for an app');
const WISH = say(
  '{app} haluaa käyttää Seteliä puolestasi. Se näkee ja tekee sen, minkä sinäkin voit, kunnes lopetat luvan tai kirjautumisestasi on kahdeksan tuntia.',
  '{app} vill använda Seteli för din räkning. Appen ser och gör det som du själv kan, tills du avslutar tillståndet eller åtta timmar har gått sedan du identifierade dig.',
  '{app} wants to use Seteli for you. It sees and does what you can, until you end the permission or eight hours have passed since you identified yourself.',
);
const ADDRESS = say(
  'Lupa lähetetään osoitteeseen {address}.',
  'Tillståndet sänds till adressen {address}.',
  'The permission goes to the address {address}.',
);
const DEVICE = say(
  'Lupa annetaan ohjelmalle tällä laitteella.',
  'Tillståndet ges till ett program på den här enheten.',
  'The permission goes to a program on this device.',
);
const UNSURE = say(
  'Jos et itse juuri avannut tätä sovellusta, älä salli.',
  'Om du inte själv just öppnade appen, tillåt inte.',
  'If you did not just open this app yourself, do not allow it.',
);
const FOR_WHOM = say('Kenen puolesta sovellus toimii?', 'För vem ska appen agera?', 'For whom shall the app act?');
const ALLOW = say('Salli', 'Tillåt', 'Allow');
const DENY = say('Älä salli', 'Tillåt inte', 'Do not allow');
const KINDS = {
  ORGANISER: say('Palvelunjärjestäjä', 'Serviceanordnare', 'Organiser'),
  PROVIDER: say('Palveluntuottaja', 'Serviceproducent', 'Provider'),
  PERSON: say('Henkilö', 'Person', 'Person'),
  PLATFORM: say('Setelin ylläpito', 'Setelis drift', 'The platform'),
};
const UNKNOWN = say(
  'Seteli ei tunne tätä sovellusta tai sen osoitetta. Kerro tästä sovelluksen tekijälle.',
  'Seteli känner inte till appen eller dess adress. Berätta om detta för den som har gjort appen.',
  'Seteli does not know this app or its address. Tell whoever made the app.',
);
const BACK = say('Jatka sovellukseen', 'Fortsätt till appen', 'Go on to the app');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]!);

const pageOf = (language: Language, body: string, head = ''): string => `<!doctype html>
<html lang="${language.toLowerCase()}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Seteli · ${TITLE[language]}</title>${head}
<main>
${body}
</main>
</html>`;

/**
 * Browsers hold a form's redirect to this, too. Sources know no IPv6 address, so one of these stands for all of its
 * scheme.
 */
function sourceOf(address: string): string {
  const { protocol, host, hostname } = new URL(address);
  return protocol.includes('.') || hostname.startsWith('[') ? protocol : `${protocol}//${host}`;
}

export const policyOf = (formLeadsTo?: string): string =>
  `default-src 'none'; form-action 'self'${formLeadsTo ? ` ${sourceOf(formLeadsTo)}` : ''}; base-uri 'none'; frame-ancestors 'none'`;

export const unknownAppPage = (language: Language): string => pageOf(language, `<p>${UNKNOWN[language]}</p>`);

export const goingBackPage = (language: Language, address: string): string =>
  pageOf(
    language,
    `<p><a href="${escaped(address)}">${BACK[language]}</a></p>`,
    `\n<meta http-equiv="refresh" content="0;url=${escaped(address)}">`,
  );

export type Consent = {
  readonly app: App;
  readonly choices: readonly Choice[];
  /** The person has no other choice. */
  readonly only: boolean;
  /** The app's question, to be asked again by the form. */
  readonly fields: Readonly<Record<string, string>>;
};

export function consentPage(language: Language, { app, choices, only, fields }: Consent): string {
  const nameOf = ({ name, user }: Choice) => escaped(name ?? KINDS[user.organisation.kind][language]);
  const hidden = Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`);
  const choiceOf = (choice: Choice) =>
    `<p><label><input type="radio" name="organisation" value="${choice.user.organisation.id}" required${only ? ' checked' : ''}> ${nameOf(choice)}</label></p>`;
  const name = app.names[language.toLowerCase() as keyof App['names']];
  const { host, protocol } = new URL(fields.redirect_uri!);
  const where = protocol === 'https:' ? fillIn(ADDRESS, { address: host }) : DEVICE;
  const body = [
    `<h1>${TITLE[language]}</h1>`,
    `<p>${fillIn(WISH, { app: `<strong>${escaped(name)}</strong>` })[language]}</p>`,
    `<p>${escaped(where[language])} ${UNSURE[language]}</p>`,
    '<form method="post" action="/authorize">',
    ...hidden,
    `<fieldset><legend>${FOR_WHOM[language]}</legend>`,
    ...choices.map(choiceOf),
    '</fieldset>',
    `<p><button name="decision" value="allow">${ALLOW[language]}</button>`,
    `<button name="decision" value="deny" formnovalidate>${DENY[language]}</button></p>`,
    '</form>',
  ];
  return pageOf(language, body.join('\n'));
}
