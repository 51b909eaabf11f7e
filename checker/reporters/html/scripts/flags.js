// The list of flags: filters, pages, and the details of one flag below its row.

const PAGE = 100;
const PRINTED = 500;
const list = { order: [], pages: 1, printing: false };

/** Draws everything that depends on the reader's choices. */
function draw() {
  if (!flags.count) return writeAddress();
  const { found, counts } = matchFlags();
  list.order = sortFlags(found);
  list.pages = Math.max(1, Math.ceil(list.order.length / PAGE));
  chosen.page = Math.min(chosen.page, list.pages);
  drawFilters(counts);
  drawList();
  drawPages();
  return writeAddress();
}

function drawFilters(counts) {
  const query = document.getElementById("query");
  if (query.value !== chosen.query) query.value = chosen.query;
  for (const box of document.querySelectorAll("#filters input[name=severity]")) {
    box.checked = chosen.severity.includes(box.value);
  }
  data.severities.forEach(({ id }, place) => {
    document.querySelector(`[data-severity=${id}]`).textContent = thousands(counts.severity[place]);
  });
  for (const name of CHOICES) drawChoice(name, counts[name]);
  const many = { shown: thousands(list.order.length), all: thousands(flags.count) };
  document.getElementById("shown").textContent = word(isFiltered() ? "shown" : "shown_all", many);
  document.getElementById("clear").hidden = !isFiltered();
}

/** Fills a filter with the options that match some flags and their counts; hides a filter with only one option. */
function drawChoice(name, counts) {
  const select = document.getElementById(`filter-${name}`);
  const { options, isChoice } = facets[name];
  select.parentElement.hidden = !isChoice;
  const shown = options
    .map(({ id, label, raw }, place) => ({ id, label: label(), raw, count: counts[place] }))
    .filter(({ id, count }) => count > 0 || id === chosen[name]);
  select.replaceChildren(
    make("option", { value: "" }, word("all")),
    ...shown.map(({ id, label, raw, count }) =>
      make("option", { value: id, "data-raw": Boolean(raw) }, `${label} (${thousands(count)})`)),
  );
  select.value = chosen[name];
}

function drawList() {
  const start = list.printing ? 0 : (chosen.page - 1) * PAGE;
  const shown = list.order.slice(start, start + (list.printing ? PRINTED : PAGE));
  const holder = document.getElementById("list");
  if (!shown.length) {
    holder.replaceChildren(make("p", { class: "empty" }, word("none_shown")));
    return;
  }
  const body = make("tbody", { role: "rowgroup" }, shown.map(flagRow));
  holder.replaceChildren(make("table", { class: "list", role: "table", "aria-labelledby": "flags-title" },
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, COLUMNS.map(columnHead))), body));
  openChosen();
}

/** Makes a heading that sorts its column. In print it is plain, because browsers don't repeat headings with buttons. */
function columnHead(name) {
  const way = chosen.descending ? "descending" : "ascending";
  const title = word(name === "key" ? "record_key" : name);
  return make("th", {
    scope: "col", role: "columnheader", "data-column": name, "aria-sort": chosen.sort === name ? way : null,
  }, list.printing ? title : button(title, () => sortBy(name)));
}

/** Sorts by a column in its usual order, then in reverse, then not at all. */
function sortBy(name) {
  const first = name === "severity";
  if (chosen.sort !== name) Object.assign(chosen, { sort: name, descending: first });
  else if (chosen.descending === first) chosen.descending = !first;
  else Object.assign(chosen, { sort: "", descending: false });
  chosen.page = 1;
  draw();
  document.querySelector(`#list th[data-column=${name}] button`).focus();
}

function flagRow(flag) {
  const severity = data.severities[flags.severity[flag]];
  const indicator = flags.indicator[flag];
  const answer = flags.answers[flag];
  const open = button([make("code", {}, data.codes[flags.code[flag]].id), " ", message(flag)], () => toggle(flag), {
    class: "open", "aria-expanded": "false", "data-flag": flags.id[flag],
  });
  const cells = [
    badge(`v-${severity.id}`, text(severity.name)),
    text(data.departments[flags.department[flag]].name),
    [raw(text(flags.sheet[flag])) || (indicator < 0 && make("span", { class: "none" }, word("whole_file"))), " ", make("b", {}, cell(flag))],
    raw(text(flags.key[flag])),
    [open, isNew(flag) && badge("since", text(data.states[flags.since[flag]].name)), answer && badge("answered", text(data.answers[answer[0]].name)), flags.settled[flag] ? badge("answered", text(flags.settled[flag])) : null],
    indicator < 0 ? "" : text(data.indicators[indicator].name),
  ];
  const row = make("tr", { role: "row", class: `v-${severity.id}` },
    cells.map((content, place) => make("td", { role: "cell", class: COLUMNS[place] }, [].concat(content))));
  row.addEventListener("click", (event) => {
    // A click anywhere on the row opens the flag, unless the reader is selecting text.
    if (!event.target.closest("button, a") && getSelection().isCollapsed) toggle(flag);
  });
  return row;
}

/** Whether the earlier report lacks a flag, and has others: where all are new, nobody has to be told. */
function isNew(flag) {
  return facets.since.isChoice && flags.since[flag] >= 0 && data.states[flags.since[flag]].id === "new";
}

function drawPages() {
  const nav = document.getElementById("pages");
  nav.hidden = list.pages < 2;
  const steps = [["first_page", 1], ["previous_page", chosen.page - 1], ["next_page", chosen.page + 1], ["last_page", list.pages]];
  const buttons = steps.map(([name, page]) => button(word(name), () => {
    turnTo(page);
    goTo(document.getElementById("flags"));
  }, { disabled: page < 1 || page > list.pages || page === chosen.page }));
  const where = make("span", {}, word("page_of", { page: thousands(chosen.page), pages: thousands(list.pages) }));
  nav.replaceChildren(...buttons.slice(0, 2), where, ...buttons.slice(2));
}

function turnTo(page) {
  Object.assign(chosen, { page, flag: "" });
  draw();
}

function openButton(id) {
  return [...document.querySelectorAll("#list button.open")].find(({ dataset }) => dataset.flag === id);
}

function toggle(flag) {
  chosen.flag = chosen.flag === flags.id[flag] ? "" : flags.id[flag];
  openChosen();
  writeAddress();
}

/** Shows the details of the chosen flag, if it is on this page, and hides those of any other. */
function openChosen() {
  document.querySelector("#list tr.detail")?.remove();
  const before = document.querySelector("#list tr.opened");
  before?.classList.remove("opened");
  before?.querySelector("button.open").setAttribute("aria-expanded", "false");
  const head = openButton(chosen.flag);
  if (!head || list.printing) return;
  head.setAttribute("aria-expanded", "true");
  head.closest("tr").classList.add("opened");
  const details = flagDetails(flags.id.indexOf(chosen.flag));
  head.closest("tr").after(make("tr", { role: "row", class: "detail" },
    make("td", { role: "cell", colspan: String(COLUMNS.length) }, details)));
}

/** Goes to the flag in the address, and clears the filters if they hide it. */
function findChosen() {
  const flag = flags.id.indexOf(chosen.flag);
  if (flag < 0) {
    chosen.flag = "";
    writeAddress();
    show(word("no_flag"));
    return;
  }
  if (!matchFlags().found.includes(flag)) clearFilters();
  chosen.page = Math.floor(sortFlags(matchFlags().found).indexOf(flag) / PAGE) + 1;
  draw();
  goTo(openButton(chosen.flag), "center");
}
