"""On PYTHONPATH, gives `boltz predict` the trouble that the variable TROUBLE names.

It is JSON as the stand-in's `Trouble`, of which it knows outOfMemory, crash, killed, killedReading
and featureless: records by their ids, or by the SMILES of their ligands. Folders are listed in order:
Boltz takes its records as the system lists them, which differs from one to the next.
"""

import json
import os
import signal
import sys
from importlib.abc import MetaPathFinder
from importlib.util import find_spec
from pathlib import Path

TROUBLE = json.loads(os.environ["TROUBLE"])


def has(kind, record):
    with open(f"inputs/{record}.yaml") as file:
        chains = json.load(file)["sequences"]
    names = [record, *(chain["ligand"].get("smiles") for chain in chains if "ligand" in chain)]
    return any(name in names for name in TROUBLE.get(kind, []))


def kill():
    os.kill(os.getpid(), signal.SIGKILL)


def of_reading(module):
    parse = module.parse_yaml

    def parse_yaml(path, *args):
        if has("killedReading", path.stem):
            kill()
        return parse(path, *args)

    module.parse_yaml = parse_yaml


def of_features(module):
    process = module.Boltz2Featurizer.process

    def limited(self, data, *args, **kwargs):
        if has("featureless", data.record.id):
            raise KeyError("X1")
        return process(self, data, *args, **kwargs)

    module.Boltz2Featurizer.process = limited


def of_model(module):
    forward = module.Boltz2.forward

    def limited(self, feats, *args, **kwargs):
        record = feats["record"][0].id
        if has("outOfMemory", record):
            raise RuntimeError("CUDA out of memory. Tried to allocate 20.00 GiB.")
        if has("crash", record):
            raise RuntimeError("CUDA error: device-side assert triggered")
        if has("killed", record):
            kill()
        return forward(self, feats, *args, **kwargs)

    module.Boltz2.forward = limited


INJECTIONS = {
    "boltz.data.parse.yaml": of_reading,
    "boltz.data.feature.featurizerv2": of_features,
    "boltz.model.models.boltz2": of_model,
}


class Injection(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        inject = INJECTIONS.pop(name, None)
        if inject is None:
            return None
        spec = find_spec(name)
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            inject(module)

        spec.loader.exec_module = exec_module
        return spec


glob = Path.glob
Path.glob = lambda *args, **kwargs: iter(sorted(glob(*args, **kwargs)))
sys.meta_path.insert(0, Injection())
