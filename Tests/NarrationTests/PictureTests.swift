import Language
import Testing

@testable import Narration

#if canImport(FoundationXML)
  import FoundationXML
#endif
import Foundation

@Suite("Every picture")
struct PictureTests {
  private let style = NumberStyle()

  @Test("is never wider than asked for", arguments: Look.allCases)
  func width(look: Look) throws {
    for sample in try SamplePictures.all() {
      for width in [40, 41, 55, 64, 79, 80, 81, 120, 200] {
        for line in sample.picture.lines(width: width, look: look, style: style) {
          #expect(line.width <= width, "\(sample.name) at \(width): \(line.text)")
        }
      }
    }
  }

  @Test("fits on a screen of 80 by 24", arguments: Look.allCases)
  func height(look: Look) throws {
    for sample in try SamplePictures.all() {
      let lines = sample.picture.lines(width: 80, look: look, style: style)
      #expect(lines.count <= 22, "\(sample.name) has \(lines.count) lines")
    }
  }

  @Test("is drawn in a window that is too narrow for it", arguments: Look.allCases)
  func narrow(look: Look) throws {
    for sample in try SamplePictures.all() {
      for width in 1..<40 { #expect(!sample.picture.lines(width: width, look: look, style: style).isEmpty) }
    }
  }

  @Test("keeps to ASCII where only that is shown")
  func ascii() throws {
    for sample in try SamplePictures.all() {
      for line in sample.picture.lines(width: 60, look: .ascii, style: style) {
        #expect(line.text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }, "\(sample.name): \(line.text)")
      }
    }
  }

  @Test("has colours where it may, and none elsewhere")
  func colors() throws {
    for sample in try SamplePictures.all() {
      func isColored(_ look: Look) -> Bool {
        sample.picture.lines(width: 80, look: look, style: style).contains { line in
          line.spans.contains { $0.ink != Ink() }
        }
      }
      #expect(isColored(.color), "\(sample.name)")
      #expect(!isColored(.unicode) && !isColored(.ascii), "\(sample.name)")
    }
  }

  @Test("ends in words that say what is to be seen")
  func words() throws {
    for sample in try SamplePictures.all() {
      let lines = sample.picture.lines(width: 80, look: .unicode, style: style).map(\.text)
      let told = sample.picture.summaryLines(width: 80, look: .unicode, style: style).map(\.text)
      #expect(!told.isEmpty && lines.joined(separator: "\n").contains(told.joined(separator: "\n")))
    }
  }

  @Test("is a well-formed drawing with everything escaped, without numbers that are none")
  func drawing() throws {
    for sample in try SamplePictures.all() {
      let text = sample.picture.svg(style: style)
      let parser = XMLParser(data: Data(text.utf8))
      #expect(parser.parse(), "\(sample.name): \(String(describing: parser.parserError))")
      #expect(text.contains("viewBox=\"0 0 ") && text.hasSuffix("</svg>\n"))
      for word in ["\"nan\"", "\"inf\"", "\"-inf\"", "NaN\"", "=\"-"] where !text.contains("points=\"-") {
        #expect(!text.contains(word), "\(sample.name) has \(word)")
      }
    }
  }

  @Test("escapes what would be markup, and what XML forbids")
  func escaping() throws {
    let escaped = SVGDocument.escaped("a < b & \"c\" > d\u{1B}\u{0}\u{FFFE}")
    #expect(escaped == "a &lt; b &amp; &quot;c&quot; &gt; d␛␀\u{FFFD}")
  }
}
