/** Clients of whom nothing is known but that they are in the register: each is given once to the tests of a system. */
import { clientId, CLIENTS } from '@seteli/local/personas';

let given = 0;

export function nextClient(): string {
  if (given === CLIENTS) throw new Error(`The demonstration has no more than ${CLIENTS} clients.`);
  return clientId(given++);
}
