/** The page of an address where there is nothing. */
import { Link } from "@tanstack/react-router";
import { useTitle } from "./title.ts";
import "./missing.css";

/** Says so, and leads back to the instrument. */
export function Missing() {
  useTitle("Not found");
  return (
    <main className="missing">
      <h1>There is nothing at this address.</h1>
      <p>
        Retort’s instrument is <Link to="/">Tunneling: a wave packet meets a barrier</Link>.
      </p>
    </main>
  );
}
