/** Failures that the user has seen and does not want to see again, on this device. */

const key = "retort.dismissed-sweeps";

/** As many are remembered. */
const most = 200;

/** Whether the failure of a job is not to be shown any more. */
export function isDismissed(id: string): boolean {
  return dismissed().includes(id);
}

/** Shows the failure of a job no more. */
export function dismiss(id: string): void {
  localStorage.setItem(key, [...dismissed(), id].slice(-most).join(" "));
}

function dismissed(): string[] {
  return localStorage.getItem(key)?.split(" ") ?? [];
}
