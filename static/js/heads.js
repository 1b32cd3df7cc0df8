// The head of a long table stays in sight, as long as the table needs no pushing sideways: what scrolls
// sideways by itself cannot keep anything at the upper edge of the window.

const fits = new ResizeObserver((seen) => {
  for (const { target } of seen) {
    const scroller = target.closest(".scroller");
    scroller?.classList.toggle("fits", target.offsetWidth <= scroller.clientWidth);
  }
});
function watch() {
  const tables = document.querySelectorAll(".scroller > :is(.register, .differences)");
  for (const table of tables) fits.observe(table);
}

document.body.addEventListener("htmx:load", watch);
watch();
