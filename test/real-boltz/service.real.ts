/** A prediction by the real program over HTTP: what repeats, what differs, and that it ends when asked to. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { figuresOf, realApp } from "./real-app.ts";
import { running } from "./tiny.ts";

test("a seed gives the same bytes, another ligand other figures; cancelled in mid-run nothing is left", async (context) => {
  const { predict, ended, found, digests, get, remove, cache } = await realApp(context);
  const alone = async (smiles: string) => {
    const submitted = await predict({ seed: 3, ligand: { smiles } });
    const { job_id } = await ended(submitted);
    return { digests: await digests(job_id), figures: figuresOf(await found(submitted)) };
  };
  const once = await alone("CCO");
  assert.deepEqual(await alone("CCO"), once);
  // As many atoms, so that the random numbers are the same.
  assert.notEqual((await alone("CCN")).figures, once.figures);

  const { job_id } = (await predict({ sampling_steps: 1000 })).json();
  for (;;) {
    const { message, state } = (await get(`/jobs/${job_id}`)).json();
    assert(state === "queued" || state === "running", message);
    if (message === "Structure") break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const cancelled = performance.now();
  assert.equal((await remove(`/jobs/${job_id}`)).json().status, "cancelled");
  while (running(cache).length > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  assert(performance.now() - cancelled < 5000, "it was gone within five seconds");
});
