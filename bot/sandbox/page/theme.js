// Not a module, so that it runs before the first paint: takes the theme chosen earlier, if one was.
try {
  const chosen = localStorage.getItem("nutgraf.theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // Without storage the page follows the system.
}
