/** The settings page: what this server is made of, how it feels, and who asks. */
import { ConnectionError, type Settings } from "#src/client/index.ts";
import { useSettings } from "../app/queries.ts";
import { useTitle } from "../app/title.ts";
import { HealthCard } from "./health.tsx";
import { describeLimit } from "./limits.ts";
import "./settings.css";

/** The page of `/settings`. */
export function SettingsPage() {
  useTitle("Settings");
  const { data, error } = useSettings();
  return (
    <main className="settings">
      <h1>Settings</h1>
      {data === undefined && error !== null && (
        <p className="error" role="alert">
          {error instanceof ConnectionError && <b>The server does not answer. </b>}
          {error.message}
        </p>
      )}
      {data !== undefined && <InUse settings={data} />}
    </main>
  );
}

function InUse({ settings }: { readonly settings: Settings }) {
  const { version, database, blobs, identity, user, engines, limits } = settings;
  const isStranger = identity.kind === "token" && user.role === "anon";
  return (
    <div className="cards">
      <HealthCard version={version} />
      <section aria-label="Database">
        <h2>Database</h2>
        <p className="part">{database.description}</p>
      </section>
      <section aria-label="Files">
        <h2>Files</h2>
        <p className="part">{blobs.description}</p>
      </section>
      <section aria-label="Identity">
        <h2>Identity</h2>
        <p className="part">{identity.description}</p>
        <dl>
          {identity.issuer !== undefined && <Fact name="Issuer" value={identity.issuer} />}
          <Fact name="You are" value={whoIs(user, identity.kind)} />
          {user.subject !== null && <Fact name="Your id" value={user.subject} />}
        </dl>
        {isStranger && <p className="dim">Signed in users are told more of what is in use.</p>}
      </section>
      <section aria-label="Jobs">
        <h2>Jobs</h2>
        <p>
          {engines.jobs.worker
            ? "This server works on jobs itself."
            : "This server takes jobs; separate workers do them."}
        </p>
        <dl>
          {engines.jobs.kinds.map(({ kind, concurrency }) => (
            <Fact key={kind} name={kind} value={`${concurrency} at once`} />
          ))}
        </dl>
      </section>
      <section aria-label="Tunneling">
        <h2>Tunneling</h2>
        <dl>
          <Fact name="Threads" value={String(engines.tunneling.threads)} />
          <Fact name="Simulations at once" value={String(engines.tunneling.limit)} />
        </dl>
      </section>
      <section aria-label="Limits">
        <h2>Limits</h2>
        <dl>
          {Object.entries(limits).map(([setting, value]) => (
            <Fact key={setting} {...describeLimit(setting, value)} title={setting} />
          ))}
        </dl>
      </section>
      <section aria-label="For programs">
        <h2>For programs</h2>
        <ul>
          <li>
            <a href="/docs">The HTTP interface</a>
          </li>
          <li>
            <a href="/metrics">Metrics</a>, for Prometheus
          </li>
        </ul>
      </section>
    </div>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string;
  readonly title?: string;
}

function Fact({ name, value, title }: FactProps) {
  return (
    <div {...(title !== undefined && { title })}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function whoIs({ role, email }: Settings["user"], kind: "local" | "token"): string {
  if (kind === "local") return "the local user";
  return role === "anon" ? "nobody yet: not signed in" : (email ?? "signed in");
}
