/** What stands in for a job that cannot be shown. */
import { Link } from "@tanstack/react-router";
import { ProblemError } from "#src/client/index.ts";
import { SignInButton } from "../app/sign-in.tsx";
import "./instead.css";

/** Nobody has signed in. */
export function StrangersJob() {
  return (
    <section className="instead">
      <h2>Whose job?</h2>
      <p>This server keeps everybody’s jobs apart: sign in to see this one if it is yours.</p>
      <SignInButton />
    </section>
  );
}

interface NoJobProps {
  readonly error: Error;
}

/** The server has none for this asker, or does not answer. */
export function NoJob({ error }: NoJobProps) {
  const isMissing = error instanceof ProblemError && [404, 422, 400].includes(error.status);
  return (
    <section className="instead" role="alert">
      <h2>{isMissing ? "There is no such job" : "The server does not answer"}</h2>
      <p>{isMissing ? "It never was, or it is somebody else’s." : error.message}</p>
      <p>
        <Link to="/jobs">All your jobs</Link>
      </p>
    </section>
  );
}
