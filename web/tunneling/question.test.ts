import assert from "node:assert/strict";
import { test } from "node:test";
import { presets } from "./presets.ts";
import { judge, readAddress, withoutDefaults } from "./question.ts";

test("the opening question is the window in which the packet meets the barrier", () => {
  const { question } = judge({});
  assert.equal(question?.request.t_max, 0.16);
  assert.equal(question?.request.dt, 0.00032);
  assert.equal(question?.problem.frames, 500);
});

test("a stated time is kept, and the step follows it", () => {
  assert.equal(judge({ t_max: 2 }).question?.request.dt, 0.004);
  assert.equal(judge({ dt: 0.001 }).question?.problem.frames, 160);
});

test("steps that are stated divide the encounter, or make the time with their length", () => {
  const request = (written: object) => judge(written).question?.request;
  assert.deepEqual(
    [request({ num_time_steps: 100 })?.t_max, request({ num_time_steps: 100 })?.dt],
    [0.16, 0.0016],
  );
  assert.equal(request({ num_time_steps: 100, t_max: 3 })?.dt, 0.03);
  assert.equal(request({ num_time_steps: 100, dt: 0.002, t_max: 3 })?.t_max, 0.2);
  assert.equal(judge({ num_time_steps: 30 }).question?.problem.steps, 30);
});

test("as many frames as are asked for, and a refusal where they are too many", () => {
  assert.equal(judge({ max_frames: 1200 }).question?.problem.frames, 1200);
  const { errors = {} } = judge({ max_frames: 90_000 }) as { errors?: object };
  assert.deepEqual(Object.keys(errors), ["max_frames"]);
});

test("every failing field is named", () => {
  const { errors = {} } = judge({ sigma: 0, xmax: -7, momentum: "fast" }) as { errors?: object };
  assert.deepEqual(Object.keys(errors).sort(), ["momentum", "sigma", "xmax"]);
});

test("an address keeps what differs from the defaults, and gives it back", () => {
  const written = withoutDefaults({ momentum: 30, sigma: 0.15, t_max: 2 });
  assert.deepEqual(written, { momentum: 30, t_max: 2 });
  assert.deepEqual(readAddress({ ...written, theme: "dark", xmin: null }), written);
});

for (const { name, written } of presets) {
  test(`the preset ${name} is a valid question`, () => {
    assert.deepEqual(withoutDefaults(written), written);
    assert.ok(judge(written).question);
  });
}
