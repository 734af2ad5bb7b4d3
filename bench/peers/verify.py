"""
Holds the peers to the reference, so that the benchmark compares right answers only.

    python3 bench/peers/verify.py [cases.json]
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
from peers.lattice import lattice
from peers.methods import dense, dense_converted, exact, tridiagonal, tridiagonal_whole

TOLERANCE = 2e-6
"""Of the peak of |ψ|."""

FIXTURE = Path(__file__).parents[2] / "test/fixtures/tunneling/cases.json"


def error(frames: np.ndarray, case: dict) -> float:
    """max|Δψ| over the sampled frames and points, against the peak of |ψ|."""
    sampled = frames[np.ix_(case["frames"], [0, 1], case["points"])]
    psi = sampled[:, 0] + 1j * sampled[:, 1]
    truth = np.array(case["psi_real"]) + 1j * np.array(case["psi_imag"])
    return float(np.abs(psi - truth).max() / np.hypot(frames[:, 0], frames[:, 1]).max())


cases = json.loads((Path(sys.argv[1]) if len(sys.argv) > 1 else FIXTURE).read_text())
print(f"{'case':30}{'dense':>12}{'converted':>12}{'tridiagonal':>14}{'whole':>12}{'exact':>12}")
wrong = False
for case in cases:
    problem = lattice(case["request"])
    errors = [
        error(dense(problem)[0], case),
        error(dense_converted(problem)[0], case),
        error(tridiagonal(problem)[0], case),
        error(tridiagonal_whole(problem)[0], case),
        error(exact(problem), case),
    ]
    wrong |= max(errors) > TOLERANCE or len(problem.times) != case["frame_count"]
    print(f"{case['name']:30}" + "".join(f"{e:{w}.1e}" for e, w in zip(errors, [12, 12, 14, 12, 12], strict=True)))
sys.exit(f"a method differs from the reference by more than {TOLERANCE}" if wrong else 0)
