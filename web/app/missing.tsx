/** The page of an address where there is nothing. */
import { Link } from "@tanstack/react-router";
import { useTitle } from "./title.ts";
import "./missing.css";

/** Says so, and leads back to the instruments. */
export function Missing() {
  useTitle("Not found");
  return (
    <main className="missing">
      <h1>There is nothing at this address.</h1>
      <p>
        Retort’s instruments are <Link to="/">Tunneling: a wave packet meets a barrier</Link>,{" "}
        <Link to="/impedance">Impedance: circuits beside a spectrum</Link> and{" "}
        <Link to="/affinity">Affinity: how strongly a ligand binds to a protein</Link>.
      </p>
    </main>
  );
}
