// Finds what a person can see and use: arguments are a role and an accessible name; a name that ends with * is a beginning.
const [role, wanted] = arguments;
const kinds = {
  button: "button, input[type=submit], [role=button]",
  link: "a[href]",
  field: "input:not([type=radio], [type=checkbox], [type=submit]), textarea, select",
  radio: "input[type=radio], [role=radio]",
  heading: "h1, h2, h3, h4, [role=heading]",
  dialog: "dialog, [role=dialog]",
};
const words = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const textOf = (element) => {
  let text = "";
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    else if (node.nodeType === Node.ELEMENT_NODE && node.getAttribute("aria-hidden") !== "true")
      text += ` ${node.tagName === "IMG" ? node.alt : textOf(node)} `;
  }
  return text;
};
const nameOf = (element) => {
  const labelled = element.getAttribute("aria-labelledby");
  if (labelled) return words(labelled.split(" ").map((id) => document.getElementById(id)?.textContent).join(" "));
  const label = element.getAttribute("aria-label");
  if (label) return words(label);
  if (element.labels?.length) return words([...element.labels].map(textOf).join(" "));
  return words(textOf(element)) || words(element.title || element.placeholder || element.value);
};
const modal = [...document.querySelectorAll("dialog:modal")].at(-1);
const usable = (element) => {
  const box = element.getBoundingClientRect();
  const shown = box.width > 0 && box.height > 0 && getComputedStyle(element).visibility === "visible";
  const reachable = (!modal || modal.contains(element)) && !element.closest("[inert], [aria-hidden=true]");
  const on = !element.disabled && element.getAttribute("aria-disabled") !== "true";
  return shown && reachable && on;
};
const fits = (name) => (wanted.endsWith("*") ? name.startsWith(wanted.slice(0, -1)) : name === wanted);
// A choice is often drawn by its label, with the input itself out of sight.
const target = (element) => (role === "radio" ? (element.labels?.[0] ?? element) : element);
const found = [...document.querySelectorAll(kinds[role])].find(
  (element) => fits(nameOf(element)) && !element.disabled && usable(target(element)),
);
return found ? target(found) : null;
