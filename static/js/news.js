// What is new is where the focus goes, what the title says and what is read out; and how much room
// a text has left.

const find = (selector, root = document) => root.querySelector(selector);
const findAll = (selector, root = document) => [...root.querySelectorAll(selector)];
const on = (name, listener) => document.body.addEventListener(name, listener);

function announce(text) {
  find("#live").textContent = "";
  setTimeout(() => (find("#live").textContent = text), 100);
}

const counted = new Intl.NumberFormat(document.documentElement.lang);
let soon;

// Unicode code points after NFC, a line break as one: exactly what the server counts.
function count(field, quiet) {
  const out = document.getElementById(`${field.id}_left`);
  const left = field.dataset.limit - [...field.value.normalize("NFC")].length;
  const before = out.dataset.now ?? left;
  out.dataset.now = left;
  out.textContent = `${left < 0 ? out.dataset.over : out.dataset.left} ${counted.format(Math.abs(left))}`;
  out.classList.toggle("over", left < 0);
  const isPassed = (mark) => (left <= mark && before > mark) || (left < 0 && before >= 0);
  if (quiet || ![100, 20, 0].some(isPassed)) return;
  clearTimeout(soon);
  soon = setTimeout(() => announce(out.textContent), 700);
}

addEventListener("input", ({ target }) => target.matches("[data-limit]") && count(target));

function prepare(root) {
  for (const field of findAll("[data-limit]", root)) {
    field.removeAttribute("maxlength"); // it would cut off pasted words without a word
    const described = field.getAttribute("aria-describedby") ?? "";
    if (!described.includes(`${field.id}_left`)) {
      field.setAttribute("aria-describedby", `${described} ${field.id}_left`.trim());
    }
    count(field, true);
  }
}

// The text beside the sentence in hand comes along with it; where it stands below, the sentence
// stays in view.
const beside = matchMedia("(min-width: 70rem)");

function follow() {
  if (beside.matches) {
    find('.sentences [aria-current="true"]')?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }
}

// A page loaded again goes back to where it was scrolled, even when its address now names a place.
function show(place) {
  history.scrollRestoration = "manual";
  place.scrollIntoView({ block: "center", behavior: "instant" });
  addEventListener("pagehide", () => (history.scrollRestoration = "auto"), { once: true });
}

// The head of the page may have been brought up to date with the part: the title begins with the same number.
function withCount(title) {
  const count = Number(find("#waits")?.dataset.count ?? 0);
  const plain = title.replace(/^\(\d+\) /, "");
  return count ? `(${count}) ${plain}` : plain;
}

// Of several choices, the one that is made: the arrows go on from there.
const chosen = (field) =>
  (field?.type === "radio" && find(`[name="${field.name}"]:checked`, field.form)) || field;

const ROOM = 0.8; // of the height of the window

// A form that opens is read from its heading: both are in the window, or the heading has the focus.
function open(form, first) {
  const heading = find("h2", form);
  const height = first.getBoundingClientRect().bottom - heading.getBoundingClientRect().top;
  const goal = height < innerHeight * ROOM ? first : heading;
  if (goal === heading) heading.tabIndex = -1;
  goal.focus({ preventScroll: true });
  const { top } = heading.getBoundingClientRect();
  if (top < 0 || top + height > innerHeight * ROOM) heading.scrollIntoView({ block: "start" });
}

let fresh = [];
let plainTitle = null;

on("htmx:load", ({ detail }) => {
  if (detail.elt === document.body) return;
  fresh.push(detail.elt);
  prepare(detail.elt.parentElement ?? detail.elt);
});

on("htmx:afterSettle", ({ detail }) => {
  if (!fresh.length) return;
  const parts = fresh.filter((part) => part.isConnected);
  const among = (selector) =>
    parts.map((part) => (part.matches(selector) ? part : find(selector, part))).find(Boolean);
  fresh = [];

  const summary = among(".summary");
  if (among("[data-title]")) document.title = among("[data-title]").dataset.title;
  else if (plainTitle) document.title = plainTitle;
  document.title = withCount(document.title);
  plainTitle = summary ? document.title : null;
  if (summary) document.title = summary.dataset.titlePrefix + document.title;
  if (among("[data-announce]")) announce(among("[data-announce]").textContent.trim());

  const message = detail.requestConfig.verb === "post" && among(".message")?.closest("#messages");
  const goal = summary || chosen(among("[data-focus]")) || message;
  if (among(".sentences, .sentences > li")) follow();
  if (goal) {
    const opened = detail.requestConfig.verb === "get" && !summary && goal.closest("form#act-form");
    if (opened) return open(opened, goal);
    // By itself: htmx may have focused it already without scrolling.
    goal.scrollIntoView({ block: "nearest" });
    goal.focus();
  } else if (document.activeElement === document.body) {
    // What had the focus was replaced: go on from where it stood.
    const place = document.getElementById(detail.target?.id);
    place?.setAttribute("tabindex", "-1");
    place?.focus({ preventScroll: true });
  }
});

prepare(document);
follow();
if (!find("[autofocus]")) {
  const message = find("#messages:has(> .message)"); // in sight as long as it has the focus
  const place = location.hash && document.getElementById(location.hash.slice(1));
  (message || chosen(find("main [data-focus]")))?.focus({ preventScroll: Boolean(message || place) });
  if (message && place) {
    show(place);
    // The browser itself gives the focus to the place of an address, once all is loaded.
    place.addEventListener("focus", () => message.focus({ preventScroll: true }), { once: true });
  }
}
