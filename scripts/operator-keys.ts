/**
 * Tells an operator how far a change of the keys of persons' data is, and which version may leave the settings. It
 * reads counts, and needs no key:
 *
 *   node scripts/run.mjs operator-keys
 */
import { reportOn } from '../services/identity/src/domain/key-report.ts';
import { countUse } from '../services/identity/src/store/sealed.ts';
import { inDatabaseOf } from './operator.ts';

const { keys, marks, codes } = await inDatabaseOf('identity', countUse);
for (const line of [...reportOn('PERSON_KEY', keys, 0), ...reportOn('PERSON_INDEX_KEY', marks, codes)]) console.log(line);
