import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const MODULE = join(import.meta.dirname, '../../../module');

/** A piece of PowerShell that the module ships. */
export interface ShippedText {
  /** The file, and of a script in a types or format file also its number. */
  name: string;
  text: string;
}

/** All of it but what says `#requires -Version 7`, which Windows PowerShell refuses to run. `src/` is in the module's file. */
export async function shippedTexts(): Promise<ShippedText[]> {
  const names = (await readdir(MODULE, { recursive: true })).filter((name) => !/^src\b/.test(name)).sort();
  const texts: ShippedText[] = [];
  for (const name of names) {
    if (!/\.(ps1|psm1|psd1|psrc|pssc|ps1xml)$/.test(name)) continue;
    const text = await readFile(join(MODULE, name), 'utf8');
    if (name.endsWith('.ps1xml')) texts.push(...scriptsOf(name, text));
    else if (!/^#requires -version 7/im.test(text)) texts.push({ name, text });
  }
  return texts;
}

/** The scripts in a types or format file. */
function scriptsOf(name: string, xml: string): ShippedText[] {
  const element = /<(Script|ScriptBlock|GetScriptBlock|SetScriptBlock)>([^<]*)<\/\1>/g;
  return [...xml.matchAll(element)].map(([, , text = ''], index) => ({ name: `${name}#${index}`, text: plain(text) }));
}

function plain(text: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
