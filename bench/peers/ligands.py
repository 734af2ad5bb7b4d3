"""
Reads the ligands of a JSON array on standard input with RDKit, one after the other, and prints the
seconds that took and RDKit's version. It computes of each what Retort does: canonical SMILES,
InChIKey, formula and descriptors.
"""

import json
import sys
import time

import rdkit
from rdkit import Chem, RDLogger
from rdkit.Chem import Crippen, Descriptors, rdMolDescriptors

RDLogger.DisableLog("rdApp.*")


def read(smiles: str) -> dict:
    molecule = Chem.MolFromSmiles(smiles)
    return {
        "canonical_smiles": Chem.MolToSmiles(molecule),
        "inchi_key": Chem.MolToInchiKey(molecule),
        "formula": rdMolDescriptors.CalcMolFormula(molecule),
        "mw": Descriptors.MolWt(molecule),
        "clogp": Crippen.MolLogP(molecule),
        "tpsa": rdMolDescriptors.CalcTPSA(molecule),
        "hbd": rdMolDescriptors.CalcNumLipinskiHBD(molecule),
        "hba": rdMolDescriptors.CalcNumLipinskiHBA(molecule),
        "rotatable_bonds": rdMolDescriptors.CalcNumRotatableBonds(molecule),
        "rings": rdMolDescriptors.CalcNumRings(molecule),
        "heavy_atoms": molecule.GetNumHeavyAtoms(),
        "formal_charge": Chem.GetFormalCharge(molecule),
    }


ligands = json.load(sys.stdin)
read(ligands[0])
began = time.perf_counter()
distinct = {read(smiles)["canonical_smiles"] for smiles in ligands}
seconds = time.perf_counter() - began
print(json.dumps({"seconds": seconds, "distinct": len(distinct), "rdkit": rdkit.__version__}))
