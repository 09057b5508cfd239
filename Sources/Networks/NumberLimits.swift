extension LibraryPart {
  /// What the numbers of each dtype can be.
  static let numberLimits = LibraryPart(
    "limits of numbers", .torch,
    #"""
    class finfo:
        """finfo(type=None)
        The limits of floats of a dtype, as its bits have them: bits, eps, max, min, tiny (also smallest_normal) and
        resolution. A tensor of dtype float32 keeps 64-bit numbers here, and goes beyond them, unless the precision is
        32 bits."""
        def __init__(self, type=None):
            type = get_default_dtype() if type is None else type
            known = {"float16": [16, 0.0009765625, 65504.0, 6.103515625e-05, 0.001],
                     "bfloat16": [16, 0.0078125, 3.3895313892515355e+38, 1.1754943508222875e-38, 0.01],
                     "float32": [32, 1.1920928955078125e-07, 3.4028234663852886e+38, 1.1754943508222875e-38, 1e-06],
                     "float64": [64, 2.220446049250313e-16, 1.7976931348623157e+308, 2.2250738585072014e-308, 1e-15]}
            self.dtype = str(type).replace("torch.", "")
            if self.dtype not in known:
                fail(f"finfo() is for floats, not {self.dtype}", "torch.iinfo tells the limits of whole numbers")
            self.bits, self.eps, self.max, self.tiny, self.resolution = known[self.dtype]
            self.min = -self.max
            self.smallest_normal = self.tiny

        def __repr__(self):
            return (f"finfo(resolution={self.resolution:g}, min={self.min:g}, max={self.max:g}, eps={self.eps:g}, "
                    f"smallest_normal={self.tiny:g}, tiny={self.tiny:g}, dtype={self.dtype})")

    class iinfo:
        """iinfo(type)
        The limits of whole numbers of a dtype: bits, max and min."""
        def __init__(self, type):
            known = {"uint8": [8, 0, 255], "int8": [8, -128, 127], "int16": [16, -32768, 32767],
                     "int32": [32, -2147483648, 2147483647],
                     "int64": [64, -9223372036854775807 - 1, 9223372036854775807]}
            self.dtype = str(type).replace("torch.", "")
            if self.dtype not in known:
                fail(f"iinfo() is for whole numbers, not {self.dtype}", "torch.finfo tells the limits of floats")
            self.bits, self.min, self.max = known[self.dtype]

        def __repr__(self):
            return f"iinfo(min={float(self.min):g}, max={float(self.max):g}, dtype={self.dtype})"
    """#)
}
