// Builds what the terminal shows: lines, tables and lists, from the values that the server sends.

/** Makes the parts of a text, each with its style. */
function spans(parts) {
  return parts.map(([text, style]) =>
    make("span", { class: style.split(" ").filter(Boolean).map((word) => `t-${word}`).join(" ") || null, dir: "auto" }, text));
}

function buildScreen(nodes) {
  const screen = make("div", { class: "screen" });
  nodes.forEach((node, index) => {
    if (node.kind === "line") screen.append(buildLine(node, index === 0, index === nodes.length - 1));
    else if (node.kind === "list") screen.append(buildList(node));
    else screen.append(buildTable(node));
  });
  return screen;
}

function buildLine(node, first, last) {
  if (first) return make("p", { class: "first" }, spans(node.spans));
  if (last) return make("p", { class: "advice" }, spans(node.spans));
  if (!node.title) return make("p", { class: node.indent ? "in" : null }, spans(node.spans));
  if (!node.code) return make("p", { class: "title" }, spans(node.spans));
  const [severity, [text, style], ...rest] = node.spans;
  const after = text.slice(text.indexOf(node.code) + node.code.length);
  const opens = button(node.code, () => showCode(node.code), { class: "code", "aria-haspopup": "dialog" });
  return make("h4", {}, spans([severity]), " ", opens, spans([[after, style], ...rest]));
}

function buildTable(node) {
  const headed = node.heads.length > 0;
  const number = (index) => node.numbers.includes(index) ? "number" : null;
  const table = make("table", { class: headed ? "t-counts" : "t-flags in" });
  if (headed) {
    table.append(make("thead", {}, make("tr", {}, node.heads.map((cell, index) =>
      make("th", { scope: "col", class: number(index) }, spans(cell))))));
  }
  table.append(make("tbody", {}, node.rows.map((row) =>
    make("tr", {}, row.map((cell, index) => make("td", { class: number(index) }, spans(cell)))))));
  return headed ? make("div", { class: "scroll-x", tabindex: "0", role: "group", "aria-label": say("details") }, table) : table;
}

function buildList(node) {
  const table = make("table", { class: "t-list" });
  const heads = node.heads.map((cell) => cell.map(([text]) => text).join(""));
  table.append(make("thead", {}, make("tr", {}, node.heads.map((cell) => make("th", { scope: "col" }, spans(cell))))));
  for (const entry of node.entries) {
    const body = make("tbody", {}, make("tr", {}, entry.cells.map((cell, index) =>
      make("td", { "data-head": heads[index] || null }, spans(cell)))));
    for (const note of entry.notes) {
      body.append(make("tr", {}, make("td", { class: "note", colspan: String(node.width) }, spans(note))));
    }
    table.append(body);
  }
  return table;
}

/** Opens the page of a code. */
async function showCode(code) {
  const found = await ask(`codes/${code}`);
  if (!found) return;
  byId("dialog-title").textContent = found.title;
  byId("dialog-body").replaceChildren(
    make("p", { class: "lead" }, found.severity.join(" - ")),
    ...found.sections.flatMap(([title, ...paragraphs]) => [
      make("h3", {}, title),
      ...paragraphs.map((pieces) => make("p", {}, pieces.map((text, index) => index % 2 ? make("code", {}, text) : text))),
    ]));
  byId("dialog").showModal();
  byId("dialog-title").focus();
}
