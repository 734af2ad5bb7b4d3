/** What is around every instrument: the header, with the way to each and the colour scheme. */
import { ActionIcon, Tooltip, useMantineColorScheme } from "@mantine/core";
import { IconApi, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { Link, Outlet } from "@tanstack/react-router";

/** The instruments there are. */
const instruments = [{ name: "Tunneling", to: "/" }] as const;

const schemes = {
  auto: { next: "light", says: "Colours: as the system", Icon: IconDeviceDesktop },
  light: { next: "dark", says: "Colours: light", Icon: IconSun },
  dark: { next: "auto", says: "Colours: dark", Icon: IconMoon },
} as const;

/** The header, and below it the page of the address. */
export function Shell() {
  return (
    <>
      <header className="header">
        <a className="brand" href="/">
          <img src="/icon.svg" alt="" width="22" height="22" /> Retort
        </a>
        <nav aria-label="Instruments">
          {instruments.map(({ name, to }) => (
            <Link key={to} to={to} activeOptions={{ includeSearch: false }}>
              {name}
            </Link>
          ))}
        </nav>
        <div className="tools">
          <Tooltip label="The HTTP interface">
            <ActionIcon component="a" href="/docs" aria-label="The HTTP interface">
              <IconApi size={19} />
            </ActionIcon>
          </Tooltip>
          <SchemeToggle />
        </div>
      </header>
      <Outlet />
    </>
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
