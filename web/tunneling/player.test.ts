import assert from "node:assert/strict";
import { test } from "node:test";
import type { Wave } from "#src/client/index.ts";
import { Player } from "./player.ts";
import { judge } from "./question.ts";
import { Run } from "./run.ts";

/** A run of `frameCount` frames of which `ready` have arrived. */
function run(frameCount: number, ready = frameCount): Run {
  const { question } = judge({ N: 4, x0: -1, sigma: 1 });
  const made = new Run(question!, { frameCount, gridSize: 3 } as Wave);
  for (let index = 0; index < ready; index++) {
    made.take({ index, time: index, real: new Float32Array(3), imag: new Float32Array(3) });
  }
  return made;
}

function playing(shown: Run): Player {
  const player = new Player();
  player.show(shown);
  player.advance(1000);
  return player;
}

test("speed 1 is 60 frames a second, whatever the display's rate", () => {
  const player = playing(run(500));
  for (let i = 1; i <= 40; i++) player.advance(1000 + i * 25);
  assert.equal(player.index, 60);
});

test("a display that was hidden does not make the wave jump", () => {
  const player = playing(run(500));
  player.advance(60_000);
  assert.equal(player.index, 6);
});

test("at the end it begins again, or stops when it does not loop", () => {
  const player = playing(run(10));
  player.seek(9);
  player.advance(2000);
  player.advance(2050);
  assert.equal(player.index, 0);

  player.toggleLoop();
  player.seek(9);
  player.advance(3000);
  assert.equal(player.advance(3050), false);
  assert.equal(player.index, 9);
  assert.equal(player.transport.playing, false);
  player.play();
  assert.equal(player.index, 0);
});

test("a wave that still arrives holds the player at its newest frame", () => {
  const player = playing(run(500, 4));
  for (let i = 1; i < 30; i++) player.advance(1000 + 20 * i);
  assert.equal(player.index, 3);
});

test("another run is shown at the same part of its time", () => {
  const player = playing(run(101));
  player.pause();
  player.seek(50);
  assert.equal(player.canShow(run(201, 100)), false);
  assert.equal(player.canShow(run(201, 101)), true);
  player.show(run(201));
  assert.equal(player.index, 100);
});

test("a step pauses and stays within the run", () => {
  const player = playing(run(10));
  player.step(3);
  assert.equal(player.index, 3);
  assert.equal(player.transport.playing, false);
  player.step(-100);
  assert.equal(player.index, 0);
});
