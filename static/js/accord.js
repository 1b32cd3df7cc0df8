// Words typed are never lost, and nothing is sent twice.
// Every page works without the scripts. Their sentences stand in templates/frame/client.html.

const TYPED = 'textarea, input:is(:not([type]), [type="text"], [type="url"], [type="email"], [type="date"])';
const find = (selector, root = document) => root.querySelector(selector);
const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];
const on = (name, listener) => document.body.addEventListener(name, listener);
const isPost = (form) => form?.getAttribute("method")?.toLowerCase() === "post";

// --- What has been typed and has not reached the register ----------------------------------------

const kept = new WeakSet(); // forms whose words the server has, or whose writer has let them go

function words(form) {
  if (!form || kept.has(form)) return [];
  // Words the server gave back count as well: to the browser they look as if nobody had typed them.
  // Only its own: the page may hold forms filled in beforehand whose words nobody typed.
  const cameBack = '[aria-invalid="true"], .conflict, .summary, [data-returned]';
  const returned = form.matches("[data-returned]") || find(cameBack, form);
  const isTyped = (field) => field.value.trim() && (returned || field.value !== field.defaultValue);
  return findAll(TYPED, form).filter(isTyped);
}

// Their writer chose to let them go: kept.js has the server throw them away.
function letGo(form) {
  kept.add(form);
  form.dispatchEvent(new Event("words-let-go", { bubbles: true }));
  return true;
}

const unsaved = (but) =>
  findAll("form[hx-post], form[data-keep]").filter((form) => form !== but && words(form).length);

addEventListener("input", ({ target }) => kept.delete(target.form));

addEventListener("beforeunload", (event) => {
  if (unsaved().length) event.preventDefault();
});

// --- Sending: once -------------------------------------------------------------------------------

function sending(form, yes) {
  form.toggleAttribute("data-sending", yes);
  for (const button of form.elements) {
    // Not `disabled`, which would take the focus away and the button's own value out of the form.
    if (button.type === "submit") button.ariaDisabled = yes ? "true" : null;
  }
}

addEventListener("submit", (event) => {
  if (!event.target.hasAttribute("data-sending")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

addEventListener("submit", (event) => {
  if (event.defaultPrevented || !isPost(event.target)) return;
  kept.add(event.target); // the page is left on purpose
  sending(event.target, true);
});

// A box that opens a text for change: it begins with what it says now. Closed, nothing of it is sent,
// and what was typed comes back with it.
addEventListener("change", ({ target }) => {
  const field = target.dataset?.fills && document.getElementById(target.dataset.fills);
  if (!field) return;
  if (!target.checked) target.dataset.text = field.value;
  field.value = target.checked ? target.dataset.text : "";
});

// A file whose text is to be read, as soon as it is chosen.
addEventListener("change", ({ target }) => {
  if (target.matches?.('[type="file"][data-send]') && target.files.length) target.form.requestSubmit();
});

addEventListener("pageshow", () => {
  for (const form of findAll("form[data-sending]")) {
    kept.delete(form);
    sending(form, false);
  }
});

// The form a request carried; not by `detail.elt`, which is whatever element the event is told to.
// A quiet request saves nothing and is no matter of the form, whether it arrives or not.
const isQuiet = ({ requestConfig: { elt } }) => elt.matches("[data-quiet]");
const sent = (detail) =>
  detail.requestConfig.verb === "post" && !isQuiet(detail) ? detail.requestConfig.elt.closest("form") : null;

on("htmx:configRequest", ({ detail }) => {
  const files = findAll('input[type="file"]', detail.elt).some((input) => input.files.length);
  if (files) detail.timeout = 0; // a slow line may take its time over a file
});

on("htmx:beforeRequest", (event) => {
  const form = sent(event.detail);
  if (!form) return opening(event);
  // The answer may replace them; but that of a form that stands apart replaces nothing else.
  const others = form.hasAttribute("data-apart") ? [] : unsaved(form);
  if (!others.length) return sending(form, true);
  event.preventDefault();
  discard().then((yes) => {
    if (!yes) return;
    others.forEach(letGo);
    form.requestSubmit();
  });
});

on("htmx:beforeOnLoad", ({ detail }) => {
  const form = sent(detail);
  if (!form || detail.xhr.status >= 400 || isWholePage(detail.xhr)) return;
  kept.add(form);
  find("#failures").replaceChildren();
});

on("htmx:afterRequest", ({ detail }) => {
  const form = sent(detail);
  if (form && !detail.xhr.getResponseHeader("HX-Redirect")) sending(form, false);
});

addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form");
  const isSent = event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing;
  if (!isSent || !isPost(form)) return;
  event.preventDefault();
  form.requestSubmit([...form.elements].find((button) => button.type === "submit"));
});

// --- When it did not arrive ----------------------------------------------------------------------

const isWholePage = (xhr) => /^\s*<!doctype/i.test(xhr.responseText);
const parse = (text) => new DOMParser().parseFromString(text, "text/html");

function fail(reason, { xhr, requestConfig }) {
  if (isQuiet({ requestConfig })) return;
  const form = sent({ requestConfig });
  const known = find("#failure").content;
  const saidOf = (number) => find(`[data-failure="${number}"]`, known);
  const said = saidOf(reason) ?? saidOf(reason > 500 ? 503 : 500);
  // Often the server's own words know more: which post, which limit.
  const isAnswered = xhr?.responseText && !["401", "413"].includes(reason);
  const alert = isAnswered && find('.message[role="alert"]', parse(xhr.responseText));
  const { title, pageTitle, page } = said.dataset;
  const message = find(".message", known).cloneNode(true);
  const part = (name) => find(`[data-part="${name}"]`, message);
  const number = xhr?.status >= 500 && xhr.getResponseHeader("X-Request-ID");
  const typed = words(form).length > 0;

  part("title").textContent = alert ? find("b", alert).textContent : form ? title : pageTitle ?? title;
  part("text").textContent = alert
    ? find(".note", alert).textContent
    : form ? said.textContent : (page ?? said.textContent);
  part("kept").hidden = !typed || (alert && xhr.status < 500);
  part("number").hidden = !number;
  if (number) part("number").append(number);
  part("sign-in").hidden = !["401", "stranger"].includes(reason);
  part("copy").hidden = !typed;
  part("copy").addEventListener("click", ({ target }) => copy(form, target));
  part("close").addEventListener("click", () => {
    message.remove();
    (form ? find(TYPED, form) : requestConfig.elt)?.focus();
  });
  find("#failures").replaceChildren(message);
  message.focus({ preventScroll: true }); // it stands at the lower edge already
}

async function copy(form, button) {
  const line = (field) => `${field.labels[0]?.innerText ?? field.name}\n${field.value}`;
  const text = words(form).map(line).join("\n\n");
  const done = await navigator.clipboard?.writeText(text).then(() => true, () => false);
  if (!done) { // plain http, or the browser does not allow it
    const carrier = document.createElement("textarea");
    button.after(carrier);
    carrier.value = text;
    carrier.select();
    document.execCommand("copy");
    carrier.remove();
    button.focus();
  }
  button.textContent = button.dataset.done;
}

on("htmx:sendError", ({ detail }) => fail("offline", detail));
on("htmx:timeout", ({ detail }) => fail("timeout", detail));
on("htmx:swapError", ({ detail }) => fail("500", detail));
on("htmx:targetError", ({ target: elt }) => {
  fail("500", { requestConfig: { elt, verb: isPost(elt) ? "post" : "get" } });
});
on("htmx:responseError", ({ detail }) => {
  const form = sent(detail);
  if (form && detail.xhr.status === 403 && !again.has(form)) sendAgain(form, detail);
  else fail(String(detail.xhr.status), detail);
});

// A whole page never goes into a part of one: most likely it is the sign-in page.
on("htmx:beforeSwap", ({ detail }) => {
  if (!detail.shouldSwap || !isWholePage(detail.xhr)) return;
  detail.shouldSwap = false;
  fail(parse(detail.xhr.responseText).body.dataset.user ? "500" : "401", detail);
});

// Signing in again in another tab makes the form's token stale. A new one is taken from a page and
// the form is sent once more, unless somebody else has signed in: their name must not come under
// these words.
const again = new WeakSet();

async function sendAgain(form, detail) {
  const answer = await fetch(find("[data-keyboard]").href, { cache: "no-store" }).catch(() => null);
  if (!answer) return fail("offline", detail);
  const page = parse(await answer.text());
  const token = find('[name="csrfmiddlewaretoken"]', page)?.value;
  if (!page.body.dataset.user || !token) return fail("401", { ...detail, xhr: null });
  if (page.body.dataset.user !== document.body.dataset.user) {
    return fail("stranger", { ...detail, xhr: null });
  }
  for (const input of findAll('[name="csrfmiddlewaretoken"]')) input.value = token;
  again.add(form);
  const submitter = detail.requestConfig.triggeringEvent?.submitter;
  form.requestSubmit(form.contains(submitter) ? submitter : undefined);
  on("htmx:afterRequest", function done(event) {
    if (sent(event.detail) !== form) return;
    again.delete(form);
    document.body.removeEventListener("htmx:afterRequest", done);
  });
}

// --- Forms that open in place --------------------------------------------------------------------

const openers = new Map(); // id of the slot: the link that filled it

function opening(event) {
  const { elt, target } = event.detail;
  if (!target?.matches?.("[data-slot]")) return leaving(event);
  if (target.contains(elt)) return;
  const form = target.matches("form") ? target : find("form", target);
  if (form && words(form).length) {
    event.preventDefault();
    if (openers.get(target.id) === elt) find(TYPED, form)?.focus();
    else discard().then((yes) => yes && letGo(form) && elt.click());
  } else openers.set(target.id, elt);
}

// A link that puts something else in the place of forms with words in them.
function leaving(event) {
  const { elt, target } = event.detail;
  const within = unsaved().filter((form) => target?.contains?.(form));
  if (!within.length) return;
  event.preventDefault();
  discard().then((yes) => {
    if (!yes) return;
    within.forEach(letGo);
    elt.click();
  });
}

async function close(form) {
  if (words(form).length && !(await discard())) return;
  letGo(form);
  const slot = form.closest("[data-slot]");
  const opener = openers.get(slot?.id);
  if (!opener) return location.assign(find("[data-close]", form).href);
  const empty = document.createElement("div");
  empty.id = slot.id;
  empty.dataset.slot = "";
  slot.replaceWith(empty);
  openers.delete(slot.id);
  // A link in a menu that has closed cannot have the focus: its menu has it.
  const back = opener.checkVisibility?.() === false ? find("summary", opener.closest("details")) : opener;
  (opener.isConnected ? back : find("[data-update]"))?.focus();
}

function discard() {
  const dialog = find("#discard");
  dialog.returnValue = "keep";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "discard"), { once: true });
  });
}

addEventListener("click", (event) => {
  const form = event.target.closest?.("[data-close]")?.closest("form");
  if (!form || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  close(form);
});

addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form");
  if (event.key !== "Escape" || event.isComposing || event.defaultPrevented || !form) return;
  if (openers.has(form.closest("[data-slot]")?.id) || find("[data-close]", form)) {
    event.preventDefault();
    close(form);
  }
});
