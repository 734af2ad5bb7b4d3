"""
How a Python user computes the frames: the established method, and the best that SciPy can do.

Both return float32 frames of shape (frames, 2, grid): ψ's real, then its imaginary part, the order
of the wire, and the seconds their two stages took.
"""

import math
from time import perf_counter

import numpy as np
from peers.lattice import Lattice, energy_window
from scipy.linalg import eigh_tridiagonal

WEIGHT_LEFT_OUT = 1e-12
"""Probability that a truncated spectrum may miss: 10⁻⁶ in ψ, the accuracy asked of the frames."""

Seconds = dict[str, float]


def dense(problem: Lattice, convert_once: bool = False) -> tuple[np.ndarray, Seconds]:
    """
    NumPy's dense eigh, then a frame at a time: a complex product and two conversions.

    As usually written, the states are real and NumPy makes them complex anew for every product;
    `convert_once` does it beforehand, which a user who profiles would find.
    """
    start = perf_counter()
    size = len(problem.x)
    hamiltonian = np.diag(problem.diagonal)
    hamiltonian += np.diag(np.full(size - 1, problem.hopping), 1)
    hamiltonian += np.diag(np.full(size - 1, problem.hopping), -1)
    energies, states = np.linalg.eigh(hamiltonian)
    coefficients = states.T @ problem.psi0
    solved = perf_counter()

    if convert_once:
        states = states.astype(np.complex128)
    frames = np.empty((len(problem.times), 2, size), np.float32)
    for frame, t in zip(frames, problem.times, strict=True):
        psi = states @ (coefficients * np.exp(-1j * energies * t / problem.request["hbar"]))
        frame[0] = psi.real.astype(np.float32)
        frame[1] = psi.imag.astype(np.float32)
    return frames, {"solve": solved - start, "evolve": perf_counter() - solved}


def dense_converted(problem: Lattice) -> tuple[np.ndarray, Seconds]:
    """The established method, tuned."""
    return dense(problem, convert_once=True)


Spectrum = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Energies, states and the packet's coefficients."""


def relatively_robust(problem: Lattice, **part) -> Spectrum:
    """SciPy's MRRR, over all energies or over a part."""
    energies, states = eigh_tridiagonal(
        problem.diagonal,
        np.full(len(problem.x) - 1, problem.hopping),
        lapack_driver="stemr",
        **part,
    )
    return energies, states, states.T @ problem.psi0


def spectrum(problem: Lattice, weight: float) -> Spectrum:
    """The spectrum but for `weight` of the packet's probability, solved over its energies only."""
    found = relatively_robust(
        problem, select="v", select_range=energy_window(problem, weight)
    )
    if 1 - np.sum(np.abs(found[2]) ** 2) * problem.dx > weight + 1e-13:
        return relatively_robust(problem)
    return found


def truncated(problem: Lattice, weight: float) -> Spectrum:
    """The whole spectrum solved, then its lightest states dropped, `weight` in all."""
    energies, states, coefficients = relatively_robust(problem)
    weights = np.abs(coefficients) ** 2 * problem.dx
    order = np.argsort(weights)
    kept = np.sort(order[np.cumsum(weights[order]) > weight])
    return energies[kept], states[:, kept], coefficients[kept]


def amplitudes(problem: Lattice, energies: np.ndarray, coefficients: np.ndarray) -> np.ndarray:
    """c_n exp(−iE_n t/ħ), a row for each frame's real part and one for its imaginary part."""
    phases = np.exp(np.outer(problem.times, energies) * (-1j / problem.request["hbar"]))
    turned = phases * coefficients
    return np.stack([turned.real, turned.imag], axis=1).reshape(-1, len(energies))


def tridiagonal(problem: Lattice, find=spectrum) -> tuple[np.ndarray, Seconds]:
    """SciPy's MRRR over the packet's energies only, then all frames by one float32 product."""
    start = perf_counter()
    energies, states, coefficients = find(problem, WEIGHT_LEFT_OUT)
    solved = perf_counter()
    frames = amplitudes(problem, energies, coefficients).astype(np.float32) @ states.T.astype(
        np.float32
    )
    shape = (len(problem.times), 2, len(problem.x))
    return frames.reshape(shape), {"solve": solved - start, "evolve": perf_counter() - solved}


def tridiagonal_whole(problem: Lattice) -> tuple[np.ndarray, Seconds]:
    """The same as usually written: MRRR over all energies, truncated afterwards."""
    return tridiagonal(problem, truncated)


def exact(problem: Lattice) -> np.ndarray:
    """The frames in float64 throughout, with nothing left out above rounding: what is right."""
    energies, states, coefficients = spectrum(problem, math.ulp(1.0) ** 1.5)
    return (amplitudes(problem, energies, coefficients) @ states.T).reshape(
        len(problem.times), 2, len(problem.x)
    )
