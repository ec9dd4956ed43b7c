/** The small pages of a sign-in, for browsers that no client program sent. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tooMany } from './door-limits.ts';

const page = (lines: readonly (readonly [string, string])[]): string => `<!doctype html>
<html lang="fi">
<meta charset="utf-8">
<title>Seteli</title>
<main>
${lines.map(([language, text]) => `<p lang="${language}">${text}</p>`).join('\n')}
</main>
</html>`;

export const signedInPage = (): string =>
  page([
    ['fi', 'Olet tunnistautunut. Voit sulkea tämän sivun.'],
    ['sv', 'Du är identifierad. Du kan stänga sidan.'],
    ['en', 'You are signed in. You can close this page.'],
  ]);

export const turnedAwayPage = (): string =>
  page([
    ['fi', 'Tunnistautuminen ei onnistunut. <a href="/sign-in/start">Yritä uudelleen</a>.'],
    ['sv', 'Identifieringen lyckades inte. <a href="/sign-in/start">Försök igen</a>.'],
    ['en', 'Sign-in did not succeed. <a href="/sign-in/start">Try again</a>.'],
  ]);

const tooManyPage = (): string =>
  page([
    ['fi', 'Tunnistautumisia on juuri nyt liian monta. <a href="/sign-in/start">Yritä uudelleen</a> minuutin kuluttua.'],
    ['sv', 'Just nu är det för många identifieringar. <a href="/sign-in/start">Försök igen</a> om en minut.'],
    ['en', 'Too many people are signing in at this moment. <a href="/sign-in/start">Try again</a> in a minute.'],
  ]);

/** Whoever asks for help may quote the id, which stands in the log. */
export const awayPage = (errorId: string): string =>
  page([
    ['fi', `Tunnistautuminen ei juuri nyt toimi. <a href="/sign-in/start">Yritä uudelleen</a> hetken päästä. Virheen tunnus: ${errorId}`],
    ['sv', `Identifieringen fungerar inte just nu. <a href="/sign-in/start">Försök igen</a> om en stund. Felets nummer: ${errorId}`],
    ['en', `Signing in does not work at this moment. <a href="/sign-in/start">Try again</a> in a moment. Number of the fault: ${errorId}`],
  ]);

/** How a choice in Suomi.fi-valtuudet ended. */
export type ChoiceEnd = 'CHOSEN' | 'NOTHING_CHOSEN' | 'NOT_ALLOWED' | 'TAKEN_BACK' | 'LATER' | 'SIGNED_OUT';

const CHOICE_TEXTS: Readonly<Record<ChoiceEnd, readonly [fi: string, sv: string, en: string]>> = {
  CHOSEN: [
    'Valinta on tehty. Voit nyt asioida valitsemasi puolesta.',
    'Valet är gjort. Du kan nu uträtta ärenden för den du valde.',
    'You have chosen. You can now act for whom you chose.',
  ],
  NOTHING_CHOSEN: ['Et valinnut ketään.', 'Du valde ingen.', 'You chose nobody.'],
  NOT_ALLOWED: [
    'Sinulla ei ole valtuutta asioida tämän puolesta täällä.',
    'Du har inte fullmakt att uträtta ärenden för den valda här.',
    'You have no mandate to act for this choice here.',
  ],
  TAKEN_BACK: [
    'Henkilö on perunut oikeutesi asioida puolestaan.',
    'Personen har återtagit din rätt att uträtta ärenden för hen.',
    'The person has taken back your right to act for them.',
  ],
  LATER: [
    'Rekisteri ei vastaa. Yritä hetken päästä uudelleen.',
    'Registret svarar inte. Försök igen om en stund.',
    'The register does not answer. Try again in a moment.',
  ],
  SIGNED_OUT: [
    'Tunnistaudu vahvasti ensin: <a href="/sign-in/start">tunnistaudu</a>.',
    'Identifiera dig starkt först: <a href="/sign-in/start">identifiera dig</a>.',
    'Identify yourself strongly first: <a href="/sign-in/start">identify yourself</a>.',
  ],
};

export function choicePage(end: ChoiceEnd): string {
  const [fi, sv, en] = CHOICE_TEXTS[end];
  return page([
    ['fi', fi],
    ['sv', sv],
    ['en', en],
  ]);
}

export const wantsJson = (request: FastifyRequest): boolean => request.headers.accept?.includes('application/json') ?? false;

export const slowDown = (request: FastifyRequest, reply: FastifyReply) =>
  wantsJson(request) ? tooMany(reply).send({ error: 'slow_down' }) : tooMany(reply).type('text/html').send(tooManyPage());
