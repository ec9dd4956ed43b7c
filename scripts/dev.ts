/** `npm run dev`: the browser client with hot reload, in front of a running system (`npm start`). */
import { basePort } from '@seteli/local/ports';
import { serveToDevelopers } from '../web/serve.ts';

const system = `http://127.0.0.1:${basePort()}`;
process.env.SETELI_URL = system;
const address = await serveToDevelopers();
console.log(`The client of ${system} with hot reload is at ${address}
Sign in at ${system} first: the sign-in leads back there, and its cookie holds for both.`);
