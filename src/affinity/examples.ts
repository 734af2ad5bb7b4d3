/** Proteins and ligands that run as they are: `GET /examples`. */
import * as z from "zod";

/** Proteins and ligands by name. */
export const examplesAnswer = z.object({
  proteins: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      uniprot: z.string().describe("Accession in UniProt"),
      sequence: z.string(),
    }),
  ),
  ligands: z.array(z.object({ name: z.string(), description: z.string(), smiles: z.string() })),
});

/** Proteins and ligands by name. */
export type Examples = z.infer<typeof examplesAnswer>;

/** The examples. Sequences are UniProt's; which part of an entry is said where it is not the whole. */
export const examples: Examples = {
  proteins: [
    {
      name: "Insulin",
      description: "Human, before it is cut: signal, B chain, C peptide, A chain",
      uniprot: "P01308",
      sequence:
        "MALWMRLLPLLALLALWGPDPAAAFVNQHLCGSHLVEALYLVCGERGFFYTPKTRREAEDLQVGQVELGGGPGAGSLQPLALEGSLQKRGIVEQCCTSICSLYQLENYCN",
    },
    {
      name: "Lysozyme",
      description: "Of hen's egg white, residues 19 to 147; binds N-acetylglucosamine",
      uniprot: "P00698",
      sequence:
        "KVFGRCELAAAMKRHGLDNYRGYSLGNWVCAAKFESNFNTQATNRNTDGSTDYGILQINSRWWCNDGRTPGSRNLCNIPCSALLSSDITASVNCAKKIVSDGNGMNAWVAWRNRCKGTDVQAWIRGCRL",
    },
    {
      name: "Ubiquitin",
      description: "Human, residues 1 to 76; small and quick",
      uniprot: "P0CG48",
      sequence: "MQIFVKTLTGKTITLEVEPSDTIENVKAKIQDKEGIPPDQQRLIFAGKQLEDGRTLSDYNIQKESTLHLVLRLRGG",
    },
    {
      name: "Carbonic anhydrase 2",
      description: "Human; acetazolamide inhibits it",
      uniprot: "P00918",
      sequence:
        "MSHHWGYGKHNGPEHWHKDFPIAKGERQSPVDIDTHTAKYDPSLKPLSVSYDQATSLRILNNGHAFNVEFDDSQDKAVLKGGPLDGTYRLIQFHFHWGSLDGQGSEHTVDKKKYAAELHLVHWNTKYGDFGKAVQQPDGLAVLGIFLKVGSAKPGLQKVVDVLDSIKTKGKSADFTNFDPRGLLPESLDYWTYPGSLTTPPLLECVTWIVLKEPISVSSEQVLKFRKLNFNGEGEPEELMVDNWRPAQPLKNRQIKASFK",
    },
    {
      name: "FKBP12",
      description: "Human; the target of tacrolimus",
      uniprot: "P62942",
      sequence:
        "MGVQVETISPGDGRTFPKRGQTCVVHYTGMLEDGKKFDSSRDRNKPFKFMLGKQEVIRGWEEGVAQMSVGQRAKLTISPDYAYGATGHPGIIPPHATLVFDVELLKLE",
    },
  ],
  ligands: [
    { name: "Aspirin", description: "Inhibits cyclo-oxygenases", smiles: "CC(=O)Oc1ccccc1C(=O)O" },
    {
      name: "Caffeine",
      description: "Blocks adenosine receptors",
      smiles: "Cn1c(=O)c2c(ncn2C)n(C)c1=O",
    },
    {
      name: "Ibuprofen",
      description: "As sold, both isomers",
      smiles: "CC(C)Cc1ccc(cc1)C(C)C(=O)O",
    },
    { name: "Paracetamol", description: "Acetaminophen", smiles: "CC(=O)Nc1ccc(O)cc1" },
    {
      name: "Acetazolamide",
      description: "Inhibits carbonic anhydrases",
      smiles: "CC(=O)Nc1nnc(s1)S(N)(=O)=O",
    },
    {
      name: "N-acetylglucosamine",
      description: "A piece of what lysozyme cuts, the β anomer",
      smiles: "CC(=O)N[C@@H]1[C@@H](O)[C@H](O)[C@@H](CO)O[C@H]1O",
    },
    { name: "Metformin", description: "Lowers blood sugar", smiles: "CN(C)C(=N)NC(N)=N" },
  ],
};
