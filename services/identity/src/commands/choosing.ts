/** A person's choice in Suomi.fi-valtuudet, between two visits of their browser. Each command is one transaction. */
import { choiceExpiry, type Session } from '../domain/session.ts';
import * as store from '../store/mandate.ts';
import type { Desk } from './desk.ts';

type ChoosingDesk = Pick<Desk, 'database' | 'clock'>;

/** What identity keeps of a choice while the browser is away. */
export type BegunMandateChoice = Pick<store.MandateChoice, 'kind' | 'registerSession' | 'returnTo'>;

export const keepChoice = ({ database, clock }: ChoosingDesk, { id }: Session, begun: BegunMandateChoice): Promise<void> =>
  database.transaction((tx) => store.saveChoice(tx, { ...begun, sessionId: id, expiresAt: choiceExpiry(clock.now()) }));

/** Gives the session's choice of this kind once. */
export const takeChoice = ({ database, clock }: ChoosingDesk, { id }: Session, kind: store.MandateChoice['kind']) =>
  database.transaction((tx) => store.takeChoice(tx, id, kind, clock.now()));
