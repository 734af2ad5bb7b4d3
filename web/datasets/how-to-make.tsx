/** How to come by a dataset of one's own. */
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useStandardSweep } from "./queries.ts";
import { Trouble } from "./trouble.tsx";

interface HowToMakeProps {
  /** Whether there are others' to look at. */
  readonly areOthers: boolean;
}

/** Said to whoever has none. */
export function HowToMake({ areOthers }: HowToMakeProps) {
  const { mutate, isPending, error } = useStandardSweep();
  return (
    <section className="instead">
      <h2>{areOthers ? "None of these is yours yet" : "No datasets yet"}</h2>
      <p>
        A dataset is a circuit swept over a grid of its parameters: every model with its spectrum,
        ranked against a reference, in one NPZ file. Choose circuit, ranges and reference in the
        workspace, drop a file here, or begin with the standard circuit: 10 values of each of its
        five parameters, a file of 162 MB.
      </p>
      <div className="choices">
        <Button loading={isPending} onClick={() => mutate()}>
          Sweep 100,000 models
        </Button>
        <Button renderRoot={(props) => <Link to="/impedance" {...props} />} variant="default">
          Go to the workspace
        </Button>
      </div>
      <Trouble error={error} />
    </section>
  );
}
