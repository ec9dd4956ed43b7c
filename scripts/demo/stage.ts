/** The stage of the whole demo: the running system, and a client that asks as its users do. */
import path from 'node:path';
import { openClient } from '@seteli/local/client';
import { stateFolder } from '@seteli/local/places';
import { basePort, portsFrom } from '@seteli/local/ports';
import { httpUrl } from '@seteli/local/processes';

const base = basePort();
export const client = openClient(httpUrl(portsFrom(base).gateway));
export const clockFile = path.join(stateFolder(base), 'clock');

export type Row = Record<string, unknown>;
export type Booked = { bookingId: string };

/** Total, organiser's and client's share, as texts. */
export const amounts = ({ total, organiserShare, clientShare }: Row) => [total, organiserShare, clientShare].map(String);
