/**
 * Ligands to try a screen with: sulfonamides that inhibit carbonic anhydrases, or look as if they did,
 * among drugs that do other things.
 */
export const exampleLigands = `smiles,name
CC(=O)Nc1nnc(s1)S(N)(=O)=O,Acetazolamide
CC(=O)/N=c1/sc(nn1C)S(N)(=O)=O,Methazolamide
CCOc1ccc2nc(sc2c1)S(N)(=O)=O,Ethoxzolamide
NS(=O)(=O)c1ccccc1,Benzenesulfonamide
Nc1ccc(cc1)S(N)(=O)=O,Sulfanilamide
NS(=O)(=O)c1ccc(cc1)C(O)=O,4-Carboxybenzenesulfonamide
NS(=O)(=O)Cc1noc2ccccc12,Zonisamide
O=C1NS(=O)(=O)c2ccccc12,Saccharin
NS(=O)(=O)c1cc(C(O)=O)c(NCc2ccco2)cc1Cl,Furosemide
NS(=O)(=O)c1cc2c(cc1Cl)NCNS2(=O)=O,Hydrochlorothiazide
Cc1ccc(cc1)-c1cc(nn1-c1ccc(cc1)S(N)(=O)=O)C(F)(F)F,Celecoxib
CC1Cc2ccccc2N1NC(=O)c1ccc(Cl)c(c1)S(N)(=O)=O,Indapamide
CC(=O)Oc1ccccc1C(O)=O,Aspirin
CC(C)Cc1ccc(cc1)C(C)C(O)=O,Ibuprofen
CC(=O)Nc1ccc(O)cc1,Paracetamol
Cn1c(=O)c2c(ncn2C)n(C)c1=O,Caffeine
CN(C)C(=N)NC(N)=N,Metformin
OC(=O)c1ccccc1O,Salicylic acid
Oc1ccccc1,Phenol
CCCCCC,Hexane
`;
