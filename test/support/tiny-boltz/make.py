"""Makes a cache for `boltz predict` whose networks are random and tiny.

    python make.py FOLDER

With it the real program runs end to end in seconds on a CPU: arguments, parsing, folders, streams
and failures are the real ones, the numbers mean nothing. Needs boltz 2.2.1 in the same Python.
"""

import pickle
import sys
import tarfile
from dataclasses import asdict
from pathlib import Path

import pytorch_lightning
import torch
from boltz.data import const
from boltz.main import Boltz2DiffusionParams, MSAModuleArgs, PairformerArgsV2
from boltz.model.models.boltz2 import Boltz2
from omegaconf import OmegaConf
from rdkit import Chem
from rdkit.Chem import AllChem

AMINO_ACIDS = "ARNDCQEGHILKMFPSTWYV"
LETTERS = {const.prot_letter_to_token[letter]: letter for letter in AMINO_ACIDS}


def residue(name: str) -> Chem.Mol:
    """An amino acid with the PDB's atom names and a conformer; an unknown one looks like alanine."""
    bare = Chem.MolFromSequence(LETTERS.get(name, "A"))
    for atom in bare.GetAtoms():
        atom.SetProp("name", atom.GetPDBResidueInfo().GetName().strip())
    missing = set(const.ref_atoms[name]) - {atom.GetProp("name") for atom in bare.GetAtoms()}
    assert not missing, f"{name} lacks {missing}"
    mol = Chem.AddHs(bare)
    for atom in mol.GetAtoms():
        if not atom.HasProp("name"):
            atom.SetProp("name", f"H{atom.GetIdx()}")
    assert AllChem.EmbedMolecule(mol, randomSeed=1) == 0, name
    mol.GetConformer().SetProp("name", "Computed")
    return mol


def hyper_parameters(affinity: bool) -> dict:
    """Those of the published model, as far as its shapes go, but small."""
    few = {"num_blocks": 1, "num_heads": 2, "dropout": 0.0}
    head = {
        "pairformer_args": few,
        "transformer_args": {
            "token_s": 8, "num_blocks": 1, "num_heads": 2, "activation_checkpointing": False,
        },
    }
    return {
        "atom_s": 16,
        "atom_z": 8,
        "token_s": 32,
        "token_z": 16,
        "num_bins": 64,
        "atom_feature_dim": 388,
        # Read when a checkpoint is opened, and of no effect on a prediction.
        "training_args": OmegaConf.create(
            {"max_lr": 0, "weight_decay": 0, "diffusion_multiplicity": 1, "recycling_steps": 0}
        ),
        "validation_args": OmegaConf.create({}),
        "embedder_args": {
            "atom_encoder_depth": 1,
            "atom_encoder_heads": 2,
            "add_mol_type_feat": True,
            "add_method_conditioning": True,
            "add_modified_flag": True,
            "add_cyclic_flag": True,
        },
        # The program passes its own of these two, whatever is in the file.
        "msa_args": asdict(MSAModuleArgs(subsample_msa=False, use_paired_feature=True)),
        "pairformer_args": asdict(PairformerArgsV2()),
        "score_model_args": {
            "sigma_data": 16,
            "dim_fourier": 16,
            "atom_encoder_depth": 1,
            "atom_encoder_heads": 2,
            "token_transformer_depth": 1,
            "token_transformer_heads": 2,
            "atom_decoder_depth": 1,
            "atom_decoder_heads": 2,
            "conditioning_transition_layers": 1,
        },
        "diffusion_process_args": asdict(Boltz2DiffusionParams()),
        "diffusion_loss_args": {},
        "confidence_model_args": {
            "pairformer_args": dict(few),
            "confidence_args": {"num_plddt_bins": 50, "num_pde_bins": 64, "num_pae_bins": 64},
        },
        "affinity_prediction": affinity,
        "affinity_ensemble": affinity,
        "affinity_model_args1": head if affinity else None,
        "affinity_model_args2": head if affinity else None,
        "affinity_mw_correction": False,
        "alpha_pae": 1.0,
        "bond_type_feature": True,
        "validate_structure": False,
    }


def checkpoint(path: Path, affinity: bool) -> None:
    """Writes a model of random weights in Lightning's format."""
    torch.manual_seed(2 if affinity else 1)
    parameters = hyper_parameters(affinity)
    model = Boltz2(**parameters)
    with torch.no_grad():
        # Much of a new model is zero, and would say the same of every input.
        for weight in model.parameters():
            weight.add_(torch.randn_like(weight) * 0.2)
    torch.save(
        {
            "state_dict": model.state_dict(),
            "hyper_parameters": parameters,
            "pytorch-lightning_version": pytorch_lightning.__version__,
            "epoch": 0,
            "global_step": 0,
        },
        path,
    )


def main(folder: Path) -> None:
    Chem.SetDefaultPickleProperties(Chem.PropertyPickleOptions.AllProps)
    (folder / "mols").mkdir(parents=True, exist_ok=True)
    for name in const.canonical_tokens:
        (folder / "mols" / f"{name}.pkl").write_bytes(pickle.dumps(residue(name)))
    tarfile.open(folder / "mols.tar", "w").close()
    checkpoint(folder / "boltz2_conf.ckpt", affinity=False)
    checkpoint(folder / "boltz2_aff.ckpt", affinity=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
