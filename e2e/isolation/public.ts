/** The public types and fields of the API, with the reason for each. */

/** Everybody who signs in may know these, for this reason. Everything else of ours is a leak. */
const PUBLIC: readonly { readonly because: string; readonly types: readonly string[] }[] = [
  {
    because: 'who organises services, and how they are measured, is published',
    types: [
      'Organiser',
      'OrganiserConnection',
      'OrganiserEdge',
      'Contact',
      'CalendarDay',
      'ServiceArea',
      'Service',
      'CancellationTerms',
      'ServiceContent',
      'Quantity',
      'Band',
      'BandGap',
      'Names',
    ],
  },
  {
    because: 'the law asks for a public list of approved providers with their prices (569/2009 4 §)',
    types: ['Provider', 'RegisteredAddress', 'ProviderUnit', 'ProviderApproval', 'PriceList', 'Price'],
  },
  { because: 'what clients agree to is shown to everybody alike', types: ['ConsentTerms'] },
  { because: 'the value of a voucher is decided for everybody alike, and published', types: ['UnitValue'] },
  {
    because: 'where a page ends, and how many approvals there are, says nothing beyond the approvals',
    types: ['PageInfo', 'ProviderApprovalConnection', 'ProviderApprovalEdge'],
  },
];

const publicTypes = new Set(PUBLIC.flatMap(({ types }) => types));

export const isPublic = (coordinate: string): boolean => publicTypes.has(coordinate.split('.')[0]!);
