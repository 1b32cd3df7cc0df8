// The keyboard, and rows that can be pressed anywhere. Single keys rest while one types, and when
// the reader's settings switch them off (data-shortcuts on body).

const find = (selector, root = document) => root.querySelector(selector);
const FIELDS = "input, select, textarea, [contenteditable]";
const PRESSABLE = `a, button, label, summary, ${FIELDS}`;
const SEQUENCE_MS = 1500;

const MAIN = ":scope > details > summary, a.main, .row-title a, a.row-title";
const mainLink = (row) => find(MAIN, row) ?? find("a[href]", row);
const currentRow = () => document.activeElement?.closest("[data-row]");

function move(step) {
  const rows = [...document.querySelectorAll("[data-row]")].filter((row) => row.getClientRects().length);
  const at = rows.indexOf(currentRow());
  const next = at < 0 ? rows.find((row) => row.getBoundingClientRect().bottom > 0) : rows[at + step];
  if (!next) return;
  mainLink(next)?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function search() {
  const field = find("[data-find]") ?? find("#find");
  field?.focus();
  field?.select();
}

function showKeys() {
  find("#keys").showModal();
}

const KEYS = {
  "/": search,
  "?": showKeys,
  j: () => move(1),
  k: () => move(-1),
  o: () => currentRow() && mainLink(currentRow())?.click(),
  u: update,
};

// The form of the row, of the page, or of what the row in a list of commitments leads to.
function update() {
  const row = currentRow();
  const list = row?.closest("[data-updates]");
  if (list) return open(`${mainLink(row).href}${list.dataset.updates}`, "_self");
  (find("[data-update]", row ?? document) ?? find("[data-update]"))?.click();
}

let going = 0; // until when the letter after g counts

// A letter by its place on the keyboard when the layout is Cyrillic.
const letter = ({ key, code }) =>
  /^Key[A-Z]$/.test(code) && !/^[a-z]$/i.test(key) ? code[3].toLowerCase() : key;

// What a page gives a key of its own goes before what the key does elsewhere. A key that is held
// down presses a button once: the next sentence has the same buttons, and nobody has read it yet.
function own(key, isHeld) {
  const element = /^[a-z0-9]$/.test(key) && find(`[data-key~="${key}"]`);
  return element && (() => (isHeld && element.matches("button")) || element.click());
}

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.body.dataset.shortcuts === "off") return;
  if (event.target.closest?.(FIELDS) || find("dialog[open]")) return;
  const key = letter(event);
  const go = Date.now() < going && /^[a-z]$/.test(key) && find(`[data-go="${key}"]`);
  going = key === "g" ? Date.now() + SEQUENCE_MS : 0;
  const act = go ? () => go.click() : own(key, event.repeat) || KEYS[key];
  if (!act) return;
  event.preventDefault();
  act();
});

addEventListener("click", (event) => {
  if (event.target.closest?.("[data-keyboard]") && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    showKeys();
    return;
  }
  const row = event.target.closest?.("[data-href]");
  if (!row || event.defaultPrevented) return;
  if (event.target.closest(PRESSABLE) || !getSelection().isCollapsed) return;
  const address = row.dataset.href || mainLink(row)?.href;
  if (address) open(address, event.ctrlKey || event.metaKey ? "_blank" : "_self");
});

// A menu closes when something in it or beside it is pressed, and with Escape.
addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll("details.offers[open]")) {
    if (!menu.contains(target) || target.closest("a, button")) menu.open = false;
  }
});

addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.("details.offers[open]");
  if (!menu) return;
  menu.open = false;
  find("summary", menu).focus();
});
