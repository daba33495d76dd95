import { useCallback, useState } from 'react';
import { useClient, type AnyVariables, type TypedDocumentNode } from 'urql';

type Payload = { readonly errors: readonly { readonly message: string }[] };

/**
 * A change that somebody asks for: `act` gives the payload where it was done, undefined where it was refused or nobody answered, and then `trouble` says why in a
 * sentence.
 */
export function useAct() {
  const client = useClient();
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);
  const act = useCallback(
    async <Data extends Readonly<Record<string, Payload>>, Variables extends AnyVariables>(
      mutation: TypedDocumentNode<Data, Variables>,
      variables: Variables,
    ): Promise<Data[keyof Data] | undefined> => {
      setBusy(true);
      const { data, error } = await client.mutation<Data, Variables>(mutation, variables).toPromise();
      setBusy(false);
      const payload = data === undefined ? undefined : (Object.values(data)[0] as Data[keyof Data]);
      const said =
        error?.graphQLErrors[0]?.message ??
        (error ? 'The service does not answer; nothing was changed. Try again.' : undefined) ??
        payload?.errors[0]?.message;
      setTrouble(said);
      return said === undefined ? payload : undefined;
    },
    [client],
  );
  return { act, trouble, setTrouble, busy };
}
