/** The asker's screens, the newest first, below the form that asks for another. */
import { Button } from "@mantine/core";
import { useAsker } from "../../app/queries.ts";
import { Loading } from "../../jobs/loading.tsx";
import { Head } from "../head.tsx";
import { AskScreen } from "./ask-screen.tsx";
import { useScreens } from "./queries.ts";
import { ScreenRow } from "./screen-row.tsx";
import "./screens.css";
import "./screen-list.css";

interface ScreenListProps {
  readonly onOpen: (id: string) => void;
}

/** The form and the list. */
export function ScreenList({ onOpen }: ScreenListProps) {
  return (
    <div className="screens">
      <Head at="screens" />
      <AskScreen onOpen={onOpen} />
      <Asked />
    </div>
  );
}

function Asked() {
  const { data, error, failureReason, ...pages } = useScreens();
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const { known } = useAsker();
  const trouble = failureReason ?? error;
  if (!known) return null;
  if (data === undefined) {
    if (trouble === null) return <Loading what="your screens" />;
    return (
      <p className="error" role="alert">
        {trouble.message}
      </p>
    );
  }
  const screens = data.pages.flatMap(({ screens }) => screens);
  if (screens.length === 0) return null;
  return (
    <section className="screen-list" aria-labelledby="screens-asked">
      <h2 id="screens-asked">Your screens</h2>
      <ul>
        {screens.map((screen) => (
          <ScreenRow key={screen.screen_id} screen={screen} />
        ))}
      </ul>
      {hasNextPage && (
        <Button
          size="compact-sm"
          variant="default"
          aria-disabled={isFetchingNextPage}
          data-disabled={isFetchingNextPage}
          onClick={() => void (isFetchingNextPage || fetchNextPage())}
        >
          Load more
        </Button>
      )}
    </section>
  );
}
