/** The provider's own module, imported past the package's entry, which warns of every Node that is not (yet) an LTS release. */
declare module 'oidc-provider/lib/provider.js' {
  export { Provider } from 'oidc-provider';
}
