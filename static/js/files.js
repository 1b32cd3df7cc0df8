// A long list takes seconds to become a file. Until the file is there, its link says that it is being made,
// and then how much of it has come.

const live = () => document.getElementById("live");

function nameIn(header) {
  const exact = header.match(/filename\*=utf-8''([^;]+)/i);
  return exact ? decodeURIComponent(exact[1]) : (header.match(/filename="([^"]+)"/)?.[1] ?? "");
}

function keep(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// Content-Length is of what is sent, which may be packed; the server says how long the file itself is.
async function received(response, bar) {
  const size = Number(response.headers.get("File-Size"));
  if (!size) return response.blob();
  const parts = [];
  const reader = response.body.getReader();
  bar.max = size;
  bar.value = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    bar.value += part.value.length;
  }
  return new Blob(parts, { type: response.headers.get("Content-Type") });
}

async function take(link, files) {
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", files.dataset.making);
  link.after(bar);
  link.setAttribute("aria-disabled", "true");
  live().textContent = files.dataset.making;
  try {
    const response = await fetch(link.href);
    if (!response.ok || !response.headers.has("Content-Disposition")) throw new Error();
    keep(await received(response, bar), nameIn(response.headers.get("Content-Disposition")));
    live().textContent = files.dataset.made;
  } catch {
    location.assign(link.href); // what went wrong is said by its own page
  } finally {
    bar.remove();
    link.removeAttribute("aria-disabled");
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".files a");
  const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !isPlain) return;
  event.preventDefault();
  if (!link.hasAttribute("aria-disabled")) take(link, link.closest(".files"));
});
