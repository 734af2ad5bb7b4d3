/** What is around every page: the header, with the way to each, the user and the colour scheme. */
import { ActionIcon, Tooltip, useMantineColorScheme } from "@mantine/core";
import { IconApi, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { Link, Outlet } from "@tanstack/react-router";
import { ConnectionContext, useJobNews } from "../jobs/news.ts";
import { RunningCount } from "../jobs/running-count.tsx";
import { Account } from "./account.tsx";

const schemes = {
  auto: { next: "light", says: "Colours: as the system", Icon: IconDeviceDesktop },
  light: { next: "dark", says: "Colours: light", Icon: IconSun },
  dark: { next: "auto", says: "Colours: dark", Icon: IconMoon },
} as const;

/** The header, and below it the page of the address. */
export function Shell() {
  const connection = useJobNews();
  return (
    <ConnectionContext value={connection}>
      <header className="header">
        <a className="brand" href="/">
          <img src="/icon.svg" alt="" width="22" height="22" /> Retort
        </a>
        <nav aria-label="Pages">
          <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
            Tunneling
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
    </ConnectionContext>
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
