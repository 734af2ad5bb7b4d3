/** Names and addresses that mean this machine, and that nobody else can be reached by. */
import { isIP } from "node:net";

/**
 * Whether a host is this machine itself.
 * @param host a name or an address, without a port; an IPv6 address with or without its brackets
 */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  if (isIP(name) === 4) return name.startsWith("127.");
  // Browsers and systems resolve every name under localhost to this machine (RFC 6761).
  return name === "localhost" || name.endsWith(".localhost") || name === "::1";
}
