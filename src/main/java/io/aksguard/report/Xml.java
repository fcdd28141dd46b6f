package io.aksguard.report;

import java.io.IOException;
import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** XML elements of any text: what XML 1.0 cannot hold is replaced. */
final class Xml {
  /** The JDK's own, whatever else is on the class path. */
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private final XMLStreamWriter xml;

  Xml(Writer out) {
    try {
      xml = FACTORY.createXMLStreamWriter(out);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("no XML writer", e);
    }
  }

  /** An element with attributes, given as names and values in turn. */
  Xml start(String element, String... attributes) throws IOException {
    try {
      xml.writeStartElement(element);
      for (int i = 0; i < attributes.length; i += 2) {
        xml.writeAttribute(attributes[i], Text.xml(attributes[i + 1]).replaceAll("\\s", " "));
      }
      return this;
    } catch (XMLStreamException e) {
      throw plain(e);
    }
  }

  Xml text(String text) throws IOException {
    try {
      xml.writeCharacters(Text.xml(text));
      return this;
    } catch (XMLStreamException e) {
      throw plain(e);
    }
  }

  Xml end() throws IOException {
    try {
      xml.writeEndElement();
      return this;
    } catch (XMLStreamException e) {
      throw plain(e);
    }
  }

  void flush() throws IOException {
    try {
      xml.flush();
    } catch (XMLStreamException e) {
      throw plain(e);
    }
  }

  /** What the stream behind this said, where it was that. */
  private static IOException plain(XMLStreamException e) {
    return e.getNestedException() instanceof IOException cause ? cause : new IOException(e);
  }
}
