// Passkeys: what the server asks goes into the browser's own dialog, and its answer back into the form.
// A form says in data-passkey what is done: create, get, or sign-in, which asks the server when pressed.

const decoded = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const encoded = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
const listed = (credentials) => (credentials ?? []).map((one) => ({ ...one, id: decoded(one.id) }));

function answer(credential, names) {
  const response = {};
  for (const name of names) {
    if (credential.response[name]) response[name] = encoded(credential.response[name]);
  }
  const { id, type } = credential;
  return { id, rawId: encoded(credential.rawId), type, clientExtensionResults: {}, response };
}

async function create({ publicKey: asked }) {
  const publicKey = {
    ...asked,
    challenge: decoded(asked.challenge),
    user: { ...asked.user, id: decoded(asked.user.id) },
    excludeCredentials: listed(asked.excludeCredentials),
  };
  return answer(await navigator.credentials.create({ publicKey }), ["clientDataJSON", "attestationObject"]);
}

async function get({ publicKey: asked }) {
  const publicKey = {
    ...asked,
    challenge: decoded(asked.challenge),
    allowCredentials: listed(asked.allowCredentials),
  };
  const names = ["clientDataJSON", "authenticatorData", "signature", "userHandle"];
  return answer(await navigator.credentials.get({ publicKey }), names);
}

async function answered(form) {
  const { passkey, options, from } = form.dataset;
  if (passkey === "create") return create(JSON.parse(options));
  if (passkey === "get") return get(JSON.parse(options));
  const response = await fetch(from);
  if (!response.ok) throw new Error(response.statusText);
  const asked = await response.json();
  form.elements.asked.value = asked.asked;
  return get(asked.options);
}

for (const form of document.querySelectorAll("[data-passkey]")) {
  const problem = form.querySelector("[data-passkey-problem]");
  if (!window.PublicKeyCredential) continue;
  for (const one of document.querySelectorAll("[data-passkey-off]")) one.hidden = true;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await answered(form));
    } catch {
      // Closed by the person, no such passkey in this browser, or a name of this site it takes for none.
      problem.hidden = false;
      return;
    }
    form.submit();
  });
}
