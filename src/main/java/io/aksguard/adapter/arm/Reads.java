package io.aksguard.adapter.arm;

import io.aksguard.cluster.ArmId;
import io.aksguard.evidence.Gap;
import io.aksguard.evidence.JsonObject;
import io.aksguard.evidence.Source;
import io.aksguard.evidence.input.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait to be sent together. What is learnt from an answer may ask for more, so they
 * go out in waves until nothing is left to ask. Each answer becomes a page.
 */
public final class Reads {
  /** Eight batches, as many as are under way at a time. */
  private static final int AT_ONCE = 8 * Batch.MOST;

  private final ArmClient arm;
  private final Consumer<Page> pages;
  private final Set<String> asked = new HashSet<>();
  private final List<Waiting> waiting;

  private record Waiting(Ask ask, Consumer<Answer> then) {}

  /**
   * @param pages receives what was read
   */
  public Reads(ArmClient arm, Consumer<Page> pages) {
    this(arm, pages, new ArrayList<>());
  }

  private Reads(ArmClient arm, Consumer<Page> pages, List<Waiting> waiting) {
    this.arm = arm;
    this.pages = pages;
    this.waiting = waiting;
  }

  /** Requests that are sent together with these, but whose pages go elsewhere. */
  public Reads into(Consumer<Page> others) {
    return new Reads(arm, others, waiting);
  }

  /**
   * One resource; where it is refused or not there, it is noted as unread.
   *
   * @param then told the answer, to ask for what the resource refers to
   */
  public void resource(ArmId id, Consumer<Answer> then) {
    ask(
        Ask.get(id),
        answer -> {
          Optional<Gap> missing = answer.missing();
          pages.accept(
              missing.isPresent()
                  ? Page.unread(
                      Source.ARM, answer.askedAt(), id, because(id.value(), missing.get()))
                  : Page.of(Source.ARM, answer.askedAt(), answer.resources()));
          then.accept(answer);
        });
  }

  /**
   * A list, and what it completes.
   *
   * @param type of its elements
   * @param of what it is a list of
   */
  public void list(String type, String of, Ask ask, Consumer<Answer> then) {
    ask(
        ask,
        answer -> {
          Gap gap = answer.missing().map(missing -> because(type, missing)).orElse(null);
          pages.accept(
              Page.of(
                  Source.ARM, answer.askedAt(), answer.resources(), new Page.Ended(type, of, gap)));
          then.accept(answer);
        });
  }

  /** A list that completes nothing by itself, of which only some elements are kept. */
  public void part(Ask ask, UnaryOperator<List<JsonObject>> kept, Consumer<Answer> then) {
    ask(
        ask,
        answer -> {
          List<JsonObject> some = kept.apply(answer.resources());
          if (!some.isEmpty()) {
            pages.accept(Page.of(Source.ARM, answer.askedAt(), some));
          }
          then.accept(answer);
        });
  }

  /** A list that Resource Graph has told already. */
  public void told(String type, String of, Answer answer) {
    Gap gap = answer.missing().map(missing -> because(type, missing)).orElse(null);
    pages.accept(
        Page.of(
            Source.RESOURCE_GRAPH,
            answer.askedAt(),
            answer.resources(),
            new Page.Ended(type, of, gap)));
  }

  /** Keeps what came, which completes nothing. */
  public void keep(Answer answer) {
    if (!answer.resources().isEmpty()) {
      pages.accept(Page.of(Source.ARM, answer.askedAt(), answer.resources()));
    }
  }

  /**
   * Says how a list that was read in several parts has ended, and that it is as old as the first.
   */
  void ended(String what, String of, Ends ends) {
    ended(what, of, ends.gap(), ends.askedAt());
  }

  /** Says how a list that was read in several parts has ended. */
  public void ended(String what, String of, @Nullable Gap gap, Instant at) {
    pages.accept(Page.of(Source.ARM, at, List.of(), new Page.Ended(what, of, gap)));
  }

  /** A request whose answer only the caller sees. */
  public void ask(Ask ask, Consumer<Answer> then) {
    if (asked.add(ask.path())) {
      waiting.add(new Waiting(ask, then));
    }
  }

  /**
   * Sends what waits, and then what the answers ask for. A wave goes out in chunks, so that of a
   * large one only a part of the answers is in memory; in each of them subscriptions take turns, as
   * in the whole.
   */
  public void run() {
    while (!waiting.isEmpty()) {
      List<Waiting> wave = List.copyOf(waiting);
      waiting.clear();
      List<Integer> order = Spread.over(wave, each -> Quota.of(each.ask()).whole());
      for (int from = 0; from < order.size(); from += AT_ONCE) {
        List<Waiting> some =
            order.subList(from, Math.min(order.size(), from + AT_ONCE)).stream()
                .map(wave::get)
                .toList();
        List<Answer> answers = arm.readAll(some.stream().map(Waiting::ask).toList());
        for (int i = 0; i < some.size(); i++) {
          some.get(i).then().accept(answers.get(i));
        }
      }
    }
  }

  /** The reason with what was asked for: what is refused reads alike everywhere. */
  static Gap because(String what, Gap gap) {
    return new Gap(what + " could not be read from Azure: " + gap.reason());
  }
}
