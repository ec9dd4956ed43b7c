/**
 * The id of the provider that a company becomes. It follows from the business id alone, so a signatory can act for the
 * company before any service knows it. Providers of an import or a seed have other ids.
 */
import { createHash } from 'node:crypto';
import type { Id } from '@seteli/kit/ids';

/** A UUID of version 8 (RFC 9562, 5.8): 122 bits of a hash. A business id is public, and so is this. */
export function providerIdOf(businessId: string): Id {
  const hash = createHash('sha256').update(`seteli provider ${businessId}`).digest('hex');
  const variant = ((Number.parseInt(hash[16]!, 16) & 0x3) | 0x8).toString(16);
  return [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `${variant}${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-');
}
