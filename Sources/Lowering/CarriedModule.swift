/// A module with another one in it, as the section `name` of its own: engines pass such sections by, and whoever loads
/// the module finds it there (`WebAssembly.Module.customSections`).
public func carrying(_ module: [UInt8], _ carried: [UInt8], as name: String) -> [UInt8] {
  var section = ModuleWriter()
  section.count(name.utf8.count)
  section.copy(Array(name.utf8)[...])
  section.copy(carried[...])
  var output = ModuleWriter()
  output.copy(module[...])
  output.byte(0)
  output.part(section)
  return output.bytes
}
