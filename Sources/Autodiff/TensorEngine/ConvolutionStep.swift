import Kernels

/// How one tap of a kernel lays an axis of the input on that of the output: which entries meet, from the first on.
struct TapLine {
  let input: Int
  let inputStep: Int
  let output: Int
  let outputStep: Int
  let count: Int
}

/// A convolution or a transposed one, line by line: for every tap, a line of the input times the tap's weight is
/// added to a line of the output.
///
/// Taps are taken in the order of the expansion's chains. Backwards, a chain's reversed order over the output's
/// places is, for an entry of the input, an order of the taps: ascending if the kernel slides over the image,
/// descending if the image is spread by the kernel.
struct ConvolutionStep<Element: TensorElement>: StepKernel {
  private let arena: TensorArena<Element>
  private let workers: Workers
  private let extents: ConvolutionExtents
  private let plan: KernelPlan
  private let rows: [TapLine]
  private let columns: [TapLine]
  /// Where the kernel of a group's output channel begins, and how far apart those of two input channels lie.
  private let kernelStart: (_ group: Int, _ channel: Int) -> Int
  private let channelStride: Int
  private let spreads: Bool
  private let input: Int
  private let weight: Int
  private let output: Int
  private let wantsInput: Bool
  private let wantsWeight: Bool
  private let work: Int

  /// - Returns: `nil` where the operands are not one after the other in memory.
  init?(_ site: StepSite, _ plan: KernelPlan) {
    guard case .range(let input, _) = site.operands[0].placement.slots,
      case .range(let weight, _) = site.operands[1].placement.slots
    else { return nil }
    (self.input, self.weight, output) = (input, weight, site.result[0])
    arena = Element.arena(site.memory)
    workers = site.workers
    extents = plan.extents
    self.plan = plan
    rows = (0..<extents.kernelHeight).map(plan.rowLine)
    columns = (0..<extents.kernelWidth).map(plan.columnLine)
    kernelStart = plan.kernelStart
    channelStride = plan.channelStride
    spreads = plan.spreads
    (wantsInput, wantsWeight) = (site.operands[0].needsGradient, site.operands[1].needsGradient)
    work = site.shape.count * extents.inputChannels * extents.kernelHeight * extents.kernelWidth / 8
  }

  private var inputPlane: Int { extents.inputHeight * extents.inputWidth }
  private var outputPlane: Int { extents.outputHeight * extents.outputWidth }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func forward() {
    let e = extents
    let planes = e.batch * e.groups * e.outputChannels
    workers.share(work: work) { part, parts in
      var left = Workers.slice
      for plane in planes * part / parts..<planes * (part + 1) / parts {
        if workers.areStopped(after: outputPlane, &left) { return }
        let (image, group, channel) = place(plane, e.outputChannels)
        let target = arena.values + output + plane * outputPlane
        // Minus zero keeps the sign of a first product that is zero.
        target.update(repeating: -0.0, count: outputPlane)
        for source in 0..<e.inputChannels {
          let from =
            arena.values + input + ((image * e.groups + group) * e.inputChannels + source) * inputPlane
          let kernel = arena.values + weight + kernelStart(group, channel) + source * channelStride
          lines(&left) { row, column, tap in
            for i in 0..<row.count {
              Element.addLine(
                workers.kernels, to: target + outputStart(row, column, i), step: column.outputStep,
                kernel[tap],
                times: from + inputStart(row, column, i), step: column.inputStep, column.count)
            }
          }
        }
        // Where no tap reaches there is plain zero.
        workers.slices(of: outputPlane, operationsEach: 16) { range in
          for i in range where target[i] == 0 && isUnreached(i) { target[i] = 0 }
        }
      }
    }
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func backward() {
    if wantsInput { backwardToInput() }
    if wantsWeight { backwardToWeight() }
  }

  private func backwardToInput() {
    let e = extents
    let planes = e.batch * e.groups * e.inputChannels
    workers.share(work: work) { part, parts in
      var left = Workers.slice
      for plane in planes * part / parts..<planes * (part + 1) / parts {
        if workers.areStopped(after: outputPlane, &left) { return }
        let (image, group, source) = place(plane, e.inputChannels)
        let target = arena.gradients + input + plane * inputPlane
        for channel in (0..<e.outputChannels).reversed() {
          let upstream =
            arena.gradients + output + ((image * e.groups + group) * e.outputChannels + channel) * outputPlane
          let kernel = arena.values + weight + kernelStart(group, channel) + source * channelStride
          lines(&left, reversed: spreads) { row, column, tap in
            for i in 0..<row.count {
              Element.addLine(
                workers.kernels, to: target + inputStart(row, column, i), step: column.inputStep, kernel[tap],
                times: upstream + outputStart(row, column, i), step: column.outputStep, column.count)
            }
          }
        }
      }
    }
  }

  private func backwardToWeight() {
    let e = extents
    let planes = e.groups * e.outputChannels
    workers.share(work: work) { part, parts in
      var left = Workers.slice
      for plane in planes * part / parts..<planes * (part + 1) / parts {
        if workers.areStopped(after: outputPlane, &left) { return }
        let (group, channel) = (plane / e.outputChannels, plane % e.outputChannels)
        for source in 0..<e.inputChannels {
          let kernel = arena.gradients + weight + kernelStart(group, channel) + source * channelStride
          lines(&left) { row, column, tap in
            for image in (0..<e.batch).reversed() {
              let upstream = arena.gradients + output + (image * planes + plane) * outputPlane
              let from =
                arena.values + input + ((image * e.groups + group) * e.inputChannels + source) * inputPlane
              for i in (0..<row.count).reversed() {
                Element.addLineProduct(
                  workers.kernels, to: &kernel[tap], upstream + outputStart(row, column, i),
                  step: column.outputStep, from + inputStart(row, column, i), step: column.inputStep,
                  column.count)
              }
            }
          }
        }
      }
    }
  }

  // MARK: Places

  private func place(_ plane: Int, _ channels: Int) -> (image: Int, group: Int, channel: Int) {
    (plane / (extents.groups * channels), plane / channels % extents.groups, plane % channels)
  }

  private func outputStart(_ row: TapLine, _ column: TapLine, _ i: Int) -> Int {
    (row.output + i * row.outputStep) * extents.outputWidth + column.output
  }

  private func inputStart(_ row: TapLine, _ column: TapLine, _ i: Int) -> Int {
    (row.input + i * row.inputStep) * extents.inputWidth + column.input
  }

  /// - Parameter left: how much work there is until it is looked whether to stop.
  private func lines(
    _ left: inout Int, reversed: Bool = false,
    _ body: (_ row: TapLine, _ column: TapLine, _ tap: Int) -> Void
  ) {
    let count = rows.count * columns.count
    for i in 0..<count {
      let tap = reversed ? count - 1 - i : i
      let operations = rows[tap / columns.count].count * columns[tap % columns.count].count + 16
      if workers.areStopped(after: operations, &left) { return }
      body(rows[tap / columns.count], columns[tap % columns.count], tap)
    }
  }

  private func isUnreached(_ place: Int) -> Bool {
    extents.inputChannels == 0 || plan.rows(place / extents.outputWidth).count == 0
      || plan.columns(place % extents.outputWidth).count == 0
  }
}
