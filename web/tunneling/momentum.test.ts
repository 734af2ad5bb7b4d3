import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { grid } from "#src/tunneling/potential.ts";
import { toProblem, tunnelingRequest } from "#src/tunneling/problem.ts";
import { momentumDensity } from "#src/tunneling/theory.ts";
import { fourierTransform } from "./fourier.ts";
import { momentumSpectrum, shownMomenta } from "./momentum.ts";

test("the transform is the sum it stands for", () => {
  const value = fc.double({ min: -1, max: 1, noNaN: true });
  const points = fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 40 });
  fc.assert(
    fc.property(points, (z) => {
      const { length, transform } = fourierTransform(z.length);
      const real = new Float64Array(length);
      const imag = new Float64Array(length);
      z.forEach(([re, im], j) => {
        real[j] = re;
        imag[j] = im;
      });
      transform(real, imag);
      for (let k = 0; k < length; k++) {
        let [re, im] = [0, 0];
        z.forEach(([a, b], j) => {
          const angle = (-2 * Math.PI * j * k) / length;
          re += a * Math.cos(angle) - b * Math.sin(angle);
          im += a * Math.sin(angle) + b * Math.cos(angle);
        });
        assert.ok(Math.hypot(re - real[k]!, im - imag[k]!) < 1e-12 * length);
      }
    }),
  );
});

test("the initial packet has the Gaussian of theory, and norm 1", () => {
  const p = toProblem(tunnelingRequest().parse({}));
  const x = grid(p);
  const height = (2 / (Math.PI * p.sigma ** 2)) ** 0.25;
  const envelope = (at: number) => height * Math.exp(-(((at - p.x0) / p.sigma) ** 2));
  const spectrum = momentumSpectrum(p, 0.2);
  const density = spectrum.of({
    index: 0,
    time: 0,
    real: Float32Array.from(x, (at) => envelope(at) * Math.cos(p.momentum * (at - p.x0))),
    imag: Float32Array.from(x, (at) => envelope(at) * Math.sin(p.momentum * (at - p.x0))),
  });
  const step = spectrum.momenta[1]! - spectrum.momenta[0]!;
  assert.ok(step <= 0.2, `momenta ${step} apart`);
  density.forEach((value, i) => {
    assert.ok(Math.abs(value - momentumDensity(p, spectrum.momenta[i]!)) < 1e-7);
  });
  assert.ok(Math.abs(density.reduce((sum, v) => sum + v, 0) * step - 1) < 1e-6);
});

test("a narrow line of momenta has room beside it", () => {
  const shown = (request: object) => shownMomenta(toProblem(tunnelingRequest().parse(request)));
  assert.ok(shown({ sigma: 20 }) >= 46);
  assert.ok(shown({ sigma: 3, xmin: -30, xmax: 30, N: 4000 }) >= 46);
  assert.equal(shown({ momentum: 0 }), 4.5 / 0.15);
});
