/** Who uses the page: the token they brought, kept for this tab, or on this device if they say so. */
import { useSyncExternalStore } from "react";

/** The token, and what became of it. */
export interface Session {
  readonly token?: string;
  /** Why the server takes the token no longer. It stays, so that the page stays as it is. */
  readonly refusal?: string;
}

/** The name the token is kept under. */
const key = "retort.token";

const listeners = new Set<() => void>();
let session: Session = kept();

function kept(): Session {
  const token = sessionStorage.getItem(key) ?? localStorage.getItem(key);
  return token === null ? {} : { token };
}

function become(next: Session): void {
  session = next;
  for (const tell of listeners) tell();
}

function forget(): void {
  sessionStorage.removeItem(key);
  localStorage.removeItem(key);
}

/** Takes a token that the server has taken. */
export function signIn(token: string, { remember }: { remember: boolean }): void {
  forget();
  (remember ? localStorage : sessionStorage).setItem(key, token);
  become({ token });
}

/** Forgets the token. */
export function signOut(): void {
  forget();
  become({});
}

/** Notes that the server refuses `token`, unless there is another by now. */
export function refuse(token: string | undefined, refusal: string): void {
  if (token === undefined || token !== session.token || session.refusal !== undefined) return;
  forget();
  become({ token, refusal });
}

/** The session; drawn again when it changes, here or in another tab that shares it. */
export function useSession(): Session {
  return useSyncExternalStore(subscribe, () => session);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener("storage", follow);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener("storage", follow);
  };
}

/** Another tab has signed in or out on this device. */
function follow(event: StorageEvent): void {
  if (event.storageArea === localStorage && event.key === key) become(kept());
}
