"""
A Python process that answers measurements, so that its start and warm-up are paid once.

A line of JSON on standard input is one question, a line of JSON on standard output its answer:

    {"ask": "versions"}                                  → versions of Python, NumPy, SciPy, BLAS
    {"ask": "time", "method": "dense", "request": {…}}   → {"solve": s, "evolve": s}
    {"ask": "compare", "request": {…}, "stream": path}   → {"error": max|Δψ| / max|ψ|}
    {"ask": "circuits", "call": "rank", …}               → what that function of circuits.py returns
"""

import json
import platform
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import scipy
from peers import circuits
from peers.lattice import lattice
from peers.methods import dense, dense_converted, exact, tridiagonal, tridiagonal_whole

METHODS = {
    "dense": dense,
    "dense_converted": dense_converted,
    "tridiagonal": tridiagonal,
    "tridiagonal_whole": tridiagonal_whole,
}


def versions() -> dict:
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "blas": f"{blas['name']} {blas['version']}",
    }


def read_stream(path: str) -> np.ndarray:
    """The frames of a wave stream, (frames, 2, grid), checked against its own header."""
    data = np.fromfile(path, "<u4")
    count, grid = int(data[0]), int(data[1])
    frames = data[2 + grid :].view("<f4")
    return frames.reshape(count, 2, grid)


def compare(request: dict, stream: str) -> dict:
    truth = exact(lattice(request))
    peak = np.sqrt((truth**2).sum(axis=1).max())
    difference = np.sqrt(((read_stream(stream) - truth) ** 2).sum(axis=1).max())
    return {"error": float(difference / peak)}


def answer(question: dict) -> dict:
    match question.pop("ask"):
        case "versions":
            return versions()
        case "time":
            method = METHODS[question["method"]]
            return method(lattice(question["request"]))[1]
        case "compare":
            return compare(**question)
        case "circuits":
            return getattr(circuits, question.pop("call"))(**question)
        case other:
            raise ValueError(f"ask {other!r} is none of versions, time, compare, circuits")


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
