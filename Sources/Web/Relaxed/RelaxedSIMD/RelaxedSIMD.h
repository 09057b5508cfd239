/// a·b + c in one instruction of WebAssembly's relaxed set: rounded once or twice, as the engine likes. Whoever loads
/// the module has to find out (x·y − fl(x·y) is not 0 where it is rounded once).
typedef double RelaxedDoubles __attribute__((__vector_size__(16)));
typedef float RelaxedFloats __attribute__((__vector_size__(16)));

static inline __attribute__((__always_inline__)) RelaxedDoubles
relaxedDoubles(RelaxedDoubles a, RelaxedDoubles b, RelaxedDoubles c) {
  return __builtin_wasm_relaxed_madd_f64x2(a, b, c);
}

static inline __attribute__((__always_inline__)) RelaxedFloats
relaxedFloats(RelaxedFloats a, RelaxedFloats b, RelaxedFloats c) {
  return __builtin_wasm_relaxed_madd_f32x4(a, b, c);
}
