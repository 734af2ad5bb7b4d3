/** Addresses, and the page each one shows. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  useNavigate,
} from "@tanstack/react-router";
import { useMemo } from "react";
import { jobStates } from "#src/jobs/state.ts";
import { type AffinitySearch, readAffinitySearch } from "../affinity/address.ts";
import { readShown as readShownDatasets } from "../datasets/shown.ts";
import { readSearch, type WorkspaceSearch } from "../impedance/search.ts";
import type { Shown } from "../jobs/pages.ts";
import { TunnelingPage } from "../tunneling/page.tsx";
import { readAddress, type Written } from "../tunneling/question.ts";
import { Broken } from "./broken.tsx";
import { Missing } from "./missing.tsx";
import { Shell } from "./shell.tsx";

// The first page comes at once; each other is a file of its own, loaded when somebody is about to go there.
const ImpedancePage = lazyRouteComponent(() => import("../impedance/page.tsx"), "ImpedancePage");
const AffinityPage = lazyRouteComponent(() => import("../affinity/page.tsx"), "AffinityPage");
const DatasetsPage = lazyRouteComponent(() => import("../datasets/page.tsx"), "DatasetsPage");
const JobsPage = lazyRouteComponent(() => import("../jobs/page.tsx"), "JobsPage");
const JobPage = lazyRouteComponent(() => import("../jobs/job-page.tsx"), "JobPage");
const SettingsPage = lazyRouteComponent(() => import("../settings/page.tsx"), "SettingsPage");

const root = createRootRoute({ component: Shell, notFoundComponent: Missing });

const tunneling = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: readAddress,
  component: Tunneling,
});

function Tunneling() {
  const written = tunneling.useSearch();
  const navigate = useNavigate({ from: "/" });
  const address = useMemo(
    () => ({
      written,
      write: (search: Written, { replace }: { replace: boolean }) => {
        void navigate({ search, replace, resetScroll: false });
      },
    }),
    [written, navigate],
  );
  return <TunnelingPage address={address} />;
}

const impedance = createRoute({
  getParentRoute: () => root,
  path: "/impedance",
  validateSearch: readSearch,
  component: Impedance,
});

function Impedance() {
  const search = impedance.useSearch();
  const navigate = useNavigate({ from: "/impedance" });
  const address = useMemo(
    () => ({
      search,
      write: (search: WorkspaceSearch, { replace }: { replace: boolean }) => {
        void navigate({ search, replace, resetScroll: false });
      },
    }),
    [search, navigate],
  );
  return <ImpedancePage address={address} />;
}

const affinity = createRoute({
  getParentRoute: () => root,
  path: "/affinity",
  validateSearch: readAffinitySearch,
  component: Affinity,
});

function Affinity() {
  const search = affinity.useSearch();
  const navigate = useNavigate({ from: "/affinity" });
  const address = useMemo(
    () => ({
      // The router hands on what was refused, too.
      search: readAffinitySearch({ ...search }),
      write: (search: AffinitySearch, { replace }: { replace: boolean }) => {
        void navigate({ search, replace, resetScroll: false });
      },
    }),
    [search, navigate],
  );
  return (
    <AffinityPage
      address={address}
      onShow={(search: AffinitySearch) => void navigate({ search })}
    />
  );
}

const datasets = createRoute({
  getParentRoute: () => root,
  path: "/datasets",
  validateSearch: readShownDatasets,
  component: Datasets,
});

function Datasets() {
  const shown = readShownDatasets({ ...datasets.useSearch() });
  const navigate = useNavigate({ from: "/datasets" });
  return (
    <DatasetsPage
      shown={shown}
      onShow={(search) => void navigate({ search, replace: true, resetScroll: false })}
    />
  );
}

const jobs = createRoute({
  getParentRoute: () => root,
  path: "/jobs",
  validateSearch: readShown,
  component: Jobs,
});

/** Which jobs an address asks to be shown; what it says else is left alone. */
function readShown(search: Readonly<Record<string, unknown>>): Shown {
  const state = jobStates.find((state) => state === search.state);
  const kind = /^[a-z][a-z-]{0,39}$/.exec(String(search.kind ?? ""))?.[0];
  return { ...(kind === undefined ? {} : { kind }), ...(state === undefined ? {} : { state }) };
}

function Jobs() {
  // The router hands on what was refused, too.
  const shown = readShown({ ...jobs.useSearch() });
  const navigate = useNavigate({ from: "/jobs" });
  return <JobsPage shown={shown} onShow={(search) => void navigate({ search })} />;
}

const oneJob = createRoute({ getParentRoute: () => root, path: "/jobs/$id", component: OneJob });

function OneJob() {
  const { id } = oneJob.useParams();
  return <JobPage key={id} id={id} />;
}

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: SettingsPage,
});

/** The page's router; an instrument's state is its address's search. */
export const router = createRouter({
  routeTree: root.addChildren([tunneling, impedance, affinity, datasets, jobs, oneJob, settings]),
  defaultPreload: "intent",
  defaultErrorComponent: Broken,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
