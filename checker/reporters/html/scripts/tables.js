// The ready-made tables: sorts the departments, and moves in the heat map.

/** Puts a button into every heading. The first click sorts the rows, the next one reverses them. */
function makeSortable(table) {
  const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
  const body = table.tBodies[0];
  const rows = [...body.rows];
  heads.forEach((head, place) => {
    const sort = button([...head.childNodes], () => {
      const before = head.getAttribute("aria-sort");
      const way = before ? { ascending: "descending", descending: "ascending" }[before] : head.dataset.first;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", way);
      body.append(...sortedRows(rows, place, way === "descending" ? -1 : 1));
    });
    head.replaceChildren(sort);
  });
}

/** Sorts rows by a column, as numbers if it has any, else as text. Empty cells always come last. */
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

/** Makes the heat map one Tab stop, with arrow keys inside it, details on Enter, and a tip beside the cell. */
function makeHeatGrid(table) {
  const cells = [...table.rows].map((row) => [...row.cells]);
  const all = cells.flat().filter((cell) => !cell.classList.contains("corner"));
  table.setAttribute("role", "grid");
  table.setAttribute("aria-labelledby", "heat-title");
  table.parentElement.removeAttribute("tabindex");
  all.forEach((cell) => cell.setAttribute("tabindex", "-1"));
  (table.querySelector("[data-result]") || all[0]).setAttribute("tabindex", "0");
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td, th");
    const next = neighbour(cells, cell, event.key);
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
  for (const name of ["focusin", "mouseover"]) table.addEventListener(name, (event) => showTip(event.target.closest("td, th")));
  for (const name of ["focusout", "mouseleave"]) table.addEventListener(name, () => showTip(null));
}

/** Returns the cell that an arrow key, Home or End leads to; null for other keys and at the edge. */
function neighbour(cells, cell, key) {
  const row = cell.parentElement.rowIndex, column = cell.cellIndex;
  const last = cells[row].length - 1;
  const places = {
    ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1], ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column], Home: [row, 0], End: [row, last],
  };
  const [nextRow, nextColumn] = places[key] || [-1, -1];
  const next = cells[nextRow]?.[nextColumn];
  return next && !next.classList.contains("corner") ? next : null;
}

/** Opens what a cell is about: a result's details, a department's flags, or an indicator. */
function openCell(cell) {
  if (!cell) return;
  if (cell.dataset.result) showResult(Number(cell.dataset.result));
  else if (cell.dataset.department) choose({ department: cell.dataset.department });
  else if (cell.dataset.indicator) goTo(document.getElementById(`indicator-${Number(cell.dataset.indicator) + 1}`));
}

/** Shows a tip about a cell beside it; hides the tip if there is no cell. */
function showTip(cell) {
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
