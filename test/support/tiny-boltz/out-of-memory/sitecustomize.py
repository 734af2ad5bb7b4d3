"""On PYTHONPATH, lets `boltz predict` run out of a GPU's memory.

OUT_OF_MEMORY is the id of the record that is too large, or a number of tokens from which any is.
"""

import os
import sys
from importlib.abc import MetaPathFinder
from importlib.util import find_spec

MODEL = "boltz.model.models.boltz2"


class Injection(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name != MODEL:
            return None
        sys.meta_path.remove(self)
        spec = find_spec(name)
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            forward = module.Boltz2.forward

            def limited(self, feats, *args, **kwargs):
                limit = os.environ["OUT_OF_MEMORY"]
                tokens = feats["token_pad_mask"].shape[-1]
                if feats["record"][0].id == limit or (limit.isdecimal() and tokens >= int(limit)):
                    raise RuntimeError("CUDA out of memory. Tried to allocate 20.00 GiB.")
                return forward(self, feats, *args, **kwargs)

            module.Boltz2.forward = limited

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, Injection())
