/**
 * Opens the store of files that the settings name: an object store that speaks S3, or a folder on a development
 * machine.
 */
import { z } from 'zod';
import { ANYTHING, setting } from './config.ts';
import { openFileFolder } from './file-folder.ts';
import { openS3 } from './file-s3.ts';
import type { FileStore } from './file-store.ts';
import { HTTPS, SECRET, type Ask } from './production.ts';

const NOT_OF_DEVELOPMENT: Ask = {
  name: 'own key id',
  refuses: 'the key id of a development machine',
  isMet: (given) => given !== 'development',
};

export const fileStoreSettings = {
  FILES_URL: setting(z.url({ protocol: /^(https?|file)$/ }), {
    meaning:
      'The bucket that keeps files, by its address in the form of a path: https://objects.example/bucket. On a development machine, a folder.',
    production: [HTTPS],
  }),
  FILES_REGION: setting(z.string().regex(/^[\w-]{1,64}$/), {
    meaning: 'The region of that bucket, as its store signs with it.',
    default: 'eu-north-1',
    production: ANYTHING,
  }),
  FILES_KEY_ID: setting(z.string().min(1).max(200), {
    meaning: 'The id of our key at that store. The key may read, write and remove in this bucket, and nothing else.',
    development: 'development',
    production: [NOT_OF_DEVELOPMENT],
  }),
  FILES_KEY: setting(z.string().min(1).max(200), {
    meaning: 'Our secret key at that store. It opens no file: the bytes there are sealed.',
    development: 'a-development-key-that-opens-nothing',
    production: [SECRET],
  }),
};
export type FileStoreSettings = z.infer<z.ZodObject<typeof fileStoreSettings>>;

export const openFileStore = (settings: FileStoreSettings): FileStore =>
  settings.FILES_URL.startsWith('file:') ? openFileFolder(new URL(settings.FILES_URL)) : openS3(settings);
