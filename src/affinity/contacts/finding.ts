/** The contacts of a ligand with what is around it, by Mol*. */
import type { Structure, Unit } from "molstar/lib/mol-model/structure.js";
import {
  InteractionFlag,
  InteractionType,
} from "molstar/lib/mol-model-props/computed/interactions/common.js";
import {
  computeInteractions,
  type InteractionsProps,
} from "molstar/lib/mol-model-props/computed/interactions/interactions.js";
import { SyncRuntimeContext } from "molstar/lib/mol-task/execution/synchronous.js";
import { AssetManager } from "molstar/lib/mol-util/assets.js";
import type { Contact } from "../result.ts";
import { angleOfPlanes, centreOf, distanceBetween, nearestOf } from "./geometry.ts";
import { type Group, groupOf } from "./group.ts";
import { type ContactQuestion, type LigandStructure, readStructure } from "./structure.ts";

/** What counts as a contact: Mol*'s defaults (5.11). `contact` in `result.ts` tells them to users. */
const providers = {
  "hydrogen-bonds": on({
    ...{ distanceMax: 3.5, sulfurDistanceMax: 4.1, water: false, backbone: true },
    ...{ donAngleDevMax: 45, donOutOfPlaneAngleMax: 45 },
    ...{ accAngleDevMax: 45, accOutOfPlaneAngleMax: 90, ignoreHydrogens: false },
  }),
  hydrophobic: on({ distanceMax: 4 }),
  ionic: on({ distanceMax: 5 }),
  "pi-stacking": on({ distanceMax: 5.5, offsetMax: 2, angleDevMax: 30 }),
  "cation-pi": on({ distanceMax: 6, offsetMax: 2 }),
  "halogen-bonds": off(),
  "weak-hydrogen-bonds": off(),
  "metal-coordination": off(),
};

/** In the order in which they are told. */
const kinds = ["salt_bridge", "hydrogen_bond", "pi", "hydrophobic"] as const;

/**
 * Finds the contacts of a ligand.
 * @returns each once, by kind and then the shortest first
 * @throws ContactError when the structure or its ligand is not what it is said to be; whatever Mol*
 *   throws
 */
export async function findContacts(question: ContactQuestion): Promise<Contact[]> {
  const found = await readStructure(question);
  const pairs = await interactingPairs(found);
  const contacts = new Map<string, Contact>();
  for (const pair of pairs) {
    if (pairs.some((other) => tells(other, pair))) continue;
    const contact = contactOf(pair);
    const { kind, residue, ligand_atoms, residue_atoms } = contact;
    const key = JSON.stringify([kind, residue, ligand_atoms, residue_atoms]);
    if (!contacts.has(key)) contacts.set(key, contact);
  }
  return [...contacts.values()].sort(
    (a, b) =>
      kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
      a.distance - b.distance ||
      (a.residue < b.residue ? -1 : 1),
  );
}

/** A group of the ligand, one of a residue, and what is between them. */
interface Pair {
  readonly type: InteractionType;
  readonly ligand: Group;
  readonly residue: Group;
}

async function interactingPairs(found: LigandStructure): Promise<Pair[]> {
  const { structure, ligand } = found;
  const { contacts, unitsFeatures } = await computeInteractions(
    { runtime: SyncRuntimeContext, assetManager: new AssetManager() },
    structure,
    // Its types have the parameters' descriptions in place of their values.
    { providers: providers as unknown as InteractionsProps["providers"] },
    { skipIntraContacts: true, unitPairTest: (a, b) => (a === ligand) !== (b === ligand) },
  );
  // Each is there in both directions.
  const edges = contacts.edges.filter(({ unitA, props }) => unitA === ligand.id && isKept(props));
  return edges
    .map(({ unitB, indexA, indexB, props }) => ({
      type: props.type,
      ligand: groupOf(ligand, indexA, unitsFeatures.get(ligand.id)),
      residue: groupOf(atomicUnit(structure, unitB), indexB, unitsFeatures.get(unitB)),
    }))
    .filter((pair) => !isFalselyCharged(pair, found));
}

/** Mol* sets aside what another contact tells, and salt bridges for hydrogen bonds, which `tells` turns round. */
function isKept({ type, flag }: { type: InteractionType; flag: InteractionFlag }): boolean {
  return flag !== InteractionFlag.Filtered || type === InteractionType.Ionic;
}

/**
 * Whether it depends on a charge that is none: Mol* counts every nitrogen of a ligand as negative too,
 * and the two charges that a nitro group is drawn with each as one.
 */
function isFalselyCharged({ ligand }: Pair, { anions, cancelled }: LigandStructure): boolean {
  if (ligand.role !== "positive" && ligand.role !== "negative") return false;
  if (ligand.atoms.every(({ name }) => cancelled.has(name))) return true;
  return (
    ligand.role === "negative" &&
    ligand.atoms.every(({ name, element }) => element === "N" && !anions.has(name))
  );
}

function contactOf({ type, ligand, residue }: Pair): Contact {
  const told = (a: Group, b: Group) => ({
    residue: residue.residue,
    ligand_atoms: a.atoms.map(({ name }) => name),
    residue_atoms: b.atoms.map(({ name }) => name),
    distance: rounded(distanceBetween(centreOf(pointsOf(a)), centreOf(pointsOf(b))), 2),
  });
  switch (type) {
    case InteractionType.HydrogenBond: {
      const donor = ligand.role === "donor" ? "ligand" : "residue";
      return { kind: "hydrogen_bond", ...told(ligand, residue), donor };
    }
    case InteractionType.Hydrophobic:
      return { kind: "hydrophobic", ...told(ligand, residue) };
    case InteractionType.Ionic: {
      const [i, j] = nearestOf(pointsOf(ligand), pointsOf(residue));
      const one = (group: Group, index: number) => ({ ...group, atoms: [group.atoms[index]!] });
      return { kind: "salt_bridge", ...told(one(ligand, i), one(residue, j)) };
    }
    case InteractionType.PiStacking: {
      const angle = rounded(angleOfPlanes(pointsOf(ligand), pointsOf(residue)), 0);
      const detail = angle <= 45 ? "parallel" : "t_shaped";
      return { kind: "pi", detail, ...told(ligand, residue), angle };
    }
    case InteractionType.CationPi:
      return { kind: "pi", detail: "cation", ...told(ligand, residue) };
    default:
      throw new Error(`Mol* found an interaction that was not asked for: ${type}.`);
  }
}

/**
 * Whether a contact tells what another says again: a hydrogen bond between the groups of a salt bridge,
 * or the charge of a ring that is stacked.
 */
function tells(pair: Pair, other: Pair): boolean {
  const isSaid =
    (pair.type === InteractionType.Ionic && other.type === InteractionType.HydrogenBond) ||
    (pair.type === InteractionType.PiStacking && other.type === InteractionType.CationPi);
  return isSaid && has(pair.ligand, other.ligand) && has(pair.residue, other.residue);
}

/** Whether a group has all atoms of another. */
function has(group: Group, part: Group): boolean {
  const names = new Set(group.atoms.map(({ name }) => name));
  return group.residue === part.residue && part.atoms.every(({ name }) => names.has(name));
}

function pointsOf({ atoms }: Group) {
  return atoms.map(({ point }) => point);
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function atomicUnit({ unitMap }: Structure, id: number): Unit.Atomic {
  return unitMap.get(id) as Unit.Atomic;
}

function on<T>(params: T): { name: "on"; params: T } {
  return { name: "on", params };
}

function off(): { name: "off"; params: Record<string, never> } {
  return { name: "off", params: {} };
}
