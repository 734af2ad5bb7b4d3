import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { simulate } from "#test/support/simulate.ts";
import { grid, potential } from "./potential.ts";
import {
  type Problem,
  spacing,
  type TunnelingRequest,
  toProblem,
  tunnelingRequest,
} from "./problem.ts";
import {
  bandTop,
  continuumTransmission,
  encounterTime,
  energyDensity,
  groupVelocity,
  halfWaveEnergies,
  latticeEnergy,
  latticeTransmission,
  meanKineticEnergy,
  momentumDensity,
  partMovingAway,
  pointsInBarrier,
  positionSpread,
  predictedTransmission,
} from "./theory.ts";

const problem = (request: TunnelingRequest = {}) => toProblem(tunnelingRequest().parse(request));

function near(actual: number, expected: number, tolerance: number, what = "value") {
  const off = Math.abs(actual - expected);
  assert.ok(off <= tolerance, `${what}: ${actual}, expected ${expected} ± ${tolerance}`);
}

/** T and R from the recursion ψ_{j−1} = 2c_j ψ_j − ψ_{j+1} itself, backwards from an outgoing wave. */
function scatter(p: Problem, energy: number): { T: number; R: number } {
  const half = p.hbar ** 2 / (p.mass * spacing(p) ** 2);
  const k = Math.acos(1 - energy / half);
  const v = potential(p, grid(p));
  const last = v.length - 1;
  let [next, nextIm] = [Math.cos(k * (last + 1)), Math.sin(k * (last + 1))];
  let [here, hereIm] = [Math.cos(k * last), Math.sin(k * last)];
  for (let j = last; j > 0; j--) {
    const c = 2 * (1 - (energy - v[j]!) / half);
    [next, nextIm, here, hereIm] = [here, hereIm, c * here - next, c * hereIm - nextIm];
  }
  // Here ψ_0 = a + b and ψ_1 = a·e^{ik} + b·e^{−ik}: solve for |a|² incoming and |b|² reflected.
  const s = 2 * Math.sin(k);
  const amplitude = (sign: 1 | -1) => {
    const re = next - Math.cos(k) * here - sign * Math.sin(k) * hereIm;
    const im = nextIm - Math.cos(k) * hereIm + sign * Math.sin(k) * here;
    return (re ** 2 + im ** 2) / s ** 2;
  };
  return { T: 1 / amplitude(1), R: amplitude(-1) / amplitude(1) };
}

describe("transmission on the lattice", () => {
  test("agrees with the recursion of the Hamiltonian, and T + R = 1", () => {
    fc.assert(
      fc.property(
        fc.record({
          N: fc.integer({ min: 60, max: 400 }),
          mass: fc.double({ min: 0.5, max: 2, noNaN: true }),
          hbar: fc.double({ min: 0.5, max: 2, noNaN: true }),
          barrier_end: fc.double({ min: 0.2, max: 1, noNaN: true }),
          barrier_height: fc.double({ min: -400, max: 60, noNaN: true }),
        }),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        (request, part) => {
          const p = problem(request);
          const energy = Math.min(part * bandTop(p), 500);
          const { T, R } = scatter(p, energy);
          near(T + R, 1, 1e-6, "T + R");
          near(latticeTransmission(p)(energy), T, 1e-6, "T");
        },
      ),
      { numRuns: 200 },
    );
  });

  test("is 1 where a whole number of half waves fits the barrier", () => {
    const p = problem({});
    const half = bandTop(p) / 2;
    for (const n of [1, 2, 3]) {
      const resonance = 800 + half * (1 - Math.cos((n * Math.PI) / pointsInBarrier(p)));
      near(latticeTransmission(p)(resonance), 1, 1e-9, `resonance ${n}`);
      assert.ok(latticeTransmission(p)(resonance + 10) < 0.97);
    }
  });

  test("is 0 outside the band, and 1 where there is no barrier", () => {
    const p = problem({});
    assert.equal(latticeTransmission(p)(-1), 0);
    assert.equal(latticeTransmission(p)(bandTop(p) + 1), 0);
    assert.equal(latticeTransmission(problem({ barrier_height: 0 }))(5), 1);
  });

  test("approaches the continuum as the grid is refined, with the square of dx", () => {
    const off = [1008, 2032, 4080].map((N) => {
      // Of these grids both edges are midway between points: M·dx is the width.
      const p = problem({
        xmin: -8,
        xmax: 8,
        N,
        barrier_start: -0.5,
        barrier_end: 0.5,
        barrier_height: 700,
      });
      return Math.abs(latticeTransmission(p)(790) - continuumTransmission(p)(790));
    });
    assert.ok(off[2]! < off[1]! / 3 && off[1]! < off[0]! / 3, String(off));
  });
});

describe("transmission in the continuum", () => {
  const p = problem({});
  const T = continuumTransmission(p);

  test("is the closed form above and below the barrier's top", () => {
    const above = Math.sin(Math.sqrt(2 * 100) * 0.5) ** 2 * (800 ** 2 / (4 * 900 * 100));
    near(T(900), 1 / (1 + above), 1e-12);
    const below = Math.sinh(Math.sqrt(2 * 20) * 0.5) ** 2 * (800 ** 2 / (4 * 780 * 20));
    near(T(780), 1 / (1 + below), 1e-12);
  });

  test("is 1/(1 + mV L²/2ħ²) at E = V, and smooth there", () => {
    near(T(800), 1 / (1 + (800 * 0.25) / 2), 1e-12);
    near(T(800 + 1e-9), T(800), 1e-9);
    near(T(800 - 1e-9), T(800), 1e-9);
  });

  test("is 0 without energy", () => assert.equal(T(0), 0));
});

describe("the packet", () => {
  test("disperses as the lattice does", () => {
    near(latticeEnergy(problem({}), 40), 782.135, 0.001, "E(p₀)");
    near(latticeEnergy(problem({ N: 10_000 }), 40), 800, 0.2, "E(p₀), fine grid");
    near(groupVelocity(problem({}), 40), Math.sin(0.52) / 0.013, 1e-9, "v(p₀)");
  });

  test("has the reference's mean energy", () => {
    near(meanKineticEnergy(problem({})), 801.3837347415342, 1e-6);
    near(meanKineticEnergy(problem({ barrier_height: 0, N: 700 })), 780.1859458861135, 1e-6);
  });

  test("is normalised over momentum and over energy", () => {
    const p = problem({ momentum: 5 });
    let overMomentum = 0;
    for (let q = -60; q < 70; q += 0.1) overMomentum += 0.1 * momentumDensity(p, q);
    near(overMomentum, 1, 1e-9);
    let overEnergy = 0;
    for (let e = 0.005; e < 1500; e += 0.01) overEnergy += 0.01 * energyDensity(p, e);
    near(overEnergy, 1, 5e-3);
  });

  test("beyond the lattice's limit has the energies of the momenta it is taken for", () => {
    const zone = (2 * Math.PI) / 0.013;
    const beyond = problem({ momentum: 40 + zone, barrier_height: 800 });
    near(energyDensity(beyond, 782), energyDensity(problem({}), 782), 1e-9);
  });
});

describe("predicted total transmission", () => {
  test("on the lattice is what the packet transmits in the end", () => {
    const p = problem({});
    const predicted = predictedTransmission(p, latticeTransmission(p), "lattice");
    // SciPy, box −26 … 26 with N = 4000: at t = 0.54, 0.30869 is past the barrier, 0.00108 in it.
    near(predicted, 0.30869 + 0.00108 / 2, 0.00108 / 2);
  });

  test("on a fine grid is the continuum's", () => {
    const p = problem({ N: 9000 });
    const lattice = predictedTransmission(p, latticeTransmission(p), "lattice");
    const continuum = predictedTransmission(p, continuumTransmission(p), "continuum");
    near(lattice, continuum, 0.004);
  });

  test("is the same from the other side, and nothing when the packet moves away", () => {
    const there = problem({});
    const back = problem({ x0: 3, momentum: -40 });
    const away = problem({ x0: -3, momentum: -40 });
    const of = (p: Problem) => predictedTransmission(p, latticeTransmission(p), "lattice");
    near(of(back), of(there), 1e-12);
    near(of(away), 0, 1e-6);
  });
});

test("half waves that fit the barrier are where theory's curve has its tops and troughs", () => {
  const p = problem({ barrier_end: 6 });
  for (const [medium, T] of [
    ["lattice", latticeTransmission(p)],
    ["continuum", continuumTransmission(p)],
  ] as const) {
    const energies = halfWaveEnergies(p, medium, 1200);
    assert.ok(energies.length > 100 && energies.at(-1)! > 1150, `${medium}: ${energies.length}`);
    for (let i = 1; i < energies.length; i += 2) {
      near(T(energies[i]!), 1, 1e-9, `${medium}, resonance at ${energies[i]}`);
      assert.ok(T(energies[i - 1]!) < T(energies[i]!));
    }
  }
});

test("the part that moves away is the momenta's", () => {
  near(partMovingAway(problem({ momentum: 0 })), 0.5, 1e-6);
  near(partMovingAway(problem({ momentum: -40 })), 1, 1e-6);
  near(partMovingAway(problem({ momentum: 10, sigma: 0.1 })), 0.1587, 1e-3);
});

describe("the time of the encounter", () => {
  for (const [name, request] of [
    ["a free packet", { barrier_height: 0, x0: -4 }],
    [
      "a packet over a well",
      { xmin: -8, xmax: 8, momentum: 14, sigma: 0.35, barrier_height: -500 },
    ],
    [
      "a long packet at resonance",
      {
        xmin: -12,
        xmax: 12,
        N: 1850,
        momentum: 24,
        sigma: 1.6,
        x0: -5,
        barrier_end: 0.3,
        barrier_height: 222,
      },
    ],
  ] as const) {
    test(`ends before ${name} is seen at a wall`, () => {
      const dt = encounterTime(problem(request));
      const { real, imag } = simulate({ ...request, dt, num_time_steps: 2 }).frame(1);
      const density = Array.from(real, (re, i) => re ** 2 + imag[i]! ** 2);
      const peak = Math.max(...density);
      const margin = Math.round(density.length / 50);
      const atWalls = Math.max(...density.slice(0, margin), ...density.slice(-margin));
      assert.ok(atWalls < 0.02 * peak, `${atWalls} of ${peak}`);
    });
  }

  test("has the spread of a free packet", () => {
    const p = problem({});
    near(positionSpread(p, 0), 0.075, 1e-12);
    near(positionSpread(p, 0.16), 0.16 * (Math.cos(0.52) / 0.15), 0.005);
  });

  test("lets the default packet arrive, meet the barrier and leave it", () => {
    assert.equal(encounterTime(problem({})), 0.16);
  });

  test("is the same for the mirrored problem", () => {
    const mirrored = problem({ xmin: -6, xmax: 7, x0: 3.5, momentum: -40 });
    assert.equal(encounterTime(mirrored), 0.16);
  });

  test("is positive and finite for packets that rest, or move away", () => {
    for (const request of [{ momentum: 0 }, { momentum: -40 }, { x0: 3 }, { x0: 0.2 }]) {
      const time = encounterTime(problem(request));
      assert.ok(time > 0 && time < 10, `${JSON.stringify(request)}: ${time}`);
    }
  });
});
