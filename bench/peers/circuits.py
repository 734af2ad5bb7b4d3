"""The standard circuit's sweep, as NumPy users write it: vectorised, float64, in slabs that fit."""

import os
import time

import numpy as np

ROWS = 20_000
"""Points computed at once: all at once would take gigabytes."""


def grid(size: int) -> np.ndarray:
    """Parameters of every point, (N, 5): Rsh, Ra, Ca, Rb, Cb, the last the fastest."""
    ohms = np.logspace(1, 4, size)
    farads = np.logspace(np.log10(0.1e-6), np.log10(50e-6), size)
    axes = np.meshgrid(ohms, ohms, farads, ohms, farads, indexing="ij")
    return np.stack([axis.ravel() for axis in axes], axis=1)


def band(count: int) -> np.ndarray:
    return np.logspace(-1, 5, count)


def impedance(parameters: np.ndarray, frequencies: np.ndarray) -> np.ndarray:
    """Z of every point, (N, F)."""
    rsh, ra, ca, rb, cb = (column[:, None] for column in parameters.T)
    jw = 2j * np.pi * frequencies
    z = ra / (1 + jw * (ra * ca)) + rb / (1 + jw * (rb * cb))
    return rsh * z / (rsh + z)


REFERENCE = np.array([[5005, 5005, 2.505e-5, 5005, 2.505e-5]])


def rank(size: int, frequencies: int) -> dict:
    """Seconds to rank the grid, and the five best resnorms."""
    parameters, f = grid(size), band(frequencies)
    start = time.perf_counter()
    order, resnorms = ranked(parameters, f)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "best": resnorms[order[:5]].tolist()}


def ranked(parameters: np.ndarray, f: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    reference = impedance(REFERENCE, f)
    resnorms = np.concatenate(
        [
            np.abs(impedance(parameters[at : at + ROWS], f) - reference).mean(axis=1)
            for at in range(0, len(parameters), ROWS)
        ]
    )
    return np.argsort(resnorms, kind="stable"), resnorms


def write(size: int, frequencies: int, path: str) -> dict:
    """Seconds to rank the grid and write its dataset; `synced` with the file on the disk, as ours is."""
    start = time.perf_counter()
    parameters, f = grid(size), band(frequencies)
    order, resnorms = ranked(parameters, f)
    parameters = parameters[order]
    spectrum = np.empty((len(order), len(f), 4), "<f4")
    for at in range(0, len(order), ROWS):
        z = impedance(parameters[at : at + ROWS], f)
        spectrum[at : at + ROWS] = np.stack(
            [z.real, z.imag, np.abs(z), np.angle(z, deg=True)], axis=-1
        )
    saving = time.perf_counter()
    np.savez(
        path,
        parameters=parameters.astype("<f4"),
        resnorms=resnorms[order].astype("<f4"),
        spectrum=spectrum,
        frequencies=f.astype("<f4"),
        metadata=np.array({"n_parameter_sets": len(order)}, dtype=object),
    )
    closed = time.perf_counter()
    sync(path)
    synced = time.perf_counter()
    return {"seconds": closed - start, "saving": closed - saving, "synced": synced - start}


def sync(path: str) -> None:
    with open(path, "rb") as file:
        os.fsync(file.fileno())


def read(path: str) -> dict:
    """Seconds to open a dataset, list its best 1,000 and fetch one spectrum, as the usual reader does."""
    start = time.perf_counter()
    data = np.load(path, allow_pickle=True)
    metadata = data["metadata"].item()
    parameters, resnorms, spectrum = data["parameters"], data["resnorms"], data["spectrum"]
    best = np.argsort(resnorms)[:1000]
    _ = parameters[best].tolist(), resnorms[best].tolist(), spectrum[best[0]].tolist()
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "rows": metadata["n_parameter_sets"]}


def predict(frequencies: int, sample: int) -> dict:
    """Seconds a circuit of impedance.py's own `predict`, over a sample of the grid of 5."""
    from impedance.models.circuits import CustomCircuit

    f = band(frequencies)
    # Its names have a letter and a number each.
    circuit = "p(R0,p(R1,C1)-p(R2,C2))"
    points = grid(5)[:: 3125 // sample]
    start = time.perf_counter()
    for point in points:
        CustomCircuit(circuit, initial_guess=list(point)).predict(f, use_initial=True)
    return {"seconds": (time.perf_counter() - start) / len(points), "sample": len(points)}


def disk(path: str, size: int) -> dict:
    """Seconds for the same bytes without any work: written in pieces of a megabyte, then synced."""
    piece = os.urandom(2**20)
    start = time.perf_counter()
    with open(path, "wb") as file:
        for _ in range(size // len(piece)):
            file.write(piece)
        file.flush()
        written = time.perf_counter()
        os.fsync(file.fileno())
    return {"seconds": written - start, "synced": time.perf_counter() - start}
