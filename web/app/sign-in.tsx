/** Signing in: a token is pasted, tried on the server, and kept if the server takes it. */
import { Button, Modal } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { getSettings } from "#src/client/index.ts";
import { signIn, useSession } from "./session.ts";
import { readClaims } from "./token.ts";
import "./sign-in.css";

interface SignInDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Why the token that was here is not taken any more. */
  readonly refusal?: string | undefined;
}

/** The dialog. */
export function SignInDialog({ opened, onClose, refusal }: SignInDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={refusal === undefined ? "Sign in" : "Sign in again"}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <SignInForm onSignedIn={onClose} refusal={refusal} />
    </Modal>
  );
}

interface SignInFormProps {
  readonly onSignedIn: () => void;
  readonly refusal: string | undefined;
}

function SignInForm({ onSignedIn, refusal }: SignInFormProps) {
  const [token, setToken] = useState("");
  const { isRemembered = false } = useSession();
  const [remember, setRemember] = useState(isRemembered);
  const id = useId();
  const trying = useMutation({
    mutationFn: () => tried(token),
    onSuccess: (token) => {
      signIn(token, { remember });
      onSignedIn();
    },
  });
  return (
    <form
      className="sign-in"
      onSubmit={(event) => {
        event.preventDefault();
        trying.mutate();
      }}
    >
      {refusal !== undefined && (
        <p className="caution">
          {refusal} Nothing on this page is lost: bring a new token to go on.
        </p>
      )}
      <label htmlFor={id}>Token</label>
      <textarea
        id={id}
        rows={5}
        required
        autoComplete="off"
        spellCheck={false}
        placeholder="eyJ…"
        value={token}
        aria-invalid={trying.isError}
        aria-describedby={`${id}-told`}
        data-autofocus
        onChange={({ currentTarget }) => setToken(currentTarget.value)}
      />
      <p id={`${id}-told`} className={trying.isError ? "error" : "dim"} role="status">
        {trying.error?.message ??
          "A JSON Web Token of this server’s identity provider: its access token."}
      </p>
      <label className="remember">
        <input
          type="checkbox"
          checked={remember}
          onChange={({ currentTarget }) => setRemember(currentTarget.checked)}
        />
        Remember on this device
      </label>
      <Button type="submit" loading={trying.isPending}>
        Sign in
      </Button>
    </form>
  );
}

/** The token in what was pasted, once the server has taken it. */
async function tried(pasted: string): Promise<string> {
  const token = pasted.trim().replace(/^Bearer\s+/i, "");
  if (readClaims(token) === undefined) {
    throw new TypeError(
      "This is no JSON Web Token: those begin with eyJ, and have three parts with dots between.",
    );
  }
  const { user } = await getSettings({ token });
  if (user.role === "anon") throw new TypeError("This token names nobody: its role is anon.");
  return token;
}

/** A button that opens the dialog; it says "again" to whoever's token is not taken any more. */
export function SignInButton() {
  const [opened, setOpened] = useState(false);
  const { refusal } = useSession();
  return (
    <>
      <Button size="compact-sm" onClick={() => setOpened(true)}>
        {refusal === undefined ? "Sign in" : "Sign in again"}
      </Button>
      <SignInDialog opened={opened} onClose={() => setOpened(false)} refusal={refusal} />
    </>
  );
}
