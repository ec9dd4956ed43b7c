/** A folder for the files of one test world. It lies with the other temporary things of the machine. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FileStoreSettings } from '@seteli/kit/files';

export const filesFolder = (): FileStoreSettings => ({
  FILES_URL: String(pathToFileURL(mkdtempSync(path.join(tmpdir(), 'seteli-files-')))),
  FILES_REGION: 'eu-test-1',
  FILES_KEY_ID: 'test',
  FILES_KEY: 'test',
});
