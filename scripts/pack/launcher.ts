/** The main script of the single executable: runs the program that its first argument names; the command line without one. */
import { createRequire } from 'node:module';
import { getAsset } from 'node:sea';
import { pathToFileURL } from 'node:url';
import { constants, Script } from 'node:vm';
import { PROGRAM_WORD } from '../../core/base/own-program.ts';

const [word, name = ''] = process.argv.slice(2);
const program = word === PROGRAM_WORD ? name : 'hcs';
if (word === PROGRAM_WORD) process.argv.splice(2, 2);

// The executable takes no options of Node, so that of `programWords` that keeps SQLite's warning away is done here.
const emitWarning = process.emitWarning;
process.emitWarning = (warning: string | Error, ...rest: unknown[]): void => {
  if (rest[0] !== 'ExperimentalWarning') Reflect.apply(emitWarning, process, [warning, ...rest]);
};

const text = getAsset(`${program}.cjs`, 'utf8');
const script = new Script(`(function (require, module, exports, hcsProgramUrl) {${text}\n})`, {
  filename: `${program}.cjs`,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
const module = { exports: {} };
script.runInThisContext()(
  createRequire(process.execPath),
  module,
  module.exports,
  pathToFileURL(process.execPath).href,
);
