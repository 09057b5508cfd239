import Kernels

/// A convolution or a transposed one, as matrix products.
///
/// One side is the image, the other the map: the kernel slides over the image, and where it stands is a place of the map.
/// A convolution makes the map of the image, a transposed one the image of the map; backwards it is the other way round.
/// Places that the same taps meet are one product, (channels × taps) · (taps × places), of numbers that are gathered:
/// so every entry is the chain of the expansion, with its taps and no others, in their order.
///
/// Backwards, the reversed order of a chain over the output's places is, for an entry of the input, an order of the taps:
/// ascending if the kernel slides over the image, descending if the image is spread by it.
struct ConvolutionStep<Element: TensorElement>: StepKernel {
  private let arena: TensorArena<Element>
  private let workers: Workers
  private let plan: KernelPlan
  private let image: ImagePlanes<Element>
  private let map: ImagePlanes<Element>
  private let weight: Placement
  private let wantsInput: Bool
  private let wantsWeight: Bool
  /// Whether some slot is met in several places, so that the order of all contributions counts.
  private let interleaves: Bool
  private let work: Int
  /// For each worker.
  private let rooms: [PatchRoom<Element>]
  private let forwardSweep: PatchSweep
  private let backwardSweep: PatchSweep
  private let weightSweep: PatchSweep

  private var input: ImagePlanes<Element> { plan.spreads ? map : image }
  private var output: ImagePlanes<Element> { plan.spreads ? image : map }

  init(_ site: StepSite, _ plan: KernelPlan) {
    arena = Element.arena(site.memory)
    workers = site.workers
    self.plan = plan
    let e = plan.extents
    let input = ImagePlanes<Element>(
      placement: site.operands[0].placement.listed(site.memory), groups: e.groups, channels: e.inputChannels,
      height: e.inputHeight,
      width: e.inputWidth)
    let output = ImagePlanes<Element>(
      placement: site.result, groups: e.groups, channels: e.outputChannels, height: e.outputHeight,
      width: e.outputWidth)
    (image, map) = plan.spreads ? (output, input) : (input, output)
    weight = site.operands[1].placement.listed(site.memory)
    (wantsInput, wantsWeight) = (site.operands[0].needsGradient, site.operands[1].needsGradient)
    interleaves = !site.hasSeparateGradients
    work = site.shape.count * e.inputChannels * e.kernelHeight * e.kernelWidth / 8

    let (image, map) = (image, map)
    let slide = PatchSweep(
      TapClass.classes(map.height) {
        plan.rowAxis.taps(output: $0, kernel: e.kernelHeight, input: image.height)
      },
      TapClass.classes(map.width) {
        plan.columnAxis.taps(output: $0, kernel: e.kernelWidth, input: image.width)
      },
      channels: image.channels, batch: e.batch)
    let spread = PatchSweep(
      TapClass.classes(image.height) {
        plan.rowAxis.spreadTaps(output: $0, kernel: e.kernelHeight, input: map.height)
      },
      TapClass.classes(image.width) {
        plan.columnAxis.spreadTaps(output: $0, kernel: e.kernelWidth, input: map.width)
      },
      channels: map.channels, batch: e.batch)
    forwardSweep = plan.spreads ? spread : slide
    backwardSweep = plan.spreads ? slide.reversed : spread
    weightSweep = PatchSweep(
      TapClass.classesOfTaps(plan.rowAxis, kernel: e.kernelHeight, image: image.height, map: map.height),
      TapClass.classesOfTaps(plan.columnAxis, kernel: e.kernelWidth, image: image.width, map: map.width),
      channels: image.channels, batch: e.batch)
    let most = max(
      forwardSweep.largest, wantsInput ? backwardSweep.largest : 0, wantsWeight ? weightSweep.largest : 0)
    let places = max(
      forwardSweep.mostPlaces, wantsInput ? backwardSweep.mostPlaces : 0,
      wantsWeight ? weightSweep.mostPlaces : 0)
    let channels = max(e.inputChannels, e.outputChannels)
    let kernels = e.inputChannels * e.outputChannels * e.kernelHeight * e.kernelWidth
    let memory = site.memory
    rooms = memory.workspaces(workers.threads).map {
      PatchRoom(
        kernel: memory.numbers(kernels), gathered: memory.numbers(most),
        other: memory.numbers(channels * places),
        workspace: $0)
    }
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func forward() {
    sweep(
      forwardSweep, from: input, UnsafePointer(arena.values), to: output, arena.values,
      channels: Progression(first: 0, step: 1, count: input.channels), accumulates: false
    ) { group, to, from in plan.kernelStart(group, to) + from * plan.channelStride }
  }

  @_specialize(where Element == Float)
  @_specialize(where Element == Double)
  func backward() {
    if interleaves { return backwardOneByOne() }
    if wantsInput {
      sweep(
        backwardSweep, from: output, UnsafePointer(arena.gradients), to: input, arena.gradients,
        channels: Progression(first: 0, step: 1, count: output.channels).reversed, accumulates: true
      ) { group, to, from in plan.kernelStart(group, from) + to * plan.channelStride }
    }
    if wantsWeight { backwardToWeight() }
  }

  /// Calculates one side of the other.
  ///
  /// - Parameters:
  ///   - channels: those that are read, in the order of the chains.
  ///   - kernel: where the kernel between two channels begins.
  @inline(__always)
  private func sweep(
    _ sweep: PatchSweep, from: ImagePlanes<Element>, _ source: UnsafePointer<Element>,
    to: ImagePlanes<Element>,
    _ target: UnsafeMutablePointer<Element>, channels: Progression, accumulates: Bool,
    kernel: (_ group: Int, _ to: Int, _ from: Int) -> Int
  ) {
    let all = Progression(first: 0, step: 1, count: to.channels)
    workers.share(work: work) { part, parts in
      let room = rooms[part]
      var left = Workers.slice
      for group in 0..<to.groups {
        sweep.each(part, parts) { rows, columns, blocks in
          let inner = channels.count * rows.taps.count * columns.taps.count
          gatherKernel(rows, columns, to: to.channels, channels, into: room.kernel) { kernel(group, $0, $1) }
          for (units, place) in blocks {
            let own = ImagePlanes<Element>.Window(
              rows: rows.own, columns: columns.own, units: units, place: place)
            if workers.areStopped(after: to.channels * own.count * (inner / 8 + 1), &left) { return }
            if inner > 0 {
              let met = ImagePlanes<Element>.Window(rows: rows, columns: columns, units: units, place: place)
              from.gather(source, group, channels: channels, met, into: room.gathered)
              if accumulates { to.gather(target, group, channels: all, own, into: room.other) }
              Element.multiply(
                workers.kernels,
                MatrixProduct(
                  rows: to.channels, columns: own.count, inner: inner, a: room.kernel, aRow: inner, aInner: 1,
                  b: room.gathered, bInner: own.count, bColumn: 1, c: room.other, cRow: own.count, cColumn: 1,
                  accumulates: accumulates), workspace: room.workspace)
            } else if accumulates {
              continue
            } else {
              // Where no tap reaches there is plain zero.
              room.other.update(repeating: 0, count: to.channels * own.count)
            }
            to.scatter(room.other, group, channels: all, own, into: target)
          }
        }
      }
    }
  }

  /// The taps of a class as a matrix: a row for each channel that is made.
  @inline(__always)
  private func gatherKernel(
    _ rows: TapClass, _ columns: TapClass, to count: Int, _ channels: Progression,
    into result: UnsafeMutablePointer<Element>, _ start: (_ to: Int, _ from: Int) -> Int
  ) {
    var target = result
    for to in 0..<count {
      for i in 0..<channels.count {
        let kernel = start(to, channels.first + i * channels.step)
        eachTap(rows, columns) {
          target.pointee = arena.values[weight[kernel + $0]]
          target += 1
        }
      }
    }
  }

  @inline(__always)
  private func eachTap(_ rows: TapClass, _ columns: TapClass, _ body: (Int) -> Void) {
    for y in 0..<rows.taps.count {
      let row = (rows.taps.first + y * rows.taps.step) * plan.extents.kernelWidth
      for x in 0..<columns.taps.count { body(row + columns.taps.first + x * columns.taps.step) }
    }
  }

  /// Adds to a tap's gradient, for every place of the map, what the map and the image have there: the last place first.
  private func backwardToWeight() {
    let (mapNumbers, imageNumbers) =
      plan.spreads ? (arena.values, arena.gradients) : (arena.gradients, arena.values)
    let sources = Progression(first: 0, step: 1, count: image.channels)
    workers.share(work: work) { part, parts in
      let room = rooms[part]
      var left = Workers.slice
      let first = map.channels * part / parts
      let channels = Progression(first: first, step: 1, count: map.channels * (part + 1) / parts - first)
      guard channels.count > 0 else { return }
      for group in 0..<map.groups {
        weightSweep.each(0, 1) { rows, columns, blocks in
          let taps = image.channels * rows.taps.count * columns.taps.count
          guard taps > 0 else { return }
          eachGradient(group, channels, rows, columns) { room.kernel[$0] = arena.gradients[$1] }
          for (units, place) in blocks.reversed() {
            let own = ImagePlanes<Element>.Window(
              rows: rows.own, columns: columns.own, units: units, place: place)
            let met = ImagePlanes<Element>.Window(rows: rows, columns: columns, units: units, place: place)
            if workers.areStopped(after: channels.count * own.count * (taps / 8 + 1), &left) { return }
            image.gather(imageNumbers, group, channels: sources, met, into: room.gathered)
            map.gather(mapNumbers, group, channels: channels, own, into: room.other)
            let last = own.count - 1
            Element.multiply(
              workers.kernels,
              MatrixProduct(
                rows: channels.count, columns: taps, inner: own.count, a: room.other + last, aRow: own.count,
                aInner: -1, b: room.gathered + last, bInner: -1, bColumn: own.count, c: room.kernel,
                cRow: taps,
                cColumn: 1, accumulates: true), workspace: room.workspace)
          }
          eachGradient(group, channels, rows, columns) { arena.gradients[$1] = room.kernel[$0] }
        }
      }
    }
  }

  /// The gradients of a class of taps: where each lies in a matrix with a row for each channel of the map, and in memory.
  @inline(__always)
  private func eachGradient(
    _ group: Int, _ channels: Progression, _ rows: TapClass, _ columns: TapClass,
    _ body: (_ place: Int, _ slot: Int) -> Void
  ) {
    var place = 0
    for i in 0..<channels.count {
      let own = channels.first + i
      for other in 0..<image.channels {
        let (input, output) = plan.spreads ? (own, other) : (other, own)
        let kernel = plan.kernelStart(group, output) + input * plan.channelStride
        eachTap(rows, columns) {
          body(place, weight[kernel + $0])
          place += 1
        }
      }
    }
  }

  /// As the reversed tape does it: the last entry of the output first, its last product first, the image's share before
  /// the kernel's.
  private func backwardOneByOne() {
    let (e, values, gradients) = (plan.extents, arena.values, arena.gradients)
    var left = Workers.slice
    var entry = output.placement.count
    var places: [(image: Int, kernel: Int)] = []
    for image in (0..<e.batch).reversed() {
      for channel in (0..<e.groups * e.outputChannels).reversed() {
        let (group, own) = channel.quotientAndRemainder(dividingBy: e.outputChannels)
        for y in (0..<e.outputHeight).reversed() {
          for x in (0..<e.outputWidth).reversed() {
            entry -= 1
            let (row, column) = (plan.rows(y), plan.columns(x))
            let count = e.inputChannels * row.count * column.count
            if workers.areStopped(after: 8 * count + 16, &left) { return }
            var taps = plan.taps(image, group, plan.kernelStart(group, own), row, column)
            places.removeAll(keepingCapacity: true)
            for _ in 0..<count { places.append(taps.next()) }
            let upstream = gradients[output.placement[entry]]
            for place in places.reversed() {
              let (a, b) = (input.placement[place.image], weight[place.kernel])
              let (x, w) = (values[a], values[b])
              if wantsInput { gradients[a] = upstream.multiplied(by: w, adding: gradients[a]) }
              if wantsWeight { gradients[b] = upstream.multiplied(by: x, adding: gradients[b]) }
            }
          }
        }
      }
    }
  }
}
