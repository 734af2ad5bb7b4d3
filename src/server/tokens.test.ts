import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import {
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from "jose";
import { readConfig } from "./config.ts";
import { KeysAwayError, SignInError, tokenVerifier } from "./tokens.ts";

const user = "6c1f8a52-94a1-4e6a-8a67-3d1d2f0c9b11";
const secret = "a secret of the tests, of 32 bytes and more";
const good: JWTPayload = { sub: user, role: "authenticated", aud: "authenticated" };

const bytes = (text: string) => new TextEncoder().encode(text);
const now = () => Math.floor(Date.now() / 1000);

interface Signed {
  readonly claims?: JWTPayload;
  readonly header?: { alg: string; kid?: string };
  readonly key?: CryptoKey | Uint8Array;
  /** Seconds from now; null for none. */
  readonly expires?: number | null;
}

function sign({ claims = good, header = { alg: "HS256" }, key, expires = 60 }: Signed = {}) {
  const token = new SignJWT({ iss: issuer, ...claims }).setProtectedHeader(header);
  if (expires !== null) token.setExpirationTime(now() + expires);
  return token.sign(key ?? bytes(secret));
}

const rsa = await generateKeyPair("RS256", { extractable: true });
const ec = await generateKeyPair("ES256", { extractable: true });
const stranger = await generateKeyPair("RS256");
const rsaText = await exportSPKI(rsa.publicKey);

/** The provider: its keys where it publishes them, as Supabase's are. */
const keys = [
  { ...(await exportJWK(rsa.publicKey)), kid: "rsa" },
  { ...(await exportJWK(ec.publicKey)), kid: "ec" },
];
const provider = createServer((request, response) => {
  const isKeys = request.url === "/auth/v1/.well-known/jwks.json";
  response.writeHead(isKeys ? 200 : 404, { "content-type": "application/json" });
  response.end(JSON.stringify({ keys }));
}).listen(0, "127.0.0.1");
await once(provider, "listening");
after(() => provider.close());
const supabase = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
const issuer = `${supabase}/auth/v1`;

const bySecret = tokenVerifier(readConfig({ JWT_SECRET: secret }))!;
const byKeys = tokenVerifier(
  readConfig({ JWKS_URL: `${supabase}/auth/v1/.well-known/jwks.json` }),
)!;
const bySupabase = tokenVerifier(readConfig({ SUPABASE_URL: `${supabase}/` }))!;

const withRsa = { header: { alg: "RS256", kid: "rsa" }, key: rsa.privateKey };
const withEc = { header: { alg: "ES256", kid: "ec" }, key: ec.privateKey };

test("without a provider there is nobody who verifies", () => {
  assert.equal(tokenVerifier(readConfig()), undefined);
});

for (const [what, verify, signed] of [
  ["the secret", bySecret, {}],
  ["a published RSA key", byKeys, withRsa],
  ["a published key of an elliptic curve", byKeys, withEc],
  ["a Supabase project's key", bySupabase, withEc],
] as const) {
  test(`a token signed with ${what} names its user`, async () => {
    const { role, claims } = await verify(await sign(signed));
    assert.deepEqual([role, claims.sub, claims.aud], ["authenticated", user, "authenticated"]);
  });
}

test("an anonymous token names nobody", async () => {
  const { role, claims } = await bySecret(await sign({ claims: { ...good, role: "anon" } }));
  assert.deepEqual([role, claims.role], ["anon", "anon"]);
});

test("a user's UUID is one, however it is written", async () => {
  const { claims } = await bySecret(await sign({ claims: { ...good, sub: user.toUpperCase() } }));
  assert.equal(claims.sub, user);
});

const claims = (changed: JWTPayload) => ({ claims: { ...good, ...changed } });
const without = (name: string) => ({
  claims: Object.fromEntries(Object.entries(good).filter(([claim]) => claim !== name)),
});
const tampered = (token: string) => {
  const [header, , signature] = token.split(".");
  const payload = { ...good, exp: now() + 60, sub: "00000000-0000-4000-8000-000000000001" };
  return [header, Buffer.from(JSON.stringify(payload)).toString("base64url"), signature].join(".");
};

const refused: [string, typeof bySecret, string | Promise<string>, RegExp][] = [
  ["another secret", bySecret, sign({ key: bytes(`${secret}!`) }), /signature/],
  ["other claims than were signed", bySecret, sign().then(tampered), /signature/],
  ["alg none", bySecret, new UnsecuredJWT(good).setExpirationTime("1m").encode(), /HS256/],
  ["alg none, with published keys", byKeys, new UnsecuredJWT(good).encode(), /RS256, ES256/],
  ["another algorithm", bySecret, sign({ header: { alg: "HS512" } }), /HS256/],
  ["a time that is over", bySecret, sign({ expires: -10 }), /expired/],
  ["no time", bySecret, sign({ expires: null }), /when it expires/],
  ["a time to come", bySecret, sign(claims({ nbf: now() + 60 })), /not valid yet/],
  ["another audience", bySecret, sign(claims({ aud: "elsewhere" })), /audience/],
  ["no audience", bySecret, sign(without("aud")), /audience/],
  ["another issuer", bySupabase, sign({ ...withRsa, ...claims({ iss: "other" }) }), /issued by/],
  ["the role service_role", bySecret, sign(claims({ role: "service_role" })), /service_role/],
  ["the program's role", bySecret, sign(claims({ role: "retort" })), /role retort/],
  ["no role", bySecret, sign(without("role")), /no role/],
  ["no subject", bySecret, sign(without("sub")), /who it is for/],
  ["a subject that is no UUID", bySecret, sign(claims({ sub: "root" })), /not a UUID/],
  ["a claim with a NUL", bySecret, sign(claims({ name: "a\\\0" })), /characters that the database/],
  ["half a character", bySecret, sign(claims({ name: "\ud800" })), /characters that the database/],
  ["a stranger's key", byKeys, sign({ ...withRsa, key: stranger.privateKey }), /signature/],
  [
    "a key that is not published",
    byKeys,
    sign({ header: { alg: "RS256", kid: "new" }, key: stranger.privateKey }),
    /kid/,
  ],
  [
    "the public key's text as a secret",
    byKeys,
    sign({ header: { alg: "HS256", kid: "rsa" }, key: bytes(rsaText) }),
    /RS256, ES256/,
  ],
  ["the secret, where keys are published", byKeys, sign(), /RS256, ES256/],
  ["a published key, where a secret is used", bySecret, sign(withRsa), /HS256/],
  ["garbage", bySecret, "not.a.token", /not a token/],
  ["nothing", bySecret, "", /not a token/],
];

for (const [what, verify, token, sentence] of refused) {
  test(`a token with ${what} is refused, and the sentence says why`, async () => {
    const signed = await token;
    await assert.rejects(verify(signed), (error) => {
      assert(error instanceof SignInError);
      assert.equal(error.statusCode, 401);
      assert.equal(error.challenge, 'Bearer error="invalid_token"');
      assert.match(error.message, sentence);
      return true;
    });
  });
}

test("clocks may differ by seconds", async () => {
  await bySecret(await sign({ expires: -2 }));
  await bySecret(await sign(claims({ nbf: now() + 2 })));
});

for (const [what, address] of [
  ["away", "http://127.0.0.1:9/keys.json"],
  ["not where it should be", `${supabase}/elsewhere`],
] as const) {
  test(`a provider that is ${what} is not the token's fault`, async () => {
    const verify = tokenVerifier(readConfig({ JWKS_URL: address }))!;
    await assert.rejects(verify(await sign(withRsa)), (error) => {
      assert(error instanceof KeysAwayError);
      assert.deepEqual([error.statusCode, error.retryAfter], [503, 5]);
      return true;
    });
  });
}
