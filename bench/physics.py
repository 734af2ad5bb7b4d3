"""
The figures of docs/physics.md: the default problem on finer and finer lattices, beside the
continuum, whose wave function needs no grid. Prints Markdown; takes about half a minute.

    python3 bench/physics.py
"""

import math
from collections.abc import Callable

import numpy as np
from peers.lattice import DEFAULTS, Lattice, lattice
from peers.methods import spectrum

TIME = 0.15
"""The packet has met the barrier, nothing has met a wall."""


def transmission_amplitude(k: np.ndarray, height: float, width: float) -> np.ndarray:
    """Of a rectangular barrier, ħ = m = 1: plane waves matched at both edges."""
    q = np.sqrt(k**2 - 2 * height + 0j)
    matched = np.cos(q * width) - 0.5j * (k / q + q / k) * np.sin(q * width)
    return np.exp(-1j * k * width) / matched


def continuum_probability(height: float, start: float, end: float) -> float:
    """P(x > end) at TIME on the unbounded line: the packet as a sum of scattering states."""
    k0, sigma, x0 = DEFAULTS["momentum"], DEFAULTS["sigma"], DEFAULTS["x0"]
    k = np.linspace(1e-6, k0 + 9 / sigma, 5001)
    packet = (sigma**2 / 2 / np.pi) ** 0.25 * np.exp(-(((k - k0) * sigma / 2) ** 2) - 1j * k * x0)
    transmitted = packet * transmission_amplitude(k, height, end - start)
    x = np.linspace(end, end + 15, 3001)
    waves = np.exp(1j * (np.outer(x, k) - k**2 / 2 * TIME))
    psi = waves @ transmitted * (k[1] - k[0]) / math.sqrt(2 * np.pi)
    return float(np.trapezoid(np.abs(psi) ** 2, x))


def lattice_probability(problem: Lattice) -> float:
    """P(x > barrier_end) at TIME on the lattice."""
    energies, states, coefficients = spectrum(problem, 1e-12)
    psi = states @ (coefficients * np.exp(-1j * energies * TIME))
    right = problem.x > problem.request["barrier_end"]
    return float((np.abs(psi[right]) ** 2).sum() * problem.dx)


def carrier_energy(problem: Lattice) -> float:
    return (1 - math.cos(DEFAULTS["momentum"] * problem.dx)) / problem.dx**2


def mean_transmission(transmission: Callable[[np.ndarray], np.ndarray], highest: float) -> float:
    """Of the packet: T(k) over |φ(k)|², for wave numbers 0 < k < highest."""
    k0, sigma = DEFAULTS["momentum"], DEFAULTS["sigma"]
    k = np.linspace(1e-6, highest - 1e-6, 20001)
    density = sigma / math.sqrt(2 * np.pi) * np.exp(-(((k - k0) * sigma) ** 2) / 2)
    return float(np.trapezoid(density * transmission(k), k))


def lattice_transmission(problem: Lattice) -> Callable[[np.ndarray], np.ndarray]:
    """T(k) of the barrier's points on the unbounded lattice, by their transfer matrix."""
    height, points = problem.potential.max(), np.count_nonzero(problem.potential)

    def transmission(k: np.ndarray) -> np.ndarray:
        outside = k * problem.dx
        inside = np.arccos(np.cos(outside) - height / (2 * problem.hopping) + 0j)
        ratio = np.sin(points * inside) / (np.sin(inside) * np.sin(outside))
        return 1 / (1 + np.abs(height / (2 * problem.hopping) * ratio) ** 2)

    return transmission


def mean_energy(problem: Lattice) -> float:
    hopped = (problem.psi0[:-1].conj() * problem.psi0[1:]).sum().real
    on_site = (problem.diagonal * np.abs(problem.psi0) ** 2).sum()
    return float((on_site + 2 * problem.hopping * hopped) * problem.dx)


def row(intervals: int) -> str:
    problem = lattice({"N": intervals})
    energy = carrier_energy(problem)
    velocity = math.sin(DEFAULTS["momentum"] * problem.dx) / problem.dx
    points = np.count_nonzero(problem.potential)
    transmitted = mean_transmission(lattice_transmission(problem), min(100, math.pi / problem.dx))
    adjusted = lattice({"N": intervals, "barrier_height": energy})
    return (
        f"| {intervals} | {DEFAULTS['momentum'] * problem.dx:.4f} | {energy:.2f} | {velocity:.3f} "
        f"| {mean_energy(problem):.3f} | {points} | {points * problem.dx:.5f} "
        f"| {lattice_probability(problem):.4f} | {transmitted:.4f} "
        f"| {lattice_probability(adjusted):.4f} |"
    )


k0, sigma, height = DEFAULTS["momentum"], DEFAULTS["sigma"], DEFAULTS["momentum"] ** 2 / 2
start, end = DEFAULTS["barrier_start"], DEFAULTS["barrier_end"]
print("| N | k₀dx | E(k₀) | v(k₀) | ⟨H⟩ | points | width | P | ⟨T⟩ | P, V₀ = E(k₀) |")
print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
for intervals in (500, 1000, 2000, 4000, 8000, 16000):
    print(row(intervals), flush=True)
probability = continuum_probability(height, start, end)
transmitted = mean_transmission(
    lambda k: np.abs(transmission_amplitude(k, height, end - start)) ** 2, 100
)
print(
    f"| continuum | 0 | {k0**2 / 2:.2f} | {k0:.3f} | {(k0**2 + 1 / sigma**2) / 2:.3f} | – "
    f"| {end - start:.5f} | {probability:.4f} | {transmitted:.4f} | {probability:.4f} |"
)
narrowed = continuum_probability(height, start, start + 0.494)
print(f"\nThe continuum with a barrier of width 0.494: P = {narrowed:.4f}")
