import ExactJSON
import KernelCalculator

/// The explorer as one file: data, script and style, nothing from the network.
struct ExplorerPage {
  let data: ExplorerData

  /// The whole page.
  var html: String {
    let title = "Networks with H = \(data.nodes)"
    // Inside a script element only "<" could end it.
    let text = data.json.text().replacing("<", with: "\\u003c")
    return Markup.page(
      title: title,
      content: """
        <h1>\(title.escapedForMarkup)</h1>
        <p class="lead">The \(data.classCount) classes of networks of complete(\(data.nodes)) with a path from input to output, by \
        effective depth and width, coloured by the smaller eigenvalue λ₂ of the kernel of two unit inputs with \
        correlation ρ. Choose a point, or click the edges of the network below.</p>
        \(Self.skeleton)
        <script type="application/json" id="data">\(text)</script>
        <script>\(String(decoding: PackageResources.explorer_js, as: UTF8.self))</script>
        """,
      footer:
        "Every number is within a relative error of 10⁻⁵ of the true one; none is interpolated.",
      style: String(decoding: PackageResources.explorer_css, as: UTF8.self))
  }

  /// What the script fills.
  private static let skeleton = """
    <form class="controls" id="controls">
    <fieldset><legend>Rule</legend>
    <label><input type="radio" name="rule" value="variance-only" /> variance-only (the paper's)</label>
    <label><input type="radio" name="rule" value="exact" checked="checked" /> exact (the limit)</label>
    </fieldset>
    <fieldset><legend>Kernel</legend>
    <label><input type="radio" name="kernel" value="nngp" checked="checked" /> NNGP</label>
    <label><input type="radio" name="kernel" value="ntk" /> NTK</label>
    </fieldset>
    <label class="slider">ρ = <output id="rho-text" for="rho">1/2</output>
    <input type="range" id="rho" min="0" max="1" step="1" value="0" aria-label="correlation ρ" /></label>
    </form>
    <div class="columns">
    <figure>
    <div id="plane"></div>
    <div class="legend" id="legend"></div>
    <figcaption>Classes with equal depth and width lie side by side around their place. Arrow keys move between \
    points.</figcaption>
    </figure>
    <section aria-labelledby="chosen-title">
    <h2 id="chosen-title">Network <code id="chosen"></code></h2>
    <label>Digits <input id="digits" spellcheck="false" autocomplete="off" size="14" /></label>
    <span id="digits-problem" role="alert" class="note"></span>
    <div id="editor"></div>
    <p class="note">Click an edge, or choose it with the tab key and press Enter: nothing, skip, linear + ReLU.</p>
    <p id="facts"></p>
    <p id="verdict" aria-live="polite"></p>
    <div class="scroll" tabindex="0" role="group" aria-label="values"><table id="values"></table></div>
    <p><button type="button" id="pin">Compare with this network</button> <button type="button" id="unpin" \
    hidden="hidden">Stop comparing</button></p>
    <div id="curve"></div>
    <h3>Kernels <span id="form-rule" class="note"></span></h3>
    <pre id="form" tabindex="0"></pre>
    </section>
    </div>
    """
}
