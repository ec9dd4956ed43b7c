/** What browsers may do with our pages and answers: next to nothing. A page that needs more says so here. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

type Source = string | ((request: IncomingMessage, response: ServerResponse) => string);

export type Pages = {
  /** The address that the world knows. Where it is https, browsers are told to keep to that. */
  readonly publicUrl: string;
  /** The sources of styles: hashes, or what is made anew for each answer. */
  readonly styles?: readonly Source[];
  readonly scripts?: readonly Source[];
  readonly fonts?: readonly Source[];
  readonly images?: readonly Source[];
  /** Where scripts may ask for data. */
  readonly asks?: readonly Source[];
  /** Where a form of our own may lead, redirects included. */
  readonly formsLeadTo?: readonly string[];
};

const A_YEAR_SECONDS = 31_536_000;

/**
 * Puts the headers on an answer before anything else touches it. Make it once: making helmet takes longer than using
 * it.
 */
export function headersFor({ publicUrl, formsLeadTo = [], ...may }: Pages): (request: IncomingMessage, response: ServerResponse) => void {
  const { styles = [], scripts = [], fonts = [], images = [], asks = [] } = may;
  const addHeaders = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        ...(styles.length > 0 && { styleSrc: styles }),
        ...(scripts.length > 0 && { scriptSrc: scripts }),
        ...(fonts.length > 0 && { fontSrc: fonts }),
        ...(images.length > 0 && { imgSrc: images }),
        ...(asks.length > 0 && { connectSrc: asks }),
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
