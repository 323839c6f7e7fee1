// Remembers everything that a person at the developer tools would see in red.
if (!window.meadowProblems) {
  const problems = [];
  Object.defineProperty(window, "meadowProblems", { value: problems });
  const keep = (kind, text) => problems.push(`${kind}: ${String(text).slice(0, 500)}`);
  addEventListener("error", (event) => {
    const about = event.target?.src ?? event.target?.href;
    keep("error", about ? `${about} was not loaded` : `${event.message} ${event.error?.stack ?? ""}`);
  }, true);
  addEventListener("unhandledrejection", (event) => keep("rejection", `${event.reason} ${event.reason?.stack ?? ""}`));
  addEventListener("meadow-panic", (event) => keep("panic", event.detail));
  document.addEventListener("securitypolicyviolation", (event) =>
    keep("csp", `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`),
  );
  const shown = console.error;
  console.error = (...words) => {
    keep("console", words.join(" "));
    shown.apply(console, words);
  };
}
