/** The card of a client on a voucher: whom a provider serves, and how to reach them. */

export type ClientCard = {
  name: string;
  streetAddress: string | null;
  postalCode: string | null;
  municipality: string | null;
  phone: string | null;
  email: string | null;
};

/**
 * The law forbids telling where a person with a protected address lives, or what leads there: municipality, phone,
 * e-mail (661/2009 36–37 §). A restriction hides the same (GDPR, article 18).
 */
export const nameOnly = ({ name }: ClientCard): ClientCard => ({
  name,
  streetAddress: null,
  postalCode: null,
  municipality: null,
  phone: null,
  email: null,
});
