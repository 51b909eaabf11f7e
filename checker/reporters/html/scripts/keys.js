// The keyboard: j and k through the flags, n and p through the pages, / to search, Esc to step back, ? for help.

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

/** Up and down move through the flags only from one of them; elsewhere they scroll. */
function arrows({ key, target }) {
  if (!target.matches("#list button.open")) return null;
  return { ArrowDown: () => step(1), ArrowUp: () => step(-1) }[key];
}

/** Moves to the next or previous flag, over the end of the page if need be. */
function step(way) {
  const openers = [...document.querySelectorAll("#list button.open")];
  const here = openers.indexOf(document.activeElement.closest?.("#list button.open"));
  const start = here < 0 ? openers.indexOf(opener(chosen.flag)) : here;
  let next = start < 0 ? 0 : start + way;
  if (next < 0 || next >= openers.length) {
    if (!turnBy(way)) return;
    next = way > 0 ? 0 : document.querySelectorAll("#list button.open").length - 1;
  }
  const found = document.querySelectorAll("#list button.open")[next];
  if (found) goTo(found, "nearest");
}

/** Whether there was a page to turn to. */
function turnBy(way) {
  const page = chosen.page + way;
  if (page < 1 || page > list.pages) return false;
  turnTo(page);
  const first = document.querySelector("#list button.open");
  if (first) goTo(first, "center");
  return true;
}

/** Esc takes back one thing at a time: the open flag, the search, the filters. */
function stepBack() {
  if (!flags.count) return;
  if (chosen.flag) {
    const head = opener(chosen.flag);
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
