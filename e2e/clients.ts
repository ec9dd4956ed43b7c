/** Clients who are in the register and nowhere else. The tests of a system use each of them once. */
import { clientId, CLIENTS } from '@seteli/local/personas';

let given = 0;

export function nextClient(): string {
  if (given === CLIENTS) throw new Error(`The demonstration has no more than ${CLIENTS} clients.`);
  return clientId(given++);
}
