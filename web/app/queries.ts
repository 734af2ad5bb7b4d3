/** What the page asks the server, and keeps. */
import { type Query, QueryCache, QueryClient, useQuery } from "@tanstack/react-query";
import { getSettings, ProblemError, type RequestOptions } from "#src/client/index.ts";
import { useSession } from "./session.ts";
import { readClaims } from "./token.ts";

/** Tries of a question that may still be answered, before the page says that it is not. */
const tries = 3;

/** Between two questions to a server that could not answer, ms. */
const patience = 5000;

/** Makes the page's cache; `onRefused` is told the token that the server did not take, and why. */
export function createQueryClient(
  onRefused: (token: string | undefined, reason: string) => void,
): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { meta }) => {
        if (isRefusal(error)) onRefused(meta?.token as string | undefined, error.message);
      },
    }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < tries && !isFinal(error),
        // A server on this machine answers whether or not there is a network.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** When to ask again what the server could not answer, ms; what it refused it would refuse again. */
export function askedAgain<T>({ state }: { state: Query<T>["state"] }): number | false {
  return state.status === "error" && !isFinal(state.error) ? patience : false;
}

function isFinal(error: unknown): boolean {
  return error instanceof ProblemError && error.status < 500;
}

/** Whether the server wants another token, or one at all. */
export function isRefusal(error: unknown): error is ProblemError {
  return error instanceof ProblemError && error.status === 401;
}

/** The one who asks, as far as the page knows. */
export interface Asker {
  /** For the functions of the client. */
  readonly options: Pick<RequestOptions, "token">;
  /** The user in the keys of what is kept: it outlives their token. Empty where there is but one. */
  readonly who: string;
  /** For queries: whom a refusal is about. */
  readonly meta: { readonly token: string | undefined };
  /** Whether there is somebody whom the server takes: its local user, or one with a token. */
  readonly known: boolean;
}

/** Who asks. */
export function useAsker(): Asker {
  const session = useSession();
  const { data } = useSettings();
  const isLocal = data?.identity.kind === "local";
  const hasToken = session.token !== undefined && session.refusal === undefined;
  return {
    options: { token: session.token },
    who: (session.token && readClaims(session.token)?.subject) ?? "",
    meta: { token: session.token },
    known: data !== undefined && (isLocal || hasToken),
  };
}

/** The server's settings as the session's user sees them; as anybody does once the token is refused. */
export function useSettings() {
  const session = useSession();
  const token = session.refusal === undefined ? session.token : undefined;
  return useQuery({
    queryKey: ["settings", token ?? ""],
    queryFn: ({ signal }) => getSettings({ token, signal }),
    meta: { token },
    // What a server is made of does not change while it runs.
    staleTime: 60_000,
    refetchInterval: askedAgain,
  });
}
