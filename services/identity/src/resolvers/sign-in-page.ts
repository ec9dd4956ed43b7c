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

export const wantsJson = (request: FastifyRequest): boolean => request.headers.accept?.includes('application/json') ?? false;

export const slowDown = (request: FastifyRequest, reply: FastifyReply) =>
  wantsJson(request) ? tooMany(reply).send({ error: 'slow_down' }) : tooMany(reply).type('text/html').send(tooManyPage());
