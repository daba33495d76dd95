import { useEffect, useRef } from 'react';
import { sayConnection } from './connection.ts';
import { useQuery, type AnyVariables, type TypedDocumentNode, type UseQueryArgs } from 'urql';

/** Milliseconds until a question that got no answer is asked again. */
const retryMs = 2000;

/** A question to the service: one of the generated operations (`operations/*.graphql`), or its text with the shape of the answer. */
export function useAsk<Data, Variables extends AnyVariables>(
  query: TypedDocumentNode<Data, Variables> | string,
  variables: Variables,
  pause = false,
) {
  const [result, again] = useQuery<Data, Variables>({
    query: query as TypedDocumentNode<Data, Variables>,
    variables,
    pause,
  } as UseQueryArgs<Variables, Data>);
  // A lost connection is the whole page's: it is said once, and asked again until there is an answer.
  const question = useRef(Symbol('question'));
  const lost = result.error?.networkError !== undefined && !result.fetching;
  useEffect(() => {
    const { current } = question;
    if (!result.fetching) sayConnection(current, !lost);
    const timer = lost ? setTimeout(() => again({ requestPolicy: 'network-only' }), retryMs) : undefined;
    return () => clearTimeout(timer);
  }, [lost, result, again]);
  useEffect(() => {
    const { current } = question;
    return () => sayConnection(current, true);
  }, []);
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
