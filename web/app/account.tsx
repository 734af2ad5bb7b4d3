/** Who the page is used by, in the header; and the way in and out. */
import { Button, Menu } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useSettings } from "./queries.ts";
import { signOut, useSession } from "./session.ts";
import { SignInDialog } from "./sign-in.tsx";
import { type Claims, readClaims } from "./token.ts";
import "./account.css";

/** A server may go by a clock that is late, and take a token a little longer, ms. */
const tolerance = 6000;

/** The longest wait a browser's timer can be set to, ms: 25 days. */
const longestWait = 2 ** 31 - 1;

/** Nothing where the server has one local user, who need not sign in. */
export function Account() {
  const session = useSession();
  const { data: settings } = useSettings();
  const [asked, setAsked] = useState(false);
  const { token, refusal } = session;
  const claims = token === undefined ? undefined : readClaims(token);
  useExpiry(claims?.expires);
  // Asked for by itself, once, when the token is refused.
  useEffect(() => {
    if (refusal !== undefined) setAsked(true);
  }, [refusal]);
  if (settings?.identity.kind !== "token") return null;
  if (claims !== undefined && refusal === undefined) return <SignedIn claims={claims} />;
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setAsked(true)}>
        {refusal === undefined ? "Sign in" : "Sign in again"}
      </Button>
      <SignInDialog opened={asked} onClose={() => setAsked(false)} refusal={refusal} />
    </>
  );
}

function SignedIn({ claims: { subject, email, expires } }: { readonly claims: Claims }) {
  const client = useQueryClient();
  const leave = () => {
    signOut();
    // What was theirs is nobody's to look at now.
    client.clear();
  };
  return (
    <Menu position="bottom-end" width={280} withinPortal>
      <Menu.Target>
        <Button size="compact-sm" variant="default" className="who">
          {email ?? subject ?? "signed in"}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className="account">
        <dl>
          <dt>User</dt>
          <dd>{subject}</dd>
          {email !== undefined && (
            <>
              <dt>E-mail</dt>
              <dd>{email}</dd>
            </>
          )}
          {expires !== undefined && (
            <>
              <dt>Until</dt>
              <dd>{new Date(expires).toLocaleString()}</dd>
            </>
          )}
        </dl>
        <Menu.Divider />
        <Menu.Item onClick={leave}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Asks the server again when the token should have ended: it is the server that decides. */
function useExpiry(expires: number | undefined): void {
  const client = useQueryClient();
  useEffect(() => {
    if (expires === undefined) return;
    const wait = Math.max(0, expires - Date.now()) + tolerance;
    if (wait > longestWait) return;
    const timer = setTimeout(() => client.invalidateQueries({ queryKey: ["settings"] }), wait);
    return () => clearTimeout(timer);
  }, [expires, client]);
}
