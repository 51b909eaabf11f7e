// Connects the parts and starts the page.

/** Filters the flags by these choices only, and goes to the list. */
function choose(filters) {
  clearFilters();
  Object.assign(chosen, { flag: "" }, filters);
  draw();
  goTo(document.getElementById("flags"));
}

/** Switches attributes, titles and the list to the page's language; the style sheet switches the other texts. */
function showLanguage() {
  for (const name of ["aria-label", "placeholder"]) {
    for (const element of document.querySelectorAll(`[data-${root.lang}-${name}]`)) {
      element.setAttribute(name, element.getAttribute(`data-${root.lang}-${name}`));
    }
  }
  document.title = document.querySelector("title").getAttribute(`data-${root.lang}-title`);
  for (const each of document.querySelectorAll("[data-language]")) {
    each.setAttribute("aria-pressed", String(each.dataset.language === root.lang));
  }
  document.getElementById("dialog").close();
  showTip(null);
  drawDecided();
  draw();
}

function switchColours() {
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
  writeAddress();
}

/** Prepares the list for print: a limited number of flags without pages, and a sentence that says so. */
function setPrinting(printing) {
  if (!flags.count) return;
  list.printing = printing;
  drawList();
  const [shown, all] = [thousands(list.order.length), thousands(flags.count)];
  const name = list.order.length > PRINTED ? "printed" : "printed_all";
  const chosenNames = ["severity", ...CHOICES].flatMap((each) => {
    const labels = facets[each].options.filter(({ id }) => [].concat(chosen[each]).includes(id)).map(({ label }) => label());
    return labels.length ? [`${word(each)} ${labels.join(", ")}`] : [];
  });
  const searched = chosen.query ? [`${word("search")} ${chosen.query}`] : [];
  const sentence = isFiltered() || name === "printed" ? word(name, { shown, all, printed: thousands(PRINTED) }) : word("shown_all", { all });
  document.getElementById("printed").textContent = [sentence, ...chosenNames, ...searched].join("  ");
}

function listenToFilters() {
  const form = document.getElementById("filters");
  if (!form) return;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => {
    if (target.id === "query") chosen.query = target.value;
    else if (target.name === "severity") {
      chosen.severity = [...form.querySelectorAll("[name=severity]:checked")].map(({ value }) => value);
    } else chosen[target.name] = target.value;
    Object.assign(chosen, { page: 1, flag: "" });
    draw();
  });
  document.getElementById("clear").addEventListener("click", () => {
    clearFilters();
    draw();
    document.getElementById("query").focus();
  });
}

function listenToLinks() {
  for (const each of document.querySelectorAll("a[href^='#']")) {
    each.addEventListener("click", (event) => {
      event.preventDefault();
      const { filter, value, result } = each.dataset;
      if (result) showResult(Number(result));
      else if (filter) choose({ [filter]: filter === "severity" ? [value] : value });
      else goTo(document.querySelector(each.getAttribute("href")));
    });
  }
}

/** Goes to the flag in the address, or to the list if it is filtered. */
function goToAddress() {
  if (chosen.flag) findChosen();
  else if (flags.count && isFiltered()) goTo(document.getElementById("flags"));
}

function start() {
  readAddress();
  document.querySelectorAll("[data-sortable]").forEach(makeSortable);
  document.querySelectorAll("table.heat").forEach(makeHeatGrid);
  listenToFilters();
  listenToLinks();
  for (const each of document.querySelectorAll("[data-language]")) {
    each.addEventListener("click", () => {
      root.lang = each.dataset.language;
      showLanguage();
    });
  }
  for (const each of document.querySelectorAll("[data-rows]")) {
    each.addEventListener("click", () => showRows(Number(each.dataset.rows)));
  }
  document.getElementById("theme").addEventListener("click", switchColours);
  document.getElementById("print").addEventListener("click", () => window.print());
  document.getElementById("help").addEventListener("click", showKeys);
  const dialog = document.getElementById("dialog");
  document.getElementById("dialog-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.addEventListener("keydown", onKey);
  window.addEventListener("hashchange", () => {
    readAddress();
    showLanguage();
    goToAddress();
  });
  window.addEventListener("beforeprint", () => setPrinting(true));
  window.addEventListener("afterprint", () => setPrinting(false));
  showLanguage();
  goToAddress();
}

start();
