import { dirname } from 'node:path';

/** The folder of the sources. */
export const PROJECT = dirname(dirname(import.meta.dirname));
