/** The predicted structure of a ligand of a screen: looked at, or taken home. */
import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Screen, type ScreenLigand, screenLigand } from "#src/client/index.ts";
import { useAsker } from "../../app/queries.ts";
import { Trouble } from "../../datasets/trouble.tsx";
import { save } from "../../plot/save.ts";
import { fileOf, useFileText } from "../result/files.ts";
import { StructurePanel } from "../result/structure/structure-panel.tsx";

interface LigandStructureProps {
  readonly screen: Screen;
  readonly row: ScreenLigand;
}

/** Buttons, and the structure once it is asked for; nothing where there is none. */
export function LigandStructure({ screen, row }: LigandStructureProps) {
  const { options } = useAsker();
  const [isShown, setShown] = useState(false);
  const file = row.files?.[0];
  const { mutate, isPending, error } = useMutation({
    mutationFn: async ({ job, name }: StructureFile) =>
      save(await fileOf(job, name, options), name),
  });
  if (file === undefined) return null;
  const structure = { job: jobOf(file.url), name: file.name };
  return (
    <div className="structure-of-ligand">
      <div className="buttons">
        {!isShown && (
          <Button size="compact-sm" variant="default" onClick={() => setShown(true)}>
            Show the structure
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          loading={isPending}
          onClick={() => mutate(structure)}
        >
          Download it (mmCIF)
        </Button>
      </div>
      <Trouble error={error} />
      {isShown && <Shown screen={screen} place={row.place} structure={structure} />}
    </div>
  );
}

/** A file, and the job that made it: an earlier one, where the screen was stopped meanwhile. */
interface StructureFile {
  readonly job: string;
  readonly name: string;
}

interface ShownProps {
  readonly screen: Screen;
  readonly place: number;
  readonly structure: StructureFile;
}

function Shown({ screen: { screen_id: id }, place, structure: { job, name } }: ShownProps) {
  const { options, who, meta } = useAsker();
  const { data, error } = useQuery({
    queryKey: ["screen-ligand", who, id, place],
    queryFn: ({ signal }) => screenLigand(id, place, { ...options, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    meta,
  });
  const { data: cif, error: unread } = useFileText(job, name);
  const result = data?.result;
  if (result === undefined) return <Trouble error={error} />;
  const ligand = result.chains.find(({ kind }) => kind === "ligand")?.id;
  return (
    <StructurePanel
      result={result}
      cif={cif}
      trouble={unread?.message}
      ligand={ligand}
      marked={none}
      hasContacts={result.contacts?.length !== 0}
    />
  );
}

const none = { places: [] };

/** The job in a file's address. */
function jobOf(url: string): string {
  return /\/jobs\/([^/]+)\/files\//.exec(url)?.[1] ?? "";
}
