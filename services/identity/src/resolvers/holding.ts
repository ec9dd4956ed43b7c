/** Asks all services what they hold of a client of an organiser. Identity answers for itself. */
import { z } from 'zod';
import { SERVICE } from '@seteli/kit/scope';
import type { Parts } from '@seteli/kit/service';
import { HOLDERS, PERSON_RETENTION } from '@seteli/schema/person-data';
import { findUseLog } from '@seteli/schema/person-data-answer';
import { retentionFact } from '@seteli/schema/retention';
import type { AskHeld } from '../commands/erasing.ts';
import type { Answerer } from '../domain/person-export.ts';
import { findOwnRetention } from '../store/erasure.ts';

/** Shorter than the gateway's wait for the command. */
const PATIENCE_MS = 5_000;

const facts = z.array(retentionFact);

/** Nothing when a service does not answer in time: then nobody knows what a law keeps. */
export const openHolding =
  ({ backbone, database, log }: Pick<Parts, 'backbone' | 'database' | 'log'>): AskHeld =>
  async (client) => {
    const { reader } = database.within(SERVICE);
    const asked = HOLDERS.map(async (service) => {
      const answer = await backbone.ask(service, PERSON_RETENTION, client, PATIENCE_MS);
      return z.decode(facts, answer as never).map((fact) => ({ service: service as Answerer, ...fact }));
    });
    const own = [findOwnRetention(reader, client), findUseLog(reader, client)].map(async (found) =>
      (await found).map((fact) => ({ service: 'identity' as Answerer, ...fact })),
    );
    try {
      return (await Promise.all([...own, ...asked])).flat();
    } catch (fault) {
      log.warn({ err: fault }, 'a service does not say what it holds of a client');
      return undefined;
    }
  };
