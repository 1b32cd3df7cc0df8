// A long list takes seconds to become a file. Until the file is there, its link says that it is being made.

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

async function take(link, files) {
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", files.dataset.making);
  link.after(bar);
  link.setAttribute("aria-disabled", "true");
  live().textContent = files.dataset.making;
  try {
    const response = await fetch(link.href);
    if (!response.ok || !response.headers.has("Content-Disposition")) throw new Error();
    keep(await response.blob(), nameIn(response.headers.get("Content-Disposition")));
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
