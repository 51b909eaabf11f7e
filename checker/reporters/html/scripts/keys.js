// Keyboard shortcuts: j and k for flags, n and p for pages, / to search, Esc to step back, ? for help.

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.getElementById("dialog").open) return;
  if (event.key === "Escape") {
    event.preventDefault();
    stepBack();
    return;
  }
  if (event.target.matches("input:not([type=checkbox]), select, textarea")) return;
  const act = {
    j: () => step(1),
    k: () => step(-1),
    n: () => turnBy(1),
    p: () => turnBy(-1),
    "/": () => goTo(document.getElementById("query"), "center"),
    "?": showKeys,
  }[event.key] || arrows(event);
  if (!act || (!flags.count && event.key !== "?")) return;
  event.preventDefault();
  act();
}

/** Up and down move between flags if a flag has the focus; otherwise they scroll. */
function arrows({ key, target }) {
  if (!target.matches("#list button.open")) return null;
  return { ArrowDown: () => step(1), ArrowUp: () => step(-1) }[key];
}

/** Moves to the next or previous flag, and to the next or previous page at the end of this one. */
function step(way) {
  const openButtons = [...document.querySelectorAll("#list button.open")];
  const here = openButtons.indexOf(document.activeElement.closest?.("#list button.open"));
  const start = here < 0 ? openButtons.indexOf(openButton(chosen.flag)) : here;
  let next = start < 0 ? 0 : start + way;
  if (next < 0 || next >= openButtons.length) {
    if (!turnBy(way)) return;
    next = way > 0 ? 0 : document.querySelectorAll("#list button.open").length - 1;
  }
  const found = document.querySelectorAll("#list button.open")[next];
  if (found) goTo(found, "nearest");
}

/** Turns the page forward or back. Returns false if there is no such page. */
function turnBy(way) {
  const page = chosen.page + way;
  if (page < 1 || page > list.pages) return false;
  turnTo(page);
  const first = document.querySelector("#list button.open");
  if (first) goTo(first, "center");
  return true;
}

/** Closes the open flag, or else clears the search, or else the filters. */
function stepBack() {
  if (!flags.count) return;
  if (chosen.flag) {
    const head = openButton(chosen.flag);
    chosen.flag = "";
    openChosen();
    writeAddress();
    head?.focus();
  } else if (chosen.query) {
    Object.assign(chosen, { query: "", page: 1 });
    draw();
  } else if (isFiltered()) {
    clearFilters();
    draw();
  }
}
