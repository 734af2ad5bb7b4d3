/** What is around every page: the header, with the way to each, the user and the colour scheme. */
import { ActionIcon, Tooltip, useMantineColorScheme } from "@mantine/core";
import { IconApi, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { NewsContext, useJobNews } from "../jobs/news.ts";
import { RunningCount } from "../jobs/running-count.tsx";
import { Account } from "./account.tsx";
import { lastSearch, noteSearch } from "./last-search.ts";
import "./header.css";

const schemes = {
  auto: { next: "light", says: "Colours: as the system", Icon: IconDeviceDesktop },
  light: { next: "dark", says: "Colours: light", Icon: IconSun },
  dark: { next: "auto", says: "Colours: dark", Icon: IconMoon },
} as const;

/** The header, and below it the page of the address. */
export function Shell() {
  const news = useJobNews();
  const { pathname, search } = useLocation();
  noteSearch(pathname, search);
  const bench = lastSearch("/");
  return (
    <NewsContext value={news}>
      <header className="header">
        <Link className="brand" to="/" search={bench}>
          <img src="/icon.svg" alt="" width="22" height="22" /> Retort
        </Link>
        <nav aria-label="Pages">
          <Link to="/" search={bench} activeOptions={{ exact: true, includeSearch: false }}>
            Tunneling
          </Link>
          <Link
            to="/impedance"
            search={lastSearch("/impedance")}
            activeOptions={{ includeSearch: false }}
          >
            Impedance
          </Link>
          <Link
            to="/affinity"
            search={lastSearch("/affinity")}
            activeOptions={{ includeSearch: false }}
          >
            Affinity
          </Link>
          <Link to="/datasets" activeOptions={{ includeSearch: false }}>
            Datasets
          </Link>
          <Link to="/jobs" activeOptions={{ includeSearch: false }}>
            Jobs
            <RunningCount />
          </Link>
          <Link to="/settings">Settings</Link>
        </nav>
        <div className="tools">
          <Account />
          <Tooltip label="The HTTP interface">
            <ActionIcon component="a" href="/docs" aria-label="The HTTP interface">
              <IconApi size={19} />
            </ActionIcon>
          </Tooltip>
          <SchemeToggle />
        </div>
      </header>
      <Outlet />
    </NewsContext>
  );
}

function SchemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { next, says, Icon } = schemes[colorScheme];
  return (
    <Tooltip label={says}>
      <ActionIcon aria-label={says} onClick={() => setColorScheme(next)}>
        <Icon size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
