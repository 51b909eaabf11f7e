// The files that the reader chose: each is sent, checked and shown on a card; few at a time, in their order.
const AT_ONCE = 2;
const items = [];
let server = { packs: [], most: 0, inbox: false };
let running = 0;
let numbers = 0;

/** Takes files that were chosen or dropped. */
function takeFiles(files) {
  for (const file of files) {
    numbers += 1;
    const card = make("article", { class: "card", id: `card-${numbers}`, "aria-labelledby": `name-${numbers}` });
    const item = { file, card, number: numbers, state: "waiting", chosen: {}, percent: 0 };
    items.push(item);
    byId("cards").append(card);
    if (file.size > server.most) tooLarge(item);
    draw(item);
  }
  byId("results").hidden = items.length === 0;
  next();
}

function tooLarge(item) {
  fail(item, server.too_large.replace("{file}", item.file.name), server.too_large_advice);
  item.large = true;
}

/** Starts what waits, as far as there is room. */
function next() {
  drawOverall();
  while (running < AT_ONCE) {
    const item = items.find((each) => each.state === "waiting");
    if (!item) return;
    running += 1;
    item.state = "sending";
    check(item).finally(() => {
      running -= 1;
      next();
    });
  }
}

async function check(item) {
  draw(item);
  const answer = await send(item, "check");
  if (!items.includes(item)) return;
  if (answer) {
    item.state = "done";
    item.answer = answer.document;
    item.copy = answer.content;
  }
  draw(item);
  announce(say("told", { file: item.file.name, text: outcome(item) }));
}

/** Sends a file and waits for the answer; without one, the item says why. */
function send(item, what, headers = {}) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ lang: language(), ...item.chosen });
    request.open("POST", `api/${what}?${query}`);
    request.responseType = "arraybuffer";
    for (const [name, value] of Object.entries({ ...ownHeaders(), ...headers })) request.setRequestHeader(name, value);
    request.setRequestHeader("X-File-Name", encodeURIComponent(item.file.name));
    request.upload.addEventListener("progress", (event) => {
      item.percent = Math.floor(100 * event.loaded / (event.total || 1));
      if (item.percent >= 100 && item.state === "sending") item.state = "checking";
      drawProgress(item);
    });
    request.addEventListener("load", () => {
      const answer = unpack(request.response, request.status);
      if (answer) return resolve(answer);
      if (request.status === 401) showLogin(true);
      fail(item, sayRefused(refusal(request.response)));
      resolve(null);
    });
    request.addEventListener("error", async () => {
      fail(item, say(await isReadable(item.file) ? "lost" : "unreadable"));
      resolve(null);
    });
    item.request = request;
    request.send(item.file);
  });
}

async function isReadable(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

/** The document and the workbook of an answer: so many bytes of length, the document, the workbook. */
function unpack(buffer, status) {
  if (status !== 200) return null;
  const length = new DataView(buffer).getUint32(0);
  const document = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  return { document, content: buffer.byteLength > 4 + length ? new Blob([new Uint8Array(buffer, 4 + length)]) : null };
}

function refusal(buffer) {
  try {
    return JSON.parse(new TextDecoder().decode(buffer)).refused;
  } catch {
    return "lost";
  }
}

function fail(item, message, advice = "") {
  Object.assign(item, { state: "failed", answer: null, copy: null, message, advice });
}

/** Says in one line what became of a file. */
function outcome(item) {
  if (item.state === "waiting") return say("waiting");
  if (item.state === "sending") return say("sending", { percent: item.percent });
  if (item.state === "checking") return say("checking");
  if (item.state === "failed") return item.message;
  const { stop, faults, advice } = item.answer;
  if (stop) return stop.message;
  if (item.receipt) return say("submitted");
  return advice ?? faults?.[0] ?? "";
}

function drawOverall() {
  const done = items.filter((item) => ["done", "failed"].includes(item.state)).length;
  byId("overall").hidden = items.length < 2;
  byId("bar").max = items.length || 1;
  byId("bar").value = done;
  byId("count").textContent = say("progress", { done, total: items.length });
}

function drawProgress(item) {
  const state = item.card.querySelector(".state");
  const bar = item.card.querySelector("progress");
  if (state) state.textContent = outcome(item);
  if (!bar) return;
  if (item.state === "sending") bar.value = item.percent;
  else bar.removeAttribute("value");
}

function remove(item) {
  item.request?.abort();
  const at = items.indexOf(item);
  items.splice(at, 1);
  item.card.remove();
  byId("results").hidden = items.length === 0;
  drawOverall();
  const near = items[at] ?? items[at - 1];
  (near ? near.card.querySelector("h3") : byId("files")).focus();
}
