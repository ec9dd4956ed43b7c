/**
 * The scripts of the pages for invitations and passkeys, as text that browsers run. Their Content-Security-Policy names
 * each by its hash, so nothing else runs there. They need no library.
 */

const COMMON = `
const words = JSON.parse(document.getElementById('words').textContent);
const one = (id) => document.getElementById(id);
const say = (text) => { one('status').textContent = text; };
const ask = async (path, body) => {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.error), { code: answer.error });
  return answer;
};
const onClick = (id, act) => one(id).addEventListener('click', async () => {
  const buttons = [...document.querySelectorAll('button')];
  for (const button of buttons) button.disabled = true;
  say(words.waiting);
  try { await act(); } catch (fault) { say(words[fault.code] ?? words[fault.name] ?? words.failed); }
  for (const button of buttons) button.disabled = false;
});
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '');
const named = ({ id, rawId, type }) => ({ id, rawId: text(rawId), type, clientExtensionResults: {} });
const make = async (options) => {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: (options.excludeCredentials ?? []).map((each) => ({ ...each, id: bytes(each.id) })),
  };
  const made = await navigator.credentials.create({ publicKey });
  const { clientDataJSON, attestationObject } = made.response;
  const transports = made.response.getTransports?.() ?? [];
  return { ...named(made), response: { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject), transports } };
};
const use = async (options) => {
  const used = await navigator.credentials.get({ publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: [] } });
  const { clientDataJSON, authenticatorData, signature, userHandle } = used.response;
  return {
    ...named(used),
    response: {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: text(userHandle),
    },
  };
};
const nameOfPasskey = () => one('name').value.trim() || words.unnamed;
const done = (words) => { one('ways').hidden = true; say(words); };
`;

/** The secret stands behind the number sign, which browsers send to nobody. */
export const INVITATION_SCRIPT = `${COMMON}
const secret = location.hash.slice(1);
for (const link of document.querySelectorAll('nav a')) link.href += location.hash;
onClick('identify', async () => location.assign((await ask('/sign-in/invitation/identify', { secret })).url));
onClick('make', async () => {
  const response = await make(await ask('/sign-in/invitation/passkey/options', { secret }));
  await ask('/sign-in/invitation/passkey', { name: nameOfPasskey(), response });
  done(words.joined);
});
(async () => {
  try {
    const { organisation, byOwnAccount } = await ask('/sign-in/invitation/look', { secret });
    say(organisation === null ? words.invited : words.invitedBy.replace('{organisation}', () => organisation));
    one('ways').hidden = false;
    one('own').hidden = !byOwnAccount;
  } catch (fault) { say(words[fault.code] ?? words.failed); }
})();
`;

export const PASSKEY_SCRIPT = `${COMMON}
onClick('use', async () => {
  const response = await use(await ask('/sign-in/passkey/options', {}));
  await ask('/sign-in/passkey', { response });
  say(words.signedIn);
});
onClick('make', async () => {
  const response = await make(await ask('/sign-in/passkey/add/options', {}));
  await ask('/sign-in/passkey/add', { name: nameOfPasskey(), response });
  say(words.added);
});
`;
