/** Who is signed in and for whom they act, as the shell and the screens need it. */
import { useQuery } from 'urql';
import { useSession } from '../session/use-session.ts';
import { graphql } from '../generated/index.ts';

export const ME = graphql(`
  query Me {
    me {
      user {
        id
        roles
      }
      person {
        id
        givenNames
        familyName
      }
      organisation {
        kind
        id
        name
      }
      mandate {
        id
        representedName
      }
    }
  }
`);

export function useMe() {
  const { status } = useSession();
  const [{ data, fetching, error }, again] = useQuery({ query: ME, pause: status !== 'in' });
  return { me: status === 'in' ? data?.me : undefined, fetching, error, again };
}
