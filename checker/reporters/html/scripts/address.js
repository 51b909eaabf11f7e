// What the reader has chosen, kept in the address behind the #: it can be bookmarked and sent to somebody else.

const CHOICES = ["department", "indicator", "clause", "code", "answer"];
const COLUMNS = ["severity", "department", "place", "key", "problem", "indicator"];

const chosen = { severity: [], query: "", sort: "", descending: false, page: 1, flag: "" };
for (const name of CHOICES) chosen[name] = "";

/** Takes over what the address says; anything it does not know is as if it were not there. */
function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const severities = (asked.get("severity") || "").split(",");
  chosen.severity = data.severities.map(({ id }) => id).filter((id) => severities.includes(id));
  for (const name of CHOICES) {
    const wanted = asked.get(name) || "";
    chosen[name] = facets[name].options.some(({ id }) => id === wanted) ? wanted : "";
  }
  chosen.query = asked.get("q") || "";
  chosen.sort = COLUMNS.includes(asked.get("sort")) ? asked.get("sort") : "";
  chosen.descending = chosen.sort !== "" && asked.get("order") === "down";
  chosen.page = Math.max(1, Math.trunc(Number(asked.get("page"))) || 1);
  chosen.flag = asked.get("flag") || "";
  if (["zh", "en"].includes(asked.get("lang"))) root.lang = asked.get("lang");
  if (["light", "dark"].includes(asked.get("theme"))) root.dataset.theme = asked.get("theme");
}

/** The address of what is chosen now. */
function addressOf(chosen) {
  const parts = new URLSearchParams();
  const put = (name, value) => value && parts.set(name, value);
  put("lang", root.lang);
  put("theme", root.dataset.theme);
  put("severity", chosen.severity.join(","));
  for (const name of CHOICES) put(name, chosen[name]);
  put("q", chosen.query);
  put("sort", chosen.sort);
  put("order", chosen.descending && "down");
  put("page", chosen.page > 1 && String(chosen.page));
  put("flag", chosen.flag);
  return `${location.href.split("#")[0]}#${parts}`;
}

/** The address that opens one flag whatever else was chosen. */
function flagAddress(id) {
  return `${location.href.split("#")[0]}#${new URLSearchParams({ lang: root.lang, flag: id })}`;
}

function writeAddress() {
  history.replaceState(null, "", addressOf(chosen));
}

function isFiltered() {
  return chosen.query !== "" || chosen.severity.length > 0 || CHOICES.some((name) => chosen[name]);
}

function clearFilters() {
  Object.assign(chosen, { severity: [], query: "", page: 1 });
  for (const name of CHOICES) chosen[name] = "";
}
