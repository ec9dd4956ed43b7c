/** How the actor hears that something waits for them: look-up or command, GraphQL out. It shows no address. */
import type { Id } from '@seteli/kit/ids';
import type * as api from '@seteli/schema/generated/identity';
import { preferencesOf, savePreferences, type Preference } from '../commands/message.ts';
import { isAvoided } from '../domain/message.ts';
import { contactsOf } from '../commands/addresses.ts';
import { requireRight } from '../policy.ts';
import { listAvoided, listChosen } from '../store/message.ts';
import type { Context } from './context.ts';

/** The policy lets only people come this far, and each of them is a person. */
function personOf({ actor }: Context): Id {
  requireRight(actor, 'chooseMessages');
  return actor.personId!;
}

async function preferences(context: Context) {
  const { actor, database, vault, clock } = context;
  const personId = personOf(context);
  const [chosen, contacts, avoided] = await Promise.all([
    listChosen(database.reader, actor.userId),
    contactsOf(database.reader, vault, [personId]),
    listAvoided(database.reader, personId),
  ]);
  const known = contacts.get(personId);
  const now = clock.now();
  return {
    choices: preferencesOf({ ...actor, personId }, chosen).map((one) => ({ ...one, reachable: isReachable(one) })),
    unreachable: avoided.filter((each) => isAvoided(each, known?.version ?? 0, now)),
  };

  /** Whoever wants no messages can be reached: nobody tries. */
  function isReachable({ channel }: Preference): boolean {
    return channel === 'NONE' || known?.by[channel] != null;
  }
}

async function save(_: unknown, { input }: api.MutationSavePreferencesArgs, context: Context) {
  const decision = await savePreferences(context, context.actor, personOf(context), input);
  return decision.accepted ? { preferences: await preferences(context), refusal: null } : { preferences: null, refusal: decision.refusal };
}

export const preferenceQueries = { myPreferences: (_: unknown, __: unknown, context: Context) => preferences(context) };
export const preferenceMutations = { savePreferences: save };
