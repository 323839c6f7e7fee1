// Hands over what hooks.js kept, once. That the app broke counts even where the hooks came too late to see why:
// boot.js writes down that it loads the page again, or shows the panel.
const problems = window.meadowProblems?.splice(0) ?? [];
try {
  problems.unshift(...JSON.parse(sessionStorage.getItem("meadow-problems") ?? "[]"));
  sessionStorage.removeItem("meadow-problems");
  const broke = sessionStorage.getItem("meadow-reloaded");
  if (broke !== sessionStorage.getItem("meadow-reloaded-told")) {
    sessionStorage.setItem("meadow-reloaded-told", broke);
    problems.push("broken: the app broke, or could not start");
  }
} catch {
  // A page without an origin has no storage, and nothing of ours was in it.
}
return problems;
