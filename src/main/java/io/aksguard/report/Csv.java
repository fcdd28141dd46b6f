package io.aksguard.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;

/**
 * Rows as RFC 4180 has them. Cells that a spreadsheet would take for a formula get a leading
 * apostrophe (OWASP, CSV injection), which a library would leave to us as well; the quoting that
 * remains is too little to add commons-csv for.
 */
public final class Csv {
  private final Writer out;

  public Csv(OutputStream out) {
    this.out = Utf8.writer(out);
  }

  public void row(List<String> cells) throws IOException {
    String separator = "";
    for (String cell : cells) {
      out.write(separator);
      out.write(quoted(harmless(cell)));
      separator = ",";
    }
    out.write("\r\n");
  }

  public void flush() throws IOException {
    out.flush();
  }

  private static String harmless(String cell) {
    return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
