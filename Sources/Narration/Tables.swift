import Autodiff
import Interpreter
import Language

/// Lines of cells, columns padded to their widest; numbers stand to the right. A table wider than the page is
/// told row by row instead: `w: value 1.5, gradient 0.25`, as many cells on a line as it holds.
///
/// - Parameter texts: how many columns, from the first, stand to the left.
public func table(_ header: [String], _ rows: [[String]], texts: Int = 1, width: Int = .max) -> [String] {
  let all = [header] + rows
  let widths = header.indices.map { column in all.map { displayWidth($0[column]) }.max() ?? 0 }
  if widths.reduce(0, +) + 2 * (widths.count - 1) > width {
    return rows.flatMap { row in
      let cells = zip(header, row).dropFirst().filter { !$0.1.isEmpty }.map {
        ($0.0.isEmpty ? "" : $0.0 + " ") + $0.1
      }
      return lines(of: cells, after: row[0], width: width)
    }
  }
  return all.map { row in
    var line = ""
    for (column, cell) in row.enumerated() {
      let padding = String(repeating: " ", count: widths[column] - displayWidth(cell))
      line += (column > 0 ? "  " : "") + (column < texts ? cell + padding : padding + cell)
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}

/// A row of a table as lines that hold as many cells as fit.
private func lines(of cells: [String], after name: String, width: Int) -> [String] {
  var lines: [String] = []
  var line = name + (cells.isEmpty ? "" : ":")
  for (place, cell) in cells.enumerated() {
    let cell = cell + (place < cells.count - 1 ? "," : "")
    if displayWidth(line) + 1 + displayWidth(cell) > width, line != " " {
      lines.append(line)
      line = " "
    }
    line += " " + cell
  }
  return lines + [line]
}

/// `:grads`: every parameter with its gradient, and what to worry about. Where the entries do not fit into the
/// width, arrays are told by their length ‖x‖. As long as there is no gradient at all, it says how to get some.
public func gradientTable(_ machine: Machine, style: NumberStyle, width: Int) -> [String] {
  let tensors = machine.variablesAndParameters.compactMap { name, value in
    machine.tensorReport(value).flatMap { $0.isParameter ? (name: name, report: $0) : nil }
  }
  guard !tensors.isEmpty else { return ["no parameters yet: make some with param(…)"] }
  let hint =
    tensors.allSatisfy { $0.1.gradient == nil } ? ["call backward() on a loss for gradients"] : []
  let whole = gradientTable(tensors, style, .max) { style.text($0, $1) }
  if whole.allSatisfy({ displayWidth($0) <= width }) { return whole + hint }
  return gradientTable(tensors, style, width) { values, shape in
    shape.rank == 0 ? style.text(values, shape) : "\(shape), ‖·‖ \(style.text(norm(values)))"
  } + hint
}

private func gradientTable(
  _ tensors: [(name: String, report: TensorReport)], _ style: NumberStyle, _ width: Int,
  shown: ([Double], Shape) -> String
) -> [String] {
  let rows = tensors.map { name, tensor in
    [
      name, shown(tensor.values, tensor.shape),
      tensor.gradient.map { shown($0, tensor.gradientShape) } ?? "None",
      tensor.updateRatio.map(style.text) ?? "-", flags(tensor.gradient).joined(separator: ", "),
    ]
  }
  return table(["parameter", "value", "gradient", "update/weight", ""], rows, width: width)
}

/// What is remarkable about a gradient.
private func flags(_ gradient: [Double]?) -> [String] {
  guard let gradient else { return ["no gradient yet"] }
  let size = norm(gradient)
  if size.isNaN { return ["NaN"] }
  if size == 0 { return ["zero"] }
  if size < 1e-7 { return ["vanishing"] }
  return size > 1e3 ? ["exploding"] : []
}

private func norm(_ values: [Double]) -> Double {
  values.reduce(0) { $1.multiplied(by: $1, adding: $0) }.squareRoot()
}

/// `:vars`: every variable of the top level.
public func variableTable(_ machine: Machine, style: NumberStyle, width: Int) -> [String] {
  var rows: [[String]] = []
  for (name, value) in machine.variables {
    if let tensor = machine.tensorReport(value) {
      rows.append([
        name, tensor.shape.rank == 0 ? "tensor []" : "\(tensor.shape)",
        style.text(tensor.values, tensor.shape),
        tensor.isParameter ? "parameter" : "",
      ])
    } else {
      let text = (try? machine.repr(value)) ?? ""
      rows.append([name, "", text.count > 48 ? String(text.prefix(47)) + "…" : text, ""])
    }
  }
  guard !rows.isEmpty else { return ["no variables yet"] }
  return table(["name", "shape", "value", ""], rows, width: width)
}
