/** What a token says of itself; only the server can tell whether it is true. */

/** The claims the page shows. */
export interface Claims {
  readonly subject?: string;
  readonly email?: string;
  /** When it ends, ms since 1970. */
  readonly expires?: number;
}

/** Reads a JSON Web Token's claims; undefined when it is none. */
export function readClaims(token: string): Claims | undefined {
  const [, payload, signature, ...rest] = token.split(".");
  if (payload === undefined || signature === undefined || rest.length > 0) return undefined;
  try {
    const base64 = payload.replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const { sub, email, exp } = JSON.parse(new TextDecoder().decode(bytes));
    return {
      ...(typeof sub === "string" ? { subject: sub } : {}),
      ...(typeof email === "string" ? { email } : {}),
      ...(typeof exp === "number" ? { expires: 1000 * exp } : {}),
    };
  } catch {
    return undefined;
  }
}
