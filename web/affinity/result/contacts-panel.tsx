/** What the ligand touches. */
import type { Contact } from "#src/affinity/result.ts";
import { Said } from "../said.tsx";
import { cssColour } from "./bands.ts";
import { InventedMark } from "./invented-mark.tsx";
import { contactColours } from "./structure/colours.ts";
import { type Marked, placeOfResidue } from "./structure/place.ts";
import "./contacts-panel.css";

interface ContactsPanelProps {
  /** Undefined where they were not computed. */
  readonly contacts: readonly Contact[] | undefined;
  /** Why they were not computed; used where they were not. */
  readonly reason: string | undefined;
  readonly isInvented: boolean;
  /** Id of the ligand's chain. */
  readonly ligand: string | undefined;
  /** Told which contact was chosen: its residue, and the ligand's atoms. */
  readonly onMark: (marked: Marked) => void;
}

const kinds: Readonly<Record<Contact["kind"], string>> = {
  hydrogen_bond: "hydrogen bond",
  hydrophobic: "hydrophobic",
  salt_bridge: "salt bridge",
  pi: "π",
};

/** Of π: how the rings stand, or what the ring is beside. */
const details = {
  parallel: ", parallel",
  t_shaped: ", T-shaped",
  cation: " and a charge",
} as const;

/** The contacts in the result's order: by kind, then the shortest first. */
export function ContactsPanel(props: ContactsPanelProps) {
  const { contacts, reason, isInvented, ligand, onMark } = props;
  return (
    <section className="contacts part" aria-label="Contacts">
      <h2>
        Contacts {contacts !== undefined && <span className="dim">{contacts.length}</span>}{" "}
        <InventedMark isInvented={isInvented} />
      </h2>
      {contacts === undefined && (
        <p className="dim">
          <Said text={reason ?? "They were not computed."} />
        </p>
      )}
      {contacts?.length === 0 && (
        <p className="dim">None: nothing of the ligand is near enough to the protein.</p>
      )}
      {contacts !== undefined && contacts.length > 0 && (
        <>
          <p className="dim note">
            By the geometry of the best structure; a residue’s name looks at it.
          </p>
          <div className="rows">
            <table>
              <thead>
                <tr>
                  <th scope="col">Residue</th>
                  <th scope="col">Kind</th>
                  <th scope="col">Atoms</th>
                  <th scope="col">Å</th>
                </tr>
              </thead>
              <tbody>
                {contacts.map((contact, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two contacts may be equal in all.
                  <ContactRow key={i} contact={contact} ligand={ligand} onMark={onMark} />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}

interface ContactRowProps extends Pick<ContactsPanelProps, "ligand" | "onMark"> {
  readonly contact: Contact;
}

function ContactRow({ contact, ligand, onMark }: ContactRowProps) {
  const { kind, detail, residue, distance, residue_atoms, ligand_atoms } = contact;
  const place = placeOfResidue(residue);
  const choose = () => {
    const atoms = ligand === undefined ? [] : (ligand_atoms ?? []);
    const touched = atoms.map((atom) => ({ chain: ligand!, atom }));
    onMark({ places: [place!, ...touched], lookAt: place });
  };
  return (
    <tr>
      <td>
        {place === undefined ? (
          residue
        ) : (
          <button type="button" className="plain" title={`Look at ${residue}`} onClick={choose}>
            {residue}
          </button>
        )}
      </td>
      <td>
        <i style={{ background: cssColour(contactColours[kind]) }} /> {kinds[kind]}
        {detail && details[detail]}
      </td>
      <td className="dim">{atomsOf(residue_atoms, ligand_atoms)}</td>
      <td>{distance.toFixed(1)}</td>
    </tr>
  );
}

/** As in `OD1 – N7`; of a ring its first atom, and that there are more. */
function atomsOf(...sides: readonly (readonly string[] | undefined)[]): string {
  return sides
    .flatMap((atoms) =>
      atoms?.[0] === undefined ? [] : [atoms[0] + (atoms.length > 1 ? "…" : "")],
    )
    .join(" – ");
}
