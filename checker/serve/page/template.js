// The form for a blank template.

let asked = 0;

/** Offers the departments of the pack and period; says what is wrong with them. */
async function offerDepartments() {
  const pack = byId("template-pack").value;
  const period = byId("template-period").value.trim();
  const choice = byId("template-department");
  const chosen = choice.value;
  asked += 1;
  const mine = asked;
  choice.disabled = true;
  choice.replaceChildren(make("option", { value: "" }, say("choose_first")));
  byId("template-told").textContent = "";
  if (!pack || !period) return;
  const answer = await askFor("departments", { pack, period });
  if (mine !== asked) return;
  const { departments, stop } = answer?.document ?? {};
  byId("template-told").textContent = stop ? [stop.message, stop.hint].filter(Boolean).join(" ") : "";
  if (!departments) return;
  const options = departments.map(({ code, name }) => make("option", { value: code, selected: code === chosen }, name));
  choice.replaceChildren(make("option", { value: "" }, say("choose_one")), ...options);
  choice.disabled = false;
}

function writePacks() {
  const choice = byId("template-pack");
  const chosen = choice.value;
  choice.replaceChildren(...packOptions(chosen));
}

async function makeTemplate() {
  byId("template-told").textContent = say("making");
  const [pack, period, department] = ["pack", "period", "department"].map((name) => byId(`template-${name}`).value.trim());
  const answer = await askFor("template", { pack, period, department });
  const { copy, stop, faults } = answer?.document ?? {};
  if (copy && answer.content) {
    save(answer.content, copy.name);
    byId("template-told").textContent = say("made", { file: copy.name });
  } else {
    byId("template-told").textContent = stop?.message ?? faults?.[0] ?? say("lost");
  }
}
