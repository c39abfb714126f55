package io.callstream.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.events.EventKind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A segment's first page says what was written into it, or nothing. */
class SegmentHeaderPropertiesTest {
    private static final KindTable CURRENT = KindTable.of(List.of());

    @Property
    void whatIsWrittenIsRead(@ForAll("headers") SegmentHeader header) {
        assertThat(SegmentHeader.read(page(header), CURRENT)).isEqualTo(header);
    }

    @Property
    void aPageWithAWrongBitIsNotRead(
            @ForAll("headers") SegmentHeader header,
            @ForAll @IntRange(max = Layout.PAGE - 1) int at,
            @ForAll @IntRange(max = 7) int bit) {
        ByteBuffer page = page(header);
        int end = Layout.KINDS + header.kinds().write(page);
        Assume.that(at < 12 || at >= 16 && at < 40 || at >= Layout.KINDS && at < end);

        page.put(at, (byte) (page.get(at) ^ 1 << bit));

        assertThat(SegmentHeader.read(page, CURRENT)).isNull();
        assertThat(SegmentHeader.state(page)).isEqualTo(SegmentHeader.State.DAMAGED);
    }

    @Property
    void noBytesMakeReadingFail(@ForAll byte[] bytes, @ForAll boolean magic) {
        ByteBuffer page =
                ByteBuffer.allocate(Layout.PAGE).order(Layout.ORDER).put(bytes, 0, Math.min(bytes.length, Layout.PAGE));
        if (magic) {
            page.putLong(0, 0x324c4f4f50534353L);
        }
        assertThat(SegmentHeader.read(page, CURRENT)).isNull();
    }

    @Example
    void whatDoesNotFitIntoTheFirstPageIsNoTable() {
        List<SpoolKinds.Written> many = IntStream.range(0, 16)
                .mapToObj(id -> new SpoolKind(id, "kind-" + id, "t".repeat(240), Retention.LAST, CallRole.NONE))
                .map(kind -> new SpoolKinds.Written(kind, EventKind.CHUNK.schema()))
                .toList();

        assertThatThrownBy(() -> new SpoolKinds(many))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected at most 3840");
        assertThat(new SpoolKinds(many.subList(0, 14)).all()).hasSize(14);
    }

    @Example
    void anIdOrAWordStandsForOneKind() {
        SpoolKinds.Written same = new SpoolKinds.Written(
                new SpoolKind(2, "other", "llm.other", Retention.LAST, CallRole.NONE), EventKind.CHUNK.schema());
        List<SpoolKinds.Written> twice = List.of(TestKinds.all().all().get(2), same);

        assertThatThrownBy(() -> new SpoolKinds(twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'other' with id 2");
    }

    @Provide
    Arbitrary<SegmentHeader> headers() {
        Arbitrary<String> words =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(32);
        Arbitrary<String> topics = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("._-")
                .ofMinLength(1)
                .ofMaxLength(249);
        Arbitrary<KindTable.Entry> kinds = Combinators.combine(
                        Arbitraries.integers().between(0, SpoolKind.LARGEST_ID),
                        words,
                        topics,
                        Arbitraries.of(Retention.values()),
                        Arbitraries.of(CallRole.values()),
                        Arbitraries.longs())
                .as((id, word, topic, retention, role, fingerprint) ->
                        new KindTable.Entry(new SpoolKind(id, word, topic, retention, role), fingerprint));
        Arbitrary<KindTable> tables = kinds.list()
                .uniqueElements(entry -> entry.kind().id())
                .ofMaxSize(12)
                .map(KindTable::of);
        return Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(1),
                        Arbitraries.integers().between(-1, 100),
                        Arbitraries.longs().greaterOrEqual(0),
                        tables)
                .as(SegmentHeader::new);
    }

    private static ByteBuffer page(SegmentHeader header) {
        ByteBuffer page = ByteBuffer.allocate(Layout.PAGE).order(Layout.ORDER);
        header.write(page);
        return page;
    }
}
