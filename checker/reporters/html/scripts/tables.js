// The tables that the page comes with: sorting the departments, moving over the heat map.

/** Puts a button into every head of the table of departments; choosing it sorts, choosing it again turns round. */
function makeSortable(table) {
  const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
  const body = table.tBodies[0];
  const asWritten = [...body.rows];
  heads.forEach((head, place) => {
    const sort = button([...head.childNodes], () => {
      const before = head.getAttribute("aria-sort");
      const way = before ? { ascending: "descending", descending: "ascending" }[before] : head.dataset.first;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", way);
      body.append(...sortedRows(asWritten, place, way === "descending" ? -1 : 1));
    });
    head.replaceChildren(sort);
  });
}

/** Rows by one of their cells: by its number if it has one, else as text; empty ones last, whichever way. */
function sortedRows(rows, place, way) {
  const { compare } = new Intl.Collator(root.lang, { numeric: true });
  const keyOf = (row) => row.cells[place].dataset.key ?? row.cells[place].innerText.trim();
  const isNumber = rows.some((row) => row.cells[place].dataset.key !== undefined);
  const keyed = rows.map((row) => [keyOf(row), row]);
  keyed.sort(([one], [other]) => {
    if (one === "" || other === "") return Number(one === "") - Number(other === "");
    return way * (isNumber ? Number(one) - Number(other) : compare(one, other));
  });
  return keyed.map(([, row]) => row);
}

/** Makes the heat map one stop of the Tab key, with arrow keys inside it, details on Enter and words beside the cell. */
function makeGrid(table) {
  const cells = [...table.rows].map((row) => [...row.cells]);
  const all = cells.flat().filter((cell) => !cell.classList.contains("corner"));
  table.setAttribute("role", "grid");
  table.setAttribute("aria-labelledby", "heat-title");
  table.parentElement.removeAttribute("tabindex");
  all.forEach((cell) => cell.setAttribute("tabindex", "-1"));
  (table.querySelector("[data-result]") || all[0]).setAttribute("tabindex", "0");
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td, th");
    const next = beside(cells, cell, event.key);
    if (next) {
      event.preventDefault();
      table.querySelector("[tabindex='0']").setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      openCell(cell);
    }
  });
  table.addEventListener("click", (event) => openCell(event.target.closest("td, th")));
  for (const name of ["focusin", "mouseover"]) table.addEventListener(name, (event) => tip(event.target.closest("td, th")));
  for (const name of ["focusout", "mouseleave"]) table.addEventListener(name, () => tip(null));
}

/** The cell that an arrow key, Home or End leads to; null for other keys and at the edge. */
function beside(cells, cell, key) {
  const row = cell.parentElement.rowIndex, column = cell.cellIndex;
  const last = cells[row].length - 1;
  const places = {
    ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1], ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column], Home: [row, 0], End: [row, last],
  };
  const [there, across] = places[key] || [-1, -1];
  const next = cells[there]?.[across];
  return next && !next.classList.contains("corner") ? next : null;
}

/** What a cell leads to: a result's details, a department's flags, an indicator. */
function openCell(cell) {
  if (!cell) return;
  if (cell.dataset.result) showResult(Number(cell.dataset.result));
  else if (cell.dataset.department) choose({ department: cell.dataset.department });
  else if (cell.dataset.indicator) goTo(document.getElementById(`indicator-${Number(cell.dataset.indicator) + 1}`));
}

/** Shows beside a cell what it stands for; hides it again without one. */
function tip(cell) {
  const holder = document.getElementById("tip");
  const lines = cell ? tipLines(cell) : [];
  holder.hidden = !lines.length;
  if (holder.hidden) return;
  holder.replaceChildren(...lines.map((line) => make("span", {}, line)));
  const box = cell.getBoundingClientRect(), own = holder.getBoundingClientRect();
  const left = Math.min(Math.max(8, box.left + box.width / 2 - own.width / 2), root.clientWidth - own.width - 8);
  const above = box.top - own.height - 6;
  holder.style.left = `${left}px`;
  holder.style.top = `${above < 0 ? box.bottom + 6 : above}px`;
}

function tipLines(cell) {
  const { results } = data;
  if (cell.dataset.indicator) return [text(data.indicators[cell.dataset.indicator].name)];
  if (!cell.dataset.result) return [];
  const number = Number(cell.dataset.result);
  const status = data.statuses[results.status[number]];
  const counted = text(results.counted[number]);
  return [
    text(data.departments[results.department[number]].name),
    text(data.indicators[results.indicator[number]].name),
    `${status.mark} ${text(status.name)}  ${text(results.value[number])}${counted && ` (${counted})`}`,
    `${word("target")} ${text(results.target[number])}`,
  ];
}
