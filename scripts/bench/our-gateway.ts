/**
 * Our gateway as it runs in production, in a process of its own that reports its processor time. Its settings come from
 * its environment.
 */
import { readConfig } from '@seteli/kit/config';
import { settings } from '../../gateway/src/config.ts';
import { start } from '../../gateway/src/main.ts';
import { standBy } from './side.ts';

const config = readConfig(settings, JSON.parse(process.env.SETTINGS!) as Record<string, string>);
standBy((await start(config)).url);
