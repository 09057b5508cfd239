import Kernels
import KernelsAVX2
import KernelsAVX512
import KernelsBaseline

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The kernels in use: which they are is known only at run time.
typealias ChosenKernels = any KernelSet.Type

extension InstructionSet {
  var kernels: ChosenKernels {
    switch self {
    case .baseline: BaselineKernels.self
    case .avx2: AVX2Kernels.self
    case .avx512: AVX512Kernels.self
    }
  }

  /// Those that this processor and its system can run.
  public static let available: [InstructionSet] = {
    #if arch(x86_64)
      let flags = processorFlags()
      let hasAVX2 = ["avx2", "fma"].allSatisfy(flags.contains)
      let hasAVX512 = hasAVX2 && ["avx512f", "avx512vl", "avx512dq"].allSatisfy(flags.contains)
      return [.baseline] + (hasAVX2 ? [.avx2] : []) + (hasAVX512 ? [.avx512] : [])
    #else
      return [.baseline]
    #endif
  }()

  #if arch(x86_64)
    /// What the system says that the processor can do, in Linux's names.
    private static func processorFlags() -> Set<Substring> {
      #if canImport(Darwin)
        let names = [
          "hw.optional.avx2_0": "avx2", "hw.optional.fma": "fma", "hw.optional.avx512f": "avx512f",
          "hw.optional.avx512vl": "avx512vl", "hw.optional.avx512dq": "avx512dq",
        ]
        return Set(
          names.compactMap { key, flag in
            var value: Int32 = 0
            var size = MemoryLayout<Int32>.size
            return sysctlbyname(key, &value, &size, nil, 0) == 0 && value != 0 ? Substring(flag) : nil
          })
      #else
        guard let file = fopen("/proc/cpuinfo", "r") else { return [] }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 16_384)
        let count = fread(&bytes, 1, bytes.count, file)
        let text = String(decoding: bytes.prefix(count), as: UTF8.self)
        let line = text.split(separator: "\n").first { $0.hasPrefix("flags") } ?? ""
        return Set(line.split { $0 == " " || $0 == "\t" })
      #endif
    }
  #endif
}
