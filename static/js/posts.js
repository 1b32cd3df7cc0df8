// The posts of the commission, offered while one types "@" into a field that may name them. A text
// area cannot be a combobox; it keeps its role and points at the list and at the line that is chosen.

const SIGN = "@";
const LONGEST = 80; // of what stands between the sign and the cursor
const find = (selector, root = document) => root.querySelector(selector);
const plain = (text) => text.normalize("NFKC").toLowerCase();

const lists = new Map(); // address: the list, once it has come
let field = null; // in which posts are offered now
let list = null;
let closedAt = -1; // the sign whose list was closed with Escape

async function fetched(url) {
  if (!lists.has(url)) {
    const answer = await fetch(url).catch(() => null);
    if (!answer?.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!find("[role=listbox]", page)) return null;
    lists.set(url, find("[role=listbox]", page));
  }
  return lists.get(url);
}

/** Where the name begins that is being typed, and what of it there is; null where none is. */
function typed({ value, selectionStart, selectionEnd }) {
  const at = value.lastIndexOf(SIGN, selectionStart - 1);
  const name = value.slice(at + 1, selectionStart);
  if (selectionStart !== selectionEnd || at < 0 || name.length > LONGEST) return null;
  // What follows a letter is an address of e-mail, and no name goes over a line.
  if (/[\w.%+-]$/.test(value.slice(0, at)) || /\n|^\s/.test(name)) return null;
  return { at, name };
}

const lines = () => [...list.children];
const chosen = () => find("[aria-selected=true]", list);

function choose(line) {
  for (const one of lines()) one.ariaSelected = String(one === line);
  field.setAttribute("aria-activedescendant", line.id);
  line.scrollIntoView({ block: "nearest" });
}

function close() {
  list?.remove();
  for (const name of ["controls", "activedescendant"]) field?.removeAttribute(`aria-${name}`);
  field = list = null;
}

async function offer(target) {
  const sought = typed(target);
  if (sought?.at !== closedAt) closedAt = -1;
  if (!sought || sought.at === closedAt) return close();
  const all = await fetched(target.dataset.posts);
  const now = typed(target); // the list took its time to come
  if (!all || !now || document.activeElement !== target) return close();
  const words = plain(now.name);
  const text = ({ dataset }) => plain(`${dataset.post}\n${dataset.of}`);
  const told = [...all.children].filter((line) => text(line).includes(words));
  const isWhole = told.length === 1 && plain(told[0].dataset.post) === words;
  if (!told.length || isWhole) return close();
  const begins = (line) => (plain(line.dataset.post).startsWith(words) ? 0 : 1);
  told.sort((one, other) => begins(one) - begins(other));
  if (field !== target) {
    close();
    field = target;
    list = all.cloneNode(false);
    list.id = `${target.id}_posts`;
    target.after(list);
    target.setAttribute("aria-controls", list.id);
  }
  list.replaceChildren(...told.map((line) => line.cloneNode(true)));
  lines().forEach((line, index) => (line.id = `${list.id}_${index}`));
  choose(lines()[0]);
  find("#live").textContent = `${list.getAttribute("aria-label")}: ${told.length}`;
}

function write(line) {
  const { at } = typed(field);
  const target = field;
  target.setRangeText(`${SIGN}${line.dataset.post} `, at, target.selectionStart, "end");
  close();
  closedAt = at;
  target.dispatchEvent(new Event("input", { bubbles: true }));
}

const MOVES = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
};

// Before the form has them: Enter would be a line break, Escape would close the form.
addEventListener("keydown", (event) => {
  if (!list || event.target !== field || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const { key } = event;
  if (key === "Escape") closedAt = typed(field)?.at ?? -1;
  if (key in MOVES) choose(lines()[MOVES[key](lines().indexOf(chosen()), lines().length)]);
  else if (key === "Escape") close();
  else if (key === "Enter") write(chosen());
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

addEventListener("input", ({ target, isComposing }) => {
  if (target.dataset?.posts && !isComposing) offer(target);
});
addEventListener("compositionend", ({ target }) => target.dataset?.posts && offer(target));
document.addEventListener("selectionchange", () => {
  if (field && !typed(field)) close();
});

addEventListener("pointerdown", (event) => {
  if (list?.contains(event.target)) event.preventDefault(); // keeps the cursor in the field
});
addEventListener("click", ({ target }) => {
  const line = list?.contains(target) && target.closest("[role=option]");
  if (line) write(line);
});
addEventListener("focusout", ({ target }) => target === field && close());

// --- A name that reaches nobody is said under its field before it is saved -------------------------

// As the server reads names: actions/mention.py.
const TRIED = /(?<![A-Za-z0-9._%+-])@(?=[\p{L}\p{N}_])/u;
const NAME_END = /[\n,;:!?()«»“”"、，。；：！？（）]|\.(?:\s|$)/;
const NAME_WORDS = 4;
const PAUSE_MS = 600;
const pauses = new WeakMap(); // field: what will look at it

const isNamed = (piece, post) => piece.startsWith(post) && !/^[A-Za-z0-9_]/.test(piece.slice(post.length));

function missed({ value }, posts, whole) {
  const pieces = value.normalize("NFC").split(TRIED).slice(1);
  const isKnown = (piece, at) => posts.some((post) => isNamed(piece, post)
    || (!whole && at === pieces.length - 1 && post.startsWith(piece))); // it may not be finished yet
  const nameAt = (piece) => piece.split(NAME_END)[0].trim().split(/\s+/).slice(0, NAME_WORDS).join(" ");
  const unknown = pieces.filter((piece, at) => !isKnown(piece, at)).map(nameAt);
  return [...new Set(unknown.filter(Boolean))];
}

async function warn(target, whole) {
  clearTimeout(pauses.get(target));
  const place = () => target.parentElement.querySelector("[data-missed-names]");
  if (!target.value.includes(SIGN)) return place()?.replaceChildren();
  const all = await fetched(target.dataset.posts);
  if (!all || !target.isConnected) return;
  const posts = [...[...all.children].map(({ dataset }) => dataset.post), all.dataset.own].filter(Boolean);
  const names = missed(target, posts.map((post) => post.normalize("NFC")), whole);
  if (!place()) {
    const line = document.createElement("span");
    line.className = "hint over";
    line.dataset.missedNames = "";
    line.setAttribute("role", "status");
    target.parentElement.append(line);
  }
  const quoted = names.map((name) => `“${SIGN}${name}”`).join(", ");
  const said = quoted && `${all.dataset.missed} ${quoted}`;
  if (place().textContent !== said) place().textContent = said;
}

addEventListener("input", ({ target }) => {
  if (!target.dataset?.posts) return;
  clearTimeout(pauses.get(target));
  pauses.set(target, setTimeout(warn, PAUSE_MS, target, false));
});
addEventListener("focusout", ({ target }) => target.dataset?.posts && warn(target, true));

function prepare(root) {
  for (const one of root.querySelectorAll("[data-posts]")) {
    one.setAttribute("aria-autocomplete", "list");
    one.setAttribute("aria-haspopup", "listbox");
  }
}

document.body.addEventListener("htmx:load", ({ detail }) => prepare(detail.elt.parentElement ?? detail.elt));
prepare(document);
