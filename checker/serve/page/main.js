// Starts the page: its token, its language, and what the reader does with it.
const TOKEN = "checker-token";
const TOKEN_FORM = /^[\x21-\x7e]+$/;

function ownHeaders() {
  const token = sessionStorage.getItem(TOKEN);
  return { "X-Checker": "1", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
}

/** Asks the server for a document; null if there is none. */
async function ask(what, values = {}) {
  try {
    const answer = await fetch(`api/${what}?${new URLSearchParams({ lang: language(), ...values })}`, { headers: ownHeaders() });
    if (answer.status === 401) showLogin(sessionStorage.getItem(TOKEN) !== null);
    return answer.ok ? answer.json() : null;
  } catch {
    return null;
  }
}

/** Asks the server for a document with a workbook. */
async function askFor(what, values) {
  try {
    const answer = await fetch(`api/${what}?${new URLSearchParams({ lang: language(), ...values })}`, { headers: ownHeaders() });
    return unpack(await answer.arrayBuffer(), answer.status);
  } catch {
    return null;
  }
}

function showLogin(wrong) {
  byId("login").hidden = false;
  byId("desk").hidden = true;
  byId("login-problem").hidden = !wrong;
  byId("token").focus();
}

async function start() {
  const found = await ask("start");
  if (!found) {
    if (byId("login").hidden) announce(say("lost"));
    return;
  }
  server = found;
  byId("login").hidden = true;
  byId("desk").hidden = false;
  byId("kept-inbox").hidden = !server.inbox;
  writePacks();
  offerDepartments();
}

/** Shows everything in another language: files are checked again, as their copies are in one language. */
async function switchTo(chosen) {
  if (chosen === language()) return;
  root.lang = chosen;
  writeWords();
  await start();
  for (const item of items) {
    if (item.large) tooLarge(item);
    else if (!["waiting", "sending"].includes(item.state) && !item.receipt) item.state = "waiting";
    draw(item);
  }
  next();
}

/** Takes a token from the address, where neither the server nor a log sees it, and removes it there. */
function takeToken() {
  const found = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!found || !TOKEN_FORM.test(found)) return;
  sessionStorage.setItem(TOKEN, found);
  history.replaceState(null, "", location.pathname + location.search);
}

root.classList.add("scripted");
takeToken();
writeWords();
byId("login-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const given = byId("token").value.trim();
  if (!TOKEN_FORM.test(given)) return showLogin(true);
  sessionStorage.setItem(TOKEN, given);
  start();
});
for (const each of document.querySelectorAll("[data-language]")) {
  each.addEventListener("click", () => switchTo(each.dataset.language));
}
byId("files").addEventListener("change", () => {
  takeFiles([...byId("files").files]);
  byId("files").value = "";
});
for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
document.addEventListener("dragover", () => byId("drop").classList.add("over"));
for (const name of ["dragleave", "drop"]) document.addEventListener(name, () => byId("drop").classList.remove("over"));
document.addEventListener("drop", (event) => {
  if (!byId("desk").hidden) takeFiles([...event.dataTransfer.files]);
});
byId("template-form").addEventListener("submit", (event) => {
  event.preventDefault();
  makeTemplate();
});
byId("template-pack").addEventListener("change", offerDepartments);
byId("template-period").addEventListener("change", offerDepartments);
byId("dialog-close").addEventListener("click", () => byId("dialog").close());
start();
