import { useQuery, type AnyVariables, type TypedDocumentNode, type UseQueryArgs } from 'urql';

/** A typed query without a code generator's runtime: the operation's text and the shape of its answer. */
export function useAsk<Data, Variables extends AnyVariables>(text: string, variables: Variables, pause = false) {
  const [result, again] = useQuery<Data, Variables>({
    query: text as unknown as TypedDocumentNode<Data, Variables>,
    variables,
    pause,
  } as UseQueryArgs<Variables, Data>);
  return {
    data: result.data,
    error:
      result.error?.graphQLErrors[0]?.message ??
      (result.error ? 'The service does not answer; this page tries again by itself.' : undefined),
    loading: result.fetching,
    again: () => again({ requestPolicy: 'network-only' }),
  };
}

export type Clip = {
  id: string;
  name: string;
  reel: string | null;
  state: string;
  frameCount: number | null;
  thumbnail: string | null;
  online: boolean;
  timecode: { start: string; end: string | null; base: number } | null;
  rate: { playback: string | null; capture: string | null };
  camera: { model: string | null; index: string | null };
  exposure: { exposureIndex: number | null };
  color: { whiteBalanceKelvin: number | null };
  roll: { name: string; shootDay: string | null } | null;
};

export const clipFields = `id name reel state frameCount thumbnail online timecode { start end base } rate { playback capture } camera { model index }
  exposure { exposureIndex } color { whiteBalanceKelvin } roll { name shootDay }`;
