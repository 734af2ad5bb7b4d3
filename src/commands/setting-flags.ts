/** The server's settings as flags: `--limit-n` for `LIMIT_N`. */
import { type Command, Option } from "commander";
import { type Flags, type SettingName, settingGroups, settings } from "#src/server/config.ts";
import { describeFields, flagOf } from "./flags.ts";

/** Groups of settings. */
export type SettingGroup = keyof typeof settingGroups;

/** What commander parsed. */
export type ParsedOptions = Readonly<Record<string, string | boolean>>;

/** Gives a command the flags of some groups of settings. */
export function withSettings(command: Command, groups: readonly SettingGroup[]): Command {
  for (const group of groups) {
    for (const { name, type, text } of describeFields(settingGroups[group])) {
      const takesNothing = isSwitch(name as SettingName);
      const flag = flagOf(name.toLowerCase());
      const option = new Option(takesNothing ? flag : `${flag} <${type}>`, text);
      command.addOption(option.helpGroup(`${group}:`));
    }
  }
  return command.addHelpText(
    "after",
    "\nEach flag may be a variable of the environment or of the file .env instead: --data-dir is DATA_DIR.",
  );
}

/** The settings among parsed options, by their names. */
export function settingFlags(options: ParsedOptions): Flags {
  const given = Object.keys(settings.shape).flatMap((name) => {
    const value = options[new Option(flagOf(name.toLowerCase())).attributeName()];
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(given);
}

const defaults = settings.parse({});

function isSwitch(name: SettingName): boolean {
  return typeof defaults[name] === "boolean";
}
