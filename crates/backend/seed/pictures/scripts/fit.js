// Fits every text into its box, then stands every good in the room that is left, then says what is wrong.
(function () {
  'use strict';
  const px = (n) => n + 'px';
  const rel = (el, cover) => {
    const a = el.getBoundingClientRect(), b = cover.getBoundingClientRect();
    return { l: a.left - b.left, t: a.top - b.top, r: a.right - b.left, b: a.bottom - b.top };
  };

  // Other ways to break a headline: the longest line in two at a space, or every line in two.
  function breaks(lines) {
    const half = (s) => {
      const w = s.split(' ');
      if (w.length < 2) return [s];
      let best = [s], cost = 1e9;
      for (let k = 1; k < w.length; k++) {
        const a = w.slice(0, k).join(' '), b = w.slice(k).join(' '), c = Math.max(a.length, b.length);
        if (c < cost) { cost = c; best = [a, b]; }
      }
      return best;
    };
    const out = [lines];
    const long = lines.reduce((m, s, k) => (s.length > lines[m].length ? k : m), 0);
    out.push(lines.flatMap((s, k) => (k === long ? half(s) : [s])));
    out.push(lines.flatMap(half));
    return out.filter((l, k) => out.findIndex((o) => o.join('|') === l.join('|')) === k && l.length <= 4);
  }
  const esc = (s) => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/([，。、；：！？])$/, "<i class='hang'>$1</i>");
  const setLines = (el, lines) => { el.innerHTML = lines.map((s) => '<b>' + esc(s) + '</b>').join(''); };
  const widest = (el) => Math.max(...[...el.children].map((c) => c.getBoundingClientRect().width));
  const widestV = (el) => Math.max(...[...el.children].map((c) => c.getBoundingClientRect().height));

  function fitStack(s) {
    const head = s.querySelector('.h'), acc = s.querySelector('.acc'), maxH = +s.dataset.h, w = +s.dataset.w;
    const vertical = s.classList.contains('tate');
    const fitLine = (el, room, max, min) => {
      el.style.fontSize = '100px';
      const size = Math.min(max, (room * 100) / (vertical ? widestV(el) : widest(el)));
      el.style.fontSize = px(Math.max(min, size));
    };
    const tryOne = (lines) => {
      setLines(head, lines);
      let max = +s.dataset.max;
      for (let k = 0; k < 60; k++) {
        fitLine(head, vertical ? maxH : w, max, 18);
        const size = parseFloat(head.style.fontSize);
        if (acc) fitLine(acc, vertical ? maxH : w, Math.max(22, size * +s.dataset.k), 16);
        if (vertical ? s.scrollWidth <= w + 1 : s.getBoundingClientRect().height <= maxH + 1) break;
        max = size * 0.965;
      }
      return parseFloat(head.style.fontSize);
    };
    const lines = JSON.parse(head.dataset.lines);
    const cands = s.dataset.keep ? [lines] : breaks(lines);
    let best = cands[0], size = tryOne(best);
    for (const c of cands.slice(1)) { const z = tryOne(c); if (z > size * 1.22) { size = z; best = c; } }
    tryOne(best);
  }

  // A text that may only shrink: until it is inside its own width and height.
  function fitOne(el) {
    const w = +el.dataset.w || 1e9, h = +el.dataset.h || 1e9, min = +el.dataset.min || 11;
    for (let k = 0; k < 70; k++) {
      if (el.scrollWidth <= w + 0.5 && el.getBoundingClientRect().height <= h + 0.5 && el.scrollWidth <= el.clientWidth + 1) return;
      const z = parseFloat(getComputedStyle(el).fontSize) * 0.97;
      if (z < min) return;
      el.style.fontSize = px(z);
    }
  }

  // A zone edge: a number, or '@id+n' (under that text), or '^id-n' (over it), or '>id+n' (right of it),
  // or '~id.70' (70 % down that text).
  function edge(cover, e) {
    const part = /^~([a-z0-9]+)\.(\d\d)$/.exec(e), wide = /^%([a-z0-9]+)\.(\d\d)$/.exec(e);
    if (part) { const r = rel(cover.querySelector(`[data-id=${part[1]}]`), cover); return r.t + (r.b - r.t) * +part[2] / 100; }
    if (wide) { const r = rel(cover.querySelector(`[data-id=${wide[1]}]`), cover); return r.l + (r.r - r.l) * +wide[2] / 100; }
    const m = /^([@^>])([a-z0-9]+)([+-]\d+)?$/.exec(e);
    if (!m) return +e;
    const r = rel(cover.querySelector(`[data-id=${m[2]}]`), cover);
    return { '@': r.b, '^': r.t, '>': r.r }[m[1]] + (+m[3] || 0);
  }
  function place(cover, g) {
    let [l, t, r, b] = g.dataset.zone.split(',').map((e) => edge(cover, e));
    const [x0, y0, x1, y1] = g.dataset.box.split(',').map(Number);
    const rot = Math.abs(+g.dataset.rot || 0) * Math.PI / 180;
    const bw = (x1 - x0) * Math.cos(rot) + (y1 - y0) * Math.sin(rot), bh = (y1 - y0) * Math.cos(rot) + (x1 - x0) * Math.sin(rot);
    if (g.dataset.alt) {    // another zone, taken if the good can be larger there
      const z = g.dataset.alt.split(',').map((e) => edge(cover, e));
      if (Math.min((z[2] - z[0]) / bw, (z[3] - z[1]) / bh) > 1.08 * Math.min((r - l) / bw, (b - t) / bh)) [l, t, r, b] = z;
    }
    const zw = r - l, zh = b - t;
    const s = Math.min(zw / bw, zh / bh, +g.dataset.max || 1e9);
    const ax = +g.dataset.ax, ay = +g.dataset.ay;
    const cx = l + bw * s / 2 + ax * (zw - bw * s), cy = t + bh * s / 2 + ay * (zh - bh * s);
    g.style.width = g.style.height = px(s);
    g.style.left = px(cx - (x0 + x1) / 2 * s);
    g.style.top = px(cy - (y0 + y1) / 2 * s);
    g.style.transformOrigin = `${(x0 + x1) * 50}% ${(y0 + y1) * 50}%`;
    g.style.transform = `rotate(${g.dataset.rot || 0}deg)`;
    g.solid = { l: cx - bw * s / 2, t: cy - bh * s / 2, r: cx + bw * s / 2, b: cy + bh * s / 2 };
    if (zh < 60 || zw < 60) g.tight = true;
    for (const f of cover.querySelectorAll(`[data-at=${g.dataset.id || 'none'}]`)) {   // what moves with a good: a disc, a glow
      f.style.left = px(cx + (+f.dataset.dx || 0)); f.style.top = px(cy + (+f.dataset.dy || 0));
      if (f.dataset.d) { const full = Math.max(bw, bh) * s * +f.dataset.d, d = f.dataset.cap ? Math.min(full, 2 * (cy + (+f.dataset.dy || 0) - t + +f.dataset.cap)) : full; f.style.width = f.style.height = px(d); f.style.marginLeft = f.style.marginTop = px(-d / 2); }
    }
    for (const f of cover.querySelectorAll(`[data-floor=${g.dataset.id || 'none'}]`)) {   // a floor whose edge runs behind the good
      const y = g.solid.t + (g.solid.b - g.solid.t) * +f.dataset.part;
      f.style.top = px(y); f.style.height = px(cover.clientHeight - y);
    }
  }

  // A list that starts under its headline, a card around a list, a stage below it.
  function follow(cover) {
    for (const e of cover.querySelectorAll('[data-under]')) e.style.top = px(rel(cover.querySelector(`[data-id=${e.dataset.under}]`), cover).b + +e.dataset.gap);
    for (const e of cover.querySelectorAll('[data-around]')) {
      const r = rel(cover.querySelector(`[data-id=${e.dataset.around}]`), cover), p = +e.dataset.pad;
      Object.assign(e.style, { left: px(r.l - p), top: px(r.t - p), width: px(r.r - r.l + 2 * p), height: px(r.b - r.t + 2 * p) });
    }
    for (const e of cover.querySelectorAll('[data-rest]')) {
      const b = rel(cover.querySelector(`[data-id=${e.dataset.rest}]`), cover).b, y = b + (cover.clientHeight - b) * 0.52;
      e.style.top = px(y); e.style.height = px(cover.clientHeight - y);
    }
  }

  const hit = (a, b) => Math.max(0, Math.min(a.r, b.r) - Math.max(a.l, b.l)) * Math.max(0, Math.min(a.b, b.b) - Math.max(a.t, b.t));
  function faults(cover) {
    const out = [], H = cover.clientHeight, W = cover.clientWidth;
    const texts = [];
    for (const t of cover.querySelectorAll('.tx')) {
      const range = document.createRange();
      range.selectNodeContents(t);
      const size = parseFloat(getComputedStyle(t).fontSize);
      const a = rel({ getBoundingClientRect: () => range.getBoundingClientRect() }, cover), e = rel(t, cover);
      // The content area is taller than the ink: take the line boxes up and down, the glyphs left and right.
      const r = t.closest('.tate') ? { l: Math.max(a.l, e.l), r: Math.min(a.r, e.r), t: a.t, b: a.b } : { l: a.l, r: a.r, t: Math.max(a.t, e.t), b: Math.min(a.b, e.b) };
      texts.push({ r, el: t, size });
      const m = t.dataset.edge ? +t.dataset.edge : 12;
      if (r.l < m || r.r > W - m || r.t < m - 4 || r.b > H - m + 4) out.push(`edge ${t.textContent.slice(0, 18)} ${[r.l, r.t, r.r, r.b].map(Math.round)}`);
      if (size < 12.5) out.push(`small ${t.textContent.slice(0, 18)} ${size.toFixed(1)}`);
      const box = t.closest('[data-bound]');
      if (box) { const q = rel(box, cover); if (r.l < q.l - 1 || r.r > q.r + 1 || r.t < q.t - 2 || r.b > q.b + 2) out.push(`box ${t.textContent.slice(0, 18)}`); }
    }
    texts.forEach((a, i) => texts.slice(i + 1).forEach((b) => { if (!a.el.contains(b.el) && !b.el.contains(a.el) && hit(a.r, b.r) > 60) out.push(`over ${a.el.textContent.slice(0, 12)} / ${b.el.textContent.slice(0, 12)}`); }));
    for (const g of cover.querySelectorAll('.good')) {
      if (g.tight) out.push('tight good');
      for (const t of texts) if (!t.el.dataset.behind && hit(g.solid, t.r) > 260) out.push(`good on ${t.el.textContent.slice(0, 14)} ${Math.round(hit(g.solid, t.r))}`);
      if (g.solid.l < -2 || g.solid.r > W + 2 || g.solid.b > H + 2 || g.solid.t < -2) out.push('good cut');
    }
    return out;
  }

  window.addEventListener('load', () => {
    const lines = [];
    for (const c of document.querySelectorAll('.c')) {
      try {
        c.querySelectorAll('.stack').forEach(fitStack);
        c.querySelectorAll('.one').forEach(fitOne);
        follow(c);
        c.querySelectorAll('.good').forEach((g) => place(c, g));
        for (const f of faults(c)) lines.push(c.dataset.file + ': ' + f);
      } catch (e) { lines.push(c.dataset.file + ': ' + e); }
    }
    const pre = document.createElement('script');
    pre.type = 'text/plain'; pre.id = 'faults'; pre.textContent = lines.join('\n');
    document.body.appendChild(pre);
  });
})();
