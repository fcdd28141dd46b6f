package io.aksguard.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aksguard.storage.Blobs;
import io.aksguard.storage.MemoryStore;
import io.aksguard.storage.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnchorsTest {
  @TempDir private Path folder;
  private final HeapBlobs anchors = new HeapBlobs();
  private LocalSigner signer;
  private Story story;

  @BeforeEach
  void tell() throws IOException {
    signer = LocalSigner.of(folder.resolve("keys/anchor.pem"));
    story = Story.tell(with(MemoryStore.create(), anchors), 3, 2, signer);
  }

  private static Store with(Store store, Blobs anchors) {
    return new Store(
        store.ledger(),
        store.inbox(),
        store.index(),
        store.checkpoints(),
        store.evidence(),
        store.plans(),
        anchors,
        store.config(),
        store.runs());
  }

  private Problem first(AnchorKey... keys) {
    Verification verification = story.verify(keys);
    assertThat(verification).isInstanceOf(Verification.Bad.class);
    return ((Verification.Bad) verification).first();
  }

  @Test
  void root_isThatOfTheTestVectorsOfCertificateTransparency() {
    List<byte[]> leaves =
        List.of(
                "",
                "00",
                "10",
                "2021",
                "3031",
                "40414243",
                "5051525354555657",
                "606162636465666768696a6b6c6d6e6f")
            .stream()
            .map(HexFormat.of()::parseHex)
            .toList();

    assertThat(HexFormat.of().formatHex(MerkleTree.root(leaves)))
        .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    assertThat(HexFormat.of().formatHex(MerkleTree.root(leaves.subList(0, 7))))
        .isEqualTo("ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c");
    assertThat(HexFormat.of().formatHex(MerkleTree.root(List.of())))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void verify_countsWhatIsNotYetAnchored() {
    Verification verification = story.verify();

    assertThat(verification).isInstanceOf(Verification.Good.class);
    long newer =
        story.anchored.entrySet().stream()
            .mapToLong(e -> story.ledger.head(e.getKey()).orElseThrow().seq() - e.getValue())
            .sum();
    assertThat(verification.seen().notYetAnchored()).isEqualTo(newer).isPositive();
    new Anchors(story.ledger, anchors, signer).write(story.clock.instant());
    assertThat(story.verify().seen().notYetAnchored()).isZero();
  }

  @Test
  void verify_whenAnAnchorWasEdited_namesIt() {
    String text = new String(anchors.get("anchor-00000002.json").orElseThrow(), UTF_8);
    anchors.tamper(
        "anchor-00000002.json",
        text.replaceFirst("\"at\":\"2026", "\"at\":\"2027").getBytes(UTF_8));

    assertThat(first().key()).isEqualTo("anchor-00000002.json");
    assertThat(first().wrong()).contains("signature");
  }

  @Test
  void verify_whenALeafWasEdited_namesTheAnchor() {
    String text = new String(anchors.get("anchor-00000003.json").orElseThrow(), UTF_8);
    anchors.tamper(
        "anchor-00000003.json",
        text.replaceFirst("\\[\\[\"(.{32})\",\\d+", "[[\"$1\",1").getBytes(UTF_8));

    assertThat(first().key()).isEqualTo("anchor-00000003.json");
    assertThat(first().wrong()).contains("root");
  }

  @Test
  void verify_whenAnchorsWereReplacedByOnesOfAnotherKey_namesTheFirst() throws IOException {
    LocalSigner forger = LocalSigner.of(folder.resolve("forger.pem"));
    story.store.anchors().list("anchor-").forEach(name -> anchors.tamper(name, new byte[0]));
    HeapBlobs forged = new HeapBlobs();
    for (int i = 0; i < 3; i++) {
      new Anchors(story.ledger, forged, forger).write(story.clock.instant());
    }
    forged.list("").forEach(name -> anchors.tamper(name, forged.get(name).orElseThrow()));

    assertThat(story.verify()).isInstanceOf(Verification.Good.class);
    assertThat(first(signer.key()).key()).isEqualTo("anchor-00000001.json");
  }

  @Test
  void verify_whenOneAnchorIsOfAnotherKey_namesIt() throws IOException {
    LocalSigner other = LocalSigner.of(folder.resolve("other.pem"));
    new Anchors(story.ledger, anchors, other).write(story.clock.instant());

    assertThat(first().key()).isEqualTo("anchor-00000004.json");
    assertThat(new Verifier(story.store, Set.of(signer.key(), other.key())).verify())
        .isInstanceOf(Verification.Good.class);
  }

  @Test
  void verify_whenAnAnchorIsMissing_namesIt() {
    HeapBlobs left = new HeapBlobs();
    anchors.list("").stream()
        .filter(name -> !name.endsWith("2.json"))
        .forEach(name -> left.putIfAbsent(name, anchors.get(name).orElseThrow()));

    Verification verification = new Verifier(with(story.store, left), Set.of()).verify();

    assertThat(((Verification.Bad) verification).first().key()).isEqualTo("anchor-00000002.json");
  }

  @Test
  void write_whenOneHeadIsDamaged_signsTheOthersAndTells() {
    String damaged = story.ledger.clusters().get(0).cluster().value();
    Partitions.put(story.store.ledger(), damaged, "h", Map.of("seq", 1L));

    Anchors.Written written =
        new Anchors(story.ledger, anchors, signer).write(story.clock.instant());

    assertThat(written.anchor().leaves()).hasSize(1);
    assertThat(written.leftOut()).singleElement().returns(damaged, Problem::partition);
  }

  @Test
  void write_whenAnAnchorIsMissingOrIsJunk_goesOnBehindTheNewest() {
    HeapBlobs left = new HeapBlobs();
    left.putIfAbsent("anchor-00000007.json", "junk".getBytes(UTF_8));
    left.putIfAbsent("anchor-junk.json", new byte[0]);

    Anchor anchor = new Anchors(story.ledger, left, signer).write(story.clock.instant()).anchor();

    assertThat(anchor.number()).isEqualTo(8);
    assertThat(anchor.previous()).isEqualTo(Canonical.digest("junk".getBytes(UTF_8)));
    assertThat(left.list("")).contains("anchor-00000008.json");
  }

  @Test
  void verify_whenTheListOfClustersWasChanged_namesItsRow() {
    List<ListedCluster> clusters = story.ledger.clusters();
    String edited = clusters.get(0).cluster().value();
    Partitions.put(
        story.store.index(), "clusters", edited, Map.of("cluster", "/subscriptions/another"));

    assertThat(first()).returns("clusters", Problem::partition).returns(edited, Problem::key);
    assertThatThrownBy(story.ledger::clusters).isInstanceOf(DamagedException.class);
    assertThat(new Anchors(story.ledger, anchors, signer).write(story.clock.instant()).leftOut())
        .singleElement()
        .returns(edited, Problem::key);

    Partitions.delete(story.store.index(), "clusters", edited);

    assertThat(first()).returns("clusters", Problem::partition).returns(edited, Problem::key);
  }

  @Test
  void signer_whenTheFileIsThere_hasTheSameKey() throws IOException {
    assertThat(LocalSigner.of(folder.resolve("keys/anchor.pem")).key()).isEqualTo(signer.key());
    assertThat(AnchorKey.parse(signer.key().jwk())).isEqualTo(signer.key());
    String pem = Files.readString(folder.resolve("keys/anchor.pem"));
    assertThat(AnchorKey.parse(pem.substring(pem.indexOf("-----BEGIN PUBLIC"))))
        .isEqualTo(signer.key());
  }

  @Test
  void signer_whenTheFileHoldsNoPair_isRefused() throws IOException {
    Path file = folder.resolve("bad.pem");
    Files.writeString(file, "-----BEGIN PRIVATE KEY-----\nAA\n-----END PRIVATE KEY-----\n");

    assertThatThrownBy(() -> LocalSigner.of(file)).isInstanceOf(IOException.class);
  }

  @Test
  void isDue_afterADay_andWhereTheNewestAnchorIsDamaged() {
    Anchors daily = new Anchors(story.ledger, anchors, signer);
    Instant now = story.clock.instant();
    daily.write(now);

    assertThat(daily.isDue(now.plus(Duration.ofHours(23)))).isFalse();
    assertThat(daily.isDue(now.plus(Duration.ofHours(24)))).isTrue();
    anchors.putIfAbsent("anchor-99999998.json", "{}".getBytes(UTF_8));
    assertThat(daily.isDue(now)).isTrue();
  }
}
