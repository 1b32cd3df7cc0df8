// The source of an entry: one that is known brings what is known of it, and a file says how far it is.

const find = (selector, root = document) => root.querySelector(selector);

// A title chosen from the last ones: what was said of it before is not typed again. Nothing that was
// typed is replaced.
addEventListener("change", ({ target }) => {
  const known = target.name === "source_title" && [...(target.list?.options ?? [])];
  const source = known && known.find(({ value }) => value === target.value);
  if (!source) return;
  for (const [name, value] of Object.entries(source.dataset)) {
    const field = target.form.elements[name];
    if (value && field && (field.type === "select-one" || !field.value)) field.value = value;
  }
  target.dispatchEvent(new Event("input", { bubbles: true })); // kept with the other words
});

// While a file is on its way: how much of it has gone, and a way to stop it.
const formOf = ({ elt }) => elt.closest?.("form");
const stop = (elt) => elt.dispatchEvent(new CustomEvent("htmx:abort", { bubbles: true, detail: { elt } }));
const sending = (form) => form && find(".sending", form);

document.body.addEventListener("htmx:xhr:progress", ({ target, detail }) => {
  const form = formOf({ elt: target });
  const hasFile = form && [...form.querySelectorAll('[type="file"]')].some(({ files }) => files.length);
  if (!hasFile || !detail.lengthComputable) return;
  if (!sending(form)) {
    const row = find("#sending").content.cloneNode(true);
    find("button", row).addEventListener("click", () => stop(form));
    find(".actions", form)?.append(row);
  }
  const bar = find(".sending progress", form);
  if (!bar) return;
  bar.max = detail.total;
  bar.value = detail.loaded;
  bar.textContent = `${Math.round((100 * detail.loaded) / detail.total)} %`;
});
document.body.addEventListener("htmx:afterRequest", ({ target: elt }) => {
  sending(formOf({ elt }))?.remove();
});
