// Runs before the page is drawn, to set the language and the theme from the address.
"use strict";
{
  const root = document.documentElement;
  const parameters = new URLSearchParams(location.hash.slice(1));
  root.classList.add("scripted");
  if (["zh", "en"].includes(parameters.get("lang"))) root.lang = parameters.get("lang");
  if (["light", "dark"].includes(parameters.get("theme"))) root.dataset.theme = parameters.get("theme");
}
