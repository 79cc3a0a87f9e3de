/** Line icons on a grid of 24, drawn here so that nothing is fetched. */

const SPACE = "http://www.w3.org/2000/svg";

const PATHS = {
  menu: "M4 7h16M4 12h16M4 17h16",
  back: "M15 5l-7 7 7 7",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  send: "M5 12h13M12.5 5.5L19 12l-6.5 6.5",
  attach: "M19 11.5l-7.4 7.4a4.6 4.6 0 0 1-6.5-6.5l7.8-7.8a3.1 3.1 0 0 1 4.4 4.4l-7.7 7.7a1.5 1.5 0 0 1-2.2-2.2l7-7",
  slash: "M4.5 4.5h15v15h-15zM14 8.5l-4 7",
  down: "M6 9.5l6 6 6-6",
  close: "M6 6l12 12M18 6L6 18",
  reply: "M10 6L4 11.5 10 17M4.5 11.5H13c4 0 6.5 2.2 7 6.5",
  forward: "M14 6l6 5.5-6 5.5M19.5 11.5H11c-4 0-6.5 2.2-7 6.5",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  edit: "M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM14 7l3 3",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20c.7-4 3.5-5.5 7.5-5.5s6.8 1.5 7.5 5.5",
  group:
    "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM2.5 19.5c.5-3.5 2.8-5 6.5-5s6 1.5 6.5 5M16 5.5a3.3 3.3 0 0 1 0 6.3M18 14.9c2 .6 3.2 2 3.5 4.6",
  forum: "M4 5h16v10H11l-4 4v-4H4zM8 9h8M8 12h5",
  channel: "M4 10v4l3 .5L8.5 19H11l-1-4 8 3V6L7 9.5zM20.5 10.5v3",
  plus: "M12 5v14M5 12h14",
  file: "M6 3.5h8l4 4v13H6zM14 3.5v4h4",
  trash: "M5 7h14M10 7V4.5h4V7M7 7l.7 12.5h8.6L17 7M10.2 10.5v5.5M13.8 10.5v5.5",
  ban: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM6 6l12 12",
  star: "M12 4l2.5 5.2 5.5.8-4 4 1 5.5-5-2.7-5 2.7 1-5.5-4-4 5.5-.8z",
  check: "M5 12.5l4.5 4.5L19 7.5",
  checks: "M2 12.5L6.5 17 15 7.5M11.5 16l1 1L21.5 7.5",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17",
  paper: "M4 5h13v14H6a2 2 0 0 1-2-2zM17 9h3v8a2 2 0 0 1-2 2M7 8.5h7M7 12h7M7 15.5h4",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  open: "M13 5h6v6M19 5l-8.5 8.5M17 13.5V19H5V7h5.5",
};

/** The icon with this name, hidden from screen readers: what it means stands in the label of its button. */
export function icon(name) {
  const svg = document.createElementNS(SPACE, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon", `icon-${name}`);
  const path = document.createElementNS(SPACE, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Puts the icon into every button of the page that names one. */
export function fillIcons(root = document) {
  for (const node of root.querySelectorAll("[data-icon]")) node.prepend(icon(node.dataset.icon));
}
