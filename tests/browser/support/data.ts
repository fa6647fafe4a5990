// The exports of three systems, one folder of CSV files.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { GivenFile } from './user';

const folder = join(__dirname, '../../data/csv-story');

export const crmExports: GivenFile[] = readdirSync(folder)
  .filter((name) => name.endsWith('.csv'))
  .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
