// Remembers everything that a person at the developer tools would see in red. It is kept in the tab, not in the page: a
// broken app loads its page again, and what the page remembered is gone.
if (!window.meadowProblems) {
  const problems = [];
  Object.defineProperty(window, "meadowProblems", { value: problems });
  const keep = (kind, text) => {
    const problem = `${kind}: ${String(text).slice(0, 500)}`;
    try {
      const kept = JSON.parse(sessionStorage.getItem("meadow-problems") ?? "[]");
      sessionStorage.setItem("meadow-problems", JSON.stringify([...kept, problem]));
    } catch {
      problems.push(problem); // A page without an origin has no storage.
    }
  };
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
