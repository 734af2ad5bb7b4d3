/** The command before a terminal, as a person has it: Python opens one. */
import { cli } from "./command.ts";
import { askPython } from "./numpy.ts";

const script = `
import json, os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
shown = b""
try:
    while part := os.read(terminal, 65536):
        shown += part
except OSError:
    pass
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
print(json.dumps({"status": status, "shown": shown.decode()}))`;

/** Runs the command to its end; everything it wrote to the terminal. A test of it needs Python. */
export function onTerminal(...words: string[]): { status: number; shown: string } {
  return askPython(script, [process.execPath, cli, ...words]) as ReturnType<typeof onTerminal>;
}
