// A card shows one file: what became of it, what can be done next, and what the terminal would show.

/** Draws the card of a file again. */
function draw(item) {
  const { card, answer } = item;
  const focused = card.contains(document.activeElement);
  const asks = answer?.stop?.asks.length > 0;
  const wrong = item.state === "failed" || answer?.stop || answer?.faults?.length > 0;
  const urgency = asks ? "open" : wrong ? "stop" : item.receipt ? "done" : answer?.urgency;
  card.className = `card ${urgency ?? ""}`;
  const title = make("h3", { id: `name-${item.number}`, tabindex: "-1", dir: "auto" }, item.file.name);
  const removes = button(say("remove"), () => remove(item), { class: "remove", "aria-label": say("remove_file", { file: item.file.name }) });
  const busy = ["waiting", "sending", "checking"].includes(item.state);
  const bar = busy && make("progress", { max: "100", "aria-labelledby": `name-${item.number}` });
  card.replaceChildren(make("header", {}, title, removes, make("p", { class: "state" }, outcome(item)), bar));
  drawProgress(item);
  if (item.state === "failed") card.append(failure(item));
  if (item.state === "done") card.append(...outcomeParts(item).filter(Boolean));
  if (focused) title.focus();
  drawOverall();
}

function failure(item) {
  const retries = !item.large && button(say("retry"), () => again(item));
  return make("div", { class: "actions" }, item.advice && make("p", { class: "aside" }, item.advice), retries);
}

function again(item) {
  Object.assign(item, { state: "waiting", percent: 0, receipt: null, problem: "" });
  draw(item);
  next();
}

function outcomeParts(item) {
  const { answer } = item;
  if (answer.stop) {
    return [make("div", { class: "block" }, answer.stop.hint && make("p", {}, answer.stop.hint), answer.stop.asks.length > 0 && asking(item))];
  }
  const faults = answer.faults?.length > 0 &&
    make("div", { class: "block" }, answer.faults.map((text) => make("p", { class: "problem" }, text)), make("p", {}, say("refused_fault")));
  if (!answer.screen) return [faults];
  const submits = item.receipt ? receiptOf(item) : submitting(item);
  const first = item.receipt || answer.urgency === "done";  // else after what has to be confirmed
  return [copying(item), first && submits, faults, details(item), !first && submits];
}

/** Shows what the terminal shows; of several files, the reader opens what is of interest. */
function details(item) {
  const shows = make("details", { open: item.open ?? items.length === 1 }, make("summary", {}, say("details")), buildScreen(item.answer.screen));
  shows.addEventListener("toggle", () => (item.open = shows.open));
  return shows;
}

/** Asks for what the cover sheet does not say. */
function asking(item) {
  const asks = item.answer.stop.asks;
  const form = make("form", { class: "fields", autocomplete: "off" }, make("p", { class: "wide" }, say("asks")));
  const pack = asks.includes("pack") && make("select", { required: true }, packOptions(item.chosen.pack));
  const period = asks.includes("period") && make("input", { type: "text", required: true, placeholder: say("period_hint"), value: item.chosen.period ?? "" });
  if (pack) form.append(make("label", { class: "wide" }, make("span", {}, say("pack")), pack));
  if (period) form.append(make("label", {}, make("span", {}, say("period")), period));
  form.append(make("button", { type: "submit", class: "main" }, say("check")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (pack) item.chosen.pack = pack.value;
    if (period) item.chosen.period = period.value.trim();
    again(item);
  });
  return form;
}

function packOptions(chosen = "") {
  const packs = server.packs.map(([id, title]) => make("option", { value: id, selected: id === chosen }, `${title} (${id})`));
  return [make("option", { value: "" }, say("choose_one")), ...packs];
}

function copying(item) {
  const { copy, note } = item.answer;
  if (!copy) return note && make("p", { class: "block" }, note);
  const saves = button(say("copy"), () => save(item.copy, copy.name), { class: item.answer.urgency === "done" ? null : "main" });
  return make("div", { class: "actions" }, saves, make("p", { class: "aside" }, note || say("copy_hint")));
}

/** Offers to submit the file, and asks for confirmation where flags remain. */
function submitting(item) {
  const { answer } = item;
  if (!server.inbox || !answer.submits) return null;
  const open = answer.urgency !== "done";
  const box = open && make("input", { type: "checkbox", id: `confirm-${item.number}` });
  const sends = button(say(open ? "submit_again" : "submit"), () => submit(item, open), { class: open ? null : "main", disabled: open });
  if (box) box.addEventListener("change", () => (sends.disabled = !box.checked));
  return make("div", { class: "block" },
    box && make("label", { class: "confirm" }, box, make("span", {}, say("confirm", { advice: answer.advice }))),
    sends, item.problem && make("p", { class: "problem", role: "alert" }, item.problem));
}

async function submit(item, confirmed) {
  announce(say("submitting"));
  item.card.querySelector(".state").textContent = say("submitting");
  const headers = { "X-Checked": item.answer.sha256, ...(confirmed ? { "X-Confirmed": "yes" } : {}) };
  const before = { state: item.state, answer: item.answer, copy: item.copy };
  const answer = await send(item, "submit", headers);
  const { document: got } = answer ?? {};
  item.problem = answer ? (got.refused ? sayRefused(got.refused) : got.stop?.message) : item.message;
  if (got?.receipt) item.receipt = got.receipt;
  Object.assign(item, before);
  draw(item);
  announce(item.receipt ? say("submitted") : item.problem);
  if (item.receipt) item.card.querySelector(".receipt h4").focus();
}

function receiptOf(item) {
  const { title, lines, name, tool } = item.receipt;
  const text = [title, "", ...lines.map(([label, value]) => `${label}: ${value}`), "", tool, ""].join("\r\n");
  const saves = button(say("save_receipt"), () => save(new Blob(["\ufeff", text], { type: "text/plain" }), name), { class: "main" });
  return make("div", { class: "block receipt" },
    make("h4", { tabindex: "-1" }, title),
    make("dl", {}, lines.map(([label, value]) => make("div", {}, make("dt", {}, label), make("dd", { dir: "auto" }, value)))),
    make("p", { class: "aside" }, say("keep_receipt")), saves);
}

/** Saves a file on the reader's computer. */
function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
