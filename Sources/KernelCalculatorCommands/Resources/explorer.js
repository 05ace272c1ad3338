"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const H = data.nodes;
  const state = { rule: 1, kernel: "nngp", rho: data.correlations.indexOf("1/2"), digits: "", pinned: null };

  // ---- Numbers: decimals that are right to a relative error of 10^(1 - digits).

  const toNumber = (fraction) => {
    const [above, below] = fraction.split("/");
    return Number(above) / Number(below ?? 1);
  };
  // A little more than the stated error, for the rounding of this comparison itself.
  const share = 1.001 * 10 ** (1 - data.digits);
  const range = (text) => {
    const value = Number(text);
    return [value - share * Math.abs(value), value + share * Math.abs(value)];
  };
  const order = (a, b) => {
    if (a === null || b === null) return "not known";
    const [x, y] = [range(a), range(b)];
    return x[1] < y[0] ? "smaller" : x[0] > y[1] ? "larger" : a === b && Number(a) === 0 ? "equal"
      : "not separated";
  };
  const shown = (text) => (text === null ? "not told from 0" : text.replace("-", "−"));

  // ---- Networks.

  const clean = (digits) => digits.replace(/_/g, "");
  const grouped = (codes) => {
    const groups = [];
    for (let t = 1, start = 0; t <= H; start += t, t += 1) groups.push(codes.slice(start, start + t));
    return groups.join("_");
  };
  const place = (source, target) => (target * (target - 1)) / 2 + source;
  const classOf = (digits) => {
    const number = data.index[parseInt(clean(digits), 3)];
    return number < 0 ? null : number;
  };
  // A class is shown by the first of its networks.
  const representatives = new Map();
  data.index.forEach((number, rank) => {
    if (number >= 0 && !representatives.has(number)) {
      const length = (H * (H + 1)) / 2;
      representatives.set(number, grouped(rank.toString(3).padStart(length, "0")));
    }
  });
  const matrix = (entry) => entry.rules[state.rule][state.kernel];
  const lambda = (entry) => matrix(entry).lambda2[state.rho];

  // ---- SVG.

  const svgName = "http://www.w3.org/2000/svg";
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElementNS(svgName, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const text = (x, y, content, more = {}) => make("text", { x, y, ...more }, content);

  // Viridis at five places, in which equal steps look equal and which colour-blind people can read.
  const palette = [[68, 1, 84], [59, 82, 139], [33, 145, 140], [94, 201, 98], [253, 231, 37]];
  const colour = (share) => {
    const at = Math.max(0, Math.min(1, share)) * (palette.length - 1);
    const k = Math.min(palette.length - 2, Math.floor(at));
    const mix = palette[k].map((c, i) => Math.round(c + (at - k) * (palette[k + 1][i] - c)));
    return `rgb(${mix.join(",")})`;
  };

  // ---- The plane of depth and width.

  const size = { width: 680, height: 520, left: 58, right: 14, top: 14, bottom: 52 };
  const entries = data.classes.map((entry, number) => ({
    entry, number,
    depth: toNumber(entry.depth), width: entry.width === null ? 0 : toNumber(entry.width),
  }));
  const largest = { x: Math.max(...entries.map((e) => e.depth), 1), y: Math.max(...entries.map((e) => e.width), 1) };
  const xOf = (depth) => size.left + 18 + (depth / largest.x) * (size.width - size.left - size.right - 36);
  const yOf = (width) => size.height - size.bottom - 18 - (width / largest.y) * (size.height - size.top - size.bottom - 36);
  const groups = new Map();
  for (const e of entries) {
    const key = `${e.entry.depth} ${e.entry.width}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(e);
  }
  for (const members of groups.values()) {
    members.forEach((e, k) => {
      // A sunflower's head: as dense as dots can be, and the same each time.
      const [r, turn] = [5.6 * Math.sqrt(k), 2.399963 * k];
      e.x = xOf(e.depth) + r * Math.cos(turn);
      e.y = yOf(e.width) + r * Math.sin(turn);
    });
  }
  const dots = [];
  const drawPlane = () => {
    const svg = make("svg", {
      viewBox: `0 0 ${size.width} ${size.height}`, role: "group", "aria-label": "Networks by effective depth and width",
    });
    for (let d = 0; d <= largest.x; d += 0.5) {
      svg.append(make("line", { class: "grid", x1: xOf(d), x2: xOf(d), y1: size.top, y2: size.height - size.bottom }));
      if (d % 1 === 0) svg.append(text(xOf(d), size.height - size.bottom + 18, `${d}`, { "text-anchor": "middle" }));
    }
    for (let m = 0; m <= largest.y; m += 1) {
      svg.append(make("line", { class: "grid", x1: size.left, x2: size.width - size.right, y1: yOf(m), y2: yOf(m) }));
      svg.append(text(size.left - 8, yOf(m) + 4, m === 0 ? "none" : `${m}`, { "text-anchor": "end" }));
    }
    svg.append(text((size.width + size.left) / 2, size.height - 12, "effective depth d̄", { "text-anchor": "middle" }));
    const label = text(0, 0, "effective width m̄", { "text-anchor": "middle" });
    label.setAttribute("transform", `translate(15 ${(size.height - size.bottom) / 2}) rotate(-90)`);
    svg.append(label);
    for (const e of entries) {
      const dot = make("circle", { class: "dot", cx: e.x, cy: e.y, r: 5, role: "button", tabindex: -1, "data-class": e.number });
      dot.append(make("title"));
      dot.addEventListener("click", () => choose(representatives.get(e.number)));
      dot.addEventListener("keydown", (event) => moveFrom(e, event));
      dots[e.number] = dot;
      svg.append(dot);
    }
    $("plane").replaceChildren(svg);
  };
  const directions = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const moveFrom = (from, event) => {
    const direction = directions[event.key];
    if (!direction) return;
    event.preventDefault();
    let best = null;
    for (const e of entries) {
      const [dx, dy] = [e.x - from.x, e.y - from.y];
      const along = dx * direction[0] + dy * direction[1];
      const across = Math.abs(dx * direction[1] + dy * direction[0]);
      if (along <= 0.5 || across > 3 * along) continue;
      const distance = along + 2 * across;
      if (best === null || distance < best.distance) best = { e, distance };
    }
    if (best) {
      choose(representatives.get(best.e.number));
      dots[best.e.number].focus();
    }
  };
  const paintPlane = () => {
    const values = entries.map((e) => lambda(e.entry)).map((v) => (v === null ? 0 : Number(v)));
    // By rank: a few large values would leave one colour for all others.
    const sorted = [...new Set(values)].sort((a, b) => a - b);
    const rank = new Map(sorted.map((value, k) => [value, sorted.length > 1 ? k / (sorted.length - 1) : 0.5]));
    const chosen = classOf(state.digits);
    const pinned = state.pinned === null ? null : classOf(state.pinned);
    entries.forEach((e, k) => {
      const dot = dots[e.number];
      dot.setAttribute("fill", colour(rank.get(values[k])));
      dot.classList.toggle("chosen", e.number === chosen);
      dot.classList.toggle("pinned", e.number === pinned);
      dot.setAttribute("tabindex", e.number === (chosen ?? 0) ? 0 : -1);
      const name = representatives.get(e.number);
      const words = `${name}: depth ${e.entry.depth}, width ${e.entry.width ?? "none"}, λ₂ ${shown(lambda(e.entry))}`;
      dot.setAttribute("aria-label", words);
      dot.firstChild.textContent = words;
    });
    const bar = document.createElement("span");
    bar.className = "bar";
    bar.style.background = `linear-gradient(to right, ${[0, 0.25, 0.5, 0.75, 1].map(colour).join(", ")})`;
    const ends = (v) => v.toPrecision(3).replace("-", "−");
    const middle = sorted[Math.floor((sorted.length - 1) / 2)];
    $("legend").replaceChildren(`λ₂, coloured by rank: ${ends(sorted[0])}`, bar, `${ends(sorted.at(-1))} (middle ${ends(middle)})`);
  };

  // ---- The editor.

  const kinds = ["nothing", "skip", "linear + ReLU"];
  const drawEditor = () => {
    const spacing = 120;
    const [radius, rise] = [17, (span) => (span === 1 ? 0 : 24 + 26 * Math.sqrt(span))];
    const height = 2 * (rise(H) + 30) + 10;
    const y = height / 2;
    const x = (node) => 30 + node * spacing;
    const svg = make("svg", { viewBox: `0 0 ${60 + H * spacing} ${height}`, width: 60 + H * spacing, role: "group", "aria-label": "the network's edges" });
    const codes = clean(state.digits);
    for (let target = 1; target <= H; target += 1) {
      for (let source = 0; source < target; source += 1) {
        const code = Number(codes[place(source, target)]);
        const span = target - source;
        // Even spans below the row, odd ones above: no two arcs coincide.
        const side = span % 2 === 0 ? 1 : -1;
        const [from, to] = [x(source) + (span === 1 ? radius : 11), x(target) - (span === 1 ? radius : 11)];
        const start = span === 1 ? y : y + side * 13;
        const control = y + side * (rise(span) * 1.33);
        const path = span === 1 ? `M ${from} ${y} H ${to}` : `M ${from} ${start} C ${from + 26} ${control}, ${to - 26} ${control}, ${to} ${start}`;
        const style = ["edge absent", "edge skip", "edge layer"][code];
        const group = make("g", {
          class: "choice", role: "button", tabindex: 0, "data-edge": `${source}-${target}`,
          "aria-label": `edge ${source} to ${target}: ${kinds[code]}; press to change`,
        }, make("path", { class: style, d: path }), make("path", { class: "hit", d: path }));
        group.append(make("title", {}, `${source} → ${target}: ${kinds[code]}`));
        const change = () => {
          const next = [...codes];
          next[place(source, target)] = `${(code + 1) % 3}`;
          choose(grouped(next.join("")));
          $("editor").querySelector(`[data-edge="${source}-${target}"]`).focus();
        };
        group.addEventListener("click", change);
        group.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          change();
        });
        svg.append(group);
      }
    }
    for (let node = 0; node <= H; node += 1) {
      svg.append(make("circle", { class: "node", cx: x(node), cy: y, r: radius }));
      svg.append(text(x(node), y + 5, `${node}`, { "text-anchor": "middle" }));
    }
    $("editor").replaceChildren(svg);
  };

  // ---- The values.

  const rows = (entry) => {
    const rule = entry.rules[state.rule];
    return [
      ["K_ii", rule.nngp.diagonal], ["K_ij", rule.nngp.offdiagonal], ["Θ_ii", rule.ntk.diagonal],
      ["Θ_ij", rule.ntk.offdiagonal], ["λ₂ of K", rule.nngp.lambda2], ["λ₂ of Θ", rule.ntk.lambda2],
      ["Eq. 12", entry.eq12],
    ].map(([name, values]) => [name, values[state.rho]]);
  };
  const cell = (name, content, scope) => {
    const element = document.createElement(name);
    if (scope) element.scope = scope;
    element.textContent = content;
    return element;
  };
  const row = (...cells) => {
    const element = document.createElement("tr");
    element.append(...cells);
    return element;
  };
  const orderWords = {
    below: "lies below λ₂, so that it is not the upper bound that the paper states",
    above: "lies above λ₂",
    equal: "equals λ₂",
    undecided: "could not be told from λ₂",
  };
  const drawDetails = () => {
    const number = classOf(state.digits);
    $("chosen").textContent = state.digits;
    if (document.activeElement !== $("digits")) $("digits").value = state.digits;
    const entry = number === null ? null : data.classes[number];
    $("pin").disabled = entry === null;
    for (const id of ["values", "verdict", "form", "curve"]) $(id).replaceChildren();
    if (entry === null) {
      $("facts").textContent = "No path leads from the input to the output: the kernels are 0.";
      return;
    }
    const first = representatives.get(number);
    $("facts").textContent =
      `${entry.paths} path${entry.paths === "1" ? "" : "s"}, effective depth ${entry.depth}, width ${entry.width ?? "undefined"}`
      + (first === state.digits ? "" : `; equivalent to ${first}`);
    const word = orderWords[entry.rules[state.rule].order[state.rho]];
    $("verdict").textContent =
      `${data.rules[state.rule]} rule, ρ = ${data.correlations[state.rho]}: Eq. 12's value ${word}.`;
    const pinned = state.pinned === null ? null : data.classes[classOf(state.pinned)];
    const head = [cell("th", "", "col"), cell("th", state.digits, "col")];
    if (pinned) head.push(cell("th", state.pinned, "col"), cell("th", `${state.digits} is`, "col"));
    const body = rows(entry).map(([name, value], k) => {
      const cells = [cell("th", name, "row"), cell("td", shown(value))];
      if (pinned) {
        const other = rows(pinned)[k][1];
        cells.push(cell("td", shown(other)), cell("td", order(value, other)));
      }
      return row(...cells);
    });
    const thead = document.createElement("thead");
    thead.append(row(...head));
    const tbody = document.createElement("tbody");
    tbody.append(...body);
    $("values").append(thead, tbody);
    $("unpin").hidden = pinned === null;
    $("form-rule").textContent = `(${data.rules[state.rule]} rule)`;
    $("form").textContent = entry.rules[state.rule].form;
    drawCurve(entry, pinned);
  };
  const drawCurve = (entry, pinned) => {
    const [width, height, left, bottom] = [520, 210, 52, 40];
    const series = [entry, pinned].filter((e) => e).map((e) => matrix(e).lambda2.map((v) => (v === null ? 0 : Number(v))));
    const high = Math.max(...series.flat(), 1e-9);
    const x = (k) => left + ((toNumber(data.correlations[k]) + 1) / 2) * (width - left - 14);
    const y = (value) => height - bottom - (value / high) * (height - bottom - 16);
    const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, width, role: "img", "aria-label": "λ₂ at each correlation" });
    svg.append(make("line", { class: "axis", x1: left, x2: width - 14, y1: y(0), y2: y(0) }));
    for (const k of [0, 5, 10, 15, data.correlations.length - 1]) {
      svg.append(text(x(k), height - bottom + 18, data.correlations[k].replace("-", "−"), { "text-anchor": "middle" }));
    }
    svg.append(text(left - 6, y(high) + 5, high.toPrecision(3), { "text-anchor": "end" }));
    svg.append(text(left - 6, y(0) + 4, "0", { "text-anchor": "end" }), text(width / 2, height - 4, "ρ; a dot for each computed value", { class: "small", "text-anchor": "middle" }));
    svg.append(make("line", { class: "here", x1: x(state.rho), x2: x(state.rho), y1: 8, y2: y(0) }));
    series.forEach((values, s) => values.forEach((value, k) => svg.append(make("circle", { class: s === 0 ? "mark-first" : "mark-second", cx: x(k), cy: y(value), r: 3.2 }))));
    $("curve").replaceChildren(svg);
  };

  // ---- What people do.

  const problem = (digits) => {
    const codes = clean(digits);
    const wanted = (H * (H + 1)) / 2;
    if (!/^[012_]*$/.test(digits)) return "digits are 0 (nothing), 1 (skip) and 2 (linear + ReLU)";
    if (codes.length !== wanted) return `a network with H = ${H} has ${wanted} digits, this has ${codes.length}`;
    if (digits.includes("_") && digits !== grouped(codes)) return `write it ${grouped(codes)}`;
    return "";
  };
  const redraw = () => {
    paintPlane();
    drawEditor();
    drawDetails();
    $("rho-text").textContent = data.correlations[state.rho].replace("-", "−");
    const hash = `#${[state.digits, data.rules[state.rule], state.kernel, data.correlations[state.rho], state.pinned ?? ""].join(",")}`;
    history.replaceState(null, "", hash);
  };
  const choose = (digits) => {
    state.digits = digits;
    $("digits-problem").textContent = "";
    redraw();
  };
  const readHash = () => {
    const [digits, rule, kernel, rho, pinned] = decodeURIComponent(location.hash.slice(1)).split(",");
    if (digits && problem(digits) === "") state.digits = grouped(clean(digits));
    if (data.rules.includes(rule)) state.rule = data.rules.indexOf(rule);
    if (["nngp", "ntk"].includes(kernel)) state.kernel = kernel;
    if (data.correlations.includes(rho)) state.rho = data.correlations.indexOf(rho);
    state.pinned = pinned && problem(pinned) === "" && classOf(pinned) !== null ? grouped(clean(pinned)) : null;
    for (const input of $("controls").elements) {
      if (input.name === "rule") input.checked = input.value === data.rules[state.rule];
      if (input.name === "kernel") input.checked = input.value === state.kernel;
    }
    $("rho").value = state.rho;
  };
  $("rho").max = data.correlations.length - 1;
  $("rho").addEventListener("input", () => { state.rho = Number($("rho").value); redraw(); });
  $("controls").addEventListener("change", (event) => {
    if (event.target.name === "rule") state.rule = data.rules.indexOf(event.target.value);
    if (event.target.name === "kernel") state.kernel = event.target.value;
    redraw();
  });
  $("controls").addEventListener("submit", (event) => event.preventDefault());
  $("digits").addEventListener("input", () => {
    const fault = problem($("digits").value);
    $("digits-problem").textContent = fault;
    if (fault === "") { state.digits = grouped(clean($("digits").value)); redraw(); }
  });
  $("pin").addEventListener("click", () => { state.pinned = state.digits; redraw(); });
  $("unpin").addEventListener("click", () => { state.pinned = null; redraw(); });
  window.addEventListener("hashchange", () => { readHash(); redraw(); });

  state.digits = { 1: "2", 2: "2_02", 3: "2_21_112" }[H];
  drawPlane();
  readHash();
  redraw();
})();
