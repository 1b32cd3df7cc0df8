// Quoting from a readout by selecting its words. Places are counted in Unicode code points of the
// frozen text, as the server counts them; numbers that CSS adds are not in the text and do not
// count.

const find = (selector, root = document) => root.querySelector(selector);
const reading = () => find("[data-reading]");
const bar = find("[data-quote-bar]");
const quoteForm = () => find("[data-quote-form]");

const points = (text) => [...text].length;

/** The part of paragraph `p` that `range` covers: its start in the whole text, and its words. */
function covered(range, p) {
  const part = document.createRange();
  part.selectNodeContents(p);
  const before = part.cloneRange();
  if (p.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
  if (p.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
  before.setEnd(part.startContainer, part.startOffset);
  return { start: Number(p.dataset.start) + points(before.toString()), words: part.toString() };
}

/** The selection as {start, end, words}, or null when it holds no words of the text. */
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const parts = [...(reading()?.querySelectorAll("p[data-start]") ?? [])]
    .filter((p) => range.intersectsNode(p))
    .map((p) => covered(range, p))
    .filter((part) => part.words.trim());
  if (!parts.length) return null;
  // Between paragraphs the text has nothing but line breaks, as many as the places say.
  const gap = (text, part) => "\n".repeat(Math.max(0, part.start - parts[0].start - points(text)));
  const whole = parts.reduce((text, part) => text + gap(text, part) + part.words, "");
  const start = parts[0].start + points(whole) - points(whole.trimStart());
  const words = whole.trim();
  return { start, end: start + points(words), words };
}

let quote = null;

function take() {
  const form = quoteForm();
  if (!form) {
    const url = new URL(bar.dataset.url, location);
    url.searchParams.set("start", quote.start);
    url.searchParams.set("end", quote.end);
    return location.assign(url);
  }
  const { start, end, words } = form.elements;
  words.value = quote.words;
  // Counters; it also clears the places, so they come last.
  words.dispatchEvent(new Event("input", { bubbles: true }));
  start.value = quote.start;
  end.value = quote.end;
  getSelection().removeAllRanges();
  form.scrollIntoView({ block: "start" });
  const asked = "input:not([type=hidden]), textarea, select";
  const empty = [...form.elements].find((field) => field.matches(asked) && !field.value);
  (find("[data-quote-next]", form) ?? empty ?? words).focus({ preventScroll: true });
}

if (reading() && bar) {
  const button = find("button", bar);
  document.addEventListener("selectionchange", () => {
    if (bar.contains(document.activeElement)) return;
    quote = selected();
    bar.hidden = !quote;
    if (quote) find("[data-part=words]", bar).textContent = quote.words;
  });
  button.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
  button.addEventListener("click", take);
  addEventListener("keydown", ({ key, code, ctrlKey, metaKey, altKey, target }) => {
    const isQ = key === "q" || (code === "KeyQ" && !/^[a-z]$/i.test(key));
    const busy = ctrlKey || metaKey || altKey || target.closest?.("input, select, textarea");
    if (isQ && !busy && quote && document.body.dataset.shortcuts !== "off") take();
  });
  // Words changed by hand have no place any more: the server looks for them.
  addEventListener("input", ({ target }) => {
    if (target.name !== "words" || target.form !== quoteForm()) return;
    for (const name of ["start", "end"]) target.form.elements[name].value = "";
  });
}
