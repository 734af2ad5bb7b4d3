/** The datasets page: what there is, what is about to be, and what can be done with it. */
import { useAsker, useSettings } from "../app/queries.ts";
import { SignInButton } from "../app/sign-in.tsx";
import { useTitle } from "../app/title.ts";
import { CancelTrouble } from "../jobs/cancel-trouble.tsx";
import { JobsMain } from "../jobs/out-of-date.tsx";
import { DatasetList } from "./list.tsx";
import { Making } from "./making.tsx";
import { useDatasets, useSyncing } from "./queries.ts";
import type { Shown } from "./shown.ts";
import { Sifting } from "./sifting.tsx";
import { SyncButton, SyncTold } from "./sync-button.tsx";
import { DropTarget, UploadButton } from "./taking-files.tsx";
import { UploadList } from "./upload-list.tsx";
import "./datasets.css";

interface DatasetsPageProps {
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}

/** The page. Whoever is not signed in sees what is public. */
export function DatasetsPage({ shown, onShow }: DatasetsPageProps) {
  useTitle("Datasets");
  const { known } = useAsker();
  const settings = useSettings();
  const { error, failureReason, dataUpdatedAt } = useDatasets();
  const syncing = useSyncing();
  const isLocal = settings.data?.identity.kind === "local";
  const head = (
    <>
      <h1>Datasets</h1>
      <div className="tools">
        <Sifting shown={shown} onShow={onShow} />
        {isLocal && <SyncButton syncing={syncing} />}
        {known && <UploadButton />}
      </div>
    </>
  );
  return (
    <JobsMain
      className="datasets"
      head={head}
      trouble={failureReason ?? error}
      answeredAt={dataUpdatedAt}
    >
      <CancelTrouble />
      <SyncTold syncing={syncing} />
      {known && (
        <>
          <DropTarget />
          <UploadList />
          <Making />
        </>
      )}
      {!known && settings.data !== undefined && (
        <p className="stranger">
          These are public. Sign in to see yours, and to make more. <SignInButton />
        </p>
      )}
      <DatasetList shown={shown} onShow={onShow} />
    </JobsMain>
  );
}
