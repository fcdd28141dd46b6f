package io.aksguard.evidence.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.cel.common.values.NullValue;
import io.aksguard.evidence.JsonArray;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.JsonReader;
import io.aksguard.yaml.Nesting;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The objects in a file: one, a list, a page with {@code value} or {@code data}, or one a line. A
 * list is handed on element by element, so that a whole fleet never lies in memory.
 */
final class Documents {
  private static final int MOST_YAML_CODE_POINTS = 16 << 20;

  /** Kubernetes allows 50 as well; a bomb needs far more. */
  private static final int MOST_ALIASES = 50;

  /** Receives a file's objects. */
  interface Sink {
    /**
     * @param listing the list it is an element of, or one of its own
     */
    void document(JsonObject document, Listing listing);

    /** What a page of a snapshot says, after its resources. */
    void page(Page head);

    /** Kubernetes objects are missing, for this reason. */
    void objectsMissing(String reason);

    /** What else is wrong or missing, with its place. */
    void note(String note);
  }

  private Documents() {}

  /**
   * @throws IOException where the text is not what it should be; the message has line and column
   */
  static void read(Path file, Sink sink) throws IOException {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      readYaml(file, sink);
      return;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      refuseBinary(in);
      try (JsonParser parser = JsonReader.parser(in)) {
        int documents = 0;
        while (parser.nextToken() != null) {
          documents++;
          readOne(parser, sink);
        }
        if (documents == 0) {
          throw new IOException("the file is empty");
        }
      }
    }
  }

  private static void refuseBinary(InputStream in) throws IOException {
    in.mark(1024);
    byte[] head = in.readNBytes(1024);
    in.reset();
    boolean wide = head.length > 1 && ((head[0] & 0xff) >= 0xfe || head[0] == 0 || head[1] == 0);
    for (int i = 0; i < head.length && !wide; i++) {
      if (head[i] == 0) {
        throw new IOException("a binary file: there is a zero byte at offset " + i);
      }
    }
  }

  private static void readOne(JsonParser parser, Sink sink) throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      Listing listing = new Listing();
      readElements(parser, listing, sink, element -> element);
      listing.end();
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      readObject(parser, sink);
    } else {
      throw new IOException(
          "line " + parser.currentTokenLocation().getLineNr() + ": neither an object nor a list");
    }
  }

  private static void readElements(
      JsonParser parser, Listing listing, Sink sink, UnaryOperator<JsonObject> completed)
      throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int line = parser.currentTokenLocation().getLineNr();
      if (JsonReader.read(parser) instanceof JsonObject element) {
        sink.document(completed.apply(element), listing);
      } else {
        listing.cut("an element could not be read");
        sink.note("line " + line + ": an element of the list is no object");
      }
    }
  }

  /** An object is a document, or the page of a list that is handed on while it is read. */
  private static void readObject(JsonParser parser, Sink sink) throws IOException {
    JsonObject.Builder rest = new JsonObject.Builder(parser.currentTokenLocation().getLineNr());
    Listing listing = new Listing();
    boolean isPage = false;
    boolean isItems = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_ARRAY && (key.equals("value") || key.equals("data"))) {
        isPage = true;
        JsonObject before = rest.build();
        listing = Page.isHead(before) ? new Listing(head(before)) : listing;
        readElements(parser, listing, sink, element -> element);
      } else if (value == JsonToken.START_ARRAY
          && key.equals("items")
          && Items.follow(rest.build())) {
        isItems = true;
        JsonObject before = rest.build();
        readElements(parser, listing, sink, item -> Items.whole(item, before));
      } else {
        rest.put(key, JsonReader.read(parser));
      }
    }
    JsonObject page = rest.build();
    if (isItems) {
      Items.successor(page).ifPresent(listing::cut);
      listing.shortBy().ifPresent(sink::objectsMissing);
    } else if (isPage && Page.isHead(page)) {
      sink.page(head(page));
    } else if (isPage) {
      endPage(page, listing, sink);
    } else {
      sink.document(page, listing);
    }
  }

  private static Page head(JsonObject members) throws IOException {
    try {
      return Page.head(members);
    } catch (IllegalArgumentException e) {
      throw new IOException("line " + members.line() + ": " + e.getMessage(), e);
    }
  }

  /** A short page must not be read as a whole list. */
  private static void endPage(JsonObject page, Listing listing, Sink sink) {
    boolean more =
        Stream.of("nextLink", "@odata.nextLink", "skipToken", "$skipToken", "skip_token")
            .anyMatch(link -> goesOn(page, link));
    boolean fewer =
        total(page, "count") >= 0
            && Math.max(total(page, "totalRecords"), total(page, "total_records"))
                > total(page, "count");
    if (more || fewer || "true".equals(String.valueOf(page.raw("resultTruncated")))) {
      listing.cut("the page has a successor");
      sink.note("the list goes on after this page; the next ones were not in the input");
    }
    listing.end();
  }

  /** Some services write an empty link on their last page. */
  static boolean goesOn(JsonObject page, String link) {
    Object next = page.raw(link);
    return next != null && !next.equals("");
  }

  private static long total(JsonObject page, String key) {
    return page.raw(key) instanceof Long number ? number : -1;
  }

  private static void readYaml(Path file, Sink sink) throws IOException {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(String.valueOf(file.getFileName()))
            .setMaxAliasesForCollections(MOST_ALIASES)
            .setCodePointLimit(MOST_YAML_CODE_POINTS)
            .build();
    if (Files.size(file) > 4L * MOST_YAML_CODE_POINTS) {
      throw new IOException("a YAML file over 64 MB; export large lists as JSON");
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Nesting.check(settings, text);
    int documents = 0;
    for (Node document : new Compose(settings).composeAllFromString(text)) {
      documents++;
      Object value = YamlValues.of(document);
      if (value instanceof JsonObject object) {
        sink.document(object, new Listing());
      } else if (value instanceof JsonArray array) {
        Listing listing = new Listing();
        array.objects().forEach(element -> sink.document(element, listing));
        listing.end();
      } else if (!(value instanceof NullValue)) { // as between two lines of dashes
        sink.note("document " + documents + " is neither an object nor a list");
      }
    }
    if (documents == 0) {
      throw new IOException("the file is empty");
    }
  }
}
