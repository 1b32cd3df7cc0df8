// An act of one press waits some seconds before it is sent, so that a slip can be taken back. It is
// sent at once when the page is left or something else is begun; its form carries a key, so that
// it is saved once however often it arrives. The sentences stand in templates/frame/client.html.

const TWICE_MS = 1000; // a second press within this time is a double click
const TYPED = 'textarea, input:is(:not([type]), [type="text"], [type="url"], [type="email"], [type="date"])';
const find = (selector, root = document) => root.querySelector(selector);
const known = find("#holding");
const part = (bar, name) => find(`[data-part="${name}"]`, bar);

let held = null; // the act that waits
let going = false; // this script itself follows a link
const released = new WeakSet(); // forms that are sent now

const stop = (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
};
const say = (text) => (find("#live").textContent = text);

function wordsOf(button) {
  const copy = button.cloneNode(true);
  for (const key of copy.querySelectorAll("kbd")) key.remove();
  return button.dataset.hold || copy.textContent.trim().replace(/\s+/g, " ");
}

function hold(form, button) {
  const body = new URLSearchParams(new FormData(form, button));
  const bar = find(".held", known.content).cloneNode(true);
  const act = { form, button, body, bar, url: form.getAttribute("action"), since: performance.now() };
  part(bar, "act").textContent = wordsOf(button);
  part(bar, "undo").addEventListener("click", undo);
  part(bar, "now").addEventListener("click", () => send());
  bar.addEventListener("pointermove", ({ pointerType, movementX, movementY }) => {
    act.isPointedAt ||= pointerType === "mouse" && (movementX !== 0 || movementY !== 0);
  });
  button.ariaDisabled = "true";
  form.after(bar); // Undo is the next stop of the Tab key
  wait(act);
  say(bar.firstElementChild.innerText);
  const next = button.dataset.back && find('[data-key~="j"]');
  if (!next) return;
  document.body.append(bar); // the list goes on meanwhile
  bar.showPopover();
  going = true;
  next.click();
  going = false;
}

function wait(act) {
  held = act;
  act.left = Number(known.dataset.seconds);
  part(act.bar, "left").textContent = act.left;
  act.timer = setInterval(tick, 1000);
  if (!act.bar.matches(":popover-open")) act.bar.showPopover();
}

// The time stands still for who is about to press one of the buttons. A pointer that merely lay where
// the bar came up is not looking at it.
const isLookedAt = ({ bar, isPointedAt }) =>
  bar.matches(":focus-within") || (isPointedAt && bar.matches(":hover"));

function tick() {
  if (isLookedAt(held)) return;
  held.left -= 1;
  part(held.bar, "left").textContent = held.left;
  if (held.left <= 0) send();
}

/** The act that waited, which waits no longer. */
function take() {
  const act = held;
  held = null;
  clearInterval(act.timer);
  act.bar.remove();
  act.button.ariaDisabled = null;
  return act;
}

function undo() {
  const act = take();
  say(part(act.bar, "undone").textContent);
  if (act.button.isConnected) act.button.focus();
  else location.assign(act.button.dataset.back);
}

/** Send it as if it had just been pressed; where its form is gone, by itself. */
function send() {
  if (!held.form.isConnected) return settle().then((isSaved) => isSaved && location.reload());
  const { form, button } = take();
  released.add(form);
  form.requestSubmit(button);
}

const post = ({ url, body }, keepalive) =>
  fetch(url, { method: "POST", body, keepalive, redirect: "manual", headers: { "Accord-Held": "1" } });

/** Send what waits before something else begins. False where that has to wait: it was not saved. */
async function settle() {
  if (!held) return true;
  const act = take();
  const answer = await post(act, true).catch(() => null);
  if (answer?.status === 204) return true;
  if (answer) {
    location.assign(act.url); // how it stands now, and why it was refused
    return false;
  }
  (act.form.isConnected ? act.form : document.body.lastElementChild).after(act.bar);
  part(act.bar, "offline").hidden = false;
  wait(act);
  return false;
}

addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (released.delete(form) || event.defaultPrevented || !known) return;
  if (form.getAttribute("method")?.toLowerCase() !== "post") return;
  if (held?.form === form && held.button === submitter) {
    if (performance.now() - held.since < TWICE_MS) return stop(event);
    take(); // this press sends it
    return;
  }
  const isHeld = submitter?.hasAttribute("data-hold");
  if (!isHeld && !held) return;
  stop(event);
  const again = () => {
    released.add(form);
    form.requestSubmit(submitter);
  };
  settle().then((isSaved) => isSaved && (isHeld ? hold(form, submitter) : again()));
}, true);

addEventListener("click", (event) => {
  const link = held && !going && event.target.closest?.("a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (link.target || link.hasAttribute("download") || link.getAttribute("href").startsWith("#")) return;
  stop(event);
  settle().then((isSaved) => isSaved && (link.isConnected ? link.click() : location.assign(link.href)));
}, true);

// Whoever begins to write goes on to something else.
addEventListener("focusin", ({ target }) => {
  if (held && target.form && target.form !== held.form && target.matches(TYPED)) settle();
});

addEventListener("pagehide", () => held && post(take(), true));
