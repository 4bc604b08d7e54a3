/** Writes docs/isolation.md. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isolationTable } from './table.ts';

writeFileSync(join(import.meta.dirname, '../../docs/isolation.md'), isolationTable());
