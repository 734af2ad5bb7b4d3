/** What physics says of every wave, on random problems and where there is a formula. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { expectation, type Frame, overlap, problemOf, simulate } from "#test/support/simulate.ts";
import { initialPacket } from "./packet.ts";
import { grid, potential } from "./potential.ts";
import { hoppingEnergy, type TunnelingRequest } from "./problem.ts";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Packets that may sit anywhere, on the barrier and against the walls too. */
const requests = fc
  .record({
    N: fc.integer({ min: 16, max: 400 }),
    mass: between(0.5, 3),
    hbar: between(0.5, 2),
    momentum: between(-25, 25),
    sigma: between(0.1, 1.5),
    x0: between(-6, 6),
    barrier_start: between(-5, 4),
    width: between(0.1, 2),
    barrier_height: between(-500, 1500),
    t_max: between(0.05, 3),
    max_frames: fc.integer({ min: 2, max: 12 }),
  })
  .map(
    ({ width, ...request }): TunnelingRequest => ({
      ...request,
      barrier_end: request.barrier_start + width,
      sigma: Math.max(request.sigma, 13 / request.N),
    }),
  );

function check(property: (request: TunnelingRequest) => void, numRuns = 60) {
  fc.assert(fc.property(requests, property), { numRuns });
}

/** ⟨ψ|H|ψ⟩ with the 3-point Hamiltonian. */
function meanEnergy(request: TunnelingRequest, { real, imag }: Frame): number {
  const problem = problemOf(request);
  const hopping = hoppingEnergy(problem);
  const v = potential(problem, grid(problem));
  let sum = 0;
  for (const psi of [real, imag]) {
    for (let i = 0; i <= psi.length; i++) {
      const slope = (psi[i] ?? 0) - (psi[i - 1] ?? 0);
      sum += hopping * slope * slope + (v[i] ?? 0) * (psi[i] ?? 0) ** 2;
    }
  }
  return (sum * (problem.xmax - problem.xmin)) / problem.intervals;
}

test("the first frame is the packet, whatever part of the spectrum it needed", () => {
  check((request) => {
    const { problem, spectrum, x, frame } = simulate(request);
    const packet = initialPacket(problem, x);
    const first = frame(0);
    const peak = packet.real.reduce(
      (most, r, i) => Math.max(most, Math.hypot(r, packet.imag[i]!)),
      0,
    );
    for (let i = 0; i < x.length; i++) {
      assert.ok(Math.abs(first.real[i]! - packet.real[i]!) <= 2e-6 * peak);
      assert.ok(Math.abs(first.imag[i]! - packet.imag[i]!) <= 2e-6 * peak);
    }
    assert.ok(Math.abs(spectrum.leftOut) <= 1e-11, `left out ${spectrum.leftOut}`);
  });
});

test("the norm stays 1 and the mean energy constant", () => {
  check((request) => {
    const { problem, dx, frame } = simulate(request);
    const energy = meanEnergy(request, frame(0));
    const scale = Math.abs(energy) + hoppingEnergy(problem) + Math.abs(problem.barrierHeight);
    for (let f = 0; f < problem.frames; f++) {
      assert.ok(Math.abs(expectation(frame(f), dx) - 1) <= 1e-5);
      assert.ok(Math.abs(meanEnergy(request, frame(f)) - energy) <= 1e-5 * scale);
    }
  });
});

test("the default packet has mean energy 801.3837", () => {
  const { frame } = simulate({ num_time_steps: 2 });
  assert.ok(Math.abs(meanEnergy({}, frame(1)) - 801.3837347415342) < 0.01);
});

test("time reversal: A reaches B as B turned round reaches A turned round", () => {
  fc.assert(
    fc.property(requests, between(-6, 6), between(-25, 25), (request, x0, momentum) => {
      const a = { ...request, num_time_steps: 2, dt: request.t_max! };
      const b = { ...a, x0, momentum };
      const reversed = (r: TunnelingRequest) => ({ ...r, momentum: -r.momentum! });
      const { dx } = simulate(a);
      const there = overlap(simulate(b).frame(0), simulate(a).frame(1), dx);
      const back = overlap(simulate(reversed(a)).frame(0), simulate(reversed(b)).frame(1), dx);
      assert.ok(Math.hypot(there.real - back.real, there.imag - back.imag) <= 1e-5);
    }),
    { numRuns: 40 },
  );
});

test("superposition: the overlap of two packets is constant while both evolve", () => {
  fc.assert(
    fc.property(requests, between(-6, 6), between(-25, 25), (request, x0, momentum) => {
      const [a, b] = [simulate(request), simulate({ ...request, x0, momentum })];
      const first = overlap(a.frame(0), b.frame(0), a.dx);
      for (let f = 1; f < a.problem.frames; f++) {
        const later = overlap(a.frame(f), b.frame(f), a.dx);
        assert.ok(Math.hypot(later.real - first.real, later.imag - first.imag) <= 1e-5);
      }
    }),
    { numRuns: 40 },
  );
});

test("parity: the mirrored problem gives the mirrored wave", () => {
  check((request) => {
    const problem = problemOf(request);
    const mirrored = {
      ...request,
      x0: -request.x0!,
      momentum: -request.momentum!,
      barrier_start: -request.barrier_end!,
      barrier_end: -request.barrier_start!,
    };
    const v = potential(problem, grid(problem));
    const mirroredV = potential(problemOf(mirrored), grid(problem)).reverse();
    fc.pre(v.every((value, i) => value === mirroredV[i]));
    const [a, b] = [simulate(request), simulate(mirrored)];
    for (let f = 0; f < problem.frames; f++) {
      const [psi, image] = [a.frame(f), b.frame(f)];
      for (let i = 0; i < a.x.length; i++) {
        const j = a.x.length - 1 - i;
        assert.ok(Math.abs(psi.real[i]! - image.real[j]!) <= 1e-5);
        assert.ok(Math.abs(psi.imag[i]! - image.imag[j]!) <= 1e-5);
      }
    }
  }, 30);
});

test("a free packet drifts with the lattice's group velocity", () => {
  const request = { barrier_height: 0, t_max: 0.1, N: 900, momentum: 33, sigma: 0.2 };
  const { problem, x, dx, frame } = simulate(request);
  const { hbar, mass, momentum, sigma, x0 } = problem;
  const velocity =
    (hbar / (mass * dx)) * Math.sin((momentum * dx) / hbar) * Math.exp(-((dx / sigma) ** 2) / 2);
  for (let f = 0; f < problem.frames; f++) {
    const mean = expectation(frame(f), dx, x);
    assert.ok(Math.abs(mean - (x0 + velocity * f * problem.dt)) < 2e-5);
  }
});

test("continuity: probability changes by the current through the point", () => {
  const request = { t_max: 0.16, dt: 0.0001, max_frames: 1600, N: 500, momentum: 20 };
  const { problem, dx, frame } = simulate(request);
  const { hbar, mass, dt } = problem;
  const left = (f: number, j: number) => {
    const { real, imag } = frame(f);
    return expectation({ real: real.subarray(0, j + 1), imag: imag.subarray(0, j + 1) }, dx);
  };
  const current = (f: number, j: number) => {
    const { real, imag } = frame(f);
    return (hbar / (mass * dx)) * (real[j]! * imag[j + 1]! - imag[j]! * real[j + 1]!);
  };
  for (const j of [150, 249, 300]) {
    // Simpson's rule over the current, against the probability that left.
    for (let f = 0; f + 100 < problem.frames; f += 100) {
      let flowed = current(f, j) + current(f + 100, j);
      for (let k = 1; k < 100; k++) flowed += (k % 2 === 0 ? 2 : 4) * current(f + k, j);
      const lost = left(f, j) - left(f + 100, j);
      assert.ok(Math.abs(lost - (flowed * dt) / 3) < 5e-6);
    }
  }
});

test("on the lattice 29.15 % of the default packet is beyond the barrier at t = 0.15", () => {
  const { x, dx, frame } = simulate({ num_time_steps: 151, max_frames: 151 });
  const beyond = x.map((at) => (at > 0.5 ? 1 : 0));
  assert.ok(Math.abs(expectation(frame(150), dx, beyond) - 0.2915) < 5e-5);
});
