// Decisions taken on the page. They stay in this browser until they are saved as a file, which
// `checker decisions import` records in the ledger. Nothing is sent anywhere.

const review = data.review;
const PLACE = `checker-review ${review.pack} ${review.period} ${review.run}`;
const FIELDS = { text: "review_text", begins: "review_from", until: "review_until", person: "review_person", due: "review_due", evidence: "review_evidence" };
const DAYS = ["begins", "until", "due"];

/** What was decided, by the reference of the flag, and by whom. A browser that keeps nothing still has it until it is closed. */
const decided = readDecided();

function readDecided() {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE)) || {};
    return { by: String(kept.by || ""), flags: new Map(Object.entries(kept.flags || {})) };
  } catch {
    return { by: "", flags: new Map() };
  }
}

function keepDecided() {
  try {
    localStorage.setItem(PLACE, JSON.stringify({ by: decided.by, flags: Object.fromEntries(decided.flags) }));
  } catch { /* private windows keep nothing */ }
  drawDecided();
}

/** Writes the file that the command imports. */
function decisionsFile() {
  const entries = [...decided.flags].map(([ref, entry]) => ({ ref, ...entry, by: decided.by }));
  const { pack, period, run } = review;
  return JSON.stringify({ format: "checker-decisions-draft/1", pack, period, run, decisions: entries }, null, 1);
}

function saveDecided() {
  const by = document.getElementById("review-by");
  if (!decided.by) return by.focus();
  const address = URL.createObjectURL(new Blob([decisionsFile()], { type: "application/json" }));
  const anchor = make("a", { href: address, download: `decisions-${review.pack}-${review.period}.json` });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

function clearDecided() {
  if (!window.confirm(word("review_clear_sure", { count: decided.flags.size }))) return;
  decided.flags.clear();
  keepDecided();
  draw();
}

/** Shows how many decisions wait to be saved. */
function drawDecided() {
  const bar = document.getElementById("review");
  if (!bar) return;
  bar.hidden = !decided.flags.size;
  const by = make("input", { id: "review-by", value: decided.by, autocomplete: "name", required: true });
  by.addEventListener("change", () => {
    decided.by = by.value.trim();
    keepDecided();
  });
  bar.replaceChildren(
    make("strong", {}, word("review_count", { count: thousands(decided.flags.size) })),
    make("label", {}, `${word("review_by")} `, by),
    button(word("review_save"), saveDecided),
    button(word("review_clear"), clearDecided),
    make("span", { class: "hint" }, word("review_hint")));
}

/** Makes the form for one flag. */
function reviewForm(flag) {
  const ref = flags.id[flag];
  const entry = decided.flags.get(ref) || {};
  const choice = make("select", { name: "decision", "aria-label": word("review_decision") },
    make("option", { value: "" }, "-"),
    review.kinds.map((kind) => make("option", { value: kind.id, selected: kind.id === entry.decision }, text(kind.name))));
  const rest = make("span", { class: "review-fields" });
  const form = make("form", { class: "review-form" }, make("label", {}, `${word("review_decision")} `, choice), rest);
  const show = () => rest.replaceChildren(...reviewFields(choice.value, decided.flags.get(ref) || {}));
  const keep = () => {
    const filled = Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim()));
    if (choice.value) decided.flags.set(ref, filled);
    else decided.flags.delete(ref);
    keepDecided();
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  choice.addEventListener("change", () => { show(); keep(); });
  rest.addEventListener("change", keep);
  show();
  return make("div", { class: "review" }, flags.tracked[flag] ? make("p", {}, `${word("decision")}: ${text(flags.tracked[flag])}`) : null, form);
}

function reviewFields(id, entry) {
  const kind = review.kinds.find((each) => each.id === id);
  if (!kind) return [];
  const fields = [...kind.needs, ...kind.more].filter((name) => name !== "reason").map((name) =>
    make("label", {}, `${word(FIELDS[name])} `, make("input", {
      name, value: entry[name] || "", required: kind.needs.includes(name), type: DAYS.includes(name) ? "date" : "text",
    })));
  if (!kind.reasons.length) return fields;
  const reason = make("select", { name: "reason", required: kind.needs.includes("reason") }, make("option", { value: "" }, "-"),
    kind.reasons.map((each) => make("option", { value: each.id, selected: each.id === entry.reason }, text(each.name))));
  return [make("label", {}, `${word("review_reason")} `, reason), ...fields];
}
