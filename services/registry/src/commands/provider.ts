/**
 * A company becomes a provider through its signatory, by what the company register says of it. Its people then keep
 * what it says of itself.
 */
import type { Actor } from '@seteli/kit/actor';
import { dayOf, type Instant } from '@seteli/kit/day';
import type { Tx } from '@seteli/kit/db';
import { NATIONAL } from '@seteli/kit/events';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish as announceIn } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { RegisterProviderFromRegisterInput, SaveProviderDetailsInput } from '@seteli/schema/generated/registry';
import { providerIdOf } from '@seteli/schema/provider-id';
import { isBusinessId, type Provider, type RegisteredAddress } from '../domain/company.ts';
import * as rules from '../domain/provider.ts';
import * as events from '../events.ts';
import type { CompanyAddress, CompanyRegister, RegisteredCompany } from '../ports/company-register.ts';
import * as companies from '../store/company.ts';
import type { Desk, RegisterDesk } from './desk.ts';

/** Undefined: nobody has asked. */
type RegisterAnswer = Awaited<ReturnType<CompanyRegister['find']>> | undefined;

/** The register may lack a language. Its pages then show the Finnish words, and so do ours. */
const companyOf = ({ businessId, name, form, addresses, endedOn }: RegisteredCompany): rules.RegisteredCompany => {
  const fi = form?.names.fi ?? form?.names.en ?? form?.names.sv ?? null;
  return {
    businessId,
    name,
    form: form && fi !== null ? { fi, sv: form.names.sv ?? fi, en: form.names.en ?? fi } : null,
    registeredAddress: addressIn(addresses),
    endedOn,
  };
};

function addressIn(addresses: readonly CompanyAddress[]): RegisteredAddress | null {
  const found = addresses.find(({ kind }) => kind === 'VISITING') ?? addresses[0];
  return found ? { streetAddress: found.street, postalCode: found.postalCode, city: found.city } : null;
}

/** Saves and announces what has changed. */
async function saved(tx: Tx, actor: Actor, now: Instant, known: Provider | null, decision: Decision<Provider>): Promise<Decision<Id>> {
  if (!decision.accepted) return decision;
  const provider = decision.value;
  if (provider === known) return accept(provider.id);
  await companies.saveProvider(tx, provider);
  await announceIn(tx, NATIONAL, [events.providerChanged(provider)], { now, actor: actor.userId });
  return accept(provider.id);
}

/**
 * The signatory acts for the company that they register, whose id follows from its business id. Registering it again
 * reads the register again.
 */
export async function registerProviderFromRegister(
  { database, clock, companyRegister }: RegisterDesk,
  actor: Actor,
  input: RegisterProviderFromRegisterInput,
): Promise<Decision<Id>> {
  const { businessId, idempotencyKey } = input;
  const now = clock.now();
  const providerId = actor.organisation.id;
  const isOwn = async () => providerId === ((await companies.findProviderHolding(database.reader, businessId)) ?? providerIdOf(businessId));
  if (!isBusinessId(businessId)) return refuse('INVALID_BUSINESS_ID', { path: ['businessId'] });
  // Whoever acts for another company learns nothing of this one.
  if (!(await isOwn())) return refuse('NOT_FOUND', { path: ['businessId'] });
  let found: RegisterAnswer;
  return await once<Decision<Id>>(
    database,
    { organisation: providerId, key: idempotencyKey, command: 'registerProviderFromRegister', input, now },
    async (tx) => {
      const company = answerOf(found);
      if (!company.accepted) return company;
      await companies.lockProviders(tx);
      const known = await companies.findProvider(tx, providerId);
      const facts = { id: providerId, newUnitId: newId(), known, company: company.value, today: dayOf(now) };
      return await saved(tx, actor, now, known, rules.registerFromRegister(facts));
    },
    undefined,
    // The registry asks before the transaction, so that nobody waits behind its locks for the register.
    async () => {
      found = await companyRegister.find(businessId);
    },
  );
}

/** A register that does not answer says neither that the company exists nor that it does not. */
function answerOf(found: RegisterAnswer): Decision<rules.RegisteredCompany> {
  if (found?.outcome === 'ANSWERED') return accept(companyOf(found.value));
  return refuse(found?.outcome === 'NOT_FOUND' ? 'NOT_FOUND' : 'REGISTER_UNAVAILABLE', { path: ['businessId'] });
}

export async function saveProviderDetails({ database, clock }: Desk, actor: Actor, input: SaveProviderDetailsInput): Promise<Decision<Id>> {
  const now = clock.now();
  const providerId = actor.organisation.id;
  return await once<Decision<Id>>(
    database,
    { organisation: providerId, key: input.idempotencyKey, command: 'saveProviderDetails', input, now },
    async (tx) => {
      await companies.lockProviders(tx);
      const known = await companies.findProvider(tx, providerId);
      return await saved(tx, actor, now, known, rules.saveDetails({ known, newId, now }, input));
    },
  );
}
