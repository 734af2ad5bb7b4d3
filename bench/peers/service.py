"""
The least that a Python team would put into production: FastAPI, the established method tuned, one answer.
Synchronous, so that FastAPI runs requests in its thread pool. Started by uvicorn.
"""

import numpy as np
from fastapi import FastAPI, Response
from peers.lattice import lattice
from peers.methods import dense_converted

app = FastAPI()


@app.post("/api/quantum-tunneling")
def simulate(request: dict) -> Response:
    problem = lattice(request)
    frames, _ = dense_converted(problem)
    header = np.array([frames.shape[0], frames.shape[2]], "<u4").tobytes()
    body = header + problem.x.astype("<f4").tobytes() + frames.tobytes()
    return Response(body, media_type="application/octet-stream")
