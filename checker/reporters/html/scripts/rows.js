// The rows behind a number. Their data is read when a number is first opened, and a row is built when it is opened.

const LINES_AT_ONCE = 100;
let rowsRead = null;

/** Reads the rows behind all numbers; null if the report has none. */
function readRows() {
  const element = document.getElementById("rows");
  if (!rowsRead && element) rowsRead = JSON.parse(element.textContent);
  return rowsRead;
}

function rowsText(number) {
  const found = rowsRead.texts[number];
  return typeof found === "string" ? found : found[side()];
}

/** Lists what is behind an indicator: of one department, or of all of them for the district. */
function findBehind(department, indicator) {
  const district = department >= data.departments.length - 1;
  return readRows().results.filter(([owner, number]) => number === indicator && (district || owner === department));
}

/** Makes the button that opens the rows behind a result; null if the report has no rows. */
function rowsButton(number) {
  if (!document.getElementById("rows")) return null;
  return button(word("rows_behind"), () => showRows(number), { class: "rows-button" });
}

/** Shows the rows behind a result: those of its department, or a list of the departments behind the district's. */
function showRows(number) {
  const department = data.results.department[number], indicator = data.results.indicator[number];
  const found = findBehind(department, indicator);
  const title = [text(data.departments[department].name), make("small", {}, text(data.indicators[indicator].name))];
  const rule = readRows().rules[indicator];
  const told = rule.length > 0 && make("details", { class: "rule" },
    make("summary", {}, word("rule")), rule.map((sentence) => make("p", {}, rowsText(sentence))));
  const head = [
    make("p", { class: "verdict" }, badgeOf(number), " ", make("strong", {}, text(data.results.value[number])), " ",
      text(data.results.counted[number])),
    told,
  ];
  if (found.length === 1 && found[0][0] === department) show(title, head, behindParts(found[0]));
  else if (found.length) show(title, head, found.map(departmentPart));
  else show(title, head, make("p", { class: "empty" }, word("rows_none")));
}

function badgeOf(number) {
  const status = data.statuses[data.results.status[number]];
  return badge(`s-${status.id}`, text(status.name), status.mark);
}

/** Makes the closed part of one department behind the district's number; it is filled when it is opened. */
function departmentPart(behind) {
  const [department, , said] = behind;
  return lazy("department", [make("b", {}, text(data.departments[department].name)), " ", rowsText(said)],
    () => behindParts(behind).slice(1));
}

/** Makes an element that fills itself when it is first opened. */
function lazy(kind, summary, fill) {
  const element = make("details", { class: `lazy ${kind}` }, make("summary", {}, summary));
  element.addEventListener("toggle", () => {
    if (element.open && element.childElementCount === 1) element.append(...[fill()].flat(2).filter(isPresent));
  });
  return element;
}

/** Makes the arithmetic, then the lines by side and role. */
function behindParts(behind) {
  const [, , said, strip, , , lines, others] = behind;
  const groups = [];
  for (const line of lines) {
    const last = groups[groups.length - 1];
    if (last && last[0][0] === line[0] && last[0][1] === line[1]) last.push(line);
    else groups.push([line]);
  }
  return [
    make("p", { class: "arithmetic" }, rowsText(said)),
    strip > 0 && make("p", { class: "aside" }, `${word("totals")}${word("colon")}${rowsText(strip)}`),
    ...groups.map((group) => linesOf(group, behind)),
    others > 0 && make("p", { class: "aside" }, word("rows_others", { count: thousands(others) })),
  ];
}

/** Makes the list of a group's lines, the first hundred at once. */
function linesOf(group, behind) {
  const [role, part] = group[0];
  const name = [rowsText(part), rowsText(role)].filter(Boolean).join(word("comma"));
  const list = make("div", { class: "lines" });
  const more = button("", () => {
    const shown = list.childElementCount;
    list.append(...group.slice(shown, shown + LINES_AT_ONCE).map((line) => lineOf(line, behind)));
    const left = group.length - list.childElementCount;
    more.hidden = !left;
    more.textContent = word("rows_more", { count: thousands(Math.min(left, LINES_AT_ONCE)) });
  });
  more.click();
  return make("section", {}, make("h3", {}, `${name} (${thousands(group.length)})`), list, more);
}

/** Makes a line; what was asked of its row and its cells come when it is opened. */
function lineOf(line, behind) {
  const [role, , units, sheet, row, label, amount, reason, , , under] = line;
  const name = [];
  if (row) {
    const [title, , , records] = rowsRead.sheets[sheet];
    name.push(make("b", {}, raw(rowsText(title)), " ", word("row", { row })), " ", raw(rowsText(records[row]?.[0] ?? 0)));
  } else if (label) name.push(make("b", {}, rowsText(label)));
  else name.push(make("b", {}, `${thousands(units)} ${rowsText(behind[4])}`));
  if (amount && rowsText(amount) !== "1") name.push(" ", make("span", { class: "amount" }, rowsText(amount)));
  if (reason) name.push(" ", make("span", { class: "reason" }, rowsText(reason)));
  if (!row && !under.length) return make("p", { class: "line" }, name);
  return lazy("line", name, () => [
    ...(row ? rowParts(line, behind) : []),
    under.length > 0 && make("div", { class: "under" }, under.map((each) => underLine(each, role, behind))),
  ]);
}

/** Makes a line of a unit; its role is told where it differs from that of the unit. */
function underLine(line, role, behind) {
  const element = lineOf(line, behind);
  if (line[0] !== role) element.querySelector("summary")?.append(" ", make("small", {}, rowsText(line[0])));
  return element;
}

/** Makes what was asked of a row with what was found, then all its cells. */
function rowParts(line, behind) {
  const [, , , sheet, row, , , , outcomes, proof] = line;
  const [, headers, letters, records] = rowsRead.sheets[sheet];
  const cells = records[row]?.[1] ?? [];
  const found = (column) => make("span", { class: "found" }, raw(rowsText(headers[column])), word("colon"), cellValue(cells[column]));
  const answers = [];
  for (let place = 0; place < outcomes.length; place += 2) {
    const [kind, wanted, columns] = behind[5][outcomes[place]];
    answers.push(make("li", {},
      make("b", { class: "answer" }, word({ 1: "answer_yes", 0: "answer_no", "-1": "answer_unknown" }[outcomes[place + 1]])),
      make("span", {}, `${rowsText(kind)}${word("colon")}${rowsText(wanted)}`, columns.map(found))));
  }
  const filled = cells.map((value, column) => [value, column]).filter(([value]) => value !== 0);
  return [
    answers.length > 0 && make("ul", { class: "answers" }, answers),
    proof >= 0 && make("p", {}, `${word("evidence")}${word("colon")}`, found(proof)),
    pairs(filled.map(([value, column]) => [
      [raw(rowsText(headers[column])), " ", make("small", {}, rowsText(letters[column]) && rowsText(letters[column]) + row)],
      cellValue(value),
    ])),
  ];
}

/** Shows a cell, and what was read where that differs. */
function cellValue(value) {
  if (!Array.isArray(value)) return value ? raw(rowsText(value)) : make("i", {}, word("blank"));
  const [shown, read] = value;
  return make("span", {}, shown ? raw(rowsText(shown)) : make("i", {}, word("blank")), " ",
    make("small", {}, word("read_as", { value: rowsText(read) })));
}
