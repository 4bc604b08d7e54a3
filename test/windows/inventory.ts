/** What of a kind there is on the machine, whoever made it: id -> a few words about it. */
export type Items = Readonly<Record<string, string>>;

/** All that a container engine could leave behind on a machine, and all that it could take away. */
export interface Inventory {
  systems: Items;
  networks: Items;
  endpoints: Items;
  namespaces: Items;
  /** Mounted volumes: an attached scratch is one. */
  volumes: Items;
}

const KINDS: Readonly<Record<keyof Inventory, string>> = {
  systems: 'compute system',
  networks: 'network',
  endpoints: 'network endpoint',
  namespaces: 'network namespace',
  volumes: 'volume',
};

/** Each difference in a line; none: the machine is as it was. */
export function compareInventories(before: Inventory, after: Inventory): string[] {
  const kinds = Object.keys(KINDS) as (keyof Inventory)[]; // its own keys
  return kinds.flatMap((kind) => differences(KINDS[kind], before[kind], after[kind]));
}

function differences(kind: string, before: Items, after: Items): string[] {
  const lines: string[] = [];
  for (const id of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    const [was, is] = [before[id], after[id]];
    if (was === is) continue;
    if (was === undefined) lines.push(`${kind} ${id} (${is}) is left behind`);
    else if (is === undefined) lines.push(`${kind} ${id} (${was}) is gone`);
    else lines.push(`${kind} ${id} was '${was}' and is '${is}'`);
  }
  return lines;
}

export function countInventory(inventory: Inventory): Record<keyof Inventory, number> {
  return {
    systems: Object.keys(inventory.systems).length,
    networks: Object.keys(inventory.networks).length,
    endpoints: Object.keys(inventory.endpoints).length,
    namespaces: Object.keys(inventory.namespaces).length,
    volumes: Object.keys(inventory.volumes).length,
  };
}
