"""The 3-point lattice and its packet, as SciPy users write them. Natural units; float64."""

import math
from dataclasses import dataclass

import numpy as np

DEFAULTS = {
    "mass": 1.0,
    "hbar": 1.0,
    "xmin": -6.5,
    "xmax": 6.5,
    "N": 1000,
    "momentum": 40.0,
    "sigma": 0.15,
    "x0": -3.0,
    "barrier_start": 0.0,
    "barrier_end": 0.5,
    "barrier_height": None,
    "dt": 0.001,
    "t_max": 2.0,
    "num_time_steps": None,
    "max_frames": 500,
    "scheme": "lattice",
}


@dataclass(frozen=True)
class Lattice:
    """A request laid out on its grid of N − 1 points."""

    request: dict
    dx: float
    x: np.ndarray
    potential: np.ndarray
    diagonal: np.ndarray
    """Of the Hamiltonian: ħ²/(m dx²) + V."""
    hopping: float
    """Both off-diagonals: −ħ²/(2m dx²)."""
    psi0: np.ndarray
    """complex128, Σ|ψ|²dx = 1."""
    times: np.ndarray
    """Of the frames."""


def lattice(request: dict) -> Lattice:
    """Fills in the defaults and builds the grid, the Hamiltonian, the packet and the frame times."""
    r = DEFAULTS | request
    mass, hbar = r["mass"], r["hbar"]
    if r["barrier_height"] is None:
        r["barrier_height"] = r["momentum"] ** 2 / (2 * mass)

    x = np.linspace(r["xmin"], r["xmax"], r["N"] + 1)[1:-1]
    dx = (r["xmax"] - r["xmin"]) / r["N"]
    inside = (x > r["barrier_start"]) & (x < r["barrier_end"])
    potential = np.where(inside, r["barrier_height"], 0.0)

    psi0 = np.exp(-(((x - r["x0"]) / r["sigma"]) ** 2) + 1j * r["momentum"] * (x - r["x0"]) / hbar)
    psi0 /= math.sqrt(np.sum(np.abs(psi0) ** 2) * dx)

    steps = r["num_time_steps"] or round(r["t_max"] / r["dt"])
    stride = math.ceil(steps / r["max_frames"])
    return Lattice(
        request=r,
        dx=dx,
        x=x,
        potential=potential,
        diagonal=hbar**2 / (mass * dx**2) + potential,
        hopping=-(hbar**2) / (2 * mass * dx**2),
        psi0=psi0,
        times=np.arange(0, steps, stride) * r["dt"],
    )


def energy_window(problem: Lattice, weight: float) -> tuple[float, float]:
    """
    Energies between which the packet lies, but for about `weight` of its probability, found
    without solving anything: |φ(k)|² ∝ exp(−σ²(k − k₀)²/2) puts the packet's wave numbers within
    √(2 ln 1/weight)/σ of k₀, the dispersion E = (ħ²/m dx²)(1 − cos k dx) turns them into energies,
    and the potential that the packet stands on at the start shifts them.
    """
    r = problem.request
    carrier = abs(r["momentum"]) / r["hbar"]
    spread = math.sqrt(2 * math.log(1 / weight)) / r["sigma"]

    def energy(k: float) -> float:
        return -2 * problem.hopping * (1 - math.cos(min(max(k, 0.0), math.pi / problem.dx) * problem.dx))

    touched = problem.potential[np.abs(problem.psi0) ** 2 * problem.dx > weight]
    return (
        energy(carrier - spread) + min(touched.min(), 0.0) - 1e-9,
        energy(carrier + spread) + max(touched.max(), 0.0) + 1e-9,
    )
