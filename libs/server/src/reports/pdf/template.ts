/**
 * How blocks look on A4. The one Typst source there is: everything a person wrote reaches it as data,
 * through report.json, and is set as a string, which Typst never reads as markup or code.
 */
export const template = String.raw`
#let report = json("report.json")
#let labels = report.labels
#let serif = ("Libertinus Serif", "New Computer Modern", "New Computer Modern Math", "DejaVu Sans Mono")
#let mono = ("DejaVu Sans Mono", "Libertinus Serif", "New Computer Modern", "New Computer Modern Math")
#let accent = rgb("#1f3f5b")
#let faint = luma(38%)
#let hair = 0.5pt + luma(72%)
#let tones = (
  neutral: (ink: rgb("#3d4650"), paper: rgb("#f1f3f5"), mark: none),
  good: (ink: rgb("#1b5e3a"), paper: rgb("#edf5f0"), mark: "✓"),
  caution: (ink: rgb("#7a4b00"), paper: rgb("#fbf4e4"), mark: "▲"),
  stop: (ink: rgb("#8c1d1d"), paper: rgb("#faeeee"), mark: "■"),
)

#set document(title: report.title, author: report.author, keywords: (report.hash,), date: auto)
#set text(
  lang: report.lang,
  region: if report.lang == "fr" { "FR" } else { "GB" },
  font: serif,
  fallback: false,
  size: 10.5pt,
  hyphenate: false,
)
#set par(leading: 0.6em, spacing: 0.95em)
#set list(indent: 2mm, spacing: 0.65em, marker: text(fill: accent, "•"))
#set enum(indent: 2mm, spacing: 0.65em)
#set page(
  paper: "a4",
  margin: (top: 27mm, bottom: 25mm, x: 23mm),
  background: if labels.practice != none {
    place(center + horizon, rotate(-52deg, text(110pt, weight: "bold", fill: luma(91%), hyphenate: false, labels.practice)))
    place(top + center, dy: 9mm, text(11pt, weight: "bold", fill: rgb("#8c1d1d"), labels.practice))
  },
  header-ascent: 9mm,
  footer-descent: 8mm,
  header: context {
    if here().page() > 1 {
      set text(8.5pt, fill: faint)
      stack(
        spacing: 1.6mm,
        grid(
          columns: (1fr, auto),
          column-gutter: 6mm,
          labels.running,
          labels.page + " " + counter(page).display("1 / 1", both: true),
        ),
        line(length: 100%, stroke: hair),
      )
    }
  },
  footer: {
    set text(7pt, fill: faint, hyphenate: false)
    labels.hash
    h(1.5mm)
    text(font: mono, size: 6pt, report.hash)
  },
)

#set heading(numbering: (..parts) => {
  if parts.pos().len() <= 2 { numbering("1.1", ..parts) }
})
#show heading: set text(fill: accent, hyphenate: false)
#show heading: set par(leading: 0.45em)
#show heading.where(level: 1): set text(16pt)
#show heading.where(level: 1): set block(above: 2.2em, below: 1em)
#show heading.where(level: 2): set text(12.5pt)
#show heading.where(level: 2): set block(above: 1.7em, below: 0.8em)
#show heading.where(level: 3): set text(10.5pt)
#show heading.where(level: 3): set block(above: 1.3em, below: 0.7em)
#show figure: set block(above: 1em, below: 1.2em)
#show figure.caption: set text(8.5pt, fill: faint)
#show outline.entry.where(level: 1): set block(above: 0.9em)
#show outline.entry.where(level: 1): set text(weight: "bold")

// A string on its lines. Strings are set as they are: nothing in them is read as markup.
#let lines(value) = value.split("\n").map(part => text(part)).join(linebreak())

#let paragraphs(value) = value.split("\n\n").map(lines).join(parbreak())

#let fixed(value) = text(font: mono, size: 0.78em, hyphenate: false, value)

#let marked(look, value) = if look.mark == none { value } else { text(1.15em, look.mark) + "\u{a0}" + value }

#let badge(value, tone) = {
  let look = tones.at(tone)
  box(
    stroke: 0.6pt + look.ink,
    fill: look.paper,
    radius: 1.5pt,
    inset: (x: 1.6mm, y: 0.4mm),
    outset: (y: 0.5mm),
    text(0.8em, fill: look.ink, weight: "bold", marked(look, value)),
  )
}

#let strong-text(body) = text(weight: "bold", body)

#let cell-content(value, column, strong) = {
  let item = if type(value) == str { (text: value) } else { value }
  // A row header is its first line: "name" over "profession".
  let body = if column.at("mono", default: false) {
    fixed(item.text)
  } else if strong and item.text.contains("\n") {
    let parts = item.text.split("\n")
    text(weight: "bold", parts.first()) + linebreak() + lines(parts.slice(1).join("\n"))
  } else if strong {
    text(weight: "bold", item.text)
  } else {
    lines(item.text)
  }
  let tone = item.at("tone", default: none)
  if tone != none and tone != "neutral" {
    let look = tones.at(tone)
    body = text(fill: look.ink, marked(look, body))
  }
  // A short row stays whole; a long one may run over the page.
  table.cell(breakable: item.text.len() > 500, if item.at("strong", default: false) { strong-text(body) } else { body })
}

#let table-block(block-data) = {
  let columns = block-data.columns
  let row-headers = block-data.at("rowHeaders", default: false)
  let sides = (start: start, center: center, end: end)
  block(sticky: true, above: 1.2em, below: 0.55em, text(9pt, fill: faint, style: "italic", block-data.caption))
  set text(9pt)
  set par(leading: 0.5em)
  set text(hyphenate: true)
  table(
    columns: columns.map(column => column.width * 1fr),
    align: (x, y) => sides.at(columns.at(x).at("align", default: "start")) + top,
    inset: (x: 1.6mm, y: 1.5mm),
    stroke: (x, y) => (
      top: if y == 0 { 0.9pt + accent } else { none },
      bottom: if y == 0 { 0.6pt + accent } else { hair },
    ),
    fill: (x, y) => if y == 0 { rgb("#eef2f5") },
    table.header(
      repeat: true,
      ..columns.map(column => text(weight: "bold", fill: accent, hyphenate: true, column.header)),
    ),
    ..block-data
      .rows
      .map(row => row
        .enumerate()
        .map(((index, value)) => cell-content(value, columns.at(index), row-headers and index == 0)))
      .flatten()
  )
}

#let key-values(block-data) = {
  set par(leading: 0.5em)
  grid(
    columns: (38mm, 1fr),
    column-gutter: 5mm,
    row-gutter: 2.6mm,
    ..block-data
      .items
      .map(item => (
        text(9.5pt, fill: faint, hyphenate: false, item.key),
        if item.at("mono", default: false) { fixed(item.value) } else { lines(item.value) },
      ))
      .flatten()
  )
}

#let callout(block-data) = {
  let look = tones.at(block-data.tone)
  block(
    width: 100%,
    above: 1.1em,
    below: 1.1em,
    // A title alone announces what follows: it stays with it.
    sticky: block-data.lines.len() == 0,
    fill: look.paper,
    stroke: (left: 2.4pt + look.ink),
    inset: (left: 4mm, right: 3.5mm, y: 2.8mm),
    {
      set par(spacing: 0.65em)
      text(1.06em, weight: "bold", fill: look.ink, marked(look, block-data.title))
      for value in block-data.lines { par(spacing: 0.75em, lines(value)) }
    },
  )
}

#let quotation(block-data) = block(
  width: 100%,
  above: 1.1em,
  below: 1.1em,
  stroke: (left: 1.2pt + luma(60%)),
  inset: (left: 4mm, right: 2mm, y: 1mm),
  quote(block: true, {
    paragraphs(block-data.text)
    if block-data.attribution != "" {
      parbreak()
      text(0.86em, fill: faint, "— " + block-data.attribution)
    }
  }),
)
#show quote.where(block: true): set pad(x: 0pt)
#show quote.where(block: true): set block(above: 0pt, below: 0pt)

#let plot(block-data) = figure(
  image(
    bytes(block-data.svg),
    format: "svg",
    width: block-data.width * 100%,
    alt: block-data.at("alt", default: none),
  ),
  caption: text(block-data.caption),
  numbering: none,
  kind: "plot",
  supplement: none,
)

#let entry-field(field) = {
  let style = field.at("style", default: "body")
  let body = lines(field.text)
  if style == "meta" {
    text(8.5pt, fill: faint, body)
  } else if style == "masked" {
    text(style: "italic", fill: faint, body)
  } else if style == "main" {
    if field.label != "" { text(weight: "bold", field.label + " – ") }
    text(weight: "medium", body)
  } else {
    if field.label != "" { text(0.92em, fill: accent, field.label + if report.lang == "fr" { "\u{a0}: " } else { ": " }) }
    body
  }
}

#let entry(block-data) = {
  let wide = block-data.label != ""
  let head = block(
    sticky: true,
    width: 100%,
    above: 0pt,
    below: 0.7em,
    stroke: (top: hair),
    inset: (top: 2.2mm),
    grid(
      columns: if wide { (15mm, 1fr, auto) } else { (0pt, 1fr, auto) },
      column-gutter: 2mm,
      text(9pt, weight: "bold", fill: accent, hyphenate: false, block-data.label),
      text(weight: "bold", block-data.title),
      if block-data.badge != none { badge(block-data.badge.text, block-data.badge.tone) },
    ),
  )
  block(width: 100%, above: 1.15em, below: 1.15em, {
    head
    if block-data.at("figure", default: none) != none { plot(block-data.figure) }
    pad(left: if wide { 17mm } else { 2mm }, {
      set par(spacing: 0.6em)
      for field in block-data.fields { par(entry-field(field)) }
    })
  })
}

#let cover(block-data) = {
  v(4mm)
  text(13pt, fill: accent, weight: "bold", block-data.organisation)
  v(2mm)
  line(length: 100%, stroke: 1.2pt + accent)
  v(0.55fr)
  text(11.5pt, fill: faint, block-data.documentType)
  v(3mm)
  block({
    set par(leading: 0.35em)
    text(if block-data.title.len() < 60 { 27pt } else { 19pt }, fill: accent, weight: "bold", hyphenate: false, block-data.title)
  })
  v(1mm)
  block(text(14pt, lines(block-data.subtitle)))
  v(8mm)
  {
    set text(12.5pt)
    badge(block-data.status.text, block-data.status.tone)
  }
  v(1fr)
  key-values((items: block-data.facts))
  v(10mm)
  if block-data.notice != none {
    line(length: 100%, stroke: hair)
    v(1mm)
    text(9.5pt, style: "italic", fill: faint, block-data.notice)
  }
  pagebreak(weak: true)
}

#let contents(block-data) = {
  heading(level: 1, numbering: none, outlined: false, block-data.title)
  set text(0.94em)
  set outline.entry(fill: repeat[.#h(2pt)])
  outline(title: none, depth: 2, indent: 6mm)
}

#let render(block-data) = {
  let kind = block-data.kind
  if kind == "cover" { cover(block-data) }
  else if kind == "contents" { contents(block-data) }
  else if kind == "heading" {
    let numbered = block-data.at("numbered", default: true)
    if numbered { heading(level: block-data.level, block-data.text) }
    else { heading(level: block-data.level, numbering: none, outlined: block-data.level == 1, block-data.text) }
  }
  else if kind == "paragraph" {
    let style = block-data.at("style", default: "body")
    if style == "lead" { par(text(1.08em, lines(block-data.text))) }
    else if style == "note" { par(text(0.86em, fill: faint, lines(block-data.text))) }
    else { paragraphs(block-data.text) + parbreak() }
  }
  else if kind == "key-values" { key-values(block-data) }
  else if kind == "table" { table-block(block-data) }
  else if kind == "list" {
    if block-data.ordered { enum(..block-data.items.map(lines)) }
    else { list(..block-data.items.map(lines)) }
  }
  else if kind == "callout" { callout(block-data) }
  else if kind == "quote" { quotation(block-data) }
  else if kind == "entry" { entry(block-data) }
  else if kind == "figure" { plot(block-data) }
  else if kind == "page-break" { pagebreak(weak: true) }
  else if kind == "one-page" {
    pagebreak(weak: true)
    layout(size => {
      let page-of(points) = block(width: 100%, {
        set text(points * 1pt)
        show heading.where(level: 1): set block(above: 0pt, below: 0.9em)
        show heading.where(level: 2): set text(points * 1pt + 1pt)
        show heading.where(level: 2): set block(above: 1.15em, below: 0.55em)
        for inner in block-data.blocks { render(inner) }
      })
      // The largest size at which everything stays on the page.
      let sizes = (10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7)
      let fitting = sizes.find(points => measure(page-of(points), width: size.width).height <= size.height)
      page-of(if fitting == none { 6.5 } else { fitting })
    })
    pagebreak(weak: true)
  }
  else { panic("unknown block kind " + kind) }
}

#for item in report.blocks { render(item) }
`;
