import { useMutation } from '@apollo/client/react';
import type { AllPeopleQuery } from '../gql/graphql';
import { newOperationId } from '../platform/ids';
import { useSession } from '../platform/session';
import { useAct } from '../platform/use-act';
import { changeMember, peopleQuery } from './operations';

export type Person = AllPeopleQuery['people'][number];
type Changes = Pick<Person, 'displayName' | 'profession' | 'functions' | 'active'> & {
  readonly reason?: string;
};

/** One change of a member; the list, and my own session when it is me, are read anew. */
export function useChangeMember(person: Person) {
  const { reload } = useSession();
  const [send] = useMutation(changeMember);
  const { act, busy, trouble } = useAct();
  const change = async (changes: Changes): Promise<boolean> => {
    const changed = await act(async () => {
      const { data } = await send({
        variables: {
          input: { operationId: newOperationId(), memberId: person.memberId, ...changes },
        },
        refetchQueries: [peopleQuery],
        awaitRefetchQueries: !person.you,
      });
      return data?.changeMember;
    });
    if (changed && person.you) await reload();
    return changed !== null;
  };
  return { change, busy, trouble };
}

/** A member as she is, for a change of one thing. */
export const detailsOf = ({ displayName, profession, functions, active }: Person): Changes => ({
  displayName,
  profession,
  functions: [...functions],
  active,
});
