/** Who uses the page: the token they brought, kept for this tab, or on this device if they say so. */
import { useSyncExternalStore } from "react";

/** The token, and what became of it. */
export interface Session {
  readonly token?: string;
  /** Why the server takes the token no longer. It stays, so that the page stays as it is. */
  readonly refusal?: string;
  /** Whether it is kept on this device, for other tabs and for later. */
  readonly isRemembered?: boolean;
}

/** The name the token is kept under. */
const key = "retort.token";

/** Where a tab tells the others that share the token why the server takes it no longer. */
const refusalKey = "retort.refusal";

const listeners = new Set<() => void>();
let session: Session = kept();

function kept(): Session {
  const own = sessionStorage.getItem(key);
  if (own !== null) return { token: own };
  const token = localStorage.getItem(key);
  return token === null ? {} : { token, isRemembered: true };
}

function become(next: Session): void {
  session = next;
  for (const tell of listeners) tell();
}

function forget(): void {
  sessionStorage.removeItem(key);
  localStorage.removeItem(key);
  localStorage.removeItem(refusalKey);
}

/** Takes a token that the server has taken. */
export function signIn(token: string, { remember }: { remember: boolean }): void {
  forget();
  (remember ? localStorage : sessionStorage).setItem(key, token);
  become({ token, isRemembered: remember });
}

/** Forgets the token. */
export function signOut(): void {
  forget();
  become({});
}

/** Notes that the server refuses `token`, unless there is another by now. */
export function refuse(token: string | undefined, refusal: string): void {
  if (token === undefined || token !== session.token || session.refusal !== undefined) return;
  if (session.isRemembered) localStorage.setItem(refusalKey, refusal);
  sessionStorage.removeItem(key);
  localStorage.removeItem(key);
  become({ ...session, refusal });
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

/** Another tab has signed in or out on this device, or found the token refused. */
function follow({ storageArea, key: changed, newValue, oldValue }: StorageEvent): void {
  if (storageArea !== localStorage || changed !== key) return;
  if (newValue !== null) {
    become(kept());
    return;
  }
  // What went is not a token of this tab alone.
  if (!session.isRemembered || session.refusal !== undefined) return;
  const refusal = localStorage.getItem(refusalKey);
  const isRefused = refusal !== null && session.token === oldValue;
  become(isRefused ? { ...session, refusal } : {});
}
