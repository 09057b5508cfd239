/// Prints the fingerprint of this machine.
@main
struct Main {
  static func main() { Fingerprint.all { print($0, terminator: "") } }
}
