/** What an organiser is shown of a submitted price list before they accept it. */
import type { Client } from '@seteli/local/client';
import { COMPANY } from '@seteli/local/personas';
import type { Payload } from './reading.ts';

export const PREVIEW =
  'previewId visits organiserShareChange clientShareChange effects { visit { id } organiserShareBefore organiserShareAfter clientShareBefore clientShareAfter }';

const EFFECT = `query ($provider: ID!) { provider(id: $provider) { units(first: 2) { priceLists { id effect { ${PREVIEW} } } } } }`;

export async function effectOf(client: Client, priceListId: string): Promise<Payload> {
  const { provider } = await client.ask('organiser-admin', EFFECT, { provider: COMPANY.id });
  const lists = provider.units.flatMap(({ priceLists }: Payload) => priceLists);
  return lists.find(({ id }: Payload) => id === priceListId).effect;
}
