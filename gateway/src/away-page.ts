/** The page for a person whose browser comes to sign in while identity does not answer. Programs get JSON. */
import type { FastifyReply, FastifyRequest } from 'fastify';

const LINES = {
  fi: 'Seteli ei juuri nyt vastaa. Mitään ei kadonnut. <a href="/sign-in/start">Tunnistaudu uudelleen</a> hetken päästä.',
  sv: 'Seteli svarar inte just nu. Ingenting gick förlorat. <a href="/sign-in/start">Identifiera dig på nytt</a> om en stund.',
  en: 'Seteli does not answer at this moment. Nothing is lost. <a href="/sign-in/start">Sign in again</a> in a moment.',
} as const;

const PAGE = `<!doctype html>
<html lang="fi">
<meta charset="utf-8">
<title>Seteli</title>
<main>
${Object.entries(LINES)
  .map(([language, text]) => `<p lang="${language}">${text}</p>`)
  .join('\n')}
</main>
</html>`;

/** Where browsers come themselves, and not by a script. */
const PLACES = /^\/(?:sign-in\/|authorize\b)/;

const isPersons = ({ method, url, headers }: FastifyRequest): boolean =>
  method === 'GET' && PLACES.test(url) && (headers.accept?.includes('text/html') ?? false);

export const sendAway = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  isPersons(request)
    ? reply.code(503).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(PAGE)
    : reply.code(503).send({ error: 'temporarily_unavailable' });
