/** What browsers may do with our pages and answers, as options of helmet, in one place for all: next to nothing. A page that needs more says so here. */

export type Pages = {
  /** The address that the world knows; where it is https, browsers are told to keep to that. */
  readonly publicUrl: string;
  /** The sources of styles, as hashes. */
  readonly styles?: readonly string[];
  /** Where a form of our own may lead, redirects included. */
  readonly formsLeadTo?: readonly string[];
};

const A_YEAR_SECONDS = 31_536_000;

export const headersFor = ({ publicUrl, styles = [], formsLeadTo = [] }: Pages) => ({
  contentSecurityPolicy: {
    useDefaults: false as const,
    directives: {
      defaultSrc: ["'none'"],
      ...(styles.length > 0 && { styleSrc: styles }),
      formAction: ["'self'", ...formsLeadTo],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: publicUrl.startsWith('https:') ? { maxAge: A_YEAR_SECONDS, includeSubDomains: false } : false,
  // Addresses have ids in them, which are nobody else's business. Our own pages keep their `Origin`, by which a forged request can be told.
  referrerPolicy: { policy: 'same-origin' as const },
  xFrameOptions: { action: 'deny' as const },
  crossOriginOpenerPolicy: { policy: 'same-origin' as const },
  crossOriginResourcePolicy: { policy: 'same-origin' as const },
  // For browsers and plugins that are no more.
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
});
