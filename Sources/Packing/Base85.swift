/// Bytes as text that can stand in an element of a page: five letters for every four bytes, a sixteenth less than in
/// base 64.
///
/// The letters are the printable ones of ASCII without `" $ & ' / < > \` and the grave accent, so that nothing in it ends
/// an element or begins a reference. Of the last bytes, one to three, there are as many letters and one more: the text
/// of the bytes with zeros behind them, cut.
public func base85(_ bytes: [UInt8]) -> String {
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count / 4 * 5 + 5)
  var start = 0
  while start < bytes.count {
    let count = min(4, bytes.count - start)
    var number: UInt32 = 0
    for index in start..<(start + 4) {
      number = number << 8 | (index < bytes.count ? UInt32(bytes[index]) : 0)
    }
    var letters: [UInt8] = [0, 0, 0, 0, 0]
    for place in stride(from: 4, through: 0, by: -1) {
      letters[place] = alphabet[Int(number % 85)]
      number /= 85
    }
    text += letters[...count]
    start += 4
  }
  return String(decoding: text, as: UTF8.self)
}

private let alphabet = (UInt8(ascii: "!")...UInt8(ascii: "~")).filter { !"\"$&'/<>\\`".utf8.contains($0) }
