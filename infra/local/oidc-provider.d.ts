/** Imports the provider's own module. The package's entry would warn of every Node that is not (yet) an LTS release. */
declare module 'oidc-provider/lib/provider.js' {
  export { Provider } from 'oidc-provider';
}

declare module 'oidc-provider/lib/helpers/errors.js' {
  import type { errors } from 'oidc-provider';
  export const InvalidClientAuth: typeof errors.InvalidClientAuth;
  export const InvalidRequestObject: typeof errors.InvalidRequestObject;
}
