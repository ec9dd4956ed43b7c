/** What browsers may do with our pages and answers: next to nothing. A page that needs more says so here. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

export type Pages = {
  /** The address that the world knows. Where it is https, browsers are told to keep to that. */
  readonly publicUrl: string;
  /** The sources of styles, as hashes. */
  readonly styles?: readonly string[];
  /** Where a form of our own may lead, redirects included. */
  readonly formsLeadTo?: readonly string[];
};

const A_YEAR_SECONDS = 31_536_000;

/**
 * Puts the headers on an answer before anything else touches it. Make it once: making helmet takes longer than using
 * it.
 */
export function headersFor({
  publicUrl,
  styles = [],
  formsLeadTo = [],
}: Pages): (request: IncomingMessage, response: ServerResponse) => void {
  const addHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        ...(styles.length > 0 && { styleSrc: styles }),
        formAction: ["'self'", ...formsLeadTo],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: publicUrl.startsWith('https:') ? { maxAge: A_YEAR_SECONDS, includeSubDomains: false } : false,
    // Addresses contain ids, which concern nobody else. Our own pages keep their `Origin`, by which we recognise a
    // forged request.
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    // Only obsolete browsers and plugins know these.
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  return (request, response) => addHeaders(request, response, () => undefined);
}
