// Words are kept on the server while one types, so that a closed laptop loses none of them. Only
// the fields of forms that carry a key for it; files are not kept. The sentences stand in
// templates/frame/client.html.

const PAUSE_MS = 1500; // at most one request in this time, and the last key is kept after it
const AGAIN_MS = 15_000; // after a request that did not arrive
const LAST_WORDS_BYTES = 60_000; // what browsers send of a page that is closing
const TYPED = 'textarea, input:is(:not([type]), [type="text"], [type="url"], [type="email"], [type="date"])';
const known = document.querySelector("#keeping")?.dataset;

const timers = new WeakMap(); // form: what will keep it
const saved = new WeakMap(); // form: the fields the server has
const busy = new WeakSet(); // forms whose fields are on their way

const keepable = (form) => Boolean(known && form?.elements?.kept_as?.value);
const forms = () => [...document.forms].filter((form) => timers.has(form));
const isWritten = (field) => field.value.trim() && field.value !== field.defaultValue;
const written = (form) => [...form.querySelectorAll(TYPED)].filter(isWritten);

function fields(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") body.append(name, value);
    else if (value.name) body.append("kept_files", value.name);
  }
  for (const field of written(form)) body.append("kept_typed", field.name);
  return body;
}

function say(form, sentence, isWrong = false) {
  let place = form.querySelector("[data-kept-state]");
  if (!place) {
    place = document.createElement("p");
    place.dataset.keptState = "";
    ([...form.querySelectorAll(".actions")].at(-1) ?? form.lastElementChild).after(place);
  }
  place.className = isWrong ? "note off" : "note";
  place.textContent = sentence;
}

const soon = (form, ms = PAUSE_MS) => timers.has(form) || timers.set(form, setTimeout(keep, ms, form));

async function keep(form, { leaving = false } = {}) {
  clearTimeout(timers.get(form));
  timers.delete(form);
  if (!form.isConnected) return;
  // Being saved: if that fails, its words are kept after all.
  if (form.hasAttribute("data-sending") || (busy.has(form) && !leaving)) return leaving || soon(form);
  const body = fields(form);
  const text = body.toString();
  if (text === saved.get(form)) return;
  if (!body.has("kept_typed") && !body.get("used_words")) return saved.has(form) && forget(form);
  busy.add(form);
  const url = `${known.url}?form=${encodeURIComponent(form.getAttribute("action"))}`;
  const keepalive = leaving && text.length < LAST_WORDS_BYTES;
  const answer = await fetch(url, { method: "POST", body, keepalive, redirect: "manual" }).catch(() => null);
  busy.delete(form);
  if (answer?.ok) saved.set(form, text);
  if (answer?.status === 200 || answer?.status === 413) return say(form, await answer.text(), !answer.ok);
  if (answer?.status === 204) return;
  say(form, answer?.status === 401 ? known.signedOut : answer ? known.refused : known.offline, true);
  if (!answer) soon(form, AGAIN_MS);
}

/** The writer does not want the words of this form any more. */
function forget(form, keys = [form.elements.kept_as.value, form.elements.used_words.value]) {
  clearTimeout(timers.get(form));
  timers.delete(form);
  saved.delete(form);
  form.querySelector("[data-kept-state]")?.remove();
  const token = document.querySelector('[name="csrfmiddlewaretoken"]').value;
  const body = new URLSearchParams([["csrfmiddlewaretoken", token]]);
  for (const key of keys) if (key) body.append("key", key);
  const how = { method: "POST", body, keepalive: true, redirect: "manual" };
  return fetch(known.forgetUrl, how).catch(() => null);
}

for (const name of ["input", "change"]) {
  addEventListener(name, ({ target }) => keepable(target.form) && soon(target.form));
}

const now = (leaving) => forms().forEach((form) => keep(form, { leaving }));
addEventListener("focusout", ({ target }) => timers.has(target.form) && keep(target.form));
addEventListener("online", () => now(false));
addEventListener("pagehide", () => now(true));
document.addEventListener("visibilitychange", () => document.hidden && now(true));

// accord.js says so when somebody has chosen to let a form's words go.
addEventListener("words-let-go", ({ target }) => {
  if (!keepable(target)) return;
  if (saved.has(target) || timers.has(target) || target.elements.used_words?.value) forget(target);
});

// Thrown away from the box that offers them: the form in hand stays as it is.
addEventListener("submit", (event) => {
  if (event.target.id !== "forget-words" || !known) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { submitter } = event;
  const box = submitter.closest("[data-kept]");
  forget(event.target, [submitter.value]).then((answer) => {
    if (!answer) return;
    const next = box.closest("form")?.querySelector(TYPED);
    const list = box.parentElement;
    box.remove();
    if (!list.children.length) list.closest(".unsaved")?.remove();
    const first = "[data-kept] a, [data-update], main :is(a[href], [data-focus])";
    (next ?? document.querySelector(first))?.focus();
  });
}, true);
