package io.aksguard.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class JunitReportTest {

  @Test
  void sampleFleet_isValid() throws IOException, SAXException {
    validate(Samples.report(Format.JUNIT));
  }

  @Test
  void runWithoutClusters_isValid() throws IOException, SAXException {
    String report = Samples.empty(Format.JUNIT);

    validate(report);
    assertThat(report).contains("tests=\"0\" errors=\"0\" skipped=\"0\" failures=\"0\"");
  }

  @Test
  void counts_areThoseOfTheElements()
      throws IOException, SAXException, ParserConfigurationException {
    Element root = root(Samples.report(Format.JUNIT));

    assertThat(root.getAttribute("tests")).isEqualTo(count(root, "testcase")).isEqualTo("11");
    assertThat(root.getAttribute("errors")).isEqualTo(count(root, "error")).isEqualTo("3");
    assertThat(root.getAttribute("skipped")).isEqualTo(count(root, "skipped")).isEqualTo("2");
    assertThat(root.getAttribute("failures")).isEqualTo(count(root, "failure")).isEqualTo("4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u001b", "\ud83d", "\udc00", "\uffff", "😀", "]]>", "\r\n"})
  void anyText_isValidXml(String text)
      throws IOException, SAXException, ParserConfigurationException {
    Element root =
        root(
            Samples.report(
                Format.JUNIT,
                Samples.prod().stream()
                    .map(
                        f ->
                            Samples.finding(
                                f.control() + text,
                                f.severity(),
                                f.resource() + text,
                                text,
                                f.status(),
                                f.waiver(),
                                "a" + text,
                                text))
                    .toList()));

    assertThat(count(root, "testcase")).isEqualTo("9");
  }

  @Test
  void emoji_staysWhatItIs() throws IOException, SAXException, ParserConfigurationException {
    Element root = root(Samples.report(Format.JUNIT));

    Element failure = (Element) root.getElementsByTagName("failure").item(2);

    assertThat(failure.getAttribute("message"))
        .isEqualTo(
            "=1+1 \"quoted\", 'single' <b>&amp;</b> ]]> é 😀 ���[31m \u202e� end line 2   end");
  }

  private static String count(Element root, String element) {
    return Integer.toString(root.getElementsByTagName(element).getLength());
  }

  private static Element root(String xml)
      throws IOException, SAXException, ParserConfigurationException {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)))
        .getDocumentElement();
  }

  private static void validate(String xml) throws IOException, SAXException {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Samples.BASE.resolve("src/test/schemas/surefire-test-report.xsd").toFile())
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
  }
}
