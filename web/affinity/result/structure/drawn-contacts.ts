/** Which contacts are drawn: those of the kinds that results tell of, within Mol*'s own limits. */

import type { Structure } from "molstar/lib/mol-model/structure.js";
import { InteractionsProvider } from "molstar/lib/mol-model-props/computed/interactions.js";
import type { PluginContext } from "molstar/lib/mol-plugin/context.js";
import { Task } from "molstar/lib/mol-task/index.js";
import { ParamDefinition } from "molstar/lib/mol-util/param-definition.js";

const kinds = new Set(["hydrogen-bonds", "hydrophobic", "ionic", "pi-stacking", "cation-pi"]);

/** Finds them; what is drawn of the structure later has them. */
export async function findDrawnContacts(
  plugin: PluginContext,
  structure: Structure,
): Promise<void> {
  const params = InteractionsProvider.getParams(structure);
  const providers = Object.entries(params.providers.params).map(([kind, choice]) => {
    const name = kinds.has(kind) ? "on" : "off";
    const { map } = choice as unknown as ParamDefinition.Mapped<ParamDefinition.NamedParams>;
    return [kind, { name, params: map(name).defaultValue }];
  });
  const props = {
    ...ParamDefinition.getDefaultValues(params),
    providers: Object.fromEntries(providers),
  };
  const { errorContext, managers } = plugin;
  await plugin.runTask(
    Task.create("Contacts", (runtime) =>
      InteractionsProvider.attach(
        { runtime, assetManager: managers.asset, errorContext },
        structure,
        props as never,
      ),
    ),
  );
}
