// Remembers each press: what stood before it, what stood in the first frame after it, and how long the browser says that
// it took until something was painted. The browser rounds to 8 ms and keeps quiet about less than 16.
if (!window.meadowPresses) {
  const text = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent).join(" ");
  const shown = () => ["[data-cart-count]", ".stepper__value", ".totals"].map(text).join(" | ");
  const timings = [];
  new PerformanceObserver((list) => timings.push(...list.getEntries())).observe({ type: "event", durationThreshold: 16 });
  const press = {};
  const watch = (event) => {
    if (!event.isTrusted) return; // A hand's presses count, not a script's.
    Object.assign(press, { at: event.timeStamp, before: shown(), first: null });
    // Runs just before the paint that follows the press.
    requestAnimationFrame(() => { press.first = shown(); });
  };
  addEventListener("click", watch, { capture: true });
  const told = () => {
    const mine = timings.splice(0).filter((one) => ["pointerup", "mouseup", "click"].includes(one.name));
    const most = (of) => Math.max(0, ...mine.map(of));
    return {
      ...press,
      later: shown(),
      painted_ms: most((one) => one.duration),
      worked_ms: most((one) => one.processingEnd - one.processingStart),
    };
  };
  Object.defineProperty(window, "meadowPresses", { value: { told } });
}
