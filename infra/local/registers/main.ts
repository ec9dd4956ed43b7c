/**
 * Plays the registers and deliverers that Seteli asks, on a development machine: population register (VTJ), companies
 * (YTJ), Suomi.fi-valtuudet, an SMS gateway, Suomi.fi-viestit and a mail server. One process, everything in memory, on
 * loopback, never in production.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfig } from '@seteli/kit/config';
import { guardServer, serverOptions } from '@seteli/kit/door';
import { headersFor } from '@seteli/kit/headers';
import { openLog } from '@seteli/kit/log';
import { runProcess, type Running } from '@seteli/kit/process';
import { z } from 'zod';
import { requireDevelopment } from '../development.ts';
import { HOST } from '../ports.ts';
import { STYLE_HASH } from '../sign-in-page.ts';
import { openBook } from './book.ts';
import { serveCompanies } from './companies.ts';
import { settings, type Settings } from './config.ts';
import { openSuomiFiMessages, serveSms } from './deliverers.ts';
import { Malformed, NOTHING_HERE, refused, type Answer, type Exchange } from './exchange.ts';
import { startMail } from './mail.ts';
import { openSessions } from './mandate-sessions.ts';
import { serveMandates } from './mandates.ts';
import { readLanguage } from './mandates-page.ts';
import { messagesPage } from './messages-page.ts';
import { actOn, moodOf, type Register } from './moods.ts';
import { COMPANIES, MANDATES, PEOPLE } from './people.ts';
import { servePopulation } from './population.ts';
import { serveTestDoor } from './test-door.ts';

const WHAT = 'The counterparts of registers (point the settings at the real ones)';

type Place = { readonly prefix: string; readonly register?: Register; serve(exchange: Exchange): Answer | Promise<Answer> };

/** Faults that an asker made: a body, an escape or an address of no form. */
const MALFORMED = [Malformed, URIError, z.ZodError];

export type Registers = Running & { readonly mailPort: number };

export async function startRegisters(config: Settings): Promise<Registers> {
  requireDevelopment(WHAT, config);
  const log = openLog('registers', config.LOG_LEVEL);
  const book = openBook(PEOPLE, MANDATES, COMPANIES);
  const sessions = openSessions();
  const messages = openSuomiFiMessages(book, config);
  const expireTokens = () => {
    sessions.expireTokens();
    messages.expireTokens();
  };
  const places: readonly Place[] = [
    { prefix: '/vtj', register: 'population', serve: (exchange) => servePopulation(exchange, book, config) },
    { prefix: '/opendata-ytj-api/v3', register: 'companies', serve: (exchange) => serveCompanies(exchange, book) },
    { prefix: '/mandates', register: 'mandates', serve: (exchange) => serveMandates(exchange, { book, sessions, config }) },
    { prefix: '/sms', register: 'sms', serve: (exchange) => serveSms(exchange, book, config) },
    { prefix: '/suomi-fi-messages', register: 'suomi-fi-messages', serve: (exchange) => messages.serve(exchange) },
    { prefix: '/test', serve: (exchange) => serveTestDoor(exchange, { book, expireTokens }) },
    { prefix: '/health', serve: () => ({ status: 200, json: { service: 'registers' } }) },
    { prefix: '/', serve: (exchange) => ({ status: 200, html: messagesPage(readLanguage(exchange), book) }) },
  ];

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = URL.parse(request.url ?? '/', `http://${HOST}`);
    if (!url) throw new Malformed('no address');
    const place = places.find(({ prefix }) => url.pathname === prefix || url.pathname.startsWith(`${prefix}/`));
    if (!place) return send(response, NOTHING_HERE);
    const current = place.register && moodOf(book.moods, place.register);
    // A silent register holds the line until the asker leaves.
    if (current?.mood === 'SILENT' || (current && (await actOn(current, response)))) return;
    const path = url.pathname.slice(place.prefix.length);
    send(response, await place.serve({ request, url, path, method: request.method ?? 'GET' }));
  }

  const server = createServer(serverOptions(config));
  guardServer(server, config);
  const addHeaders = headersFor({ publicUrl: `http://${HOST}`, styles: [STYLE_HASH], formsLeadTo: [new URL(config.PUBLIC_URL).origin] });
  server.on('request', (request, response) => {
    addHeaders(request, response);
    serve(request, response).catch((fault: unknown) => {
      if (response.headersSent || response.destroyed) return void response.destroy();
      if (MALFORMED.some((kind) => fault instanceof kind)) return send(response, refused(400, 'bad_request'));
      log.error({ err: fault }, 'a counterpart failed');
      send(response, refused(500, 'failed'));
    });
  });
  const mail = await startMail(book, config);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(config.PORT, HOST, resolve));
  const closed = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}`,
    mailPort: mail.port,
    async stop() {
      await Promise.all([closed(), mail.stop()]);
    },
  };
}

function send(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  response.setHeader('cache-control', 'no-store');
  // The rest of a body that nobody read would stand before the next request on this line.
  if (!response.req.complete) response.setHeader('connection', 'close');
  if ('location' in answer) return void response.writeHead(answer.status, { location: answer.location }).end();
  if ('html' in answer) return void response.writeHead(answer.status, { 'content-type': 'text/html; charset=utf-8' }).end(answer.html);
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.json));
}

if (import.meta.main)
  await runProcess(openLog('registers'), () => {
    requireDevelopment(WHAT);
    return startRegisters(readConfig(settings));
  });
