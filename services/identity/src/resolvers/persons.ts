/**
 * Persons in GraphQL: a granter makes a client known, people search for clients, and a person says how to reach them.
 */
import { badInput } from '@seteli/kit/errors';
import type { Id } from '@seteli/kit/ids';
import type { Decision } from '@seteli/kit/result';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/identity';
import { INPUT_FAULTS } from '@seteli/schema/input-faults';
import { findPersons, registerClient, type Sought } from '../commands/client.ts';
import { saveContacts } from '../commands/contact.ts';
import { endRestriction, restrictPerson } from '../commands/restricting.ts';
import { languageOf, type Contact } from '../domain/contact.ts';
import type { Person } from '../domain/person.ts';
import { may, requireRight } from '../policy.ts';
import type { Restriction } from '../domain/restriction.ts';
import { findPerson } from '../store/person.ts';
import { findRestriction } from '../store/restriction.ts';
import type { Context } from './context.ts';

const showOne = async ({ actor, database, noteLooks }: Context, personId: Id, reason: string): Promise<Person | null> => {
  await noteLooks(actor, [{ action: 'PERSON_READ', outcome: 'SEEN', personId, reason }]);
  return (await findPerson(database.reader, personId)) ?? null;
};

async function register({ input }: api.MutationRegisterClientArgs, context: Context) {
  const { actor, door } = context;
  requireRight(actor, 'registerClient');
  await door.take('code', context);
  const { decision, others } = await registerClient(context, actor, input, (code) => door.ask(code, actor.userId));
  if (!decision.accepted) return { person: null, refusal: decision.refusal };
  if (others.length > 0)
    door.log.error(
      { person: decision.value, others },
      'the population register says that these are one person: an operator has to look at them',
    );
  return { person: await showOne(context, decision.value, input.reason), refusal: null };
}

function soughtIn({ text, identityCode }: api.PersonFilter): Sought {
  if ((text == null) === (identityCode == null)) throw badInput(INPUT_FAULTS.NAME_OR_CODE);
  return text == null ? { identityCode: identityCode! } : { text };
}

export const personQueries = {
  findPersons: async (_: unknown, { filter, reason, first }: api.QueryFindPersonsArgs, context: Context) => {
    const { actor, door } = context;
    requireRight(actor, 'findPersons');
    const sought = soughtIn(filter);
    await door.take('text' in sought ? 'name' : 'code', context);
    const sight = { seesServed: may(actor, 'seeServedPersons'), seesNew: may(actor, 'registerClient') };
    return await findPersons(context, actor, sought, { reason, sight, most: first });
  },
};

const restricting = async (context: Context, command: () => Promise<Decision<Id>>) => {
  const decision = await command();
  if (!decision.accepted) return { restriction: null, refusal: decision.refusal };
  return { restriction: await findRestriction(context.database.reader, context.actor.organisation.id, decision.value), refusal: null };
};

export const personMutations = {
  restrictPerson: async (_: unknown, { input }: api.MutationRestrictPersonArgs, context: Context) => {
    requireRight(context.actor, 'restrictPerson');
    requireIds(input.personId);
    return await restricting(context, () => restrictPerson(context, context.actor, input));
  },
  endRestriction: async (_: unknown, { input }: api.MutationEndRestrictionArgs, context: Context) => {
    requireRight(context.actor, 'restrictPerson');
    requireIds(input.personId);
    return await restricting(context, () => endRestriction(context, context.actor, input));
  },
  registerClient: (_: unknown, args: api.MutationRegisterClientArgs, context: Context) => register(args, context),
  saveMyContacts: async (_: unknown, { input }: api.MutationSaveMyContactsArgs, context: Context) => {
    const { actor, load } = context;
    requireRight(actor, 'saveMyContacts');
    const decision = await saveContacts(context, actor, input);
    return decision.accepted
      ? { person: await load.person.load(decision.value), refusal: null }
      : { person: null, refusal: decision.refusal };
  },
};

export const personTypes = {
  Person: {
    __resolveReference: ({ id }: { id: Id }, { load }: Context) => load.person.load(id),
    contacts: (person: Person, _: unknown, { actor, load }: Context) =>
      person.id === actor.personId || may(actor, 'seeContacts') ? load.contacts.load(person) : null,
    restrictions: ({ id }: Person, _: unknown, { load }: Context) => load.restrictions.load(id),
  },
  PersonRestriction: { since: ({ startedAt }: Restriction) => startedAt },
  Contacts: { language: (contact: Contact) => languageOf(contact) },
};
