// Runs before anything is drawn: the language and the colours that the address asks for.
"use strict";
{
  const root = document.documentElement;
  const asked = new URLSearchParams(location.hash.slice(1));
  root.classList.add("scripted");
  if (["zh", "en"].includes(asked.get("lang"))) root.lang = asked.get("lang");
  if (["light", "dark"].includes(asked.get("theme"))) root.dataset.theme = asked.get("theme");
}
