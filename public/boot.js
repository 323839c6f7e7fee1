// Starts the app: no inline script, so that a strict Content-Security-Policy holds.
// index.html tells where things are: <script src="boot.js" data-js data-wasm [data-integrity]>.

const own = document.querySelector("script[data-wasm]");
const RELOADED = "meadow-reloaded";

// Trusted Types: Leptos writes its static fragments through a template's innerHTML. They hold no script; anything that
// does is refused, whoever wrote it.
if (globalThis.trustedTypes?.createPolicy) {
  const unsafe = /<\s*(script|iframe|object|embed|base|meta|link|form)\b|[\s"'/]on\w+\s*=|javascript:|srcdoc/i;
  const refuse = () => {
    throw new TypeError("Meadow makes no script from text");
  };
  trustedTypes.createPolicy("default", {
    createHTML(html) {
      if (unsafe.test(html)) throw new TypeError("This HTML could run script, so it is refused");
      return html;
    },
    createScript: refuse,
    createScriptURL(url) {
      if (new URL(url, location.href).origin !== location.origin) refuse();
      return url;
    },
  });
}

// The feed's first page travels beside the wasm, not behind it. The app takes the text from here.
const token = (() => {
  try {
    return localStorage.getItem("meadow-session");
  } catch {
    return null;
  }
})();
let firstFeed = Promise.resolve();
if (location.pathname === "/") {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  firstFeed = fetch("/api/v1/feed", { headers, signal: AbortSignal.timeout(20_000) }).then((answer) =>
    answer.ok ? answer.text() : Promise.reject(new Error(`feed ${answer.status}`)),
  );
  globalThis.meadowFirstFeed = firstFeed;
  firstFeed.catch(() => {}); // The app asks again and says what is wrong.
}

// A page that comes back stands where it was left, which the first cards are not.
const firstCards = document.getElementById("first-cards");
try {
  const cameBack = performance.getEntriesByType("navigation")[0]?.type !== "navigate";
  if (cameBack && sessionStorage.getItem("place:/")) firstCards?.replaceChildren();
} catch {
  // Without a memory it begins at the top.
}

// A card that is pressed before the app runs opens as soon as it does; the page is only left if that takes too long.
let pressed = null;
firstCards?.addEventListener("click", (event) => {
  const link = event.target.closest(".note-card a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  pressed?.closest(".note-card").classList.remove("note-card--opening");
  pressed = link;
  link.closest(".note-card").classList.add("note-card--opening");
  setTimeout(() => {
    if (pressed === link) location.assign(link.href);
  }, 6_000);
});
const openPressed = () => {
  const path = pressed?.getAttribute("href");
  pressed = null;
  if (!path) return;
  const link = document.querySelector(`.note-grid a[href="${CSS.escape(path)}"]`);
  if (link) link.click();
  else location.assign(path);
};

// The app has drawn: once the first feed is in, the first paint can go. It lies over the app, so nothing moves. Cards
// from the server stay as long as the feed takes (its request gives up by itself); a bare skeleton is not worth waiting.
globalThis.meadowStarted = () => {
  const settled = firstFeed.catch(() => {});
  const readable = document.querySelector("#first-cards article");
  const patience = readable ? settled : new Promise((done) => setTimeout(done, 1_500));
  Promise.race([settled, patience]).then(() =>
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        document.getElementById("first-paint")?.remove();
        openPressed();
        performance.mark("meadow-started");
      }),
    ),
  );
};

const report = (text) => {
  const body = JSON.stringify({ kind: "broken", page: location.pathname, text: String(text).slice(0, 4_000) });
  navigator.sendBeacon?.("/api/v1/reports", new Blob([body], { type: "text/plain" }));
};

// A broken app is never used on: the page says so, and loads again once by itself. The cart is kept on every change.
let broken = false;
const showBroken = (text) => {
  if (broken) return;
  broken = true;
  report(text);
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  const panel = document.getElementById("broken");
  for (const other of document.body.children) if (other !== panel) other.inert = true;
  panel.hidden = false;
  document.getElementById("broken-reload").focus();
  let last = 0;
  try {
    last = Number(sessionStorage.getItem(RELOADED) ?? 0);
    sessionStorage.setItem(RELOADED, String(Date.now()));
  } catch {
    last = Date.now(); // Without a memory there is no guard against a loop: leave it to the shopper.
  }
  if (Date.now() - last > 60_000) setTimeout(() => location.reload(), 1_500);
};
document.getElementById("broken-reload").addEventListener("click", () => location.reload());
addEventListener("meadow-panic", (event) => showBroken(event.detail));
// A trap without a panic (a full stack, no memory left) tells nobody else.
const trapped = (error) => {
  if (error instanceof WebAssembly.RuntimeError) showBroken(error.stack ?? error);
};
addEventListener("error", (event) => trapped(event.error));
addEventListener("unhandledrejection", (event) => trapped(event.reason));

const wasmBytes = async (again) => {
  const options = { credentials: "same-origin", cache: again ? "reload" : "default" };
  if (own.dataset.integrity) options.integrity = own.dataset.integrity;
  const answer = await fetch(own.dataset.wasm, options);
  if (!answer.ok) throw new Error(`${own.dataset.wasm}: ${answer.status}`);
  return answer;
};

try {
  const wasm = wasmBytes(false);
  wasm.catch(() => {}); // Handled below, where it is awaited.
  const app = await import(own.dataset.js);
  try {
    await app.default({ module_or_path: wasm });
  } catch (error) {
    if (broken) throw error;
    // Some in-app browsers refuse to compile a stream; a lost connection leaves half a file. Once more, as one piece.
    const whole = await (await wasmBytes(true)).arrayBuffer();
    await app.default({ module_or_path: whole });
  }
} catch (error) {
  showBroken(`start: ${error?.stack ?? error}`);
}
