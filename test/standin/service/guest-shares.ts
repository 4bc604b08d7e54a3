import { existsSync, statSync } from 'node:fs';
import { Failure, HR } from './failure.ts';
import type { Paths } from './paths.ts';
import { type Json, object, text } from './request.ts';

/** Under this a guest sees its shares. */
const ROOT = '\\\\?\\vmsmb\\vsmb-{dcc079ae-60ba-4d07-847c-3493609c0870}\\';
/** Without these a guest cannot have layers on the share. */
const LAYER_OPTIONS = ['ReadOnly', 'ShareRead', 'CacheIo', 'PseudoOplocks', 'TakeBackupPrivilege'];

interface Share {
  /** On this machine. */
  folder: string;
  windowsPath: string;
  options: Json;
}

/** The folders of the host that one utility VM sees. */
export class GuestShares {
  private readonly paths: Paths;
  private readonly shares = new Map<string, Share>();

  constructor(paths: Paths) {
    this.paths = paths;
  }

  change(request: Json): void {
    const settings = object(request, 'Settings');
    if (request['RequestType'] === 'Add') this.add(settings);
    else if (!this.shares.delete(text(settings, 'Name').toLowerCase())) {
      throw new Failure(HR.elementNotFound, `There is no share '${settings['Name']}'.`);
    }
  }

  add(settings: Json): void {
    const name = text(settings, 'Name');
    const windowsPath = text(settings, 'Path');
    const folder = this.paths.toLinux(windowsPath);
    if (this.shares.has(name.toLowerCase())) throw new Failure(HR.alreadyExists, `There is already a share '${name}'.`);
    if (!existsSync(folder) || !statSync(folder).isDirectory()) {
      throw new Failure(HR.pathNotFound, `There is no folder '${windowsPath}'.`);
    }
    this.shares.set(name.toLowerCase(), { folder, windowsPath, options: object(settings, 'Options') });
  }

  /** @throws Failure pathNotFound for what the guest does not see. */
  at(guestPath: string): Share {
    const path = guestPath.toLowerCase();
    const found = path.startsWith(ROOT) ? this.shares.get(path.slice(ROOT.length)) : undefined;
    if (found === undefined) throw new Failure(HR.pathNotFound, `The guest sees no '${guestPath}'.`);
    return found;
  }

  /** The same of one that layers can be on. @throws Failure accessDenied for one without the options. */
  layerAt(guestPath: string): Share {
    const share = this.at(guestPath);
    const missing = LAYER_OPTIONS.filter((name) => share.options[name] !== true);
    if (missing.length === 0) return share;
    throw new Failure(HR.accessDenied, `The share '${guestPath}' is no layer's: it lacks ${missing.join(', ')}.`);
  }

  named(name: string): Share | undefined {
    return this.shares.get(name.toLowerCase());
  }

  isOf(name: string, guestPath: string): boolean {
    return guestPath.toLowerCase() === `${ROOT}${name.toLowerCase()}`;
  }
}
