// The reader's choices, kept in the address after the #, so that they can be bookmarked and sent to others.

const CHOICES = ["department", "indicator", "clause", "code", "since", "answer"];
const COLUMNS = ["severity", "department", "place", "key", "problem", "indicator"];

const chosen = { severity: [], query: "", sort: "", descending: false, page: 1, flag: "" };
for (const name of CHOICES) chosen[name] = "";

/** Reads the choices from the address and ignores unknown ones. */
function readAddress() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const severities = (parameters.get("severity") || "").split(",");
  chosen.severity = data.severities.map(({ id }) => id).filter((id) => severities.includes(id));
  for (const name of CHOICES) {
    const wanted = parameters.get(name) || "";
    chosen[name] = facets[name].options.some(({ id }) => id === wanted) ? wanted : "";
  }
  chosen.query = parameters.get("q") || "";
  chosen.sort = COLUMNS.includes(parameters.get("sort")) ? parameters.get("sort") : "";
  chosen.descending = chosen.sort !== "" && parameters.get("order") === "down";
  chosen.page = Math.max(1, Math.trunc(Number(parameters.get("page"))) || 1);
  chosen.flag = parameters.get("flag") || "";
  if (["zh", "en"].includes(parameters.get("lang"))) root.lang = parameters.get("lang");
  if (["light", "dark"].includes(parameters.get("theme"))) root.dataset.theme = parameters.get("theme");
}

/** Returns the address of the current choices. */
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

/** Returns the address that opens one flag, without the other choices. */
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
