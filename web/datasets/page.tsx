/** Datasets. */
import { useTitle } from "../app/title.ts";

export function DatasetsPage() {
  useTitle("Datasets");
  return <main>Datasets</main>;
}
