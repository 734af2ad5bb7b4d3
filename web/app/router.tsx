/** Addresses, and the page each one shows. */
import { createRootRoute, createRoute, createRouter, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { TunnelingPage } from "../tunneling/page.tsx";
import { readAddress, type Written } from "../tunneling/question.ts";
import { Missing } from "./missing.tsx";
import { Shell } from "./shell.tsx";

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

/** The page's router; the instrument's state is the address's search. */
export const router = createRouter({ routeTree: root.addChildren([tunneling]) });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
