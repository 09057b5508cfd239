import Autodiff
import Language

extension Builtins {
  /// Seeds, and streams of their own.
  static let generatorFunctions: [Builtin] = [
    Builtin(
      "manual_seed(seed)", [.torch, .torchRandom],
      """
      Sets the generator to its beginning for this seed: the same draws as PyTorch's on a processor, in 32 bits unless
          64 are asked for. Where PyTorch has two streams for one seed, ours is: for dropout, that of its build without
          Intel's library (MKL); for 16 or more 32-bit normals, that of its build for processors with AVX2.
      """
    ) { m, a throws(Diagnostic) in
      m.random.torch = TorchStream(seed: try m.seed(a, 0))
      return m.defaultGenerator()
    },
    Builtin(
      "seed()", [.torch, .torchRandom],
      "Sets the generator to another seed and gives it: the next number of the stream, so that runs stay repeatable."
    ) { m, _ throws(Diagnostic) in
      let seed = m.random.torch.nextSeed()
      m.random.torch = TorchStream(seed: seed)
      return .integer(Int(seed))
    },
    Builtin("initial_seed()", [.torch, .torchRandom], "The seed that the generator began with.") {
      m, _ throws(Diagnostic) in try m.initialSeed(m.random.torch)
    },
    Builtin("get_rng_state()", [.torch, .torchRandom], "The generator's state, for set_rng_state().") {
      m, _ throws(Diagnostic) in try m.stateTensor(m.random.torch)
    },
    Builtin(
      "set_rng_state(new_state)", [.torch, .torchRandom],
      "Brings the generator back to a state of get_rng_state()."
    ) { m, a throws(Diagnostic) in
      m.random.torch = try m.stream(ofState: a, 0)
      return .none
    },
    Builtin(
      "fork_rng(devices=None, enabled=True)", .torchRandom,
      "with torch.random.fork_rng(): what is drawn inside does not move the generator."
    ) { m, a throws(Diagnostic) in
      .gradientMode(GradientMode(records: m.recordsOperations, forksRandom: try a.flag(1, m)))
    },
    Builtin(
      "Generator(device='cpu')", .torch, "A stream of random numbers of its own: generator=g draws from it."
    ) {
      m, _ throws(Diagnostic) in
      // The seed that PyTorch gives to new ones.
      .generator(m.heap.allocate(.generator(TorchStream(seed: 67_280_421_310_721))))
    },
    Builtin("manual_seed(self, seed)", .generatorMethod, "Sets the generator to its beginning for this seed.")
    {
      m, a throws(Diagnostic) in
      m.setStream(of: try a.generator(0, m), to: TorchStream(seed: try m.seed(a, 1)))
      return a[0]
    },
    Builtin("seed(self)", .generatorMethod, "Sets the generator to another seed and gives it.") {
      m, a throws(Diagnostic) in
      let generator = try a.generator(0, m)
      var stream = m.stream(of: generator)
      let seed = stream.nextSeed()
      m.setStream(of: generator, to: TorchStream(seed: seed))
      return .integer(Int(seed))
    },
    Builtin("initial_seed(self)", .generatorMethod, "The seed that the generator began with.") {
      m, a throws(Diagnostic) in try m.initialSeed(m.stream(of: try a.generator(0, m)))
    },
    Builtin("get_state(self)", .generatorMethod, "The state, for set_state().") { m, a throws(Diagnostic) in
      try m.stateTensor(m.stream(of: try a.generator(0, m)))
    },
    Builtin(
      "set_state(self, new_state)", .generatorMethod, "Brings the generator back to a state of get_state()."
    ) {
      m, a throws(Diagnostic) in
      m.setStream(of: try a.generator(0, m), to: try m.stream(ofState: a, 1))
      return a[0]
    },
    Builtin("clone_state(self)", .generatorMethod, "Another generator in the same state.") {
      m, a throws(Diagnostic) in
      .generator(m.heap.allocate(.generator(m.stream(of: try a.generator(0, m)))))
    },
    Builtin("manual_seed(seed)", .cuda, "Does nothing: there is no graphics processor here.") {
      _, _ throws(Diagnostic) in .none
    },
    Builtin("manual_seed_all(seed)", .cuda, "Does nothing: there is no graphics processor here.") {
      _, _ throws(Diagnostic) in .none
    },
  ]
}

extension Machine {
  /// The object for the generator that everything draws from that is given none.
  mutating func defaultGenerator() -> Object { .generator(heap.allocate(.generator(nil))) }

  /// A seed as PyTorch takes it: a whole number, or what `int()` makes one of.
  fileprivate func seed(_ a: Arguments, _ place: Int) throws(Diagnostic) -> UInt64 {
    if case .float(let x) = a[place], x.magnitude < 0x1p63 { return UInt64(bitPattern: Int64(x)) }
    // Python's int() takes it, so that True is 1.
    return UInt64(
      bitPattern: Int64(try integer(a[place], what: "'\(a.names[place])' of \(a.builtin)()")))
  }

  fileprivate func initialSeed(_ stream: TorchStream) throws(Diagnostic) -> Object {
    guard let seed = Int(exactly: stream.seed) else { throw overflow() }
    return .integer(seed)
  }

  fileprivate mutating func stateTensor(_ stream: TorchStream) throws(Diagnostic) -> Object {
    try plainTensor(stream.state.map { Double($0) }, [TorchStream.stateSize], .uint8)
  }

  fileprivate func stream(ofState a: Arguments, _ place: Int) throws(Diagnostic) -> TorchStream {
    let bytes = values(of: try a.tensor(place, self)).map { UInt8(exactly: $0) }
    guard let stream = TorchStream(state: bytes.compactMap { $0 }) else {
      throw Diagnostic(
        .value, "\(a.builtin)() takes a state, and this tensor is none",
        hint: "torch.get_rng_state() gives one, and so does g.get_state()")
    }
    return stream
  }
}
